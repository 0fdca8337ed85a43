"""People and the places where they are answered, as rows and back."""

from knowledge.units import Unit
from storage.columns import (
    day_or_none,
    day_or_none_from,
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
from storage.records import Address, Injury, Person, Profile, Style, UserId
from storage.steps import Params, Row


def address_row(address: Address) -> Params:
    return {"platform": address.platform, "chat": address.chat, "thread": address.thread}


def address_from(row: Row) -> Address:
    return Address(row["platform"], row["chat"], row["thread"])


def profile_row(person: Person) -> Params:
    profile = person.profile
    return {
        "user": person.user,
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
        "injuries": texts_text(one.site for one in profile.injuries),
        "style": profile.style.value,
        "style_chosen": int(profile.style_chosen),
        "readiness_on": int(profile.readiness_on),
    }


def person_from(row: Row) -> Person:
    profile = Profile(
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
        injuries=tuple(map(Injury, texts_from(row["injuries"]))),
        style=Style(row["style"]),
        style_chosen=bool(row["style_chosen"]),
        readiness_on=bool(row["readiness_on"]),
    )
    return Person(UserId(row["id"]), row["name"], profile)
