"""What is put right is what was meant: how he was, a set that is asked about, an older message, a hold."""

from datetime import timedelta

import pytest

from bot.wording import NO_SET_YET
from tests.bot.lifter import Lifter, talk
from tests.bot.read_as import change, read_as


async def how(ann: Lifter) -> list[tuple[int | None, int | None]]:
    """His sleep in minutes and his soreness, word by word."""
    return [(one.sleep_minutes, one.soreness) for one in await ann.readiness()]


@pytest.mark.parametrize(
    ("said", "line", "words"),
    [
        (["soreness should be 3"], "Corrected: sore 3.", [(360, 3)]),
        (["slept 7 not 6"], "Corrected: slept 7 h.", [(420, 7)]),
        (["slept 7 not 6", "I meant slept 8"], "Corrected: slept 8 h.", [(480, 7)]),
        (["sore 2", "soreness should be 3"], "Corrected: sore 3.", [(360, 7), (None, 3)]),
        (["squat 225x5", "slept 7 not 6"], "Corrected: slept 7 h.", [(420, 7)]),
        (["oops that was 195 and slept 8"], "Corrected: bench 195 × 5; slept 8 h.", [(480, 7)]),
    ],
)
async def test_how_he_was_is_put_right_in_its_place(
    said: list[str], line: str, words: list[tuple[int | None, int | None]]
) -> None:
    async with talk() as ann:
        await ann.say("bench 185x5 slept 6h sore 7")
        for text in said:
            answer = await ann.say(text)
        assert answer.text.startswith(line)
        assert await how(ann) == words


async def test_the_plan_follows_what_was_put_right_and_undo_puts_it_back_before_it_takes_the_set() -> None:
    async with talk() as ann:
        first = await ann.say("bench 185x5 slept 8h sore 7")
        assert "190 × 5, up: 8 h sleep, soreness 2" in (await ann.say("soreness should be 2")).next
        back = await ann.say("undo")
        assert back.text.startswith("Undone: back to sore 7.\n")
        assert back.next == first.next.replace("Next:", "Next bench:")
        assert (await ann.log(), await how(ann)) == (["bench_press 185x5"], [(480, 7)])
        assert (await ann.say("undo")).text == "Undone: bench 185 × 5; slept 8 h, sore 7."
        assert (await ann.log(), await how(ann)) == ([], [])


async def test_undo_goes_back_through_corrections_of_sets_and_of_how_he_was() -> None:
    async with talk() as ann:
        for text in ("bench 185x5", "that was 190", "sore 7", "soreness should be 3", "soreness should be 2"):
            await ann.say(text)
        told = [(await ann.say("undo")).text.split("\n")[0] for _ in range(5)]
        assert told == [
            "Undone: back to sore 3.",
            "Undone: back to sore 7.",
            "Undone: sore 7.",
            "Undone: back to bench 185 × 5.",
            "Undone: bench 185 × 5.",
        ]
        assert (await ann.log(), await how(ann)) == ([], [])


async def test_undo_of_a_set_and_a_word_put_right_at_once_puts_both_back() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5 slept 6h sore 7")
        await ann.say("oops that was 195 and slept 8")
        assert (await ann.say("undo")).text.startswith("Undone: back to bench 185 × 5.\nUndone: back to slept 6 h.\n")
        assert (await ann.log(), await how(ann)) == (["bench_press 185x5"], [(360, 7)])


async def test_what_is_logged_after_a_word_put_right_is_taken_first() -> None:
    async with talk() as ann:
        for text in ("bench 185x5 sore 7", "soreness should be 3", "squat 225x5"):
            await ann.say(text)
        assert (await ann.say("undo")).text == "Undone: squat 225 × 5."
        assert (await ann.say("undo")).text.startswith("Undone: back to sore 7.")
        assert (await ann.log(), await how(ann)) == (["bench_press 185x5"], [(None, 7)])


async def test_what_was_never_said_is_taken_as_said_now() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        assert (await ann.say("soreness should be 3")).text.startswith("Logged: sore 3.")
        assert await how(ann) == [(None, 3)]


@pytest.mark.parametrize("said", ["that was 195", "delete the bench"])
async def test_who_has_no_log_is_told_so(said: str) -> None:
    async with talk() as ann:
        assert (await ann.say(said)).text == NO_SET_YET


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("that was 230", "How many reps of squat at 230?"),
        ("230 not 225", "How many reps of squat at 230?"),
        ("that was kg", "How many reps of squat at 225 kg?"),
        ("make it 5 reps", "Logged: squat 225 × 5"),
        ("that was 2250", "2250 lb on squat: did you mean 225?"),
        ("actually bench was 195", "Corrected: bench 195 × 5."),
    ],
)
async def test_while_a_set_is_asked_about_a_correction_is_about_that_one(said: str, line: str) -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say("squat 225")
        assert (await ann.say(said)).text.startswith(line.split(" lb on")[0])
        assert "bench_press 185x5" in await ann.log() or "bench" in line


async def test_of_several_sets_that_are_asked_about_the_last_is_put_right() -> None:
    async with talk() as ann:
        await ann.say("185x5, 175x4")
        await ann.say("that was 3 reps")
        await ann.say("squat")
        assert await ann.log() == ["squat 185x5", "squat 175x3"]


async def test_an_edited_correction_is_about_the_set_that_it_was_about() -> None:
    async with talk() as ann:
        await ann.say("squat 225x5")
        await ann.say("that was 230")
        correction = ann.message
        await ann.say("bench 135x10")
        answer = await ann.edit(correction, "that was 235")
        assert answer.text.startswith("Corrected: squat 235 × 5.")
        assert await ann.log() == ["squat 235x5", "bench_press 135x10"]


async def test_a_lift_that_was_told_today_for_another_day_is_not_made_of_another() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5 on monday")
        await ann.say("squat 225x5")
        assert "Corrected for Mon 16 Nov: bench 195 × 5." in (await ann.say("the bench was 195")).text
        assert await ann.log() == ["bench_press 195x5", "squat 225x5"]


async def test_a_set_of_today_is_found_behind_one_that_was_told_for_another_day() -> None:
    async with talk() as ann:
        await ann.say("curls 30x10")
        await ann.say("squat 225x5 on monday")
        assert (await ann.say("delete the curls")).text == "Undone: curl 30 × 10."
        assert await ann.log() == ["squat 225x5"]


async def test_a_set_that_gets_another_name_is_said_not_to_be_there_any_more() -> None:
    async with talk() as ann:
        await ann.say("squat 225x5x3")
        answer = await ann.say("that was front squat")
        assert answer.text.startswith("Corrected: front squat 225 × 5, 3 sets. It was squat 225 × 5, 3 sets.\n")


@pytest.mark.parametrize(("said", "seconds"), [("it was 45s", 45), ("that was 90 seconds", 90)])
async def test_of_a_hold_a_number_without_a_weight_is_its_time(said: str, seconds: int) -> None:
    async with talk() as ann:
        await ann.say("plank 60s x3")
        assert (await ann.say(said)).text == f"Corrected: plank {seconds} s × 3."


async def test_of_a_hold_a_weight_is_its_load() -> None:
    async with talk() as ann:
        await ann.say("plank 60s")
        assert (await ann.say("that was 20 kg")).text == "Corrected: plank +20 kg × 60 s."


async def test_less_help_stays_help() -> None:
    async with talk() as ann:
        await ann.say("assisted pullups -40x8")
        await ann.say(read_as(ann, "30", change(load=30)))
        assert await ann.log() == ["pull_up -30x8"]


async def test_an_edit_of_an_older_message_names_what_it_takes_back() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5 slept 8h elbow hurts")
        older = ann.message
        await ann.say("squat 225x5", after=timedelta(minutes=5))
        answer = await ann.edit(older, "never mind")
        assert answer.text.startswith("Undone: bench 185 × 5; slept 8 h, and the warning sign.\n")
