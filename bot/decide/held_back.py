"""Of the lines that a group may not read: which are his alone, and whether the group hears that there were any. Pure.

It hears that of body and health. Words of his that nobody could read, a question that is asked of him alone and a
reason that he has had today are no such matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from agents.questions.ahead import IF_WELL
from bot.decide.scene import Scene
from bot.decide.which import entries_replied
from bot.wording import not_read, undone
from bot.wording_groups import ON_DOTS_BOARD, SAY_CLASS
from bot.wording_learning import HOW_WAS_IT
from storage.records import Prescription

OPEN: Final = (str(ON_DOTS_BOARD), str(SAY_CLASS), str(IF_WELL))
"""Lines that speak of private matters, and tell nothing of anybody."""
OF_NOTES: Final = "From the notes:"
"""Begins the line that names what an answer was taken from: it tells of nobody."""
_UNREAD: Final = not_read("").partition('"')[0]
ASKED_ALONE: Final = (str(HOW_WAS_IT),)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer: as it was, in English, and what the group reads of it; None: nothing."""

    whole: str
    english: str
    shown: str | None
    is_told_before: bool = False  # a plan whose reason he has had today

    @property
    def is_apart(self) -> bool:
        """Whether it is his alone, and still no matter of body or health."""
        return self.english in ASKED_ALONE or quotes(self.english)

    @property
    def is_matter(self) -> bool:
        return bool(self.whole) and self.shown != self.whole and not self.is_apart and not self.is_told_before


def quotes(english: str) -> bool:
    """Whether the line repeats words of his that nobody has understood, so that nobody knows what they tell."""
    return english.startswith(_UNREAD)


def is_of_notes(english: str, before: Sequence[Line], scene: Scene) -> bool:
    """Whether it is from a note that the question has found, or names the note below its answer.

    Which note that is goes by the words of the question alone, so it tells nothing of him.
    """
    if english.startswith(OF_NOTES):
        return not before or before[-1].shown is not None
    return any(english and english in found.passage.text for found in scene.found)


def is_told_today(given: Prescription | None, scene: Scene) -> bool:
    """Whether he has had that plan's reason today already."""
    if given is None:
        return False
    before = (one for plans in scene.memory.prescriptions.values() for one in plans)
    return any(one.rule == given.rule and one.on == given.on for one in before)


def sets_undone(english: str, scene: Scene) -> str | None:
    """Of a line that tells what is taken back, the sets alone; None where it is no such line, or there are none."""
    replied = entries_replied(scene)
    for entries in (scene.memory.latest, [one for one in replied if one.message == replied[-1].message]):
        lifts = [entry.lift for entry in sorted(entries, key=lambda entry: entry.place)]
        line = undone(lifts, [], scene.exercises, scene.unit, warned=False)
        if lifts and english.startswith(str(line).removesuffix(".")):
            return line
    return None
