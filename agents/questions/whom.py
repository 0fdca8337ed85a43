"""Whom a question is about: how old, in digits or letters, in six languages."""

import re
from typing import Final

from knowledge.phrases import folded

ADULT: Final = 18  # years
OLDER: Final = 50  # years
_IN_LETTERS: Final = {
    10: "ten zehn diez dez десять",
    11: "eleven elf once onze одиннадцать",
    12: "twelve zwolf doce douze doze двенадцать",
    13: "thirteen dreizehn trece treize treze тринадцать",
    14: "fourteen vierzehn catorce quatorze catorze четырнадцать",
    15: "fifteen funfzehn quince quinze пятнадцать",
    16: "sixteen sechzehn dieciseis seize dezesseis dezasseis шестнадцать",
    17: "seventeen siebzehn diecisiete dezessete dezassete семнадцать",
    50: "fifty funfzig cincuenta cinquante cinquenta пятьдесят",
    60: "sixty sechzig sesenta soixante sessenta шестьдесят",
    70: "seventy siebzig setenta семьдесят",
    80: "eighty achtzig ochenta oitenta восемьдесят",
}
_NUMBERS: Final = {folded(word): str(age) for age, words in _IN_LETTERS.items() for word in words.split()}
_WORD: Final = re.compile(r"[^\W\d_]+")
_UNITS: Final = (
    r"(?! ?(?:[.,:/x×*%-] ?\d|%|kgs?\b|kilos?\b|lbs?\b|pounds?\b|stone|cm\b|days?\b|weeks?\b|months?\b|reps?\b|sets?\b|"
    r"min|out\b|hours?\b|h\b|pm\b|am\b|oclock|uhr|rpe|percent|sessions?\b|times\b|calories|kcal|tage|wochen|kg))"
)
_CHILD: Final = (
    "daughter|son|kid|child|boy|girl|teen|brother|sister|nephew|niece|athlete|tochter|sohn|kind|bruder|schwester|hija|hijo|"
    "hermano|hermana|fille|fils|frere|soeur|filha|filho|irmao|irma|сын|дочь|дочка|брат|сестра"
)
_AGE: Final = re.compile(
    r"\b(?:im|i am|hes|he is|shes|she is|turned|turning|aged?|bin|bin erst|tengo|tiene|jai|ai|tenho|tem)"
    rf" (?:only |just |almost |nearly |erst |solo |so )?(\d{{1,2}})\b{_UNITS}"
    r"|\b(\d{1,2})[ -]?(?:yo\b|y/o|yrs? old|years?[ -]old|jahre alt|jahrige[rns]?\b|летн)"
    rf"|\b(?:{_CHILD}) (?:is|ist|tiene|a|tem) (?:only |just |erst )?(\d{{1,2}})\b{_UNITS}"
    r"|\b(?:мне|ему|еи|сыну|дочери|дочке|ребенку) (?:всего |только )?(\d{1,2})\b"
    r"|\b(?:mit|a los|con|a|aos|com|в) (\d{1,2}) (?:jahren|anos|ans|лет)\b"
    rf"|\b(?:at|mit) (1[0-7])\b(?! \w){_UNITS}",
)


def age_named(text: str) -> int | None:
    """In years; None where none was said. "At 14" is an age up to seventeen alone, where nothing but a mark follows."""
    plain = _WORD.sub(lambda word: _NUMBERS.get(word[0], word[0]), " ".join(folded(text).split()))
    found = _AGE.search(plain)
    return int(next(group for group in found.groups() if group)) if found else None
