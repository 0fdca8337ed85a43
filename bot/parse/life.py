"""How old a lifter says that he is, and that she is pregnant or is no longer: whole statements about oneself alone."""

import re
from typing import Final

YOUNGEST_YEARS, OLDEST_YEARS = 8, 100
BARE_YEARS_MOST: Final = 45  # of a number without "years"

_ONES: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_TEENS: Final = {
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_TENS: Final = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_WORDED: Final = rf"(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)}"
_LEAD: Final = r"(?:(?:hey|hi|hello|btw|fyi|also|and|well|so|coach|ok)[, ]+)*"
_OLD: Final = r"(?: years?(?:[ -]old| of age)?| yo| y ?/ ?o)?"
_AGE: Final = re.compile(
    rf"{_LEAD}(?:(?:im|i am|i just turned|i turned|my age is|ich bin|io ho) (?:only |just |now |about |erst )?"
    rf"(\d{{1,3}}|{_WORDED}){_OLD}(?: jahre(?: alt)?| anni)?(?: now)?"
    rf"|(?:i )?(?:just )?turned (\d{{1,3}}|{_WORDED})(?: (?:today|yesterday|(?:last|this) (?:week|month)))?"
    rf"|(\d{{1,3}}|{_WORDED}){_OLD} here(?: btw| by the way| fyi)?"
    r"|(?:tengo|tenho|jai|ho) (\d{1,3}) (?:años|anos|ans|anni)|мне (\d{1,3}) (?:лет|год|года))"
)
_SCHOOL_YEAR: Final = re.compile(
    rf"{_LEAD}(?:im|i am) (?:still )?in (?:(?:year|grade) (\d{{1,2}}) (?:at|in|of) (?:high )?school"
    r"|(?:the )?(\d{1,2})th grade)"
)
_BEFORE_SCHOOL: Final = 5  # years: who is in the ninth is about fourteen
_WEEKS: Final = rf"(?:\d{{1,2}}|{'|'.join(_ONES)}|{'|'.join(_TEENS)}|{'|'.join(_TENS)})"
_CARRYING: Final = r"(?:schwanger|embarazada|enceinte|gr[aá]vida|incinta|беременна)"
_WEEKS_ABROAD: Final = (
    r"(?:semanas?|mes(?:es)?|mês|mois|semaines?|wochen?|monat(?:en?)?|settimane|mesi|недел[ьяюией]+|месяц(?:а|ев|е)?)"
)
_SO_LONG: Final = rf"(?:\w+ ){{0,2}}\d{{1,2}}[.ªº]? ?{_WEEKS_ABROAD}"
_PREGNANT_ABROAD: Final = (
    r"(?:(?:ich )?bin |(?:yo )?estoy |je suis |(?:eu )?(?:estou|tô) |sono |я )?"
    rf"(?:{_SO_LONG} )?{_CARRYING}(?: {_SO_LONG})?"
)
_PREGNANT: Final = re.compile(
    rf"{_LEAD}(?:(?:im|i am|i just found out (?:that )?im|i got|i became) (?:now |currently |also )?"
    rf"(?:{_WEEKS} (?:months?|weeks?) (?:and {_WEEKS} days? )?)?"
    r"pregnant(?: now| again| btw| with (?:twins|my \w+(?: child| baby| one)?))?"
    r"|(?:were expecting and )?im the one carrying|(?:im|i am) expecting(?: a baby| twins| my \w+(?: child| baby)?)?"
    rf"|(?:(?:im|i am) )?{_WEEKS} (?:weeks?|months?) along"
    rf"|{_WEEKS} (?:weeks?|months?) pregnant(?: now| today)?|{_PREGNANT_ABROAD})"
)
_NO_LONGER: Final = re.compile(
    rf"{_LEAD}(?:(?:im|i am) (?:not|no longer) pregnant(?: any ?more| now)?|not pregnant any ?more|no longer pregnant"
    r"|i(?:ve| have)? (?:just )?(?:had|gave birth to|delivered) (?:the|my|our) baby(?: .{1,30})?"
    r"|i (?:just )?(?:had|have had|gave birth|delivered) a (?:baby|c[ -]section|son|daughter)(?: .{1,30})?"
    r"|(?:i )?had a c[ -]section(?: .{1,30})?|(?:i )?(?:just )?gave birth(?: .{1,30})?"
    r"|(?:ich )?bin nicht mehr schwanger|ya no estoy embarazada|je ne suis plus enceinte"
    r"|(?:já )?não estou (?:mais )?grávida|я (?:больше|уже) не беременна)"
)

MYSELF_ABROAD: Final = (
    rf"(?:{_PREGNANT_ABROAD}|{_WEEKS} (?:weeks?|months?) pregnant|(?:tengo|tenho|jai|мне) \d{{1,2}} )"
)
"""How a clause about the speaker herself begins that may stand right behind a set."""


def age_told(statement: str) -> int | None:
    """The age in years that a whole statement tells; None: it tells none. Small letters, without apostrophes."""
    found = _AGE.fullmatch(statement)
    if year := _SCHOOL_YEAR.fullmatch(statement):
        return int(year[1] or year[2]) + _BEFORE_SCHOOL
    said = next(filter(None, found.groups()), "") if found else ""
    age_years = int(said) if said.isdecimal() else _worded(said)
    is_bare = said.isdecimal() and statement.endswith(said)  # "i'm 82" is a body weight as often
    oldest_years = BARE_YEARS_MOST if is_bare else OLDEST_YEARS
    return age_years if YOUNGEST_YEARS <= age_years <= oldest_years else None


def pregnancy_told(statement: str) -> bool | None:
    """Whether a whole statement says that its speaker is pregnant, or is not; None: it says neither."""
    if _NO_LONGER.fullmatch(statement):
        return False
    return True if _PREGNANT.fullmatch(statement) else None


def _worded(said: str) -> int:
    """``fifteen``, ``thirty-four``; 0 where it is no number."""
    parts = re.split("[ -]", said)
    return sum({**_ONES, **_TEENS, **_TENS}.get(part, 0) for part in parts)
