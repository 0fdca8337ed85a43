"""How he said he was, put right: "soreness should be 3", "slept 7 not 6"."""

from dataclasses import dataclass, replace

from bot.decide.log import readiness_of, tells_readiness
from bot.decide.scene import Scene, day_refusal, day_said
from bot.message import Said
from bot.parse.facts import Parsed
from storage.records import Readiness

VALUES = ("sleep_minutes", "soreness", "energy", "stress", "body_weight")


@dataclass(frozen=True, slots=True)
class Mended:
    """A word on readiness with what is right in it. *old*: the one that it replaces; None: nothing of it was said."""

    old: Readiness | None
    new: Readiness
    said: Readiness  # what was put right, alone


def mended(said: Said, parsed: Parsed, scene: Scene) -> Mended | None:
    """What *parsed* puts right of the newest word of that day on any of its values; None when it says none.

    What replaces a word stays in its message, and is undone with it.
    """
    told = readiness_of(said, parsed, scene) if tells_readiness(parsed) else None
    if told is None or day_refusal(parsed.when, scene.said_on):
        return None
    day = day_said(parsed.when, scene.said_on)
    of_day = (one for one in reversed(scene.memory.readiness) if one.on == day)
    old = next((one for one in of_day if _said_in(one) & _said_in(told)), None)
    if old is None:
        return Mended(None, told, told)
    return Mended(old, replace(_with(old, told), source=said.source), told)


def _said_in(readiness: Readiness) -> set[str]:
    return {name for name in VALUES if getattr(readiness, name) is not None}


def _with(old: Readiness, told: Readiness) -> Readiness:
    """*old* with what was told in its place; a soreness brings its own body part where it names one."""
    right = {name: getattr(told, name) for name in (*VALUES, "soreness_site")}
    return replace(old, **{name: value for name, value in right.items() if value is not None})


def remembering(scene: Scene, found: Mended) -> Scene:
    """*scene* as if it had been said right at once."""
    words = scene.memory.readiness
    new = tuple(found.new if one is found.old else one for one in words) if found.old else (*words, found.new)
    return replace(scene, memory=replace(scene.memory, readiness=new))
