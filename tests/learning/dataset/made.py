"""A lifter, his answers and records, made for a test. Every builder takes what a test cares about."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from knowledge.exercise import ExerciseId
from knowledge.units import Load, Unit
from learning.dataset.pseudonym import Key
from learning.dataset.record import Record
from learning.signals import Episode, Prescribed
from storage.records import (
    Consent,
    Exchange,
    Feedback,
    Identity,
    Outcome,
    Person,
    Prediction,
    Prescription,
    Profile,
    RowId,
    Style,
    Thumb,
    UserId,
    Whole,
    row_id,
)

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
ANNA = UserId("anna")
KEY = Key(b"of the tests")
TURN = RowId("turn-1")
BENCH = ExerciseId("bench_press")
PROMPT = "Facts\n- Exercise: bench\n- Next: 190 lb × 5, 3 sets of 5\n- Sleep 8 h\nWrite only the words to the lifter."
ANSWER = "Steady work today. 190 lb is a small step, so brace first."


def exchange(**changed: Any) -> Exchange:
    fields: dict[str, Any] = {
        "turn": TURN,
        "user": ANNA,
        "agent": "coach",
        "model": "m",
        "adapter": None,
        "prompt_version": "1",
        "arm": Style.CONSERVATIVE,
        "occasion": "increase",
        "facts": ("Exercise: bench", "Next: 190 lb × 5, 3 sets of 5", "Sleep 8 h"),
        "system": "You are the coach.",
        "prompt": PROMPT,
        "answer": ANSWER,
        "verdict": "used",
        "prompt_tokens": 1,
        "completion_tokens": 1,
        "latency_ms": 1,
        "at": NOW,
    }
    fields |= changed
    return Exchange(**{"id": row_id(fields["turn"], fields["agent"])} | fields)


def episode(**changed: Any) -> Episode:
    fields: dict[str, Any] = {
        "user": ANNA,
        "turn": TURN,
        "at": NOW,
        "on": NOW.date(),
        "arms": (),
        "words": ANSWER,
        "exchanges": (exchange(),),
        "thumb": None,
        "reason": None,
        "stars": None,
        "prescribed": (),
        "predictions": (),
        "hurt_after": False,
    }
    thumb = changed.pop("thumb", None)
    return Episode(**fields | changed | {"thumb": Thumb(thumb) if thumb else None})


def whole(
    user: UserId = ANNA,
    name: str = "Anna",
    consent: Consent | None = Consent.GIVEN,
    identities: tuple[Identity, ...] = (),
    exchanges: Sequence[Exchange] = (),
    feedback: Sequence[Feedback] = (),
    months: int | None = None,
) -> Whole:
    return Whole(
        person=Person(user, name, Profile(consent=consent, consent_at=NOW, experience_months=months)),
        met_at=NOW,
        identities=identities,
        turns=(),
        entries=(),
        readiness=(),
        flags=(),
        prescriptions=(),
        predictions=(),
        exchanges=tuple(exchanges),
        feedback=tuple(feedback),
    )


def prescribed(made: bool | None) -> Prescribed:
    given = Prescription(
        id=RowId("p"),
        turn=TURN,
        user=ANNA,
        exercise=BENCH,
        made_at=NOW,
        on=NOW.date(),
        action="increase",
        rule="r",
        load=Load(Decimal(190), Unit.LB),
        reps=5,
        sets=3,
    )
    return Prescribed(prescription=given, followed=True, made=made, earned=None, done=())


def predicted(outcome: Outcome | None) -> Prediction:
    return Prediction(
        id=RowId("o"),
        turn=TURN,
        user=ANNA,
        exercise=BENCH,
        load=Load(Decimal(205), Unit.LB),
        reps=3,
        probability=0.5,
        forecast="f",
        arm=Style.CONSERVATIVE,
        offered_at=NOW,
        due_on=NOW.date() + timedelta(7),
        outcome=outcome,
    )


def record(n: int = 1, **changed: Any) -> Record:
    """A record like no other of another *n*: the words around the numbers differ too."""
    drawn = row_id("words", n)
    words = " ".join(_WORDS[int(digit, 16)] for digit in drawn)
    fields: dict[str, Any] = {
        "id": f"r{n:05d}",
        "agent": "coach",
        "system": "You are the coach.",
        "input": f"Bench {100 + n} x 5. {words}",
        "output": f"{words} with {105 + n} lb next.",
        "category": "increase",
        "lifter": f"lifter{n}",
        "source": "made",
        "licence": "none",
        "made_on": date(2026, 11, 1),
    }
    return Record.model_validate(fields | changed)


_WORDS = (
    *("brace", "drive", "rest", "sleep", "squeeze", "push", "pull", "steady"),
    *("tight", "floor", "slow", "crisp", "walk", "eat", "breathe", "hold"),
)
