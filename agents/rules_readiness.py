"""The readiness rules: they rest, hold or cut, and never raise. The most cautious comes first; the first one fires."""

from collections.abc import Callable
from typing import Final

from agents.norms import below_usual, good_sleep_minutes, low_soreness, short_sleep_minutes
from agents.phrases import listed, sleep_text
from agents.plan import Action, Reason, Today
from agents.situation import Proposal, Situation
from agents.trend import share_of
from knowledge.body import part_shown
from knowledge.exercise import Exercise
from knowledge.rules import GOOD_SLEEP_MINUTES, HIGH_SORENESS, LOW_SORENESS, REST_SORENESS, SORE_AND_TIRED_SHARE
from knowledge.words import Words, joined, words
from storage.records import Profile, is_low

LOW_ENERGY: Final = words("low energy")


def rest(exercise: Exercise | None, profile: Profile, today: Today) -> Reason | None:
    """Why the lift, or any lift at all, is not for today, from how the lifter feels alone; None when it is."""
    if not profile.readiness_on:
        return None
    return next((reason for rule in RULES_OF_REST if (reason := rule(exercise, today))), None)


def readiness_proposal(now: Situation) -> Proposal | None:
    """What the first readiness rule that applies would do; None when none does, or when he switched them off."""
    rules = (*RULES_OF_READINESS, *RULES_OF_CARE) if now.profile.readiness_on else RULES_OF_CARE
    return next((proposal for rule in rules if (proposal := rule(now))), None)


def is_fresh(today: Today) -> bool:
    """Sleep and soreness were both said and good, and energy not said to be low: only then may more be asked for."""
    return (
        today.sleep_minutes is not None
        and today.sleep_minutes >= good_sleep_minutes(today)
        and today.soreness is not None
        and today.soreness < low_soreness(today)
        and not is_low(today.energy)
    )


def is_red(today: Today) -> bool:
    """Too sore or too short a night for a record, whether or not readiness may change loads."""
    return _sore(today) or _slept_short(today)


def fresh_words(today: Today) -> list[str]:
    """What makes him fresh: ``8 h sleep``, ``soreness 2``; what only his own norm makes good is told "as usual"."""
    sleep, soreness = today.sleep_minutes or 0, today.soreness or 0
    by_norm = {"sleep": sleep < GOOD_SLEEP_MINUTES, "soreness": soreness >= LOW_SORENESS}
    said = {"sleep": _sleep(sleep), "soreness": _soreness(soreness)}
    return [words("{told} as usual", told=told) if by_norm[of] else told for of, told in said.items()]


def short_of_fresh(today: Today) -> str | None:
    """What was said today that keeps him from being fresh: ``6 h sleep and soreness 7``; None when nothing was."""
    sleep, soreness = today.sleep_minutes, today.soreness
    lacks: list[str] = [_soreness(soreness)] if soreness is not None and soreness >= low_soreness(today) else []
    lacks += [LOW_ENERGY] if is_low(today.energy) else []
    return _with_night(today, lacks) if sleep is not None and sleep < good_sleep_minutes(today) else _or_none(lacks)


def very_sore(_: Exercise | None, today: Today) -> Reason | None:
    if (today.soreness or 0) < REST_SORENESS:
        return None
    low = [LOW_ENERGY] if is_low(today.energy) else []
    return Reason("very_sore", listed([words("soreness {number} of 10", number=today.soreness), *low]))


def sore_low_energy(_: Exercise | None, today: Today) -> Reason | None:
    if not (_sore(today) and is_low(today.energy)):
        return None
    return Reason("sore_low_energy", listed([_soreness(today.soreness), LOW_ENERGY]))


def sore_here(exercise: Exercise | None, today: Today) -> Reason | None:
    site = today.soreness_site
    if exercise is None or not (_sore(today) and site and concerns(site, exercise)):
        return None
    return Reason("sore_here", words("soreness {number} in the {site}", number=today.soreness, site=site))


def sore_short_sleep(now: Situation) -> Proposal | None:
    if not (_sore(now.today) and _slept_short(now.today)):
        return None
    cut = now.rack.round_down(share_of(now.aim, SORE_AND_TIRED_SHARE))
    load = now.standing.load if now.is_cut_today else cut
    return Proposal(
        rule="sore_short_sleep",
        action=Action.HOLD if now.is_cut_today else Action.REDUCE,
        text=_with_night(now.today, [_soreness(now.today.soreness)]),
        load=load,
        sets=now.cut_sets("sore_short_sleep"),
        no_pr=True,
    )


def sore(now: Situation) -> Proposal | None:
    return _hold(now, "sore", _soreness(now.today.soreness), now.sets) if _sore(now.today) else None


def short_sleep(now: Situation) -> Proposal | None:
    if not _slept_short(now.today):
        return None
    return _hold(now, "short_sleep", _with_night(now.today, []), now.cut_sets("short_sleep"))


def cleared_today(now: Situation) -> Proposal | None:
    return (
        _hold(now, "cleared_today", words("you were cleared to train only today"), now.sets)
        if now.today.cleared_today
        else None
    )


def lately_cleared(now: Situation) -> Proposal | None:
    if not now.lately_cleared:
        return None
    return _hold(now, "lately_cleared", words("you were cleared to train only lately"), now.sets)


def injury(now: Situation) -> Proposal | None:
    where = injury_here(now.exercise, now.profile)
    if where is None:
        return None
    return _hold(now, "injury", words("your profile names an injury here ({site})", site=part_shown(where)), now.sets)


def pregnant(now: Situation) -> Proposal | None:
    return _hold(now, "pregnant", words("you are pregnant"), now.sets) if now.profile.pregnant else None


def injury_here(exercise: Exercise, profile: Profile) -> str | None:
    """The first injury of the profile, in the lifter's words, that is of a body part the lift uses; None without."""
    return next((site for site in profile.hurts if concerns(site, exercise)), None)


RULES_OF_REST: tuple[Callable[[Exercise | None, Today], Reason | None], ...] = (very_sore, sore_low_energy, sore_here)
RULES_OF_READINESS: tuple[Callable[[Situation], Proposal | None], ...] = (sore_short_sleep, short_sleep, sore)
RULES_OF_CARE: tuple[Callable[[Situation], Proposal | None], ...] = (
    injury,
    pregnant,
    cleared_today,
    lately_cleared,
)  # never switched off


def concerns(site: str, exercise: Exercise) -> bool:
    """Whether a body part, in the lifter's own word, is one that the exercise uses.

    "back" is "upper back" and "left knee" is "knee", but "lower back" is not "upper back".
    """
    return any(is_same_site(site, named) for named in exercise.sites)


def is_same_site(one: str, other: str) -> bool:
    """Whether two names of body parts may mean the same one."""
    said, named = _stems(one), _stems(other)
    return bool(said) and (said <= named or named <= said)


def _stems(site: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in site.casefold().split())


def _sore(today: Today) -> bool:
    return today.soreness is not None and today.soreness > HIGH_SORENESS


def _slept_short(today: Today) -> bool:
    return today.sleep_minutes is not None and today.sleep_minutes < short_sleep_minutes(today)


def _with_night(today: Today, others: list[str]) -> str:
    """``6 h sleep and soreness 7``, or the night last where it is told against the norm."""
    night, below = _sleep(today.sleep_minutes or 0), below_usual(today)
    return joined([listed([*others, night]), below], ", ") if below else listed([night, *others])


def _sleep(minutes: int) -> Words:
    return words("{time} sleep", time=sleep_text(minutes))


def _soreness(number: int | None) -> Words:
    return words("soreness {number}", number=number)


def _or_none(told: list[str]) -> str | None:
    return listed(told) if told else None


def _hold(now: Situation, rule: str, text: str, sets: int) -> Proposal:
    return Proposal(rule=rule, action=Action.HOLD, text=text, load=now.standing.load, sets=sets, no_pr=True)
