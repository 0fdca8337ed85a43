"""A set that was said in part is asked about, kept when it is answered, and never guessed, doubled or lost."""

from datetime import timedelta

import pytest

from bot.decide.continued import CONTINUES
from bot.wording import READ_BEFORE
from tests.bot.lifter import Lifter, talk


@pytest.mark.parametrize(
    ("said", "log"),
    [
        (["185x5", "bench"], ["bench_press 185x5"]),
        (["185x5, 190x5, 195x3", "bench"], ["bench_press 185x5", "bench_press 190x5", "bench_press 195x3"]),
        (["185x5", "185x5", "bench"], ["bench_press 185x5x2"]),
        (["185x5", "bench 185"], ["bench_press 185x5"]),
        (["185x5", "that was bench"], ["bench_press 185x5"]),
        (["185x5 @8", "bench"], ["bench_press 185x5 @8"]),
        (["warmup 95x5", "bench"], ["bench_press 95x5 warmup"]),
        (["5x5", "bench", "185"], ["bench_press 185x5x5"]),
        (["squat 3x5", "225"], ["squat 225x5x3"]),
        (["squat 3x5 @8", "225"], ["squat 225x5x3 @8"]),
        (["squat 3x5", "225x5"], ["squat 225x5x3"]),
        (["warmup squat 3x5", "135"], ["squat 135x5x3 warmup"]),
        (["squat 225", "5"], ["squat 225x5"]),
        (["bench 185x5, squat 3x5", "225"], ["bench_press 185x5", "squat 225x5x3"]),
    ],
    ids=" / ".join,
)
async def test_an_answer_completes_all_of_what_was_said(said: list[str], log: list[str]) -> None:
    async with talk() as ann:
        for text in said:
            await ann.say(text)
        assert await ann.log() == log


@pytest.mark.parametrize(
    ("said", "log"),
    [
        (["bench", "185", "5"], ["bench_press 185x5"]),
        (["Bench", "185x5"], ["bench_press 185x5"]),
        (["bench", "185x5, 175x6"], ["bench_press 185x5", "bench_press 175x6"]),
        (["bench", "squats", "225x5"], ["squat 225x5"]),
        (["bench", "squat 225x5", "185x5"], ["squat 225x5", "squat 185x5"]),
        (["squat 3x5", "bench", "225"], ["squat 225x5x3"]),  # the set that waits is not dropped
        (["pull ups", "10"], ["pull_up 0x10"]),
        (["pull ups", "+20x5"], ["pull_up 20x5"]),
        (["plank", "60"], ["plank 0x1"]),
        (
            ["bench 185x5", "squat 225x5", "bench", "same again"],
            ["bench_press 185x5", "squat 225x5", "bench_press 185x5"],
        ),
        (["bench", "undo", "185x5"], []),
    ],
    ids=" / ".join,
)
async def test_a_lift_that_is_named_alone_is_the_lift_of_what_comes_next(said: list[str], log: list[str]) -> None:
    async with talk() as ann:
        for text in said:
            await ann.say(text)
        assert await ann.log() == log


@pytest.mark.parametrize(
    ("before", "text", "says"),
    [
        ("row", "-20x5", "a load is more than 0"),
        ("bench", "bw x5", "a load is more than 0"),
        ("curls", "500x5", "500 lb × 5 on curl"),
        ("curl 3x5", "500x5", "500 lb × 5 on curl"),
    ],
)
async def test_a_set_that_cannot_be_of_its_lift_is_refused_and_the_question_waits_on(
    before: str, text: str, says: str
) -> None:
    async with talk() as ann:
        await ann.say(before)
        assert says in (await ann.say(text)).text
        assert await ann.log() == []
        await ann.say("30x5")
        assert len(await ann.log()) == 1


SQUATS = ("squat 175x6", "squat 165x8")


async def test_the_lifts_of_the_session_are_one_tap_away_and_a_tap_counts_once() -> None:
    async with talk() as ann:
        await ann.say("deadlift 315x5", after=timedelta(hours=-5))
        await ann.say("squat 225x5", after=timedelta(hours=5))
        await ann.say("bench 185x5")
        await ann.say("plank 60s")
        answer = await ann.say("175x6, 165x8")
        assert list(answer.buttons) == ["bench", "squat"]
        press = answer.buttons["squat"]
        assert (await ann.press(press)).text.startswith("Logged: squat 175 × 6, 165 × 8")
        assert (await ann.press(press)).text == READ_BEFORE
        assert await ann.log() == ["deadlift 315x5", "squat 225x5", "bench_press 185x5", "plank 0x1", *SQUATS]
        await ann.say("undo")
        assert len(await ann.log()) == 4


async def test_the_tap_of_another_question_or_another_lifter_names_no_lift() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        ann.clock.at += CONTINUES
        old = (await ann.say("175x6")).buttons["bench"]
        new = (await ann.say("165x8")).buttons["bench"]
        eve = Lifter(ann.app, ann.room, ann.clock, name="eve")
        await eve.say("95x5")
        for who, press in ((ann, old), (eve, new), (ann, "lift:"), (ann, "lift:nobody:1"), (ann, "lift:squat:1")):
            assert (await who.press(press)).text == READ_BEFORE
        await ann.press(new)
        assert await ann.log() == ["bench_press 185x5", "bench_press 175x6", "bench_press 165x8"]
        assert await eve.log() == []


async def test_a_lift_that_is_named_alone_is_answered_with_its_plan_too() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        answer = await ann.say("bench")
        assert answer.text.startswith("How heavy was bench, and for how many reps? Like `185x5`.\nNext: 185 × 5")
        assert "Done as prescribed" in answer.buttons


@pytest.mark.parametrize(
    ("said", "log"),
    [
        (["185x5", "bench 185x5", "squat"], ["bench_press 185x5"]),  # answered by saying it again
        (["185x5", "bench 185", "squat"], ["bench_press 185x5"]),
        (["squat 3x5", "squat 225x5", "135"], ["squat 225x5"]),
        (["185x5", "what about squat"], []),
        (["185x5", "squat?"], []),
        (["185x5", "bench or squat"], []),
        (["185x5", "plank"], []),
        (["185x5", "undo", "bench"], []),
        (["squat 3x5", "slept 8h"], []),
        (["squat 3x5", "rpe 8"], []),
        (["squat 3x5", "no idea"], []),
        (["squat 3x5, bench 3x8", "225"], ["squat 225x5x3"]),  # said to be left out
    ],
    ids=" / ".join,
)
async def test_no_set_is_made_of_words_that_do_not_answer(said: list[str], log: list[str]) -> None:
    async with talk() as ann:
        for text in said:
            await ann.say(text)
        assert await ann.log() == log


@pytest.mark.parametrize("text", ["185x3 failed", "185x5 got 3", "squat failed 3x5"])
async def test_a_set_that_was_missed_is_never_completed_into_one_that_was_made(text: str) -> None:
    async with talk() as ann:
        await ann.say(text)
        await ann.say("bench")
        assert all(line.endswith(" failed") for line in await ann.log())


async def test_words_that_do_not_answer_are_answered_for_themselves() -> None:
    async with talk() as ann:
        await ann.say("squat 3x5")
        assert (await ann.say("thanks coach!")).text.startswith("Good.")


async def test_whole_sets_leave_a_question_behind_and_say_what_is_not_logged() -> None:
    """Else the name of the next lift would answer it."""
    async with talk() as ann:
        await ann.say("185x5")
        assert "Not logged, because a part is missing: 185 × 5." in (await ann.say("squat 225x5")).text
        assert (await ann.say("bench")).text.startswith("How heavy was bench")
        assert await ann.log() == ["squat 225x5"]
        await ann.say("175x5")
        assert await ann.log() == ["squat 225x5", "bench_press 175x5"]


async def test_what_else_an_answer_says_is_kept() -> None:
    async with talk() as ann:
        await ann.say("squat 3x5")
        answer = await ann.say("225, slept 6h sore 3")
        assert answer.text.startswith("Logged: squat 225 × 5, 3 sets (est. 1RM 263); slept 6 h, sore 3.")
        [readiness] = await ann.readiness()
        assert (readiness.sleep_minutes, readiness.soreness) == (360, 3)


async def test_readiness_that_comes_before_the_answer_does_not_end_the_question() -> None:
    async with talk() as ann:
        await ann.say("squat 3x5")
        await ann.say("slept 8h")
        await ann.say("225")
        assert await ann.log() == ["squat 225x5x3"]


async def test_a_question_is_too_old_after_half_an_hour() -> None:
    async with talk() as ann:
        await ann.say("185x5")
        answer = await ann.say("bench", after=timedelta(minutes=31))
        assert answer.text.startswith("How heavy was bench, and for how many reps?")
        assert await ann.log() == []


async def test_an_answer_that_cannot_be_is_refused_and_the_question_waits_on() -> None:
    async with talk() as ann:
        await ann.say("squat 3x5")
        assert "did you mean 225?" in (await ann.say("2250")).text
        await ann.say("225")
        assert await ann.log() == ["squat 225x5x3"]


async def test_sets_that_are_not_asked_about_are_said_to_be_left_out() -> None:
    async with talk() as ann:
        answer = await ann.say("squat 3x5, bench 3x8")
        assert "How heavy was squat" in answer.text
        assert "Not logged" in answer.text
        assert "bench 3 × 8" in answer.text


async def test_behind_a_warning_sign_nothing_is_asked_but_the_set_is_said_to_be_left_out() -> None:
    async with talk() as ann:
        answer = await ann.say("185x5 my shoulder hurts")
        assert "Which lift" not in answer.text
        assert "Not logged" in answer.text
        assert "185 × 5" in answer.text


@pytest.mark.parametrize(("said", "on"), [("185x5", 22), ("185x5 yesterday", 21)])
async def test_a_set_keeps_its_day_though_midnight_lies_before_the_answer(said: str, on: int) -> None:
    async with talk() as ann:
        ann.clock.at = ann.clock.at.replace(hour=23, minute=50)
        await ann.say(said)
        await ann.say("bench", after=timedelta(minutes=20))
        [entry] = await ann.entries()
        assert entry.on.day == on


@pytest.mark.parametrize("answer", ["305", "that was 305", "it was 305x5"])
async def test_a_set_whose_load_was_asked_for_is_planned_from_its_own_history(answer: str) -> None:
    async with talk() as ann:
        await ann.say("squat 300x5 slept 8h sore 1")
        await ann.say("bench 185x5", after=timedelta(days=3))
        await ann.say("squat 3x5")
        assert "lighter than the 310 that was planned" in (await ann.say(answer)).next


async def test_an_undo_takes_back_a_question_before_it_takes_back_a_set() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say("225x5")
        assert "225 × 5" in (await ann.say("undo")).text
        assert await ann.log() == ["bench_press 185x5"]
        assert "bench 185 × 5" in (await ann.say("undo")).text
        assert await ann.log() == []


async def test_an_undo_passes_over_a_question_that_is_older_than_the_last_set() -> None:
    async with talk() as ann:
        await ann.say("185x5")
        await ann.say("squat 225x5")
        await ann.say("undo")
        assert await ann.log() == []


async def test_an_edit_of_a_message_whose_question_waits_answers_it() -> None:
    async with talk() as ann:
        await ann.say("185x5")
        await ann.edit(ann.message, "bench 195x5")
        await ann.say("squat")
        assert await ann.log() == ["bench_press 195x5"]


async def test_an_edited_answer_is_an_answer() -> None:
    async with talk() as ann:
        await ann.say("185x5")
        await ann.say("bnc")
        await ann.edit(ann.message, "bench")
        assert await ann.log() == ["bench_press 185x5"]


async def test_a_question_in_one_chat_is_not_answered_in_another() -> None:
    async with talk() as ann:
        await ann.say("185x5")
        home, ann.where = ann.where, type(ann.where)(ann.where.platform, "2")
        await ann.say("bench")
        assert await ann.log() == []
        ann.where = home
        await ann.say("bench")
        assert await ann.log() == ["bench_press 185x5"]
