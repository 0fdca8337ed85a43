"""How well somebody reads labelled messages, whoever reads them: counted alike for the grammar and for a model."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from knowledge.units import Unit
from tests.bot.labelled import Expected, Labelled

FACTS = ("sleep_h", "soreness", "energy")  # beside the sets and the intent


@dataclass(frozen=True, slots=True)
class Score:
    """*exact*: sets, readiness and intent; *invented*: messages with a set that nobody did."""

    messages: int
    exact: int
    sets_right: int
    invented: int
    milliseconds: float  # a message


def scored(messages: list[Labelled], read: Callable[[str, Unit], dict[str, Any]], progress: str | None = None) -> Score:
    exact = right = invented = 0
    seconds = 0.0
    for number, message in enumerate(messages, 1):
        begun = time.perf_counter()
        got = read(message.text, message.unit)
        seconds += time.perf_counter() - begun
        wanted_sets, got_sets = _sets(message.expect), _sets(got)
        right += wanted_sets == got_sets
        invented += bool({*got_sets} - {*wanted_sets})
        exact += wanted_sets == got_sets and _has_facts(got, message)
        if progress:
            print(f"\r{progress}: {number} of {len(messages)}", end="", file=sys.stderr, flush=True)
    if progress:
        print(file=sys.stderr)
    return Score(len(messages), exact, right, invented, seconds * 1000 / len(messages))


def _has_facts(got: dict[str, Any], message: Labelled) -> bool:
    is_meant = got.get("intent") in message.intents
    return is_meant and all(got.get(name) == message.expect[name] for name in FACTS)


def _sets(read: Expected) -> list[tuple[object, ...]]:
    """What identifies a set: lift, load, reps and how many. A load of the body alone may be left unsaid."""
    keys = ("exercise", "weight", "unit", "reps", "sets", "rpe")
    return [tuple(each.get(key) for key in keys) if each.get("weight") else _unloaded(each) for each in read["sets"]]


def _unloaded(each: Expected) -> tuple[object, ...]:
    return each.get("exercise"), each.get("reps"), each.get("sets"), each.get("rpe")
