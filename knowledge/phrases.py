"""Phrases in a text: words in order, with choices and gaps. What is a word and what a phrase says is the caller's."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

GAP: Final = ".."
GAP_WORDS: Final = 4  # "my knee still kind of really hurts": far enough to belong together
BREAKS: Final = frozenset(".,;:!?\n")

Phrase: TypeAlias = tuple[frozenset[str], ...]
"""In each place any of these words; a place that holds GAP is up to GAP_WORDS words of any kind."""


Phrases: TypeAlias = Mapping[str, tuple[tuple[Phrase, int], ...]]
"""Phrases by their first words, each with its rank."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and where it stands in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """The words from *start* up to *stop* are a phrase; *gap* are the places inside its gaps."""

    start: int
    stop: int
    gap: tuple[int, ...]


def folded(word: str) -> str:
    """*word* without accents and apostrophes: désmayé is desmaye, ё is е."""
    small = word.casefold().replace("'", "").replace("’", "")
    if small.isascii():
        return small
    return "".join(letter for letter in unicodedata.normalize("NFKD", small) if not unicodedata.combining(letter))


def by_first_word(phrases: Iterable[tuple[Phrase, int]]) -> Phrases:
    """*phrases* with their ranks, ready to be looked for."""
    found: dict[str, list[tuple[Phrase, int]]] = defaultdict(list)
    for phrase, rank in phrases:
        for word in phrase[0]:
            found[word].append((phrase, rank))
    return {word: tuple(starting) for word, starting in found.items()}


def matches(phrases: Phrases, words: tuple[Word, ...]) -> Iterator[tuple[int, Match]]:
    """Each phrase that stands somewhere, with its rank."""
    for at, word in enumerate(words):
        for phrase, rank in phrases.get(word.text, ()):
            if match := fit(phrase, words, at):
                yield rank, match


def fit(phrase: Phrase, words: tuple[Word, ...], at: int) -> Match | None:
    """The match of *phrase* that starts at *at*; None when it does not stand there."""
    gap: list[int] = []
    place = at
    for index, wanted in enumerate(phrase):
        if GAP in wanted:
            skipped = _gap(phrase[index + 1], words, place)
            gap += skipped
            place += len(skipped)
        elif place < len(words) and words[place].text in wanted:
            place += 1
        else:
            return None
    return Match(at, place, tuple(gap))


def _gap(wanted: frozenset[str], words: tuple[Word, ...], place: int) -> range:
    """The places up to the next wanted word, within one clause; to the end of the reach when it does not come."""
    for at in range(place, min(place + GAP_WORDS + 1, len(words))):
        if words[at].text in wanted or words[at].text in BREAKS:
            return range(place, at)
    return range(place, place + GAP_WORDS + 1)
