"""An undo of a correction, by a tap or in words: all stands again as it was before it. Pure."""

import re
from dataclasses import replace
from typing import Any, Final

from bot.decide.coaching import Coaching, coach, lifts_of
from bot.decide.log import lifts_to_plan
from bot.decide.memory_without import with_readiness_back, without_sets
from bot.decide.readiness import VALUES
from bot.decide.scene import Answer, Decision, Scene, blank
from bot.message import Said
from bot.parse.facts import Parsed
from bot.wording import show_lifts, show_readiness, undone
from knowledge.words import words
from storage.records import PutRight, Readiness

_WHOLE: Final = re.compile(r"/?(?:delete|remove|erase)\b", re.IGNORECASE)


def may_put_back(said: Said, parsed: Parsed) -> bool:
    """Whether an undo of the newest thing is meant; who says "delete" means the set, however often it was corrected."""
    return parsed.delete_last and _WHOLE.match(said.text.strip()) is None


def put_back(put_right: PutRight, scene: Scene) -> Decision:
    """The decision that takes the correction back, with the plan as it was before."""
    old, new = put_right.old, put_right.new
    memory = with_readiness_back(without_sets(scene.memory, new), put_right)
    before, after = put_right.old_readiness, put_right.new_readiness
    changes = replace(
        blank(scene),
        message=old[0].message if old else before.message if before else None,
        undo_entries=new,
        revived=old,
        undo_readiness=after,
        revived_readiness=before,
    )
    scene = replace(scene, memory=memory)
    lifts = lifts_of(old) or lifts_to_plan(scene, (), ())
    return coach(Coaching(scene, changes, Answer(_told(put_right, scene)), "undo", lifts), old, None)


def _told(put_right: PutRight, scene: Scene) -> list[str]:
    """Of sets and of how he was each in a line: only the first is for a group."""
    old, before, after = put_right.old, put_right.old_readiness, put_right.new_readiness
    shown = [show_lifts([entry.lift for entry in old], scene.exercises, scene.unit)] if old else []
    if before is not None:
        shown.append(show_readiness(_differing(before, after), scene.unit))
    lines: list[str] = [words("Undone: back to {what}.", what=what) for what in shown if what]
    if before is None and after is not None:
        lines.append(undone([], [after], scene.exercises, scene.unit, warned=False))
    return lines


def _differing(before: Readiness, after: Readiness | None) -> Readiness:
    """*before* without what is the same in *after*; whole where all is."""
    if after is None:
        return before
    same = {name for name in VALUES if getattr(before, name) == getattr(after, name)}
    if before.soreness_site != after.soreness_site:
        same.discard("soreness")
    gone: dict[str, Any] = dict.fromkeys(same)
    return before if len(gone) == len(VALUES) else replace(before, **gone)
