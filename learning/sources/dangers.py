"""What no coach of ours should learn to say: warning signs, drugs, doses, eating extremes, insults, obedience."""

import re
from typing import Final

from agents.allowed import Allowed, Rule
from agents.guard.care import careless, complaint_unheeded
from agents.guard.talk import medical_claim, obedience, shaming, through_pain, unsafe_nutrition
from knowledge.red_flags import RedFlags
from knowledge.units import Unit

RED_FLAG: Final = "a warning sign is spoken of"
DOSE: Final = "a dose"
EXTREME: Final = "an eating extreme"
LEAST_KCAL: Final = 1200  # a day; less is for a doctor to say

_DOSE: Final = re.compile(
    r"\d\s?(?:mg|mcg|µg|iu|cc)\b|\b(?:milligrams?|micrograms?)\b|\b(?:inject|dos(?:e|es|age|ing))\w*", re.I
)
_KCAL: Final = re.compile(
    r"\b(\d{1,2}[.,]?\d{3}|\d{2,3})\s?(?:k?cals?|calories)\s+(?:a|per|each)\s+day|\bno food\b", re.I
)
_NOTHING: Final = Allowed(facts=(), unit=Unit.KG)
_OF_ANSWERS: Final[tuple[Rule, ...]] = (
    medical_claim,
    through_pain,
    unsafe_nutrition,
    careless,
    complaint_unheeded,
    shaming,
    obedience,
)


def danger_in(question: str, answer: str, flags: RedFlags) -> str | None:
    """Why a pair is no example, in a clause that holds nothing of it; None: nothing speaks against it."""
    for text in (question, answer):
        if flags.red_flag(text):
            return RED_FLAG
        if _DOSE.search(text):
            return DOSE
        if _is_extreme(text):
            return EXTREME
        if reason := unsafe_nutrition(text, _NOTHING):
            return _kind(reason)
    reasons = (rule(answer, _NOTHING) for rule in _OF_ANSWERS)
    return next((_kind(reason) for reason in reasons if reason), None)


def _is_extreme(text: str) -> bool:
    amounts = (re.sub(r"[.,]", "", found[1] or "0") for found in _KCAL.finditer(text))
    return any(int(amount) < LEAST_KCAL for amount in amounts)


def _kind(reason: str) -> str:
    return reason.partition(":")[0]
