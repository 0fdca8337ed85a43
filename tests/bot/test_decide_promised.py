"""A raise that was promised stands in the next session; what undoes the set that earned it takes it back."""

from datetime import timedelta

import pytest

from tests.bot.lifter import talk

FRESH = "bench 185x5 slept 8h sore 2"  # up to 190
DAYS = timedelta(days=3)


@pytest.mark.parametrize("said", ["plan bench", "slept 7h sore 5", "energy low"])
async def test_an_average_day_begins_with_what_was_promised(said: str) -> None:
    async with talk() as ann:
        assert (await ann.say(FRESH)).next.startswith("Next: 190 × 5, up")
        shown = await ann.say(said if "bench" in said else f"{said}\nbench", after=DAYS)
        assert "Next: 190 × 5, up: as planned last time." in shown.text


async def test_a_red_day_holds_and_the_day_after_it_stands_again() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        held = await ann.say("plan bench slept 5h", after=DAYS)
        assert held.next.startswith("Next: 185 × 5, 2 sets, hold: 5 h sleep.")
        assert (await ann.say("plan bench", after=timedelta(days=1))).next == "Next: 190 × 5, up: as planned last time."


async def test_undoing_the_set_that_earned_it_takes_it_back() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5", after=timedelta(0))
        await ann.say("bench 190x5 slept 8h sore 2", after=DAYS)
        await ann.say("undo", after=DAYS)
        assert (await ann.say("plan bench")).next.startswith("Next: 185 × 5, hold")


async def test_correcting_the_set_that_earned_it_plans_anew() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        assert (await ann.say("that was 180")).next.startswith("Next: 185 × 5, up")
        assert (await ann.say("plan bench", after=DAYS)).next == "Next: 185 × 5, up: as planned last time."


async def test_it_is_lifted_once() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        await ann.say("plan bench", after=DAYS)
        assert (await ann.say("bench 190x5")).next.startswith("Next: 190 × 5, hold")


async def test_two_weeks_later_it_is_a_layoff() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        assert (await ann.say("plan bench", after=timedelta(days=14))).next.startswith(
            "Next: 175 × 5, down: back after"
        )
