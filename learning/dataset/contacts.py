"""Where people can be reached and what numbers them: mails, addresses, handles, phones, long numbers."""

import re
from typing import Final

from learning.dataset.marks import CONTACT, NUMBER

_ENDING: Final = (
    r"(?:com|net|org|info|io|me|app|dev|ai|tv|gg|fm|fit|edu|gov|eu|de|at|ch|fr|es|it|nl|be|pl|pt|ru|ua|cz|se|no|dk|fi|"
    r"ie|uk|us|ca|au|nz|in|jp|cn|kr|br|mx|ar|cl|za|tr|gr|hu|ro|il)"
)
_APPS: Final = (
    r"insta(?:gram)?|ig|snapchat|tik ?tok|telegram|discord|whats ?app|skype|twitter|facebook|fb|reddit|strava|linkedin"
    r"|you ?tube|twitch|user ?name|user ?id|gamertag"
)
_KEPT_NAMES: Final = r"snap|threads|handle|nickname|nick|account"  # plain words too: a colon or "is" must follow
_FILLERS: Final = r"is|name|handle|account|called|to|as|on|at|me|my"
_MAIL: Final = r"[\w.+%'-]+@(?:[\w-]+\.)+[^\W\d_]{2,}|(?<!\w)[^\W\d][\w.+%'-]*@[^\W\d][\w.-]*"
_SPELLED_MAIL: Final = (
    rf"[\w.+-]+\s*(?:\(at\)|\[at\]|\{{at\}}|\bat\b|@)\s*[\w-]+\s*(?:\(dot\)|\[dot\]|\{{dot\}}|\bdot\b|\.)\s*{_ENDING}\b"
)
_URL: Final = rf"(?:https?://|www\.)\S+|\b(?:[\w-]+\.)+{_ENDING}\b(?:/\S*)?"
_HANDLE: Final = r"(?<!\w)@[^\W\d][\w.]*|(?<!\w)/?u/[\w-]+|\b\w{2,32}#\d{4}\b"
_NAMED_HANDLE: Final = (
    rf"\b(?P<app>(?:{_APPS})\b(?:\s+(?:{_FILLERS})\b)*\s*[:=]?|(?:{_KEPT_NAMES})\b(?:\s+is\b|\s*[:=]))\s+(?!\[)"
    r"[^\s,;!?\[]+(?:\s+(?!(?:and|but|so|for|if|or|i)\b)[^\s,;!?\[]+){0,2}"
)
_CONTACT: Final = re.compile("|".join((_MAIL, _SPELLED_MAIL, _URL, _HANDLE)), re.IGNORECASE)
_NAMED: Final = re.compile(_NAMED_HANDLE, re.IGNORECASE)

_DATE: Final = r"(?:\d{4}[-./]\d\d[-./]\d\d|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d)(?!\d)"
_GROUP: Final = rf"(?!{_DATE})\d{{2,5}}"
_PHONE: Final = re.compile(
    rf"""
    (?<![\w.,+])
    (?: (?P<date> {_DATE} )
      | \+\s?\d[\d\s().\-/]{{5,18}}\d        # +49 170 1234567
      | \(\d{{2,5}}\)[\s.\-/]?\d[\d\s.\-/]{{3,12}}\d   # (555) 123-4567
      | 0\d(?:[\s.\-/]\d\d){{4}}             # 06 12 34 56 78
      | {_GROUP}(?:[\s.\-/]{_GROUP}){{1,4}}  # 555-123-4567, by its digits
    )
    (?!\w)
    """,
    re.VERBOSE,
)
_COUNTED: Final = re.compile(r"\s*(?:kcals?|cals?|calories|mg|ml|steps|kgs?|lbs?|g\b|m\b|km)", re.IGNORECASE)
_LONG: Final = re.compile(
    r"(?<![\w.,])#?\d{6,}(?!\w)|(?<!\w)[0-9a-fA-F]{12,}(?!\w)"
    r"|(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])"
    r"|(?<!\w)[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?!\w)"
    r"|(?<!\w)(?=[\w-]*\d)(?=[\w-]*[A-Z])(?:[0-9A-Z]{3,}-){2,}[0-9A-Z]+(?!\w)"
)
_DIGIT: Final = (
    r"(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|(?:double|triple)\s+(?:oh|zero|[a-z]{3,5}))"
)
_ALOUD: Final = re.compile(rf"\b{_DIGIT}(?:[\s,.\-–]+{_DIGIT}){{4,}}\b", re.IGNORECASE)
_IBAN: Final = re.compile(
    r"\b(?:AD|AE|AL|AT|AZ|BA|BE|BG|BH|BR|BY|CH|CR|CY|CZ|DE|DK|DO|EE|EG|ES|FI|FO|FR|GB|GE|GI|GL|GR|GT|HR|HU|IE|IL|IQ|IS|IT"
    r"|JO|KW|KZ|LB|LC|LI|LT|LU|LV|MC|MD|ME|MK|MR|MT|MU|NL|NO|PK|PL|PS|PT|QA|RO|RS|SA|SC|SE|SI|SK|SM|TN|TR|UA|VA|VG|XK)"
    r"\d{2}(?!\S*\dx\d)(?:[ -]?[A-Z\d]{4}){3,7}(?:[ -]?(?=[A-Z\d]*\d)[A-Z\d]{1,3})?\b",
    re.IGNORECASE,
)
_LIFTS: Final = r"(?:DB|BB|KB|BP|DL|SQ|OHP|PR|PB|RM|TM|BW|EZ|RPE|RIR|BS|FS|CG|SL|IG|LB|LBS|KG|AM|PM|CM|SS|SN|CJ|WK)"
_PLATE: Final = re.compile(
    rf"\b(?!{_LIFTS}\b)[A-ZÄÖÜ]{{1,3}}[ -](?!{_LIFTS}\b)[A-Z]{{1,2}}[ -]?\d{{1,4}}[EH]?\b"
    rf"|\b(?!{_LIFTS}\d)[A-Z]{{2}}\d{{2}}\s?(?!{_LIFTS}\b)[A-Z]{{3}}\b|\b[A-Z]{{2}}-\d{{3}}-[A-Z]{{2}}\b"
)
_NAMED_PLATE: Final = re.compile(
    r"(?P<before>\b(?:licen[cs]e|number|reg(?:istration)?|car)\s+(?:plates?|number)\s*(?:is|:)?\s+)"
    r"(?=[^.,;!?]*\d)[\w-]+(?:\s+[A-Z\d-]{1,4}\b){0,2}",
    re.IGNORECASE,
)
FIRST_YEAR: Final = 2013  # a whole date before it is somebody's birthday sooner than his training day
LEAST_PHONE: Final = 7  # digits
LEAST_END: Final = 4  # digits, of its last group


def without_contacts(text: str) -> str:
    """*text* with marks where people could be reached or looked up. Dates and what coaching counts stay."""
    text = _PLATE.sub(NUMBER, _IBAN.sub(NUMBER, _ALOUD.sub(NUMBER, text)))
    text = _NAMED_PLATE.sub(lambda found: found["before"] + NUMBER, text)
    text = _CONTACT.sub(CONTACT, text)
    text = _NAMED.sub(lambda found: f"{found['app']} {CONTACT}", text)
    text = _PHONE.sub(_phone, text)
    return _LONG.sub(NUMBER, text)


def _phone(found: re.Match[str]) -> str:
    said = found[0]
    groups = re.findall(r"\d+", said)
    if found["date"]:
        return NUMBER if int(max(groups, key=len)) < FIRST_YEAR else said
    if len("".join(groups)) < LEAST_PHONE:
        return said
    if said[0] in "+(" or re.fullmatch(r"0\d(?:\D\d\d){4}", said):
        return NUMBER
    is_counted = _COUNTED.match(found.string, found.end()) is not None
    return said if is_counted or len(groups[-1]) < LEAST_END else NUMBER
