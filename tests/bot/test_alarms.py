"""A rest that is over rings, once, in time or not at all."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from storage.records import Changes
from tests.bot.desk import Clock
from tests.bot.lifter import Lifter, Room, talk

OVER = "Rest is over. Next set!"


async def rung(lifter: Lifter, after: timedelta) -> int:
    lifter.clock.at += after
    count = await lifter.app.alarms.ring()
    await lifter.app.quiet()
    return count


async def test_a_rest_rings_when_it_is_over_and_only_once() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say("rest 2")
        assert await rung(ann, timedelta(seconds=119)) == 0
        assert await rung(ann, timedelta(seconds=1)) == 1
        assert ann.room.seen[-1] == OVER
        assert await rung(ann, timedelta(seconds=1)) == 0


async def test_a_set_ends_the_rest_and_a_new_rest_takes_its_place() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say("rest 2")
        await ann.say("bench 185x5")
        assert await rung(ann, timedelta(minutes=3)) == 0
        await ann.say("rest 1")
        await ann.say("rest 3", after=timedelta(seconds=5))
        assert await rung(ann, timedelta(seconds=90)) == 0
        assert await rung(ann, timedelta(seconds=90)) == 1


async def test_after_an_outage_nobody_is_told_of_a_rest_long_over() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say("rest 1")
        assert await rung(ann, timedelta(minutes=20)) == 0
        assert OVER not in ann.room.seen


async def test_it_rings_in_the_lifter_s_language() -> None:
    async with talk() as ann:
        await ann.say("language de")
        await ann.say("rest 1")
        assert await rung(ann, timedelta(minutes=1)) == 1
        assert ann.room.seen[-1] != OVER


async def test_a_rest_in_a_group_rings_for_the_one_who_rests() -> None:
    async with talk() as ann:
        there = ann.in_group()
        await there.say("bench 185x5")
        await there.say("rest 2")
        asked = there.message
        assert await rung(ann, timedelta(minutes=2)) == 1
        told = ann.room.all_shown[-1]
        assert (told.text, told.address, told.reply_to) == (f"Ann: {OVER}", there.where, asked)


async def test_in_private_it_is_nobody_else_s_and_answers_nothing() -> None:
    async with talk() as ann:
        await ann.say("rest 2")
        assert await rung(ann, timedelta(minutes=2)) == 1
        told = ann.room.all_shown[-1]
        assert (told.text, told.reply_to) == (OVER, None)


class Killed(Exception):
    pass


@asynccontextmanager
async def resting(folder: Path, clock: Clock, room: Room) -> AsyncIterator[Lifter]:
    async with talk(folder, clock=clock, room=room) as ann:
        yield ann


@pytest.mark.parametrize("is_kept", [False, True])
async def test_a_kill_while_it_rings_neither_loses_nor_doubles_it(tmp_path: Path, is_kept: bool) -> None:
    clock, room = Clock(), Room()
    async with resting(tmp_path, clock, room) as ann:
        await ann.say("rest 2")
        keep = ann.app.store.keep

        async def killed(changes: Changes) -> bool:
            if is_kept:
                await keep(changes)
            raise Killed

        ann.app.store.keep = killed  # type: ignore[method-assign]
        clock.at += timedelta(minutes=2)
        assert await ann.app.alarms.ring() == 0
    async with resting(tmp_path, clock, room) as ann:
        await ann.app.alarms.ring()
        await ann.app.outbox.resume(ann.where.platform)
        await ann.app.quiet()
        await rung(ann, timedelta(seconds=1))
    assert room.seen.count(OVER) == 1


async def test_two_looks_at_once_ring_once() -> None:
    async with talk() as ann:
        await ann.say("rest 2")
        ann.clock.at += timedelta(minutes=2)
        assert sorted([await ann.app.alarms.ring(), await ann.app.alarms.ring()]) == [0, 1]
        await ann.app.quiet()
        assert ann.room.seen.count(OVER) == 1


async def test_while_the_bot_is_paused_nothing_rings_and_what_is_late_then_never_does() -> None:
    async with talk() as ann:
        eve = Lifter(ann.app, ann.room, ann.clock, name="eve", chat="2")
        await ann.say("rest 2")
        await eve.say("rest 5")
        await ann.app.operators.pause.begin()
        assert await rung(ann, timedelta(minutes=5)) == 0
        await ann.app.operators.pause.end()
        assert await rung(ann, timedelta(seconds=1)) == 1
        assert [words.address for words in ann.room.all_shown if words.text == OVER] == [eve.where]
        assert await ann.app.store.next_alarm_at() is None
