"""A long history is not read again: what the forecast made of it is kept, and made anew when it is no longer true."""

from datetime import timedelta

from agents.forecast import form_on, read, version
from knowledge.exercise import ExerciseId
from storage.records import TRAINING_DAYS, Memory, Wanted
from tests.bot.lifter import Lifter, talk

BENCH = ExerciseId("bench_press")
DAYS = TRAINING_DAYS + 15


async def trained(ann: Lifter, days: int, first: str = "bench 205x3") -> None:
    """One day of its own, and then the same fives every other day, the last one two days ago."""
    await ann.say(first)
    for _ in range(days):
        await ann.say("bench 185x5", after=timedelta(days=2))
    ann.clock.at += timedelta(days=2)


async def remembered(ann: Lifter, lift: ExerciseId = BENCH) -> Memory:
    person = await ann.app.store.person(ann.who)
    assert person is not None
    wanted = Wanted(on=ann.clock.at.date(), address=ann.where, exercises=(lift,), strength_version=version())
    return await ann.app.store.recall(person.user, wanted)


async def test_after_a_long_history_a_turn_reads_its_last_days_and_the_form_before_them() -> None:
    async with talk() as ann:
        await trained(ann, DAYS)
        memory = await remembered(ann)
        person = await ann.app.store.person(ann.who)
        assert person is not None
        whole, _ = await ann.app.store.log(person.user)
    assert len({entry.on for entry in memory.history[BENCH]}) == TRAINING_DAYS
    kept = memory.strengths[BENCH]
    assert read(kept.state) == form_on(BENCH, whole, kept.through + timedelta(days=1))


async def test_what_was_done_before_the_days_that_are_read_is_still_no_new_record() -> None:
    async with talk() as ann:
        await trained(ann, DAYS, first="bench 205x3")
        known = await ann.say("bench 185x5 slept 8h sore 1")
    async with talk() as ben:
        await trained(ben, DAYS, first="bench 185x5")
        new = await ben.say("bench 185x5 slept 8h sore 1")
    assert "205 × 3" in new.text
    assert "205 × 3" not in known.text


async def test_a_set_that_is_told_late_or_taken_back_makes_the_form_anew() -> None:
    async with talk() as ann:
        await trained(ann, DAYS)
        before = (await remembered(ann)).strengths[BENCH]
        await ann.say("bench 250x5 13 days ago")
        late = await remembered(ann)
        assert not late.strengths
        assert len({entry.on for entry in late.history[BENCH]}) > TRAINING_DAYS
        await ann.say("bench 185x5")
        anew = (await remembered(ann)).strengths[BENCH]
        assert anew.state != before.state
        await ann.say("undo")
        await ann.say("undo")
        assert not (await remembered(ann)).strengths


async def test_pull_ups_without_load_are_not_read_anew_each_time() -> None:
    async with talk() as ann:
        for _ in range(DAYS):
            await ann.say("pull ups x8", after=timedelta(days=2))
        memory = await remembered(ann, ExerciseId("pull_up"))
    assert len({entry.on for entry in memory.history[ExerciseId("pull_up")]}) == TRAINING_DAYS
