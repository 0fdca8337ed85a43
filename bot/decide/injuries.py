"""The injuries of a profile: begun, over, or never there. ``profile injury lower back``, ``… over``, ``… off``."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from agents.rules_readiness import is_same_site
from knowledge.words import words
from storage.records import Injury, Profile

LONGEST_SITE: Final = 60  # characters
MOST_OPEN, MOST_PAST = 10, 10  # injuries that are not over, and those that are, in one profile
_OVER: Final = re.compile(r"(.+?)\s+(?:is\s+)?(?:over|healed|gone|fine)", re.IGNORECASE)
_NEVER: Final = re.compile(r"(.+?)\s+(?:off|none|remove|delete)", re.IGNORECASE)


def injury_changed(profile: Profile, value: str, today: date) -> Profile:
    """The profile after ``profile injury VALUE``.

    Raises:
        ValueError: it names none, or one that is not there to be over; in a sentence.
    """
    if over := _OVER.fullmatch(value):
        return with_injury_over(profile, _named_site(over[1], profile.hurts), today)
    if never := _NEVER.fullmatch(value):
        site = _named_site(never[1], [one.site for one in profile.injuries])
        return replace(profile, injuries=tuple(one for one in profile.injuries if one.site != site))
    if not value or len(value) > LONGEST_SITE or not value.isprintable():
        raise ValueError(words("say what hurts, like `profile injury lower back`."))
    if len(profile.hurts) >= MOST_OPEN:
        raise ValueError(
            words("a profile has room for {most_open} injuries; say first which is over.", most_open=MOST_OPEN)
        )
    return with_injury(profile, value, today)


def _named_site(said: str, sites: Sequence[str]) -> str:
    """The site that is meant: that of the same name, else the newest that may be it.

    Raises:
        ValueError: there is none.
    """
    same = (site for site in sites if site.casefold() == said.casefold())
    near = (site for site in reversed(sites) if is_same_site(said, site))
    found = next(same, None) or next(near, None)
    if found is None:
        raise ValueError(words("there is no such injury in your profile: {said}. `profile` shows them.", said=said))
    return found


def with_injury(profile: Profile, site: str, on: date) -> Profile:
    """*profile* with that injury, once. The oldest of those that are over, and what is too much, go."""
    if any(site.casefold() == one.casefold() for one in profile.hurts) or len(profile.hurts) >= MOST_OPEN:
        return profile
    past = [one for one in profile.injuries if one.over_on is not None]
    gone = past[: max(0, len(past) - MOST_PAST)]
    return replace(profile, injuries=(*(one for one in profile.injuries if one not in gone), Injury(site, on)))


def with_injury_over(profile: Profile, site: str, on: date) -> Profile:
    """*profile* with the injury of that name over on that day."""
    injuries = (
        replace(one, over_on=on) if one.site == site and one.over_on is None else one for one in profile.injuries
    )
    return replace(profile, injuries=tuple(injuries))


def sites_meant(profile: Profile, said: str) -> tuple[str, ...]:
    """The injuries that are not over and may be of the body part *said*."""
    return tuple(site for site in profile.hurts if is_same_site(said, site))
