"""What a text says without whom it is about: names, handles, ids and places become marks, and numbers stay exact.

A lifter's talk may only have words that are known to name nobody. Free prose has too many words for that, so there
every capital word that is not known is a name, beside the lists of first names and places and what stands around them.
"""

import re
from calendar import day_abbr, day_name, month_name
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final
from unicodedata import category

from learning.dataset.contacts import without_contacts
from learning.dataset.health import without_health, without_health_at_all
from learning.dataset.lexicon import (
    LETTERS,
    LONGEST_PLACE,
    first_names,
    folded,
    gym_words,
    harmless,
    identifiers,
    ordinary_places,
    place_beginnings,
    places,
)
from learning.dataset.marks import CONTACT, MARK, NAME, PLACE, WORD
from learning.dataset.people import KIN, without_plain_names
from learning.dataset.whereabouts import without_whereabouts
from storage.records import Whole

_TOKEN: Final = re.compile(rf"{MARK}|\w+")
_WORD: Final = re.compile(rf"{MARK}|\b[^\W\d_]+\b")
_AMOUNT: Final = re.compile(r"\d+(?:[a-z]{1,4}|x\d+)*|[a-z]{1,3}\d{1,4}", re.IGNORECASE)  # 185lb, 3x5x185, rpe8
_UNIT: Final = (
    r"(?:kgs?|kilos?|kilograms?|lbs?|pounds?|reps?|sets?|secs?|seconds?"
    r"|mins?|minutes?|hrs?|hours?|rpe|rir|rm|bw|plates?|[phmsf])"
)
_SET: Final = (
    re.compile(  # as lifters write it in one word: 80kgx5x3rpe8, bw+10kgx5, e1rm120kg, 1h30m; one x is Cyrillic
        rf"[xх]|(?:e?1rm|{_UNIT})?[xх]?\d{{1,4}}(?:{_UNIT}?[xх]?{_UNIT}?\d{{1,4}})*{_UNIT}?[xх]?{_UNIT}?", re.IGNORECASE
    )
)
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]+")
_HIDDEN: Final = ("Cf", "Mn", "Co", "Cs")  # letters that change how others look, or stand between them unseen
_RUN: Final = re.compile(rf"{re.escape(WORD)}(?:[ \-.,'’/]+{re.escape(WORD)})+")
_PARTS: Final = re.compile(r"(?<=[.!?:…»}\"])\n|\n(?=[-*#•\n])")  # where no sentence goes on
_SENTENCE_BEGINS: Final = re.compile(r"(?:^|[.!?:;\n\"“«(\[*-])\s*$")
_SHORTEST_NAME: Final = 2  # letters
_LONGEST_ACRONYM: Final = 5  # letters

_MONTHS: Final = frozenset(name.lower() for name in month_name[1:])
_DAYS: Final = frozenset(name.lower() for name in (*day_name, *day_abbr))
_METHODS: Final = frozenset(["texas"])  # "Texas Method" is a programme
_CAPITAL: Final = r"[A-Z][\w'’-]+"
_INTRODUCED: Final = (
    re.compile(
        r"(?P<before>(?i:\bname(?:\s+is|['’]s|:)\s+|\bcall(?:ed|s)?\s+me\s+"
        rf"|\b(?:is|was|guy|girl|man|woman|{KIN})\s+(?:called|named)\s+))(?P<name>{MARK}|[^\W\d_]+(?:\s+{_CAPITAL})*)"
    ),
    re.compile(rf"\b(?P<before>(?:Dr|Mr|Mrs|Ms|Miss|Sir|Prof|Professor)\.?\s+)(?P<name>{_CAPITAL}(?:\s+{_CAPITAL})?)"),
    re.compile(r"(?P<before>\b(?i:thanks|cheers|regards|love),?\s+[-–—]?\s*)(?P<name>[A-Z][a-z]+)(?=\W*$)"),
)
_HOME: Final = re.compile(
    r"\b(?:(?:live|lives|lived|living|moved?|moving|born|raised|based|grew up|fly|flying)\s+(?:in|to|near"
    r"|from|outside|around)|(?:i['’]?m|i am|we are|we['’]re|comes?|came)\s+from"
    r"|(?:gym|job|meet|comp|competition|hotel|flight|office|hospital|school|university|college)\s+(?:in|to|near))\s+$",
    re.IGNORECASE,
)
_NO_PLACES: Final = frozenset(
    ("time", "most", "same", "much", "mine", "normal", "date", "than", "of", "can", "say", "come", "along", "best")
)  # in lower case, though towns are called so
_APART: Final = re.compile(r"(?<!\w)[^\W\d_](?P<gap>[ .\-_]{1,2})[^\W\d_](?:(?P=gap)[^\W\d_])+(?!\w)")  # j o h n
_TOWARDS: Final = frozenset(["in", "from", "to", "near", "around", "at", "outside", "via"])
_WITH: Final = re.compile(r"\b(?:with|and|to|from|ask|asked|tell|told|saw|met|like|than|for|by|hi|hey|hello)\s+$", re.I)
_OF_TIME: Final = re.compile(
    r"(?:\d|\b(?:in|by|since|until|till|of|last|next|this|early|late|mid|and|or|to))\W*$", re.I
)
_SPEAKS: Final = re.compile(r"['’]s\b|\s+(?:says|said|told|and i\b|thinks|asked|wants)", re.IGNORECASE)
_ALSO_VERBS: Final = frozenset(["will", "may"])
_LOOK_BACK: Final = 40  # characters


@dataclass(frozen=True, slots=True)
class Own:
    """What names one lifter: words of his name, folded, and his accounts."""

    names: frozenset[str] = frozenset()
    accounts: tuple[str, ...] = ()


NOBODY: Final = Own()


def own_of(whole: Whole) -> Own:
    """A name of gym words alone, such as "Iron Bench", names nobody."""
    words = (folded(word) for word in LETTERS.findall(whole.person.name))
    names = frozenset(word for word in words if len(word) >= _SHORTEST_NAME and word not in gym_words())
    accounts = {one.account for one in whole.identities if not _is_plain(one.account)}
    accounts |= {str(whole.person.user), *_handles(whole.person.name)}
    return Own(
        names,
        tuple(sorted((one for one in accounts if len(one) >= (5 if one.isdigit() else 3)), key=len, reverse=True)),
    )


def _is_plain(account: str) -> bool:
    """An account that is called as a thing, such as "bench", tells nobody apart where the thing is meant."""
    return account.isalpha() and _known(account) and folded(account) not in first_names()


def _handles(name: str) -> Iterable[str]:
    """Words of a name that are none in any language: ``mike_85``."""
    return (word for word in re.findall(r"[\w.-]+", name) if re.search(r"[\d_.]", word))


def cleaned_talk(text: str, own: Own = NOBODY) -> str:
    """A prompt about a lifter, or what he said. Every word that is not known to be harmless is marked."""
    return "\n".join(_cleaned_line(without_health(line), own) for line in text.split("\n"))


def cleaned_answer(text: str, own: Own = NOBODY) -> str:
    """What a lifter was told: as his talk, and nothing of anybody's health."""
    return cleaned_talk(without_health_at_all(text), own)


@lru_cache(maxsize=1 << 14)  # prompts have most of their lines in common
def _cleaned_line(text: str, own: Own) -> str:
    text = _marked(text, own)
    text = _TOKEN.sub(lambda token: token[0] if _is_harmless(token[0]) else WORD, text)
    return _RUN.sub(WORD, text)


def cleaned_prose(text: str, own: Own = NOBODY) -> str:
    """What somebody wrote at length. Capital words that are not known are taken for names."""
    return "\n".join(_cleaned_part(part, own) for part in _PARTS.split(text))


@lru_cache(maxsize=1 << 14)
def _cleaned_part(text: str, own: Own) -> str:
    text = _marked(text, own)
    text = _TOKEN.sub(lambda token: NAME if _is_strange(token[0]) else token[0], text)
    return re.sub(rf"{re.escape(NAME)}(?:[ \-]{re.escape(NAME)})+", NAME, text)


def _marked(text: str, own: Own) -> str:
    """With marks for all that a pattern or a list knows."""
    if not text.isascii():
        text = "".join(letter for letter in text if category(letter) not in _HIDDEN)
    for account in own.accounts:
        text = re.sub(rf"(?<!\w){re.escape(account)}(?!\w)", CONTACT, text, flags=re.IGNORECASE)
    text = without_contacts(without_whereabouts(text))
    text = _APART.sub(WORD, text)
    for introduced in _INTRODUCED:
        text = introduced.sub(_introduced, text)
    return without_plain_names(_without_names(_without_places(text), own))


def _introduced(found: re.Match[str]) -> str:
    name = found["name"]
    is_known = name[0].islower() and folded(name) in harmless() and folded(name) not in first_names()
    return found[0] if name.startswith("[") or is_known else found["before"] + NAME


def _without_places(text: str) -> str:
    tokens = list(_WORD.finditer(text))
    kept: list[str] = []
    end, at = 0, 0
    while at < len(tokens):
        words = _place_at(text, tokens, at)
        if words:
            kept += [text[end : tokens[at].start()], PLACE]
            end = tokens[at + words - 1].end()
        at += words or 1
    return "".join((*kept, text[end:]))


def _place_at(text: str, tokens: list[re.Match[str]], at: int) -> int:
    """How many words from *at* on are a place: the most that are one; 0: none."""
    first = folded(tokens[at][0])
    if first in _METHODS and at + 1 < len(tokens) and folded(tokens[at + 1][0]) == "method":
        return 0
    most = LONGEST_PLACE if first in place_beginnings() else 1
    for words in range(min(most, len(tokens) - at), 0, -1):
        run = tokens[at : at + words]
        if words > 1 and not _is_joined(text, run):
            continue
        name = " ".join(folded(token[0]) for token in run)
        if name in places() and (name not in ordinary_places() or _is_meant(text, tokens, at, words)):
            return words
    return 0


def _is_joined(text: str, run: list[re.Match[str]]) -> bool:
    gaps = (text[one.end() : other.start()] for one, other in pairwise(run))
    return all(re.fullmatch(r"[ \t]+|[-'’.]\s?", gap) for gap in gaps)


def _is_meant(text: str, tokens: list[re.Match[str]], at: int, words: int) -> bool:
    """Whether plain words are a place here: somebody lives there, or they are capital and gone to or come from."""
    run, first = tokens[at : at + words], folded(tokens[at][0])
    if words == 1 and (
        first in gym_words()
        or tokens[at][0] in _NO_PLACES
        or first in _DAYS
        or (first in _MONTHS and not _HOME.search(_before(text, run[0])))
    ):
        return False
    if _HOME.search(_before(text, run[0])):
        return True
    before = folded(tokens[at - 1][0]) if at else ""
    is_capital = first in _METHODS or all(token[0][0].isupper() for token in run)
    return is_capital and (words > 1 or before in _TOWARDS)


def _before(text: str, token: re.Match[str]) -> str:
    return text[max(0, token.start() - _LOOK_BACK) : token.start()]


def _without_names(text: str, own: Own) -> str:
    return _TOKEN.sub(lambda token: NAME if _is_name(text, token, own) else token[0], text)


def _is_name(text: str, token: re.Match[str], own: Own) -> bool:
    said = token[0]
    if said.startswith("["):
        return False
    words = [folded(word) for word in LETTERS.findall(said)]
    if any(word in own.names for word in words):
        return True
    return any(word in first_names() and _is_person(text, token, word) for word in words)


def _is_person(text: str, token: re.Match[str], word: str) -> bool:
    """A first name that is no plain word is a person; one that is, where it is capital inside a sentence or kin."""
    if word not in harmless():
        return True
    before = _before(text, token)
    if re.search(rf"\b{KIN}\.?,?\s+$", before, re.IGNORECASE):
        return word not in _ALSO_VERBS or token[0][0].isupper()
    if not token[0][0].isupper() or (word in _MONTHS and _OF_TIME.search(before)):
        return False
    if word == "max":
        return _WITH.search(before) is not None
    return _SENTENCE_BEGINS.search(before) is None or _SPEAKS.match(text, token.end()) is not None


def _is_harmless(token: str) -> bool:
    """Of a lifter's talk."""
    if token.startswith("[") or token.isdigit() or token in identifiers() or _SET.fullmatch(token):
        return True
    if re.search(r"[\d_]", token) and not _AMOUNT.fullmatch(token):
        return not LETTERS.search(token)
    return all(_known(word) for word in LETTERS.findall(token))


def _known(word: str) -> bool:
    plain = folded(word)
    return plain in harmless() or not plain


def _is_strange(token: str) -> bool:
    """Of prose: a capital word that is not known, or one that no writing has."""
    if token.startswith("[") or token.isdigit() or _SET.fullmatch(token):
        return False
    if re.search(r"[\d_]", token):
        return bool(LETTERS.search(token)) and not _AMOUNT.fullmatch(token) and token not in identifiers()
    if not token.isascii() and not _LATIN.fullmatch(token):
        return not _known(token)
    is_acronym = token.isupper() and len(token) <= _LONGEST_ACRONYM
    return any(letter.isupper() for letter in token) and not is_acronym and not _known(token)
