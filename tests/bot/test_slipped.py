"""What is unfinished or has slipped is asked about, in a way that one tap or one word answers."""

import pytest

from tests.bot.lifter import talk


@pytest.mark.parametrize("said", ["yes", "ja", "bench 185 × 5"])
async def test_a_load_that_slipped_is_taken_with_a_word_or_a_tap(said: str) -> None:
    async with talk() as ann:
        asked = await ann.say("bench 1855x5")
        assert list(asked.buttons) == ["bench 185 × 5", "No"]
        assert await ann.log() == []
        press = asked.buttons.get(said)
        answer = await (ann.press(press) if press else ann.say(said))
        assert answer.text.startswith("Logged: bench 185 × 5")
        assert await ann.log() == ["bench_press 185x5"]


async def test_a_refused_guess_logs_nothing() -> None:
    async with talk() as ann:
        asked = await ann.say("bench 1855x5")
        await ann.press(asked.buttons["No"])
        await ann.say("yes")
        assert await ann.log() == []


@pytest.mark.parametrize("said", ["bench 1855x5, 1855x4", "bench 185x5000", "1855x5"])
async def test_where_the_guess_is_not_plain_there_is_no_button(said: str) -> None:
    async with talk() as ann:
        assert (await ann.say(said)).buttons == {}


@pytest.mark.parametrize(
    ("said", "log"),
    [
        ("was 3 reps", ["bench_press 185x5", "bench_press 195x3"]),
        ("reps were 4", ["bench_press 185x5", "bench_press 195x4"]),
        ("was 200", ["bench_press 185x5", "bench_press 200x2"]),
        ("the first was 190", ["bench_press 190x5", "bench_press 195x2"]),
        ("the second was 4 reps", ["bench_press 185x5", "bench_press 195x4"]),
        ("delete the second set", ["bench_press 185x5"]),
        ("delete my first set of bench", ["bench_press 195x2"]),
        ("was easy", ["bench_press 185x5", "bench_press 195x2"]),
        ("the first was easy", ["bench_press 185x5", "bench_press 195x2"]),
    ],
)
async def test_short_corrections_are_of_the_set_that_they_name(said: str, log: list[str]) -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say("bench 195x2")
        await ann.say(said)
        assert sorted(await ann.log()) == sorted(log)


async def test_only_got_three_is_asked_about() -> None:
    """It may be the set that was logged, or the next one."""
    async with talk() as ann:
        await ann.say("bench 185x5")
        assert "Nothing is logged yet." in (await ann.say("only got 3")).text
        assert await ann.log() == ["bench_press 185x5"]


async def test_reps_that_were_left_out_are_asked_for() -> None:
    async with talk() as ann:
        assert "How many reps of deadlift at 315?" in (await ann.say("deadlift 315x")).text
        await ann.say("5")
        assert await ann.log() == ["deadlift 315x5"]


@pytest.mark.parametrize(("said", "shown"), [("plan foo", "I know no lift called foo."), ("plan hip zorb", "hip zorb")])
async def test_a_plan_of_an_unknown_lift_is_no_other_ones(said: str, shown: str) -> None:
    async with talk() as ann:
        await ann.say("squat 200x5")
        answer = await ann.say(said)
        assert shown in answer.text
        assert answer.next == ""


@pytest.mark.parametrize("said", ["plan", "plan for today", "plan heute"])
async def test_a_plan_that_names_no_lift_says_of_which_it_is(said: str) -> None:
    async with talk() as ann:
        await ann.say("bench 80x5")
        await ann.say("squat 200x5")
        assert (await ann.say(said)).next.startswith("Next squat: 200 × 5")
        assert (await ann.say("plan bank")).next.startswith("Next: 80 × 5")


async def test_below_a_set_of_another_load_the_button_says_what_it_logs() -> None:
    async with talk() as ann:
        assert "+1 rep" in (await ann.say("bench 185x5")).buttons
        shown = (await ann.say("bench 135x10")).buttons
        assert "+1 rep" not in shown
        assert (await ann.press(shown["185 × 6"])).text.startswith("Logged: bench 185 × 6")
