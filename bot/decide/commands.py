"""Words that are commands: help, profile, forget me. What they do is decided here; ``undo`` and ``plan`` are read."""

from collections.abc import Callable
from dataclasses import replace
from decimal import InvalidOperation
from zoneinfo import available_timezones

from bot.decide.loading_settings import LOADING_HELP, load_said, loading_changed, loadings_text, plates_said
from bot.decide.log import is_plan_of
from bot.decide.programme_settings import PROGRAMME_HELP, programme_changed, programme_text
from bot.decide.scene import Answer, Decision, Scene, blank, reply, say
from bot.message import Said
from bot.parse.named import sole_name
from bot.wording import HELP, NO_OPEN_PLAN, TAP_OR_SEND, WELCOME, show_load
from knowledge.programme import FREE
from knowledge.units import Unit
from storage.records import Button, Profile, Style

PROFILE_HELP = (
    "I can set: `profile unit kg`, `profile zone Europe/Berlin`, `profile quiet 22-8`, `profile bar 20`, "
    "`profile plates 25 20 10 5 2.5 1.25`, `profile months 24`, `profile goal strength`, "
    "`profile style aggressive`, `profile readiness off`."
)
OF_LIFT = ("unit", "bar", "plate", "plates", "step")  # may stand before the lift that it is of
EVERYTHING = ("me", "everything", "my data", "all my data", "my account", "everything about me")


def command(said: Said, scene: Scene) -> Decision | None:
    """The decision about a command; None when the words are none."""
    word, _, rest = said.text.strip().lower().rstrip(".!").partition(" ")
    match word:
        case "start" if not rest:
            return reply(scene, WELCOME)
        case "help" | "?" if not rest:
            return reply(scene, HELP)
        case "profile":
            return _profile(said.text.strip().partition(" ")[2].strip(), scene)
        case "forget" | "delete" | "erase" if rest in EVERYTHING:
            return reply(
                scene,
                "That deletes your whole log, profile and every answer, for good.",
                (Button("Delete everything", f"forget:{scene.person.user}"), Button("Keep it", "keep:log")),
            )
        case "done" | "missed" if not rest:
            return reply(scene, _marked_by_word(scene))
        case _:
            return None


def _marked_by_word(scene: Scene) -> str:
    """About "done" where no button of that name is open: the word alone says of no plan what was lifted."""
    lift = next(iter(scene.memory.history), None)
    newest = next(iter(scene.memory.prescriptions.get(lift, ())), None) if lift else None
    if newest and newest.load and is_plan_of(newest, scene.today, scene):
        return TAP_OR_SEND
    return NO_OPEN_PLAN


def _profile(change: str, scene: Scene) -> Decision:
    if not change:
        lines = [*_described(scene.person.profile, scene), PROFILE_HELP, PROGRAMME_HELP, LOADING_HELP]
        return reply(scene, "\n".join(lines))
    key, _, value = change.partition(" ")
    setter = SETTERS.get(key.lower())
    try:
        of_lift = loading_changed(turned, scene) if (turned := _lift_first(key.lower(), value, scene)) else None
        if setter is None:
            of_lift = of_lift or programme_changed(change, scene) or loading_changed(change, scene)
        profile = of_lift or (setter(scene.person.profile, value.strip()) if setter else None)
    except (ValueError, InvalidOperation) as wrong:
        return reply(scene, f"{_sentence(wrong)} Nothing is changed.")
    if profile is None:
        return reply(scene, f"{PROFILE_HELP}\n{PROGRAMME_HELP}\n{LOADING_HELP}")
    changes = replace(blank(scene), person=replace(scene.person, profile=profile))
    return Decision(say(scene, changes, Answer(_described(profile, scene))))


def _lift_first(key: str, value: str, scene: Scene) -> str | None:
    """``bench plates 20 10`` of "plates" and "bench 20 10"; None where no lift stands there."""
    if key not in OF_LIFT:
        return None
    said = value.split()
    names = (" ".join(said[:stop]) for stop in range(len(said) - 1, 0, -1))
    name = next((name for name in names if sole_name(name, scene.exercises)), None)
    return f"{name} {key} {value.strip()[len(name) :].strip()}" if name else None


def _described(profile: Profile, scene: Scene) -> list[str]:
    own = loadings_text(profile, scene.exercises)
    followed = profile.programme != FREE or profile.training_maxes
    programme = [programme_text(profile, scene.exercises)] if followed else []
    return [describe(profile), *programme, *([own] if own else [])]


def _sentence(wrong: Exception) -> str:
    text = str(wrong) if isinstance(wrong, ValueError) else "I can't read that number."
    return text[0].upper() + text[1:]


def describe(profile: Profile) -> str:
    """What a profile says, in a few short lines."""
    bar = show_load(profile.bar, profile.unit) if profile.bar else "standard"
    plates = " ".join(show_load(plate, profile.unit) for plate in profile.plates) or "standard"
    months = "not said" if profile.experience_months is None else f"{profile.experience_months} months"
    return (
        f"Unit {profile.unit}, zone {profile.zone}, quiet {profile.quiet_from_hour}-{profile.quiet_to_hour}.\n"
        f"Bar {bar}, plates {plates}. Training age {months}, goal {profile.goal or 'not said'}.\n"
        f"Style {profile.style}, readiness {'on' if profile.readiness_on else 'off'}."
    )


def _unit(profile: Profile, value: str) -> Profile:
    if value.lower() not in {"kg", "lb", "lbs"}:
        raise ValueError("the unit is kg or lb.")
    return replace(profile, unit=Unit.KG if value.lower() == "kg" else Unit.LB)


def _zone(profile: Profile, value: str) -> Profile:
    found = next((zone for zone in available_timezones() if zone.lower() == value.lower()), None)
    if found is None:
        raise ValueError("I don't know that zone; write it like Europe/Berlin.")
    return replace(profile, zone=found)


def _quiet(profile: Profile, value: str) -> Profile:
    first, _, last = value.partition("-")
    if not (first.strip().isdecimal() and last.strip().isdecimal()) or not (int(first) < 24 and int(last) < 24):
        raise ValueError("quiet hours are like 22-8.")
    return replace(profile, quiet_from_hour=int(first), quiet_to_hour=int(last))


def _bar(profile: Profile, value: str) -> Profile:
    return replace(profile, bar=load_said(value, profile.unit))


def _plates(profile: Profile, value: str) -> Profile:
    return replace(profile, plates=plates_said(value, profile.unit))


def _months(profile: Profile, value: str) -> Profile:
    if not value.isdecimal() or int(value) > 12 * 80:
        raise ValueError("say the months of training as a number, like 24.")
    return replace(profile, experience_months=int(value))


def _goal(profile: Profile, value: str) -> Profile:
    if not value or len(value) > 80 or not value.isprintable():
        raise ValueError("say the goal in a few words.")
    return replace(profile, goal=value)


def _style(profile: Profile, value: str) -> Profile:
    if value.lower() not in set(Style):
        raise ValueError("the style is aggressive or conservative.")
    return replace(profile, style=Style(value.lower()), style_chosen=True)


def _readiness(profile: Profile, value: str) -> Profile:
    if value.lower() not in {"on", "off"}:
        raise ValueError("readiness is on or off.")
    return replace(profile, readiness_on=value.lower() == "on")


SETTERS: dict[str, Callable[[Profile, str], Profile]] = {
    "unit": _unit,
    "zone": _zone,
    "quiet": _quiet,
    "bar": _bar,
    "plates": _plates,
    "months": _months,
    "goal": _goal,
    "style": _style,
    "readiness": _readiness,
}
