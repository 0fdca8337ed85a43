"""The same deed is the same value on every platform, and its row the same whenever it is delivered again."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from agents.senses import Medium
from bot.message import Incoming, Media, Pressed, Reacted, Said, Sent
from storage.records import Button, Thumb, Update
from tests.contracts.platform_stages import ANN, Can, Stage, everywhere
from tests.contracts.test_platform_words import Rows

BUTTONS = ((Button("👍", "up:1f"), Button("Done as prescribed", "done:2a:3.5")),)
SECONDS = timedelta(seconds=5)
LOG = b"Date,Exercise Name,Weight,Reps\n2026-11-20,Bench Press,185,5\n"
NOBODYS = (
    *("", "{}", "[]", "null", "1", '"words"', "{", "\x00", '{"message": {}}', '{"kind": "written"}', '{"user": 1}'),
    *('{"press": 1}', '{"file": 1, "user": "Ann"}', '{"callback_query": {"from": {}}}', '{"kind": "new"}'),
    '{"update_id": 1, "poll": {"id": "1"}}',
)
ODD: tuple[Any, ...] = (None, "", "x", -1, 10**30, 1.5, True, [], [1], {}, {"id": 1}, "9999-12-31T23:59:59Z")


@pytest.fixture
async def kept(stage: Stage) -> AsyncIterator[list[Update]]:
    """The rows of what is done while the stage's platform runs."""
    rows = Rows()
    async with stage.running(rows):
        yield rows.rows


async def read(stage: Stage, kept: list[Update]) -> Incoming:
    """The newest row as it is read, without what names it."""
    await stage.taken()
    incoming = stage.platform.read(kept[-1])
    assert incoming is not None
    assert incoming.source.startswith(f"{stage.name}:")
    assert incoming.where.platform == stage.name
    named = replace(incoming, source="")
    return replace(named, message="") if isinstance(named, Said | Sent | Media) else named


def said(stage: Stage, text: str, **more: Any) -> Said:
    return Said(**who(stage), message="", reply_to=more.pop("reply_to", ""), text=text, **more)


def who(stage: Stage) -> dict[str, Any]:
    return {"who": stage.who, "name": ANN, "where": stage.where, "source": "", "sent_at": stage.now()}


def number_of(stage: Stage, message: str, incoming: Any) -> str:
    """The platform's id of what was said; a terminal has none but that of its row."""
    return message or incoming.reply_to


# ── deeds ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@everywhere()
async def test_words(stage: Stage, kept: list[Update]) -> None:
    message = await stage.say("  bench 185x5 *slept* 8h <@1> 💪\nand more ")
    incoming = await read(stage, kept)
    text = "bench 185x5 *slept* 8h <@1> 💪\nand more"
    assert incoming == said(stage, text, reply_to=number_of(stage, message, incoming))


@everywhere(Can.REPLY)
async def test_words_that_answer_ours(stage: Stage, kept: list[Update]) -> None:
    ours = await stage.platform.send(stage.words())
    message = await stage.say("that was 190", answers=ours)
    assert await read(stage, kept) == said(stage, "that was 190", reply_to=message, answers=ours)


@everywhere(Can.REPLY)
async def test_words_that_answer_somebody_elses_name_no_message_of_ours(stage: Stage, kept: list[Update]) -> None:
    theirs = await stage.say("bench 185x5")
    message = await stage.say("that was 190", answers=theirs)
    assert await read(stage, kept) == said(stage, "that was 190", reply_to=message)


@everywhere(Can.EDIT)
async def test_an_edit_keeps_the_time_and_the_name_of_its_message(stage: Stage, kept: list[Update]) -> None:
    message = await stage.say("bench 185x5")
    await stage.taken()
    first = stage.platform.read(kept[-1])
    then = said(stage, "bench 195x5", reply_to=message, edited=True)
    await stage.advance(SECONDS)
    await stage.edit(message, "bench 195x5")
    assert await read(stage, kept) == then
    edit = stage.platform.read(kept[-1])
    assert isinstance(first, Said)
    assert isinstance(edit, Said)
    assert edit.message == first.message
    assert len({first.source, edit.source, kept[0].id, kept[1].id}) == 4


@everywhere()
async def test_a_command_of_the_menu_is_its_word(stage: Stage, kept: list[Update]) -> None:
    await stage.command("start")
    incoming = await read(stage, kept)
    assert isinstance(incoming, Said)
    assert replace(incoming, reply_to="", locale="") == said(stage, "start")


@everywhere()
async def test_a_press_is_what_its_button_was_given(stage: Stage, kept: list[Update]) -> None:
    await stage.platform.send(stage.words(buttons=BUTTONS))
    await stage.press("Done as prescribed")
    incoming = await read(stage, kept)
    assert isinstance(incoming, Pressed)
    assert replace(incoming, locale="") == Pressed(**who(stage), press="done:2a:3.5")


@everywhere(Can.REACT)
@pytest.mark.parametrize(("emoji", "thumb"), [("👍", Thumb.UP), ("👎", Thumb.DOWN)])
async def test_a_thumb_that_is_laid_on_ours(stage: Stage, kept: list[Update], emoji: str, thumb: Thumb) -> None:
    ours = await stage.platform.send(stage.words())
    await stage.react(emoji, ours)
    incoming = await read(stage, kept)
    assert incoming.name in (ANN, "")  # Discord does not tell it outside a server
    assert replace(incoming, name=ANN) == Reacted(**who(stage), on=ours, thumb=thumb)


@everywhere(Can.REACT)
async def test_a_thumb_that_is_taken_away_again(stage: Stage, kept: list[Update]) -> None:
    ours = await stage.platform.send(stage.words())
    await stage.react("👍", ours)
    await read(stage, kept)
    await stage.take_back("👍", ours)
    incoming = await read(stage, kept)
    assert len({row.id for row in kept}) == 2
    assert replace(incoming, name=ANN) == Reacted(**who(stage), on=ours, thumb=None, taken_away=(Thumb.UP,))


@everywhere()
async def test_a_log_of_a_training_app(stage: Stage, kept: list[Update]) -> None:
    caption = "" if stage.name == "console" else "all of 2026"  # nothing is written beside a path
    message = await stage.send_file("strong.csv", LOG, caption)
    incoming = await read(stage, kept)
    assert isinstance(incoming, Sent)
    number = number_of(stage, message, incoming)
    expected = Sent(**who(stage), message="", reply_to=number, file_name="strong.csv", text=None, caption=caption)
    assert incoming == expected
    assert await stage.platform.download(kept[-1]) == LOG


@everywhere(Can.MEDIA)
async def test_a_photo(stage: Stage, kept: list[Update]) -> None:
    body = b"\xff\xd8\xff" + bytes(range(256)) * 4
    message = await stage.send_photo(body, "my sets")
    incoming = await read(stage, kept)
    expected = Media(**who(stage), message="", reply_to=message, medium=Medium.PHOTO, caption="my sets")
    assert incoming == replace(expected, most_bytes=len(body))
    assert await stage.platform.download(kept[-1]) == body


@everywhere(Can.GROUP)
async def test_words_and_presses_in_a_group_name_the_group(stage: Stage, kept: list[Update]) -> None:
    message = await stage.say("bench 185x5", in_group=True)
    expected = replace(said(stage, "bench 185x5", reply_to=message), where=stage.in_group, company=stage.company)
    assert await read(stage, kept) == expected
    await stage.platform.send(stage.words(address=stage.in_group, buttons=BUTTONS))
    await stage.press("👍", by="Bob", in_group=True)
    pressed = await read(stage, kept)
    assert isinstance(pressed, Pressed)
    assert (pressed.name, pressed.press, pressed.where) == ("Bob", "up:1f", stage.in_group)
    assert pressed.company == stage.company
    assert pressed.who != stage.who


@everywhere(Can.GROUP)
@pytest.mark.parametrize(("name", "may"), [("Ann", False), ("Coach", True)])
async def test_who_may_change_a_group_s_settings(stage: Stage, kept: list[Update], name: str, may: bool) -> None:
    await stage.say("group quiet on", by=name, in_group=True)
    incoming = await read(stage, kept)
    assert isinstance(incoming, Said)
    assert incoming.company is not None
    assert (incoming.text, incoming.company.may_manage) == ("group quiet on", may)


@everywhere(Can.LOCALE)
async def test_the_language_of_his_client(stage: Stage, kept: list[Update]) -> None:
    stage.locale = "de"
    await stage.command("start")
    assert getattr(await read(stage, kept), "locale", "") == "de"
    await stage.platform.send(stage.words(buttons=BUTTONS))
    await stage.press("👍")
    assert getattr(await read(stage, kept), "locale", "") == "de"


# ── rows ───────────────────────────────────────────────────────────────────────────────────────────────────────────


Deed = Callable[[Stage], Awaitable[object]]


async def _edits(stage: Stage) -> None:
    await stage.edit(await stage.say("bench 185x5"), "bench 195x5")


async def _presses(stage: Stage) -> None:
    await stage.platform.send(stage.words(buttons=BUTTONS))
    await stage.press("👍")


async def _reacts(stage: Stage) -> None:
    await stage.react("👍", await stage.platform.send(stage.words()))


async def _says(stage: Stage) -> None:
    await stage.say("bench 185x5")


async def _sends(stage: Stage) -> None:
    await stage.send_file("strong.csv", LOG)


@everywhere(Can.REPEAT)
@pytest.mark.parametrize("deed", [_says, _edits, _presses, _reacts, _sends])
async def test_a_row_has_the_same_id_and_source_when_it_is_delivered_again(
    stage: Stage, kept: list[Update], deed: Deed
) -> None:
    await deed(stage)
    await stage.taken()
    before = len(kept)
    await stage.repeat()
    await stage.taken()
    assert len(kept) == before + 1
    first, again = kept[-2:]
    assert (first.id, first.chat) == (again.id, again.chat)
    assert stage.platform.read(first) == stage.platform.read(again)


@everywhere()
async def test_two_deeds_are_two_rows(stage: Stage, kept: list[Update]) -> None:
    for _ in range(3):
        await stage.say("bench 185x5")
    await stage.taken()
    assert len({row.id for row in kept}) == 3
    assert len({getattr(stage.platform.read(row), "source", None) for row in kept}) == 3


@everywhere()
async def test_another_run_reads_the_rows_of_the_one_before(stage: Stage) -> None:
    rows = Rows()
    async with stage.running(rows) as before:
        await stage.say("bench 185x5")
        await _presses(stage)
        await stage.taken()
        first = [before.read(row) for row in rows.rows]
    assert [stage.restart().read(row) for row in rows.rows] == first
    assert len(first) == 2


@everywhere()
@pytest.mark.parametrize("raw", NOBODYS)
async def test_a_row_that_says_nothing_is_read_as_nothing(stage: Stage, raw: str) -> None:
    assert stage.platform.read(Update(stage.name, "1", "1", raw, stage.now())) is None


@everywhere()
async def test_a_row_that_was_bent_anywhere_is_read_without_a_failure(stage: Stage, kept: list[Update]) -> None:
    await stage.say("bench 185x5")
    await _presses(stage)
    await _sends(stage)
    await stage.taken()
    assert len(kept) == 3
    bent = [replace(row, raw=json.dumps(raw)) for row in kept for raw in _bent(json.loads(row.raw))]
    assert len(bent) > 100 or stage.name == "console"
    for row in bent:
        stage.platform.read(row)


def _bent(whole: Any) -> Iterator[Any]:
    """*whole* with one of its parts gone or odd."""
    if isinstance(whole, dict):
        for key, part in whole.items():
            rest = {name: value for name, value in whole.items() if name != key}
            yield rest
            yield from ({**rest, key: odd} for odd in (*ODD, *_bent(part)))
    if isinstance(whole, list):
        yield from ([*whole[:at], odd, *whole[at + 1 :]] for at, part in enumerate(whole) for odd in _bent(part))
