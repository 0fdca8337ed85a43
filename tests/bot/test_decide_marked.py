"""A plan that was missed, told in words; and words that mark no plan."""

import pytest

from bot.wording import NO_OPEN_PLAN, TAP_OR_SEND
from tests.bot.lifter import Shown, talk

FRESH = "bench 185x5x3 slept 8h sore 2"  # up to 3 sets of 190


@pytest.mark.parametrize(
    ("text", "logged"),
    [
        ("5,5,3", ["bench_press 190x5x2", "bench_press 190x3 failed"]),
        ("5 4 4", ["bench_press 190x5", "bench_press 190x4x2 failed"]),
        ("I got 5, 5 and 3 reps.", ["bench_press 190x5x2", "bench_press 190x3 failed"]),
        ("5/3", ["bench_press 190x5", "bench_press 190x3 failed"]),
        ("3", ["bench_press 190x3 failed"]),
    ],
)
async def test_the_reps_of_each_missed_set_are_logged(text: str, logged: list[str]) -> None:
    async with talk() as ann:
        buttons = (await ann.say(FRESH)).buttons
        assert "`5,5,3`" in (await ann.press(buttons["Missed"])).text
        await ann.say(text)
        assert await ann.log() == ["bench_press 185x5x3", *logged]
        assert "already" in (await ann.press(buttons["Done as prescribed"])).text
        await ann.say("undo")
        assert await ann.log() == ["bench_press 185x5x3"]


async def test_more_sets_than_planned_are_refused_and_asked_again() -> None:
    async with talk() as ann:
        buttons = (await ann.say(FRESH)).buttons
        await ann.press(buttons["Missed"])
        assert "3 sets" in (await ann.say("5,5,5,3")).text
        assert await ann.log() == ["bench_press 185x5x3"]
        await ann.say("5,5,3")
        assert (await ann.log())[1:] == ["bench_press 190x5x2", "bench_press 190x3 failed"]


async def test_bare_numbers_are_no_reps_once_it_is_answered_or_other_sets_came() -> None:
    async with talk() as ann:
        ladder = await ann.press((await ann.say(FRESH)).buttons["Missed"])
        await ann.press(ladder.buttons["3"])
        await ann.say("5,5,3")
        assert await ann.log() == ["bench_press 185x5x3", "bench_press 190x3 failed"]
        await ann.press((await ann.say("squat 225x5x3")).buttons["Missed"])
        await ann.say("row 100x8")
        await ann.say("5,5,3")
        assert len(await ann.log()) == 4


async def test_sets_said_whole_after_missed_are_logged_as_said() -> None:
    async with talk() as ann:
        await ann.press((await ann.say(FRESH)).buttons["Missed"])
        await ann.say("bench 190x4")
        assert await ann.log() == ["bench_press 185x5x3", "bench_press 190x4"]


@pytest.mark.parametrize("word", ["done", "Missed", "done!"])
async def test_a_word_without_a_plan_marks_nothing_and_says_so(word: str) -> None:
    async with talk() as ann:
        await ann.say("slept 8h")
        assert (await ann.say(word)).text == NO_OPEN_PLAN
        await ann.say("bench 185x5")
        assert (await ann.say(word)).text == TAP_OR_SEND
        assert await ann.log() == ["bench_press 185x5"]


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ("plates bench 20 10 5", "bench press plates 20 10 5"),
        ("unit bench kg", "bench press in kg"),
        ("bar bench press 15kg", "bench press bar 15 kg"),
        ("step lat pulldown 7.5", "lat pulldown step 7.5"),
    ],
)
async def test_a_loading_is_set_with_the_lift_behind_its_part(change: str, shown: str) -> None:
    async with talk() as ann:
        answer: Shown = await ann.say(f"profile {change}")
        assert shown in answer.text
        assert "Unit lb" in answer.text


@pytest.mark.parametrize("load", ["99999", "-5", "0"])
async def test_a_training_max_out_of_bounds_is_told_them(load: str) -> None:
    async with talk() as ann:
        assert "above 0 and at most 2500 lb" in (await ann.say(f"profile tm bench {load}")).text


async def test_a_training_max_is_removed() -> None:
    async with talk() as ann:
        await ann.say("profile tm bench 225")
        assert "training max" not in (await ann.say("profile tm bench off")).text.split("Own")[0].lower()
        assert "no training max" in (await ann.say("profile tm bench off")).text
