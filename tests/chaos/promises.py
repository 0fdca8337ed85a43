"""Check-ins that fall due while the bot is killed again and again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from knowledge.exercise import ExerciseId
from knowledge.units import Load, Unit
from storage.records import Changes, Prediction, Promise, RowId, Style, row_id
from storage.store import Store
from tests.chaos.lifters import Lifter

BEFORE_DUE = timedelta(days=7)
LIGHTEST_LB = 300  # far above all that is logged, so that no log answers for it


@dataclass(frozen=True)
class Promised:
    """A check-in on *words*, which no other of that lifter has."""

    id: RowId
    turn: RowId  # that named the target
    lifter: Lifter
    words: str


async def promise(
    store: Store, lifters: Iterable[Lifter], number: int, first_at: datetime, last_at: datetime, chance: Random
) -> list[Promised]:
    """Keep so many promises, due between *first_at* and *last_at*, to lifters who are known."""
    alone = [lifter for lifter in lifters if lifter.is_alone]
    span = last_at - first_at
    return [await _keep(store, chance.choice(alone), at, first_at + span * chance.random()) for at in range(number)]


async def _keep(store: Store, lifter: Lifter, number: int, due_at: datetime) -> Promised:
    person = await store.person(lifter.who)
    assert person is not None
    load = Load(Decimal(LIGHTEST_LB + number), Unit.LB)
    prediction = Prediction(
        id=row_id("chaos prediction", number),
        turn=row_id("chaos", number),
        user=person.user,
        exercise=ExerciseId("deadlift"),
        load=load,
        reps=3,
        probability=0.5,
        forecast="chaos",
        arm=Style.AGGRESSIVE,
        offered_at=due_at - BEFORE_DUE,
        due_on=due_at.date(),
    )
    promised = Promise(
        id=row_id("promise", prediction.id),
        user=person.user,
        prediction=prediction.id,
        address=lifter.where,
        due_at=due_at,
    )
    await store.keep(Changes(at=prediction.offered_at, predictions=(prediction,), promises=(promised,)))
    return Promised(promised.id, prediction.turn, lifter, f"You had {load.amount} × 3 in you on deadlift.")
