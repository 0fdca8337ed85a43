"""What a profile says, in a few short lines."""

from typing import Final

from bot.wording import show_day, show_load
from bot.wording_learning import show_learning
from knowledge.body import part_shown
from knowledge.exercise import Equipment
from knowledge.words import capital, counted, joined, listed, words
from storage.records import Injury, Profile, Style

STYLES: Final = {Style.AGGRESSIVE: words("aggressive"), Style.CONSERVATIVE: words("conservative")}
GOALS: Final = {
    "strength": words("strength"),
    "muscle": words("muscle"),
    "health": words("health"),
    "a meet": words("a meet"),
}
GEAR: Final = {
    Equipment.BARBELL: words("barbells"),
    Equipment.DUMBBELL: words("dumbbells"),
    Equipment.KETTLEBELL: words("kettlebells"),
    Equipment.MACHINE: words("machines"),
    Equipment.CABLE: words("cables"),
    Equipment.BODYWEIGHT: words("body weight"),
}


def describe(profile: Profile) -> str:
    """What a profile says, in a few short lines."""
    bar = show_load(profile.bar, profile.unit) if profile.bar else words("standard")
    plates = " ".join(show_load(plate, profile.unit) for plate in profile.plates) or words("standard")
    months = (
        words("not said")
        if profile.experience_months is None
        else counted("{count} month", "{count} months", count=profile.experience_months)
    )
    readiness = words("on") if profile.readiness_on else words("off")
    lines = (
        words(
            "Unit {unit}, zone {zone}, quiet {hours}.",
            unit=profile.unit,
            zone=profile.zone,
            hours=f"{profile.quiet_from_hour}-{profile.quiet_to_hour}",
        ),
        words(
            "Bar {bar}, plates {plates}. Training age {months}, goal {goal}.",
            bar=bar,
            plates=plates,
            months=months,
            goal=GOALS.get(profile.goal, profile.goal) if profile.goal else words("not said"),
        ),
        _described_life(profile),
        _described_injuries(profile),
        words(
            "Style {style}, readiness {readiness}, {learning}.",
            style=STYLES[profile.style],
            readiness=readiness,
            learning=show_learning(profile.consent),
        ),
    )
    return joined([line for line in lines if line])


def _described_life(profile: Profile) -> str:
    parts = (
        words("{years} years old", years=profile.age_years) if profile.age_years else "",
        words("pregnant") if profile.pregnant else "",
        words("body weight {load}", load=profile.body_weight) if profile.body_weight else "",
        words("{days} a week", days=show_days(profile.days_per_week)) if profile.days_per_week else "",
        words("equipment: {equipment}", equipment=show_equipment(profile.equipment)) if profile.equipment else "",
        words("likes {likes}", likes=", ".join(profile.likes)) if profile.likes else "",
        words("doesn't like {dislikes}", dislikes=", ".join(profile.dislikes)) if profile.dislikes else "",
    )
    said = joined([part for part in parts if part], "; ")
    return words("{sentence}.", sentence=capital(said)) if said else ""


def _described_injuries(profile: Profile) -> str:
    open_ = [_since(one) for one in profile.injuries if one.over_on is None]
    ends = {one.site: one.over_on for one in profile.injuries if one.over_on is not None}  # the last of each
    past = [
        words("{site} (until {day})", site=part_shown(site), day=show_day(over_on)) for site, over_on in ends.items()
    ]
    parts = (
        words("Hurts: {sites}.", sites=joined(open_, ", ")) if open_ else "",
        words("Hurt before: {sites}.", sites=joined(past, ", ")) if past else "",
    )
    return joined([part for part in parts if part], " ")


def _since(injury: Injury) -> str:
    site = part_shown(injury.site)
    return words("{site} (since {day})", site=site, day=show_day(injury.since)) if injury.since else site


def show_days(count: int) -> str:
    return counted("{count} day", "{count} days", count=count)


def show_equipment(equipment: tuple[Equipment, ...]) -> str:
    """``barbells and dumbbells``; all there is where nothing is named."""
    return listed([GEAR[one] for one in equipment]) or words("a full gym")
