"""A form that was filled in: weight: 185, reps: 5, sets: 3."""

from decimal import Decimal
from typing import Final

from bot.parse import words
from bot.parse.shape import Shape
from bot.parse.sheet import Sheet
from bot.parse.weights import Weight
from knowledge.units import Unit

LABELS: Final = {"weight": "weight", "load": "weight", "reps": "reps", "rep": "reps", "sets": "sets", "set": "sets"}


def labelled(sheet: Sheet, at: int) -> tuple[Shape, int] | None:
    """Each number behind its label, in any order; reps and one more at least, and a colon or the weight first."""
    said: dict[str, Decimal] = {}
    unit: Unit | None = None
    place, is_form = at, LABELS.get(sheet[at].text) == "weight"
    while (label := LABELS.get(sheet[place].text)) and label not in said:
        has_colon = sheet[place + 1].text in {":", "="}
        value = sheet[place + 1 + has_colon].value
        if value is None or (label != "weight" and value % 1):
            break
        said[label], is_form = value, is_form or has_colon
        place += 2 + has_colon
        if found := words.UNITS.get(sheet[place].text):
            unit, place = found, place + 1
        place += sheet[place].text in {",", ";"}
    if not is_form or "reps" not in said or len(said) < 2:
        return None
    weight = Weight(said["weight"], unit) if "weight" in said else None
    return Shape(weight, int(said["reps"]), int(said.get("sets", 1))), place
