"""What the three minds are given, as lines. Every number that a model may say stands in one of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from agents.case import Case
from agents.guard import Allowed
from agents.phrases import counted
from agents.plan import Action, Offer, Plan, Today
from agents.prompting import Prompts, quoted
from agents.said_numbers import read_numbers
from knowledge.units import Load, plain
from storage.records import Injury, Profile

MOST_CUES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """What pure code has already made of the case; what stands when the models are silent."""

    observations: tuple[str, ...]  # of the insight
    plan_words: str
    coach_words: str
    last: Load | None  # the last working load of this exercise; None: there is none


def facts_of(case: Case, last: Load | None) -> tuple[str, ...]:
    """The case in lines, each complete in itself."""
    lines = [
        f"Exercise: {case.exercise.name}",
        f"Shown: {quoted(case.shown)}",
        *_today(case.today),
        *_next(case.plan, last),
        *ahead(case.plan),
    ]
    return with_news((), lines)


def with_news(facts: Sequence[str], lines: Iterable[str]) -> tuple[str, ...]:
    """*facts* and those *lines* that are not told in them word for word."""
    known = list(facts)
    for line in lines:
        if line and not any(line in fact for fact in known):
            known.append(line)
    return tuple(known)


def _today(today: Today) -> list[str]:
    said: list[str] = []
    if today.sleep_minutes is not None:
        hours, minutes = divmod(today.sleep_minutes, 60)
        said.append(f"Sleep {hours} h {minutes} min" if minutes else f"Sleep {hours} h")
    if today.soreness is not None:
        said.append(f"Soreness {today.soreness}" + (f", {quoted(today.soreness_site)}" if today.soreness_site else ""))
    if today.energy is not None:
        said.append(f"Energy {today.energy}")
    return said


def _next(plan: Plan, last: Load | None) -> list[str]:
    lines = [f"Plan: {plan.action}"]
    if plan.dose is None:
        no_load = "no load is known yet" if plan.action is Action.HOLD else "no lifting of this kind"
        return [*lines, f"Next: {no_load}"]
    dose = plan.dose
    lines.append(f"Next: {dose.load} × {dose.reps}, {counted(dose.sets, 'set')} of {dose.reps}")
    if last is None:
        return lines
    lines.append(f"Last: {last}")
    if last.unit is dose.load.unit and last != dose.load:
        lines.append(f"Change: {plain(abs(dose.load.amount - last.amount))} {last.unit}")
    return lines


def why(plan: Plan) -> str:
    return f"Why: {quoted(plan.reasons[0].text, 100)}"


def range_of(plan: Plan) -> str:
    """The loads that the planner may choose from; "" where there are none."""
    return f"Range: {plan.envelope.low} to {plan.envelope.high}" if plan.envelope else ""


def ahead(plan: Plan) -> tuple[str, ...]:
    """The facts that speak of later."""
    return tuple(line for line in (_target(plan.offer), f"Earns an increase: {plan.earn}" if plan.earn else "") if line)


def _target(offer: Offer | None) -> str:
    if offer is None:
        return ""
    due = f"{offer.due_on:%A} {offer.due_on.day} {offer.due_on:%B}"
    return f"PR target: {offer.load} × {offer.reps} by {due}, chance {offer.probability:.0%}"


def about(profile: Profile, on: date | None = None) -> tuple[str, ...]:
    """Who the lifter is, on that day. In his own words, so that numbers in them count as not given."""
    months, days = profile.experience_months, profile.days_per_week
    has = ", ".join(profile.equipment)
    hurt = ", ".join(_hurt(one, on) for one in profile.injuries if one.over_on is None)
    healed = ", ".join(dict.fromkeys(one.site for one in profile.injuries if one.over_on is not None))
    lines = (
        f"{profile.age_years} years old" if profile.age_years else "",
        "pregnant" if profile.pregnant else "",
        f"{months} months of training" if months else "",
        f"body weight {profile.body_weight}" if profile.body_weight else "",
        f"trains {days} days a week" if days else "",
        f"goal {quoted(profile.goal, 60)}" if profile.goal else "",
        f"programme {quoted(profile.programme, 30)}" if profile.programme != "free" else "",
        f"has only: {has}" if has else "",
        f"injuries {quoted(hurt, 120)}" if hurt else "",
        f"injuries that are over: {quoted(healed, 60)}" if healed else "",
        f"likes {quoted(', '.join(profile.likes), 60)}" if profile.likes else "",
        f"dislikes {quoted(', '.join(profile.dislikes), 60)}" if profile.dislikes else "",
    )
    return tuple(line for line in lines if line)


def _hurt(injury: Injury, on: date | None) -> str:
    """``lower back (12 days)``."""
    if on is None or injury.since is None or injury.since > on:
        return injury.site
    age_days = (on - injury.since).days
    return f"{injury.site} ({age_days} days)" if age_days > 1 else f"{injury.site} (new)"


def cues(case: Case) -> tuple[str, ...]:
    """A few of the exercise's cues, without those that have numbers: the guard would refuse them."""
    unit = case.profile.unit
    return tuple(cue.rstrip(".") for cue in case.exercise.cues if not read_numbers(cue, unit).numbers)[:MOST_CUES]


@cache
def rules_told() -> frozenset[str]:
    """Runs of words of the prompts' rules, which no lifter may read."""
    return Prompts.load().rules


def allowed(
    case: Case,
    facts: Sequence[str],
    *,
    next_loads: Sequence[Load] = (),
    looks_back: bool = False,
    private: frozenset[str] = frozenset(),
) -> Allowed:
    """What words about *case* may say that were written from *facts*; *private* are rules of other prompts."""
    dose = case.plan.dose
    return Allowed(
        facts=tuple(facts),
        unit=dose.load.unit if dose else case.profile.unit,
        next_loads=(*((dose.load,) if dose else ()), *next_loads),
        later=ahead(case.plan),
        pr_allowed=case.plan.pr_allowed and any(fact.startswith("PR target:") for fact in facts),
        resting=case.plan.action is Action.REST and not looks_back,
        looks_back=looks_back,
        private=rules_told() | private,
    )
