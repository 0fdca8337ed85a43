"""One lifter's rows, made by hand: what was lifted and prescribed at which hour of which day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from agents.plan import Action
from knowledge.exercise import ExerciseId
from knowledge.library import load_exercises
from knowledge.units import Load, Unit
from learning.signals import Episode, Prescribed, episodes
from storage.records import (
    Danger,
    Entry,
    Exchange,
    Feedback,
    Flag,
    Lift,
    PastTurn,
    Person,
    Prediction,
    Prescription,
    Profile,
    RowId,
    SetKind,
    Style,
    Target,
    UserId,
    Whole,
    row_id,
)

EXERCISES = load_exercises()
ANNA = UserId("anna")
BENCH = ExerciseId("bench_press")
FIRST = date(2026, 11, 2)  # a Monday


def lb(amount: str) -> Load:
    return Load(Decimal(amount), Unit.LB)


def kg(amount: str) -> Load:
    return Load(Decimal(amount), Unit.KG)


def at(day: int, hour: float) -> datetime:
    """So many days after FIRST, at an hour."""
    return datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC) + timedelta(days=day, hours=hour)


def source(day: int, hour: float) -> str:
    return f"telegram:anna:{day}.{hour}"


def turn(day: int, hour: float) -> RowId:
    return row_id("turn", source(day, hour))


def done(day: int, hour: float, load: Load, reps: int = 5, **other: object) -> Entry:
    """Sets of the bench press that were told in one message."""
    planned = other.pop("planned", None)
    exercise = other.pop("exercise", BENCH)
    lift = Lift(exercise=exercise, load=load, reps=reps, planned=planned, **other)  # type: ignore[arg-type]
    return Entry(
        user=ANNA,
        source=source(day, hour),
        place=0,
        message=source(day, hour),
        said_at=at(day, hour),
        on=FIRST + timedelta(days=day),
        lift=lift,
    )


def failed(day: int, hour: float, load: Load, reps: int) -> Entry:
    return done(day, hour, load, reps, kind=SetKind.FAILED)


def warm_up(day: int, hour: float, load: Load) -> Entry:
    return done(day, hour, load, kind=SetKind.WARMUP)


def plan(day: int, hour: float, load: Load | None, **other: object) -> Prescription:
    """What the message of that hour was answered with, a second later: a plan for five reps, or to rest."""
    fields: dict[str, object] = {
        "id": row_id("prescription", day, hour),
        "turn": turn(day, hour),
        "user": ANNA,
        "exercise": BENCH,
        "made_at": at(day, hour) + timedelta(seconds=1),
        "on": FIRST + timedelta(days=day),
        "action": Action.HOLD if load else Action.REST,
        "rule": "not_yet" if load else "very_sore",
        "load": load,
        "reps": 5 if load else 0,
        "sets": 3 if load else 0,
    }
    return Prescription(**fields | other)  # type: ignore[arg-type]


def flag(day: int, hour: float, cleared_at: datetime | None = None) -> Flag:
    return Flag(
        id=row_id("flag", day, hour),
        user=ANNA,
        exercise=BENCH,
        danger=Danger.PAIN,
        words="my shoulder stings",
        raised_at=at(day, hour),
        cleared_at=cleared_at,
    )


def vote(day: int, hour: float, after_minutes: float, **said: object) -> Feedback:
    """On the answer of that hour."""
    told_at = at(day, hour) + timedelta(minutes=after_minutes)
    return Feedback(user=ANNA, turn=turn(day, hour), source=f"vote:{told_at}", said_at=told_at, **said)  # type: ignore[arg-type]


def exchange(day: int, hour: float, agent: str = "coach", verdict: str = "used", **other: object) -> Exchange:
    fields: dict[str, object] = {
        "id": row_id(turn(day, hour), agent),
        "turn": turn(day, hour),
        "user": ANNA,
        "agent": agent,
        "model": "nemotron",
        "adapter": None,
        "prompt_version": "1",
        "arm": Style.CONSERVATIVE,
        "occasion": "",
        "facts": (),
        "system": "",
        "prompt": "",
        "answer": "Stay here and make it clean.",
        "verdict": verdict,
        "prompt_tokens": 1,
        "completion_tokens": 1,
        "latency_ms": 1,
        "at": at(day, hour),
    }
    return Exchange(**fields | other)  # type: ignore[arg-type]


def prediction(day: int, hour: float, probability: float, outcome: object = None) -> Prediction:
    return Prediction(
        id=row_id("prediction", day, hour),
        turn=turn(day, hour),
        user=ANNA,
        exercise=BENCH,
        load=lb("205"),
        reps=3,
        probability=probability,
        forecast="focusflow",
        arm=Style.CONSERVATIVE,
        offered_at=at(day, hour),
        due_on=FIRST + timedelta(days=day + 7),
        outcome=outcome,  # type: ignore[arg-type]
    )


def whole(
    *rows: Entry | Prescription | Flag | Feedback | Exchange | Prediction,
    last_day: int | None = None,
    arms: tuple[str, ...] = (),
    **profile: object,
) -> Whole:
    """All of Anna's rows. Each has its turn; *last_day*: a day on which she wrote something else."""
    sources = {(row.turn if hasattr(row, "turn") else row_id("turn", row.source)): row for row in rows if _is_told(row)}
    instants = {id_: _instant(row) for id_, row in sources.items()}
    if last_day is not None:
        instants[RowId("last")] = at(last_day, 20)
    turns = [PastTurn(id=id_, at=told_at, arms=arms, words="Noted.") for id_, told_at in instants.items()]
    kinds = {kind: tuple(row for row in rows if isinstance(row, kind)) for kind in _KINDS}
    return Whole(
        person=Person(ANNA, "Anna", Profile(**profile)),  # type: ignore[arg-type]
        met_at=at(0, 0),
        identities=(),
        turns=tuple(sorted(turns, key=lambda one: one.at)),
        readiness=(),
        **{_KINDS[kind]: found for kind, found in kinds.items()},  # type: ignore[arg-type]
    )


_KINDS = {
    Entry: "entries",
    Prescription: "prescriptions",
    Flag: "flags",
    Feedback: "feedback",
    Exchange: "exchanges",
    Prediction: "predictions",
}


def _is_told(row: object) -> bool:
    return isinstance(row, Entry | Prescription | Exchange | Prediction)


def _instant(row: Entry | Prescription | Exchange | Prediction) -> datetime:
    for name in ("made_at", "said_at", "offered_at", "at"):
        if hasattr(row, name):
            found = getattr(row, name)
            assert isinstance(found, datetime)
            return found
    raise AssertionError(row)


def episodes_of(*rows: object, **other: object) -> tuple[Episode, ...]:
    return episodes(whole(*rows, **other), EXERCISES)  # type: ignore[arg-type]


def judged(*rows: object, **other: object) -> dict[RowId, Prescribed]:
    """What was done about each prescription, by its id."""
    return {one.prescription.id: one for episode in episodes_of(*rows, **other) for one in episode.prescribed}


def first_judged(*rows: object, **other: object) -> Prescribed:
    """What was done about the first prescription."""
    plans = [row for row in rows if isinstance(row, Prescription)]
    return judged(*rows, **other)[plans[0].id]


def target(load: Load, reps: int = 5) -> Target:
    return Target(load, reps)


def raised(prescription: Prescription) -> Prescription:
    return replace(prescription, action=Action.INCREASE, rule="hit_twice")
