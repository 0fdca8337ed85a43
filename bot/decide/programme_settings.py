"""The programme that a lifter follows: ``profile programme 5/3/1``, ``profile tm bench 225``."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from agents.loading import said_unit
from bot.decide.scene import Scene, day_said
from bot.parse.named import sole_name
from bot.wording import show_day, show_load
from knowledge.exercise import Exercises
from knowledge.plates import HEAVIEST
from knowledge.programme import FREE, listed_programmes, programme_called, programmes
from knowledge.units import Load, Unit
from knowledge.words import joined, words
from storage.records import Profile, TrainingMax

PROGRAMME_HELP: Final = words(
    "Your programme: `profile programme 5/3/1` (`… from monday` where it began earlier), and "
    "where it goes by one `profile tm bench 225`."
)
_CHANGE: Final = re.compile(r"(programme|program|tm|training max)\b\s*(.*)")
_MAXIMUM: Final = re.compile(r"(.+?)\s+(-?\d{1,9}(?:[.,]\d{1,3})?)\s*(kg|lb)?s?")
_FROM: Final = re.compile(r"(.+?)\s+(?:from|since)\s+(?:last\s+)?(.+)")
_BEGAN: Final = words(
    "Where it began earlier, say since when, like `profile programme 5/3/1 from monday` or `from 2026-11-09`."
)
_A_SET: Final = "squat 100x5"  # the reader takes a day only beside what was done on it
_NONE: Final = re.compile(r"(.+?)\s+(?:off|none)")


def programme_changed(change: str, scene: Scene) -> Profile | None:
    """The profile after *change*, which is about the programme or a training max. None: it is no such words.

    Raises:
        ValueError: it is, but cannot be done, or only asks; in a sentence.
    """
    found = _CHANGE.fullmatch(" ".join(change.lower().split()))
    if found is None:
        return None
    return _programme(found[2], scene) if found[1].startswith("program") else _training_max(found[2], scene)


def _programme(said: str, scene: Scene) -> Profile:
    """It counts from today on, or from the day that is said.

    Training maxes are of one programme: another one begins without.
    """
    profile = scene.person.profile
    if not said:
        raise ValueError(
            joined(
                [
                    programme_text(profile, scene.exercises),
                    words("There are {programmes}.", programmes=listed_programmes()),
                    _BEGAN,
                ],
                " ",
            )
        )
    dated = _FROM.fullmatch(said)
    chosen = programme_called(dated[1] if dated else said).id
    maxes = profile.training_maxes if profile.programme in (FREE, chosen) else ()
    return replace(
        profile,
        programme=chosen,
        programme_from=_began_on(dated[2], scene) if dated else scene.today,
        training_maxes=maxes,
    )


def _began_on(said: str, scene: Scene) -> date:
    """The day in ``monday``, ``6 days ago``, ``nov 9`` or ``2026-11-09``, as the reader of the log takes it."""
    when = scene.read(f"{said} {_A_SET}", scene.unit).when or said
    try:
        on = day_said(None if when == "today" else when, scene.today)
    except ValueError:
        on = None
    if on is None or on > scene.today:
        raise ValueError(
            words("say the day it began, today or earlier, like `profile programme 5/3/1 from 2026-11-09`.")
        )
    return on


def _training_max(said: str, scene: Scene) -> Profile:
    if none := _NONE.fullmatch(said):
        return _without_training_max(none[1], scene)
    found = _MAXIMUM.fullmatch(said)
    lift = sole_name(found[1], scene.exercises) if found else None
    if found is None or lift is None:
        raise ValueError(words("say the lift and the load of its training max, like `profile tm bench 225`."))
    profile = scene.person.profile
    load = Load(Decimal(found[2].replace(",", ".")), Unit(found[3]) if found[3] else said_unit(lift, profile))
    if not 0 < load.amount <= HEAVIEST[load.unit]:
        most = f"{HEAVIEST[load.unit]} {load.unit}"
        raise ValueError(words("a training max is above 0 and at most {most}, like `profile tm bench 225`.", most=most))
    others = (one for one in profile.training_maxes if one.exercise != lift)
    return replace(profile, training_maxes=(*others, TrainingMax(lift, load)))


def _without_training_max(name: str, scene: Scene) -> Profile:
    profile, lift = scene.person.profile, sole_name(name, scene.exercises)
    others = tuple(one for one in profile.training_maxes if one.exercise != lift)
    if others == profile.training_maxes:
        raise ValueError(
            words("that lift has no training max to remove; name one that has, like `profile tm bench off`.")
        )
    return replace(profile, training_maxes=others)


def programme_text(profile: Profile, exercises: Exercises) -> str:
    """``Programme 5/3/1 since Sun 22 Nov, training max of bench 225.``"""
    programme = programmes().get(profile.programme)
    since = (
        words(" since {day}", day=show_day(profile.programme_from))
        if profile.programme_from and profile.programme != FREE
        else ""
    )
    maxes = ", ".join(
        f"{exercises[one.exercise].short} {show_load(one.load, profile.unit)}"
        for one in profile.training_maxes
        if one.exercise in exercises
    )
    name = programme.name if programme else profile.programme
    of = words(", training max of {maxes}", maxes=maxes) if maxes else ""
    return words("Programme {name}{since}{maxes}.", name=name, since=since, maxes=of)
