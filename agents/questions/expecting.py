"""Whether a question is of somebody who is pregnant, or has lately given birth."""

import re
from typing import Final

from knowledge.phrases import folded

_COUNT: Final = r"(?:\d{1,2}|[a-z]+(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)"
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_BABY: Final = r"(?:baby|babies|twins|triplets|child|newborn|son|daughter|boy|girl|little one)"
_THEN: Final = r"(?= *(?:$|[.,;!?]|(?:last|in|on|this|and|a|by|yesterday|\d+|[a-z]+ (?:days|weeks|months|years))\b))"
_CARRIES: Final = re.compile(
    r"\b(?:pregnan\w*|preggo|preggers|trimester|post ?-?(?:partum|natal)|"
    r"(?:gave|given|giving|after|since(?: the)?|following) birth|"
    r"c[ -]?sections?|ca?esarean|kaiserschnitt|cesarea|cesarienne|cesariana|"
    rf"i(?:ve)? (?:have |just |recently |only )*(?:had|delivered) (?:a |my |our |the )?(?:\w+ )?{_BABY}{_THEN}|"
    rf"(?:after|since) (?:having |delivering )?(?:a|my|our|the) {_BABY}|"
    rf"{_COUNT} (?:weeks?|wks?|months?) (?:pp|along(?! (?:in|into|on|with|the|this|my)\b)|gone with)|"
    rf"expecting (?:a |my |our |another )?(?:first |second |third )?(?:\w+ )?{_BABY}|"
    r"(?:im|i am|were|we are) expecting(?= *(?:$|[.,;!?]|and\b|in\b))|im the one carrying|"
    rf"my (?:{_BABY} (?:is |are )?|due date is )(?:due |coming |arriving )?(?:in|on|next|any) |"
    rf"im due (?:in|on) (?:{_MONTH}|{_COUNT} weeks|the \d)|"
    r"schwanger\w*|embarazada|embarazo|enceinte|grossesse|gravida|gravidez|беременн\w*)"
)
_KIN: Final = (
    r"(?:wife|girlfriend|gf|partner|fiancee?|spouse|sister|friend|mom|mum|mother|daughter|cousin|aunt|coworker|"
    r"colleague|boss|neighbou?r|client|frau|freundin|schwester|mujer|esposa|novia|hermana|femme|copine|soeur|mulher|"
    r"namorada|irma|жена|подруга|сестра)"
)
_OF_KIN: Final = re.compile(rf"\b{_KIN}\b(?! and (?:i|me)\b)")
_FOR_HER: Final = re.compile(
    rf"\b(?:she|sie|ella|elle|ela|она)\b|\b(?:for|can|could|should|may|is) (?:(?:my|a|the|our|pregnant) )+{_KIN}\b"
)
_SELF: Final = re.compile(
    r"\b(?:im|i am|i got|ich bin|estoy|je suis|estou|sono|я) (?:\w+ ){0,4}?(?:pregnan|schwanger|"
    r"embaraz|enceinte|gravid|беремен)|\bim the one carrying"
)


def is_expecting(text: str) -> bool | None:
    """Whether whom *text* asks for is pregnant or has given birth; False: only somebody else; None: nothing of it."""
    plain = " ".join(folded(text).split())
    found = _CARRIES.search(plain)
    if found is None:
        return None
    is_of_kin = _OF_KIN.search(plain) is not None and _SELF.search(plain) is None
    return not is_of_kin or _FOR_HER.search(plain) is not None
