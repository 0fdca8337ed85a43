"""Numbers without a lift, ``190x5`` behind ``bench 185x5``: between two sets nobody names the lift again."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.decide.again import entry_repeated
from bot.decide.answered import of_lift
from bot.decide.asks import is_whole
from bot.decide.corrections import is_asked_last
from bot.decide.own_units import as_of
from bot.decide.scene import Scene
from bot.decide.which import entries_replied
from bot.message import Said
from bot.parse.facts import Intent, Parsed
from bot.parse.words import set_of
from storage.records import Entry

CONTINUES: Final = timedelta(minutes=20)
"""How long a lift goes on without its name: long rests are 5 minutes, and twice that with a set not told. Behind that
the next lift may have been begun."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_HOW: Final = set_of(
    "easy hard felt feels good great fine ok okay nice smooth tough heavy light clean slow fast grind grinder grindy",
    "really very pretty super so but and then yes yeah boom phew ugh paused next one",
)  # what is said of a set, and names none


def continued(said: Said, parsed: Parsed, scene: Scene) -> tuple[Parsed, Scene] | None:
    """*parsed* with the lift that was logged last, and the scene that is about it; None where the lift is named, or
    where that is no longer plain: then it is asked which one."""
    entry = _before(scene) if _is_bare(parsed) else None
    if entry is None or scene.named or is_asked_last(scene):
        return None
    lift, unit = entry.lift.exercise, entry.lift.load.unit
    read = replace(scene.read(said.text, unit), body_weight=parsed.body_weight)
    found = of_lift(read if unit is not scene.unit else as_of(lift, said.text, parsed, scene), lift, scene)
    if found is None or not all(map(is_whole, found.sets)):
        return None
    return found, replace(scene, parsed=found, named=(lift,))


def _is_bare(parsed: Parsed) -> bool:
    """Whether it is nothing but loads and reps: a word that was not read may be the name of a lift."""
    is_told = bool(parsed.sets) and parsed.intent in (Intent.LOG, Intent.PR_CLAIM) and parsed.danger is None
    is_plain = all(one.exercise is None and one.load is not None and one.reps is not None for one in parsed.sets)
    return is_told and is_plain and parsed.when is None and _HOW.issuperset(_WORD.findall(parsed.rest.lower()))


def _before(scene: Scene) -> Entry | None:
    """The set that it goes on from: of a lift with a bar or a stack, as "185" beside one's own weight would be more
    than is lifted."""
    replied = entries_replied(scene)
    entry = replied[-1] if replied else entry_repeated(Parsed(), scene)
    if entry is None or scene.incoming.sent_at - entry.said_at > CONTINUES:
        return None
    exercise = scene.exercises[entry.lift.exercise]
    is_weightless = exercise.bodyweight and not entry.lift.load.amount
    return None if exercise.timed or is_weightless or exercise.id not in scene.memory.history else entry
