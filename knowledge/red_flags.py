"""Words that stop training: who speaks of such a sign is told to stop, why, and whom to see. No model is asked."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from string import ascii_lowercase
from typing import Final, TypeAlias

import yaml
from pydantic import BaseModel, ConfigDict

TOKEN: Final = re.compile(r"[0-9]{1,2} ?/ ?10(?![0-9])|[^\W_]+(?:['’][^\W_]+)*|[.,;:!?\n]")
SCORE: Final = "<score>"
GAP: Final = ".."
GAP_WORDS: Final = 4  # "my knee still kind of really hurts": far enough to belong together
BACK_WORDS: Final = 6  # how far a negator reaches over words that may stand between
MINE: Final = frozenset({"i", "im", "ive", "me", "my", "mine", "myself"})
BREAKS: Final = frozenset(".,;:!?\n")

Phrase: TypeAlias = tuple[frozenset[str], ...]
"""In each place any of these words; a place that holds GAP is up to GAP_WORDS words of any kind."""


class Danger(StrEnum):
    EMERGENCY = "emergency"
    URGENT = "urgent"
    PAIN = "pain"


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A sign that was spoken of. *words* are the ones that told; *advice* says why to stop and whom to see."""

    danger: Danger
    words: str
    advice: str
    source: str


@dataclass(frozen=True, slots=True)
class Sign:
    danger: Danger
    phrases: tuple[Phrase, ...]
    advice: str
    source: str


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


@dataclass(frozen=True, slots=True)
class Others:
    """How a sign is said of somebody else: my mom had, she, his."""

    relatives: frozenset[str]  # people only behind one of *determiners*: "buddy, i fainted" speaks to one
    determiners: frozenset[str]
    pronouns: frozenset[str]
    possessors: frozenset[str]
    between: frozenset[str]  # what may stand between them and the sign


class RedFlags:
    """Every sign, gravest first, and the words that take one back.

    *meant* says of a word that was typed wrong which one it was.
    """

    def __init__(
        self,
        signs: tuple[Sign, ...],
        *,
        idioms: Iterable[Phrase],
        gone: Iterable[Phrase],
        negators: frozenset[str],
        between: frozenset[str],
        others: Others,
        meant: Mapping[str, str],
    ) -> None:
        self._signs = signs
        self._phrases = _by_first_word((phrase, rank) for rank, sign in enumerate(signs) for phrase in sign.phrases)
        self._idioms = _by_first_word((phrase, 0) for phrase in idioms)
        self._gone = tuple(gone)
        self._negators = negators
        self._between = between
        self._others = others
        self._meant = meant

    def red_flag(self, text: str) -> RedFlag | None:
        """The gravest sign that *text* speaks of; None when there is none. Takes any text, in linear time."""
        text = unicodedata.normalize("NFKC", text)
        words = self._without_idioms(tuple(_words(text, self._meant)))
        matches = list(_matches(self._phrases, words))
        theirs = {
            at for _, match in matches if self._is_somebody_else(words, match) for at in range(match.start, match.stop)
        }
        found = (hit for hit in matches if hit[1].start not in theirs and not self._is_denied(words, hit[1]))
        best = min(found, key=lambda hit: hit[0], default=None)
        if best is None:
            return None
        sign, match = self._signs[best[0]], best[1]
        said = text[words[match.start].start : words[match.stop - 1].end]
        return RedFlag(sign.danger, said, sign.advice, sign.source)

    def _without_idioms(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        idle = {at for _, match in _matches(self._idioms, words) for at in range(match.start, match.stop)}
        return tuple(Word("\n", word.start, word.end) if at in idle else word for at, word in enumerate(words))

    def _is_denied(self, words: tuple[Word, ...], match: Match) -> bool:
        return (
            any(words[at].text in self._negators for at in match.gap)
            or self._is_negated(words[max(0, match.start - BACK_WORDS) : match.start])
            or any(_fit(phrase, words, at) for phrase in self._gone for at in (match.stop, match.stop + 1))
        )

    def _is_negated(self, before: tuple[Word, ...]) -> bool:
        for word in reversed(before):
            if word.text in self._negators:
                return True
            if word.text not in self._between:
                return False
        return False

    def _is_somebody_else(self, words: tuple[Word, ...], match: Match) -> bool:
        """My mom had a heart attack, he tore his pec; but not "i told her chest pain"."""
        others = self._others
        inside = {words[at].text for at in range(match.start, match.stop)}
        if inside & others.possessors and not inside & MINE:
            return True
        at = match.start - 1
        reach = max(-1, at - BACK_WORDS)
        while at > reach and words[at].text in others.between - others.possessors:
            at -= 1
        if at <= reach or words[at].text in others.possessors:
            before = {words[place].text for place in range(max(0, at - BACK_WORDS), max(0, at))}
            return at > reach and not before & MINE
        said = words[at].text
        is_one = (said in others.relatives or said.removesuffix("s") in others.relatives) and (
            at > 0 and words[at - 1].text in others.determiners
        )
        return is_one or said in others.pronouns


def _words(text: str, meant: Mapping[str, str]) -> Iterator[Word]:
    for match in TOKEN.finditer(text):
        folded = SCORE if "/" in match[0] else match[0].casefold().replace("'", "").replace("’", "")
        yield Word(meant.get(folded, folded), match.start(), match.end())


def _typing_errors(word: str) -> Iterator[str]:
    """*word* with one letter after its first left out, put in, changed, or swapped with its neighbour."""
    for at in range(1, len(word) + 1):
        head, tail = word[:at], word[at:]
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        yield from (head + letter + rest for letter in ascii_lowercase for rest in (tail, tail[1:]))


def _by_first_word(phrases: Iterable[tuple[Phrase, int]]) -> Mapping[str, tuple[tuple[Phrase, int], ...]]:
    found: dict[str, list[tuple[Phrase, int]]] = defaultdict(list)
    for phrase, rank in phrases:
        for word in phrase[0]:
            found[word].append((phrase, rank))
    return {word: tuple(starting) for word, starting in found.items()}


def _matches(
    phrases: Mapping[str, tuple[tuple[Phrase, int], ...]], words: tuple[Word, ...]
) -> Iterator[tuple[int, Match]]:
    """Each phrase that stands somewhere, with its rank."""
    for at, word in enumerate(words):
        for phrase, rank in phrases.get(word.text, ()):
            if match := _fit(phrase, words, at):
                yield rank, match


def _fit(phrase: Phrase, words: tuple[Word, ...], at: int) -> Match | None:
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


# ── the file ───────────────────────────────────────────────────────────────────────────────────────────────────────


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _SignText(_Strict):
    id: str
    danger: Danger
    phrases: tuple[str, ...]
    why: str
    whom: str
    source: str


class _Text(_Strict):
    groups: dict[str, tuple[str, ...]]
    negators: tuple[str, ...]
    between: tuple[str, ...]
    relatives: tuple[str, ...]
    determiners: tuple[str, ...]
    others: tuple[str, ...]
    possessors: tuple[str, ...]
    others_between: tuple[str, ...]
    forgiven: tuple[str, ...]
    kept: tuple[str, ...]
    gone: tuple[str, ...]
    idioms: tuple[str, ...]
    signs: tuple[_SignText, ...]


def load_red_flags() -> RedFlags:
    """The signs of ``knowledge/red_flags.yaml``. Reads a file, so the composition root calls it once.

    Raises:
        ValueError: the file is not as it should be; the message says where.
    """
    raw = files("knowledge").joinpath("red_flags.yaml").read_text(encoding="utf-8")
    text = _Text.model_validate(yaml.safe_load(raw))
    grave = sorted(text.signs, key=lambda sign: list(Danger).index(sign.danger))
    return RedFlags(
        tuple(_sign(sign, text.groups) for sign in grave),
        idioms=[_phrase(line, text.groups) for line in text.idioms],
        gone=[_phrase(line, text.groups) for line in text.gone],
        negators=frozenset(text.negators),
        between=frozenset(word for place in text.between for word in _alternatives(place, text.groups)),
        others=Others(
            relatives=frozenset(text.relatives),
            determiners=frozenset(text.determiners),
            pronouns=frozenset(text.others),
            possessors=frozenset(text.possessors),
            between=frozenset(text.others_between),
        ),
        meant={
            wrong: word
            for word in text.forgiven
            for wrong in _typing_errors(word)
            if wrong not in {*text.kept, *text.forgiven}
        },
    )


def _sign(text: _SignText, groups: Mapping[str, tuple[str, ...]]) -> Sign:
    phrases = tuple(_phrase(line, groups) for line in text.phrases)
    return Sign(text.danger, phrases, f"{text.why} {text.whom}", text.source)


def _phrase(line: str, groups: Mapping[str, tuple[str, ...]]) -> Phrase:
    return tuple(frozenset(_alternatives(place, groups)) for place in line.split())


def _alternatives(place: str, groups: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for word in place.split("|"):
        if word.startswith("<") and word != SCORE:
            if word[1:-1] not in groups:
                raise ValueError(f"red_flags.yaml: no group is called {word}")
            yield from groups[word[1:-1]]
        else:
            yield word
