"""Words that are commands: help, profile, forget me. What they do is decided here; ``undo`` and ``plan`` are read."""

from collections.abc import Callable
from dataclasses import replace
from decimal import InvalidOperation

from bot.decide.broadcasts import broadcast_said
from bot.decide.charts import chart_said
from bot.decide.first_minute import begin_asking
from bot.decide.groups import group_command
from bot.decide.loading_settings import LOADING_HELP, loading_changed, loadings_text
from bot.decide.log import is_plan_of
from bot.decide.looking_back import looked_back
from bot.decide.own import own_command
from bot.decide.profile_described import describe
from bot.decide.profile_settings import PROFILE_HELP, profile_changed, settled
from bot.decide.programme_settings import PROGRAMME_HELP, programme_changed, programme_text
from bot.decide.rest import rest_said
from bot.decide.scene import Answer, Decision, Scene, blank, reply, say
from bot.message import Said
from bot.parse.named import sole_name
from bot.wording import HELP, NO_OPEN_PLAN, TAP_OR_SEND
from knowledge.programme import FREE
from knowledge.words import capital, joined, words
from storage.records import Button, Profile

OF_LIFT = ("unit", "bar", "plate", "plates", "step")  # may stand before the lift that it is of
EVERYTHING = ("me", "everything", "my data", "all my data", "my account", "everything about me")


COMMANDS: dict[str, Callable[[Said, Scene], Decision | None]] = {
    **dict.fromkeys(("group", "board", "leaderboard", "check-ins", "checkins"), group_command),
    **dict.fromkeys(("broadcast", "broadcasts"), broadcast_said),
    **dict.fromkeys(("rest", "timer", "stop", "cancel"), rest_said),
    **dict.fromkeys(("last", "history", "prs"), looked_back),
    "chart": chart_said,
}
"""By their first word; each may also find that the words are no command."""


def command(said: Said, scene: Scene) -> Decision | None:
    """The decision about a command; None when the words are none."""
    word, _, rest = said.text.strip().lower().rstrip(".!").partition(" ")
    match word:
        case "start" if not rest:
            return begin_asking(scene)
        case "help" | "?" if not rest:
            return reply(scene, HELP)
        case "profile":
            return _profile(said.text.strip().partition(" ")[2].strip(), scene)
        case "forget" | "delete" | "erase" if rest in EVERYTHING or (word, rest) == ("forget", ""):
            return reply(
                scene,
                words("That deletes your whole log, profile and every answer, for good."),
                (
                    Button(words("Delete everything"), f"forget:{scene.person.user}"),
                    Button(words("Keep it"), f"keep:{scene.person.user}"),
                ),
            )
        case "privacy" | "export" | "link" | "unlink":
            return own_command(word, rest, scene)
        case "done" | "missed" if not rest:
            return reply(scene, _marked_by_word(scene))
        case _:
            begun = COMMANDS.get(word.removeprefix("/"))
            return begun(said, scene) if begun else None


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
        return reply(scene, joined(lines))
    try:
        profile = _changed(change, scene)
    except (ValueError, InvalidOperation) as wrong:
        return reply(scene, joined([_sentence(wrong), words("Nothing is changed.")], " "))
    if profile is None:
        return reply(scene, joined([PROFILE_HELP, PROGRAMME_HELP, LOADING_HELP]))
    profile = settled(scene.person.profile, profile)
    changes = replace(blank(scene), person=replace(scene.person, profile=profile))
    return Decision(say(scene, changes, Answer(_described(profile, scene))))


def _changed(change: str, scene: Scene) -> Profile | None:
    """The profile after *change*; None where it is no setting.

    Raises:
        ValueError, InvalidOperation: it is one, but not that way.
    """
    key, _, value = change.partition(" ")
    of_lift = loading_changed(turned, scene) if (turned := _lift_first(key.lower(), value, scene)) else None
    whole = of_lift or profile_changed(key.lower(), value.strip(), scene.person.profile, scene.today)
    return whole or programme_changed(change, scene) or loading_changed(change, scene)


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
    if isinstance(wrong, ValueError) and wrong.args and isinstance(wrong.args[0], str):
        return capital(wrong.args[0])  # as text it would have forgotten what it is made of
    return words("I can't read that number.")
