"""The form of words: their letters, their length, their language, and nothing in them that a chat would make a link."""

import re
from functools import lru_cache
from typing import Final
from unicodedata import category, normalize

from agents.allowed import Allowed, Rule
from agents.guard.phrases import pattern

LONGEST: Final = 600  # characters; a phone's screen without scrolling

_JOINS_EMOJI: Final = re.compile("(?<=[^\x00-\x7f])[\u200d\ufe0f](?=[^\x00-\x7f]|$|\\s|[.,!?])")
_SIGNS_AS_LETTERS: Final = re.compile("[\U0001f100-\U0001f1ff🔟💯🔢🆙]")  # squared letters, flags, emoji of numbers


@lru_cache(maxsize=64)
def flat(words: str) -> str:
    """*words* with ordinary quotes, dashes and spaces, for rules that look at their wording."""
    plain = normalize("NFKC", words)
    return " ".join(plain.translate({0x2018: "'", 0x2019: "'", 0x2013: "-", 0x2014: "-", 0x2011: "-"}).split())


@lru_cache(maxsize=64)
def _lower(words: str) -> str:
    return flat(words).lower()


@lru_cache(maxsize=64)
def sentences(words: str) -> tuple[str, ...]:
    """The sentences of *words* in lower case, without what ends them."""
    return tuple(_BETWEEN.split(_lower(words)))


_BETWEEN: Final = re.compile(r"[.!?;…]+(?:[\"')]|\s|$)+")


def says(reason: str, *, under: str | None = None, also: str = "") -> Rule:
    """A rule against words that have a phrase *under* a heading, or *also*, a verbose expression.

    The heading is the reason where none is named.
    """
    return _against(reason, pattern(under or reason, also))


def has(reason: str, ways: str) -> Rule:
    """A rule against words that have *ways*, a verbose expression in lower case, at any place."""
    return _against(reason, re.compile(ways, re.VERBOSE))


def _against(reason: str, ways: re.Pattern[str]) -> Rule:
    def rule(words: str, _: Allowed) -> str | None:
        found = ways.search(_lower(words))
        return f"{reason}: {flat(words)[found.start() : found.end()].strip()}" if found else None

    return rule


def bad_length(words: str, _: Allowed) -> str | None:
    if not words.strip():
        return "nothing was said"
    return f"longer than {LONGEST} characters" if len(words) > LONGEST else None


def bad_letters(words: str, _: Allowed) -> str | None:
    if words.isascii() and words.isprintable():
        return _letters_apart(words)
    joined = _JOINS_EMOJI.sub("", words)
    hidden = next((letter for letter in joined if _is_hidden(letter)), None)
    if hidden is not None:
        return f"unprintable U+{ord(hidden):04X}"
    foreign = next((letter for letter in words if letter.isalpha() and not letter.isascii()), None)
    if foreign:
        return f"a letter that is not English: {foreign}"
    disguised = next((letter for letter in words if _is_disguised(letter)), None)
    if disguised:
        return f"a letter or digit in disguise: {disguised}"
    return _letters_apart(words)


def _letters_apart(words: str) -> str | None:
    apart = _APART.search(words)
    return f"letters apart: {apart[0].strip()}" if apart else None


_APART: Final = re.compile(r"\b[a-z](?:[ .\-_][a-z]){3,}\b", re.IGNORECASE)


def _is_hidden(letter: str) -> bool:
    return (not letter.isprintable() and letter != "\n") or category(letter) in ("Mn", "Me", "Mc")


def _is_disguised(letter: str) -> bool:
    if letter.isascii():
        return False
    same = normalize("NFKC", letter)
    return (
        letter.isnumeric()
        or any(one.isascii() and one.isalnum() for one in same)
        or _SIGNS_AS_LETTERS.match(letter) is not None
    )


link: Final = has(
    "a link",
    r"""
    https?:
    | www\.
    | \b\w+ \. (?: com|net|org|io|gg|me|co|app|dev|info|link|ly|tv|ai|ru|uk|de|xyz|be|to|us|fm|sh|store|shop|site
        |online|club|fit|example|test )\b
    | \b\w+ \s+ dot \s+ (?: com|net|org|io|me|co )\b
    | \b (?: telegram|discord|whatsapp ) \s+ (?: channel|group|server )\b
    | \b (?: sign\ up|log\ ?in|subscribe|enrol\w*|download )\b
    | \d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}  # an address on a network
    """,
)
mention: Final = has(
    "a mention",
    r"""
    @\s*[a-z]
    | \b (?: dm|message|text|call|email )\ me\b
    | \+\d{6,}  # a telephone
    """,
)
markup: Final = has(
    "markup",
    r"""
    [*_~`|<>{}\[\]\\«»]
    | (?<!\d)[#]
    | ^\s*[-•]\s  # a list
    | ^\d+[.)]\s  # a numbered list
    """,
)
