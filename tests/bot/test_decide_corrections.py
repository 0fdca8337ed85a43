"""Undo, an edited message and "that was 195" change what was meant, all of it, and nothing else."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from storage.records import Prediction
from tests.bot.lifter import Lifter, database, talk
from tests.platforms.whole_bot import rows

FRESH = "bench 185x5 slept 8h sore 2"  # up to 190, with a target of 202.5 × 3


async def test_undo_twice_takes_back_two_messages_and_a_third_finds_nothing() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5, squat 225x5")
        await ann.say("slept 6h")
        assert (await ann.say("undo")).text == "Undone: slept 6 h."
        assert (await ann.say("undo")).text == "Undone: bench 185 × 5, squat 225 × 5."
        assert (await ann.say("undo")).text == "There is nothing to undo."
        assert (await ann.log(), await ann.readiness()) == ([], ())


async def test_undo_says_that_a_warning_sign_goes_too() -> None:
    async with talk() as ann:
        await ann.say("squat 225x5 knee hurts")
        assert "warning sign" in (await ann.say("undo")).text
        assert "Next: 225 × 5" in (await ann.say("squat 225x5")).next


async def test_undo_does_not_take_back_the_set_before_a_warning_sign() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say("my knee hurts badly")
        answer = await ann.say("undo")
        assert await ann.log() == ["bench_press 185x5"]
        await ann.press(answer.buttons["I'm cleared to train it"])
        assert "can't take back" in (await ann.say("undo")).text
        assert await ann.log() == ["bench_press 185x5"]
        await ann.say("delete bench")
        assert await ann.log() == []


async def test_undo_withdraws_the_target_and_its_question() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        await ann.say("undo")
        assert (await ann.look(timedelta(days=8))).text == ""


@pytest.mark.parametrize(
    ("first", "then", "log"),
    [
        (["bench 185x5"], "that was 195", ["bench_press 195x5"]),
        (["bench 185x5"], "oops 6 reps not 5", ["bench_press 185x6"]),
        (["bench 185x5"], "should be 3 sets", ["bench_press 185x5x3"]),
        (["squat 225x5"], "that was front squat", ["front_squat 225x5"]),
        (["bench 185x5, squat 225x5"], "that was 230", ["bench_press 185x5", "squat 230x5"]),
        (["bench 185x5, squat 225x5"], "actually bench was 195", ["bench_press 195x5", "squat 225x5"]),
        (["bench 185x5", "squat 225x5"], "actually bench was 195", ["bench_press 195x5", "squat 225x5"]),
        (["bench 185x5", "squat 225x5"], "that was bench", ["bench_press 185x5", "bench_press 225x5"]),
        (["bench 185x5"], "that was 1950", ["bench_press 185x5"]),
        (["bench 185x5", "slept 6h"], "that was 195", ["bench_press 185x5"]),
    ],
)
async def test_a_correction_changes_the_set_that_it_is_about_or_none(
    first: list[str], then: str, log: list[str]
) -> None:
    async with talk() as ann:
        for text in first:
            await ann.say(text)
        answer = await ann.say(then)
        assert answer.text
        assert sorted(await ann.log()) == log


async def test_a_correction_keeps_how_the_lifter_was_and_his_warning_sign() -> None:
    async with talk() as ann:
        await ann.say("squat 225x5 slept 5h sore 8 knee hurts")
        await ann.say("that was 235")
        [readiness] = await ann.readiness()
        assert (readiness.sleep_minutes, readiness.soreness) == (300, 8)
        assert "Stop, no squat" in (await ann.say("squat 225x5")).text


async def test_undo_takes_back_a_correction_and_then_its_message_whole() -> None:
    async with talk() as ann:
        await ann.say("squat 225x5")
        await ann.say("bench 185x5 slept 6h")
        await ann.say("that was 195")
        assert (await ann.say("undo")).text.startswith("Undone: back to bench 185 × 5.\nNext")
        assert (await ann.log(), len(await ann.readiness())) == (["squat 225x5", "bench_press 185x5"], 1)
        assert (await ann.say("undo")).text == "Undone: bench 185 × 5; slept 6 h."
        assert (await ann.log(), await ann.readiness()) == (["squat 225x5"], ())


async def test_one_of_several_sets_is_put_back_among_them() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5, 185x5, 185x5")
        before = await ann.log()
        await ann.say("the second set was 190")
        assert await ann.log() != before
        await ann.say("undo")
        assert await ann.log() == before


async def test_an_undo_after_an_edit_takes_back_the_message() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.edit(ann.message, "bench 195x5")
        assert (await ann.say("undo")).text == "Undone: bench 195 × 5."
        assert await ann.log() == []


async def test_a_target_that_only_the_correction_reached_waits_again_when_that_is_undone() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5 slept 8h sore 2")
        [open_one] = await _predictions(ann)
        await ann.say("bench 185x1", after=timedelta(days=1))
        load = open_one.load.amount
        await ann.say(f"that was {load}x{open_one.reps}")
        assert [one.outcome for one in await _predictions(ann) if one.id == open_one.id] == ["hit"]
        await ann.say("undo")
        assert [one.outcome for one in await _predictions(ann) if one.id == open_one.id] == [None]


async def _predictions(ann: Lifter) -> Sequence[Prediction]:
    person = await ann.app.store.person(ann.who)
    whole = await ann.app.store.whole(person.user) if person else None
    return whole.predictions if whole else ()


async def test_an_edit_after_a_correction_replaces_it() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        message = ann.message
        await ann.say("that was 195")
        await ann.edit(message, "bench 195x5")
        assert await ann.log() == ["bench_press 195x5"]


async def test_a_corrected_tap_cannot_be_tapped_again() -> None:
    async with talk() as ann:
        done = (await ann.say(FRESH)).buttons["Done as prescribed"]
        await ann.press(done)
        await ann.say("that was 3 reps")
        assert "already" in (await ann.press(done)).text
        assert await ann.log() == ["bench_press 185x5", "bench_press 190x3"]


async def test_a_missed_set_that_was_made_after_all_is_no_miss() -> None:
    async with talk() as ann:
        await ann.press((await ann.say(FRESH)).buttons["Missed"])
        await ann.press(list(ann.room.screen.values())[-1].buttons[0][3].press)
        assert (await ann.log())[-1] == "bench_press 190x3 failed"
        await ann.say("that was 5 reps")
        assert (await ann.log())[-1] == "bench_press 190x5"


async def test_an_edited_set_is_not_measured_by_the_plan_that_its_first_form_brought() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        answer = await ann.edit(ann.message, "bench 187.5x5 slept 8h sore 2")
        assert answer.next.startswith("Next: 192.5 × 5, up")
        [entry] = await ann.entries()
        assert entry.lift.planned is None


async def test_an_edit_names_its_own_target_in_the_place_of_the_first(tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        await ann.say(FRESH)
        answer = await ann.edit(ann.message, "bench 200x5 slept 8h sore 2")
        assert "Well done" not in answer.text
        assert "In you by Sun 29 Nov: 217.5 × 3" in answer.text
        assert "217.5 × 3" in (await ann.look(timedelta(days=7))).text
    assert rows(database(tmp_path), "SELECT count(*) FROM predictions WHERE outcome IS NOT NULL") == [(0,)]
    assert rows(database(tmp_path), "SELECT count(*) FROM promises WHERE state = 'asked'") == [(1,)]


@pytest.mark.parametrize("text", ["never mind lol", "bench 1850x5", "xqzt", "5" * 5000, "profile", "plan squat"])
async def test_an_edit_that_logs_nothing_takes_the_sets_back_and_says_so(text: str) -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        answer = await ann.edit(ann.message, text)
        assert answer.text.startswith("Undone: bench 185 × 5.\n")
        assert await ann.log() == []


async def test_an_edit_of_an_older_message_says_that_its_sets_are_gone() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        older = ann.message
        await ann.say("squat 225x5")
        answer = await ann.edit(older, "never mind")
        assert answer.text.startswith("Undone: bench 185 × 5.\n")
        assert await ann.log() == ["squat 225x5"]


async def test_an_edit_that_mends_a_typo_in_undo_undoes() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say("undp")
        assert (await ann.edit(ann.message, "undo")).text == "Undone: bench 185 × 5."
        assert await ann.log() == []


async def test_small_talk_that_is_edited_undoes_nothing_and_says_nothing_of_it() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say("thx coahc")
        assert "ndone" not in (await ann.edit(ann.message, "thx coach")).text
        assert await ann.log() == ["bench_press 185x5"]


async def test_an_edit_days_later_keeps_the_day_of_the_set_and_plans_for_today() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        monday = ann.message
        await ann.say("bench 205x5 slept 8h sore 1", after=timedelta(days=2))
        answer = await ann.edit(monday, "bench 187.5x5")
        assert [(entry.on.day, str(entry.lift.load)) for entry in await ann.entries()] == [
            (22, "187.5 lb"),
            (24, "205 lb"),
        ]
        assert answer.next.startswith("Next: 210 × 5")


async def test_the_same_edit_delivered_twice_changes_nothing() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        message = ann.message
        await ann.edit(message, "bench 195x5")
        await ann.edit(message, "bench 200x5")
        await ann.edit(message, "bench 195x5")
        assert await ann.log() == ["bench_press 195x5"]


async def test_an_undone_set_takes_its_target_s_outcome_along_and_the_question_waits_again() -> None:
    async with talk() as ann:
        assert ": 202.5 × 3 (" in (await ann.say("bench 185x5 slept 8h sore 2")).text
        hit = await ann.say("bench 202.5x3")
        assert "I said you had in you" in hit.text
        await ann.say("undo")
        assert not (await ann.look(timedelta(days=6))).text
        assert "Did you get it?" in (await ann.look(timedelta(days=1, hours=1))).text
