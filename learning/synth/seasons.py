"""What happens to a lifter: days, sessions and messages, each message a case as the minds would get it.

The real planner sees what the chat would have; the simulator's body does what was prescribed, or fails at it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Final

from agents.case import Case
from agents.norms import usual
from agents.plan import Action, Dose, Plan, Today
from agents.planner import plan, words
from agents.rules_training import raise_promised
from bot.wording import logged, offered
from knowledge.exercise import Exercises
from knowledge.units import Load, Unit
from learning.simulator.draws import LiftDraws, draw
from learning.simulator.lifter import SetDone, condition_of, do_set, felt_soreness, pass_day, said_rpe, take_in
from learning.simulator.offers import is_open, predicted
from learning.simulator.policies import prescription_of
from learning.simulator.seen import Seen
from learning.simulator.world import STARTS
from learning.synth.lifters import Lifter, Trained
from learning.synth.sayings import asked_text, logged_text
from storage.records import (
    EnergyLevel,
    Entry,
    Lift,
    Prediction,
    Prescription,
    Readiness,
    SetKind,
    Target,
    row_id,
)

MOST_SESSIONS: Final = 60
BEFORE, AFTER = time(17), time(18)
FIRST_REPS: Final = (5, 5, 5, 3, 8, 10)
AWAY: Final = 0.05  # chance of weeks without training before a session
BAD_DAY: Final = 0.1  # chance that strength is not there
FOLLOWED: Final = 0.85  # chance that the plan is what is lifted
ASKED_FIRST: Final = 0.3  # chance that he asks before he lifts
RPE_OF_PREGNANT: Final = 7
ROUNDED: Final = {Unit.LB: Decimal(5), Unit.KG: Decimal("2.5")}


@dataclass(slots=True, kw_only=True)
class _Log:
    """One lift of the lifter, with what the chat has of it."""

    trained: Trained
    entries: list[Entry] = field(default_factory=list)
    promised: list[Prescription] = field(default_factory=list)  # newest first
    named: Prediction | None = None


@dataclass(frozen=True, slots=True)
class _Day:
    on: date
    slept_h: float
    felt: float
    readiness: Readiness
    luck: LiftDraws


def cases(lifter: Lifter, exercises: Exercises) -> Iterator[Case]:
    """So many messages of his as he sends in MOST_SESSIONS sessions, in their order; never one that is a referral."""
    return _Season(lifter, exercises).cases()


class _Season:
    def __init__(self, lifter: Lifter, exercises: Exercises) -> None:
        self.lifter, self.exercises = lifter, exercises
        self.logs = [_Log(trained=trained) for trained in lifter.lifts]
        self.readiness: list[Readiness] = []

    def cases(self) -> Iterator[Case]:
        on = self.lifter.begins_on
        for session in range(MOST_SESSIONS):
            on += timedelta(days=self._rest(session))
            log = self.logs[self.lifter.random.choice((0, 0, 1, 2)) if session else 0]
            day = self._day(on)
            self.readiness.append(day.readiness)
            yield from (case for case in self._session(log, day) if case.plan.action is not Action.REFER)

    def _rest(self, session: int) -> int:
        random = self.lifter.random
        days = random.randint(12, 60) if session and random.random() < AWAY else random.choice((1, 2, 2, 3, 3, 4, 6))
        for _ in range(days):
            for log in self.logs:
                pass_day(log.trained.state, self.lifter.world)
        return days

    def _session(self, log: _Log, day: _Day) -> Iterator[Case]:
        random = self.lifter.random
        before = self._planned(log, day)
        if before.dose is None or not log.entries or random.random() < ASKED_FIRST:
            said = asked_text(log.trained.exercise, day.readiness, random)
            yield self._case(log, day, before, said, f"{log.trained.exercise.id}:{day.on}:asked", ())
        if before.action is Action.REST:
            return
        done = self._lifted(log, day, before)
        entries = self._entries(log, day, before, done)
        log.entries.extend(entries)
        after = self._planned(log, day)
        said = logged_text(log.trained.exercise, [entry.lift for entry in entries], day.readiness, random)
        yield self._case(log, day, after, said, entries[0].source, entries)
        self._remember(log, day, after)

    # ── the body ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _day(self, on: date) -> _Day:
        lifter, random = self.lifter, self.lifter.random
        drawn = draw(random, 1, 1).days[0]
        kind = random.choices(("usual", "fresh", "short", "sore", "worn"), (42, 24, 12, 12, 10))[0]
        slept_h = lifter.traits.sleep_hours + lifter.world.sleep_spread * drawn.sleep
        felt = felt_soreness([log.trained.state for log in self.logs], lifter.world, drawn)
        slept_h = {"short": random.uniform(3.5, 5.9), "worn": random.uniform(3.5, 6), "fresh": 8.0}.get(kind, slept_h)
        felt = {"sore": random.uniform(6, 9), "worn": random.uniform(7.5, 10), "fresh": 2.0}.get(kind, felt)
        slept_h = max(3.0, min(10.0, slept_h + (random.uniform(0, 1.2) if kind == "fresh" else 0)))
        return _Day(on, slept_h, felt, self._told(on, slept_h, felt, is_worn=kind == "worn"), drawn.lifts[0])

    def _told(self, on: date, slept_h: float, felt: float, *, is_worn: bool) -> Readiness:
        random = self.lifter.random
        says = 0.25 if random.random() < 0.15 else 0.93
        sites = [site for log in self.logs[:1] for site in log.trained.exercise.sites[:2]]
        energy = EnergyLevel.LOW if is_worn else random.choice((EnergyLevel.OK, EnergyLevel.HIGH, 5, 6, 7, 8))
        named = random.choice(sites) if felt >= 4 and random.random() < 0.25 else None
        sleep_minutes = round(slept_h * 60 / 30) * 30 if random.random() < 0.8 else round(slept_h) * 60
        tells_sore = random.random() < says
        return Readiness(
            user=self.lifter.user,
            source=f"day:{on}",
            message=f"day:{on}",
            said_at=datetime.combine(on, BEFORE, UTC),
            on=on,
            sleep_minutes=sleep_minutes if random.random() < says else None,
            soreness=round(min(10, max(0, felt))) if tells_sore else None,
            soreness_site=named if tells_sore else None,
            energy=energy if random.random() < (0.8 if is_worn else 0.15) else None,
        )

    def _lifted(self, log: _Log, day: _Day, before: Plan) -> list[tuple[Dose, SetDone]]:
        lifter, trained = self.lifter, log.trained
        doses = self._doses(log, before)
        condition = condition_of(trained.state, lifter.traits, lifter.world, day.slept_h, day.felt, day.luck)
        if lifter.random.random() < BAD_DAY:
            condition = replace(condition, strength_kg=condition.strength_kg * 0.88)
        done: list[tuple[Dose, SetDone]] = []
        for dose in doses:
            kg = max(1.0, float(dose.load.kg) + trained.body_kg)
            for at in range(dose.sets):
                amrap = dose.amrap and at == dose.sets - 1
                done.append((dose, do_set(condition, kg, dose.reps, len(done), amrap=amrap)))
        take_in(trained.state, [one for _, one in done], lifter.world, day.luck)
        return done

    def _doses(self, log: _Log, before: Plan) -> tuple[Dose, ...]:
        if before.dose is None:
            return (self._first_dose(log.trained),)
        if self.lifter.random.random() < FOLLOWED or not log.entries:
            return (*before.lead_up, before.dose)
        last = log.entries[-1].lift
        return (Dose(last.load, max(1, last.reps or 1), last.sets),)

    def _first_dose(self, trained: Trained) -> Dose:
        random, unit = self.lifter.random, self.lifter.profile.unit
        reps = random.choice(FIRST_REPS)
        share = STARTS[self.lifter.level].load_share * (1 + 5 / 30) / (1 + reps / 30)
        kg = max(trained.state.capacity_kg * share - trained.body_kg, 1.0)
        load = Load(Decimal(str(round(kg, 2))), Unit.KG).down_to(unit, ROUNDED[unit])
        return Dose(load if load.amount > 0 else Load(ROUNDED[unit], unit), reps, random.choice((1, 3, 3, 4, 5)))

    # ── the chat ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _entries(self, log: _Log, day: _Day, before: Plan, done: Sequence[tuple[Dose, SetDone]]) -> tuple[Entry, ...]:
        exercise, random = log.trained.exercise, self.lifter.random
        runs = [list(run) for _, run in groupby(done, key=lambda one: (one[0].load, one[0].reps, one[1].reps))]
        rpe = said_rpe(done[-1][1], self.lifter.traits, self.lifter.world, day.luck, len(done) - 1)
        tells_rpe = random.random() < 0.35 and (rpe <= RPE_OF_PREGNANT or not self.lifter.profile.pregnant)
        source = f"{exercise.id}:{day.on}"
        return tuple(
            Entry(
                user=self.lifter.user,
                source=source,
                place=place,
                message=source,
                said_at=datetime.combine(day.on, AFTER, UTC) + timedelta(minutes=place),
                on=day.on,
                lift=Lift(
                    exercise=exercise.id,
                    load=dose.load,
                    reps=one.reps,
                    sets=len(run),
                    rpe=Decimal(str(rpe)) if tells_rpe and place == len(runs) - 1 else None,
                    kind=SetKind.FAILED if one.failed else SetKind.WORK,
                    bodyweight=exercise.bodyweight,
                    planned=Target(dose.load, dose.reps) if before.dose else None,
                ),
            )
            for place, run in enumerate(runs)
            for dose, one in run[:1]
        )

    def _today(self, day: _Day) -> Today:
        said = day.readiness
        return Today(
            on=day.on,
            sleep_minutes=said.sleep_minutes,
            soreness=said.soreness,
            soreness_site=said.soreness_site,
            energy=said.energy,
            usual=usual(self.readiness, day.on),
        )

    def _planned(self, log: _Log, day: _Day) -> Plan:
        return plan(
            log.trained.exercise,
            self.lifter.profile,
            log.entries,
            self._today(day),
            (log.named,) if log.named and is_open(log.named, day.on) else (),
            promised=raise_promised(log.promised, day.on),
        )

    def _case(self, log: _Log, day: _Day, found: Plan, said: str, source: str, entries: Sequence[Entry]) -> Case:
        exercise, profile = log.trained.exercise, self.lifter.profile
        first = logged([entry.lift for entry in entries], day.readiness, self.exercises, profile.unit)
        target = offered(found.offer, profile.unit) if found.offer else ""
        lines = (first if entries else "", words(found, exercise, profile.unit), target)
        return Case(
            turn=row_id("turn", source),
            user=self.lifter.user,
            arm=profile.style,
            exercise=exercise,
            profile=profile,
            today=self._today(day),
            history=tuple(log.entries),
            plan=found,
            said=said,
            shown="\n".join(line for line in lines if line),
        )

    def _remember(self, log: _Log, day: _Day, found: Plan) -> None:
        seen = Seen(
            exercise=log.trained.exercise,
            profile=self.lifter.profile,
            on=day.on,
            entries=tuple(log.entries),
            readiness=(day.readiness,),
        )
        log.promised.insert(0, prescription_of(found, seen, datetime.combine(day.on, AFTER, UTC)))
        if found.offer:
            log.named = predicted(seen, found.offer, self.lifter.user)
