"""The forecast's form of a lift: brought up to today from what was kept of it, and what is worth keeping again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from agents.forecast import carried, is_broken, read, version, written
from agents.form import Form
from bot.decide.scene import Scene
from knowledge.exercise import ExerciseId
from storage.records import Entry, Strength

LEAST_DAYS: Final = 30  # of a lift, before its form is kept: a shorter history is read as quickly


@dataclass(frozen=True, slots=True)
class CarriedForm:
    form: Form | None  # with today's sets in it
    kept: Strength | None  # of the days before today; None: the kept one will do, or there is nothing to keep


def carry(scene: Scene, lift: ExerciseId, history: Sequence[Entry]) -> CarriedForm:
    """*history* is of this lift, oldest first, with the sets of this message."""
    known = scene.memory.strengths.get(lift)
    before = carried(read(known.state) if known else None, lift, history, scene.today)
    form = carried(before, lift, history, scene.today + timedelta(days=1))
    return CarriedForm(form, _strength(scene, lift, history, before))


def _strength(scene: Scene, lift: ExerciseId, history: Sequence[Entry], form: Form | None) -> Strength | None:
    """What is worth keeping: also that no estimate holds for any of it, or pull-ups would be read anew each time."""
    known = scene.memory.strengths.get(lift)
    days = {entry.on for entry in history if entry.on < scene.today}
    if len(days) < LEAST_DAYS or (known and (max(days) <= known.through or is_broken(known.state))):
        return None
    return Strength(user=scene.person.user, exercise=lift, through=max(days), version=version(), state=written(form))
