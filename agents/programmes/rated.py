"""An RPE target: the last rated sets say what the maximum is, and the chart what load feels as it should."""

from dataclasses import dataclass
from decimal import Decimal

from agents.plan import Action, Dose
from agents.programmes.course import Asked, back, direction, in_unit, proposal
from agents.sessions import Session
from agents.situation import Proposal, Situation
from agents.trend import share_of
from knowledge.programme import Rated
from knowledge.rpe import EASIEST, HARDEST, share_of_max
from knowledge.rules import STEP_CAPS, layoff_share
from knowledge.strength import MOST_REPS
from knowledge.units import Load, plain
from storage.records import Lift, SetKind, Target


@dataclass(frozen=True, slots=True)
class Felt:
    """A set and how hard it was; a failed one was as hard as can be."""

    load: Load
    reps: int
    rpe: Decimal


def rated(now: Situation, scheme: Rated) -> Proposal:
    """From the last session alone, so that it is the same however long the log is.

    Up at most by one step of the rules, from the load of that session; down as far as the chart says.
    """
    last = now.rack.round_down(in_unit(now.last.load, now.rack).amount)
    if (share := layoff_share(now.days_off)) < 1:
        return back(now, _asked(scheme, now.rack.round_down(share_of(last, share))))
    felt = _hardest(now.last)
    if felt is None:
        text = f"{_name(scheme)}: say how hard it was, like @{plain(scheme.rpe)}"
        return proposal(_asked(scheme, last), rule="rpe_unsaid", text=text, action=Action.HOLD)
    if now.days_off == 0 and now.last.raised:
        return proposal(
            _asked(scheme, last), rule="one_step_a_day", text="that was today's step up", action=Action.HOLD
        )
    load = _load(now, scheme, felt, last)
    text = f"{_name(scheme)}, and {now.said(felt.load)} × {felt.reps} was @{plain(felt.rpe)}"
    action = direction(load, last)
    held = Target(min(load, last, key=lambda one: one.kg), scheme.reps)
    return proposal(_asked(scheme, load), rule="rpe_target", text=text, action=action, held=held)


def _name(scheme: Rated) -> str:
    return f"{scheme.sets}x{scheme.reps} at RPE {plain(scheme.rpe)}"


def _asked(scheme: Rated, load: Load) -> Asked:
    return Asked(dose=Dose(load, scheme.reps, scheme.sets))


def _hardest(session: Session) -> Felt | None:
    """The set that was hardest at the working load; None where none of them was rated or failed."""
    felt = [_felt(lift) for lift in session.work if lift.load.kg == session.load.kg]
    return max((one for one in felt if one), key=lambda one: one.rpe, default=None)


def _felt(lift: Lift) -> Felt | None:
    if lift.kind is SetKind.FAILED:
        return Felt(lift.load, max(lift.reps, 1), HARDEST)
    if lift.rpe is None or not 1 <= lift.reps <= MOST_REPS:
        return None
    halves = (lift.rpe * 2).to_integral_value() / 2
    return Felt(lift.load, lift.reps, min(max(halves, EASIEST), HARDEST))


def _load(now: Situation, scheme: Rated, felt: Felt, last: Load) -> Load:
    """What the chart makes of *felt*, made loadable: downwards, and at most a step above *last*."""
    amount = in_unit(felt.load, now.rack).amount
    wanted = amount / _share(felt.reps, felt.rpe) * _share(scheme.reps, scheme.rpe)
    cap = STEP_CAPS[now.exercise.region]
    most = last.amount + min(last.amount * cap.share, cap.amount[now.rack.unit])
    return now.rack.round_down(min(wanted, most))


def _share(reps: int, rpe: Decimal) -> Decimal:
    return share_of_max(
        reps, max(rpe, Decimal(7)) if reps == MOST_REPS else rpe
    )  # there the chart ends half an RPE sooner
