"""What the evaluation measures by: a model that was trained on its references would be asked what it has read."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Final

from learning.dataset.duplicates import ALIKE, normalised, runs_of
from learning.dataset.record import Record
from learning.evaluation.case import load_cases

HELD_OUT: Final = "it says what a reference of the evaluation says"

Run = int


def is_held_out(record: Record) -> bool:
    """Whether its answer holds a share of ALIKE or more of the runs of words of a reference, of whichever agent."""
    references, lengths = _references()
    found = Counter(one for run in runs_of(normalised(record.output)) for one in references.get(run, ()))
    return any(count >= ALIKE * lengths[one] for one, count in found.items())


@cache
def _references() -> tuple[Mapping[Run, tuple[int, ...]], tuple[int, ...]]:
    """In which references a run stands, and how many runs each of them has."""
    runs = [runs_of(normalised(case.reference)) for case in load_cases()]
    where: dict[Run, list[int]] = defaultdict(list)
    for at, some in enumerate(runs):
        for run in some:
            where[run].append(at)
    return {run: tuple(some) for run, some in where.items()}, tuple(map(len, runs))
