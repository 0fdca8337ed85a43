"""Cases as a turn makes them, from the real drafts, for the tests of the minds."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from agents import planner
from agents.case import AgentSettings, Case
from agents.drafts import drafts_of
from agents.facts import Drafts
from agents.model import Model
from agents.plan import Today
from agents.prompting import Prompts
from agents.team import Means
from knowledge.exercise import ExerciseId
from knowledge.library import load_exercises
from knowledge.units import Load, Unit, plain
from storage.records import EnergyLevel, Entry, Lift, Profile, Style, Target, UserId, row_id

TODAY = date(2026, 11, 22)
EXERCISES = load_exercises()
PROMPTS = Prompts.load()
SETTINGS = {
    "insight": AgentSettings(model="test/insight", temperature=0.3, timeout_seconds=20, max_tokens=80),
    "planner": AgentSettings(model="test/planner", temperature=0.6, timeout_seconds=20, max_tokens=60),
    "coach": AgentSettings(model="test/coach", temperature=0.9, timeout_seconds=20, max_tokens=100),
    "reader": AgentSettings(model="test/reader", temperature=0, timeout_seconds=20, max_tokens=120),
}


def pounds(amount: str) -> Load:
    return Load(Decimal(amount), Unit.LB)


def entry(load: Load, reps: int, on: date, exercise: str = "bench_press") -> Entry:
    lift = Lift(exercise=ExerciseId(exercise), load=load, reps=reps, sets=3, planned=Target(load, reps))
    at = datetime(on.year, on.month, on.day, 18, tzinfo=UTC)
    source = f"test:{on}:{exercise}"
    return Entry(user=UserId("u"), source=source, place=0, message=source, said_at=at, on=on, lift=lift)


def case_of(
    today: Today,
    *,
    load: str = "185",
    reps: int = 5,
    exercise: str = "bench_press",
    weeks: int = 4,
    said: str = "",
    style: Style = Style.CONSERVATIVE,
    profile: Profile | None = None,
) -> tuple[Case, Drafts]:
    """A lifter who has done the same load twice a week, today included."""
    days = [TODAY - timedelta(days=3 * back) for back in range(2 * weeks, -1, -1)]
    history = tuple(entry(pounds(load), reps, on, exercise) for on in days)
    return drafted(today, history, said=said or f"bench {load}x{reps}", style=style, profile=profile or Profile())


def drafted(
    today: Today, history: Sequence[Entry], *, said: str, style: Style, profile: Profile
) -> tuple[Case, Drafts]:
    exercise = EXERCISES[history[-1].lift.exercise]
    plan = planner.plan(exercise, profile, history, today)
    lift = history[-1].lift
    case = Case(
        turn=row_id("turn", history[-1].source),
        user=UserId("u"),
        arm=style,
        exercise=exercise,
        profile=profile,
        today=today,
        history=tuple(history),
        plan=plan,
        said=said,
        shown=f"Logged: {exercise.short} {plain(lift.load.amount)} × {lift.reps} (est. 1RM 216).\n"
        + planner.words(plan, exercise, profile.unit),
    )
    return case, drafts_of(case)


FRESH = Today(on=TODAY, sleep_minutes=480, soreness=2)
TIRED = Today(on=TODAY, sleep_minutes=360, soreness=7)
BEATEN = Today(on=TODAY, sleep_minutes=300, soreness=8)
DONE = Today(on=TODAY, sleep_minutes=300, soreness=9, energy=EnergyLevel.LOW)


def means(model: Model) -> Means:
    moment = datetime(2026, 11, 22, 18, tzinfo=UTC)
    ticks = iter(range(0, 10_000, 7))
    return Means(model=model, settings=SETTINGS, prompts=PROMPTS, now=lambda: moment, elapsed_ms=lambda: next(ticks))
