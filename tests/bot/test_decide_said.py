"""Every message has one answer, to who wrote it, that says what became of it."""

import pytest

from bot.wording import FAILED, FRIENDLY, NO_YES_OR_NO, NOT_MEANT, NOTHING_FROM_TALK
from tests.bot.lifter import Lifter, talk


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("thanks coach!", FRIENDLY),
        ("had a great day, 3 7 12", NOTHING_FROM_TALK),
        ("gonna bench 225x5 tomorrow", NOTHING_FROM_TALK),
        ("nope", NOT_MEANT),
    ],
)
async def test_a_friendly_answer_never_lets_a_number_seem_to_be_logged(text: str, said: str) -> None:
    async with talk() as ann:
        await ann.say("bench 1850x5")  # "did you mean 185?"
        assert (await ann.say(text)).text == said
        assert await ann.log() == []


@pytest.mark.parametrize("text", ["yes", "nope"])
async def test_a_yes_or_no_to_nothing_that_was_asked_logs_nothing_and_says_so(text: str) -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        assert (await ann.say(text)).text == NO_YES_OR_NO
        assert await ann.log() == ["bench_press 185x5"]


@pytest.mark.parametrize("text", ["forget me", "delete everything", "Delete my data"])
async def test_who_wants_everything_gone_is_asked_once(text: str) -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        assert "Delete everything" in (await ann.say(text)).buttons


@pytest.mark.parametrize("known", [False, True])
async def test_the_plan_of_a_lift_without_a_set_says_what_is_missing(known: bool) -> None:
    async with talk() as ann:
        if known:
            await ann.say("bench 185x5")
        answer = await ann.say("plan squat")
        assert answer.text.startswith("No load for squat: no set of it on record yet.")
        assert "Done as prescribed" not in answer.buttons


async def test_sets_behind_plan_are_not_logged_and_that_is_said_but_how_he_is_counts() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        assert "nothing is logged" in (await ann.say("plan bench 190x5")).text
        assert "175 × 5" in (await ann.say("plan bench slept 5h sore 8")).next
        assert await ann.log() == ["bench_press 185x5"]


async def test_plan_without_a_lift_is_about_the_last_one_and_with_two_about_both() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say("squat 225x5")
        assert "225 × 5" in (await ann.say("plan")).next
        both = (await ann.say("plan bench and squat")).text
        assert "Next bench: 185 × 5" in both
        assert "Next squat: 225 × 5" in both


async def test_of_many_lifts_in_one_message_each_is_logged_and_none_is_passed_over_in_silence() -> None:
    async with talk() as ann:
        answer = await ann.say("bench 185x5, squat 225x5, deadlift 315x5, ohp 95x5, row 135x8")
        assert len(await ann.log()) == 5
        assert answer.text.count("Next ") == 3
        assert "`plan ohp`, `plan row`" in answer.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x" * 4097, "too long"),
        ("bench 185x5 " * 400, "too long"),
        ("  \n ", "nothing is logged"),
        ("💪💪", "Send me your next set"),
        ("'; DROP TABLE entries; --", "nothing is logged"),
        ("<b>bench</b>", "nothing is logged"),
        ("\u202e\u0000\ufffd", "nothing is logged"),
    ],
)
async def test_what_is_no_log_is_answered_and_logs_nothing(text: str, said: str) -> None:
    async with talk() as ann:
        await ann.say("slept 8h")
        answer = (await ann.say(text)).text
        assert said in answer
        assert not answer.startswith(FAILED[:20])
        assert await ann.log() == []


async def test_a_newcomer_whose_first_words_are_not_read_is_told_so_before_he_is_welcomed() -> None:
    async with talk() as ann:
        answer = (await ann.say("xqzt blorp 7")).text
        assert answer.startswith("I didn't get that, so nothing is logged.\nI'm FocusFlow")
    async with talk() as ann:
        assert (await ann.say("hello")).text.startswith("I'm FocusFlow")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("bench 185x5x3", "bench 185 × 5, 3 sets (est. 1RM 216)"),
        ("bench 185x5x3 @8", "bench 185 × 5 @8, 3 sets (est. 1RM 216)"),
        ("bench 185x5x3, 175x6, 165x8", "bench 185 × 5, 3 sets, then 175 × 6, 165 × 8 (est. 1RM 216)"),
        ("bench 185x5x3, squat 225x5", "bench 185 × 5, 3 sets (est. 1RM 216), squat 225 × 5 (est. 1RM 263)"),
    ],
)
async def test_reps_and_sets_cannot_be_taken_for_each_other(text: str, shown: str) -> None:
    async with talk() as ann:
        assert (await ann.say(text)).text.startswith(f"Logged: {shown}.")


async def test_4096_characters_are_still_read() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5" + " " * 4085)
        assert await ann.log() == ["bench_press 185x5"]


async def test_an_answer_goes_to_the_message_the_chat_and_the_thread_that_it_answers() -> None:
    async with talk() as ann:
        ann.where = type(ann.where)(ann.where.platform, "group", thread="7")
        answer = await ann.say("bench 185x5")
        assert answer.words.reply_to == ann.message
        assert answer.words.address == ann.where


async def test_two_lifters_in_one_group_have_two_logs() -> None:
    async with talk() as ann:
        eve = Lifter(ann.app, ann.room, ann.clock, name="eve")
        await ann.say("bench 185x5")
        await eve.say("225x5")
        await ann.say("squat")  # no answer to Eve's question
        assert "Undone" not in (await eve.say("undo")).text
        assert (await ann.log(), await eve.log()) == (["bench_press 185x5"], [])


async def test_the_latest_word_of_a_day_counts_and_what_was_not_said_again_stays() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5 slept 5h sore 8")
        assert "6 h sleep" not in (await ann.say("sore 2")).next
        assert "5 h sleep" in (await ann.say("plan bench")).next
        assert "190 × 5, up: 8 h sleep" in (await ann.say("slept 8h")).next
