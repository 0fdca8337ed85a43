"""What a profile says, and the words that change it: ``profile unit kg``, ``profile injury lower back``."""

import re
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Final
from zoneinfo import available_timezones

from bot.decide.injuries import injury_changed
from bot.decide.loading_settings import load_said, plates_said
from bot.parse.gear import equipment_said
from bot.parse.life import OLDEST_YEARS, YOUNGEST_YEARS
from knowledge.units import Load, Unit
from knowledge.words import words
from storage.records import Profile, Style

PROFILE_HELP: Final = words(
    "I can set: `profile unit kg`, `profile zone Europe/Berlin`, `profile quiet 22-8`, `profile "
    "bar 20`, `profile plates 25 20 10 5 2.5 1.25`, `profile experience 2 years`, `profile goal "
    "strength`, `profile age 34`, `profile pregnant on`, `profile weight 82 kg`, `profile days "
    "4`, `profile equipment dumbbells, barbell`, `profile injury lower back` (and `… over`), "
    "`profile likes deadlifts`, `profile hates cardio`, `profile style aggressive`, `profile "
    "readiness off`, `profile learning on`."
)
LONGEST_WORDS: Final = 60  # characters of a like or a dislike
MOST_WORDS: Final = 10  # likes and dislikes each
MOST_MONTHS: Final = 12 * 80
_LIGHTEST_KG, _HEAVIEST_KG = 25, 300  # of a lifter
_AGE: Final = re.compile(r"(\d{1,3})(?:\s*(?:years?|yrs?)(?: old)?)?")
_WEIGHT: Final = re.compile(r"(\d{2,3}(?:[.,]\d{1,3})?)\s*(kg|lb)?s?")
_MONTHS: Final = re.compile(r"(\d{1,3})(?:\s*(months?|years?|yrs?))?")
_DAYS: Final = re.compile(r"([1-7])(?:\s*(?:days?|x|times))?(?:\s*(?:a|per|/)\s*week)?")
_NONE: Final = ("none", "nothing", "off", "-")


def profile_changed(key: str, value: str, profile: Profile, today: date) -> Profile | None:
    """The profile after ``profile KEY VALUE``; None where no setting has that name.

    Raises:
        ValueError: it cannot be set to that, in a sentence.
    """
    if key in ("injury", "injuries"):
        return injury_changed(profile, value, today)
    if key == "age":
        return _age(profile, value, today)
    setter = SETTERS.get(key)
    return setter(profile, value) if setter else None


def settled(before: Profile, after: Profile) -> Profile:
    """*after*, without the lessons about what differs from *before*: what he set himself is his last word on it."""
    changed = changed_fields(before, after)
    return replace(after, lessons=tuple(one for one in after.lessons if changed.isdisjoint(one.changed)))


def changed_fields(before: Profile, after: Profile) -> frozenset[str]:
    """The names of the fields in which two profiles differ, the lessons left out."""
    names = (field.name for field in fields(Profile) if field.name != "lessons")
    return frozenset(name for name in names if getattr(before, name) != getattr(after, name))


# ── the settings ───────────────────────────────────────────────────────────────────────────────────────────────────


def _unit(profile: Profile, value: str) -> Profile:
    if value.lower() not in {"kg", "lb", "lbs"}:
        raise ValueError(words("the unit is kg or lb."))
    return replace(profile, unit=Unit.KG if value.lower() == "kg" else Unit.LB)


def _zone(profile: Profile, value: str) -> Profile:
    found = next((zone for zone in available_timezones() if zone.lower() == value.lower()), None)
    if found is None:
        raise ValueError(words("I don't know that zone; write it like Europe/Berlin."))
    return replace(profile, zone=found)


def _quiet(profile: Profile, value: str) -> Profile:
    first, _, last = value.partition("-")
    if not (first.strip().isdecimal() and last.strip().isdecimal()) or not (int(first) < 24 and int(last) < 24):
        raise ValueError(words("quiet hours are like 22-8."))
    return replace(profile, quiet_from_hour=int(first), quiet_to_hour=int(last))


def _bar(profile: Profile, value: str) -> Profile:
    return replace(profile, bar=load_said(value, profile.unit))


def _plates(profile: Profile, value: str) -> Profile:
    return replace(profile, plates=plates_said(value, profile.unit))


def _months(profile: Profile, value: str) -> Profile:
    """``24``, ``24 months`` or ``2 years``."""
    found = _MONTHS.fullmatch(value.lower())
    months = int(found[1]) * (12 if (found[2] or "").startswith("y") else 1) if found else MOST_MONTHS + 1
    if months > MOST_MONTHS:
        raise ValueError(words("say the months of training as a number, like 24, or `2 years`."))
    return replace(profile, experience_months=months)


def _goal(profile: Profile, value: str) -> Profile:
    if not value or len(value) > 80 or not value.isprintable():
        raise ValueError(words("say the goal in a few words."))
    return replace(profile, goal=value)


def _style(profile: Profile, value: str) -> Profile:
    if value.lower() not in set(Style):
        raise ValueError(words("the style is aggressive or conservative."))
    return replace(profile, style=Style(value.lower()), style_chosen=True)


def _readiness(profile: Profile, value: str) -> Profile:
    if value.lower() not in {"on", "off"}:
        raise ValueError(words("readiness is on or off."))
    return replace(profile, readiness_on=value.lower() == "on")


def _weight(profile: Profile, value: str) -> Profile:
    found = _WEIGHT.fullmatch(value.lower())
    load = Load(Decimal(found[1].replace(",", ".")), Unit(found[2] or profile.unit)) if found else None
    if load is None or not _LIGHTEST_KG <= load.kg <= _HEAVIEST_KG:
        raise ValueError(words("say what you weigh, like `profile weight 82 kg`."))
    return replace(profile, body_weight=load)


def _age(profile: Profile, value: str, today: date) -> Profile:
    """``15`` or ``15 years``; ``off`` takes it out."""
    if value.lower() in _NONE:
        return replace(profile, age_years=None, age_said_on=None)
    found = _AGE.fullmatch(value.lower())
    age_years = int(found[1]) if found else 0
    if not YOUNGEST_YEARS <= age_years <= OLDEST_YEARS:
        raise ValueError(words("say your age in years, like `profile age 34`."))
    return replace(profile, age_years=age_years, age_said_on=today)


def _pregnant(profile: Profile, value: str) -> Profile:
    if value.lower() not in {"on", "off", "yes", "no"}:
        raise ValueError(words("pregnant is on or off."))
    return replace(profile, pregnant=value.lower() in {"on", "yes"})


def _days(profile: Profile, value: str) -> Profile:
    found = _DAYS.fullmatch(value.lower())
    if found is None:
        raise ValueError(words("say on how many days a week you train, 1 to 7, like `profile days 4`."))
    return replace(profile, days_per_week=int(found[1]))


def _equipment(profile: Profile, value: str) -> Profile:
    found = equipment_said(value)
    if found is None:
        raise ValueError(
            words(
                "say what you have of barbell, dumbbells, kettlebells, machines, cables and body weight, "
                "like `profile equipment dumbbells, bench`, or `full gym`."
            )
        )
    return replace(profile, equipment=found)


def _likes(profile: Profile, value: str) -> Profile:
    if value.lower() in _NONE:
        return replace(profile, likes=())
    return liking(profile, _list_said(value, words("say what you like, like `profile likes deadlifts`.")))


def _dislikes(profile: Profile, value: str) -> Profile:
    if value.lower() in _NONE:
        return replace(profile, dislikes=())
    return liking(profile, (), _list_said(value, words("say what you don't like, like `profile hates cardio`.")))


def liking(profile: Profile, likes: tuple[str, ...], dislikes: tuple[str, ...] = ()) -> Profile:
    """*profile* with those added, the newest MOST_WORDS of each; what is liked is not disliked any more."""
    return replace(
        profile,
        likes=_added(profile.likes, likes, dislikes),
        dislikes=_added(profile.dislikes, dislikes, likes),
    )


def _added(said: tuple[str, ...], new: tuple[str, ...], not_any_more: tuple[str, ...]) -> tuple[str, ...]:
    gone = {word.casefold() for word in not_any_more} | {word.casefold() for word in new}
    return (*(word for word in said if word.casefold() not in gone), *new)[-MOST_WORDS:]


def _list_said(value: str, how: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_words_said(part.strip(), how) for part in value.split(",")))


def _words_said(value: str, how: str) -> str:
    if not value or len(value) > LONGEST_WORDS or not value.isprintable():
        raise ValueError(how)
    return value


SETTERS: Final[dict[str, Callable[[Profile, str], Profile]]] = {
    "unit": _unit,
    "zone": _zone,
    "quiet": _quiet,
    "bar": _bar,
    "plates": _plates,
    "months": _months,
    "experience": _months,
    "goal": _goal,
    "style": _style,
    "readiness": _readiness,
    "weight": _weight,
    "bw": _weight,
    "bodyweight": _weight,
    "days": _days,
    "pregnant": _pregnant,
    "equipment": _equipment,
    "likes": _likes,
    "loves": _likes,
    "hates": _dislikes,
    "dislikes": _dislikes,
}
