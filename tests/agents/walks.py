"""A lifter who follows a programme: session by session, what was asked for and what he did of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from agents.plan import Plan, Today
from agents.planner import plan
from knowledge.exercise import Exercise
from storage.records import Entry, Lift, Profile, SetKind, Target, UserId

START = date(2026, 1, 5)  # a Monday


class Walk:
    """*made* and *eased* say of each session, by its number, what is out of the ordinary."""

    def __init__(self, lift: Exercise, profile: Profile, history: Sequence[Entry] = ()) -> None:
        self.lift, self.profile = lift, profile
        self.history: list[Entry] = list(history)
        self.on = START
        self.number = 0

    def plan(self, now: Today | None = None, days: int | None = None) -> Plan:
        """What is asked for on the day; with *days*, by the last so many training days alone."""
        seen = self.history
        if days is not None:
            kept = sorted({entry.on for entry in seen})[-days:]
            seen = [entry for entry in seen if entry.on in kept]
        return plan(self.lift, self.profile, seen, now or Today(on=self.on))

    def go(
        self, *, short: int = 0, more: int = 0, rpe: str | None = None, now: Today | None = None, days: int = 2
    ) -> Plan:
        """One session as prescribed, its last set so many reps *short* or so many *more*; then *days* pass."""
        asked = self.plan(now and replace(now, on=self.on))
        assert asked.dose is not None
        for one in asked.lead_up:
            self._log(Target(one.load, one.reps), one.reps, one.sets)
        target = Target(asked.dose.load, asked.dose.reps)
        whole = asked.dose.sets - (1 if short or more else 0)
        if whole:
            self._log(target, asked.dose.reps, whole, rpe)
        if short or more:
            self._log(target, asked.dose.reps - short + more, 1, rpe)
        self.on += timedelta(days=days)
        return asked

    def pause(self, days: int) -> None:
        self.on += timedelta(days=days)

    def _log(self, target: Target, reps: int, sets: int, rpe: str | None = None) -> None:
        self.number += 1
        self.history.append(
            Entry(
                user=UserId("ann"),
                source=f"walk:{self.number}",
                place=0,
                message=f"walk:{self.number}",
                said_at=datetime.combine(self.on, time(18), UTC),
                on=self.on,
                lift=Lift(
                    exercise=self.lift.id,
                    load=target.load,
                    reps=max(reps, 0),
                    sets=sets,
                    rpe=Decimal(rpe) if rpe else None,
                    kind=SetKind.WORK if reps >= target.reps else SetKind.FAILED,
                    bodyweight=self.lift.bodyweight,
                    planned=target,
                ),
            )
        )


def shown(asked: Plan) -> str:
    """``145x5 170x5 190x5+``; sets behind a second x where there are several."""
    assert asked.dose is not None
    return " ".join(
        f"{one.load.amount.normalize():f}x{one.reps}{'+' if one.amrap else ''}{f'x{one.sets}' if one.sets > 1 else ''}"
        for one in (*asked.lead_up, asked.dose)
    )
