"""Lifters' rows, as an experiment meets them: answers in an arm, votes on them, and what else a test cares about."""

from dataclasses import replace
from datetime import datetime, timedelta

from agents.lineup import arm_of
from knowledge.exercise import ExerciseId
from knowledge.red_flags import Danger
from storage.records import (
    Exchange,
    Experiment,
    Feedback,
    Flag,
    PastTurn,
    Person,
    Profile,
    RowId,
    Style,
    Thumb,
    UserId,
    Whole,
)
from tests.learning.experiments.made import STARTED_AT

FIRST_AT = STARTED_AT + timedelta(days=1)


def day(days: float) -> datetime:
    """So many days after a lifter's first answer."""
    return FIRST_AT + timedelta(days=days)


def lifter(user: str = "anna", **profile: object) -> Whole:
    person = Person(UserId(user), user.title(), Profile(**profile))  # type: ignore[arg-type]
    return Whole(
        person=person,
        met_at=STARTED_AT,
        identities=(),
        turns=(),
        entries=(),
        readiness=(),
        flags=(),
        prescriptions=(),
        predictions=(),
        exchanges=(),
        feedback=(),
    )


def answered(whole: Whole, at: datetime, experiment: Experiment | None, arm: str = "") -> Whole:
    """One more answer, in his own arm unless another is named; no experiment: in none."""
    user = whole.person.user
    arms = (f"{experiment.name}:{arm or arm_of(experiment, user).name}",) if experiment else ()
    turn = PastTurn(id=RowId(f"{user}-{len(whole.turns)}"), at=at, arms=arms, words="Next: 185 × 5.")
    return replace(whole, turns=(*whole.turns, turn))


def voted(whole: Whole, thumb: Thumb, at: datetime, turn: int = -1) -> Whole:
    """A thumb on the answer at *turn*, the last one if it is not told."""
    vote = Feedback(
        user=whole.person.user,
        turn=whole.turns[turn].id,
        source=f"{whole.person.user}-{len(whole.feedback)}",
        said_at=at,
        thumb=thumb,
    )
    return replace(whole, feedback=(*whole.feedback, vote))


def warned(whole: Whole, at: datetime) -> Whole:
    flag = Flag(
        id=RowId(f"flag-{len(whole.flags)}"),
        user=whole.person.user,
        exercise=ExerciseId("bench_press"),
        danger=Danger.PAIN,
        words="sharp pain",
        raised_at=at,
    )
    return replace(whole, flags=(*whole.flags, flag))


def called(whole: Whole, agent: str, verdict: str) -> Whole:
    """A model's part in the last answer."""
    turn = whole.turns[-1]
    call = Exchange(
        id=RowId(f"call-{len(whole.exchanges)}"),
        turn=turn.id,
        user=whole.person.user,
        agent=agent,
        model="nemotron-nano",
        adapter=None,
        prompt_version="1",
        arm=Style.CONSERVATIVE,
        occasion="",
        facts=(),
        system="You are a coach.",
        prompt="What do you say?",
        answer="Stay here.",
        verdict=verdict,
        prompt_tokens=100,
        completion_tokens=20,
        latency_ms=500,
        at=turn.at,
    )
    return replace(whole, exchanges=(*whole.exchanges, call))
