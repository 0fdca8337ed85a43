"""One profile of two, when two accounts turn out to be one person."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from operator import attrgetter
from typing import Any, Final, TypeVar

from storage.records import Consent, Profile

T = TypeVar("T")

TOGETHER: Final = (  # what is said together is taken together
    ("unit",),
    ("zone",),
    ("quiet_from_hour", "quiet_to_hour"),
    ("experience_months",),
    ("goal",),
    ("programme", "programme_from"),
    ("bar",),
    ("plates",),
    ("body_weight",),
    ("days_per_week",),
    ("age_years", "age_said_on"),
    ("pregnant",),
    ("equipment",),
    ("style_chosen", "style"),
    ("readiness_on",),
    ("language_chosen", "language"),
    ("broadcasts_on",),
)

UNSAID: Final = Profile()


def joined(owner: Profile, other: Profile) -> Profile:
    """*owner* with what only *other* had said. What was said is what differs from a new profile.

    Lists are both lists; of one lift or body part the owner's. A style that was only dealt gives way to one that was
    chosen, and of consents a refusal stays, because nothing may be learned from what was refused.
    """
    taken: dict[str, Any] = {}
    for fields in TOGETHER:
        if _said(other, fields) and not _said(owner, fields):
            taken |= {name: getattr(other, name) for name in fields}
    consenting = max(owner, other, key=_weight)  # of two that weigh the same the owner's
    return replace(
        owner,
        **taken,
        training_maxes=_both(owner.training_maxes, other.training_maxes, attrgetter("exercise")),
        loadings=_both(owner.loadings, other.loadings, attrgetter("exercise")),
        injuries=_both(owner.injuries, other.injuries, lambda one: (one.site, one.since, one.over_on)),
        likes=_both(owner.likes, other.likes, str),
        dislikes=_both(owner.dislikes, other.dislikes, str),
        consent=consenting.consent,
        consent_at=consenting.consent_at,
        lessons=tuple(sorted((*owner.lessons, *other.lessons), key=attrgetter("said_at"))),
    )


def _said(profile: Profile, fields: tuple[str, ...]) -> bool:
    """Whether the first of *fields* was said, or chosen where that is what it tells."""
    first = fields[0]
    if first == "language_chosen":
        return profile.language_chosen or profile.language is not None
    if first == "quiet_from_hour":
        return any(getattr(profile, name) != getattr(UNSAID, name) for name in fields)
    return bool(getattr(profile, first) != getattr(UNSAID, first))


def _weight(profile: Profile) -> int:
    return (None, Consent.ASKED, Consent.GIVEN, Consent.REFUSED).index(profile.consent)


def _both(owner: Iterable[T], other: Iterable[T], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    """The owner's, then those of the other of which he has none."""
    first = tuple(owner)
    known = {key(one) for one in first}
    return (*first, *(one for one in other if key(one) not in known))
