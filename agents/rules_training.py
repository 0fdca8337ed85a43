"""The training-state rules, from the log alone save for *recovered_and_hit*. In the order of the table, one fires."""

from collections.abc import Callable, Sequence
from datetime import date
from math import inf
from typing import Final

from agents.phrases import counted, listed, tired_text
from agents.plan import Action
from agents.programmes import programme_proposal
from agents.rules_readiness import RULES_OF_READINESS, RULES_OF_REST, fresh_words, is_fresh, short_of_fresh
from agents.situation import Proposal, Situation
from agents.trend import (
    eased_from,
    fell_off,
    hard_days,
    is_falling,
    is_grinding,
    is_tired,
    limit_of,
    missed_running,
    misses,
    share_of,
)
from knowledge.rules import (
    DELOAD_SHARE,
    FATIGUE_SESSIONS,
    NEVER_MADE_SHARE,
    RECENT_SESSIONS,
    RESET_SHARE,
    STEP_CAPS,
)
from knowledge.strength import MOST_REPS, e1rm, maximum_from
from knowledge.units import MILLI, Load, plain
from knowledge.words import counted as of_number
from knowledge.words import words
from storage.records import Prescription

Rule = Callable[[Situation], Proposal | None]


def training_proposal(now: Situation) -> Proposal:
    """What the log alone prescribes: by the programme that is followed, or else by the rules."""
    return programme_proposal(now) or _first(now, BACK) or _first(now, FORWARD) or not_yet(now)


def missed_twice(now: Situation) -> Proposal | None:
    missed = limit_of(now.last)
    if missed is None or not missed_running(now.sessions):
        return None
    if missed.unit is not now.rack.unit:
        missed = now.aim
    load = now.rack.round_down(min(share_of(missed, RESET_SHARE), now.standing.load.amount))
    return _back(now, "missed_twice", words("missed in two sessions running"), load)


def never_made(now: Situation) -> Proposal | None:
    made = any(session.reached for session in now.sessions[-RECENT_SESSIONS:])
    if made or now.last.top_reps > 0:
        return None
    load = now.rack.round_down(share_of(now.aim, NEVER_MADE_SHARE))
    return _back(now, "never_made", words("no rep was made at {load}", load=now.said(now.aim)), load)


def layoff(now: Situation) -> Proposal | None:
    if now.layoff_share == 1:
        return None
    load = now.rack.round_down(now.way_back)
    away = of_number("back after {count} day", "back after {count} days", count=now.days_off)
    return _back(now, "layoff", away, load)


def falling(now: Situation) -> Proposal | None:
    if not is_falling(now.sessions):
        return None
    return _deload(now, "falling", words("estimated strength fell in two sessions running"))


def fatigue(now: Situation) -> Proposal | None:
    if not is_tired(now.sessions):
        return None
    grinding = is_grinding(now.sessions)
    count = FATIGUE_SESSIONS if grinding else misses(now.sessions)
    text = tired_text(hard_days(now.sessions) // 7, count, FATIGUE_SESSIONS, all_out=grinding)
    return _deload(now, "fatigue", text)


def deload_week(now: Situation) -> Proposal | None:
    if not now.in_deload_week:
        return None
    sets = now.cut_sets("deload_week")
    return Proposal(
        rule="deload_week",
        action=Action.DELOAD,
        text=words("the deload takes a week"),
        load=now.standing.load,
        sets=sets,
    )


def deload_done(now: Situation) -> Proposal | None:
    if now.deload is None:
        return None
    return _hold(now, "deload_done", words("the deload is done, so back to the load before it"))


def as_promised(now: Situation) -> Proposal | None:
    """The raise that stands, where it is still one that could be earned from the last session."""
    promised, most = now.promised, _most_earned(now)
    if promised is None or promised.load is None or most is None or now.days_off == 0:
        return None
    if promised.on < now.last.on or promised.reps != now.standing.reps:
        return None
    load = now.rack.largest_at_most(promised.load.down_to(now.rack.unit, MILLI).amount)
    if load is None or not now.last.load.amount < load.amount <= most.amount:
        return None
    return _raise(now, "as_promised", words("as planned last time"), load)


def recovered_and_hit(now: Situation) -> Proposal | None:
    if not (now.profile.readiness_on and is_fresh(now.today)):
        return None
    load = _largest_step(now)
    return (
        _raise(now, "recovered_and_hit", listed([*fresh_words(now.today), words("every rep hit")]), load)
        if load
        else None
    )


def hit_twice(now: Situation) -> Proposal | None:
    load = smallest_step(now, now.last.load) if now.hits >= 2 else None
    if load is None:
        return None
    return _raise(now, "hit_twice", words("every rep hit in two sessions running"), load)


def easy_hit(now: Situation) -> Proposal | None:
    load = smallest_step(now, now.last.load) if _advances(now) and now.last.easy else None
    return (
        _raise(now, "easy_hit", words("every rep hit at RPE {rpe}", rpe=plain(now.last.rpe)), load)
        if load and now.last.rpe
        else None
    )


def one_step_a_day(now: Situation) -> Proposal | None:
    if not (now.days_off == 0 and now.last.raised and now.last.hit):
        return None
    return _hold(now, "one_step_a_day", words("that was today's step up"))


def light_day(now: Situation) -> Proposal | None:
    if not now.light or now.last.failed:
        return None
    planned = now.last.planned
    if planned:
        return _hold(now, "light_day", words("lighter than the {load} that was planned", load=now.said(planned)))
    return _hold(now, "light_day", words("lighter than the days before"))


def eased_day(now: Situation) -> Proposal | None:
    """One bad day is paid for once: what it took off is not the new standard."""
    if now.deload is not None or now.standing.load.kg <= now.last.load.kg or eased_from(now.sessions) is None:
        return None
    text = words("the last day was made lighter for how you felt, so back to the load before it")
    return _hold(now, "eased_day", text)


def missed_once(now: Situation) -> Proposal | None:
    return _hold(now, "missed_once", words("reps were missed")) if now.last.missed else None


def step_too_big(now: Situation) -> Proposal | None:
    if not (_advances(now) and smallest_step(now, now.last.load) is None):
        return None
    return _hold(now, "step_too_big", words("the next load that can be made is too big a step"))


def all_out(now: Situation) -> Proposal | None:
    if not (_advances(now) and now.last.all_out and now.last.rpe):
        return None
    return _hold(now, "all_out", words("every rep hit, but at RPE {rpe}", rpe=plain(now.last.rpe)))


def not_yet(now: Situation) -> Proposal:
    if not now.last.hit:
        return _hold(now, "not_yet", words("not every set reached {reps}", reps=counted(now.last.reps, "rep")))
    if fell_off(now.sessions, len(now.sessions) - 1):
        fewer = now.last.top_reps < now.sessions[-2].top_reps
        less = words("fewer reps than the time before") if fewer else words("less load than the time before")
        return _hold(now, "not_yet", less)
    lacks = short_of_fresh(now.today) if now.profile.readiness_on else None
    return _hold(now, "not_yet", lacks or words("every rep hit once so far"))


BACK: tuple[Rule, ...] = (missed_twice, never_made, layoff, falling, fatigue, deload_week, deload_done)
WAYS_BACK: Final = ("missed_twice", "never_made", "layoff")
FORWARD: tuple[Rule, ...] = (
    one_step_a_day,
    eased_day,
    as_promised,
    recovered_and_hit,
    hit_twice,
    easy_hit,
    light_day,
    missed_once,
    step_too_big,
    all_out,
)
OF_THE_DAY: Final = frozenset(rule.__name__ for rule in (*RULES_OF_REST, *RULES_OF_READINESS))


def raise_promised(newest_first: Sequence[Prescription], today: date) -> Prescription | None:
    """The raise that an earlier day has left standing; None when it left none.

    What only that day's sleep or soreness held back is passed over: it did not take the raise back.
    """
    earlier = (made for made in newest_first if made.on < today and made.rule not in OF_THE_DAY)
    standing = next(earlier, None)
    return standing if standing and standing.action == Action.INCREASE else None


def smallest_step(now: Situation, done: Load) -> Load | None:
    """The next load above *done*; None when it cannot be made or is past the cap."""
    load = now.rack.next_up(done.amount)
    return load if load and load.amount - done.amount <= STEP_CAPS[now.exercise.region].amount[done.unit] else None


def reps_first(now: Situation) -> str | None:
    """What to do where the next load is too far: first the reps that speak for as much strength as it would."""
    done = now.standing.load
    load = now.rack.next_up(done.amount)
    if load is None:
        return None
    wanted = maximum_from(float(load.amount), now.standing.reps)
    enough = (reps for reps in range(now.standing.reps, MOST_REPS + 1) if (e1rm(done, reps) or 0) >= (wanted or inf))
    reps = next(enough, None)
    if reps is None:
        return words(
            "the next load that can be made is {load}: smaller plates would make a fair step", load=now.said(load)
        )
    if now.last.hit and now.last.load.kg >= done.kg and now.last.top_reps >= reps:
        return words(
            "with {done} × {reps} done, try {load} when you feel strong",
            done=now.said(done),
            reps=reps,
            load=now.said(load),
        )
    return words("do {done} × {reps}, then take {load}", done=now.said(done), reps=reps, load=now.said(load))


def _first(now: Situation, rules: tuple[Rule, ...]) -> Proposal | None:
    """The first rule that fires; of two ways back the lightest, as they do not add up."""
    found = [proposal for rule in rules if (proposal := rule(now))]
    if found and found[0].rule in WAYS_BACK:
        return min((way for way in found if way.rule in WAYS_BACK), key=lambda way: way.load.amount)
    return found[0] if found else None


def _largest_step(now: Situation) -> Load | None:
    """The step that a fresh day earns from the last session; None when it earns none."""
    done, cap = now.last.load, STEP_CAPS[now.exercise.region]
    if not _advances(now) or now.last.all_out:
        return None
    limit = min(done.amount + abs(done.amount) * cap.share, done.amount + cap.amount[done.unit])
    load = now.rack.largest_at_most(limit)
    return load if load and load.amount > done.amount else None


def _most_earned(now: Situation) -> Load | None:
    """The heaviest load that any rule could raise to from the last session; None when none could."""
    twice = _advances(now) and (now.last.easy or now.hits >= 2)
    steps = (_largest_step(now), smallest_step(now, now.last.load) if twice else None)
    return max((load for load in steps if load), key=lambda load: load.amount, default=None)


def _advances(now: Situation) -> bool:
    return now.hits > 0


def _back(now: Situation, rule: str, text: str, load: Load) -> Proposal:
    action = Action.REDUCE if load != now.standing.load else Action.HOLD
    return Proposal(rule=rule, action=action, text=text, load=load, sets=now.sets)


def _deload(now: Situation, rule: str, text: str) -> Proposal:
    load = now.rack.round_down(share_of(now.aim, DELOAD_SHARE))
    return Proposal(rule=rule, action=Action.DELOAD, text=text, load=load, sets=now.cut_sets(rule))


def _raise(now: Situation, rule: str, text: str, load: Load) -> Proposal:
    return Proposal(rule=rule, action=Action.INCREASE, text=text, load=load, sets=now.sets)


def _hold(now: Situation, rule: str, text: str) -> Proposal:
    return Proposal(rule=rule, action=Action.HOLD, text=text, load=now.standing.load, sets=now.sets)
