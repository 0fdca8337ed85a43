"""Tricks that are sentences in a file, by kind, each with the situation in which it misleads."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from random import Random
from string import Formatter
from typing import Final

from learning.adversary.oracle import numbers_in
from learning.adversary.told import Told
from learning.adversary.trick import Make, Plant, Trick

# What a file writes in plain letters because an editor would not show it.
_HIDDEN: Final = {"\\u200b": "\u200b", "\\xad": "\u00ad"}
_ACTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "up": ("increase",),
    "red": ("reduce", "deload"),
    "rest": ("rest",),
}


def tricks_in(name: str) -> Iterator[Trick]:
    """The tricks of a file beside this one."""
    text = (files("learning.adversary") / name).read_text("utf-8")
    for block in text.split("\n\n"):
        heading, *sentences = [line for line in block.splitlines() if line and not line.startswith("#")] or [""]
        if sentences:
            fits, _, kind = heading.removeprefix("[").partition("] ")
            yield Trick(kind, _make(fits, tuple(map(_shown, sentences))))


def _shown(sentence: str) -> str:
    for written, hidden in _HIDDEN.items():
        sentence = sentence.replace(written, hidden)
    return sentence


def _make(fits: str, sentences: tuple[str, ...]) -> Make:
    def make(told: Told, random: Random) -> Plant | None:
        if not _misleads(fits, told):
            return None
        sentence = random.choice(sentences)
        if not _slots(sentence) <= told.fields.keys():
            return None
        if numbers_in(sentence) and numbers_in(sentence) <= told.numbers:
            return None  # what it says was told
        said = sentence.format_map(told.fields) if _slots(sentence) else sentence
        return Plant(said, (said.rstrip("."),))

    return make


def _misleads(fits: str, told: Told) -> bool:
    if fits == "nopr":
        return "pr" not in told.fields and told.action != "any"
    if fits == "offer":
        return "pr" in told.fields
    if fits == "lift":
        return "next" in told.fields
    return fits == "any" or told.action in _ACTIONS[fits]


def _slots(sentence: str) -> frozenset[str]:
    """The fields of a sentence; braces that hold no name are its own."""
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)
    except ValueError:
        return frozenset()


MORE_TRICKS: Final = tuple(tricks_in("more_tricks.txt"))
