"""An undo of a correction, by a tap or in words: the sets stand again as they were before it. Pure."""

import re
from dataclasses import replace
from typing import Final

from bot.decide.coaching import Coaching, coach, lifts_of
from bot.decide.memory_without import without_sets
from bot.decide.scene import Answer, Decision, Scene, blank
from bot.message import Said
from bot.parse.facts import Parsed
from bot.wording import show_lifts
from knowledge.words import words
from storage.records import PutRight

_WHOLE: Final = re.compile(r"/?(?:delete|remove|erase)\b", re.IGNORECASE)


def may_put_back(said: Said, parsed: Parsed) -> bool:
    """Whether an undo of the newest thing is meant; who says "delete" means the set, however often it was corrected."""
    return parsed.delete_last and _WHOLE.match(said.text.strip()) is None


def is_plain(put_right: PutRight, scene: Scene) -> bool:
    """Whether the correction was of sets alone: what put right how he was, too, goes with its whole message."""
    sources = {entry.source for entry in put_right.new}
    return not any(one.source in sources for one in scene.memory.readiness)


def put_back(put_right: PutRight, scene: Scene) -> Decision:
    """The decision that takes the correction back, with the plan as the older sets have it."""
    old, new = put_right.old, put_right.new
    without = without_sets(scene.memory, new)
    changes = replace(blank(scene), message=old[0].message, undo_entries=new, revived=old)
    shown = show_lifts([entry.lift for entry in old], scene.exercises, scene.unit)
    answer = Answer([words("Undone: back to {what}.", what=shown)])
    return coach(Coaching(replace(scene, memory=without), changes, answer, "undo", lifts_of(old)), old, None)
