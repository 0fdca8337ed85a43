"""Where people live and work: coordinates, streets with house numbers, and employers."""

import re
from functools import cache
from typing import Final

from learning.dataset.lexicon import employers
from learning.dataset.marks import PLACE, WORD

_CAPITAL: Final = r"[A-Z][\w'’-]+"
_DEGREES: Final = r"[-+−]?\d{1,3}\.\d{3,}\s?°?\s?(?:[NSEWnsew]\b)?"
_MINUTES: Final = r"\d{1,3}\s?°\s?\d{1,2}(?:\.\d+)?\s?[′'’]?\s?(?:\d{1,2}(?:\.\d+)?\s?[″\"”]?)?\s?[NSEWnsew]?\b"
_COORDINATES: Final = re.compile(
    rf"(?<![\w.]){_DEGREES}[,;/\s]+{_DEGREES}(?!\w)|(?<![\w.]){_MINUTES}(?:[,;\s]+{_MINUTES})?"
    r"|(?<![\w.])\d{1,3}\.\d+\s?°?\s?[NSns][,;\s]+\d{1,3}\.\d+\s?°?\s?[EWew]\b"
)
_COUNTED: Final = (
    r"(?:kgs?|kilos?|lbs?|pounds?|km|k|m|miles?|min|mins|minutes?|h|hrs?|hours?|days?|weeks?|months?|years?|am|pm|x|by|of|on"
    r"|for|at|the|a|and|reps?|sets?|times|in|to|down|up|more|is|was|then|rpe|steps)\b"
)
_STREETS: Final = r"street|road|rd|avenue|ave|boulevard|blvd|lane|terrace|crescent|highway|hwy|parkway|gardens|mews"
_STREET: Final = re.compile(
    rf"\b\d{{1,5}}[a-z]?\s+(?:{_CAPITAL}\s+){{1,3}}(?i:st|street|drive|dr|court|ct|square|way|close|place|ln|row)\b\.?"
    rf"|\b(?i:\d{{1,5}}[a-z]?,?\s+(?:(?!{_COUNTED})[^\W\d_][\w'’.-]*\s+){{1,3}}(?:{_STREETS})\b\.?)"
    r"|\b(?i:[^\W\d_]+(?:straße|strasse|str\.|gasse|platz|allee)|[A-Z]\w+weg)\s+\d+\s?[a-z]?\b"
    rf"|\b\d{{1,4}}\s?(?:bis|ter)?,?\s+(?i:rue|avenue|place|chemin)\s+(?i:(?:de|du|des|la|le|l['’])\s?)*\w+"
    rf"|\b(?i:rue|calle|rua|ulica|ul\.)\s+(?i:(?:de|du|des|la|las|los|el|do|da)\s)*[^\W\d_]+,?\s+\d{{1,4}}\b"
    rf"|\b[Vv]ia\s+(?:{_CAPITAL}\s+){{1,2}}\d{{1,4}}\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s+\d[A-Z]{2}\b|\b(?i:apt)\.?\s*#?\d+[a-z]?\b"
)
_ADDRESS: Final = re.compile(
    r"(?P<before>\b(?:my\s+)?(?:home\s+)?address(?:\s+is|\s*:)\s+|\b(?:i\s+)?live\s+(?:at|on)\s+(?=(?:number\s+)?\d))"
    r"(?P<where>[^.;!?\[\n«»]+)",
    re.IGNORECASE,
)
_NO_EMPLOYER: Final = (
    r"me|you|him|us|them|it|this|that|these|those|home|nights?|days?|weekends?|mornings?|a|an|my|his|her|our|your|their"
    r"|high|low|heavy|light|max|moderate|full|half|lower|higher|least|most|strength|size|fun|myself|food|money|hours|years"
    r"|weeks|months|now|all|some|both|about|around|rpe|what|one|two|three|[a-z]+ing|gym|desk|the\s+(?:gym|moment|time|desk|bar|same|weekend|office)"
)
_EMPLOYED: Final = (
    r"(?:\b(?:i|he|she|we|they|who|wife|husband|brother|sister|dad|mom|mum|friend)(?:['’](?:m|s|re|ve))?\s+(?:\w+\s+)?"
    r"work(?:s|ed|ing)?\s+(?:for|at)|\bemployed\s+(?:by|at)|\bemployer\s+is|\bhired\s+(?:by|at)"
    r"|\b(?:job|shifts?|intern(?:s|ship|ing)?|engineer|manager|cashier|nurse|teacher|clerk|driver|analyst|developer)\s+"
    r"(?:for|at|with))\s+(?:the\s+)?"
)
_EMPLOYER: Final = re.compile(
    rf"(?P<before>{_EMPLOYED})(?!(?:{_NO_EMPLOYER})\b)(?P<who>[^\W\d_][\w'’&-]*(?:\s+(?-i:[A-Z])[\w'’&-]+)*)",
    re.IGNORECASE,
)


def without_whereabouts(text: str) -> str:
    text = _STREET.sub(PLACE, _COORDINATES.sub(PLACE, text))
    text = _ADDRESS.sub(lambda found: found["before"] + PLACE, text)
    text = _at_work().sub(lambda found: found["before"] + WORD, text)
    return _EMPLOYER.sub(lambda found: found["before"] + WORD, text)


@cache
def _at_work() -> re.Pattern[str]:
    """An employer that is a plain word, near a word of work."""
    return re.compile(
        r"(?P<before>\b(?:work|works|worked|working|job|shifts?|employed|hired|office|boss|drives?|driver|team)\b"
        rf"(?:\s+[^\W\d_]+){{0,2}}?\s+(?:for|at|with|by|from)\s+(?:the\s+)?)(?:{'|'.join(sorted(employers()))})\b",
        re.IGNORECASE,
    )
