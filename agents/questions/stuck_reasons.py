"""The rules that look for what holds a lift: each pure, with its threshold, its source, and how telling it is."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean
from typing import Final

from agents.phrases import counted, load_text
from agents.questions.basis import short_day
from agents.questions.question import Known
from agents.sessions import Session
from agents.trend import hard_days, is_falling, is_grinding, is_tired, layoff_days
from knowledge.exercise import Exercise
from knowledge.rules import FATIGUE_SESSIONS, LOW_SORENESS_MOST, SHORT_SLEEP_MINUTES, STEP_CAPS, layoff_share
from knowledge.words import words

SELDOM: Final = 1.0  # sessions a week, and below: Grgic 2018, strength grows with frequency; once still works
SAID: Final = 3  # days on which it was said, before sleep or soreness may count
WORSE: Final = 0.02  # of the estimate: what 6 h of sleep or less costs (PMC9584849)
SAME: Final = 4  # sessions running at one load, all of them hit
BACK: Final = 3  # sessions after a layoff in which it may still be felt
FEWEST_WEEKS: Final = 3  # over which it can be said how often a lift is trained


@dataclass(frozen=True, slots=True)
class Day:
    """What was said of a day. None: nothing."""

    sleep_minutes: int | None
    soreness: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The sessions that are looked at, oldest first and at least three, and what is known of the lifter."""

    exercise: Exercise
    found: tuple[Session, ...]
    known: Known

    def day(self, session: Session) -> Day:
        words = [one for one in self.known.readiness if one.on == session.on]
        return Day(
            next((one.sleep_minutes for one in reversed(words) if one.sleep_minutes is not None), None),
            next((one.soreness for one in reversed(words) if one.soreness is not None), None),
        )


@dataclass(frozen=True, slots=True)
class Cause:
    """*weight* ranks it among others: 0 to 1. *text* is a clause without capital and full stop."""

    name: str
    weight: float
    text: str
    source: str


def causes(view: View) -> tuple[Cause, ...]:
    """What in the log may hold the lift, the likeliest first; may be empty."""
    found = [cause for rule in RULES_OF_STUCK if (cause := rule(view))]
    return tuple(sorted(found, key=lambda cause: -cause.weight))


def layoff(view: View) -> Cause | None:
    """Days off that cost strength, not long ago."""
    places = range(max(1, len(view.found) - BACK), len(view.found))
    gaps = {place: layoff_days(view.found[:place], view.found[place].on) for place in places}
    away = max(gaps.values(), default=0)
    if layoff_share(away) == 1:
        return None
    since = next(view.found[place].on for place, days in gaps.items() if days == away)
    text = words(
        "you were away {days} until {day}, and what that took comes back in a few sessions",
        days=counted(away, "day"),
        day=short_day(since),
    )
    return Cause("layoff", 0.95, text, words("layoffs of 11 days and more cost 5 % and more (training logs)"))


def deload_due(view: View) -> Cause | None:
    """Weeks of hard training that end in misses, or falling strength."""
    if is_falling(view.found):
        text = words("your estimated strength fell in each of the last two sessions: tired, so a deload is due")
    elif is_tired(view.found):
        hard = counted(hard_days(view.found), "day")
        text = words("{days} of training without an easy week: a deload is due", days=hard)
    elif is_grinding(view.found):
        text = words(
            "all of the last {count} sessions were all out: a few easier ones leave room to grow",
            count=FATIGUE_SESSIONS,
        )
    else:
        return None
    return Cause("deload_due", 0.9, text, words("deload by coaches' consensus (PMC10511399)"))


def short_nights(view: View) -> Cause | None:
    """At least half of the nights were short, or the short ones cost strength."""
    said = [(one, night) for one in view.found if (night := view.day(one).sleep_minutes) is not None]
    short = [one for one, night in said if night <= SHORT_SLEEP_MINUTES]
    rested = [one for one, night in said if night > SHORT_SLEEP_MINUTES]
    if len(said) < SAID or not short:
        return None
    worse = _worse(short, rested)
    if len(short) * 2 < len(said) and worse < WORSE:
        return None
    parts = {"short": len(short), "sessions": counted(len(said), "session")}
    text = words("you slept 6 h or less before {short} of {sessions}", **parts)
    if worse >= WORSE:
        text = words(
            "you slept 6 h or less before {short} of {sessions}, and those days were {percent} % below the others",
            **parts,
            percent=round(worse * 100),
        )
    source = words("sleep of 6 h or less costs 2-3 % (PMC9584849)")
    return Cause("short_nights", 0.6 + 0.3 * len(short) / len(said), text, source)


def sore_days(view: View) -> Cause | None:
    """At least half of the sessions were done sore."""
    said = [sore for one in view.found if (sore := view.day(one).soreness) is not None]
    high = [value for value in said if value >= LOW_SORENESS_MOST]
    if len(said) < SAID or len(high) * 2 < len(said):
        return None
    text = words(
        "you were sore {number} or more in {high} of {sessions}: not recovered in between",
        number=LOW_SORENESS_MOST,
        high=len(high),
        sessions=counted(len(said), "session"),
    )
    source = words("soreness lowers strength while it lasts")
    return Cause("sore_days", 0.5 + 0.3 * len(high) / len(said), text, source)


def large_jumps(view: View) -> Cause | None:
    """Raises beyond what the planner would step, after which reps were short."""
    share = STEP_CAPS[view.exercise.region].share
    jumps = [
        (before, after)
        for before, after in pairwise(view.found)
        if before.load.kg > 0
        and after.load.kg > before.load.kg * (1 + share)
        and _is_more_than_a_step(view, before, after)
    ]
    paid = [(before, after) for before, after in jumps if after.missed or after.top_reps < before.top_reps]
    if not paid:
        return None
    before, after = paid[-1]
    percent = round((float(after.load.kg / before.load.kg) - 1) * 100)
    unit = view.known.profile.unit
    text = words(
        "the step from {before} to {after} on {day} was {percent} % at once, and the reps did not hold",
        before=load_text(before.load, view.exercise, unit),
        after=load_text(after.load, view.exercise, unit),
        day=short_day(after.on),
        percent=percent,
    )
    return Cause(
        "large_jumps",
        0.7 + 0.05 * len(paid),
        text,
        words("of raises by 1.5-4 % 67 % keep their reps, above 6 % 28 % (training logs)"),
    )


def misses(view: View) -> Cause | None:
    """Two or more of the last four were missed at what was asked for."""
    last = view.found[-FATIGUE_SESSIONS:]
    missed = [one for one in last if one.missed and not one.light]
    if len(missed) < 2:
        return None
    text = words(
        "reps were missed in {missed} of the last {sessions}: the load is ahead of you",
        missed=len(missed),
        sessions=counted(len(last), "session"),
    )
    return Cause("misses", 0.75, text, words("a reset after two misses running (Starting Strength, 5/3/1)"))


def seldom(view: View) -> Cause | None:
    """Trained less than once a week, over three weeks or more."""
    weeks = (view.found[-1].on - view.found[0].on).days / 7
    if weeks < FEWEST_WEEKS:
        return None
    often = (len(view.found) - 1) / weeks
    if often >= SELDOM * 0.95:
        return None
    text = words(
        "you do it {often} times a week; less than once is too seldom to build it, about twice builds it faster",
        often=f"{often:.1f}",
    )
    return Cause("seldom", 0.8, text, words("frequency and strength (Grgic 2018)"))


def same_load(view: View) -> Cause | None:
    """The load was not raised, though every session was hit."""
    last, count = view.found[-1], 0
    for one in reversed(view.found):
        if one.load.kg != last.load.kg or one.reps != last.reps or one.missed:
            break
        count += 1
    if count < SAME:
        return None
    text = words(
        "{load} × {reps} was hit in {count} sessions running and never raised: the load stands still, not you",
        load=load_text(last.load, view.exercise, view.known.profile.unit),
        reps=last.reps,
        count=count,
    )
    return Cause("same_load", 0.65, text, words("raise after two sessions that were hit (ACSM 2009)"))


def below_plan(view: View) -> Cause | None:
    """Two or more of the last four were lighter than was prescribed, with nothing failed."""
    last = view.found[-FATIGUE_SESSIONS:]
    light = [one for one in last if one.light and not one.failed]
    if len(light) < 2:
        return None
    text = words(
        "you lifted less than was due in {light} of the last {sessions}, so nothing could rise",
        light=len(light),
        sessions=counted(len(last), "session"),
    )
    return Cause("below_plan", 0.7, text, words("a lighter day is no progress (coaching convention)"))


def _worse(short: list[Session], rested: list[Session]) -> float:
    """By what share the days after short nights were below the others; 0 where it cannot be said."""
    low, high = ([one.e1rm_kg for one in some if one.e1rm_kg] for some in (short, rested))
    return 1 - mean(low) / mean(high) if low and high else 0.0


def _is_more_than_a_step(view: View, before: Session, after: Session) -> bool:
    """Whether it went past the planner's cap in the lifter's unit too: on light loads one plate is many percent."""
    unit = after.load.unit
    cap = STEP_CAPS[view.exercise.region].amount[unit]
    return before.load.unit is unit and after.load.amount - before.load.amount > cap


RULES_OF_STUCK: Final[tuple[Callable[[View], Cause | None], ...]] = (
    layoff,
    deload_due,
    seldom,
    misses,
    large_jumps,
    short_nights,
    same_load,
    below_plan,
    sore_days,
)
