"""Votes, and what is learned of them. Every builder takes what a test cares about."""

from storage.records import (
    Arm,
    BankExample,
    Dataset,
    Experiment,
    Feedback,
    Style,
    Thumb,
    UserId,
    Varies,
    Version,
    VersionState,
    row_id,
)
from tests.contracts.store_samples import ANNA, BEN, NOW, after, said, turn_of


def feedback(user: UserId = ANNA, n: int = 1, **other: object) -> Feedback:
    """A vote on the answer of turn *n*."""
    fields: dict[str, object] = {
        "user": user,
        "turn": turn_of(user, n),
        "source": f"{said(user, n)}:vote",
        "said_at": NOW,
        "thumb": None if "stars" in other else Thumb.DOWN,
    }
    return Feedback(**fields | other)  # type: ignore[arg-type]


def experiment(n: int = 1, **other: object) -> Experiment:
    fields: dict[str, object] = {
        "name": f"style-{n}",
        "varies": Varies.STYLE,
        "agent": "coach",
        "control": Arm("calm", "conservative"),
        "treatment": Arm("pushing – schön", "aggressive"),
        "share": 0.3,
        "salt": "focusflow-1",
        "metric": "agreement",
        "horizon_days": 28,
        "minimum_effect": 0.1,
        "most_days": 180,
        "registered_at": after(minutes=n),
    }
    return Experiment(**fields | other)  # type: ignore[arg-type]


def version(n: int = 1, **other: object) -> Version:
    fields: dict[str, object] = {
        "name": f"coach-{n}",
        "agent": "coach",
        "base": "some/model",
        "parent": "coach-0",
        "dataset": f"digest-{n}",
        "path": f"learning-runs/coach-{n}",
        "settings": '{"r": 16}',
        "evaluation": "{}",
        "state": VersionState.TRAINED,
        "why": "trained on 212 examples",
        "made_at": after(minutes=n),
        "changed_at": after(minutes=n, seconds=1),
    }
    return Version(**fields | other)  # type: ignore[arg-type]


def dataset(n: int = 1, **other: object) -> Dataset:
    fields: dict[str, object] = {
        "id": f"digest-{n}",
        "card": '{"examples": 212}',
        "members": (ANNA, BEN),
        "made_at": after(minutes=n),
    }
    return Dataset(**fields | other)  # type: ignore[arg-type]


def example(user: UserId = ANNA, n: int = 1, **other: object) -> BankExample:
    fields: dict[str, object] = {
        "id": row_id("exchange", user, n),
        "user": user,
        "agent": "coach",
        "occasion": "hit",
        "style": Style.AGGRESSIVE,
        "facts": ("bench press: 185 lb x5", "next: 187.5 lb – schön"),
        "answer": "Strong. 187.5 next.",
        "liked_at": after(minutes=n),
    }
    return BankExample(**fields | other)  # type: ignore[arg-type]
