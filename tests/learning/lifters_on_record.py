"""Invented lifters whose rows stand in a real store: what they lifted, voted, rated and were answered.

Every lifter is drawn from a seed and his number alone. He trains one lift, tells each session in one message, and every
edge of the signals turns up among a few dozen of them: loads told in the other unit, plans replaced before they were
lifted, sets that fail, records tried on top, rest that is not kept, warning signs, votes that change.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

from agents.lineup import arm_of
from agents.plan import Action
from knowledge.exercise import ExerciseId
from knowledge.units import Load, Unit
from storage.records import (
    Address,
    Arm,
    Changes,
    Consent,
    Danger,
    Entry,
    Exchange,
    Experiment,
    Feedback,
    Flag,
    Identity,
    Lift,
    Outcome,
    Outgoing,
    Person,
    Prediction,
    Prescription,
    Profile,
    RowId,
    SetKind,
    Style,
    Target,
    Thumb,
    UserId,
    Varies,
    row_id,
)
from storage.store import Store

FIRST_DAY = date(2026, 8, 3)  # a Monday
LIFTS = (ExerciseId("bench_press"), ExerciseId("squat"))
MODEL, ADAPTER = "nemotron-nano", "coach-2"
RULES = {
    Action.INCREASE: "hit_twice",
    Action.HOLD: "not_yet",
    Action.REDUCE: "sore_short_sleep",
    Action.REST: "very_sore",
    Action.REFER: "pain",
}
ANSWERS = {
    "insight": '{"observations": ["Every rep hit in 2 sessions running."]}',
    "planner": '{"load_tenths": 1850, "reason": "Stay with it and own every rep."}',
    "coach": "Stay here and make it clean: keep it smooth.",
    "eyes": "bench 185x5",  # no case refers to it
}
VERDICTS = ("used", "used", "used", "used, cut: number not given", "guard: promise; first person", "unavailable: late")
EXPERIMENT = Experiment(
    name="coach-style",
    varies=Varies.ADAPTER,
    agent="coach",
    control=Arm("base", ""),
    treatment=Arm("second", ADAPTER),
    salt="tests",
    metric="agreement",
    horizon_days=28,
    minimum_effect=0.1,
    most_days=180,
    registered_at=datetime(2026, 8, 1, tzinfo=UTC),
    started_at=datetime(2026, 8, 2, tzinfo=UTC),
)


@dataclass
class Diary:
    """One lifter at work: *changes* are his turns so far, in their order."""

    user: UserId
    random: Random
    lift: ExerciseId
    obeys: float  # the chance that he does what a plan says
    content: float  # the chance of a thumb up
    adapter: str | None
    arms: tuple[str, ...]
    on: date
    load: Decimal
    unit: Unit = Unit.LB
    changes: list[Changes] = field(default_factory=list)
    standing: Prescription | None = None
    flag: Flag | None = None
    entries: int = 0

    def at(self, hour: int) -> datetime:
        return datetime(self.on.year, self.on.month, self.on.day, hour, tzinfo=UTC) + timedelta(minutes=5)

    def chance(self, of: float) -> bool:
        return self.random.random() < of

    def source(self) -> str:
        return f"telegram:{self.user}:{len(self.changes)}"


def lifters_on_record(count: int, seed: int = 1, sessions: int = 16) -> Iterator[list[Changes]]:
    """The turns of each lifter, oldest first: the first one introduces him."""
    for number in range(count):
        diary = _diary(UserId(f"lifter-{number:03}"), Random(f"{seed}/{number}"))
        for _ in range(sessions):
            _day(diary)
        yield diary.changes


async def put_on_record(store: Store, lifters: Sequence[Sequence[Changes]]) -> None:
    """The experiment, then every lifter."""
    await store.keep_experiment(EXPERIMENT)
    await asyncio.gather(*(_keep_all(store, turns) for turns in lifters))  # at once, so that they share commits


async def _keep_all(store: Store, turns: Sequence[Changes]) -> None:
    for changes in turns:
        await store.keep(changes)


def _diary(user: UserId, random: Random) -> Diary:
    arm = arm_of(EXPERIMENT, user)
    unit = random.choice((Unit.LB, Unit.LB, Unit.KG))
    diary = Diary(
        user=user,
        random=random,
        lift=random.choice(LIFTS),
        obeys=random.uniform(0.2, 1),
        content=random.uniform(0.3, 0.9),
        adapter=arm.value or None,
        arms=(f"{EXPERIMENT.name}:{arm.name}",),
        on=FIRST_DAY + timedelta(days=random.randrange(14)),
        load=Decimal(random.randrange(100, 300, 5)) if unit is Unit.LB else Decimal(random.randrange(50, 140, 5)),
        unit=unit,
    )
    consent = random.choice((Consent.GIVEN, Consent.GIVEN, Consent.REFUSED, None))
    profile = Profile(unit=unit, consent=consent, style=random.choice(tuple(Style)))
    person = Person(user, f"Lifter <b>{user}</b>", profile)
    diary.changes.append(Changes(at=diary.at(8), person=person, identity=Identity("telegram", user)))
    return diary


def _day(diary: Diary) -> None:
    """One training day, or one of rest: what was said in the morning, the session, then votes and stars."""
    diary.on += timedelta(days=14 if diary.chance(0.05) else diary.random.choice((2, 3, 4)))
    if diary.standing and diary.chance(0.25):
        _turn(diary, 9, (), plan=diary.random.choice((Action.HOLD, Action.REDUCE, Action.REST)))
    if diary.flag and diary.chance(0.7):
        diary.changes.append(Changes(at=diary.at(10), user=diary.user, cleared=(diary.flag.id,)))
        diary.flag = None
    rests = diary.standing is not None and diary.standing.load is None
    if rests and diary.chance(diary.obeys):
        return
    _votes(diary, _turn(diary, 18, _sets(diary), plan=_next_action(diary)))


def _next_action(diary: Diary) -> Action:
    if diary.chance(0.04):
        return Action.REFER
    return diary.random.choice((Action.INCREASE, Action.INCREASE, Action.HOLD, Action.HOLD, Action.REDUCE))


def _sets(diary: Diary) -> tuple[Lift, ...]:
    """Three sets, the last of which may fail; one more on top, or in the other unit, now and then."""
    plan = diary.standing
    load = plan.load if plan and plan.load else Load(diary.load, diary.unit)
    target = Target(load, 5) if plan and plan.load else None
    if not diary.chance(diary.obeys):
        load = replace(load, amount=load.amount + diary.random.choice((Decimal(10), Decimal(-10))))
    if diary.chance(0.1):
        other = Unit.KG if load.unit is Unit.LB else Unit.LB
        load = load.to(other, Decimal("0.5"))
    failed = diary.chance(0.2)
    work = Lift(exercise=diary.lift, load=load, reps=5, sets=2, planned=target)
    last = replace(work, reps=3 if failed else 5, sets=1, kind=SetKind.FAILED if failed else SetKind.WORK)
    warm_up = replace(work, load=replace(load, amount=load.amount / 2), sets=1, kind=SetKind.WARMUP, planned=None)
    top = replace(work, load=replace(load, amount=load.amount + 20), reps=1, sets=1)
    return (warm_up, work, last, top) if diary.chance(0.1) else (warm_up, work, last)


def _turn(diary: Diary, hour: int, lifts: Sequence[Lift], *, plan: Action) -> RowId:
    """A message with what it brings: sets, a new plan, what models said, now and then a target or a warning sign."""
    source, at = diary.source(), diary.at(hour)
    turn = row_id("turn", source)
    entries = tuple(
        Entry(user=diary.user, source=source, place=place, message=source, said_at=at, on=diary.on, lift=lift)
        for place, lift in enumerate(lifts)
    )
    made_at = at + timedelta(seconds=1)
    prescription = _prescription(diary, turn, plan, made_at)
    flags = (_flag(diary, source, made_at),) if plan is Action.REFER else ()
    said = Outgoing(
        id=row_id("reply", turn),
        turn=turn,
        address=Address("telegram", diary.user),
        text=f"Next: {prescription.load or 'rest'}.",
        written_at=made_at,
    )
    diary.changes.append(
        Changes(
            at=made_at,
            user=diary.user,
            turn=turn,
            message=source,
            arms=diary.arms,
            entries=entries,
            flags=flags,
            prescriptions=(prescription,),
            predictions=(_prediction(diary, turn, made_at),) if lifts and diary.chance(0.3) else (),
            exchanges=tuple(_exchanges(diary, turn, made_at)),
            outbox=(said,),
        )
    )
    diary.standing, diary.flag = prescription, flags[0] if flags else diary.flag
    for prediction in diary.changes[-1].predictions:
        _outcome(diary, prediction)
    return turn


def _prescription(diary: Diary, turn: RowId, plan: Action, at: datetime) -> Prescription:
    step = {Action.INCREASE: Decimal(5), Action.REDUCE: Decimal(-5)}.get(plan, Decimal(0))
    diary.load = max(Decimal(45), diary.load + step)
    is_load = plan not in (Action.REST, Action.REFER)
    return Prescription(
        id=row_id("prescription", turn, diary.lift),
        turn=turn,
        user=diary.user,
        exercise=diary.lift,
        made_at=at,
        on=diary.on,
        action=plan,
        rule=RULES[plan],
        load=Load(diary.load, diary.unit) if is_load else None,
        reps=5 if is_load else 0,
        sets=3 if is_load else 0,
    )


def _flag(diary: Diary, source: str, at: datetime) -> Flag:
    return Flag(
        id=row_id("flag", source),
        user=diary.user,
        exercise=diary.lift,
        danger=Danger.PAIN,
        words="sharp pain",
        raised_at=at,
    )


def _prediction(diary: Diary, turn: RowId, at: datetime) -> Prediction:
    return Prediction(
        id=row_id("prediction", turn, diary.lift),
        turn=turn,
        user=diary.user,
        exercise=diary.lift,
        load=Load(diary.load + 20, diary.unit),
        reps=3,
        probability=round(diary.random.uniform(0.6, 0.75), 2),
        forecast="focusflow",
        arm=Style.CONSERVATIVE,
        offered_at=at,
        due_on=diary.on + timedelta(days=7),
    )


def _outcome(diary: Diary, prediction: Prediction) -> None:
    outcome = diary.random.choice((Outcome.HIT, Outcome.HIT, Outcome.NOT_YET, Outcome.DID_NOT_TRY, None))
    if outcome is not None:
        at = prediction.offered_at + timedelta(days=8)
        told = replace(prediction, outcome=outcome, outcome_at=at, outcome_source=f"telegram:{diary.user}:told")
        diary.changes.append(Changes(at=at, user=diary.user, outcomes=(told,)))


def _exchanges(diary: Diary, turn: RowId, at: datetime) -> Iterator[Exchange]:
    for agent, answer in ANSWERS.items():
        if not diary.chance(0.7):
            continue
        yield Exchange(
            id=row_id(turn, agent),
            turn=turn,
            user=diary.user,
            agent=agent,
            model=MODEL,
            adapter=diary.adapter if agent == "coach" else None,
            prompt_version="1",
            arm=Style.CONSERVATIVE,
            occasion="",
            facts=("The plan is to hold.",),
            system="You are a coach.",
            prompt="What do you say?",
            answer=answer,
            verdict=diary.random.choice(VERDICTS),
            prompt_tokens=100,
            completion_tokens=20,
            latency_ms=500,
            at=at,
        )


def _votes(diary: Diary, turn: RowId) -> None:
    """Half of the answers are voted on, some twice with another mind; a quarter of them are rated."""
    for again in range(diary.random.choice((0, 0, 1, 1, 2))):
        thumb = Thumb.UP if diary.chance(diary.content) else Thumb.DOWN
        reason = diary.random.choice(("heavy", "light", None)) if thumb is Thumb.DOWN else None
        _feedback(diary, turn, timedelta(minutes=again), thumb=thumb, reason=reason)
    for again in range(diary.random.choice((0, 0, 0, 1, 2))):
        stars = diary.random.choice((2, 3, 4, 4, 5, 5) if diary.chance(diary.content) else (1, 2, 3))
        _feedback(diary, turn, timedelta(hours=1, minutes=again), stars=stars)


def _feedback(diary: Diary, turn: RowId, after: timedelta, **said: object) -> None:
    at, source = diary.at(19) + after, diary.source()
    vote = Feedback(user=diary.user, turn=turn, source=source, said_at=at, **said)  # type: ignore[arg-type]
    diary.changes.append(Changes(at=at, user=diary.user, turn=row_id("turn", source), feedback=vote))
