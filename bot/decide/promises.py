"""Targets that were named, and the questions about them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from agents.forecast import NAME as FORECAST
from agents.plan import Offer
from bot.decide.scene import Scene, local_day, stars, zone_of
from bot.wording import check_in_congratulation, check_in_question
from bot.wording_learning import HOW_WAS_IT
from knowledge.exercise import ExerciseId, Exercises
from storage.records import (
    Button,
    Changes,
    Due,
    Entry,
    Outcome,
    Outgoing,
    Person,
    Prediction,
    Profile,
    Promise,
    PromiseState,
    SetKind,
    row_id,
)

LATER = timedelta(days=1)  # "ask me later": the same time tomorrow


def predict(scene: Scene, exercise: ExerciseId, offer: Offer) -> tuple[Prediction, Promise]:
    """An offer as a prediction, with the promise to ask about it."""
    prediction = Prediction(
        id=row_id("prediction", scene.turn, exercise),
        turn=scene.turn,
        user=scene.person.user,
        exercise=exercise,
        load=offer.load,
        reps=offer.reps,
        probability=offer.probability,
        forecast=FORECAST,
        arm=scene.person.profile.style,
        offered_at=scene.now,
        due_on=offer.due_on,
    )
    return prediction, promise_about(scene, prediction, PromiseState.WAITING, _asks_at(prediction, scene))


def _asks_at(prediction: Prediction, scene: Scene) -> datetime:
    return in_daytime(prediction.offered_at + timedelta(days=scene.check_in_days), scene.person.profile)


def answered_by_log(prediction: Prediction, scene: Scene) -> tuple[Promise, ...]:
    """What becomes of the promise about a target that was just reached.

    A question that was asked is answered; a check-in that is still to come stays, and will congratulate.
    """
    is_asked = _asks_at(prediction, scene) <= scene.now
    return (promise_about(scene, prediction, PromiseState.KEPT, scene.now),) if is_asked else ()


def promise_about(scene: Scene, prediction: Prediction, state: PromiseState, due_at: datetime) -> Promise:
    return Promise(
        id=row_id("promise", prediction.id),
        user=scene.person.user,
        prediction=prediction.id,
        address=scene.incoming.where,
        due_at=due_at,
        state=state,
    )


def met_by(prediction: Prediction, entries: Sequence[Entry]) -> Entry | None:
    """The first entry that reached the target: its load or more, for its reps or more."""
    for entry in entries:
        lift = entry.lift
        reached = lift.load.kg >= prediction.load.kg and lift.reps >= prediction.reps and lift.kind is SetKind.WORK
        if lift.exercise == prediction.exercise and reached and lift.hold_seconds is None:
            return entry
    return None


def since_offer(prediction: Prediction, entries: Sequence[Entry], person: Person) -> list[Entry]:
    """Those that can answer for it: a set of an earlier day cannot, however late it is told."""
    offered_on = local_day(prediction.offered_at, person)
    return [entry for entry in entries if entry.on >= offered_on]


def settled(prediction: Prediction, outcome: Outcome, source: str, at: datetime) -> Prediction:
    return replace(prediction, outcome=outcome, outcome_at=at, outcome_source=source)


def in_daytime(at: datetime, profile: Profile) -> datetime:
    """*at*, or the end of the lifter's quiet hours when it falls into them. Equal hours mean no quiet."""
    zone = zone_of(profile)
    local = at.astimezone(zone)
    if not _is_quiet(local.hour, profile.quiet_from_hour, profile.quiet_to_hour):
        return at
    morning = datetime.combine(local.date(), time(profile.quiet_to_hour), zone)
    return (morning if morning > local else morning + timedelta(days=1)).astimezone(at.tzinfo)


def _is_quiet(hour: int, from_hour: int, to_hour: int) -> bool:
    if from_hour <= to_hour:
        return from_hour <= hour < to_hour
    return hour >= from_hour or hour < to_hour


def check_in(due: Due, exercises: Exercises, now: datetime) -> Changes:
    """What to do about a promise that is due: wait for the day, congratulate, or ask."""
    awake_at = in_daytime(now, due.person.profile)
    if awake_at > now:
        return Changes(at=now, promises=(replace(due.promise, due_at=awake_at),))
    exercise, unit = exercises[due.prediction.exercise], due.person.profile.unit
    entry = met_by(due.prediction, since_offer(due.prediction, due.history, due.person))
    if entry is not None:
        words = f"{check_in_congratulation(due.prediction, exercise, unit)}\n{HOW_WAS_IT}"
        return Changes(
            at=now,
            promises=(replace(due.promise, state=PromiseState.KEPT),),
            outcomes=(settled(due.prediction, Outcome.HIT, entry.source, now),),
            outbox=(_about(due, words, (stars(due.prediction.turn),), now),),
        )
    return Changes(
        at=now,
        promises=(replace(due.promise, state=PromiseState.ASKED),),
        outbox=(_about(due, check_in_question(due.prediction, exercise, unit), _answers(due.prediction), now),),
    )


def _answers(prediction: Prediction) -> tuple[tuple[Button, ...], ...]:
    return (
        (Button("Hit it", f"hit:{prediction.id}"), Button("Not yet", f"notyet:{prediction.id}")),
        (Button("Didn't try", f"didnt:{prediction.id}"), Button("Ask me later", f"later:{prediction.id}")),
    )


def _about(due: Due, text: str, buttons: tuple[tuple[Button, ...], ...], now: datetime) -> Outgoing:
    # The due time is part of the id: "ask me later" makes it another question, a second try of this one does not. So
    # are the words: who takes back the set that he was congratulated on is asked.
    return Outgoing(
        id=row_id("check-in", due.promise.id, due.promise.due_at.isoformat(), text),
        turn=due.prediction.turn,
        address=due.promise.address,
        text=text,
        buttons=buttons,
        written_at=now,
    )
