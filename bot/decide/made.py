"""The sets of a plan as they were made; of one that was missed the reps are asked for, and told like ``5,5,3``."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from bot.decide.asks import ASK_LASTS, MADE
from bot.decide.scene import Scene
from bot.message import Said
from knowledge.words import words
from storage.records import Ask, Lift, Prescription, SetKind, Target

FEWER_SHOWN: Final = 2  # reps by which the last set of the example falls short
_REPS: Final = re.compile(
    r"(?:i\s+)?(?:only\s+)?(?:got\s+|did\s+)?(\d{1,2}(?:\s*(?:,|/|;|\s|and)\s*\d{1,2}){0,19})(?:\s*reps?)?[.!]?"
)


def asked_reps(prescription: Prescription) -> str:
    """The question; of several sets with the form of its answer."""
    if prescription.sets <= 1:
        return words("How many reps did you get?")
    reps = [prescription.reps] * (prescription.sets - 1) + [max(prescription.reps - FEWER_SHOWN, 0)]
    return words("How many reps did you get? Of each set like `{reps}`.", reps=",".join(map(str, reps)))


def ask_reps(prescription: Prescription, scene: Scene) -> Ask:
    """The question as it waits for words."""
    return Ask(
        user=scene.person.user,
        address=scene.incoming.where,
        missing=MADE,
        text=_text(prescription, scene),
        asked_at=scene.now,
    )


def reps_told(said: Said, scene: Scene) -> tuple[Prescription, tuple[int, ...]] | None:
    """The reps of each set, and the plan that they are of; None where they answer no such question."""
    ask, found = scene.memory.ask, _REPS.fullmatch(said.text.strip().lower())
    if found is None or ask is None or not _waits(ask, scene):
        return None
    standing = (p for newest_first in scene.memory.prescriptions.values() for p in newest_first)
    prescription = next((p for p in standing if p.load is not None and _text(p, scene) == ask.text), None)
    return (prescription, tuple(map(int, re.findall(r"\d+", found[1])))) if prescription else None


def is_asked(scene: Scene) -> bool:
    """Whether that question is on record in this chat."""
    return scene.memory.ask is not None and scene.memory.ask.missing == MADE


def _waits(ask: Ask, scene: Scene) -> bool:
    """Whether it is what was asked last: sets that were told since are of another plan."""
    newest = scene.memory.recent[-1:]
    is_over = any(entry.said_at > ask.asked_at for entry in newest)
    return ask.missing == MADE and not is_over and scene.now - ask.asked_at <= ASK_LASTS


def _text(prescription: Prescription, scene: Scene) -> str:
    """Names the lift, so that it is recalled, and the plan."""
    return f"{scene.exercises[prescription.exercise].name} {prescription.load}, {prescription.id}"


def prescribed_lifts(scene: Scene, prescription: Prescription, top: Target, reps: int, sets: int) -> list[Lift]:
    """The sets that lead up to *top*, as they were prescribed, and it: *sets* times where its reps were made."""
    bodyweight = scene.exercises[prescription.exercise].bodyweight
    todo = [(target, target.reps, 1) for target in prescription.lead_up]
    return [
        Lift(
            exercise=prescription.exercise,
            load=target.load,
            reps=done,
            sets=count,
            kind=SetKind.WORK if done >= target.reps else SetKind.FAILED,
            bodyweight=bodyweight,
            planned=target,
        )
        for target, done, count in (*todo, (top, reps, sets if reps >= top.reps else 1))
    ]


def in_turn(top: Lift, reps: Sequence[int]) -> list[Lift]:
    """The set *top* once for each of *reps*; equal ones behind one another are one row."""
    least = top.planned.reps if top.planned else 0
    return [
        replace(top, reps=done, sets=len(list(equal)), kind=SetKind.WORK if done >= least else SetKind.FAILED)
        for done, equal in groupby(reps)
    ]
