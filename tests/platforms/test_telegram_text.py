"""Text as Telegram counts and marks it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.marks import units
from bot.platforms.telegram_text import Part, fit, parts
from tests.servers.telegram_wire import check_code

LONG_CODE = "`" + "x " * 30 + "x`"


@pytest.mark.parametrize(
    ("text", "shown", "code"),
    [
        ("Say `undo`.", "Say undo.", ["undo"]),
        ("💪 `plan bench` or (`undo`)", "💪 plan bench or (undo)", ["plan bench", "undo"]),
        ("`a`\n`b`", "a\nb", ["a", "b"]),
        ("Ann` logged. Say `undo`.", "Ann` logged. Say undo.", ["undo"]),
        ("`Ann logged. Say `undo`.", "`Ann logged. Say undo.", ["undo"]),
        ("`` ` ``` **bold** _x_ <b>", "`` ` ``` **bold** _x_ <b>", []),
        ("over\n`two\nlines`", "over\n`two\nlines`", []),
        ("it`s 5`11", "it`s 5`11", []),
        ("half a \ud83d `b`", "half a ? b", ["b"]),
        ("", "", []),
    ],
)
def test_code_stands_between_backticks_at_the_edges_of_words(text: str, shown: str, code: list[str]) -> None:
    [part] = parts(text)
    assert part.text == shown
    assert list(pieces(part)) == code
    assert fit(text) == part


def pieces(part: Part) -> tuple[str, ...]:
    """The marked pieces, as a server that is strict finds them."""
    return check_code(part.text, [{"type": "code", "offset": at, "length": length} for at, length in part.code])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x" * 4096, ["x" * 4096]),
        ("x" * 4097, ["x" * 4096, "x"]),
        ("💪" * 2048, ["💪" * 2048]),
        ("💪" * 2049, ["💪" * 2048, "💪"]),
        ("x" + "💪" * 2048, ["x" + "💪" * 2047, "💪"]),
        ("x" * 3000 + "\n" + "y" * 900 + " " + "z" * 400, ["x" * 3000, "y" * 900 + " " + "z" * 400]),
        ("x" * 3000 + " " + "y" * 3000, ["x" * 3000, "y" * 3000]),
        ("x\n" + "y" * 4096, ["x\n" + "y" * 4094, "yy"]),
        ("x" * 4096 + "\n\n\n", ["x" * 4096]),
    ],
)
def test_a_long_text_is_cut_at_lines_then_at_words_then_between_characters(text: str, shown: list[str]) -> None:
    assert [part.text for part in parts(text)] == shown


def test_code_is_not_torn_unless_it_is_longer_than_a_message() -> None:
    first, second = parts("x" * 30 + " `plan bench now`", limit=40)
    assert (first.text, pieces(second)) == ("x" * 30, ("plan bench now",))
    assert all(units(part.text) <= 40 and pieces(part) for part in parts(LONG_CODE, limit=40))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x" * 4097, "x" * 4095 + "…"),
        ("💪" * 2049, "💪" * 2047 + "…"),
        ("x" + "💪" * 2048, "x" + "💪" * 2047 + "…"),
    ],
)
def test_an_edit_is_one_message_that_says_where_it_is_cut(text: str, shown: str) -> None:
    assert fit(text).text == shown


texts = st.text(st.sampled_from("ab `\n💪é\ud83d0"), max_size=200)


@given(text=texts, limit=st.integers(3, 50))
def test_nothing_is_lost_no_part_is_too_long_and_every_mark_fits(text: str, limit: int) -> None:
    found = parts(text, limit)
    assert all(units(part.text) <= limit for part in (*found, fit(text, limit)))
    assert all(piece.strip() for part in (*found, fit(text, limit)) for piece in pieces(part) or "-")
    whole = re.sub(r"\s|`", "", text.encode("utf-16-le", "replace").decode("utf-16-le"))
    assert re.sub(r"\s|`", "", "".join(part.text for part in found)) == whole
    assert len(found) == 1 or all(part.text.strip() for part in found)
