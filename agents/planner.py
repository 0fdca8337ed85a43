"""The planner: from the log and the day, what to lift next and why. The rules themselves are in rules_*.py."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final

from agents.forecast import carried
from agents.form import Form
from agents.offer import offer
from agents.phrases import capital, counted, doses_text, shows_sets, stopped
from agents.plan import Action, Dose, Envelope, Plan, Reason, Today
from agents.programmes import as_asked, eased, first_proposal, is_capped
from agents.rules_readiness import is_fresh, is_red, readiness_proposal, rest
from agents.rules_training import reps_first, smallest_step, training_proposal
from agents.situation import Proposal, Situation, situation
from agents.trend import fell_off, share_of
from knowledge import words as sentences
from knowledge.exercise import Exercise
from knowledge.plates import Rack
from knowledge.rules import ADULT_YEARS, ENVELOPE_SHARE
from knowledge.units import Unit
from knowledge.words import joined
from storage.records import Danger, Entry, Prediction, Prescription, Profile, row_id

REFERRALS: Final = {
    Danger.EMERGENCY: sentences.words(
        "this can be an emergency, so call your emergency number or have somebody take you in, now"
    ),
    Danger.URGENT: sentences.words("this needs a doctor's eyes before you lift again; see one today or tomorrow"),
    Danger.PAIN: sentences.words(
        "pain is not soreness; if it is not gone in a few days, see a doctor or a physiotherapist"
    ),
}

DIRECTIONS: Final = {
    Action.INCREASE: sentences.words("up"),
    Action.HOLD: sentences.words("hold"),
    Action.REDUCE: sentences.words("down"),
    Action.DELOAD: sentences.words("deload"),
}


def plan(
    exercise: Exercise,
    profile: Profile,
    history: Sequence[Entry],
    today: Today,
    open_predictions: Sequence[Prediction] = (),
    *,
    promised: Prescription | None = None,
    form: Form | None = None,
    is_cut: bool = False,
) -> Plan:
    """What to lift next. *history* is of this exercise, oldest first, and may end with today's sets.

    *form* is the lifter's, today's sets included; None: it is made from *history*, which then must be whole.
    *is_cut*: *history* is the end of a longer one.

    *promised* is the raise that an earlier day has left standing, if any (see raise_promised); sets that were told
    after it do away with it. The more cautious of the training-state rule and the readiness rule sets the load; its
    reason comes first.
    """
    flags = _flags(profile, today)
    if today.danger is not None:
        return _without_load(Action.REFER, Reason(today.danger.value, REFERRALS[today.danger]), flags)
    if tired := rest(exercise, profile, today):
        return _without_load(Action.REST, tired, flags)
    now = situation(exercise, profile, history, today, _still(promised, history, today), is_cut=is_cut)
    if now is None:
        begun = first_proposal(exercise, profile)
        if begun is not None:
            return _first_of_programme(*begun, today, flags)
        return _without_load(Action.HOLD, Reason("no_history", sentences.words("no set of it on record yet")), flags)
    if now.lately_cleared:
        flags = (*flags, "lately_cleared")
    if now.is_back:
        flags = (*flags, "layoff")
    training = training_proposal(now)
    now = as_asked(now, training)
    readiness = readiness_proposal(now)
    wins, second = _weighed(training, eased(readiness, training, now.rack) if readiness else None)
    form_then = partial(_form, form, now, history)
    return _dosed(now, form_then, wins, second, flags, open_predictions)


def words(
    plan: Plan, exercise: Exercise, unit: Unit | None = None, *, is_named: bool = False, when: str | None = None
) -> str:
    """The plan in the chat's style, one or two sentences: ``Next: 190 × 5, up: 8 h sleep and every rep hit.``

    *unit* is the lifter's own: loads in another one are shown with theirs. None: all without. *is_named*: the line of
    a load says of which lift it is. *when*: what stands in the place of "Next", and before any other line.
    """
    said = _words(plan, exercise, unit, is_named=is_named, when=when)
    is_next = plan.dose is not None and plan.action not in (Action.REFER, Action.REST)
    return said if when is None or is_next else sentences.words("{when}: {plan}", when=when, plan=said)


def _words(plan: Plan, exercise: Exercise, unit: Unit | None, *, is_named: bool, when: str | None) -> str:
    reason = plan.reasons[0].text
    if plan.action is Action.REFER:
        return sentences.words("Stop, no {lift} for now: {reason}.", lift=stopped(plan, exercise), reason=reason)
    if plan.action is Action.REST:
        return _rest_line(reason, exercise if plan.reasons[0].rule == "sore_here" else None)
    if plan.dose is None:
        return sentences.words("No load for {lift}: {reason}.", lift=exercise.name, reason=reason)
    said = _next_line(plan, plan.dose, exercise, unit, is_named=is_named, when=when)
    return joined([said, sentences.words("{sentence}.", sentence=capital(plan.earn))], " ") if plan.earn else said


def _next_line(
    plan: Plan, dose: Dose, exercise: Exercise, unit: Unit | None, *, is_named: bool, when: str | None
) -> str:
    doses = doses_text(plan, dose, exercise, unit)
    why = joined([reason.text for reason in plan.reasons[:2]], sentences.words(", and "))
    parts = {
        "loads": joined([doses, counted(dose.sets, "set")], ", ") if shows_sets(plan) else doses,
        "direction": DIRECTIONS[plan.action],
        "why": why,
    }
    if when is not None:
        return sentences.words("{when}: {lift} {loads}, {direction}: {why}.", when=when, lift=exercise.short, **parts)
    if is_named:
        return sentences.words("Next {lift}: {loads}, {direction}: {why}.", lift=exercise.short, **parts)
    return sentences.words("Next: {loads}, {direction}: {why}.", **parts)


def rest_words(profile: Profile, today: Today) -> str | None:
    """The words of a rest day to a lifter who has no lift on record yet; None when he may train."""
    reason = rest(None, profile, today)
    return _rest_line(reason.text) if reason else None


def _rest_line(reason: str, exercise: Exercise | None = None) -> str:
    """*exercise*: the one that rests, where others need not."""
    if exercise is None:
        return sentences.words("Rest today, or easy active recovery: {reason}.", reason=reason)
    return sentences.words(
        "Rest the {lift} today, or easy active recovery: {reason}.", lift=exercise.name, reason=reason
    )


def _flags(profile: Profile, today: Today) -> tuple[str, ...]:
    danger = [today.danger.value] if today.danger else []
    cleared = ["cleared_today"] if today.cleared_today else []
    life = (*(["pregnant"] if profile.pregnant else []), *(["minor"] if is_minor(profile) else []))
    return (*danger, *cleared, *life, *(f"injury: {injury}" for injury in profile.hurts))


def is_minor(profile: Profile) -> bool:
    """Whether the lifter is under 18 by the age that was last said."""
    return profile.age_years is not None and profile.age_years < ADULT_YEARS


def _still(promised: Prescription | None, history: Sequence[Entry], today: Today) -> Prescription | None:
    """*promised* if it is a raise of an earlier day, and no set of the lift was told since."""
    if promised is None or promised.action != Action.INCREASE or promised.on >= today.on:
        return None
    since = (entry for entry in history if entry.said_at > promised.made_at)
    return None if any(promised.turn != row_id("turn", entry.source) for entry in since) else promised


def _first_of_programme(first: Proposal, rack: Rack, today: Today, flags: tuple[str, ...]) -> Plan:
    """A programme's first day, from a maximum that was named, with no set on record; all out on a good day alone."""
    is_careful = bool(flags) or today.cleared_on is not None or is_red(today)
    return Plan(
        action=Action.HOLD,
        dose=Dose(first.load, first.reps or 1, first.sets, first.amrap and not is_careful),
        envelope=Envelope(rack.round_down(share_of(first.load, ENVELOPE_SHARE)), first.load),
        reasons=(first.reason,),
        flags=flags,
        lead_up=first.lead_up,
    )


def _without_load(action: Action, reason: Reason, flags: tuple[str, ...]) -> Plan:
    return Plan(action=action, dose=None, envelope=None, reasons=(reason,), flags=flags)


def _weighed(training: Proposal, readiness: Proposal | None) -> tuple[Proposal, Proposal | None]:
    """The proposal that sets the load, and the one that cuts sets beside it, if any."""
    if readiness is None:
        return training, None
    if _takes_over(readiness, training):
        return readiness, training if training.held else None
    training = replace(training, amrap=False) if training.held else training
    return training, readiness if readiness.sets < training.sets or readiness.no_pr else None


def _takes_over(readiness: Proposal, training: Proposal) -> bool:
    lighter = readiness.load.kg < training.load.kg
    as_light = readiness.load.kg == training.load.kg and training.action is Action.HOLD
    return lighter or as_light or is_capped(readiness, training)


def _dosed(
    now: Situation,
    form_then: Callable[[], Form | None],
    wins: Proposal,
    second: Proposal | None,
    flags: tuple[str, ...],
    open_predictions: Sequence[Prediction],
) -> Plan:
    sets = min(wins.sets, second.sets) if second else wins.sets
    dose = Dose(wins.load, wins.reps or now.standing.reps, sets, wins.amrap)
    pr_allowed = _pr_allowed(now, wins, second, flags)
    named = any(prediction.outcome is None for prediction in open_predictions if _of(prediction, now))
    wanted = pr_allowed and not named and (is_fresh(now.today) or not now.profile.readiness_on)
    return Plan(
        action=wins.action,
        dose=dose,
        envelope=Envelope(now.rack.round_down(share_of(wins.load, ENVELOPE_SHARE)), wins.load),
        reasons=(wins.reason, second.reason) if second and (second.held or second.sets < wins.sets) else (wins.reason,),
        offer=offer(now, form_then(), dose) if wanted else None,
        pr_allowed=pr_allowed,
        flags=flags,
        lead_up=wins.lead_up,
        earn=_earned_by(now, wins) if wins.action is Action.HOLD and wins.rule not in ("injury", "pregnant") else None,
    )


def _form(form: Form | None, now: Situation, history: Sequence[Entry]) -> Form | None:
    """The form after today's sets: the one that was carried, or made from the whole history when it is needed."""
    return form or carried(None, now.exercise.id, history, now.today.on + timedelta(days=1))


def _of(prediction: Prediction, now: Situation) -> bool:
    return prediction.exercise == now.exercise.id


def _pr_allowed(now: Situation, wins: Proposal, second: Proposal | None, flags: tuple[str, ...]) -> bool:
    going_up = wins.action in (Action.INCREASE, Action.HOLD) and not (wins.no_pr or (second and second.no_pr))
    worse = now.last.missed or now.light or fell_off(now.sessions, len(now.sessions) - 1)
    return going_up and not flags and not worse and not is_red(now.today)


def _earned_by(now: Situation, wins: Proposal) -> str | None:
    return wins.earn if wins.held else _earn(now)


def _earn(now: Situation) -> str | None:
    """What would earn an increase from the standing load; None at the heaviest load there is."""
    below = now.deload is not None or now.last.load.kg < now.standing.load.kg
    hits = 0 if below else now.hits
    step = smallest_step(now, now.last.load if hits else now.standing.load)
    if step is None:
        return reps_first(now)
    if hits >= 2:
        return sentences.words("rested, it's {load}", load=now.said(step))
    if hits:
        return sentences.words("hit it again next session and it's {load}", load=now.said(step))
    return sentences.words("hit it in two sessions running and it's {load}", load=now.said(step))
