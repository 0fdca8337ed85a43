"""The week of a group, told once on Sunday evening, of those who opted in."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import open_app
from bot.config import Config, Database, ProfileSection, Secrets
from bot.decide.summaries import is_due, sums_up_at
from storage.records import Address, Group
from tests.bot.desk import NAME, Clock
from tests.bot.lifter import Lifter, Room, talk

SUNDAY = datetime(2026, 11, 29, 18, tzinfo=UTC)


async def gather(ann: Lifter) -> Lifter:
    """A group with a weekly summary, in which ann and eve have opted in and bob has not; a week with training."""
    boss = ann.in_group(may_manage=True)
    eve, bob = (Lifter(ann.app, ann.room, ann.clock, name=name, chat=name) for name in ("eve", "bob"))
    for one in (ann, eve, bob):
        await one.say("bench 185x5")
    await boss.say("group summary on")
    await boss.say("board join")
    await eve.in_group().say("board join")
    ann.clock.at += timedelta(days=3)
    await ann.say("bench 195x5x3 sore 3, weighed 82.5kg")
    await ann.say("my knee hurts")
    await bob.say("bench 225x5")
    ann.clock.at += timedelta(days=1)
    await ann.say("squat 225x5")
    return boss


async def sum_up(ann: Lifter, at: datetime) -> list[str]:
    ann.clock.at = at
    before = len(ann.room.all_shown)
    await ann.app.sum_up()
    await ann.app.quiet()
    return [words.text for words in ann.room.all_shown[before:]]


async def test_the_week_is_told_once_of_those_who_opted_in() -> None:
    async with talk() as ann:
        boss = await gather(ann)
        assert await sum_up(ann, SUNDAY - timedelta(seconds=1)) == []
        [text] = await sum_up(ann, SUNDAY)
        assert text == "This week in the group:\nAnn: 2 sessions, 4 sets. New bests: bench."
        assert boss.shown_in("g")[-1] == text
        assert await sum_up(ann, SUNDAY + timedelta(hours=1)) == []


async def test_a_restart_tells_it_no_second_time(tmp_path: Path) -> None:
    clock, room = Clock(), Room()
    async with talk(tmp_path, clock=clock, room=room) as ann:
        await gather(ann)
        assert len(await sum_up(ann, SUNDAY)) == 1
    async with talk(tmp_path, clock=clock, room=room) as ann:
        assert await sum_up(ann, SUNDAY + timedelta(minutes=5)) == []
        assert await sum_up(ann, SUNDAY + timedelta(days=7)) == []  # nobody trained, so nothing is said


async def test_a_bot_that_was_away_tells_it_the_next_morning_once(tmp_path: Path) -> None:
    clock, room = Clock(), Room()
    async with talk(tmp_path, clock=clock, room=room) as ann:
        await gather(ann)
    async with talk(tmp_path, clock=clock, room=room) as ann:
        [text] = await sum_up(ann, SUNDAY + timedelta(hours=15, minutes=30))
        assert text == "Last week in the group:\nAnn: 2 sessions, 4 sets. New bests: bench."
        assert await sum_up(ann, SUNDAY + timedelta(hours=17)) == []
    async with talk(tmp_path, clock=clock, room=room) as ann:
        assert await sum_up(ann, SUNDAY + timedelta(days=1, hours=18)) == []


async def test_nothing_is_told_where_it_is_off() -> None:
    async with talk() as ann:
        boss = await gather(ann)
        await boss.say("group summary off")
        assert await sum_up(ann, SUNDAY) == []


async def test_nothing_is_told_while_the_bot_is_paused() -> None:
    async with talk() as ann:
        await gather(ann)
        await ann.app.operators.pause.begin()
        assert await sum_up(ann, SUNDAY) == []
        await ann.app.operators.pause.end()
        assert len(await sum_up(ann, SUNDAY + timedelta(minutes=5))) == 1


@pytest.mark.parametrize(("zone", "at_utc"), [("Europe/Berlin", 17), ("America/New_York", 23), ("UTC", 18)])
async def test_the_week_is_told_on_sunday_evening_of_the_configured_zone(zone: str, at_utc: int) -> None:
    clock, room = Clock(), Room()
    config = Config(database=Database(url="sqlite:///:memory:"), profile=ProfileSection(zone=zone))
    async with open_app(config, Secrets(_env_file=None), now=clock.now, sleep=clock.sleep) as app:
        app.platforms[NAME] = room
        ann = Lifter(app, room, clock)
        await gather(ann)
        evening = SUNDAY.replace(hour=at_utc)
        assert await sum_up(ann, evening - timedelta(seconds=1)) == []
        assert len(await sum_up(ann, evening)) == 1
        assert await sum_up(ann, evening + timedelta(hours=1)) == []


@pytest.mark.parametrize(
    ("now", "at"),
    [
        (SUNDAY, SUNDAY),
        (SUNDAY - timedelta(seconds=1), SUNDAY - timedelta(days=7)),
        (SUNDAY + timedelta(days=6), SUNDAY),
    ],
)
def test_it_is_summed_up_on_sunday_evening(now: datetime, at: datetime) -> None:
    assert sums_up_at(now) == at


@pytest.mark.parametrize(
    ("late", "is_told"),
    [
        (timedelta(hours=5), True),
        (timedelta(hours=8), False),  # two at night
        (timedelta(hours=15), True),
        (timedelta(days=1, hours=16), True),
        (timedelta(days=2, minutes=1), False),
        (timedelta(days=3), False),
    ],
)
def test_after_a_long_outage_the_week_is_passed_over(late: timedelta, is_told: bool) -> None:
    group = Group(
        platform=NAME, id="g", address=Address(NAME, "g"), summary=True, summed_up_at=SUNDAY - timedelta(days=7)
    )
    assert is_due(group, SUNDAY + late) is is_told
