"""What is due of one lifter is one message, on the day that was named, and not while something hurts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import open_app
from bot.config import CheckIns, Config, Database, Secrets
from tests.bot.desk import NAME, Clock
from tests.bot.lifter import Lifter, Room, talk

READY = "slept 8h sore 2"
QUESTION = "Did you get it?"
WEEK = timedelta(days=7)


async def promised(ann: Lifter, *lifts: str) -> None:
    for lift in lifts:
        assert "I'll ask then." in (await ann.say(f"{lift} {READY}")).text


@asynccontextmanager
async def configured(check_ins: CheckIns, clock: Clock | None = None) -> AsyncIterator[Lifter]:
    clock, room = clock or Clock(), Room()
    config = Config(database=Database(url="sqlite:///:memory:"), check_ins=check_ins)
    async with open_app(config, Secrets(_env_file=None), now=clock.now, sleep=clock.sleep) as app:
        app.platforms[NAME] = room
        yield Lifter(app, room, clock)


async def test_all_that_is_due_of_a_lifter_is_asked_in_one_message_each_with_its_own_buttons() -> None:
    async with talk() as ann:
        await promised(ann, "bench 185x5", "squat 225x5", "deadlift 315x5")
        before = len(ann.room.seen)
        asked = await ann.look(WEEK + timedelta(hours=1))
        assert len(ann.room.seen) == before + 1
        assert [line.split(" ")[0] for line in asked.text.split("\n")] == ["1.", "2.", "3."]
        assert asked.text.count(QUESTION) == 3
        assert [[button.label for button in row] for row in asked.words.buttons] == [
            [f"{n}: Hit it", f"{n}: Not yet", f"{n}: Didn't try", f"{n}: Ask me later"] for n in (1, 2, 3)
        ]
        assert "Great" in (await ann.press(asked.buttons["2: Hit it"])).text
        assert "Not yet" in (await ann.press(asked.buttons["1: Not yet"])).text
        person = await ann.app.store.person(ann.who)
        assert person
        whole = await ann.app.store.whole(person.user)
        assert whole
        assert {p.exercise: p.outcome for p in whole.predictions} == {
            "bench_press": "not_yet",
            "squat": "hit",
            "deadlift": None,
        }


async def test_what_the_log_has_answered_is_congratulated_above_what_is_asked() -> None:
    async with talk() as ann:
        await promised(ann, "bench 185x5", "squat 225x5")
        await ann.say("squat 315x5", after=timedelta(days=3))
        asked = await ann.look(WEEK - timedelta(days=3) + timedelta(hours=1))
        lines = asked.text.split("\n")
        assert lines[0].startswith("You got the")
        assert QUESTION in lines[1]
        assert "Hit it" in asked.buttons
        assert "1 ★" in asked.buttons


async def test_who_has_a_warning_sign_is_asked_when_it_is_over() -> None:
    async with talk() as ann:
        await promised(ann, "bench 185x5")
        warned = await ann.say("my shoulder hurts on bench", after=timedelta(days=6))
        assert (await ann.look(timedelta(days=1, hours=1))).text == ""
        assert (await ann.look(timedelta(days=2))).text == ""
        await ann.press(next(press for label, press in warned.buttons.items() if "cleared" in label))
        assert QUESTION in (await ann.look(timedelta(days=1))).text


@pytest.mark.parametrize("days", [1, 3, 7, 14])
@pytest.mark.parametrize("hour", [17, 23])
async def test_it_asks_on_the_day_that_the_offer_names(days: int, hour: int) -> None:
    clock = Clock()
    clock.at = datetime(2026, 11, 22, hour, tzinfo=UTC)
    async with configured(CheckIns(after_days=days), clock) as ann:
        answer = await ann.say(f"bench 185x5 {READY}")
        asks_on = clock.at + timedelta(days=days if hour == 17 else days + 1)
        assert f"In you by {asks_on:%a} {asks_on.day} {asks_on:%b}:" in answer.text
        clock.at = asks_on.replace(hour=8, minute=59)
        assert (await ann.look(timedelta(0))).text == ""
        assert QUESTION in (await ann.look(timedelta(hours=9))).text
        assert "Great" in (await ann.say("hit it")).text


async def test_what_is_due_at_night_after_an_outage_waits_for_each_lifter_s_morning() -> None:
    async with talk() as ann:
        await ann.say("profile zone Asia/Tokyo")
        eve = Lifter(ann.app, ann.room, ann.clock, name="eve", chat="2")
        await promised(ann, "bench 185x5")
        await promised(eve, "bench 185x5")
        ann.clock.at = datetime(2026, 12, 3, 14, tzinfo=UTC)  # 23:00 in Tokyo
        assert (await eve.look(timedelta(0))).words.address == eve.where
        assert (await ann.look(timedelta(hours=9, minutes=59))).text == ""
        assert (await ann.look(timedelta(minutes=1))).words.address == ann.where


async def test_a_look_asks_no_more_than_its_share_of_a_minute_and_nobody_starves() -> None:
    async with configured(CheckIns(per_minute=4, look_every_seconds=30)) as ann:
        others = [Lifter(ann.app, ann.room, ann.clock, name=f"one{n}", chat=f"{n + 2}") for n in range(6)]
        for lifter in (ann, *others):
            await promised(lifter, "bench 185x5")
        ann.clock.at += timedelta(days=8)
        asked = []
        for _ in range(5):
            asked.append(await ann.app.look())
            ann.clock.at += timedelta(seconds=30)
        await ann.app.quiet()
        assert asked == [2, 2, 2, 1, 0]
        assert sum(QUESTION in text for text in ann.room.seen) == 7


async def test_a_lifter_with_many_targets_is_asked_in_as_few_messages_as_their_buttons_fit_in(tmp_path: Path) -> None:
    async with talk(tmp_path) as ann:
        await promised(ann, "bench 185x5", "squat 225x5", "deadlift 315x5", "press 95x5", "front squat 155x5")
        before = len(ann.room.seen)
        await ann.look(WEEK + timedelta(hours=1))
        new = ann.room.all_shown[before:]
        assert sum(words.text.count(QUESTION) for words in new) == 5
        assert [len(words.buttons) for words in new] == [4, 2]
