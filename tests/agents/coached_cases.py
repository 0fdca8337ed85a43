"""Messages about which the minds are asked, of every kind that there is, for the tests and figures of their prompts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from agents.case import Case
from agents.facts import Drafts
from agents.plan import Today
from knowledge.exercise import Equipment
from storage.records import Entry, Injury, Profile, SetKind, Style, Target
from tests.agents.cases import BEATEN, DONE, FRESH, TIRED, TODAY, case_of, drafted, entry, pounds

SHORT = Today(on=TODAY, sleep_minutes=312, soreness=4)
SORE = Today(on=TODAY, sleep_minutes=435, soreness=9, soreness_site="lower back")
SILENT = Today(on=TODAY)
TODAYS = (FRESH, TIRED, BEATEN, DONE, SHORT, SORE, SILENT)

NEWCOMER = Profile()
FULL = Profile(
    experience_months=28,
    body_weight=pounds("181.5"),
    days_per_week=4,
    goal="a three plate bench before the summer, and to look like it",
    equipment=(Equipment.BARBELL, Equipment.DUMBBELL),
    injuries=(
        Injury("right shoulder, the front of it", since=date(2026, 11, 1)),
        Injury("lower back tweak", since=date(2026, 5, 1), over_on=date(2026, 6, 20)),
    ),
    likes=("compound lifts", "heavy singles"),
    dislikes=("cardio", "leg extensions"),
)
LIFTS = (("bench_press", "187.5", 5), ("squat", "317.5", 3), ("deadlift", "405", 5), ("overhead_press", "97.5", 8))
CHATTY = (
    "bench 187.5 for 3x5, felt heavy off the chest but they all went up. slept like crap because of the neighbours "
    "and work has been a mess since monday. what do you think, should i keep pushing?"
)


def coached() -> Iterator[tuple[Case, Drafts]]:
    """More than a hundred cases, each with its drafts; the same ones every time."""
    for (exercise, load, reps), today, (profile, style) in product(
        LIFTS, TODAYS, ((NEWCOMER, Style.CONSERVATIVE), (FULL, Style.AGGRESSIVE))
    ):
        yield case_of(today, exercise=exercise, load=load, reps=reps, style=style, profile=profile)
    for style, today, profile in product(Style, (FRESH, SHORT), (NEWCOMER, FULL)):
        for history in (_rising(), _missed(1), _missed(2), _falling(), _after_days_off(24), _after_days_off(80)):
            yield drafted(today, history, said=CHATTY, style=style, profile=profile)
    yield from (again(), warm_up())


def again() -> tuple[Case, Drafts]:
    """A second set on the same day, after which nothing moves."""
    history = _rising()
    more = replace(history[-1], source="test:again", message="test:again")
    return drafted(SHORT, (*history, more), said="and another", style=Style.CONSERVATIVE, profile=FULL)


def warm_up() -> tuple[Case, Drafts]:
    history = _rising()
    lift = replace(history[-1].lift, kind=SetKind.WARMUP, load=pounds("95"), planned=None)
    warm = replace(history[-1], lift=lift, source="test:warm-up", message="test:warm-up")
    return drafted(FRESH, (*history[:-1], warm), said="warm up 95x5", style=Style.AGGRESSIVE, profile=NEWCOMER)


def _days(count: int, ending: date = TODAY) -> list[date]:
    return [ending - timedelta(days=3 * back) for back in range(count - 1, -1, -1)]


def _rising() -> tuple[Entry, ...]:
    return tuple(entry(pounds(str(150 + 2.5 * at)), 5, on) for at, on in enumerate(_days(16)))


def _missed(times: int) -> tuple[Entry, ...]:
    found = list(_rising())
    for at in range(len(found) - times, len(found)):
        missed = replace(found[at].lift, load=pounds("190"), reps=3, planned=Target(pounds("190"), 5))
        found[at] = replace(found[at], lift=missed)
    return tuple(found)


def _falling() -> tuple[Entry, ...]:
    loads = ("185", "190", "190", "182.5", "175")
    return tuple(entry(pounds(load), 5, on) for load, on in zip(loads, _days(len(loads)), strict=True))


def _after_days_off(days: int) -> tuple[Entry, ...]:
    return tuple(entry(pounds("185"), 5, on) for on in _days(12, TODAY - timedelta(days=days)))
