"""A button means one thing, to one person, once."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.wording import GONE, NOT_YOURS
from storage.records import Thumb
from tests.bot.lifter import Lifter, database, talk
from tests.platforms.whole_bot import rows

FRESH = "bench 185x5 slept 8h sore 2"  # up to 190, with a target of 202.5 × 3


async def test_done_logs_the_prescription_once_until_it_is_undone() -> None:
    async with talk() as ann:
        done = (await ann.say(FRESH)).buttons["Done as prescribed"]
        await ann.press(done)
        assert "already" in (await ann.press(done, after=timedelta(0))).text
        assert await ann.log() == ["bench_press 185x5", "bench_press 190x5"]
        await ann.say("undo")
        await ann.press(done)
        assert await ann.log() == ["bench_press 185x5", "bench_press 190x5"]


async def test_done_logs_the_sets_that_stood_in_the_line() -> None:
    async with talk() as ann:
        answer = await ann.say("bench 185x5x5 slept 5h sore 2")
        assert "185 × 5, 4 sets" in answer.next
        done = answer.buttons["Done as prescribed"]
        assert (await ann.press(f"{done}9")).text == GONE
        assert "Logged: bench 185 × 5, 4 sets" in (await ann.press(done)).text
        assert sum(entry.lift.sets for entry in await ann.entries()) == 9


async def test_a_tap_that_logs_one_set_takes_none_of_the_next_sessions() -> None:
    async with talk() as ann:
        answer = await ann.say("bench 185x5x5")
        for _ in range(3):
            await ann.press(answer.buttons["Done as prescribed"], after=timedelta(days=2))
            answer = await ann.say("plan bench", after=timedelta(days=1))
        assert [entry.lift.sets for entry in await ann.entries()] == [5, 1, 1, 1]
        assert "4 sets" in (await ann.say("slept 5h sore 2. plan bench", after=timedelta(days=1))).next


@pytest.mark.parametrize("label", ["Done as prescribed", "Missed"])
async def test_a_plan_of_months_ago_is_no_plan(label: str) -> None:
    async with talk() as ann:
        buttons = (await ann.say(FRESH)).buttons
        answer = await ann.press(buttons[label], after=timedelta(days=90))
        assert (
            answer.text == "That plan is old, from Sun 22 Nov, so nothing is logged from it: send me the set instead."
        )
        assert await ann.log() == ["bench_press 185x5"]


async def test_a_plan_stands_as_long_as_the_gap_that_is_usual() -> None:
    async with talk() as ann:
        for _ in range(4):
            answer = await ann.say("bench 185x5", after=timedelta(days=14))
        assert "Logged" in (await ann.press(answer.buttons["Done as prescribed"], after=timedelta(days=14))).text
        later = await ann.say("bench 190x3", after=timedelta(days=14))
        assert (await ann.entries())[-1].lift.planned is not None
        assert "old" in (await ann.press(later.buttons["Done as prescribed"], after=timedelta(days=22))).text


async def test_missed_asks_for_the_reps_and_is_not_asked_after_done() -> None:
    async with talk() as ann:
        buttons = (await ann.say(FRESH)).buttons
        ladder = await ann.press(buttons["Missed"])
        assert list(ladder.buttons) == ["0", "1", "2", "3", "4"]
        await ann.press(ladder.buttons["3"])
        assert await ann.log() == ["bench_press 185x5", "bench_press 190x3 failed"]
        for press in (buttons["Done as prescribed"], buttons["Missed"], ladder.buttons["4"]):
            assert "already" in (await ann.press(press)).text


@pytest.mark.parametrize("label", ["Done as prescribed", "Missed"])
async def test_a_button_of_what_was_undone_logs_nothing(label: str) -> None:
    async with talk() as ann:
        press = (await ann.say(FRESH)).buttons[label]
        await ann.say("undo")
        assert "undone" in (await ann.press(press)).text
        assert await ann.log() == []


@pytest.mark.parametrize(
    "press",
    [
        "",
        "done",
        "done:",
        "done:nobody",
        "got:nobody:99",
        "hit:nobody",
        "clear:nobody",
        "up:nobody",
        "why:a:heavy",
        "🙂",
    ],
)
async def test_a_forged_button_changes_nothing_and_is_answered(press: str) -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        assert (await ann.press(press)).text in (GONE, NOT_YOURS)
        assert await ann.log() == ["bench_press 185x5"]


@pytest.mark.parametrize("reps", ["5", "99", "-1", "x", "", "²"])
async def test_reps_that_nobody_offered_are_not_logged(reps: str) -> None:
    async with talk() as ann:
        done = (await ann.say(FRESH)).buttons["Done as prescribed"]
        assert (await ann.press(done.replace("done", "got") + f":{reps}")).text == GONE
        assert await ann.log() == ["bench_press 185x5"]


async def test_who_deletes_another_persons_log_deletes_nothing() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        forget = (await ann.say("forget me")).buttons["Delete everything"]
        eve = Lifter(ann.app, ann.room, ann.clock, name="eve")
        await eve.say("squat 225x5")
        await eve.press(forget)
        assert (await ann.log(), await eve.log()) == (["bench_press 185x5"], ["squat 225x5"])


async def test_deleting_everything_twice_is_answered_twice() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        forget = (await ann.say("forget me")).buttons["Delete everything"]
        for _ in range(2):
            assert "deleted" in (await ann.press(forget)).text
        assert await ann.log() == []
        assert "Logged" in (await ann.say("bench 185x5")).text


async def test_in_words_the_one_target_that_is_due_is_answered() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        assert "Great" not in (await ann.say("hit it")).text  # it is not due yet
        await ann.look(timedelta(days=7))
        assert "Great" in (await ann.say("Hit it!")).text


async def test_of_two_targets_that_are_due_the_lifter_says_which() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        await ann.say("squat 225x5 slept 8h sore 1")
        await ann.look(timedelta(days=7))
        which = await ann.say("hit it")
        assert list(which.buttons) == ["bench 202.5 × 3", "squat 245 × 3"]
        assert "Great" in (await ann.press(which.buttons["squat 245 × 3"])).text
        assert "told me already" in (await ann.press(which.buttons["squat 245 × 3"])).text
        assert "Not yet, then" in (await ann.say("not yet")).text  # one is left


async def test_later_names_the_day_and_asks_in_daytime() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        question = await ann.look(timedelta(days=7))
        answer = await ann.press(
            question.buttons["Ask me later"], after=timedelta(hours=5)
        )  # 22:00: quiet tomorrow too
        assert answer.text == "I'll ask again on Tue 1 Dec."
        assert (await ann.look(timedelta(days=1))).text == ""
        assert "Did you get it?" in (await ann.look(timedelta(hours=12))).text


async def test_a_target_that_the_log_reaches_is_not_asked_about() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        assert "202.5 × 3 that I said you had in you" in (await ann.say("bench 202.5x3", after=timedelta(days=3))).text
        assert "Did you get it?" not in (await ann.look(timedelta(days=5))).text


async def test_the_answer_to_a_question_about_an_undone_target_is_told_so() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        question = await ann.look(timedelta(days=7))
        await ann.say("undo")
        assert "undone" in (await ann.press(question.buttons["Hit it"])).text


VOTES = "SELECT thumb, reason FROM feedback ORDER BY said_at"


async def test_every_vote_is_kept_and_the_last_one_says_why(tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        buttons = (await ann.say("bench 185x5")).buttons
        await ann.press(buttons["👍"])
        why = await ann.press(buttons["👎"])
        assert list(why.buttons) == ["Too heavy", "Too light", "Unclear", "Something else"]
        await ann.press(why.buttons["Too heavy"])
    assert rows(database(tmp_path), VOTES) == [("up", None), ("down", None), ("down", "heavy")]


async def test_a_reaction_is_the_vote_of_who_was_answered_and_of_nobody_else(tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        await ann.say("bench 185x5")
        eve = Lifter(ann.app, ann.room, ann.clock, name="eve")
        await eve.say("squat 225x5")
        [first, _] = ann.room.screen
        assert (await eve.react(first, Thumb.DOWN)).text == ""
        assert rows(database(tmp_path), VOTES) == []
        assert (await ann.react(first, Thumb.UP)).text == ""
    assert rows(database(tmp_path), VOTES) == [("up", None)]


async def test_a_thumb_that_is_taken_away_takes_its_vote_along(tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        await ann.say("bench 185x5")
        [first] = ann.room.screen
        await ann.react(first, Thumb.UP)
        await ann.react(first, Thumb.DOWN, taken_away=(Thumb.UP,))
        assert rows(database(tmp_path), VOTES) == [("down", None)]
        await ann.react(first, None, taken_away=(Thumb.DOWN,))
        assert rows(database(tmp_path), VOTES) == []


async def test_a_thumb_down_by_reaction_asks_why_and_its_reason_goes_with_it(tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        await ann.say("bench 185x5")
        [first] = ann.room.screen
        why = await ann.react(first, Thumb.DOWN)
        assert list(why.buttons) == ["Too heavy", "Too light", "Unclear", "Something else"]
        await ann.press(why.buttons["Too heavy"])
        assert rows(database(tmp_path), VOTES) == [("down", None), ("down", "heavy")]
        await ann.react(first, None, taken_away=(Thumb.DOWN,))
        assert rows(database(tmp_path), VOTES) == []


async def test_a_vote_by_button_stays_when_a_thumb_is_taken_away(tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        answer = await ann.say("bench 185x5")
        [first] = ann.room.screen
        await ann.press(answer.buttons["👎"])
        await ann.press(f"why:{answer.buttons['👎'].partition(':')[2]}:light")
        await ann.react(first, Thumb.DOWN)
        await ann.react(first, None, taken_away=(Thumb.DOWN,))
        assert rows(database(tmp_path), VOTES) == [("down", None), ("down", "light")]


async def test_a_thumb_down_in_a_group_is_not_talked_about(tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        there = ann.in_group()
        await there.say("bench 185x5")
        [first] = ann.room.screen
        assert (await there.react(first, Thumb.DOWN)).text == ""
        assert rows(database(tmp_path), VOTES) == [("down", None)]
