"""What many lifters have in common, as numbers: where the forecast begins with somebody whom it does not know yet.

They are fitted to real logs by ``focusflow fit``, which writes ``population.json`` with where they come from.
"""

import json
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).parent / "population.json"


@dataclass(frozen=True, slots=True)
class SetWeights:
    """The chance of a set, as a logit: the sum of these, each times what its comment says."""

    base: float
    above: float  # how far the lifter is above what the set needs, in spreads of his next day
    usual: float  # the share of his last top sets that had the reps
    done: float  # 1 when he has done it before
    lately: float  # 1 when he did it on his last day
    fell: float  # reps by which the sets at his top load fell off on his last day


@dataclass(frozen=True, slots=True)
class BestWeights:
    """The chance of a new best within some days, as a logit: of the chance that the spread alone gives."""

    base: float
    raw: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    sets: SetWeights
    bests: BestWeights
    source: str  # which logs, how many lifters, sessions and sets

    @property
    def version(self) -> str:
        """Names these numbers: the same for the same ones."""
        weights = json.dumps([asdict(self.sets), asdict(self.bests)], sort_keys=True)
        return blake2b(weights.encode(), digest_size=4).hexdigest()


def as_json(population: Population) -> str:
    return json.dumps(asdict(population), indent=2, ensure_ascii=False) + "\n"


@cache
def load_population(file: Path = FILE) -> Population:
    """The numbers that ship. Read once."""
    found = json.loads(file.read_text(encoding="utf-8"))
    return Population(
        sets=SetWeights(**found["sets"]), bests=BestWeights(**found["bests"]), source=str(found["source"])
    )
