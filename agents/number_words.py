"""English number words turned into digits, the gym's way of saying them included: "one eighty-five" is 185."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from string import ascii_lowercase

from knowledge.units import plain

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_LOW_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen")
_HIGH_TEENS = ("fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_ONES = {word: value for value, word in enumerate(_DIGITS)}
_TEENS = {word: value for value, word in enumerate((*_LOW_TEENS, *_HIGH_TEENS), start=10)}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SAID_ALONE = {
    "twice": "2 times",
    "thrice": "3 times",
    "couple": "2",
    "double": "2 reps",
    "triple": "3 reps",
    "dozen": "12",
    "half": "0.5",
    "halve": "0.5",
    "quarter": "0.25",
    "quarters": "0.25",
    "thirds": "0.333",
    "sixth": "6",
    "seventh": "7",
    "eighth": "8",
    "ninth": "9",
    "tenth": "10",
}

_FIRST = "|".join([*_ONES, *_TEENS, *_TENS, "hundred", "thousand"])
_RUN = re.compile(
    rf"\b(?:an?[\s-]+(?=hundred|thousand))?(?:{_FIRST})"
    rf"(?:(?:[\s-]+|(?<=hundred)\s+and\s+|(?<=thousand)\s+and\s+)(?:{_FIRST}|oh|point))*"
    r"(?:\s+and\s+a\s+half)?\b"
)
_ALMOST = (
    "seventy",
    "ninety",
    "eighty",
    "sixty",
    "forty",
    "fifty",
    "thirty",
    "twenty",
    "hundred",
    "thousand",
    "eleven",
    "twelve",
)
_REAL_WORDS = frozenset(
    (
        "forth",
        "nifty",
        "weighty",
        "thirsty",
        "forty",
        "sixty",
        "fifty",
        "lefty",
        "hundreds",
        "thousands",
        "sixth",
        "fifth",
        "sixties",
        "shifty",
        "sixty",
    )
)


def _one_letter_off(word: str) -> Iterator[str]:
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
        for letter in ascii_lowercase:
            yield word[:at] + letter + word[at:]
            yield word[:at] + letter + word[at + 1 :]


# Misspelled number words, one letter off; the short ones only where two letters changed places.
_NEARLY = {wrong: word for word in _ALMOST for wrong in _one_letter_off(word) if wrong not in _REAL_WORDS}
_NEARLY |= {
    "eihgt": "eight",
    "eigth": "eight",
    "fourtie": "forty",
    "fiveteen": "fifteen",
    "fivteen": "fifteen",
    "twelf": "twelve",
}
_NEARLY = {wrong: word for wrong, word in _NEARLY.items() if wrong not in {*_ONES, *_TEENS, *_TENS}}
_WRONG = frozenset(_NEARLY)
_WORD = re.compile(r"[a-z]{4,}")
_ANY = rf"(?:{_FIRST})"
_GLUED = re.compile(rf"\b{_ANY}(?:{_ANY}|oh|and)*{_ANY}\b")
_TIE = re.compile(r"\b(twen|thir|for|fif|six|seven|eigh|nine)ties\b|\b(twen|thir|for|fif|six|seven|eigh|nine)tieth\b")
_ORDINAL = re.compile(
    rf"\b({'|'.join([*_TEENS, 'hundred', 'thousand'])})ths?\b|(?<=ty[\s-])(first|second|third|fourth|fifth|sixth|"
    rf"seventh|eighth|ninth)\b"
)
_PLURAL = re.compile(
    rf"\b({'|'.join(word for word in [*_ONES, *_TEENS] if word not in ('zero', 'one', 'six'))})s\b|\bsixes\b"
)
_ORDINALS = dict(
    zip(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"), _DIGITS[1:], strict=True
    )
) | {"twelf": "twelve"}
_ALONE = re.compile(rf"\b(?:{'|'.join(_SAID_ALONE)})\b")
_ONE_COUNTS = re.compile(r"[\s-]+(?:set|lbs?|pounds?|kgs?|kilos?|percent|plates?)\b")


def in_digits(text: str) -> str:
    """Lower-case *text* with its number words in digits. "One" and "zero" stay, unless they count sets or loads."""
    return _ALONE.sub(lambda word: _SAID_ALONE[word[0]], _RUN.sub(_spelled, _mended(text)))


def _mended(text: str) -> str:
    """Number words that were glued, misspelled, counted in the plural or put in an order, as plain number words."""
    if not _WRONG.isdisjoint(_WORD.findall(text)):
        text = _WORD.sub(lambda word: _NEARLY.get(word[0], word[0]), text)
    text = _TIE.sub(lambda word: f"{word[1] or word[2]}ty", text)
    text = _GLUED.sub(lambda word: " ".join(re.findall(rf"{_ANY}|oh|and", word[0])), text)
    text = _PLURAL.sub(lambda word: word[1] or "six", text)
    return _ORDINAL.sub(lambda word: word[1] or _ORDINALS[word[2]], text)


def _spelled(run: re.Match[str]) -> str:
    words = re.sub(r"\s+and\s+a\s+half$", "", run[0])
    tokens = [word for word in re.split(r"[\s-]+", words) if word not in ("a", "an", "and")]
    if run[0] in ("zero", "one") and not _ONE_COUNTS.match(run.string, run.end()):
        return run[0]
    amounts = _amounts(tokens)
    if words != run[0]:
        amounts[-1] += Decimal("0.5")
    return " ".join(plain(amount) for amount in amounts)


def _amounts(tokens: Sequence[str]) -> list[Decimal]:
    if len(tokens) > 1 and all(token in _ONES for token in tokens):
        return [Decimal("".join(str(_ONES[token]) for token in tokens))]  # "two two five"
    amounts = []
    while tokens:
        whole, tokens = _whole(tokens)
        decimals, tokens = _decimals(tokens)
        amounts.append(whole + decimals)
    return amounts


def _whole(tokens: Sequence[str]) -> tuple[Decimal, Sequence[str]]:
    """The number at the front, and what is left."""
    below, rest = _below_hundred(tokens)
    if rest and rest[0] == "hundred":
        more, rest = _below_hundred(rest[1:])
        below = (below or 1) * 100 + more
    elif below in range(1, 10) and rest and (rest[0] in _TEENS or rest[0] in _TENS):
        more, rest = _below_hundred(rest)
        below = below * 100 + more  # "one eighty-five"
    elif below in range(1, 10) and len(rest) > 1 and rest[0] == "oh" and rest[1] in _ONES:
        below, rest = below * 100 + _ONES[rest[1]], rest[2:]  # "two oh five"
    if rest and rest[0] == "thousand":
        below, rest = (below or 1) * 1000, rest[1:]
    return Decimal(below), rest[1:] if rest and rest[0] == "oh" else rest


def _below_hundred(tokens: Sequence[str]) -> tuple[int, Sequence[str]]:
    if not tokens:
        return 0, tokens
    first, *rest = tokens
    if first in _TENS:
        more = _ONES.get(rest[0], 0) if rest else 0
        return _TENS[first] + more, rest[1:] if more else rest
    if first in _TEENS or first in _ONES:
        return {**_TEENS, **_ONES}[first], rest
    return 0, tokens


def _decimals(tokens: Sequence[str]) -> tuple[Decimal, Sequence[str]]:
    if not tokens or tokens[0] != "point":
        return Decimal(0), tokens
    digits = ""
    rest = tokens[1:]
    while rest and rest[0] in _ONES:
        digits, rest = digits + str(_ONES[rest[0]]), rest[1:]
    return Decimal(f"0.{digits or 0}"), rest
