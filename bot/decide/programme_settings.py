"""The programme that a lifter follows: ``profile programme 5/3/1``, ``profile tm bench 225``."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from agents.loading import said_unit
from bot.decide.scene import Scene
from bot.parse.named import sole_name
from bot.wording import show_day, show_load
from knowledge.exercise import Exercises
from knowledge.plates import HEAVIEST
from knowledge.programme import FREE, listed_programmes, programme_called, programmes
from knowledge.units import Load, Unit
from storage.records import Profile, TrainingMax

PROGRAMME_HELP: Final = "Your programme: `profile programme 5/3/1`, and where it goes by one `profile tm bench 225`."
_CHANGE: Final = re.compile(r"(programme|program|tm|training max)\b\s*(.*)")
_MAXIMUM: Final = re.compile(r"(.+?)\s+(\d{1,4}(?:[.,]\d{1,3})?)\s*(kg|lb)?s?")


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
    """It counts from today on. Training maxes are of one programme: another one begins without."""
    profile = scene.person.profile
    if not said:
        raise ValueError(f"{programme_text(profile, scene.exercises)} There are {listed_programmes()}.")
    chosen = programme_called(said).id
    maxes = profile.training_maxes if profile.programme in (FREE, chosen) else ()
    return replace(profile, programme=chosen, programme_from=scene.today, training_maxes=maxes)


def _training_max(said: str, scene: Scene) -> Profile:
    found = _MAXIMUM.fullmatch(said)
    lift = sole_name(found[1], scene.exercises) if found else None
    if found is None or lift is None:
        raise ValueError("say the lift and the load of its training max, like `profile tm bench 225`.")
    profile = scene.person.profile
    load = Load(Decimal(found[2].replace(",", ".")), Unit(found[3]) if found[3] else said_unit(lift, profile))
    if not 0 < load.amount <= HEAVIEST[load.unit]:
        raise ValueError(f"a training max is above 0 and at most {HEAVIEST[load.unit]} {load.unit}.")
    others = (one for one in profile.training_maxes if one.exercise != lift)
    return replace(profile, training_maxes=(*others, TrainingMax(lift, load)))


def programme_text(profile: Profile, exercises: Exercises) -> str:
    """``Programme 5/3/1 since Sun 22 Nov, training max of bench 225.``"""
    programme = programmes().get(profile.programme)
    since = f" since {show_day(profile.programme_from)}" if profile.programme_from and profile.programme != FREE else ""
    maxes = ", ".join(
        f"{exercises[one.exercise].short} {show_load(one.load, profile.unit)}"
        for one in profile.training_maxes
        if one.exercise in exercises
    )
    name = programme.name if programme else profile.programme
    return f"Programme {name}{since}{f', training max of {maxes}' if maxes else ''}."
