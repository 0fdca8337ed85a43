"""A hold is logged with its time and never planned; stress and what else was said are kept."""

from dataclasses import replace

import pytest

from bot.commands.export import as_csv, as_json
from bot.decide.log import LONGEST_NOTE
from bot.parse.facts import Intent, Parsed, SaidSet, Which
from knowledge.exercise import ExerciseId
from tests.bot.lifter import Lifter, Shown, talk
from tests.bot.read_as import HOLD, change, held, lb, read_as


async def hold(ann: Lifter, *sets: SaidSet, text: str = "a hold") -> Shown:
    return await ann.say(read_as(ann, text, Parsed(sets=sets, intent=Intent.LOG)))


async def test_a_hold_is_answered_with_its_line_alone() -> None:
    async with talk() as ann:
        answer = await hold(ann, held(60, 3))
        assert answer.text == "Logged: plank 60 s × 3."
        assert answer.buttons == {}
        [entry] = await ann.entries()
        assert (entry.lift.hold_seconds, entry.lift.reps, entry.lift.sets) == (60, 1, 3)


async def test_the_load_of_a_hold_is_shown_with_it() -> None:
    async with talk() as ann:
        assert (await hold(ann, held(45, load=25))).text == "Logged: plank +25 × 45 s."


async def test_a_lift_beside_a_hold_is_planned() -> None:
    async with talk() as ann:
        lifted = SaidSet(exercise=ExerciseId("bench_press"), load=lb(185), reps=5)
        answer = await hold(ann, held(60), lifted)
        assert answer.text.startswith("Logged: plank 60 s, bench 185 × 5 (est. 1RM 216).\nNext: 185 × 5")


async def test_a_hold_without_its_time_is_asked_for_it_and_the_answer_completes_it() -> None:
    async with talk() as ann:
        for text in ("plank", "bw", "plank bw", "plank bw "):  # as the question is read back
            read_as(ann, text, Parsed(sets=(held(None),), intent=Intent.LOG))
        answer = await hold(ann, held(None))
        assert answer.text == "How long was plank? Say the time, like `60s`."
        read_as(ann, "plank bw 60s", Parsed(sets=(held(60),), intent=Intent.LOG))
        await ann.say("60")
        [entry] = await ann.entries()
        assert entry.lift.hold_seconds == 60


async def test_a_question_about_a_hold_says_that_there_is_no_plan_for_it() -> None:
    async with talk() as ann:
        await hold(ann, held(60))
        asked = Parsed(intent=Intent.QUESTION)
        ann.app._turns = replace(ann.app._turns, named=lambda _: (HOLD,))
        answer = await ann.say(read_as(ann, "how long today?", asked))
        assert answer.text.startswith("No plan for plank")
        assert (await ann.say("plan plank")).text.startswith("No plan for plank")


async def test_a_hold_is_not_the_lift_that_a_day_is_about() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await hold(ann, held(60))
        assert (await ann.say("slept 8h sore 2")).next.startswith("Next bench: 190 × 5")


async def test_holds_of_a_lift_count_for_nothing_in_the_plan_of_its_reps() -> None:
    async with talk() as ann:
        pull_up = ExerciseId("pull_up")
        await ann.say("pull ups +25 x 5")
        alone = (await ann.say("plan pull ups")).next
        answer = await hold(ann, held(30, exercise=pull_up, load=90))
        assert answer.text == "Logged: pull-ups +90 × 30 s."
        assert (await ann.say("plan pull ups")).next == alone


@pytest.mark.parametrize(
    ("patch", "shown"),
    [
        (replace(held(45), exercise=None, load=None, bodyweight=False), "plank 45 s × 3"),
        (change(sets=2).sets[0], "plank 60 s × 2"),
        (change(load=25).sets[0], "plank +25 × 60 s × 3"),
        (change("pull_up").sets[0], "pull-ups 60 s × 3"),
        (change(reps=5).sets[0], "plank body weight × 5, 3 sets"),
    ],
)
async def test_a_hold_can_be_corrected(patch: SaidSet, shown: str) -> None:
    async with talk() as ann:
        await hold(ann, held(60, 3))
        said = Parsed(sets=(patch,), intent=Intent.CORRECTION)
        answer = await ann.say(read_as(ann, "change", said))
        assert answer.text.startswith(f"Corrected: {shown}.")


async def test_a_hold_is_found_by_its_time_and_taken_back() -> None:
    async with talk() as ann:
        await hold(ann, held(60, 3))
        await ann.say("bench 185x5")
        which = Which(was=((held(60).load or lb(0)).amount and ()) or (lb(60).amount,))
        await ann.say(read_as(ann, "delete the 60", Parsed(delete_last=True, intent=Intent.CORRECTION, which=which)))
        assert [entry.lift.sets for entry in await ann.entries()] == [2, 1]


async def test_a_hold_is_exported_with_its_time() -> None:
    async with talk() as ann:
        await hold(ann, held(60, 3))
        entries = await ann.entries()
        assert ",60," in as_csv(entries)
        assert '"hold_seconds": 60' in as_json(entries, ())


# ── beside the sets ────────────────────────────────────────────────────────────────────────────────────────────────


async def test_stress_is_shown_and_kept() -> None:
    async with talk() as ann:
        answer = await ann.say(read_as(ann, "stress 7", Parsed(stress=7, intent=Intent.LOG)))
        assert answer.text.startswith("Logged: stress 7.")
        [readiness] = await ann.readiness()
        assert readiness.stress == 7


async def test_what_else_was_said_is_noted_once_and_at_some_length() -> None:
    async with talk() as ann:
        lifted = SaidSet(exercise=ExerciseId("bench_press"), load=lb(185), reps=5)
        more = replace(lifted, load=lb(195))
        said = Parsed(sets=(lifted, more), intent=Intent.LOG, rest="felt easy " * 100)
        await ann.say(read_as(ann, "chatty", said))
        first, second = await ann.entries()
        assert (len(first.note), second.note) == (LONGEST_NOTE, "")
        assert '"note": "felt easy' in as_json([first], ())
