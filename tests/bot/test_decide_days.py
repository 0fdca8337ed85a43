"""A set stands on the day on which it was lifted, in the lifter's zone, and is measured by the plan of that day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.decide.scene import day_said
from bot.parse.facts import Intent, Parsed, SaidSet
from bot.wording import show_day
from knowledge.exercise import ExerciseId
from knowledge.units import plain
from storage.records import Danger
from tests.bot.lifter import Lifter, talk
from tests.bot.read_as import lb, read_as

FRESH = "bench 185x5 slept 8h sore 2"  # up to 190


async def days(ann: Lifter) -> list[tuple[str, str]]:
    """Of each set, its day and its planned load."""
    return [
        (f"{entry.on:%d %b}", plain(entry.lift.planned.load.amount) if entry.lift.planned else "")
        for entry in await ann.entries()
    ]


@pytest.mark.parametrize(
    ("zone", "at", "on"),
    [
        ("UTC", "2026-11-22T23:59", "22 Nov"),
        ("America/Los_Angeles", "2026-11-23T07:59", "22 Nov"),
        ("America/Los_Angeles", "2026-11-23T08:01", "23 Nov"),
        ("Asia/Tokyo", "2026-11-22T15:01", "23 Nov"),
        ("Pacific/Kiritimati", "2026-11-22T10:01", "23 Nov"),
    ],
)
async def test_the_day_of_a_set_is_the_lifters_own(zone: str, at: str, on: str) -> None:
    async with talk() as ann:
        await ann.say(f"profile zone {zone}")
        ann.clock.at = datetime.fromisoformat(at).replace(tzinfo=UTC)
        await ann.say("bench 185x5", after=timedelta(0))
        assert await days(ann) == [(on, "")]


@pytest.mark.parametrize(
    ("when", "on"),
    [
        ("yesterday", "21 Nov"),
        ("monday", "16 Nov"),
        ("on saturday", "21 Nov"),
        ("sunday", "22 Nov"),  # it is one: today
    ],
)
async def test_a_day_that_is_named_is_the_last_one_of_that_name(when: str, on: str) -> None:
    async with talk() as ann:
        await ann.say(f"bench 185x5 slept 6h {when}")
        assert await days(ann) == [(on, "")]
        [readiness] = await ann.readiness()
        assert f"{readiness.on:%d %b}" == on


WHEN = [
    ("yesterday", "2026-11-21"),
    ("monday", "2026-11-16"),
    ("sunday", "2026-11-22"),
    ("0 days ago", "2026-11-22"),
    ("3 days ago", "2026-11-19"),
    ("366 days ago", "2025-11-21"),
    ("2026-11-20", "2026-11-20"),
    ("--11-20", "2026-11-20"),
    ("--11-22", "2026-11-22"),
    ("--02-01", "2026-02-01"),
    (None, "2026-11-22"),
]


@pytest.mark.parametrize(("when", "on"), WHEN)
async def test_a_day_stands_in_the_log_as_it_was_said(when: str | None, on: str) -> None:
    async with talk() as ann:
        answer = await ann.say(read_as(ann, "bench", bench(when)))
        [entry], [readiness] = await ann.entries(), await ann.readiness()
        assert (entry.on.isoformat(), readiness.on.isoformat()) == (on, on)
        named = "" if on == "2026-11-22" else f" for {show_day(entry.on)}"
        assert answer.text.startswith(f"Logged{named}: bench 185 × 5")


@pytest.mark.parametrize(
    "when",
    ["2026-11-23", "2027-01-01", "367 days ago", "2019-01-01", "--11-23", "--12-24", "--01-10", "--02-29", "--13-40"],
)
@pytest.mark.parametrize("extra", [{}, {"danger": Danger.PAIN, "danger_words": "knee hurts"}])
async def test_a_day_to_come_long_gone_or_never_there_is_refused(when: str, extra: dict[str, str]) -> None:
    async with talk() as ann:
        await ann.say("squat 225x5")
        said = replace(bench(when), **extra)  # type: ignore[arg-type]
        answer = await ann.say(read_as(ann, "bench", said))
        assert "nothing is logged" in answer.text
        assert await ann.log() == ["squat 225x5"]
        assert await ann.readiness() == ()
        assert ("clear" in str(answer.buttons)) == bool(extra)


@pytest.mark.parametrize("when", ["9" * 30 + " days ago", "x days ago", "--", "friday 13", "0000-00-00", ""])
async def test_a_day_that_nobody_can_mean_breaks_nothing(when: str) -> None:
    async with talk() as ann:
        assert "There is no such day" in (await ann.say(read_as(ann, "bench", bench(when)))).text
        assert await ann.log() == []


def test_a_leap_day_is_found_in_the_last_leap_year() -> None:
    assert day_said("--02-29", date(2028, 3, 1)) == date(2028, 2, 29)
    assert day_said("--02-29", date(2027, 3, 1)) == date(2024, 2, 29)
    assert day_said("--02-29", date(2103, 3, 1)) == date(2096, 2, 29)


async def test_readiness_of_an_earlier_day_names_it_too() -> None:
    async with talk() as ann:
        told = Parsed(sleep_minutes=360, when="3 days ago", intent=Intent.LOG)
        assert (await ann.say(read_as(ann, "slept 6", told))).text.startswith("Logged for Thu 19 Nov: slept 6 h.")


def bench(when: str | None) -> Parsed:
    lifted = SaidSet(exercise=ExerciseId("bench_press"), load=lb(185), reps=5)
    return Parsed(sets=(lifted,), sleep_minutes=360, when=when, intent=Intent.LOG)


async def test_yesterdays_sleep_says_nothing_about_today() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        assert "sleep" not in (await ann.say("slept 4h yesterday")).next


async def test_a_message_that_comes_late_stands_on_the_day_on_which_it_was_sent() -> None:
    async with talk() as ann:
        sent_at = ann.clock.at
        ann.clock.at += timedelta(hours=10)
        await ann.do(ann.said("bench 185x5", sent_at))
        assert await days(ann) == [("22 Nov", "")]


async def test_sets_of_one_session_are_all_measured_by_the_plan_from_before_it() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        await ann.say("bench 190x5 slept 8h sore 2", after=timedelta(days=2))  # up to 195
        await ann.say("bench 185x5")
        assert await days(ann) == [("22 Nov", ""), ("24 Nov", "190"), ("24 Nov", "190")]


async def test_a_load_that_was_prescribed_on_the_same_day_is_its_own_plan() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        await ann.say("bench 190x5")
        assert await days(ann) == [("22 Nov", ""), ("22 Nov", "190")]


async def test_a_set_told_late_is_measured_by_the_plan_of_its_own_day() -> None:
    async with talk() as ann:
        await ann.say(FRESH)  # on the 22nd: up to 190
        await ann.say("bench 190x5 slept 8h sore 2", after=timedelta(days=3))  # on the 25th: up to 195
        await ann.say("bench 195x5 on tuesday")
        await ann.say("bench 180x5 on saturday")  # before anything had been prescribed
        assert await days(ann) == [("21 Nov", ""), ("22 Nov", ""), ("24 Nov", "190"), ("25 Nov", "190")]


async def test_a_plan_is_none_any_more_after_a_layoff() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        await ann.say("bench 185x5", after=timedelta(days=11))
        assert (await days(ann))[-1] == ("03 Dec", "")


async def test_after_a_rest_day_nothing_counts_as_planned() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        assert "Rest today" in (await ann.say("5h, sore 9, energy low", after=timedelta(days=1))).text
        await ann.say("bench 185x5", after=timedelta(days=1))
        assert (await days(ann))[-1] == ("24 Nov", "")


async def test_a_set_from_before_the_offer_does_not_hit_its_target_however_late_it_is_told() -> None:
    async with talk() as ann:
        await ann.say(FRESH)  # a target of 200 × 3
        assert "Well done" not in (await ann.say("bench 205x3 yesterday")).text
        assert (await ann.look(timedelta(days=7))).text.endswith("Did you get it?")


async def test_a_zone_that_is_known_no_more_locks_nobody_out() -> None:
    async with talk() as ann:
        await ann.say(FRESH)
        person = await ann.app.store.person(ann.who)
        assert person is not None
        lost = type(person.profile)(zone="Atlantis/Capital")
        await _keep(ann, type(person)(person.user, person.name, lost))
        assert "Logged" in (await ann.say("bench 190x5")).text
        assert "Did you get it?" in (await ann.look(timedelta(days=7))).text


async def _keep(ann: Lifter, person: object) -> None:
    from storage.records import Changes, Person

    assert isinstance(person, Person)
    await ann.app.store.keep(Changes(at=ann.clock.at, person=person))
