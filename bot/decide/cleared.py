"""Cleared to train: by the button under a warning, or in the words that stand on it."""

from collections.abc import Sequence
from dataclasses import replace

from agents.rules_readiness import is_same_site
from bot.decide.coaching import ways_out
from bot.decide.labels import plain_words
from bot.decide.learned import healed
from bot.decide.scene import Answer, Decision, Scene, blank, in_rows, reply, say
from bot.decide.stopped import sites_of
from bot.message import Said
from bot.parse.taught import sites_in
from bot.wording import NOT_YOURS
from knowledge.words import joined, words
from storage.records import Flag, RowId

CLEARED = (
    "cleared",
    "i'm cleared",
    "im cleared",
    "i am cleared",
    "i'm cleared to train it",
    "i'm cleared for any lift",
)
CLEARED_FOR = ("cleared for ", "cleared to ", "i'm cleared ", "im cleared ", "i am cleared ")
NOT_STOPPED_ALONE = words("That is not what is stopped, so nothing is cleared. This is; tap what you are cleared for.")
CLEARED_NOW = words("Good to hear. No target attempts today; start light, and stop if it comes back.")


def cleared_said(said: Said, scene: Scene) -> Decision | None:
    """Cleared in words: of everything that still stops a lift; None when nothing does."""
    stopped = tuple(flag for flag in scene.memory.flags if flag.cleared_at is None)
    told = plain_words(said.text)
    if not stopped or scene.parsed.danger is not None:
        return None
    if told in CLEARED:
        return _kept_cleared(scene, tuple(flag.id for flag in stopped))
    if not told.startswith(CLEARED_FOR) or told.endswith("?"):
        return None
    sites = sites_in(told)
    named = [flag for flag in stopped if _is_named(flag, sites, scene)]
    if not named:
        return reply(scene, NOT_STOPPED_ALONE, *in_rows([*ways_out(stopped, scene, alone=False)]))
    return _kept_cleared(scene, tuple(flag.id for flag in named))


def _is_named(flag: Flag, sites: Sequence[str], scene: Scene) -> bool:
    """Whether words name what a flag stops: its lift, or the body part that it is about."""
    if flag.exercise is not None:
        return flag.exercise in scene.named
    return any(is_same_site(site, own) for site in sites for own in sites_of(flag, scene.exercises))


def _kept_cleared(scene: Scene, cleared: tuple[RowId, ...]) -> Decision:
    """Flags cleared, and with them the injuries that they were about."""
    person, over = healed(scene, cleared)
    changes = replace(blank(scene), cleared=cleared, person=person or blank(scene).person)
    line = joined([CLEARED_NOW, over], " ") if over else CLEARED_NOW
    return Decision(say(scene, changes, Answer([line])))


def clear(_verb: str, rest: str, scene: Scene) -> Decision:
    """Clear a flag, and with it all others on the same lift: he is cleared to train it, not to have said it once."""
    flag = next((flag for flag in scene.memory.flags if flag.id == rest), None)
    if flag is None:
        return reply(scene, NOT_YOURS)
    cleared = tuple(one.id for one in scene.memory.flags if _is_about_the_same(one, flag, scene))
    return _kept_cleared(scene, cleared)


def _is_about_the_same(one: Flag, flag: Flag, scene: Scene) -> bool:
    same_lift = one.exercise == flag.exercise
    return same_lift and sites_of(one, scene.exercises) == sites_of(flag, scene.exercises)
