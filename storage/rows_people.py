"""People and the places where they are answered, as rows and back."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from knowledge.exercise import Equipment
from knowledge.units import Unit
from storage.columns import (
    day_or_none,
    day_or_none_from,
    injuries_from,
    injuries_text,
    instant,
    instant_from,
    instant_or_none,
    instant_or_none_from,
    load_columns,
    load_or_none_from,
    loadings_from,
    loadings_text,
    loads_from,
    loads_text,
    texts_from,
    texts_text,
    training_maxes_from,
    training_maxes_text,
)
from storage.records import Address, Consent, Lesson, Person, Profile, Style, UserId
from storage.steps import Params, Row, Value


def address_row(address: Address) -> Params:
    return {"platform": address.platform, "chat": address.chat, "thread": address.thread}


def address_from(row: Row) -> Address:
    return Address(row["platform"], row["chat"], row["thread"])


def profile_row(person: Person) -> Params:
    lessons = lessons_text(person.profile.lessons)
    return {"user": person.user, **_profile_columns(person.profile), "lessons": lessons}


def _profile_columns(profile: Profile) -> dict[str, Value]:
    return {
        "unit": profile.unit.value,
        "zone": profile.zone,
        "quiet_from_hour": profile.quiet_from_hour,
        "quiet_to_hour": profile.quiet_to_hour,
        "experience_months": profile.experience_months,
        "goal": profile.goal,
        "programme": profile.programme,
        "programme_from": day_or_none(profile.programme_from),
        "training_maxes": training_maxes_text(profile.training_maxes),
        "loadings": loadings_text(profile.loadings),
        **load_columns("bar", profile.bar),
        "plates": loads_text(profile.plates),
        "injuries": injuries_text(profile.injuries),
        **load_columns("body_weight", profile.body_weight),
        "days_per_week": profile.days_per_week,
        "age_years": profile.age_years,
        "age_said_on": day_or_none(profile.age_said_on),
        "pregnant": int(profile.pregnant),
        "equipment": texts_text(profile.equipment),
        "likes": texts_text(profile.likes),
        "dislikes": texts_text(profile.dislikes),
        "style": profile.style.value,
        "style_chosen": int(profile.style_chosen),
        "consent": profile.consent.value if profile.consent else None,
        "consent_at": instant_or_none(profile.consent_at),
        "readiness_on": int(profile.readiness_on),
        "language": profile.language,
        "language_chosen": int(profile.language_chosen),
        "broadcasts_on": int(profile.broadcasts_on),
    }


def person_from(row: Row) -> Person:
    return Person(UserId(row["id"]), row["name"], _profile_from(row, lessons_from(row["lessons"])))


def _profile_from(row: Row | Mapping[str, Any], lessons: tuple[Lesson, ...] = ()) -> Profile:
    return Profile(
        unit=Unit(row["unit"]),
        zone=row["zone"],
        quiet_from_hour=row["quiet_from_hour"],
        quiet_to_hour=row["quiet_to_hour"],
        experience_months=row["experience_months"],
        goal=row["goal"],
        programme=row["programme"],
        programme_from=day_or_none_from(row["programme_from"]),
        training_maxes=training_maxes_from(row["training_maxes"]),
        loadings=loadings_from(row["loadings"]),
        bar=load_or_none_from(row["bar_milli"], row["bar_unit"]),
        plates=loads_from(row["plates"]),
        injuries=injuries_from(row["injuries"]),
        body_weight=load_or_none_from(row["body_weight_milli"], row["body_weight_unit"]),
        days_per_week=row["days_per_week"],
        age_years=row["age_years"],
        age_said_on=day_or_none_from(row["age_said_on"]),
        pregnant=bool(row["pregnant"]),
        equipment=tuple(map(Equipment, texts_from(row["equipment"]))),
        likes=texts_from(row["likes"]),
        dislikes=texts_from(row["dislikes"]),
        style=Style(row["style"]),
        style_chosen=bool(row["style_chosen"]),
        consent=Consent(row["consent"]) if row["consent"] else None,
        consent_at=instant_or_none_from(row["consent_at"]),
        readiness_on=bool(row["readiness_on"]),
        language=row["language"],
        language_chosen=bool(row["language_chosen"]),
        broadcasts_on=bool(row["broadcasts_on"]),
        lessons=lessons,
    )


def lessons_text(lessons: Iterable[Lesson]) -> str:
    """JSON: ``[["telegram:1:7", "2026-11-22T…Z", ["injuries"], {"unit": "kg"}], …]``, the last: columns said so far."""
    rows = [[one.message, instant(one.said_at), one.changed, _said_columns(one.before)] for one in lessons]
    return json.dumps(rows, ensure_ascii=False)


def lessons_from(text: str) -> tuple[Lesson, ...]:
    return tuple(_lesson(*row) for row in json.loads(text))


def _lesson(message: str, said_at: str, changed: list[str], columns: Mapping[str, Any]) -> Lesson:
    before = _profile_from({**_columns_unsaid(), **columns})
    return Lesson(message=message, said_at=instant_from(said_at), changed=tuple(changed), before=before)


def _said_columns(profile: Profile) -> dict[str, Value]:
    unsaid = _columns_unsaid()
    return {name: value for name, value in _profile_columns(profile).items() if value != unsaid[name]}


@cache
def _columns_unsaid() -> dict[str, Value]:
    return _profile_columns(Profile())
