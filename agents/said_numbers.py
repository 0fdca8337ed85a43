"""The numbers in an English text, as a lifter would read them: in digits, in words, in plates."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from unicodedata import normalize

from agents.number_words import in_digits
from knowledge.units import Unit


class Kind(StrEnum):
    """What a number counts, from the words beside it. PLAIN: they do not say."""

    PLAIN = "plain"
    LOAD = "load"
    STEP = "step"  # a change of load
    REPS = "reps"
    SETS = "sets"
    HOURS = "hours"
    MINUTES = "minutes"
    SECONDS = "seconds"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    GRAMS = "grams"
    KCAL = "kcal"
    MILLILITRES = "ml"
    LITRES = "litres"
    SERVINGS = "servings"  # meals, scoops, cups
    TIMES = "times"  # sessions too
    PERCENT = "percent"
    SCORE = "score"  # soreness, energy, RPE
    MAX = "max"  # an estimated 1RM
    DATE = "date"


@dataclass(frozen=True, slots=True)
class SaidNumber:
    """*value* has no sign; *start* is its place in the reading's text; *of* the load or sets that such reps are of."""

    value: Decimal
    kind: Kind
    unit: Unit | None
    start: int
    of: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """*text* is what was read: lower case, number words in digits."""

    text: str
    numbers: tuple[SaidNumber, ...]

    def sentence(self, number: SaidNumber) -> str:
        return self._around(number, _SENTENCE_END)

    def clause(self, number: SaidNumber) -> str:
        """The part of its sentence in which *number* was said."""
        return self._around(number, _CLAUSE_END)

    def _around(self, number: SaidNumber, ends: re.Pattern[str]) -> str:
        found = _breaks(self.text, ends)
        begin = max((end for _, end in found if end <= number.start), default=0)
        return self.text[begin : next((start for start, _ in found if start >= number.start), None)]


@lru_cache(maxsize=64)
def _breaks(text: str, ends: re.Pattern[str]) -> tuple[tuple[int, int], ...]:
    return tuple(found.span() for found in ends.finditer(text))


_SENTENCE_END = re.compile(r"[;!?\n]|\.(?!\d)")
_CLAUSE_END = re.compile(rf"{_SENTENCE_END.pattern}|[:—–()]|\s-\s|,(?!\d)|\b(?:and|so|but|then)\b")
_LB = r"lbs?|pounds?|#"
_KG = r"kgs?|kilos?|kilograms?"
_MONTH = (
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b"
)

_SUFFIXES = "|".join(
    rf"(?P<{kind.name}>(?:{words})(?![a-z]))"
    for kind, words in (
        (Kind.LOAD, f"{_LB}|{_KG}"),
        (Kind.REPS, r"(?:(?:more|clean|good|hard|solid|smooth|strong)\s+)?rep(?:s|etitions?)?"),
        (Kind.SETS, r"(?:(?:more|clean|good|hard|work|working)\s+)*sets?"),
        (Kind.HOURS, "h|hrs?|hours?"),
        (Kind.MINUTES, "mins?|minutes?"),
        (Kind.SECONDS, "s|secs?|seconds?"),
        *((kind, f"(?:straight |more )?{kind[:-1]}s?") for kind in (Kind.DAYS, Kind.WEEKS, Kind.MONTHS, Kind.YEARS)),
        (Kind.GRAMS, "g|grams?"),
        (Kind.KCAL, "kcals?|calories|cals?"),
        (Kind.MILLILITRES, "mls?|millilit(?:er|re)s?"),
        (Kind.LITRES, "l|lit(?:er|re)s?"),
        (Kind.SERVINGS, "(?:big |small )?(?:meals?|scoops?|servings?|cups?|eggs?|shakes?|drinks?|coffees?|glasses?)"),
        (Kind.TIMES, "(?:times?|(?:more |good |clean |straight )?(?:sessions?|workouts?)|straight|in a row|running)"),
        (Kind.PERCENT, "%|percent|per cent|pct"),
        (Kind.DATE, rf"(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?<!may)|(?:st|nd|rd|th)?\s+(?:of\s+)?may(?!\s+[a-z])"),
    )
)
_SUFFIX = re.compile(rf"\s*-?\s*(?:{_SUFFIXES})")  # the first kind that fits
_LINK = r"(?:\s+(?:is|was|are|were|of|at|only|about|around|just|level|it|by|an?|another|extra|hours)|\s*[:=@])*\s*$"
_PREFIXES = tuple(
    (kind, re.compile(rf"(?:{words}){_LINK}"))
    for kind, words in (
        (Kind.MAX, r"\bonerm(?:\s+(?:up|down)\s+from)?|\bestimates?(?:\s+(?:stands|sits|holds|says|went|moved|from))?"),
        (Kind.DATE, _MONTH),
        (Kind.SCORE, r"\bsore(?:ness)?|\benergy|\brpe|\bpain|@"),
        (Kind.HOURS, r"\bsle(?:pt|ep)"),
        (Kind.REPS, r"\bsets?\s+of|(?<![a-z])[x×*]"),
        (
            Kind.STEP,
            r"\+|\b(?:add(?:s|ed|ing)?|plus|minus|up|down|bump(?:ed)?|increas(?:e|ed|ing)|rais(?:e|ed|ing)|"
            r"drop(?:ped|ping)?|cut(?:ting)?|lower(?:ed|ing)?|reduc(?:e|ed|ing)|tak(?:e|ing) off|chang(?:e|ed)|"
            r"extra|another|difference)(?:\s+(?:the|your)\s+(?:load|weight|bar))?",
        ),
    )
)
_LOOK_BACK = 60  # characters; what says a number's kind stands right before it
_PAIR = re.compile(rf"\s*-?\s*(?:{_LB}|{_KG})?\s*(?:[x×*]|for|by|sets?\s+of|sets?\s+[x×])\s*")
_MORE = re.compile(rf"\s*(?:{_LB}|{_KG})\s+(?:more|up|extra|heavier|higher|less|lighter|lower|off)\b")
_TOKEN = re.compile(r"\d{4}-\d\d-\d\d|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?")

_ONE_REP_MAX = re.compile(r"\b(?:e|est\.?\s*)?(?:1|one)[\s-]?(?:rm|rep[\s-]+max)\b")
_OUT_OF_TEN = re.compile(r"(?<=\d)\s*(?:/|out of|of)\s*10\b")
_RANGE = re.compile(r"\s*(?:-|–|—|to|and|or)\s*")
_THINGS = re.compile(
    r"\b[2-5]\s+(?=(?:\w+\s+)?(?:things|reasons|points|ways|words|options|choices|signs|thoughts|keys|parts|feet|hands|"
    r"legs|arms|shoulders|sides|cues|rules|habits)\b)"
)
_SMALL_ORDINAL = re.compile(rf"\b[1-5](?:st|nd|rd|th)\b(?!\s+(?:of\s+)?{_MONTH})")
_PLATES = re.compile(r"\b(?:(\d+)|an?|one|another)[\s-]+(?:big\s+|full\s+|more\s+|pairs?\s+of\s+)*plates?\b")


def read_numbers(text: str, unit: Unit) -> Reading:
    """All numbers of *text*, in order; *unit* is what plates are in.

    "One", "zero", "first" to "fifth" and "two things" are none.
    """
    plain = in_digits(normalize("NFKC", text).casefold())
    for pattern, instead in ((_ONE_REP_MAX, "onerm"), (_OUT_OF_TEN, ""), (_SMALL_ORDINAL, ""), (_THINGS, "")):
        plain = pattern.sub(instead, plain)
    plain = _PLATES.sub(lambda plates: f"{_loaded(int(plates[1] or 1), unit)} {unit}", plain)
    tokens = list(_TOKEN.finditer(plain))
    numbers = [_number(plain, token, before) for before, token in zip([None, *tokens], tokens, strict=False)]
    return Reading(plain, tuple(_ends(plain, tokens, numbers)))


def _ends(text: str, tokens: list[re.Match[str]], numbers: list[SaidNumber]) -> list[SaidNumber]:
    """Both ends of a range count what its last one does: "131 to 180 g"."""
    for at in range(len(numbers) - 1, 0, -1):
        first, last = numbers[at - 1], numbers[at]
        joined = _RANGE.fullmatch(text, tokens[at - 1].end(), tokens[at].start())
        if joined and first.kind is Kind.MAX and last.kind in (Kind.LOAD, Kind.PLAIN):
            numbers[at] = replace(last, kind=Kind.MAX)
        if joined and first.kind is Kind.STEP and last.kind is Kind.PERCENT:
            numbers[at - 1] = replace(first, kind=Kind.PERCENT, unit=None)
        if joined and first.kind is Kind.PLAIN and last.kind not in (Kind.PLAIN, Kind.REPS):
            numbers[at - 1] = replace(first, kind=last.kind, unit=last.unit)
    return numbers


def _loaded(plates: int, unit: Unit) -> int:
    """A bar with so many big plates on each side: "two plates" are 225 lb or 100 kg."""
    return 45 + 90 * plates if unit is Unit.LB else 20 + 40 * plates


def _number(text: str, token: re.Match[str], before: re.Match[str] | None) -> SaidNumber:
    kind, unit = _kind(text, token)
    of = None
    if before and _PAIR.fullmatch(text, before.end(), token.start()) and kind in (Kind.PLAIN, Kind.REPS):
        kind, of = Kind.REPS, _value(before[0])
    return SaidNumber(_value(token[0]), kind, unit, token.start(), of)


def _value(digits: str) -> Decimal:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", digits):
        return Decimal(digits.replace("-", ""))
    thousands = re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits)
    return Decimal(digits.replace(",", "" if thousands else "."))


def _kind(text: str, token: re.Match[str]) -> tuple[Kind, Unit | None]:
    if "-" in token[0]:
        return Kind.DATE, None
    suffix = _SUFFIX.match(text, token.end())
    behind = Kind[suffix.lastgroup] if suffix and suffix.lastgroup else None
    before = text[max(0, token.start() - _LOOK_BACK) : token.start()]
    ahead = next(
        (kind for kind, pattern in _PREFIXES if pattern.search(before)),
        None,
    )
    unit = _unit(text, token.end()) if behind is Kind.LOAD else None
    if (ahead is Kind.MAX and behind in (None, Kind.LOAD)) or (ahead is Kind.STEP and behind in (None, Kind.LOAD)):
        return ahead, unit
    if _MORE.match(text, token.end()):
        return Kind.STEP, unit
    return behind or ahead or Kind.PLAIN, unit


def _unit(text: str, end: int) -> Unit:
    return Unit.KG if re.compile(rf"\s*-?\s*(?:{_KG})").match(text, end) else Unit.LB
