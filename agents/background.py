"""What the coach may know beyond the case: one sentence of a passage, chosen by the rule that set the load."""

import re
from collections.abc import Mapping
from typing import Final

from agents.case import Case
from knowledge.passage import Passage, PassageId

Passages = Mapping[PassageId, Passage]

_SLEEP: Final = ("sleep_and_strength", "One bad night changes nothing")
_SORE: Final = ("training_while_sore", "Mild soreness is no reason")
_EASY: Final = ("active_recovery", "If it feels like training")
_DELOAD: Final = ("deload_what", "A deload is a lighter week")
_MISSED: Final = ("missed_reps", "Rest longer before the next set")
_STEPS: Final = ("progressive_overload", "Small, regular steps win")

SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "short_sleep": _SLEEP,
    "sore_short_sleep": _SLEEP,
    "sore": _SORE,
    "very_sore": _EASY,
    "sore_low_energy": _EASY,
    "sore_here": _EASY,
    "injury": ("returning_after_injury", "Pain that rises, swelling or weakness"),
    "missed_once": _MISSED,
    "missed_twice": _MISSED,
    "never_made": _MISSED,
    "linear_repeat": _MISSED,
    "linear_reset": _MISSED,
    "week_repeat": _MISSED,
    "layoff": ("returning_after_layoff", "Start lighter than you left"),
    "falling": _DELOAD,
    "fatigue": _DELOAD,
    "deload_week": _DELOAD,
    "all_out": ("when_to_add_weight", "An all-out set that barely went up"),
    "step_too_big": ("small_plates", "Stay at the load and add a rep"),
    "double_step": ("double_progression", "Add reps first"),
    "double_repeat": ("double_progression", "Add reps first"),
    "linear_step": ("linear_progression", "Linear means that you add load"),
    "training_max_week": ("training_max", "The gap leaves room for bad days"),
    "training_max_reset": ("training_max", "The gap leaves room for bad days"),
    "recovered_and_hit": _STEPS,
    "hit_twice": _STEPS,
    "easy_hit": _STEPS,
    "as_promised": _STEPS,
}
"""Each rule's passage, and how the sentence of it begins that is told: one without numbers, for none of them is a fact
of the case."""


def background(case: Case, passages: Passages) -> tuple[str, ...]:
    """At most one sentence. Nothing where no rule that fired has one, or *passages* lack it."""
    known = (SENTENCES[fired.rule] for fired in case.plan.reasons if fired.rule in SENTENCES)
    told = (sentence_of(passages, *one) for one in known)
    return tuple(sentence for sentence in told if sentence)[:1]


def sentence_of(passages: Passages, passage: str, begins: str) -> str:
    """The sentence of a passage that begins with these words; "" where there is none."""
    found = passages.get(PassageId(passage))
    sentences = re.split(r"(?<=[.!?])\s+", found.text) if found else ()
    return next((sentence for sentence in sentences if sentence.startswith(begins)), "")
