"""Stars are asked for with the weekly check-in, given by a tap or in words, and kept with the answer they are of."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.wording import GONE, NOT_YOURS
from bot.wording_learning import HOW_WAS_IT, MAY_I_LEARN, ONE_TO_FIVE, STARS_OF_WHAT
from tests.bot.lifter import Lifter, Shown, database, talk
from tests.platforms.whole_bot import rows

FRESH = "bench 185x5 slept 8h sore 2"  # names a target of 202.5 × 3
A_WEEK = timedelta(days=7)
STARS = [f"{count} ★" for count in range(1, 6)]
RATED = "SELECT stars, thumb, turn FROM feedback ORDER BY said_at"


async def answered(lifter: Lifter, label: str = "Hit it") -> Shown:
    """A week on, with its question answered by a tap."""
    await lifter.say(FRESH)
    question = await lifter.look(A_WEEK)
    assert not set(STARS) & set(question.buttons)
    return await lifter.press(question.buttons[label])


def stars(folder: Path) -> list[object]:
    return [row[0] for row in rows(database(folder), RATED)]


async def test_a_whole_week_from_the_target_to_its_stars(tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        offer = await ann.say(FRESH)
        question = await ann.look(A_WEEK)
        thanks = await ann.press(question.buttons["Hit it"])
        assert thanks.text == f"Great. Send me the set, so that it is in your log too.\n{HOW_WAS_IT}"
        assert list(thanks.buttons) == STARS
        noted = await ann.press(thanks.buttons["4 ★"])
        assert noted.text == f"Noted, thanks.\n{MAY_I_LEARN}"
        assert rows(database(tmp_path), RATED) == [(4, None, offer.words.turn)]
        assert (await ann.look(A_WEEK)).text == ""


@pytest.mark.parametrize("label", ["Hit it", "Not yet", "Didn't try"])
async def test_every_outcome_is_followed_by_the_question(label: str) -> None:
    async with talk() as ann:
        assert list((await answered(ann, label)).buttons) == STARS


async def test_an_outcome_in_words_too_but_no_question_that_is_put_off() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        question = await ann.look(A_WEEK)
        assert (await ann.press(question.buttons["Ask me later"])).buttons == {}
        assert list((await ann.say("not yet")).buttons) == STARS
        assert (await ann.press(question.buttons["Hit it"])).buttons == {}  # told already


async def test_of_targets_that_are_answered_one_behind_the_other_the_first_asks_for_stars() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        await ann.say("squat 225x5 slept 8h sore 1")
        await ann.look(A_WEEK)
        which = await ann.say("hit it")
        assert list((await ann.press(which.buttons["squat 245 × 3"])).buttons) == STARS
        assert (await ann.say("not yet")).buttons == {}


async def test_a_second_tap_is_another_row(tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        thanks = await answered(ann)
        for label in ("2 ★", "5 ★"):
            await ann.press(thanks.buttons[label])
        assert stars(tmp_path) == [2, 5]


@pytest.mark.parametrize(
    "forged",
    ["stars:{turn}:0", "stars:{turn}:6", "stars:{turn}:²", "stars:{turn}:-1", "stars:{turn}", "stars:{turn}:5:5"],
)
async def test_a_number_that_nobody_offered_is_refused(forged: str, tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        turn = (await answered(ann)).buttons["5 ★"].split(":")[1]
        assert (await ann.press(forged.format(turn=turn))).text == GONE
        assert stars(tmp_path) == []


async def test_nobody_else_rates_him(tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        thanks = await answered(ann)
        eve = Lifter(ann.app, ann.room, ann.clock, name="eve")
        await eve.say("squat 225x5")
        assert (await eve.press(thanks.buttons["1 ★"])).text == NOT_YOURS
        assert (await eve.say("1 star")).text == STARS_OF_WHAT
        assert stars(tmp_path) == []


@pytest.mark.parametrize("said", ["4 stars", "stars 4", "4 ★", "4 stars out of 5", "Stars: 4!"])
async def test_words_right_after_are_of_the_same_answer(said: str, tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        thanks = await answered(ann)
        assert "Noted, thanks." in (await ann.say(said)).text
        turn = thanks.buttons["4 ★"].split(":")[1]
        assert rows(database(tmp_path), RATED) == [(4, None, turn)]
        await ann.say("5 stars")
        assert stars(tmp_path) == [4, 5]


@pytest.mark.parametrize(
    ("said", "words"), [("0 stars", ONE_TO_FIVE), ("stars 6", ONE_TO_FIVE), ("10 stars", ONE_TO_FIVE)]
)
async def test_words_that_are_no_rating_are_told_so(said: str, words: str, tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        await answered(ann)
        assert (await ann.say(said)).text == words
        assert stars(tmp_path) == []


async def test_stars_that_nothing_asked_for_are_told_where_they_go(tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        assert (await ann.say("4 stars")).text == STARS_OF_WHAT
        await answered(ann)
        assert (await ann.say("4 stars", timedelta(hours=1))).text == STARS_OF_WHAT
        assert stars(tmp_path) == []


@pytest.mark.parametrize("said", ["4/5", "4", "5x5", "sore 4/5"])
async def test_what_may_be_a_set_or_soreness_is_no_rating(said: str, tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        await answered(ann)
        await ann.say(said)
        assert stars(tmp_path) == []


async def test_the_question_for_stars_takes_the_place_of_no_other_question(tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        await ann.say(FRESH)
        question = await ann.look(A_WEEK)
        await ann.say("squat 225")  # how many reps?
        thanks = await ann.press(question.buttons["Not yet"])
        assert "squat 225 × 5" in (await ann.say("5")).text
        await ann.press(thanks.buttons["3 ★"])
        assert stars(tmp_path) == [3]


async def test_a_set_after_the_question_for_stars_is_read_as_ever() -> None:
    async with talk() as ann:
        await answered(ann)
        assert "Which lift was 185 × 5?" in (await ann.say("185x5")).text
        assert "Logged: bench 185 × 5" in (await ann.say("bench")).text


async def test_undo_after_the_question_for_stars_takes_back_the_set() -> None:
    async with talk() as ann:
        await answered(ann)
        assert (await ann.say("undo")).text.startswith("Undone: bench 185 × 5")


async def test_who_logged_the_target_is_congratulated_a_week_on_and_asked_for_stars(tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        offer = await ann.say(FRESH)
        assert not set(STARS) & set((await ann.say("bench 202.5x3", timedelta(days=3))).buttons)
        week = await ann.look(timedelta(days=4))
        assert week.text == f"You got the 202.5 × 3 on bench that I named on Sun 22 Nov. Well earned.\n{HOW_WAS_IT}"
        assert list(week.buttons) == STARS
        await ann.press(week.buttons["5 ★"])
        assert rows(database(tmp_path), RATED) == [(5, None, offer.words.turn)]
        assert "Did you" not in (await ann.look(timedelta(days=1))).text


async def test_a_logged_target_that_is_undone_is_asked_about() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        await ann.say("bench 202.5x3", timedelta(days=3))
        await ann.say("undo")
        assert "Did you get it?" in (await ann.look(timedelta(days=4))).text


async def test_who_takes_back_the_set_that_he_was_congratulated_on_is_asked() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        await ann.say("bench 202.5x3", timedelta(days=3))
        await ann.look(timedelta(days=4))
        await ann.say("undo")
        assert "Did you get it?" in (await ann.look(timedelta(days=1))).text


async def test_a_set_that_answers_the_question_is_the_end_of_it(tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        await ann.say(FRESH)
        await ann.look(A_WEEK)
        await ann.say("bench 202.5x3")
        assert rows(database(tmp_path), "SELECT state FROM promises ORDER BY due_at LIMIT 1") == [("kept",)]
