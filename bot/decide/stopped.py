"""What a warning sign stops: its lift; without one, the lifts that use the body part in its words; else all."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from agents.rules_readiness import concerns
from bot.parse.taught import sites_in
from knowledge.exercise import ExerciseId, Exercises
from knowledge.words import joined, words
from storage.records import Danger, Flag

LEAST_LIFTS: Final = 5  # that use a body part; of one that fewer use the encyclopedia knows too little, so all stop
MOST_NAMED: Final = 4


def sites_of(flag: Flag, exercises: Exercises) -> tuple[str, ...]:
    """The body parts whose lifts alone a flag stops; empty: it stops its own lift, or all of them."""
    if flag.exercise is not None or flag.danger is not Danger.PAIN:
        return ()
    sites = tuple(dict.fromkeys(sites_in(flag.words)))
    return sites if all(_is_known(site, exercises) for site in sites) else ()


def _is_known(site: str, exercises: Exercises) -> bool:
    return sum(concerns(site, exercise) for exercise in exercises.values()) >= LEAST_LIFTS


def stops(flag: Flag, lift: ExerciseId | None, exercises: Exercises) -> bool:
    """Whether a flag, while it is open, stops that lift; None: any lift at all."""
    if flag.exercise is not None:
        return flag.exercise == lift
    sites = sites_of(flag, exercises)
    return not sites or (lift is not None and any(concerns(site, exercises[lift]) for site in sites))


def of_lifts(flags: Sequence[Flag], lifts: Sequence[ExerciseId], exercises: Exercises) -> tuple[Flag, ...]:
    """*flags*, each of a body part as one for every one of *lifts* that it stops."""
    found: list[Flag] = []
    for flag in flags:
        sites = sites_of(flag, exercises)  # once a flag: it looks at every exercise
        if not sites:
            found.append(flag)
            continue
        stopped = (lift for lift in lifts if any(concerns(site, exercises[lift]) for site in sites))
        found.extend(replace(flag, exercise=lift) for lift in stopped)
    return tuple(found)


def stopped_words(flags: Sequence[Flag], lately: Sequence[ExerciseId], exercises: Exercises) -> str:
    """What flags stop: ``Stopped until you say `I'm cleared`: all that loads your lower back, so no squat. …``.

    Empty where what is grave stops all, and its advice says so.
    """
    sites = list(dict.fromkeys(site for flag in flags for site in sites_of(flag, exercises)))
    if sites:
        hit = [lift for lift in lately if any(stops(flag, lift, exercises) for flag in flags)]
        where = joined(sites, words(" and "))
        if not hit:
            return words(
                "Stopped until you say `I'm cleared`: all that loads your {where}. The rest goes on.", where=where
            )
        return words(
            "Stopped until you say `I'm cleared`: all that loads your {where}, so no {lifts}. The rest goes on.",
            where=where,
            lifts=", ".join(exercises[lift].short for lift in hit[:MOST_NAMED]),
        )
    lifts = [exercises[flag.exercise].short for flag in flags if flag.exercise is not None]
    if lifts:
        return words("Stopped until you say `I'm cleared`: {lifts}.", lifts=", ".join(lifts))
    if any(flag.exercise is None and flag.danger is Danger.PAIN for flag in flags):
        return words("Stopped until you say `I'm cleared`: every lift, as I can't tell which ones it is about.")
    return ""
