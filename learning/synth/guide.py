"""The guide's own formula for synthetic examples, as a baseline: one lift, two thresholds, three sentences."""

from collections.abc import Iterator
from random import Random
from typing import Final

from agents.minds import COACH
from learning.dataset.record import Record

SOURCE: Final = "guide formula"
LICENCE: Final = "Apache-2.0"


def guide_records(count: int, seed: int) -> Iterator[Record]:
    """So many of them, as the guide's section 9D draws and words them."""
    for number in range(count):
        random = Random(f"{seed}:guide:{number}")
        bench, sleep, soreness = random.randint(135, 315), random.uniform(5, 9), random.randint(1, 10)
        category, advice = guide_advice(bench, sleep, soreness)
        yield Record(
            id=f"guide-{seed}-{number}",
            agent=COACH,
            input=f"Bench {bench}lbs, sleep {sleep}hrs, soreness {soreness}/10",
            output=advice,
            category=category,
            source=SOURCE,
            licence=LICENCE,
        )


def guide_advice(bench: int, sleep: float, soreness: int) -> tuple[str, str]:
    """The occasion, and the guide's answer; *bench* in lb, *sleep* in hours."""
    if sleep > 7.5 and soreness < 4:
        return "increase", f"Great recovery! Try {bench + 5}lbs today."
    if sleep < 6 or soreness > 7:
        return "reduce", f"Recovery compromised. Drop to {bench - 10}lbs or rest."
    return "hold", f"Moderate recovery. Maintain {bench}lbs, focus on form."
