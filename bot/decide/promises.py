"""Targets that were named, and the questions about them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import chain

from agents.forecast import NAME as FORECAST
from agents.plan import Offer
from bot.decide.alone import where_alone
from bot.decide.scene import Scene, local_day, stars, zone_of
from bot.decide.shown_name import shown_name
from bot.languages import spoken_outgoing
from bot.wording import check_in_congratulation, check_in_question
from bot.wording_groups import told_in_group
from bot.wording_learning import HOW_WAS_IT
from knowledge.exercise import ExerciseId, Exercises
from knowledge.words import joined, words
from storage.records import (
    DIRECT,
    Address,
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
MOST_IN_MESSAGE = 4  # promises: a row of buttons each, and one of stars, is all that a message has room for


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
    asks_at = _asks_at(prediction.offered_at, scene)
    return prediction, promise_about(scene, prediction, PromiseState.WAITING, asks_at)


def asks_on(scene: Scene) -> date:
    """The lifter's day on which a target that is named now will be asked about."""
    return local_day(_asks_at(scene.now, scene), scene.person)


def _asks_at(offered_at: datetime, scene: Scene) -> datetime:
    return in_daytime(offered_at + timedelta(days=scene.check_in_days), scene.person.profile)


def answered_by_log(prediction: Prediction, scene: Scene) -> tuple[Promise, ...]:
    """What becomes of the promise about a target that was just reached.

    A question that was asked is answered; a check-in that is still to come stays, and will congratulate.
    """
    is_asked = _asks_at(prediction.offered_at, scene) <= scene.now
    return (promise_about(scene, prediction, PromiseState.KEPT, scene.now),) if is_asked else ()


def promise_about(scene: Scene, prediction: Prediction, state: PromiseState, due_at: datetime) -> Promise:
    return Promise(
        id=row_id("promise", prediction.id),
        user=scene.person.user,
        prediction=prediction.id,
        address=where_to_ask(scene),
        due_at=due_at,
        state=state,
    )


def where_to_ask(scene: Scene) -> Address:
    """Where a target that is named now is asked about: here, or in private what was named in a group.

    Who shares his check-ins is asked where the group has them.
    """
    company, group, member = scene.incoming.company, scene.memory.group, scene.memory.member
    if company is None:
        return scene.incoming.where
    asks_in = group.check_in_address if group is not None and group.check_ins else None
    if asks_in is not None and member is not None and member.shares_check_ins:
        return asks_in
    return where_alone(scene)


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


def night_at(at: datetime, profile: Profile) -> datetime | None:
    """When the lifter's next quiet hours begin, after *at*; None: he has none."""
    if profile.quiet_from_hour == profile.quiet_to_hour:
        return None
    zone = zone_of(profile)
    local = at.astimezone(zone)
    evening = datetime.combine(local.date(), time(profile.quiet_from_hour), zone)
    return (evening if evening > local else evening + timedelta(days=1)).astimezone(at.tzinfo)


def _is_quiet(hour: int, from_hour: int, to_hour: int) -> bool:
    if from_hour <= to_hour:
        return from_hour <= hour < to_hour
    return hour >= from_hour or hour < to_hour


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said about one promise, and what becomes of it."""

    text: str
    promise: Promise
    answers: tuple[tuple[Button, ...], ...] = ()  # rows; none: it is a congratulation
    outcome: Prediction | None = None


def check_in(due: Sequence[Due], exercises: Exercises, now: datetime, *, in_group: bool = False) -> Changes:
    """What to do about promises of one lifter at one address: wait for the day, or one message that congratulates and
    asks. At most MOST_IN_MESSAGE of them.

    While a warning sign of his stands he is left alone. *in_group*: others read along there, so he is named, and for
    stars he is not asked.
    """
    later_at = _later_at(due, now)
    if later_at is not None:
        return Changes(at=now, promises=tuple(replace(one.promise, due_at=later_at) for one in due))
    told = [_told(one, exercises, now) for one in due]
    words = _about(due, told, now, in_group=in_group)
    return Changes(
        at=now,
        promises=tuple(replace(one.promise, asked_in=words.id if one.answers else None) for one in told),
        outcomes=tuple(one.outcome for one in told if one.outcome),
        outbox=(words,),
    )


def _later_at(due: Sequence[Due], now: datetime) -> datetime | None:
    """When to look again; None: now is the time."""
    profile = due[0].person.profile
    awake_at = in_daytime(now, profile)
    if awake_at > now:
        return awake_at
    return in_daytime(now + LATER, profile) if any(one.flags for one in due) else None


def _told(due: Due, exercises: Exercises, now: datetime) -> _Told:
    exercise, unit = exercises[due.prediction.exercise], due.person.profile.unit
    entry = met_by(due.prediction, since_offer(due.prediction, due.history, due.person))
    if entry is None:
        asked = replace(due.promise, state=PromiseState.ASKED)
        return _Told(check_in_question(due.prediction, exercise, unit), asked, _answers(due.prediction))
    hit = settled(due.prediction, Outcome.HIT, entry.source, now)
    kept = replace(due.promise, state=PromiseState.KEPT)
    named_on = local_day(due.prediction.offered_at, due.person)
    return _Told(check_in_congratulation(due.prediction, exercise, unit, named_on), kept, outcome=hit)


def _answers(prediction: Prediction) -> tuple[tuple[Button, ...], ...]:
    return (
        (Button(words("Hit it"), f"hit:{prediction.id}"), Button(words("Not yet"), f"notyet:{prediction.id}")),
        (
            Button(words("Didn't try"), f"didnt:{prediction.id}"),
            Button(words("Ask me later"), f"later:{prediction.id}"),
        ),
    )


def _about(due: Sequence[Due], told: Sequence[_Told], now: datetime, *, in_group: bool) -> Outgoing:
    person, address = due[0].person, due[0].promise.address
    text = joined(_lines(told))
    hit = next((one for one in told if one.outcome), None)
    rows = _buttons(told)
    if in_group:
        text = told_in_group(shown_name(person.name), text)
    elif hit and hit.outcome:
        text, rows = joined([text, HOW_WAS_IT]), (*rows, stars(hit.outcome.turn))
    # The due time is part of the id: "ask me later" makes it another question, a second try of this one does not. So
    # are the words: who takes back the set that he was congratulated on is asked.
    about = (part for one in due for part in (one.promise.id, one.promise.due_at.isoformat()))
    outgoing = Outgoing(
        id=row_id("check-in", *about, text),
        turn=(hit.outcome if hit and hit.outcome else due[0].prediction).turn,
        address=address,
        text=text,
        buttons=rows,
        private=address.chat == DIRECT,
        written_at=now,
        asks_until=None if hit else night_at(now, person.profile),  # nobody is congratulated twice
    )
    return spoken_outgoing(outgoing, person.profile.language or "en")


def _lines(told: Sequence[_Told]) -> list[str]:
    """Congratulations first. Questions are numbered where there are several, as their buttons are."""
    hits = [one.text for one in told if not one.answers]
    asked = [one.text for one in told if one.answers]
    if len(asked) < 2:
        return [*hits, *asked]
    return [*hits, *(words("{number}. {told}", number=n, told=text) for n, text in enumerate(asked, 1))]


def _buttons(told: Sequence[_Told]) -> tuple[tuple[Button, ...], ...]:
    """Those of one question as they are; of several a row each, because there is room for five."""
    asked = [one.answers for one in told if one.answers]
    if len(asked) < 2:
        return tuple(chain.from_iterable(asked))
    return tuple(
        tuple(
            replace(button, label=words("{number}: {answer}", number=n, answer=button.label))
            for button in chain.from_iterable(rows)
        )
        for n, rows in enumerate(asked, 1)
    )
