"""Which exercises a message names, and where; small typing errors forgiven."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Final

from bot.parse import words
from bot.parse.misspelt import OWN_WORDS, distance, is_likely_slip
from bot.parse.tokens import Token, tokenize
from knowledge.exercise import ExerciseId, Exercises

_LONGEST_NAME_WORDS: Final = 5
_SHORTEST_TYPO: Final = 4  # of what was typed; what was meant has one letter more
_SHORTEST_MEANT: Final = 5
_LONGEST_TYPO: Final = 14
_LONGEST_MEANT: Final = _LONGEST_TYPO + 2
_JOINED_WORDS: Final = 2  # benchpress, romaniandeadlift; who runs more words together makes no small error
_TWO_ERRORS_FROM: Final = 8  # letters
_REMEMBERED: Final = 4096  # words
_DOUBTFUL: Final = words.BODY_PARTS | {"dead"}  # names of lifts only right beside a number
_BESIDE: Final = words.TIMES | words.UNITS.keys() | {":", "@"}
_SPLIT_BY_VOICE: Final = ("dumb", "kettle")  # dumb bell press
_NEVER_A_TYPO: Final = words.set_of(  # words of their own, one error beside a name
    "beach bunch branch squad squash clear clan lean font frost pros trust thirst string later since shred clock under",
    "spot spots closet grin lever inclined pushing powder prank traditions przykład fences panda tractors flyer",
    "flyers snitch",
    "pistons crucifix trustees strapped aperture crunchy plan plans plane plant plants",
)
_BEFORE_LETTER: Final = words.CLAUSE_ENDS | {"/"}


@dataclass(frozen=True, slots=True)
class Mention:
    """An exercise that is named by the tokens from *start* up to *stop*; several when it is "s/b/d"."""

    start: int
    stop: int
    ids: tuple[ExerciseId, ...]


def mentions(tokens: tuple[Token, ...], exercises: Exercises) -> tuple[Mention, ...]:
    """Every exercise named, in order. The longest name wins: "close grip bench" is not "bench"."""
    index = _index(exercises)
    meant = tuple([index.meant(token.text) for token in tokens])
    return tuple(_mentions(tokens, meant, index))


def _mentions(tokens: tuple[Token, ...], meant: tuple[str, ...], index: "_Index") -> Iterator[Mention]:
    at, has_letter, is_slashed = 0, False, any(token.text == "/" for token in tokens)
    while at < len(tokens):
        mention = None
        if index.may_begin(meant[at]):
            several = _several(tokens, meant, at, index) if is_slashed else None
            mention = several or _named(tokens, meant, at, index) or _initials(meant, at, index)
            if mention is None and (mention := _letter(tokens, at, index, is_next=has_letter)):
                has_letter = True
        if mention and meant[max(0, at - 2) : at] != ("in", "a"):  # three days in a row
            yield mention
        at = mention.stop if mention else at + 1


def _named(tokens: tuple[Token, ...], meant: tuple[str, ...], at: int, index: "_Index") -> Mention | None:
    if at and tokens[at].text in words.UNITS and tokens[at - 1].value is not None:
        return None  # 74 lb bss
    if at and tokens[at - 1].text in words.LACKING and tokens[at].text in words.CIRCUMSTANCES:
        return None  # no belt squat is a squat
    key, found, stop = "", None, at
    for _ in range(_LONGEST_NAME_WORDS):
        if stop >= len(tokens) or not tokens[stop].is_word:
            break
        key, stop = key + meant[stop], stop + 1
        if id_ := index.ids.get(key) or index.ids.get(key.removesuffix("s")) or index.ids.get(key.removesuffix("es")):
            is_doubtful = stop == at + 1 and _is_doubtful(tokens, meant, at)
            found = found if is_doubtful else Mention(at, stop, (id_,))
        if stop < len(tokens) and (tokens[stop].text == "&" or (tokens[stop].text == "-" and tokens[stop].glued)):
            stop += 1
    return found


def _is_doubtful(tokens: tuple[Token, ...], meant: tuple[str, ...], at: int) -> bool:
    """Whether one word is no lift by itself: a body part that nothing counts, or a guess at what was typed."""
    text = tokens[at].text
    if text in _DOUBTFUL:
        return not _is_counted(tokens, at)
    is_own = text in OWN_WORDS or tokens[at].raw.casefold() in OWN_WORDS
    return text != meant[at] and (is_own or not is_likely_slip(text, meant[at]))


def _is_counted(tokens: tuple[Token, ...], at: int) -> bool:
    """Calves 200x20, 135 dead x 6: a number right beside it makes a lift of the word, and so does a line of its own."""
    is_line = at == 0 or tokens[at - 1].text == "\n"
    if is_line and at + 1 < len(tokens) and tokens[at + 1].text == "\n":
        return True
    behind, before = tokens[at + 1 : at + 2], tokens[max(0, at - 1) : at]
    return any(token.value is not None or token.text in _BESIDE for token in (*behind, *before))


def _several(tokens: tuple[Token, ...], meant: tuple[str, ...], at: int, index: "_Index") -> Mention | None:
    """The names in "s/b/d" and "squat/bench": as many loads follow, in the same order."""
    ids, stop = [], at
    while id_ := index.letters.get(meant[stop]) or index.ids.get(meant[stop]):
        ids.append(id_)
        stop += 1
        if stop + 1 >= len(tokens) or tokens[stop].text != "/":
            break
        stop += 1
    return Mention(at, stop, tuple(ids)) if len(ids) > 1 and tokens[stop - 1].text != "/" else None


def _letter(tokens: tuple[Token, ...], at: int, index: "_Index", *, is_next: bool) -> Mention | None:
    """B 185x8, or s 195x3 b 130x3: the first one begins a part of the message, and all stand before their numbers."""
    id_ = index.letters.get(tokens[at].text)
    is_first = at == 0 or tokens[at - 1].text in _BEFORE_LETTER
    if id_ is None or not (is_first or is_next) or at + 2 >= len(tokens) or tokens[at].raw == "'s":
        return None
    number = at + 1 + (tokens[at + 1].text == ":")
    return Mention(at, at + 1, (id_,)) if number < len(tokens) and tokens[number].value is not None else None


def _initials(meant: tuple[str, ...], at: int, index: "_Index") -> Mention | None:
    """The names in "sbd"."""
    if len(meant[at]) > len(index.letters):
        return None
    ids = [index.letters[letter] for letter in meant[at] if letter in index.letters]
    is_all = len(ids) == len(meant[at]) == len(set(ids))
    return Mention(at, at + 1, tuple(ids)) if is_all and len(ids) > 1 else None


@lru_cache(maxsize=4)
def _index(exercises: Exercises) -> "_Index":
    return _Index(exercises)


class _Index:
    """Names by their letters alone, so that pull-up, pull up and pullup are one; and words by what they look like."""

    def __init__(self, exercises: Exercises) -> None:
        self.ids: dict[str, ExerciseId] = {}
        self.letters: dict[str, ExerciseId] = {}
        self._firsts: set[str] = set()
        vocabulary: set[str] = set()
        for name, id_ in exercises.names.items():
            parts = [token.text for token in tokenize(name) if token.is_word]
            (self.ids if len("".join(parts)) > 1 else self.letters)["".join(parts)] = id_
            vocabulary.update(parts)
            self._firsts.update("".join(parts[:stop]) for stop in range(1, len(parts) + 1))
            if len(parts) <= _JOINED_WORDS:
                vocabulary.add("".join(parts))
        self._vocabulary = vocabulary
        self._shapes = _shapes(word for word in vocabulary if _SHORTEST_MEANT <= len(word) <= _LONGEST_MEANT)
        self._firsts.update(self.letters, _SPLIT_BY_VOICE)
        self.may_begin = lru_cache(_REMEMBERED)(self._may_begin)
        self.meant = lru_cache(_REMEMBERED)(self._meant)  # most words come again

    def _meant(self, text: str) -> str:
        """The word that was meant, when exactly one is near; else the word that was typed."""
        is_long_enough = text[:1].isalpha() and _SHORTEST_TYPO <= len(text) <= _LONGEST_TYPO
        return self._find_nearest(text) if is_long_enough and not self._is_known(text) else text

    def _may_begin(self, word: str) -> bool:
        """Whether any name begins with *word*, or is it in the plural, or it may be the letters of several."""
        if not word[:1].isalpha():
            return False
        first = word[0] if len(word) <= len(self.letters) else word
        return not self._firsts.isdisjoint((word, word.removesuffix("s"), word.removesuffix("es"), first))

    def _find_nearest(self, text: str) -> str:
        reach = 2 if len(text) >= _TWO_ERRORS_FROM else 1
        near = {word for shape in _without_letters(text, reach) for word in self._shapes.get(shape, ())}
        ranked = sorted((distance(text, word), word) for word in near if word[0] == text[0])
        best = [word for distance, word in ranked if distance == min(reach, ranked[0][0])]
        return best[0] if len({word.removesuffix("s") for word in best}) == 1 else text

    def _is_known(self, text: str) -> bool:
        return bool({text, text.removesuffix("s"), text.removesuffix("es")} & self._vocabulary) or text in _NEVER_A_TYPO


def _shapes(vocabulary: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(vocabulary):
        for shape in _without_letters(word, 2 if len(word) >= _TWO_ERRORS_FROM - 1 else 1):
            found[shape].append(word)
    return {shape: tuple(near) for shape, near in found.items()}


def _without_letters(word: str, most: int) -> set[str]:
    """*word* with up to *most* letters left out: words within *most* errors of each other share one of these."""
    places = range(len(word))
    gaps = (set(gone) for count in range(most + 1) for gone in combinations(places, count))
    return {"".join(word[at] for at in places if at not in gone) for gone in gaps}
