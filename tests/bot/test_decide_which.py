"""A correction or a deletion changes the one set that is meant, and nothing beside it."""

import asyncio
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.decide.continued import CONTINUES
from bot.parse.facts import Again, Intent, Parsed, SaidSet
from knowledge.units import Unit, plain
from storage.records import SetKind
from tests.bot.lifter import Lifter, talk
from tests.bot.read_as import change, deletion, lb, of, read_as, repetition


async def in_order(ann: Lifter) -> list[str]:
    """His log by day, message and place."""
    entries = sorted(await ann.entries(), key=lambda e: (e.on, e.said_at, e.place))
    shown = ((e.lift, f"x{e.lift.sets}" if e.lift.sets > 1 else "") for e in entries)
    return [f"{lift.exercise} {plain(lift.load.amount)}x{lift.reps}{sets}" for lift, sets in shown]


SESSION = ["bench 185x5", "bench 190x5x3", "squat 225x5, 235x3"]


@pytest.mark.parametrize(
    ("said", "bench", "squat"),
    [
        (change(load=240), "185x5, 190x5x3", "225x5, 240x3"),
        (change("bench_press", reps=6), "185x5, 190x6x3", "225x5, 235x3"),
        (change(reps=6, which=of("bench_press", 1)), "185x6, 190x5x3", "225x5, 235x3"),
        (change(reps=4, which=of("bench_press", 2)), "185x5, 190x4, 190x5x2", "225x5, 235x3"),
        (change(reps=4, which=of("bench_press", 3)), "185x5, 190x5, 190x4, 190x5", "225x5, 235x3"),
        (change(reps=4, which=of("bench_press", -1)), "185x5, 190x5x2, 190x4", "225x5, 235x3"),
        (change(reps=4, which=of("bench_press", -4)), "185x4, 190x5x3", "225x5, 235x3"),
        (change(reps=4, which=of(None, 1)), "185x5, 190x5x3", "225x4, 235x3"),
        (change(load=195, which=of(None, None, (185,))), "195x5, 190x5x3", "225x5, 235x3"),
        (change(load=195, which=of(None, None, (190,))), "185x5, 195x5x3", "225x5, 235x3"),
        (change(reps=4, which=of(None, None, (3,))), "185x5, 190x5x3", "225x5, 235x4"),
        (change("bench_press", reps=6, which=of("bench_press", None, (185,))), "185x6, 190x5x3", "225x5, 235x3"),
        (change("front_squat", which=of("squat")), "185x5, 190x5x3", "225x5, front 235x3"),
        (change("front_squat"), "185x5, 190x5x3", "225x5, front 235x3"),
        (change("squat", which=of("bench_press", 1)), "190x5x3", "185x5, 225x5, 235x3"),
        (change(sets=2, which=of("bench_press", 1)), "185x5x2, 190x5x3", "225x5, 235x3"),
        (deletion(of("bench_press", 1)), "190x5x3", "225x5, 235x3"),
        (deletion(of("bench_press", -1)), "185x5, 190x5x2", "225x5, 235x3"),
        (deletion(of(None, -1)), "185x5, 190x5x3", "225x5"),
        (deletion(of("squat")), "185x5, 190x5x3", ""),
        (deletion(of("bench_press")), "185x5", "225x5, 235x3"),
        (deletion(of(None, None, (190,))), "185x5, 190x5x2", "225x5, 235x3"),
        (deletion(of(None, None, (190, 5, 3))), "185x5", "225x5, 235x3"),
    ],
)
async def test_the_set_that_is_meant_is_changed_and_no_other(said: Parsed, bench: str, squat: str) -> None:
    async with talk() as ann:
        for text in SESSION:
            await ann.say(text)
        await ann.say(read_as(ann, "the change", said))
        log = [line.replace("front_squat", "squat front").partition(" ") for line in await in_order(ann)]
        assert ", ".join(sets for lift, _, sets in log if lift == "bench_press") == bench
        assert ", ".join(sets for lift, _, sets in log if lift == "squat") == squat


@pytest.mark.parametrize(
    ("said", "says"),
    [
        (change(reps=4, which=of("bench_press", 9)), "no more than 4 sets of bench on Sun 22 Nov"),
        (change(reps=4, which=of("deadlift", 1)), "no deadlift in your log of Sun 22 Nov"),
        (change(load=300, which=of(None, None, (280,))), "No set of Sun 22 Nov has 280 in it"),
        (deletion(of("deadlift")), "no deadlift in your log of Sun 22 Nov"),
        (deletion(of("squat", 3)), "no more than 2 sets of squat"),
        (change(load=2400), "did you mean 240?"),
    ],
)
async def test_a_set_that_is_not_found_is_said_and_nothing_is_changed(said: Parsed, says: str) -> None:
    async with talk() as ann:
        for text in SESSION:
            await ann.say(text)
        before = await ann.log()
        answer = await ann.say(read_as(ann, "the change", said))
        assert says in answer.text
        assert await ann.log() == before


async def test_a_deletion_says_what_is_gone_and_what_stays() -> None:
    async with talk() as ann:
        await ann.say("bench 190x5x3")
        answer = await ann.say(read_as(ann, "delete set 2", deletion(of(None, 2))))
        assert answer.text == "Undone: bench 190 × 5. That leaves bench 190 × 5, 2 sets."


async def test_the_last_set_is_the_one_that_is_asked_about_while_a_question_waits() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say("225x5", after=CONTINUES + timedelta(minutes=1))
        answer = await ann.say(read_as(ann, "delete the last set", deletion(of(None, -1))))
        assert "never logged: 225 × 5" in answer.text
        assert await ann.log() == ["bench_press 185x5"]


async def test_only_the_newest_day_is_searched_unless_another_is_named() -> None:
    async with talk() as ann:
        await ann.say("squat 225x5")
        await ann.say("bench 185x5", after=timedelta(days=1))
        gone = deletion(of("squat"))
        assert "no squat in your log of Mon 23 Nov" in (await ann.say(read_as(ann, "delete the squat", gone))).text
        yesterday = replace(gone, when="yesterday")
        await ann.say(read_as(ann, "delete yesterday's squat", yesterday))
        assert await ann.log() == ["bench_press 185x5"]


async def test_a_corrected_day_that_is_not_today_is_named() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        answer = await ann.say("that was 195", after=timedelta(days=1))
        assert answer.text.startswith("Corrected for Sun 22 Nov: bench 195 × 5.")


async def test_all_else_of_a_message_stays_when_one_of_its_sets_is_changed_or_deleted() -> None:
    async with talk() as ann:
        await ann.say("squat 225x5, bench 185x5 slept 5h knee hurts")
        await ann.say(read_as(ann, "change", change("bench_press", load=190)))
        await ann.say(read_as(ann, "delete", deletion(of("bench_press"))))
        assert await ann.log() == ["squat 225x5"]
        [readiness] = await ann.readiness()
        assert readiness.sleep_minutes == 300
        assert "Stop, no squat" in (await ann.say("plan squat")).text


async def test_the_plan_of_the_other_lift_of_a_message_stands() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say("bench 185x5, squat 225x5", after=timedelta(days=2))
        assert (await ann.say("that was 230")).next.startswith("Next: 230 × 5")
        await ann.say("bench 187.5x5", after=timedelta(days=2))
        [*_, entry] = await ann.entries()
        assert entry.lift.planned is not None
        assert str(entry.lift.planned.load) == "187.5 lb"


async def test_the_unit_alone_can_be_put_right() -> None:
    async with talk() as ann:
        await ann.say("bench 85x5x3")
        kilos = Parsed(intent=Intent.CORRECTION, unit_only=Unit.KG)
        answer = await ann.say(read_as(ann, "that was kg", kilos))
        [entry] = await ann.entries()
        assert (str(entry.lift.load), entry.lift.reps, entry.lift.sets) == ("85 kg", 5, 3)
        assert answer.text.startswith("Corrected: bench 85 kg × 5, 3 sets.")


async def test_a_unit_that_makes_it_impossible_is_refused() -> None:
    async with talk() as ann:
        await ann.say("bench 700x1")
        await ann.say(read_as(ann, "that was kg", Parsed(intent=Intent.CORRECTION, unit_only=Unit.KG)))
        [entry] = await ann.entries()
        assert str(entry.lift.load) == "700 lb"


@pytest.mark.parametrize(
    ("patch", "log"),
    [
        (SaidSet(exercise=None, load=None, reps=None, rpe=Decimal(9)), "squat 225x5x3 @9"),
        (SaidSet(exercise=None, load=None, reps=None, kind=SetKind.WARMUP), "squat 225x5x3 warmup"),
        (SaidSet(exercise=None, load=None, reps=None), "squat 225x5"),
        (SaidSet(exercise=None, load=lb(235), reps=None), "squat 235x5x3"),
    ],
)
async def test_a_part_that_a_correction_does_not_say_stays(patch: SaidSet, log: str) -> None:
    async with talk() as ann:
        await ann.say("squat 225x5x3")
        await ann.say(read_as(ann, "change", Parsed(sets=(patch,), intent=Intent.CORRECTION)))
        assert await ann.log() == [log]


async def test_a_name_alone_keeps_the_number_of_sets() -> None:
    async with talk() as ann:
        await ann.say("squat 225x5x3")
        await ann.say("that was front squat")
        assert await ann.log() == ["front_squat 225x5x3"]


async def test_the_note_stays_with_the_first_part_of_a_set_that_is_split() -> None:
    async with talk() as ann:
        lifted = SaidSet(exercise=change("bench_press").sets[0].exercise, load=lb(185), reps=5, sets=3)
        await ann.say(read_as(ann, "paused", Parsed(sets=(lifted,), intent=Intent.LOG, rest="paused, belt on")))
        await ann.say(read_as(ann, "change", change(reps=4, which=of(None, 2))))
        notes = [e.note for e in sorted(await ann.entries(), key=lambda e: e.place)]
        assert notes == ["paused, belt on", "", ""]


async def test_undo_takes_back_the_split_of_a_message_and_then_the_message_whole() -> None:
    async with talk() as ann:
        await ann.say("squat 225x5")
        await ann.say("bench 185x5x3 slept 6h")
        await ann.say(read_as(ann, "change", change(reps=4, which=of(None, 2))))
        assert "Undone: back to bench 185 × 5, 3 sets." in (await ann.say("undo")).text
        assert await ann.log() == ["squat 225x5", "bench_press 185x5x3"]
        assert (await ann.say("undo")).text == "Undone: bench 185 × 5, 3 sets; slept 6 h."
        assert (await ann.log(), await ann.readiness()) == (["squat 225x5"], ())


async def test_the_edit_of_a_message_replaces_what_was_corrected_in_it() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5x3")
        message = ann.message
        await ann.say(read_as(ann, "change", change(reps=4, which=of(None, 2))))
        await ann.edit(message, "bench 185x5x3")
        assert await ann.log() == ["bench_press 185x5x3"]


async def test_a_target_that_only_the_corrected_set_had_earned_is_named_no_more() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5 slept 8h sore 2")  # a target of 200 × 3
        assert "In you by" in (await ann.say(read_as(ann, "change", change(load=165)))).text
        assert "200 × 3" not in (await ann.look(timedelta(days=8))).text


# ── any session ────────────────────────────────────────────────────────────────────────────────────────────────────

LIFTS = {"bench": "bench_press", "squat": "squat"}
SAID = st.tuples(st.just("log"), st.sampled_from([*LIFTS]), st.integers(1, 9), st.integers(1, 4))
CHANGED = st.tuples(st.just("change"), st.sampled_from([*LIFTS]), st.integers(-6, 6), st.integers(1, 9))
DELETED = st.tuples(st.just("delete"), st.sampled_from([*LIFTS]), st.integers(-6, 6), st.just(0))
REPEATED = st.tuples(st.just("again"), st.sampled_from([*LIFTS]), st.just(0), st.integers(1, 3))


@given(st.lists(st.one_of(SAID, CHANGED, DELETED, REPEATED), max_size=9), st.booleans())
@settings(max_examples=25, deadline=None)
def test_of_any_session_every_set_is_logged_once_and_all_can_be_undone(
    steps: list[tuple[str, str, int, int]], twice: bool
) -> None:
    asyncio.run(_session(steps, twice))


async def _session(steps: list[tuple[str, str, int, int]], twice: bool) -> None:
    async with talk() as ann:
        await ann.say("slept 8h")
        sets: dict[str, list[int]] = defaultdict(list)  # the reps of each set of a lift
        for n, (what, lift, number, count) in enumerate(steps):
            text = f"{n}: {what} {lift}"
            ann.clock.at += timedelta(minutes=1)
            update = await ann.send(ann.said(read_as(ann, text, _said(what, lift, number, count))))
            await ann.app.quiet()
            if twice:
                await ann.app._turns.take(ann.room.said[update.id], (update.platform, update.id))
            _model(sets[lift], what, number, count)
            assert await _reps(ann) == {lift: done for lift, done in sets.items() if done}
        for _ in range(len(steps) + 1):
            await ann.say("undo")
        assert (await ann.log(), await ann.readiness()) == ([], ())


def _said(what: str, lift: str, number: int, count: int) -> Parsed:
    exercise = LIFTS[lift]
    match what:
        case "log":
            said = replace(change(exercise, 100, number).sets[0], sets=count)
            return Parsed(sets=(said,), intent=Intent.LOG)
        case "change":
            return change(reps=count, which=of(exercise, number))
        case "delete":
            return deletion(of(exercise, number))
        case _:
            return repetition(Again(sets=count))


def _model(sets: list[int], what: str, number: int, count: int) -> None:
    place = number - 1 if number > 0 else number
    is_there = number != 0 and -len(sets) <= place < len(sets)
    if what == "log":
        sets.extend([number] * count)
    elif what == "again" and sets:
        sets.extend([sets[-1]] * count)
    elif what == "change" and is_there:
        sets[place] = count
    elif what == "delete" and is_there:
        del sets[place]


async def _reps(ann: Lifter) -> dict[str, list[int]]:
    done: dict[str, list[int]] = defaultdict(list)
    names = {exercise: lift for lift, exercise in LIFTS.items()}
    for entry in sorted(await ann.entries(), key=lambda e: (e.said_at, e.place)):
        done[names[entry.lift.exercise]] += [entry.lift.reps] * entry.lift.sets
    return dict(done)
