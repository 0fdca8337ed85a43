"""A rest that is over rings, once, in time or not at all."""

from datetime import timedelta

from tests.bot.lifter import Lifter, talk

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
