"""Words that stop training: who speaks of such a sign is told to stop, why, and whom to see. No model is asked."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from itertools import accumulate
from typing import Final

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.flag_words import PRESSURE, SCORE, TOKEN, Others, Sign, compared, words_of
from knowledge.flag_words import Danger as Danger
from knowledge.flag_words import RedFlag as RedFlag
from knowledge.phrases import BREAKS, Match, Phrase, Word, by_first_word, fit, folded, matches
from knowledge.spelling import typing_errors
from knowledge.words import joined, words

_OPENERS: Final = frozenset({"hi", "hey", "hello", "ok", "also", "coach", "question", "quick", "just", "curious"})
BACK_WORDS: Final = 6  # how far a negator reaches over words that may stand between
MINE: Final = frozenset({"i", "im", "ive", "me", "my", "mine", "myself"})
JOINERS: Final = frozenset({"and", "but", "so", "n"})


class RedFlags:
    """Every sign, gravest first, and the words that take one back.

    *meant* says of a word that was typed wrong which one it was.
    """

    def __init__(
        self,
        signs: tuple[Sign, ...],
        *,
        idioms: Iterable[Phrase],
        compared: Iterable[Phrase],
        parts: frozenset[str],
        gone: Iterable[Phrase],
        negators: frozenset[str],
        between: frozenset[str],
        others: Others,
        supposed: Iterable[Phrase],
        general: Iterable[Phrase],
        own: Iterable[Phrase],
        past: Iterable[Phrase],
        now: Iterable[Phrase],
        meant: Mapping[str, str],
    ) -> None:
        self._signs = signs
        self._phrases = by_first_word((phrase, rank) for rank, sign in enumerate(signs) for phrase in sign.phrases)
        self._idioms = by_first_word((phrase, 0) for phrase in idioms)
        self._compared = by_first_word((phrase, 0) for phrase in compared)
        self._named = parts | {"my", "mine", "me", "myself"}
        self._gone = tuple(gone)
        self._negators = negators
        self._between = between
        self._others = others
        self._supposed = tuple(supposed)
        self._general = tuple(general)
        self._own = by_first_word((phrase, 0) for phrase in own)
        self._past = by_first_word((phrase, 0) for phrase in past)
        self._now = by_first_word((phrase, 0) for phrase in now)
        self._meant = meant

    def red_flag(self, text: str) -> RedFlag | None:
        """The gravest sign that *text* speaks of; None when there is none. Takes any text, in linear time."""
        text = unicodedata.normalize("NFKC", text)
        if not self._may_be(text):
            return None
        words = self._without_idioms(tuple(words_of(text, self._meant)))
        hits = list(matches(self._phrases, words))
        theirs = {
            at for _, match in hits if self._is_somebody_else(words, match) for at in range(match.start, match.stop)
        }
        theirs |= self._long_past(words) if hits else set()
        asked = self._asked_in_general(words) if hits else set()
        found = (
            (rank, match)
            for rank, match in hits
            if match.start not in theirs
            and not (match.start in asked and self._signs[rank].danger is Danger.PAIN)
            and not self._is_denied(words, match)
        )
        best = min(found, key=lambda hit: hit[0], default=None)
        if best is None:
            return None
        sign, match = self._signs[best[0]], best[1]
        said = text[words[match.start].start : words[match.stop - 1].end]
        return RedFlag(sign.danger, said, sign.advice, sign.source)

    def _may_be(self, text: str) -> bool:
        """Whether *text* has the first and the last word of some phrase, wherever they stand: most messages do not."""
        said = {compared(found, self._meant) for found in TOKEN.findall(folded(text))}
        phrases = (phrase for first in self._phrases.keys() & said for phrase, _ in self._phrases[first])
        return any(not phrase[-1].isdisjoint(said) for phrase in phrases)

    def _without_idioms(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        found = [match for _, match in matches(self._idioms, words)]
        if self._named.isdisjoint(word.text for word in words):
            found += [match for _, match in matches(self._compared, words) if _is_end(words, match.stop)]
        idle = {at for match in found for at in range(match.start, match.stop)}
        return tuple(Word("\n", word.start, word.end) if at in idle else word for at, word in enumerate(words))

    def _long_past(self, words: tuple[Word, ...]) -> set[int]:
        """The places of clauses that tell of years ago, and of nothing now."""
        old = [match.start for _, match in matches(self._past, words)]
        if not old:
            return set()
        new = [match.start for _, match in matches(self._now, words)]
        clause = tuple(accumulate(word.text in BREAKS | JOINERS for word in words))
        past = {clause[at] for at in old} - {clause[at] for at in new}
        return {at for at in range(len(words)) if clause[at] in past}

    def _asked_in_general(self, words: tuple[Word, ...]) -> set[int]:
        """The places of clauses that ask about lifters, and tell of no pain of one's own."""
        clause = tuple(accumulate(word.text in BREAKS | JOINERS for word in words))
        now = {clause[match.start] for _, match in matches(self._now, words)}
        own = {clause[match.start] for _, match in matches(self._own, words)}
        found = {clause[at] for at in self._begins(words, self._general)} - own
        found = (found | {clause[at] for at in self._begins(words, self._supposed)}) - now
        return {at for at in range(len(words)) if clause[at] in found}

    def _begins(self, words: tuple[Word, ...], phrases: tuple[Phrase, ...]) -> Iterator[int]:
        """The places at which a clause begins with one of *phrases*."""
        begins = True
        for at, word in enumerate(words):
            if begins and any(fit(phrase, words, at) for phrase in phrases):
                yield at
            begins = word.text in BREAKS | JOINERS or (begins and word.text in _OPENERS)

    def _is_denied(self, words: tuple[Word, ...], match: Match) -> bool:
        return (
            any(words[at].text in self._negators for at in match.gap)
            or self._is_negated(words[max(0, match.start - BACK_WORDS) : match.start])
            or any(fit(phrase, words, at) for phrase in self._gone for at in (match.stop, match.stop + 1))
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


def _is_end(words: tuple[Word, ...], place: int) -> bool:
    return all(word.text in BREAKS for word in words[place:])


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
    typos: dict[str, str]
    supposed: tuple[str, ...]
    general: tuple[str, ...]
    own: tuple[str, ...]
    past: tuple[str, ...]
    now: tuple[str, ...]
    kept: tuple[str, ...]
    gone: tuple[str, ...]
    idioms: tuple[str, ...]
    compared: tuple[str, ...]
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
        compared=[_phrase(line, text.groups) for line in text.compared],
        parts=frozenset(word for group in ("joint", "muscle", "ort", "teil") for word in text.groups[group]),
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
        supposed=[_phrase(line, text.groups) for line in text.supposed],
        general=[_phrase(line, text.groups) for line in text.general],
        own=[_phrase(line, text.groups) for line in text.own],
        past=[_phrase(line, text.groups) for line in text.past],
        now=[_phrase(line, text.groups) for line in text.now],
        meant=text.typos
        | {
            wrong: word
            for word in text.forgiven
            for wrong in typing_errors(word)
            if wrong not in {*text.kept, *text.forgiven}
        },
    )


def _sign(text: _SignText, groups: Mapping[str, tuple[str, ...]]) -> Sign:
    phrases = tuple(_phrase(line, groups) for line in text.phrases)
    return Sign(text.danger, phrases, joined([words(text.why), words(text.whom)], " "), text.source)


def _phrase(line: str, groups: Mapping[str, tuple[str, ...]]) -> Phrase:
    return tuple(frozenset(_alternatives(place, groups)) for place in line.split())


def _alternatives(place: str, groups: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for word in place.split("|"):
        if word.startswith("<") and word not in (SCORE, PRESSURE):
            if word[1:-1] not in groups:
                raise ValueError(f"red_flags.yaml: no group is called {word}")
            yield from (folded(member) for member in groups[word[1:-1]])
        else:
            yield folded(word)
