"""``focusflow parse`` and ``focusflow plan``: pure answers to standard input."""

import json
from collections.abc import Iterable, Iterator

from bot.app import Knowledge
from bot.parse.as_json import to_json
from bot.parse.read import parse
from bot.plan_json import plan_json
from knowledge.units import Unit


def read_lines(lines: Iterable[str], unit: Unit) -> Iterator[str]:
    """What each line says, as one line of JSON. A line may be text, or ``{"text": ..., "profile_unit": ...}``."""
    knowledge = Knowledge.load()
    for line in lines:
        text, own = asked(line)
        parsed = parse(text, knowledge.exercises, knowledge.red_flags, own or unit)
        yield json.dumps(to_json(parsed), ensure_ascii=False)


def asked(line: str) -> tuple[str, Unit | None]:
    """The message that a line is or holds, and the unit that its lifter thinks in, where it says that."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):  # deep nesting
        return line, None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return line, None
    unit = asked.get("profile_unit")
    return asked["text"], Unit(unit) if isinstance(unit, str) and unit in set(Unit) else None


def plan_from(text: str) -> str:
    """The plan for one JSON object. Raises ValueError with a sentence that names the field that is wrong."""
    knowledge = Knowledge.load()
    return plan_json(text, knowledge.exercises, knowledge.red_flags)
