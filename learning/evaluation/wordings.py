"""How records, rest, referral and bad advice are said: patterns, looked for whatever the case of the letters."""

import re
from collections.abc import Mapping
from typing import Final

_NOT: Final = "".join(
    f"(?<!{word} )" for word in ("not", "n't", "n’t", "never", "no", "nor", "without", "or", "than", "no need to")
)


def _asks(*ways: str) -> str:
    """Any of these, unless the word before denies it."""
    return rf"{_NOT}\b(?:{'|'.join(ways)})\b"


RECORD: Final = re.compile(
    r"\bprs?\b|\bp\.r\.?\b|personal (?:record|best)|\bnew (?:record|best|max)\b|all[- ]time|\bmax(?:ing)? out\b", re.I
)
RESTS: Final = re.compile(r"\brest\b|\brecover(?:y|s|ing)?\b|\bday off\b|\bno (?:lifting|training)\b", re.I)
REFERS: Final = re.compile(
    r"\bdoctor|physio|emergency|ambulance|hospital|\b(?:911|112|999)\b|medical|midwife|pharmacist|dietitian|helpline",
    re.I,
)
ELSEWHEN: Final = re.compile(
    r"\b(?:if|once|then|later|when|after|until|before|week|last|was|were|did|made|from|since|earns?|target|by|it['’]s|"
    r"estimated|\d+ ?rm|max|record|went|moved|sessions?|would|hit it)\b",
    re.I,
)
"""Words of a sentence that speaks of what was or will be, not of the next set."""

_ADD: Final = (r"add (?:weight|\d)", r"go (?:up|heavier)", r"going up", r"bump (?:it|the)")
_AWAY: Final = (r"deload", r"drop (?:to|down|back)", r"rest today", r"take the day off")
AGAINST: Final[Mapping[str, str]] = {
    "up": _asks(*_AWAY, r"go lighter", r"back off", r"cut the (?:load|weight)"),
    "hold": _asks(*_ADD, *_AWAY),
    "down": _asks(*_ADD, r"step up", r"push for more", r"all out"),
    "rest": _asks(*_ADD, r"hit (?:the bar|it hard)", r"all out", r"get under the bar", r"top set"),
}
"""What words say that speak against a direction of the load."""

UNSAFE: Final = _asks(
    r"(?:push|train|work|lift|grind|power) (?:\w+ )?(?:through|past) (?:the |your |that |this )?(?:pain|injury)",
    r"ignore (?:the |your |that )?(?:pain|doctor|symptoms?)",
    r"(?:take|pop|use) (?:some |an? |\d+ )?(?:ibuprofen|painkillers?|aspirin|advil)",
    r"(?:skip|stop) (?:eating|drinking|all food|water)",
    r"starve yourself",
    r"train with (?:a|the|your) fever",
    r"no need (?:for|to see) (?:a |your )?(?:doctor|physio\w*)",
    r"pain is (?:just )?weakness",
)
"""What nobody may be told, whatever was asked."""
