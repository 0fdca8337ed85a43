"""Long words in messages that Discord takes."""

from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.discord_shown import NONCE_LIMIT, nonce_of
from bot.platforms.discord_text import TEXT_LIMIT, cut, literal, split
from bot.platforms.marks import units
from tests.contracts.discord_marks import as_read
from tests.platforms.test_discord_wire import WORDS


def test_words_that_fit_are_one_message() -> None:
    assert split("x" * TEXT_LIMIT) == ("x" * TEXT_LIMIT,)
    assert split("") == ("",)


def test_long_words_are_broken_at_the_end_of_a_line() -> None:
    lines = [f"{number}: bench 185 × 5, then some more words" for number in range(200)]
    parts = split("\n".join(lines))
    assert len(parts) > 1
    assert "\n".join(parts).split("\n") == lines


def test_a_long_line_is_broken_between_words() -> None:
    words = [f"word{number}" for number in range(900)]
    assert " ".join(split(" ".join(words))).split() == words


def test_code_is_not_broken() -> None:
    first = "word " * 390
    parts = split(f"{first}`learn no and quite some more words of it, more than fit into the rest` ends it")
    assert parts == (first.rstrip(), "`learn no and quite some more words of it, more than fit into the rest` ends it")


def test_an_emoji_counts_as_discord_counts_it_and_stays_whole() -> None:
    parts = split("💪" * 1500)
    assert [len(part) for part in parts] == [1000, 500]
    assert cut("💪" * 10, 10) == "💪💪💪💪…"


@given(st.text(alphabet="a `\n💪ü", max_size=200), st.integers(4, 40))
def test_nothing_is_lost_but_the_space_at_a_break(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert all(units(part) <= limit for part in parts)
    assert "".join("".join(map(as_read, parts)).split()) == "".join(text.split())


MARKS = st.lists(
    st.sampled_from([*"*_~|[]()<>@#:-+1. \\`\na&!", "](", "||", "~~", "__", "a_b", "1. ", "`a`"]), max_size=30
)


@given(MARKS.map("".join))
def test_whatever_is_written_is_read_as_it_was_written(text: str) -> None:
    lines = [line.strip() for line in text.split("\n")]  # space at the ends of lines is not shown
    assert [line.strip() for line in as_read(literal("\n".join(lines))).split("\n")] == lines


def test_an_address_stays_a_link() -> None:
    assert (
        literal("see https://example.org/a_b_*c*?d=~~e~~ *now*") == "see https://example.org/a_b_*c*?d=~~e~~ \\*now\\*"
    )


def test_names_and_numbers_that_mark_nothing_are_left_alone() -> None:
    told = "bench_press 185 × 5 (61 % by my estimate: ~3 % more), a|b, x < y, 5/3/1, [1] #2 5-3"
    assert literal(told) == told


def test_every_part_has_a_nonce_of_its_own_that_is_the_same_the_next_time() -> None:
    nonces = [nonce_of(WORDS, part) for part in range(12)]
    assert nonces == [nonce_of(WORDS, part) for part in range(12)]
    assert len(set(nonces)) == len(nonces)
    assert max(map(len, nonces)) <= NONCE_LIMIT
