"""What there is to train with, in words: "dumbbells and a bench", "home barbell", "full gym"."""

import re
from typing import Final

from knowledge.exercise import Equipment

_GEAR: Final = {
    Equipment.BARBELL: r"barbells?|olympic bar",
    Equipment.DUMBBELL: r"dumbb?ells?|dbs?",
    Equipment.KETTLEBELL: r"kettlebells?|kbs?",
    Equipment.MACHINE: r"smith machine|machines?",
    Equipment.CABLE: r"cable machine|cable station|cables?|pulleys?",
    Equipment.BODYWEIGHT: r"body ?weight|calisthenics",
}
_BESIDE: Final = (  # stands in a room and loads no lift
    r"bench(?:es)?|(?:squat |power )?rack|pull[ -]?up bar|(?:resistance )?bands?|plates|dip bars?|rings|mat"
)
_BEFORE: Final = (
    r"(?:(?:an?|one|two|some|my|the|light|heavy|adjustable|pair of|set of|couple of|home|few|access to"
    r"|(?:up to )?\d{1,3}(?:\.\d)? ?(?:kg|lbs?))\s+)*"
)
_BEHIND: Final = r"(?: (?:up )?to \d{1,3}(?:\.\d)? ?(?:kg|kgs|lbs?|pounds)?| (?:of|at) \d{1,3} ?(?:kg|lbs?))?"
_ITEM: Final = rf"{_BEFORE}(?:{'|'.join(_GEAR.values())}|{_BESIDE}){_BEHIND}"
GEAR_LIST: Final = rf"{_ITEM}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*[&+]\s*|\s+plus\s+|\s+or\s+){_ITEM})*"
"""A pattern of things to train with, in small letters; nothing in it is captured."""

_ALL: Final = re.compile(
    r"(?:a )?(?:(?:full|commercial|normal|regular) gym|gym|everything|all|all of it|full)(?: equipment)?"
)
_NONE: Final = re.compile(r"none|nothing|no equipment")
_SAID: Final = re.compile(rf"(?:only |just )?({GEAR_LIST})(?: only)?(?: at home)?")


def gear_said(listed: str) -> tuple[Equipment, ...]:
    """What loads lifts in a text that GEAR_LIST fits, each once; a bench alone loads none."""
    return tuple(kind for kind, names in _GEAR.items() if re.search(rf"\b(?:{names})\b", listed))


def equipment_said(text: str) -> tuple[Equipment, ...] | None:
    """What "dumbbells, bench" or "full gym" names; empty: all there is. None: it names nothing to train with."""
    small = " ".join(text.casefold().split())
    if _ALL.fullmatch(small):
        return ()
    if _NONE.fullmatch(small):
        return (Equipment.BODYWEIGHT,)
    found = _SAID.fullmatch(small)
    return (gear_said(found[1]) or None) if found else None
