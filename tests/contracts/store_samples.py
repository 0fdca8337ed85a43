"""Two lifters, and rows about them. Every builder takes what a test cares about."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from knowledge.exercise import ExerciseId
from knowledge.units import Load, Unit
from storage.records import (
    Address,
    Ask,
    Button,
    Changes,
    Danger,
    EnergyLevel,
    Entry,
    Exchange,
    Flag,
    Identity,
    Lift,
    Outgoing,
    Person,
    Prediction,
    Prescription,
    Profile,
    Promise,
    PromiseState,
    Readiness,
    Reading,
    RowId,
    SetKind,
    Strength,
    Style,
    Target,
    Update,
    Upload,
    UserId,
    Wanted,
    row_id,
)

ANNA, BEN = UserId("anna"), UserId("ben")
BENCH, SQUAT = ExerciseId("bench_press"), ExerciseId("back_squat")
NOW = datetime(2026, 11, 22, 18, 14, 1, 250, tzinfo=UTC)
TODAY = date(2026, 11, 22)
GYM = Address("telegram", "gym")  # a group
HOME = {ANNA: Address("telegram", "anna's"), BEN: Address("telegram", "ben's", "topic 7")}


def lb(amount: str) -> Load:
    return Load(Decimal(amount), Unit.LB)


def after(**time: float) -> datetime:
    return NOW + timedelta(**time)


def person(user: UserId = ANNA, name: str | None = None, **profile: object) -> Person:
    return Person(user, name or user.title(), Profile(**profile))  # type: ignore[arg-type]


def known(user: UserId = ANNA, **profile: object) -> Changes:
    return Changes(at=NOW, person=person(user, **profile), identity=Identity("telegram", user))


def update(n: int = 1, user: UserId = ANNA, where: Address | None = None, text: str = "bench 185x5") -> Update:
    chat = (where or HOME[user]).chat
    return Update("telegram", f"{user}-{n}", chat, f'{{"text": "{text}"}}', NOW)


def said(user: UserId, n: int) -> str:
    return f"telegram:{HOME[user].chat}:{n}"


def turn_of(user: UserId, n: int) -> RowId:
    return row_id("turn", said(user, n))


def entry(user: UserId = ANNA, n: int = 1, place: int = 0, **other: object) -> Entry:
    fields: dict[str, object] = {
        "user": user,
        "source": said(user, n),
        "place": place,
        "message": said(user, n),
        "said_at": after(minutes=n),
        "on": TODAY,
        "lift": lift(),
        "note": "felt heavy, but up it went",
    }
    return Entry(**fields | other)  # type: ignore[arg-type]


def lift(exercise: ExerciseId = BENCH, load: str = "185", reps: int = 5, **other: object) -> Lift:
    return Lift(exercise=exercise, load=lb(load), reps=reps, **other)  # type: ignore[arg-type]


FULL_LIFT = Lift(
    exercise=SQUAT,
    load=Load(Decimal("-22.5"), Unit.KG),
    reps=0,
    sets=3,
    rpe=Decimal("8.5"),
    kind=SetKind.FAILED,
    bodyweight=True,
    planned=Target(Load(Decimal("82.505"), Unit.KG), 8),
    hold_seconds=45,
)


def readiness(user: UserId = ANNA, n: int = 1, **other: object) -> Readiness:
    fields: dict[str, object] = {
        "user": user,
        "source": said(user, n),
        "message": said(user, n),
        "said_at": after(minutes=n),
        "on": TODAY,
        "sleep_minutes": 390,
        "soreness": 7,
        "soreness_site": "left knee",
        "energy": EnergyLevel.LOW,
        "stress": 6,
        "body_weight": Load(Decimal("82.4"), Unit.KG),
    }
    return Readiness(**fields | other)  # type: ignore[arg-type]


def flag(user: UserId = ANNA, n: int = 1, **other: object) -> Flag:
    fields: dict[str, object] = {
        "id": row_id("flag", user, n),
        "user": user,
        "exercise": BENCH,
        "danger": Danger.PAIN,
        "words": "my shoulder stings",
        "raised_at": after(minutes=n),
    }
    return Flag(**fields | other)  # type: ignore[arg-type]


def ask(user: UserId = ANNA, **other: object) -> Ask:
    fields: dict[str, object] = {
        "user": user,
        "address": HOME[user],
        "missing": "exercise",
        "text": "185x5",
        "asked_at": NOW,
    }
    return Ask(**fields | other)  # type: ignore[arg-type]


def reading(user: UserId = ANNA, n: int = 1, **other: object) -> Reading:
    fields: dict[str, object] = {
        "id": row_id("reading", user, n),
        "user": user,
        "address": HOME[user],
        "message": said(user, n),
        "text": "bench 5x185",
        "replaces": True,
        "said_at": after(minutes=n),
        "on": TODAY,
        "offered_at": after(minutes=n, seconds=1),
    }
    return Reading(**fields | other)  # type: ignore[arg-type]


def prescription(user: UserId = ANNA, n: int = 1, **other: object) -> Prescription:
    fields: dict[str, object] = {
        "id": row_id("prescription", user, n),
        "turn": turn_of(user, n),
        "user": user,
        "exercise": BENCH,
        "made_at": after(minutes=n),
        "on": TODAY,
        "action": "increase",
        "rule": "recovered_and_hit",
        "load": lb("187.5"),
        "reps": 5,
        "sets": 3,
        "amrap": True,
        "lead_up": (Target(lb("142.5"), 5), Target(Load(Decimal("75.005"), Unit.KG), 3)),
    }
    return Prescription(**fields | other)  # type: ignore[arg-type]


def prediction(user: UserId = ANNA, n: int = 1, **other: object) -> Prediction:
    fields: dict[str, object] = {
        "id": row_id("prediction", user, n),
        "turn": turn_of(user, n),
        "user": user,
        "exercise": BENCH,
        "load": lb("205"),
        "reps": 3,
        "probability": 0.63,
        "forecast": "trend-1",
        "arm": Style.AGGRESSIVE,
        "offered_at": after(minutes=n),
        "due_on": TODAY + timedelta(days=7),
    }
    return Prediction(**fields | other)  # type: ignore[arg-type]


def promise(user: UserId = ANNA, n: int = 1, **other: object) -> Promise:
    fields: dict[str, object] = {
        "id": row_id("promise", user, n),
        "user": user,
        "prediction": row_id("prediction", user, n),
        "address": HOME[user],
        "due_at": after(days=7, minutes=n),
        "state": PromiseState.WAITING,
    }
    return Promise(**fields | other)  # type: ignore[arg-type]


def exchange(user: UserId = ANNA, n: int = 1, **other: object) -> Exchange:
    fields: dict[str, object] = {
        "id": row_id("exchange", user, n),
        "turn": turn_of(user, n),
        "user": user,
        "agent": "coach",
        "model": "some/model",
        "adapter": "coach-7",
        "prompt_version": "1a2b",
        "arm": Style.CONSERVATIVE,
        "occasion": "hit",
        "facts": ("bench press: 185 lb x5", "next: 187.5 lb – schön"),
        "system": "You are a coach.",
        "prompt": "He lifted 185.",
        "answer": "Strong.",
        "verdict": "guard: 190 was not given",
        "prompt_tokens": 120,
        "completion_tokens": 30,
        "latency_ms": 840,
        "at": NOW,
    }
    return Exchange(**fields | other)  # type: ignore[arg-type]


def outgoing(user: UserId = ANNA, n: int = 1, **other: object) -> Outgoing:
    turn = turn_of(user, n)
    fields: dict[str, object] = {
        "id": row_id("outgoing", user, n),
        "turn": turn,
        "address": HOME[user],
        "text": f"Logged for {user}, {n}.",
        "buttons": ((Button("Done ✓", f"done:{turn}"), Button("Missed", f"missed:{turn}")), (Button("👍", "up"),)),
        "reply_to": "42",
        "written_at": NOW,
    }
    return Outgoing(**fields | other)  # type: ignore[arg-type]


def strength(user: UserId = ANNA, **other: object) -> Strength:
    fields: dict[str, object] = {
        "user": user,
        "exercise": BENCH,
        "through": TODAY - timedelta(days=1),
        "version": "filter-2",
        "state": '{"mean": 4.61}',
    }
    return Strength(**fields | other)  # type: ignore[arg-type]


def upload(user: UserId = ANNA, n: int = 1, **other: object) -> Upload:
    fields: dict[str, object] = {
        "id": row_id("upload", user, n),
        "user": user,
        "name": "strong.csv",
        "text": "Date,Exercise Name,Weight\n2020-01-01,Bench Press,60 – schön\n",
        "unit": Unit.KG,
        "offered_at": after(minutes=n),
    }
    return Upload(**fields | other)  # type: ignore[arg-type]


def turn(user: UserId = ANNA, n: int = 1, **other: object) -> Changes:
    """A whole turn about one message: sets, how he is, and all that a first answer writes."""
    fields: dict[str, object] = {
        "at": after(minutes=n),
        "settles": ("telegram", f"{user}-{n}"),
        "user": user,
        "turn": turn_of(user, n),
        "message": said(user, n),
        "entries": (entry(user, n, 0), entry(user, n, 1, lift=FULL_LIFT)),
        "readiness": readiness(user, n),
        "flags": (flag(user, n),),
        "prescriptions": (prescription(user, n),),
        "predictions": (prediction(user, n),),
        "promises": (promise(user, n),),
        "readings": (reading(user, n),),
        "outbox": (outgoing(user, n),),
    }
    return Changes(**fields | other)  # type: ignore[arg-type]


def wanted(user: UserId = ANNA, *exercises: ExerciseId, **other: object) -> Wanted:
    fields: dict[str, object] = {"on": TODAY, "address": HOME[user], "exercises": exercises}
    return Wanted(**fields | other)  # type: ignore[arg-type]
