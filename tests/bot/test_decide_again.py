"""What is said as "the set before, again" is a set of its own, and never one that was not done."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.decide.continued import CONTINUES
from bot.parse.facts import Again, Intent
from knowledge.units import Load, Unit, plain
from storage.records import Danger, SetKind
from tests.bot.lifter import Lifter, talk
from tests.bot.read_as import lb, read_as, repetition

SAME = Again()


async def again(ann: Lifter, changes: Again = SAME, after: timedelta = timedelta(minutes=3)) -> str:
    return (await ann.say(read_as(ann, "once more", repetition(changes)), after=after)).text


@pytest.mark.parametrize(
    ("before", "changes", "log"),
    [
        ("bench 185x5", SAME, "bench_press 185x5"),
        ("bench 185x5x3", SAME, "bench_press 185x5"),  # one set more, not three
        ("bench 185x5", Again(sets=2), "bench_press 185x5x2"),
        ("bench 185x5", Again(more=lb(5)), "bench_press 190x5"),
        ("bench 185x5", Again(more=lb(-10)), "bench_press 175x5"),
        ("bench 185x5", Again(load=lb(200)), "bench_press 200x5"),
        ("bench 185x5", Again(reps=6), "bench_press 185x6"),
        ("bench 185x5", Again(more_reps=-2), "bench_press 185x3"),
        ("bench 185x5 @8", SAME, "bench_press 185x5"),  # how hard it was is another thing
        ("bench 185x5", Again(rpe=Decimal(9)), "bench_press 185x5 @9"),
        ("bench 185x3 failed", SAME, "bench_press 185x3"),
        ("bench 185x5", Again(reps=2, kind=SetKind.FAILED), "bench_press 185x2 failed"),
        ("warmup bench 95x5", SAME, "bench_press 95x5 warmup"),
        ("warmup bench 95x5", Again(load=lb(185)), "bench_press 185x5"),
        ("bench 185x5, squat 225x5", SAME, "squat 225x5"),
        ("pull ups +10 x 5", Again(more=lb(5)), "pull_up 15x5"),
    ],
)
async def test_the_set_before_is_logged_once_more_with_the_changes(before: str, changes: Again, log: str) -> None:
    async with talk() as ann:
        await ann.say(before)
        first = await ann.log()
        answer = await again(ann, changes)
        assert answer.startswith("Logged: ")
        assert await ann.log() == [*first, log]


async def test_a_number_of_reps_alone_is_the_set_before_once_more() -> None:
    async with talk() as ann:
        for text in ("bench 185x5", "x5", "x4"):
            await ann.say(text)
        assert await ann.log() == ["bench_press 185x5", "bench_press 185x5", "bench_press 185x4"]


@pytest.mark.parametrize("before", ["slept 8h", "plank 60s"])
async def test_a_number_of_reps_with_no_set_before_is_asked_about(before: str) -> None:
    async with talk() as ann:
        await ann.say(before)
        assert (await ann.say("x5")).text.startswith("Which lift was 5?")


async def test_more_of_the_right_unit_answers_how_heavy_it_was() -> None:
    async with talk() as ann:
        await ann.say("bench 80kg x5")
        assert (await ann.say("same but 5 lb more")).text.startswith("How heavy was bench")
        await ann.say("same but 5kg more")
        assert await ann.log() == ["bench_press 80x5", "bench_press 85x5"]


async def test_more_is_in_the_unit_of_the_set_that_is_repeated() -> None:
    async with talk() as ann:
        await ann.say("deadlift 140kg x5")
        assert "145 kg" in (await ann.say("same but 5 more")).text
        assert [plain(e.lift.load.amount) + e.lift.load.unit for e in await ann.entries()] == ["140kg", "145kg"]


@pytest.mark.parametrize(
    ("said", "load"),
    [
        (["squat 100kg x5", "squat 3x5", "110"], "110kg"),
        (["squat 100kg x5", "same but 5 lb more", "110"], "110kg"),
        (["squat 100kg x5", "squat", "110x5"], "110kg"),
        (["squat 100kg x5", "squat 3x5", "240 lb"], "240lb"),
        (["squat 100kg x5", "bench 3x5", "110"], "110lb"),
        (["squat 100kg x5 on monday", "squat 3x5", "110"], "110lb"),
        (["squat 100kg x5", "squat 3x5", "same but 5 more"], "105kg"),
    ],
)
async def test_an_answer_keeps_the_unit_that_its_lift_has_today(said: list[str], load: str) -> None:
    async with talk() as ann:
        for text in said:
            await ann.say(text)
        newest = (await ann.entries())[-1].lift.load
        assert plain(newest.amount) + newest.unit == load


async def test_a_lift_that_is_named_is_the_one_that_is_repeated() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say("squat 225x5")
        answer = await ann.say(read_as(ann, "same again on bench", repetition(SAME)))
        assert (await ann.log())[-1] == "bench_press 185x5"
        assert answer.text.startswith("Logged: bench 185 × 5")


async def test_a_repeated_set_is_planned_from_the_whole_history_of_its_lift() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say("bench 185x5", after=timedelta(days=2))
        assert "Next: 187.5 × 5, up" in await again(ann)


@pytest.mark.parametrize("after", [timedelta(hours=4, minutes=1), timedelta(days=1), timedelta(days=7)])
async def test_a_set_of_another_day_or_of_hours_ago_is_asked_for(after: timedelta) -> None:
    async with talk() as ann:
        ann.clock.at = ann.clock.at.replace(hour=8)
        await ann.say("bench 185x5")
        assert (await again(ann, after=after)).startswith("Which set do you mean?")
        assert await ann.log() == ["bench_press 185x5"]


async def test_with_nothing_on_record_there_is_nothing_to_repeat() -> None:
    async with talk() as ann:
        assert "Which set" in await again(ann)
        assert "Which set" in await again(ann)
        assert await ann.log() == []


async def test_a_lift_that_was_not_done_today_is_not_repeated_from_another() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        assert "Which set" in (await ann.say(read_as(ann, "same again on squat", repetition(SAME)))).text
        assert await ann.log() == ["bench_press 185x5"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (Again(more=lb(-185)), "a load is more than 0"),
        (Again(load=lb(1850)), "did you mean 185?"),
        (Again(more_reps=-9), "reps cannot be below 0"),
        (Again(reps=500), "more than 100 reps"),
        (Again(sets=50), "I log 1 to 20"),
        (Again(rpe=Decimal(15)), "the scale is 1 to 10"),
    ],
)
async def test_what_cannot_be_is_refused(changes: Again, says: str) -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        answer = await again(ann, changes)
        assert says in answer
        assert "None" not in answer
        assert await ann.log() == ["bench_press 185x5"]


async def test_more_of_another_unit_is_asked_about_and_never_added_up() -> None:
    async with talk() as ann:
        await ann.say("bench 100kg x 5")
        assert "How heavy was bench" in await again(ann, Again(more=Load(Decimal(5), Unit.LB)))
        assert await ann.log() == ["bench_press 100x5"]


async def test_a_miss_without_a_rep_is_not_repeated_as_a_set_of_none() -> None:
    async with talk() as ann:
        await ann.say("bench 185x0 failed")
        first = await ann.log()
        await again(ann)
        assert await ann.log() == first


async def test_how_he_is_counts_though_the_set_is_not_known() -> None:
    async with talk() as ann:
        answer = await ann.say(read_as(ann, "same again, slept 6h", repetition(SAME, sleep_minutes=360)))
        assert "Which set" in answer.text
        [readiness] = await ann.readiness()
        assert readiness.sleep_minutes == 360


async def test_pain_in_a_repeated_set_stops_its_lift_alone() -> None:
    async with talk() as ann:
        await ann.say("squat 225x5")
        hurts = replace(repetition(SAME), danger=Danger.PAIN, danger_words="knee hurts", also=(Intent.PAIN,))
        await ann.say(read_as(ann, "same again, knee hurts", hurts))
        assert "Stop, no squat" in (await ann.say("squat 225x5")).text
        assert "Stop" not in (await ann.say("bench 185x5")).text


async def test_a_question_logs_nothing() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say(read_as(ann, "same again?", replace(repetition(SAME), intent=Intent.QUESTION)))
        assert await ann.log() == ["bench_press 185x5"]


# ── while a question waits ─────────────────────────────────────────────────────────────────────────────────────────


async def test_a_set_that_is_asked_about_is_asked_about_again_rather_than_another_one_repeated() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say("225x5", after=CONTINUES + timedelta(minutes=1))
        assert (await again(ann)).startswith("Which lift was 225 × 5?")
        await ann.say("squat")
        assert await ann.log() == ["bench_press 185x5", "squat 225x5"]


async def test_the_same_weight_answers_how_heavy_it_was() -> None:
    async with talk() as ann:
        await ann.say("squat 225x5")
        await ann.say("bench 185x5")
        await ann.say("squat 3x5")
        await again(ann)
        assert await ann.log() == ["squat 225x5", "bench_press 185x5", "squat 225x5x3"]


async def test_a_number_of_reps_answers_how_many_they_were() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say("squat 225")
        await again(ann, Again(reps=3))
        assert await ann.log() == ["bench_press 185x5", "squat 225x3"]


async def test_once_a_newer_set_is_logged_that_one_is_repeated() -> None:
    async with talk() as ann:
        await ann.say("225x5")
        await ann.say("bench 185x5")
        await again(ann)
        assert await ann.log() == ["bench_press 185x5"] * 2


async def test_an_edit_repeats_the_set_that_stood_before_its_message() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say("squat 225x5")
        edited = ann.message
        await ann.say("deadlift 315x5")
        await ann.edit(edited, read_as(ann, "once more", repetition(SAME)))
        assert sorted(await ann.log()) == ["bench_press 185x5", "bench_press 185x5", "deadlift 315x5"]
