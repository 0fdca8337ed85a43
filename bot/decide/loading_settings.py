"""How one lift is loaded, where that is not as the profile has it: ``profile squat unit kg``, ``curl bar 8 kg``."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from agents.loading import loading_of
from bot.decide.scene import Scene
from bot.parse.named import sole_name
from bot.wording import show_load
from knowledge.exercise import Exercises
from knowledge.plates import LEAST_PART
from knowledge.units import Load, Unit
from knowledge.words import joined, words
from storage.records import Loading, Profile

LOADING_HELP: Final = words(
    "For one lift: `profile squat unit kg`, `profile bench plates 20 10 5`, `profile ez bar curl "
    "bar 8 kg`, `profile lat pulldown step 7.5`, `profile bench standard`."
)
MOST_PLATES: Final = 20
HEAVIEST_PART: Final = 100  # of its unit
_USUAL: Final = ("standard", "default", "usual")
_VALUE: Final = r"[^a-z].*|kgs?|lbs?|standard|default|usual"  # so that the bar of "ez bar curl" is none
_CHANGE: Final = re.compile(rf"(.+?)\s+(?:(unit|bar|plates?|steps?)\s+({_VALUE})|standard)")
_LOAD: Final = re.compile(r"(\d{1,4}(?:[.,]\d{1,3})?)\s*(kg|lb)?s?")
_LIST_UNIT: Final = re.compile(r"(.*\d)\s+(kg|lb)s?")  # 20 10 5 kg
_TENS: Final = re.compile(r"\d{2,},\d+")


def load_said(text: str, unit: Unit) -> Load:
    """The weight of a bar, a plate or a step; a bare number is in *unit*.

    Raises:
        ValueError: it is none, in a sentence.
    """
    found = _LOAD.fullmatch(text.strip().lower())
    if found is None:
        raise ValueError(words("I can't read that number."))
    load = Load(Decimal(found[1].replace(",", ".")), Unit(found[2] or unit))
    if not 0 < load.amount <= HEAVIEST_PART:
        raise ValueError(
            words(
                "bars and plates weigh between 0 and {most} {unit}.",
                most=HEAVIEST_PART,
                unit=load.unit,
            )
        )
    return load


def part_said(text: str, unit: Unit) -> Load:
    """A plate or a step, as *load_said*, and no less than LEAST_PART.

    Raises:
        ValueError: it is none, in a sentence.
    """
    load = load_said(text, unit)
    if load.amount < LEAST_PART:
        raise ValueError(words("a plate or a step is at least {least} {unit}.", least=LEAST_PART, unit=load.unit))
    return load


def plates_said(text: str, unit: Unit) -> tuple[Load, ...]:
    """One of each pair, heaviest first: "20 10 5", "45,25,10", "20kg 10kg", "20 12,5 kg".

    Raises:
        ValueError: there is none, they are in two units, or a comma may mean two things; in a sentence.
    """
    found = _LIST_UNIT.fullmatch(text.strip().lower())
    listed, bare = (found[1], Unit(found[2])) if found else (text.strip().lower(), unit)
    parts = [part for word in listed.split() for part in _parted(word.strip(","))]
    if len(parts) == 1 and _TENS.fullmatch(parts[0]):
        raise ValueError(words("I can't tell one plate from two there; put spaces between plates, like 20 10 2.5."))
    plates = {part_said(word, bare) for word in parts[:MOST_PLATES]}
    if not plates:
        raise ValueError(words("name the plates, like 20 10 5 2.5."))
    if len({plate.unit for plate in plates}) > 1:
        raise ValueError(words("name the plates in one unit, like 20 10 5 kg."))
    return tuple(sorted(plates, key=lambda plate: plate.amount, reverse=True))


def _parted(word: str) -> list[str]:
    """45,25,10 is a list; 2,5 is a number."""
    return word.split(",") if word.count(",") > 1 else [word]


def loading_changed(change: str, scene: Scene) -> Profile | None:
    """The profile after *change*, which is about one lift: "squat unit kg". None: it is no such words.

    Raises:
        ValueError: it is about a lift, but cannot be done; in a sentence.
    """
    found = _CHANGE.fullmatch(" ".join(change.lower().split()))
    if found is None:
        return None
    lift = sole_name(found[1], scene.exercises)
    if lift is None:
        raise ValueError(words("I don't know that lift; name one, like `profile bench plates 20 10 5`."))
    profile, plain = scene.person.profile, Loading(exercise=lift)
    own = loading_of(lift, profile)
    part = (found[2] or "").removesuffix("s")
    if part in ("bar", "plate") and found[3] not in _USUAL and scene.exercises[lift].bodyweight:
        raise ValueError(words("nothing but a step fits {lift}, like 2.5.", lift=scene.exercises[lift].short))
    new = SETTERS[part](own, found[3], own.unit or profile.unit) if part else plain
    others = [one for one in profile.loadings if one.exercise != lift]
    return replace(profile, loadings=(*others, *([new] if new != plain else [])))


def _unit(own: Loading, value: str, _: Unit) -> Loading:
    if value not in {"kg", "kgs", "lb", "lbs", *_USUAL}:
        raise ValueError(words("the unit is kg or lb."))
    return replace(own, unit=None if value in _USUAL else Unit(value.removesuffix("s")))


def _bar(own: Loading, value: str, bare: Unit) -> Loading:
    return replace(own, bar=None if value in _USUAL else load_said(value, bare))


def _plates(own: Loading, value: str, bare: Unit) -> Loading:
    """Plates and a step say the same thing in two ways: the later one counts."""
    return replace(own, plates=()) if value in _USUAL else replace(own, plates=plates_said(value, bare), step=None)


def _step(own: Loading, value: str, bare: Unit) -> Loading:
    return replace(own, step=None) if value in _USUAL else replace(own, step=part_said(value, bare), plates=())


SETTERS: Final[dict[str, Callable[[Loading, str, Unit], Loading]]] = {
    "unit": _unit,
    "bar": _bar,
    "plate": _plates,
    "step": _step,
}


def loadings_text(profile: Profile, exercises: Exercises) -> str:
    """``Own: squat in kg, plates 25 20; lat pulldown step 7.5.``; empty where every lift is as the profile has it."""
    shown = [
        f"{exercises[own.exercise].name} {', '.join(_parts(own, profile.unit))}"
        for own in profile.loadings
        if own.exercise in exercises
    ]
    return words("Own: {shown}.", shown=joined(shown, "; ")) if shown else ""


def _parts(own: Loading, unit: Unit) -> list[str]:
    parts: list[str] = [words("in {unit}", unit=own.unit)] if own.unit else []
    parts += [words("bar {load}", load=show_load(own.bar, unit))] if own.bar else []
    parts += (
        [words("plates {plates}", plates=" ".join(show_load(plate, unit) for plate in own.plates))]
        if own.plates
        else []
    )
    return parts + ([words("step {load}", load=show_load(own.step, unit))] if own.step else [])
