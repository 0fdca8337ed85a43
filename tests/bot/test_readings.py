"""Two ways to read a message: the likelier is logged and shown, the other is one tap away."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.decide.readings import choose
from bot.parse.facts import Parsed, SaidSet
from bot.wording import GONE, READ_BEFORE
from knowledge.exercise import ExerciseId
from knowledge.units import Load, Unit
from storage.records import Entry, Lift, Memory, Prescription, SetKind, UserId, row_id
from tests.bot.lifter import Lifter, Shown, talk

BENCH, CURL = ExerciseId("bench_press"), ExerciseId("dumbbell_curl")
DAY = date(2026, 11, 22)


def load(amount: str | int, unit: Unit = Unit.LB) -> Load:
    return Load(Decimal(amount), unit)


def said(weight: str | int, reps: int, sets: int = 1, lift: ExerciseId | None = BENCH) -> SaidSet:
    return SaidSet(exercise=lift, load=load(weight), reps=reps, sets=sets)


def either(first: SaidSet, other: SaidSet) -> SaidSet:
    return replace(first, otherwise=other)


def done(weight: str | int, reps: int, sets: int = 1, days_ago: int = 3, lift: ExerciseId = BENCH) -> Entry:
    on = DAY - timedelta(days=days_ago)
    return Entry(
        user=UserId("u"),
        source=f"{on}",
        place=0,
        message=f"{on}",
        said_at=datetime(on.year, on.month, on.day, 17, tzinfo=UTC),
        on=on,
        lift=Lift(exercise=lift, load=load(weight), reps=reps, sets=sets),
    )


def plan(weight: str | int | None, reps: int, sets: int = 3) -> Prescription:
    return Prescription(
        id=row_id("p"),
        turn=row_id("t"),
        user=UserId("u"),
        exercise=BENCH,
        made_at=datetime(2026, 11, 19, tzinfo=UTC),
        on=DAY,
        action="hold",
        rule="hold",
        load=None if weight is None else load(weight),
        reps=reps,
        sets=sets,
    )


def memory(*entries: Entry, plans: tuple[Prescription, ...] = ()) -> Memory:
    return Memory(history={BENCH: entries, CURL: entries}, prescriptions={BENCH: plans})


BY_CONVENTION, OTHERWISE = said(225, 3, 5), said(225, 5, 3)
TWO_LOADS = (said(12, 15, lift=CURL), said(15, 12, lift=CURL))


@pytest.mark.parametrize(
    ("known", "takes_other"),
    [
        (memory(), False),
        (memory(plans=(plan(225, 5),)), True),
        (memory(plans=(plan(225, 3),)), False),
        (memory(done(225, 5, 3), plans=(plan(225, 3),)), False),  # the plan speaks before the log
        (memory(done(225, 5, 3), plans=(plan(230, 5),)), True),  # where it is about another load, the log does
        (memory(plans=(plan(None, 0),)), False),
        (memory(plans=(plan(None, 0), plan(225, 5))), True),
        (memory(done(225, 5, 3)), True),
        (memory(done(225, 3, 5)), False),
        (memory(done(220, 5, 3)), True),  # a step of progress later
        (memory(done(135, 5, 3)), False),  # another kind of day
        (memory(done(225, 5, days_ago=3)), True),
        (memory(done(225, 4, 3)), True),
        (memory(done(225, 4, 4)), False),  # as near to one as to the other
        (memory(done(225, 3, 5, days_ago=9), done(225, 5, 3)), True),
        (memory(done(225, 5, 3, days_ago=9), done(225, 3, 5)), False),
    ],
)
def test_the_plan_and_the_last_sets_say_how_three_numbers_are_meant(known: Memory, takes_other: bool) -> None:
    taken = choose(Parsed(sets=(either(BY_CONVENTION, OTHERWISE),)), known).sets[0]
    assert taken == (OTHERWISE if takes_other else BY_CONVENTION)
    assert taken.otherwise == (BY_CONVENTION if takes_other else OTHERWISE)
    assert taken.otherwise
    assert taken.otherwise.otherwise is None


@pytest.mark.parametrize(
    ("known", "takes_other"),
    [
        (memory(), False),
        (memory(done(15, 12, lift=CURL)), True),
        (memory(done(12, 15, lift=CURL)), False),
        (memory(done(18, 10, lift=CURL)), True),  # 15 is near, 12 is far off
        (memory(done(10, 20, lift=CURL)), False),
        (memory(done(60, 10, lift=CURL)), False),
    ],
)
def test_the_usual_load_says_which_of_two_numbers_it_is(known: Memory, takes_other: bool) -> None:
    taken = choose(Parsed(sets=(either(*TWO_LOADS),)), known).sets[0]
    assert taken == TWO_LOADS[takes_other]


def test_warm_ups_say_nothing_about_how_work_sets_are_written() -> None:
    warm = done(225, 5, 3)
    warm = replace(warm, lift=replace(warm.lift, kind=SetKind.WARMUP))
    assert choose(Parsed(sets=(either(BY_CONVENTION, OTHERWISE),)), memory(warm)).sets == (BY_CONVENTION,)


def test_all_sets_of_a_message_are_read_the_same_way_and_what_has_one_reading_keeps_it() -> None:
    squat = ExerciseId("squat")
    sets = (
        either(BY_CONVENTION, OTHERWISE),
        either(said(315, 3, 5, squat), said(315, 5, 3, squat)),
        said(95, 8),
        either(said(65, 3, 5, None), said(65, 5, 3, None)),
    )
    taken = choose(Parsed(sets=sets), memory(done(225, 5, 3)))
    assert [(one.reps, one.sets) for one in taken.sets] == [(5, 3), (5, 3), (8, 1), (5, 3)]


def test_a_set_without_a_load_or_reps_has_no_history_that_speaks() -> None:
    parts = either(
        SaidSet(exercise=BENCH, load=None, reps=3, sets=5), SaidSet(exercise=BENCH, load=None, reps=5, sets=3)
    )
    assert choose(Parsed(sets=(parts,)), memory(done(225, 5, 3), plans=(plan(225, 5),))).sets[0].reps == 3


# ── in the chat ────────────────────────────────────────────────────────────────────────────────────────────────────


def other(shown: Shown) -> dict[str, str]:
    return {label: press for label, press in shown.buttons.items() if label.startswith("No")}


async def test_the_other_reading_is_one_tap_away_and_replaces_what_was_logged() -> None:
    async with talk() as ann:
        answer = await ann.say("bench 225x3x5 slept 8h sore 2")
        assert answer.text.startswith("Logged: bench 225 × 3, 5 sets")
        [(label, press)] = other(answer).items()
        assert label == "No: 5 reps, 3 sets"
        await ann.say("squat 315x5")
        answer = await ann.press(press)
        assert "Logged: bench 225 × 5, 3 sets" in answer.text
        assert not other(answer)
        assert await ann.log() == ["bench_press 225x5x3", "squat 315x5"]
        assert [one.sleep_minutes for one in await ann.readiness()] == [480]
        assert "230 × 5" in answer.next


async def test_undo_takes_back_what_the_other_reading_logged() -> None:
    async with talk() as ann:
        await ann.press(*other(await ann.say("bench 225x3x5")).values())
        await ann.say("undo")
        assert await ann.log() == []


async def test_the_tap_works_after_a_restart_a_day_later_and_logs_for_the_day_that_was_said(tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        await ann.say("hello")
        [press] = other(await ann.say("yesterday bench 225x3x5")).values()
        message, clock, room = ann.message, ann.clock, ann.room
    async with talk(tmp_path, clock=clock, room=room) as ann:
        answer = await ann.press(press, after=timedelta(days=1))
        [entry] = await ann.entries()
        assert (entry.lift.reps, entry.lift.sets, entry.on, entry.message) == (5, 3, DAY - timedelta(days=1), message)
        assert "Sat 21 Nov" in answer.text
        assert (await ann.press(press)).text == READ_BEFORE
        assert len(await ann.entries()) == 1


@pytest.mark.parametrize(
    ("before", "text", "logged", "label"),
    [
        ([], "bench 185x5x3", "bench_press 185x5x3", None),
        ([], "bench 185x3x5", "bench_press 185x3x5", "No: 5 reps, 3 sets"),
        (["bench 185x5x3"], "bench 185x3x5", "bench_press 185x5x3", "No: 3 reps, 5 sets"),
        (["bench 185x3x5"], "bench 185x5x3", "bench_press 185x3x5", "No: 5 reps, 3 sets"),
        ([], "curls 12x15", "dumbbell_curl 12x15", "No: 15 × 12"),
        ([], "bench 185x5x5", "bench_press 185x5x5", None),
        ([], "bench 185x5", "bench_press 185x5", None),
    ],
)
async def test_the_other_reading_is_offered_only_where_the_two_are_close(
    before: list[str], text: str, logged: str, label: str | None
) -> None:
    async with talk() as ann:
        for earlier in before:
            await ann.say(earlier)
        answer = await ann.say(text)
        assert (await ann.log())[-1] == logged
        assert list(other(answer)) == ([label] if label else [])


async def test_of_several_sets_one_button_turns_all() -> None:
    async with talk() as ann:
        answer = await ann.say("bench 225x3x5, squat 315x3x5")
        [press] = other(answer).values()
        await ann.press(press)
        assert await ann.log() == ["bench_press 225x5x3", "squat 315x5x3"]


async def test_a_button_that_is_forged_foreign_or_of_another_kind_changes_nothing() -> None:
    async with talk() as ann:
        [press] = other(await ann.say("bench 225x3x5")).values()
        eve = Lifter(ann.app, ann.room, ann.clock, name="eve")
        await eve.say("bench 135x5")
        assert (await eve.press(press)).text == READ_BEFORE
        reading = press.removeprefix("read:")
        for forged in ("read:", "read:nobody", f"yes:{reading}", f"no:{reading}", f"read:{reading}:1"):
            assert (await ann.press(forged)).text == READ_BEFORE
        assert await ann.log() == ["bench_press 225x3x5"]
        assert await eve.log() == ["bench_press 135x5"]
        await ann.press(press)
        assert await ann.log() == ["bench_press 225x5x3"]


@pytest.mark.parametrize("then", ["undo", "that was 230"])
async def test_what_was_undone_or_corrected_since_is_not_turned(then: str) -> None:
    async with talk() as ann:
        [press] = other(await ann.say("bench 225x3x5")).values()
        await ann.say(then)
        before = await ann.log()
        assert (await ann.press(press)).text in (GONE, READ_BEFORE)
        assert await ann.log() == before


async def test_an_edited_message_has_a_button_of_its_own_and_the_old_one_is_settled() -> None:
    async with talk() as ann:
        [first] = other(await ann.say("bench 225x3x5")).values()
        [second] = other(await ann.edit(ann.message, "bench 235x3x5")).values()
        assert (await ann.press(first)).text == READ_BEFORE
        await ann.press(second)
        assert await ann.log() == ["bench_press 235x5x3"]


async def test_the_tap_knows_what_was_meant_though_the_unit_has_changed_since() -> None:
    async with talk() as ann:
        [press] = other(await ann.say("bench 225x3x5")).values()
        await ann.say("profile unit kg")
        await ann.press(press)
        [entry] = await ann.entries()
        assert (entry.lift.load, entry.lift.reps) == (load(225), 5)
