"""Every platform shows words in the same way, and refuses them in the same way."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import pytest

from bot.attachments import Attachment
from bot.platforms import Gone, TryLater, Unreachable, Withdraws
from storage.records import DIRECT, Button, Update
from tests.contracts.platform_stages import Can, Stage, everywhere

THUMBS = ((Button("👍", "up:1f"), Button("👎", "down:1f")), (Button("Done as prescribed", "done:2a:3"),))
MARKUP = (
    "*bold* _slanted_ __under__ ~~gone~~ ||hidden|| [a link](https://example.org) <b>b</b> & &amp; @everyone @here "
    "<@1> <#2> a_b_c 3*5*2 (x) \\ end"
)
LINES = "# no heading\n> no quote\n-# not small\n>>> nor this"
CODE = "`bench 185x5 *slept* 8h`"
FAMILY = "👨\u200d👩\u200d👧 \N{MUSICAL SYMBOL G CLEF}"
LONG = "\n".join(
    f'{number}: bench 185 × 5 💪🏽, said "{"quite " * (number % 40)}easy", `plates {number}` and {FAMILY}'
    for number in range(130)
)
PICTURE = Attachment("bench.png", "image/png", b"\x89PNG\x00\xff\r\n")
TABLE = Attachment("log.csv", "text/csv", "day,lift\r\n1,bënch".encode())


class Rows:
    """Keeps what is accepted."""

    def __init__(self) -> None:
        self.rows: list[Update] = []

    async def __call__(self, updates: Sequence[Update]) -> None:
        self.rows += updates


@pytest.fixture
async def on(stage: Stage) -> AsyncIterator[Stage]:
    """The stage, with its platform running."""
    async with stage.running(Rows()):
        yield stage


@everywhere()
async def test_words_come_with_their_buttons_in_their_order(on: Stage) -> None:
    await on.platform.send(on.words("Next: 190 × 5.", buttons=THUMBS))
    [shown] = on.seen()
    assert (shown.text, shown.labels) == ("Next: 190 × 5.", ("👍", "👎", "Done as prescribed"))


@everywhere()
async def test_an_edit_finds_the_message_by_the_id_that_sending_gave(on: Stage) -> None:
    first = await on.platform.send(on.words("one\nstays", buttons=THUMBS))
    second = await on.platform.send(on.words("another"))
    await on.platform.edit(on.words("two\nstays"), first)
    assert first != second
    texts = [shown.text for shown in on.seen()]
    assert texts == (["two\nstays", "another"] if on.platform.evolves else ["one\nstays", "another", "two"])
    assert on.platform.evolves or on.seen()[-1].labels == ()


@everywhere()
async def test_the_same_edit_twice_is_no_failure(on: Stage) -> None:
    first = await on.platform.send(on.words("one", buttons=THUMBS))
    for _ in range(2):
        await on.platform.edit(on.words("two"), first)
    assert on.seen()[-1].labels == ()


@everywhere(Can.DELETE)
async def test_what_is_withdrawn_is_gone(on: Stage) -> None:
    first = await on.platform.send(on.words("one"))
    await on.platform.send(on.words("another"))
    assert isinstance(on.platform, Withdraws)
    await on.platform.withdraw(on.words("one"), first)
    assert [shown.text for shown in on.seen()] == ["another"]
    with pytest.raises(Gone):
        await on.platform.withdraw(on.words("one"), first)


@everywhere(Can.DELETE)
async def test_an_edit_of_what_is_gone_says_so(on: Stage) -> None:
    first = await on.platform.send(on.words("one"))
    on.delete(first)
    with pytest.raises(Gone):
        await on.platform.edit(on.words("two"), first)


@everywhere()
async def test_ten_thousand_characters_arrive_whole_and_in_order(on: Stage) -> None:
    assert len(LONG) > 10_000
    last = await on.platform.send(on.words(LONG, buttons=THUMBS))
    texts = [shown.text for shown in on.seen()]
    assert " ".join(texts).split() == LONG.split()
    assert on.most_units is None or max(shown.units for shown in on.seen()) <= on.most_units
    assert [bool(shown.labels) for shown in on.seen()] == [False] * (len(texts) - 1) + [True]
    await on.platform.edit(on.words("the last one"), last)
    assert on.seen()[-1].text == "the last one"


@everywhere()
async def test_one_word_of_ten_thousand_characters_arrives_whole(on: Stage) -> None:
    word = "💪a\N{COMBINING ACUTE ACCENT}𝄞_*" * 1_500
    await on.platform.send(on.words(word))
    texts = [shown.text for shown in on.seen()]
    assert "".join(texts) == word
    assert on.most_units is None or max(shown.units for shown in on.seen()) <= on.most_units


@everywhere()
async def test_an_edit_that_one_message_cannot_hold_is_not_cut(on: Stage) -> None:
    first = await on.platform.send(on.words("one"))
    if on.most_units is not None:
        with pytest.raises(Gone):
            await on.platform.edit(on.words(LONG), first)
        assert on.seen()[-1].text == "one", "it can be sent anew"
        return
    await on.platform.edit(on.words(LONG), first)
    assert on.seen()[-1].text == LONG


@everywhere()
@pytest.mark.parametrize("text", [MARKUP, LINES, "`not code", "a ` b ` c", "```not a block```", "-a-\n- list\n1. one"])
async def test_marks_are_read_as_they_were_written_and_ring_for_nobody(on: Stage, text: str) -> None:
    await on.platform.send(on.words(text))
    assert on.seen()[-1].text == text
    await on.platform.send(on.words(f"Who said {text}?", address=on.in_group))
    assert Can.GROUP not in on.can or on.seen(in_group=True)[-1].text == f"Who said {text}?"
    assert on.pings() == []


@everywhere()
async def test_what_stands_between_backticks_is_code_and_stays_as_it_is(on: Stage) -> None:
    await on.platform.send(on.words(f"Try it: {CODE}. *Now.*"))
    assert on.seen()[-1].text == f"Try it: {CODE}. *Now.*"


@everywhere()
@pytest.mark.parametrize("file", [PICTURE, TABLE], ids=lambda file: file.name)
async def test_a_file_comes_with_the_words_as_it_was_made(on: Stage, file: Attachment) -> None:
    await on.platform.send(on.words("Your bench.", buttons=THUMBS), file)
    [shown] = on.seen()
    assert (shown.text, len(shown.labels)) == ("Your bench.", 3)
    assert shown.file is not None
    name, body = shown.file
    assert name == file.name
    assert body == (None if on.name == "console" else file.body)  # a terminal only names it


@everywhere()
async def test_a_file_comes_with_long_words_too(on: Stage) -> None:
    await on.platform.send(on.words(LONG, buttons=THUMBS), PICTURE)
    assert [shown.file[0] for shown in on.seen() if shown.file] == ["bench.png"]
    assert " ".join(shown.text for shown in on.seen()).split() == LONG.split()
    assert on.seen()[-1].labels


@everywhere()
async def test_words_to_an_account_come_to_its_private_talk(on: Stage) -> None:
    account = replace(on.where, chat=DIRECT, thread=on.who.account)
    await on.platform.send(on.words("for you alone", address=account))
    assert [shown.text for shown in on.seen()] == ["for you alone"]


@everywhere(Can.REPLY)
async def test_an_answer_to_a_message_that_is_gone_comes_without_it(on: Stage) -> None:
    await on.platform.send(on.words("Logged.", reply_to="999"))
    assert [shown.text for shown in on.seen()] == ["Logged."]


@everywhere(Can.BLOCK)
async def test_who_shuts_us_out_cannot_be_reached(on: Stage) -> None:
    on.block()
    with pytest.raises(Unreachable):
        await on.platform.send(on.words("one"))
    assert on.seen() == []


@everywhere(Can.FLOOD)
async def test_a_flood_says_how_long_to_wait(on: Stage) -> None:
    on.flood(47)
    with pytest.raises(TryLater) as later:
        await on.platform.send(on.words("one"))
    assert (later.value.seconds, later.value.is_flood) == (47, True)
    await on.platform.send(on.words("one"))
    assert [shown.text for shown in on.seen()] == ["one"]


@everywhere()
async def test_after_its_end_it_sends_nothing_and_says_try_later_or_goes_on(stage: Stage) -> None:
    async with stage.running(Rows()):
        pass
    if stage.name == "console":  # it needs no line to anywhere
        return
    async with asyncio.timeout(5):
        with pytest.raises(TryLater):
            await stage.platform.send(stage.words("one"))
    assert stage.seen() == []


@everywhere()
async def test_a_preview_leaves_no_message(on: Stage) -> None:
    await on.platform.preview(on.words("Let me"))
    assert on.seen() == []
