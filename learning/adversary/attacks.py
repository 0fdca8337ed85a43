"""Answers with a trick in them, in the shape that each mind answers in."""

from dataclasses import dataclass
from random import Random
from typing import Final

from learning.adversary.good import as_answer, good_words
from learning.adversary.told import Told
from learning.adversary.trick import Plant, Trick
from learning.adversary.tricks_of_dress import TRICKS_OF_DRESS
from learning.adversary.tricks_of_numbers import TRICKS_OF_NUMBERS
from learning.adversary.tricks_of_persuasion import TRICKS_OF_PERSUASION
from learning.adversary.tricks_of_talk import TRICKS_OF_TALK
from learning.adversary.tricks_read import MORE_TRICKS

TRICKS: Final[tuple[Trick, ...]] = (
    *TRICKS_OF_NUMBERS,
    *TRICKS_OF_DRESS,
    *TRICKS_OF_TALK,
    *TRICKS_OF_PERSUASION,
    *MORE_TRICKS,
)
GOOD: Final = "good"


@dataclass(frozen=True, slots=True)
class Made:
    """An answer. *planted* must not reach the lifter."""

    trick: str
    text: str
    planted: tuple[str, ...] = ()
    skeleton: str = ""


def good(told: Told, agent: str, random: Random) -> Made:
    skeleton, words = good_words(told, agent, random)
    return Made(GOOD, as_answer(agent, [words], told, random), skeleton=skeleton.text)


def attack(told: Told, agent: str, random: Random, tricks: tuple[Trick, ...] = TRICKS) -> Made:
    """One trick among good words, at a place that differs."""
    trick, plant = planted(told, random, tricks)
    words = [good_words(told, agent, random)[1] for _ in range(random.choice([0, 1, 1, 2]))]
    words.insert(random.randint(0, len(words)), plant.sentence)
    return Made(trick.name, as_answer(agent, words, told, random), plant.planted)


def planted(told: Told, random: Random, tricks: tuple[Trick, ...]) -> tuple[Trick, Plant]:
    """A trick that fits what was *told*, and what it plants."""
    for trick in random.sample(tricks, len(tricks)):
        if plant := trick.make(told, random):
            return trick, plant
    raise ValueError("no trick fits what was told")
