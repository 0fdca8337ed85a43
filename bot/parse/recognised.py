"""By which name in which file an exercise was recognised, and which name a word was nearly."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from typing import Final

from bot.parse import words
from bot.parse.names import Mention
from bot.parse.tokens import Token, tokenize
from knowledge.exercise import Exercise, ExerciseId, Exercises

_NEAR: Final = 0.82  # of difflib's ratio: "bnehc" is 0.8 of "bench" and read as that; "brown" is 0.8 of "bb row"
_NEAR_FROM_TWO_WORDS: Final = 0.86  # "elbow pain" is 0.84 of "elbow plank"
_SHORTEST_NEAR: Final = 5  # letters; most shorter words are near to some name
_LONGEST_NEAR: Final = 24  # letters; the longest names are not mistyped as a whole
_MOST_WORDS: Final = 3
_ORDINARY: Final = words.FILLERS | words.SLEEP_FILLERS | words.SORE_FILLERS


def recognised(mention: Mention, tokens: Sequence[Token], exercises: Exercises) -> str:
    """How *mention* was recognised: ``alias "bp" in bench_press.md``, ``typing error of "bench", short name in …``.

    Of several at once: ``initials`` for "sbd", and for "s/b/d" that several names stand before as many loads.
    """
    if len(mention.ids) > 1:
        return "initials" if mention.stop == mention.start + 1 else "several names for as many loads"
    exercise = exercises[mention.ids[0]]
    typed = _letters(tokens[mention.start : mention.stop])
    named = _names(exercises).by_letters[exercise.id]
    for letters in (typed, typed.removesuffix("s"), typed.removesuffix("es")):
        if name := named.get(letters):
            return f"{_called(name, exercise)} in {exercise.id}.md"
    meant = named[get_close_matches(typed, named, n=1, cutoff=0)[0]]
    return f"typing error of {_called(meant, exercise, quoted_first=True)} in {exercise.id}.md"


def _called(name: str, exercise: Exercise, *, quoted_first: bool = False) -> str:
    what = "name" if name == exercise.name else "short name" if name == exercise.short else "alias"
    return f'"{name}", {what}' if quoted_first else f'{what} "{name}"'


def nearest_name(said: Sequence[Token], exercises: Exercises) -> str | None:
    """The name that some neighbours among *said* nearly are, the likest one; None when none is near."""
    names = _names(exercises)
    near = (
        (SequenceMatcher(None, found, letters).ratio(), names.of_letters[found])
        for letters, cutoff in _tried(said)
        for found in get_close_matches(letters, names.by_first.get(letters[0], ()), n=1, cutoff=cutoff)
    )
    return max(near, default=(0, None))[1]


def _tried(said: Sequence[Token]) -> Iterator[tuple[str, float]]:
    """The letters of up to three neighbours, and how near they must be; ordinary words of a message name nothing."""
    for start in range(len(said)):
        for stop in range(start + 1, min(start + _MOST_WORDS, len(said)) + 1):
            part = said[start:stop]
            if not all(token.is_word and token.text not in _ORDINARY for token in part):
                break
            letters = _letters(part)
            if _SHORTEST_NEAR <= len(letters) <= _LONGEST_NEAR:
                yield letters, _NEAR if len(part) == 1 else _NEAR_FROM_TWO_WORDS


def _letters(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens if token.is_word)


class _Names:
    """Names by their letters alone, as the reader compares them."""

    def __init__(self, exercises: Exercises) -> None:
        self.of_letters: dict[str, str] = {}
        self.by_letters: dict[ExerciseId, dict[str, str]] = defaultdict(dict)
        self.by_first: dict[str, list[str]] = defaultdict(list)
        for exercise in exercises.values():
            for name in (exercise.name, exercise.short, *exercise.aliases):
                letters = _letters(tokenize(name))
                self.of_letters.setdefault(letters, name)
                self.by_letters[exercise.id].setdefault(letters, name)
                self.by_first[letters[:1]].append(letters)


@lru_cache(maxsize=4)
def _names(exercises: Exercises) -> _Names:
    return _Names(exercises)
