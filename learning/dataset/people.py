"""Names that are plain words too, such as Will or Green: they are somebody's only where the words around say so."""

import re
from calendar import month_name
from functools import cache
from typing import Final

from learning.dataset.lexicon import first_names, harmless, surnames
from learning.dataset.marks import NAME

KIN: Final = (
    r"(?:friend|mate|buddy|wife|husband|girlfriend|boyfriend|partner|fianc[ée]e?|brother|sister|son|daughter|mother"
    r"|father|mom|mum|dad|cousin|uncle|aunt|boss|colleague|coworker|neighbou?r|roommate|coach|trainer|teacher|doctor|doc|physio"
    r"|dr|mr|mrs|ms|miss|sir|prof|professor|spotter|nurse|therapist|client|teammate)"
)
_TITLE: Final = r"(?:dr|doctor|mr|mrs|ms|mister|prof|professor|nurse|coach|physio|trainer|therapist|sir)"
_SAYS: Final = (
    "said|says|told|tells|thinks|thought|asked|asks|wants|wanted|spotted|watched|watches|texted|laughed|yelled|cheered"
    "|recommended|recommends|suggested|suggests|reckons|swears|noticed|insisted|insists|loaded"
)
_DOES: Final = (
    "spots|coached|coaches|trained|trains|lifted|lifts|benched|benches|squatted|squats|deadlifted|deadlifts|joined"
    "|helped|helps|showed|shows|loves|hates|drove|cooked|hurt himself|hurt herself"
)
_NO_NAME: Final = (  # what stands between a title and a verb without being a name
    "also|just|always|never|who|then|even|only|has|had|have|still|really|and|or|but|me|my|i|you|he|she|they|we|it|that"
    "|which|what|once|often|usually|sometimes|already|again|today|yesterday|later|here|there|too|both|first|last|is|was"
    "|would|could|should|will|may|might|can|did|does|do|not|now|so|if|when|as|the|a|an|to|for|of|in|on|at|with|from"
    "|basically|apparently|recently|finally|actually|kindly|probably|simply|firmly|clearly|repeatedly|strongly|who's"
    f"|{_SAYS}|{_DOES}|me|us|him|her|them|notes?|visits?|appointments?|programmes?|programs?|cues?|plans?|app|bot"
)
_ENDS: Final = (
    r"(?=\s*(?:[.,;:!?)»\"]|$)|\s+(?:and|at|today|yesterday|tomorrow|from|who|but|again|on|in|for|this|last|then|so|because"
    r"|when|while|as|to|he|she|they|was|is|watched|said|says)\b)"
)
_DETERMINER: Final = r"(?P<no>(?:\b(?:my|the|a|an|his|her|their|our|your|this|that|new|old|all|no|\d+(?:\.\d+)?)\s+)?)"
_GOES_ON: Final = re.compile(  # behind a verb, not behind a name
    r"\s+(?:to|that|you|it|i|for|the|my|this|we|a|me|he|she|they|your|so|be|do|try|go|see|add|take|keep|get|have|not)\b",
    re.IGNORECASE,
)
_MONTHS: Final = frozenset(name.lower() for name in month_name[1:])
_RARELY: Final = _MONTHS | {"max", "jan", "jun"}  # a name only where he speaks or is spoken to
_ALSO_VERBS: Final = frozenset(["will", "may"])


def without_plain_names(text: str) -> str:
    """*text* with NAME where a plain word is somebody's name. What is a name at any place is marked already."""
    for pattern in _patterns():
        text = pattern.sub(_named, text)
    return _chain().sub(_chained, text)


def _named(found: re.Match[str]) -> str:
    groups = found.groupdict()
    if groups.get("no"):
        return found[0]
    at, end = found.span("name")
    return found[0][: at - found.start()] + NAME + found[0][end - found.start() :]


def _chained(found: re.Match[str]) -> str:
    """All of "hope and grace and rich", if one of them is known to be a name, they are many, or they do something."""
    words = re.findall(r"\[name\]|\w+", re.sub(r"\band\b", " ", found[0], flags=re.IGNORECASE))
    does = re.match(
        rf"\s+(?:{_SAYS}|{_DOES}|were|are|both|all|came|went|train|lift|spot)\b", found.string[found.end() :]
    )
    if set(map(str.lower, words)) <= _MONTHS or not (NAME in words or does or len(words) > 2):
        return found[0]
    is_verb = words[-1] != NAME and not does and _GOES_ON.match(found.string, found.end()) is not None
    kept = words[-1] if is_verb or words[-1].lower() in _MONTHS - _ALSO_VERBS else NAME
    head = re.sub(rf"\b(?:{_any(_plain())})\b", NAME, found[0][: -len(words[-1])], flags=re.IGNORECASE)
    return head + kept


@cache
def _plain() -> frozenset[str]:
    return first_names() & harmless()


def _any(words: frozenset[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def _chain() -> re.Pattern[str]:
    one = rf"(?:\[name\]|\b(?:{_any(_plain())})\b)"
    return re.compile(rf"{one}(?:\s*(?:,\s*and\b|,|\band\b|&|\+)\s*{one})+", re.IGNORECASE)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    plain, common = _any(_plain()), _any(_plain() - _RARELY - _ALSO_VERBS)
    sur, own = _any(surnames()), rf"(?!(?:{_NO_NAME})\b)[^\W\d_]{{2,}}"
    word = rf"(?P<name>{own})"
    given = (
        rf"{_DETERMINER}\b(?P<name>{plain})\b(?=\s+(?:{_SAYS})\b)",
        rf"{_DETERMINER}\b(?P<name>{common})\b(?=\s+(?:{_DOES})\b)",
        rf"\b(?:train(?:ed|ing|s)?|lift(?:ed|ing|s)?|work(?:ed|ing)?\s?out|went|gym|session|squat(?:ted)?|bench(?:ed)?"
        rf"|deadlift(?:ed)?|ran|day|today|partner(?:ed)?|live[sd]?)\s+(?:[^\W\d_]+\s+){{0,3}}?with\s+(?P<name>{plain})\b{_ENDS}",
        rf"\b(?:told|tell|asked|ask|met|texted)\s+(?P<name>{plain})\b",
        rf"\b(?:thanks?|thanked|called|call|joined|married|dating|love)\s+(?P<name>{common})\b{_ENDS}",
        rf"\b(?:my|his|her|our|their|the)\s+{KIN}\s+(?:is|was|=|:)\s*(?P<name>{plain})\b(?!\s+(?:be|do|go)\b)",
        rf"\b(?:i['’]?m|i\s+am|im|it['’]?s|this\s+is)\s+(?P<name>{_any(_plain() - _RARELY)})\b"
        r"(?=\s*(?:[.,;!)»]|$)|\s+(?:here|and|again|from)\b)",
        rf"{_DETERMINER}\b(?P<name>{common})\b(?=\s+(?:(?:is|was)\s+(?:my|his|her|our)\s+{KIN}|and\s+i)\b)",
        rf"(?<!\d )(?<!\d)\b(?:dr|mr|mrs|ms|mister|prof)\.?\s+{word}\b",
        rf"\b{_TITLE}\.?\s+(?P<name>{sur}|{common})\b",
        rf"\b(?:my|his|her|our|their)\s+{KIN},?\s+(?P<name>{sur})\b(?!\s+(?:ago|time|term))",
        rf"\b(?!miss\b){KIN}\.?\s+{word}(?=['’]s\b|\s+(?:{_SAYS})\b)",
        rf"\[name\]\s+(?P<name>{sur})\b",
    )
    return tuple(re.compile(each, re.IGNORECASE) for each in given)
