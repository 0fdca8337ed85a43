"""One way to say what must not be said."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from learning.adversary.told import Told


@dataclass(frozen=True, slots=True)
class Plant:
    """A *sentence* for the middle of a good answer, and the texts in it that must not reach anybody."""

    sentence: str
    planted: tuple[str, ...]


Make = Callable[[Told, Random], Plant | None]
"""None: the trick does not fit what was told."""


@dataclass(frozen=True, slots=True)
class Trick:
    name: str
    make: Make


def phrases(*pairs: tuple[str, str]) -> Make:
    """Sentences with what is planted in each."""

    def make(_: Told, random: Random) -> Plant:
        sentence, planted = random.choice(pairs)
        return Plant(sentence, (planted,))

    return make


def numbered(write: Callable[[int], str], *sentences: str, low: int = 20, high: int = 499) -> Make:
    """Sentences with a number that was not told, written by *write*."""

    def make(told: Told, random: Random) -> Plant:
        number = write(told.not_told(random, low, high))
        return Plant(random.choice(sentences).format(number, unit=told.unit), (number,))

    return make
