"""What is due is asked, once, by a bot that can reach the lifter, and nothing holds it back."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from bot.check_ins import look
from bot.outbox import Outbox
from bot.platforms import TryLater
from tests.bot.lifter import Lifter, Room, database, talk

FRESH = "bench 185x5 slept 8h sore 2"
QUESTION = "Did you get it?"


async def test_a_question_is_asked_once_however_often_is_looked() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        assert QUESTION in (await ann.look(timedelta(days=7))).text
        for _ in range(3):
            assert (await ann.look(timedelta(days=1))).text == ""


async def test_a_bot_that_does_not_reach_a_lifter_leaves_the_question_to_one_that_does() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        ann.clock.at += timedelta(days=7)
        elsewhere = Outbox(ann.app.store, {}, ann.clock.now, ann.clock.sleep)
        assert await look(ann.app.store, elsewhere, ann.app.exercises, ann.clock.now) == 0
        assert QUESTION in (await ann.look(timedelta(0))).text, "and takes no claim of it"


async def test_a_question_that_cannot_be_asked_holds_back_no_other(tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        await ann.say(FRESH)
        eve = Lifter(ann.app, ann.room, ann.clock, name="eve", chat="2")
        await eve.say(FRESH)
        person = await ann.app.store.person(ann.who)
        assert person is not None
        connection = sqlite3.connect(database(tmp_path))
        with connection:
            connection.execute("UPDATE predictions SET exercise = 'no_more' WHERE user_id = ?", (person.user,))
        connection.close()
        answer = await ann.look(timedelta(days=7))
        assert answer.words.address == eve.where
        assert QUESTION in answer.text


async def test_an_answer_in_words_ends_the_question_that_was_put_off() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        question = await ann.look(timedelta(days=7))
        await ann.press(question.buttons["Ask me later"])
        assert "Great" in (await ann.say("hit it")).text
        assert (await ann.look(timedelta(days=2))).text == ""


async def test_a_hit_that_is_logged_after_the_question_ends_it() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        question = await ann.look(timedelta(days=7))
        await ann.say("bench 202.5x3")
        assert "told me already" in (await ann.press(question.buttons["Not yet"])).text


async def test_what_fell_due_in_an_outage_is_spread_over_several_looks() -> None:
    async with talk() as ann:
        others = [Lifter(ann.app, ann.room, ann.clock, name=f"one{n}", chat=f"{n + 2}") for n in range(4)]
        for lifter in (ann, *others):
            await lifter.say(FRESH)
        ann.clock.at += timedelta(days=8)
        asked = [
            await look(ann.app.store, ann.app.outbox, ann.app.exercises, ann.clock.now, most) for most in (2, 2, 2, 2)
        ]
        await ann.app.quiet()
        assert asked == [2, 2, 1, 0]
        assert sum(QUESTION in text for text in ann.room.seen) == 5


class Away(Iterator[Exception | None]):
    """What a platform answers: that it can take nothing now, as often as it is told to."""

    def __init__(self) -> None:
        self.faults: list[Exception] = []

    def __next__(self) -> Exception | None:
        return self.faults.pop(0) if self.faults else None


class Repeats(Room):
    """What it is sent twice within a day it shows once."""

    repeats_for = timedelta(days=1)


async def test_a_question_that_the_platform_takes_only_at_night_is_asked_in_the_morning() -> None:
    away = Away()
    async with talk(room=Room(away)) as ann:
        await ann.say(FRESH)
        away.faults = [TryLater(3600)] * 4
        assert (await ann.look(timedelta(days=7))).text == ""
        assert (ann.clock.at.hour, away.faults) == (21, [])
        asked = [QUESTION in (await ann.look(timedelta(hours=1))).text for _ in range(24)]
        assert asked.count(True) == 1
        assert asked.index(True) == 11, "at nine"


async def test_a_question_that_may_be_shown_is_not_asked_anew_because_the_night_begins() -> None:
    away = Away()
    async with talk(room=Repeats(away)) as ann:
        await ann.say(FRESH)
        away.faults = [TryLater(5 * 3600, maybe_taken=True)]
        shown = [(await ann.look(timedelta(hours=hours))).text for hours in (7 * 24, *[6] * 9)]
        assert [QUESTION in text for text in shown] == [True, *[False] * 9]
