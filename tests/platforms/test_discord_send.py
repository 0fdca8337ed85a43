"""What leaves for Discord: long words, pictures and files, and a line that breaks on the way."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web

from bot.attachments import Attachment
from bot.platforms import Gone, TryLater
from bot.platforms.discord import CannotStart, Discord
from storage.records import Address, Button
from tests.platforms.discord_stage import Inbox, Stage, discord_stage
from tests.platforms.test_discord_wire import NOW, WORDS, Wire, nobody, wire, without_gateway

__all__ = ["wire"]  # a fixture

LONG = "\n".join(f"{number}: bench 185 × 5, and a few words more" for number in range(120))
PICTURE = Attachment("bench.png", "image/png", b"\x89PNG")
THUMBS = ((Button("👍", "up:1f"), Button("👎", "down:1f")),)


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with discord_stage() as stage, stage.running(Inbox().accept):
        yield stage


def sent(stage: Stage) -> list[dict[str, Any]]:
    """The bodies of the messages that left."""
    calls = [call for call in stage.env.http_requests if call.method == "POST" and call.path.endswith("/messages")]
    return [call.json for call in calls if call.json is not None]


async def test_long_words_are_several_messages_and_the_last_has_the_buttons(stage: Stage) -> None:
    asked = await stage.dm("everything")
    id_ = await stage.platform.send(stage.words(LONG, buttons=THUMBS, reply_to=str(asked.id)))
    *before, last = stage.heard()
    assert "\n".join(message.content for message in (*before, last)) == LONG
    assert str(last.id) == id_
    assert [bool(message.components) for message in (*before, last)] == [False] * len(before) + [True]
    assert [message.reference is not None for message in (*before, last)] == [True] + [False] * len(before)


async def test_words_that_broke_off_are_sent_again_under_the_same_nonces(stage: Stage) -> None:
    stage.env.inject_error("POST", "/channels/*/messages", status=503, times=1)
    words = stage.words(LONG)
    with pytest.raises(TryLater):
        await stage.platform.send(words)
    await stage.platform.send(words)
    nonces = [body["nonce"] for body in sent(stage)]
    assert all(body["enforce_nonce"] for body in sent(stage))
    assert set(nonces) == {words.id, f"{words.id}.1", f"{words.id}.2"}


async def test_a_picture_goes_with_the_words(stage: Stage) -> None:
    await stage.platform.send(stage.words("Your bench.", buttons=THUMBS), PICTURE)
    (message,) = stage.heard()
    assert message.content == "Your bench."
    assert [file.filename for file in message.attachments] == ["bench.png"]
    assert message.components


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (413, 40005)])
async def test_words_go_without_a_file_that_is_not_taken(stage: Stage, status: int, code: int) -> None:
    stage.env.inject_error("POST", "/channels/*/messages", status=status, code=code, times=1)
    await stage.platform.send(stage.words("Your bench."), PICTURE)
    (message,) = stage.heard()
    assert (message.content, message.attachments) == ("Your bench.", [])


async def test_an_edit_of_what_was_deleted_says_so(stage: Stage) -> None:
    id_ = await stage.platform.send(stage.words())
    [message] = stage.heard()
    fetched = await stage.platform.client.get_partial_messageable(message.channel.id).fetch_message(int(id_))
    await fetched.delete()
    with pytest.raises(Gone):
        await stage.platform.edit(stage.words("Better words."), id_)


async def test_an_edit_that_one_message_cannot_hold_is_not_cut(stage: Stage) -> None:
    id_ = await stage.platform.send(stage.words())
    with pytest.raises(Gone):
        await stage.platform.edit(stage.words(LONG), id_)
    (message,) = stage.heard()
    assert message.content == stage.words().text


async def test_more_buttons_than_discord_has_room_for_raise_nothing(stage: Stage) -> None:
    many = tuple(tuple(Button(f"{row}.{place}", f"up:{row}.{place}") for place in range(7)) for row in range(4))
    await stage.platform.send(stage.words(buttons=many))
    (message,) = stage.heard()
    assert len(message.components) == 5


async def test_a_preview_shows_that_somebody_types_and_never_raises(stage: Stage) -> None:
    await stage.platform.preview(stage.words("Let me"))
    await stage.env.settle()
    assert stage.env.http_requests[-1].path.endswith("/typing")
    stage.env.inject_error("POST", "/channels/*/typing", status=403, code=50001)
    await stage.platform.preview(stage.words("Let me see"))
    await stage.env.settle()
    assert stage.heard() == []


async def test_words_do_not_wait_for_a_preview_that_is_held_back(stage: Stage) -> None:
    held_back, shown = asyncio.Event(), 0

    async def slow(_channel: int) -> None:
        nonlocal shown
        shown += 1
        await held_back.wait()

    stage.platform.client.http.send_typing = slow  # type: ignore[assignment, method-assign]
    for words in ("Let me", "Let me see"):
        await stage.platform.preview(stage.words(words))
        while not shown:
            await asyncio.sleep(0)
    await stage.platform.send(stage.words("Your bench."))
    assert shown == 1
    held_back.set()
    assert [message.content for message in stage.heard()] == ["Your bench."]


async def test_where_nothing_can_be_answered_the_words_go_by_themselves(stage: Stage) -> None:
    asked = await stage.dm("everything")
    stage.env.inject_error("POST", "/channels/*/messages", status=400, code=160002, times=1)
    await stage.platform.send(stage.words("Your bench.", reply_to=str(asked.id)), PICTURE)
    (message,) = stage.heard()
    assert (message.content, message.reference) == ("Your bench.", None)
    assert [file.filename for file in message.attachments] == ["bench.png"]


@pytest.mark.parametrize(("status", "code", "maybe_taken"), [(503, 0, True), (401, 0, False), (429, 0, False)])
async def test_a_try_that_may_have_been_taken_says_so(stage: Stage, status: int, code: int, maybe_taken: bool) -> None:
    stage.env.inject_error("POST", "/channels/*/messages", status=status, code=code, times=1)
    with pytest.raises(TryLater) as later:
        await stage.platform.send(stage.words())
    assert later.value.maybe_taken is maybe_taken


@pytest.mark.parametrize(("status", "code"), [(401, 0), (429, 0), (503, 0)])
async def test_of_words_that_broke_off_some_may_be_shown(stage: Stage, status: int, code: int) -> None:
    send, sent_parts = stage.platform.client.http.send_message, 0

    async def second_fails(*place: Any, **more: Any) -> Any:
        nonlocal sent_parts
        sent_parts += 1
        if sent_parts == 2:
            stage.env.inject_error("POST", "/channels/*/messages", status=status, code=code, times=1)
        return await send(*place, **more)

    stage.platform.client.http.send_message = second_fails  # type: ignore[method-assign]
    with pytest.raises(TryLater) as later:
        await stage.platform.send(stage.words(LONG))
    assert later.value.maybe_taken


async def test_a_talk_that_could_not_be_opened_has_taken_nothing(stage: Stage) -> None:
    stage.env.inject_error("POST", "/users/@me/channels", status=503, code=0, times=1)
    with pytest.raises(TryLater) as later:
        await stage.platform.send(stage.words(address=Address("discord", "direct", str(stage.lifter.id))))
    assert not later.value.maybe_taken


async def test_nobody_gets_what_was_said_to_another(stage: Stage) -> None:
    bob = stage.env.create_user("bob")
    await stage.platform.send(stage.words(address=Address("discord", str(bob.dm_channel.id))))
    assert stage.heard() == []


# ── getting in ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_discord_that_cannot_be_reached_is_tried_with_growing_pauses(wire: Wire) -> None:
    slept_seconds: list[float] = []

    async def broken(_: web.Request) -> web.StreamResponse:
        raise web.HTTPServiceUnavailable

    async def sleep(seconds: float) -> None:
        slept_seconds.append(seconds)
        if len(slept_seconds) == 4:
            wire.me = None

    wire.me = broken
    bot = Discord("MTIz.fake.token", now=lambda: NOW, sleep=sleep, connect=without_gateway)
    run = asyncio.create_task(bot.run(nobody))
    for _ in range(2):  # it is not in; then it is, and the line breaks
        with pytest.raises(TryLater):
            await bot.send(WORDS)
    assert slept_seconds == [1, 2, 4, 8]
    assert wire.nonces == [(WORDS.id, True)]
    run.cancel()
    with suppress(asyncio.CancelledError):
        await run


async def test_it_says_whether_it_has_a_line_to_discord() -> None:
    async with discord_stage() as stage:
        assert stage.platform.seen_at is None
        async with stage.running(nobody) as bot:
            assert bot.seen_at == stage.now()
            bot.client.dispatch("disconnect")
            await stage.env.settle()
            lost_at = stage.now()
            await stage.env.advance_time(90)
            assert bot.seen_at == lost_at
            bot.client.dispatch("resumed")
            await stage.env.settle()
            assert bot.seen_at == stage.now()


async def test_a_token_that_is_taken_back_ends_it(wire: Wire) -> None:
    wire.token_is_good = False
    with pytest.raises(CannotStart):
        await Discord("t", now=lambda: datetime.now(UTC), sleep=asyncio.sleep, connect=without_gateway).run(nobody)
