"""The rest between two sets."""

from datetime import datetime, timedelta

import pytest

from tests.bot.lifter import Lifter, talk


async def _rings_in(ann: Lifter) -> float | None:
    rings_at: datetime | None = await ann.app.store.next_alarm_at()
    return (rings_at - ann.clock.at).total_seconds() if rings_at else None


@pytest.mark.parametrize(
    ("said", "seconds", "shown"),
    [
        ("rest 3", 180, "3 min"),
        ("/rest 2", 120, "2 min"),
        ("rest 90s", 90, "90 s"),
        ("rest 90", 90, "90 s"),
        ("rest 2:30", 150, "2:30 min"),
        ("Rest 1.5 min.", 90, "90 s"),
        ("timer 4 minutes", 240, "4 min"),
        ("rest 10s", 10, "10 s"),
        ("rest 30 min", 1800, "30 min"),
    ],
)
async def test_a_rest_is_as_long_as_it_is_said(said: str, seconds: int, shown: str) -> None:
    async with talk() as ann:
        answer = await ann.say(said)
        assert answer.text == f"Resting {shown}; I'll ping you."
        assert list(answer.buttons) == ["+1 min", "Stop"]
        assert await _rings_in(ann) == seconds
        assert await ann.log() == []


@pytest.mark.parametrize(
    ("plan", "seconds"), [("bench 185x5", 180), ("bench 155x8", 120), ("bench 135x12", 120), ("bench 95x15", 90)]
)
async def test_a_rest_without_a_length_goes_by_the_reps_of_the_plan(plan: str, seconds: int) -> None:
    async with talk() as ann:
        await ann.say(plan)
        await ann.say("rest")
        assert await _rings_in(ann) == seconds


@pytest.mark.parametrize("said", ["rest 0", "rest 9s", "rest 31 min", "rest 9999"])
async def test_the_bounds_are_said(said: str) -> None:
    async with talk() as ann:
        assert "from 10 s to 30 min" in (await ann.say(said)).text
        assert await _rings_in(ann) is None


@pytest.mark.parametrize("said", ["rest day tomorrow", "should I rest 3 days?", "rest of my sets were bad"])
async def test_talk_of_rest_sets_no_timer(said: str) -> None:
    async with talk() as ann:
        await ann.say(said)
        assert await _rings_in(ann) is None


async def test_a_set_with_its_rest_logs_and_starts_it() -> None:
    async with talk() as ann:
        answer = await ann.say("bench 185x5 rest 3")
        assert answer.text.startswith("Logged: bench 185 × 5")
        assert answer.text.endswith("\n\nResting 3 min; I'll ping you.")
        assert "Not read" not in answer.text
        assert "Rest 3 min" not in answer.buttons
        assert await ann.log() == ["bench_press 185x5"]
        assert await _rings_in(ann) == 180
        assert (await ann.press(answer.buttons["Stop rest"])).text == "Rest stopped."
        assert await _rings_in(ann) is None


async def test_the_button_starts_the_rest_that_it_names() -> None:
    async with talk() as ann:
        shown = (await ann.say("bench 185x5")).buttons
        assert (await ann.press(shown["Rest 3 min"])).text == "Resting 3 min; I'll ping you."
        assert await _rings_in(ann) == 180


async def test_one_more_minute_stop_and_over() -> None:
    async with talk() as ann:
        buttons = (await ann.say("rest 3")).buttons
        longer = await ann.press(buttons["+1 min"], after=timedelta(0))
        assert longer.text == "Resting 4 min in all; I'll ping you."
        assert await _rings_in(ann) == 240
        assert (await ann.press(longer.buttons["Stop"])).text == "Rest stopped."
        for press in buttons.values():
            assert "over" in (await ann.press(press)).text
        assert await _rings_in(ann) is None


async def test_a_rest_is_never_made_longer_than_half_an_hour() -> None:
    async with talk() as ann:
        buttons = (await ann.say("rest 30 min")).buttons
        assert "30 min" in (await ann.press(buttons["+1 min"], after=timedelta(0))).text
        assert await _rings_in(ann) == 1800


async def test_a_new_rest_takes_the_place_of_the_old_one() -> None:
    async with talk() as ann:
        await ann.say("rest 3")
        await ann.say("rest 5", after=timedelta(0))
        assert await _rings_in(ann) == 300
        assert (await ann.say("stop rest")).text == "Rest stopped."
        assert await _rings_in(ann) is None
        assert (await ann.say("rest off")).text == "No rest is being timed."


async def test_the_next_set_ends_it_in_silence_and_a_correction_does_not() -> None:
    async with talk() as ann:
        shown = (await ann.say("bench 185x5")).buttons
        await ann.say("rest 20 min")
        await ann.press(shown["RPE 8"])
        await ann.say("that was 190")
        assert await _rings_in(ann) is not None
        assert "rest" not in (await ann.say("bench 195x3")).text.lower()
        assert await _rings_in(ann) is None


async def test_nobody_else_stops_it() -> None:
    async with talk() as ann:
        buttons = (await ann.say("rest 3")).buttons
        bob = Lifter(ann.app, ann.room, ann.clock, "bob", "1")
        await bob.say("bench 100x5", after=timedelta(0))
        for press in buttons.values():
            assert "somebody else's" in (await bob.press(press, after=timedelta(0))).text
        assert await _rings_in(ann) == 180


@pytest.mark.parametrize("said", ["cancel", "stop", "/cancel", "Cancel."])
async def test_who_calls_off_while_he_rests_means_the_rest(said: str) -> None:
    async with talk() as ann:
        await ann.say("bench 225x5")
        await ann.say("rest 3")
        assert (await ann.say(said)).text == "Rest stopped."
        assert await _rings_in(ann) is None
        assert await ann.log() == ["bench_press 225x5"]
        assert "That rest is over" in (await ann.say("cancel")).text
        assert await ann.log() == ["bench_press 225x5"]
        await ann.say("undo")
        assert await ann.log() == []


@pytest.mark.parametrize("said", [["rest 3", "stop", "stop"], ["rest 3", "rest off"]])
async def test_who_calls_off_once_more_behind_a_rest_takes_no_set(said: list[str]) -> None:
    async with talk() as ann:
        await ann.say("bench 225x5")
        for text in said:
            await ann.say(text)
        assert "That rest is over" in (await ann.say("cancel")).text
        assert await ann.log() == ["bench_press 225x5"]


async def test_behind_a_set_with_its_rest_the_first_cancel_stops_and_the_next_takes_nothing() -> None:
    async with talk() as ann:
        await ann.say("bench 225x5 rest 3")
        told = [(await ann.say("cancel")).text for _ in range(2)]
        assert told[0] == "Rest stopped."
        assert "That rest is over" in told[1]
        assert await ann.log() == ["bench_press 225x5"]


async def test_what_came_behind_the_rest_is_what_cancel_takes_back() -> None:
    async with talk() as ann:
        for text in ("bench 225x5", "rest 3", "stop", "bench 230x5"):
            await ann.say(text)
        assert (await ann.say("cancel")).text == "Undone: bench 230 × 5."
        for text in ("bench 235x5", "rest 3", "stop", "squat 225"):
            await ann.say(text)
        assert "squat" in (await ann.say("cancel")).text
        assert await ann.log() == ["bench_press 225x5", "bench_press 235x5"]


@pytest.mark.parametrize("said", ["rest -3", "/rest 1000000000000", "rest 3.5.1", "rest 1h"])
async def test_a_rest_that_cannot_be_is_told_how_it_is_said(said: str) -> None:
    async with talk() as ann:
        assert "from 10 s to 30 min" in (await ann.say(said)).text


async def test_minutes_and_seconds_may_be_glued() -> None:
    async with talk() as ann:
        assert (await ann.say("rest 3m30")).text == "Resting 3:30 min; I'll ping you."


@pytest.mark.parametrize(("waited_s", "seconds"), [(60, 120), (179, 1), (181, None)])
async def test_a_rest_begins_when_it_is_asked_for(waited_s: int, seconds: float | None) -> None:
    """A message may wait, as while the bot is paused."""
    async with talk() as ann:
        said = ann.said("rest 3")
        ann.clock.at += timedelta(seconds=waited_s)
        await ann.do(said)
        assert await _rings_in(ann) == seconds
