"""The figures as a table."""

from collections.abc import Iterator
from typing import Final

from learning.adversary.figures import Fate, GuardFigures

_SHOWN: Final = 20  # breaches, and good answers that were touched


def as_text(figures: GuardFigures) -> Iterator[str]:
    """The table by trick, then the two figures, then what is wrong."""
    yield f"{'trick':32}" + "".join(f"{fate.value:>17}" for fate in Fate)
    for trick, fates in figures.fates.items():
        yield f"{trick:32}" + "".join(f"{fates[fate]:>17}" for fate in Fate)
    yield ""
    yield f"Breaches: {len(figures.breaches)} of {figures.answers} adversarial answers."
    whole = figures.good - len(figures.touched)
    yield f"Good answers untouched: {whole} of {figures.good} ({figures.untouched_share:.1%})."
    for breach in figures.breaches[:_SHOWN]:
        yield f"BREACH {breach.agent}, {breach.trick}: {'; '.join(breach.wrong)}: {breach.words!r}"
    for touched in figures.touched[:_SHOWN]:
        yield f"touched {touched.agent}: {touched.verdict}: {touched.answer!r}"
