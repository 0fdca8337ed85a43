"""Words that others must not read along: body weight, pain, illness, age, eating, medication. Pure.

It is a belt: what a line is about is known where it is made, and what slips through there is held here. A line too
many is only told in private instead.
"""

import re
from dataclasses import dataclass
from typing import Final

from agents.rules_readiness import is_same_site
from bot.parse.taught import sites_in

_EXAMPLE: Final = re.compile(r"`[^`]*`")  # what he may type; a person is in none of it
_OWN_LOAD: Final = re.compile(
    r"\bbody ?weight(?= ×| alone|,| and |\.|$| ?x ?\d)|\bbody ?weight (?:squat|exercise)s?", re.IGNORECASE
)
_STEMS: Final = (
    # body weight and what gives it away
    *("body ?-?weight", "body ?-?mass", "body ?-?fat", r"bmi\b", r"bw\b", r"weigh(?:s|ed|ing|t class| in)?\b"),
    *("(?:gain|los)(?:e|t|ing|ed)? weight", r"weight (?:loss|gain|is|of|:|\d)", r"kilos?\b", r"scales?\b"),
    *(r"dots \d", "ipf gl"),
    # pain and injury
    *("pain", "hurt", r"ach(?:e|es|ed|y|ing)\b", "headache", "injur", "tweak", r"strain(?:ed|s)?\b", "sprain"),
    *(r"tor[en]\b", "tendon", "swollen", "swell", "numb", "tingl", "dizz", "faint", "passed out", "black(?:ed )?out"),
    *("cramp", "hernia", "fractur", r"broke\b", "broken", "bruis", "bleed", "blood", r"heart\b", "breathless"),
    *("of breath", r"(?:can.?t|cannot|not|to|trouble|difficulty) breath"),
    r"(?:mind|careful|easy on|spare|protect|because of|watch)[^.]{0,12}\b(?:knee|back|shoulder|elbow|wrist|hip)s?\b",
    # illness, doctors, medication
    *("concuss", "surg", "operation", "doctor", "physio", "hospital", "emergency", "ambulance", "medic", "drug"),
    *(r"pills?\b", "ibuprofen", "aspirin", "steroid", "insulin", "diabet", "asthma", "epilep", "cancer", "depress"),
    *("suicid", "anxi", "therap", "self-?harm", r"ill(?:ness)?\b", "sick", "fever", r"flu\b", "covid", r"a cold\b"),
    *("infect", "vomit", "virus", "cleared", "warning sign", "stopped until"),
    # pregnancy, age, eating
    *("pregnan", "postpartum", "miscarr", "menstru", "trimester", r"years? old\b", "birthday", "under 18"),
    *(r"minors?\b", "teen", "your age", r"growing\b", r"(?:you|i) ?(?:are|am|'m) \d{2}\b", r"eat(?:s|ing|en)?\b"),
    *("calori", "diet", "deficit of", "fasting", r"meals?\b", r"bing(?:e|ing)", r"purg(?:e|ing)", "anorex", "bulimi"),
    # how he is
    *(r"energy\b", "stress", "tired", "fatigue", "your usual", r"usually\b", "than usual"),
    # what is asked of him alone
    *("trained on our talks", r"learn(?:ing)? (?:on|off|from|yes|no)\b", "how was my coaching", "stars"),
)
_SAID_STEMS: Final = (
    r"my (?:own )?(?:body ?-?)?weight\b",
    # German
    *("körpergewicht", "gewicht(?!e|heb)", r"wiege\b", r"wieg(?:t|st)\b", "schmerz", r"weh\b", "verletz", "schwanger"),
    *("krank", "fieber", "arzt", "ärzt", "tablette", "medikament", "kalorien", "diät", r"abnehmen\b", "abgenommen"),
    *("zugenommen", r"müde\b", r"jahre alt\b", r"bin \d{2}\b(?! ?[x×]| ?kg)"),
    # Spanish and Portuguese
    *("peso corporal", r"(?:mi|meu) peso\b", r"peso(?: de)? \d", "duel", "dolor", r"dor(?:es)?\b", "dói"),
    *("lesi[oóõ]", "embaraz", "gr[áa]vid", "enferm", "doente", "fiebre", "febre", "médic", "pastilla"),
    *("remédio", "calor[ií]as", r"bajar de peso\b", "emagrec", "adelgaz", "cansad", r"tengo \d+ años"),
    *(r"tenho \d+ anos", r"comer\b", r"como (?:mucho|poco)\b"),
    # French
    *(r"poids(?: de corps| du corps)?[ :]+(?:est |de )?\d", "mon poids", r"pèse\b", r"mal (?:au|à|aux)\b", "douleur"),
    *("bless", "enceinte", "malade", "fièvre", "médecin", "régime", r"maigri\w*", r"fatigué", r"manger\b"),
    r"j['’]ai \d+ ans",
    # Russian
    *(r"вес(?:ом|а)? (?:тела|\d)", r"мой вес\b", r"вешу\b", r"бол(?:ит|ят|ело|ь\b|и\b)", "травм", "беремен"),
    *("температур", "болею|болеет|болен|больна", "врач", "таблет", "калори", "диет", "похуде", "худею", "устал"),
    r"мне \d+ (?:лет|год)",
)
"""What lifters say of it besides; our own lines are judged in English."""
_SAID: Final = re.compile(rf"\b(?:{'|'.join(_SAID_STEMS)})", re.IGNORECASE)
_ALWAYS: Final = re.compile(rf"\b(?:{'|'.join(_STEMS)})|^dots\b", re.IGNORECASE)
_SLEEP: Final = re.compile(r"\bsle(?:ep|pt)|\bnights?\b|\brested\b|\d h\b(?! ago)|\bhours\b", re.IGNORECASE)
_SORE: Final = re.compile(r"\bsore|\brecover", re.IGNORECASE)


def is_private(line: str) -> bool:
    """Whether *line* speaks of what is nobody else's business, whoever it is about."""
    return _ALWAYS.search(_OWN_LOAD.sub("", _EXAMPLE.sub("", line))) is not None


def is_said_of_himself(said: str) -> bool:
    """Whether a lifter's own words, in any of our languages, speak of what is nobody else's business."""
    return is_private(said) or _SAID.search(said) is not None


def speaks_of_sleep(line: str) -> bool:
    return _SLEEP.search(_EXAMPLE.sub("", line)) is not None


def speaks_of_soreness(line: str) -> bool:
    return _SORE.search(_EXAMPLE.sub("", line)) is not None


def names_site(line: str, sites: tuple[str, ...]) -> bool:
    """Whether *line* names one of these body parts, in their own words or in others for the same."""
    if any(re.search(rf"\b{re.escape(site)}\b", line, re.IGNORECASE) for site in sites):
        return True
    return any(is_same_site(said, site) for said in sites_in(line) for site in sites)


@dataclass(frozen=True, slots=True, kw_only=True)
class Discretion:
    """What may be said of one lifter where others read along."""

    sites: tuple[str, ...] = ()  # body parts that hurt him, or did, in any words
    lifts: tuple[str, ...] = ()  # names of lifts, longest first: the back in "back squat" is not his
    told_sleep: bool = False  # he has just said there how he slept
    told_soreness: bool = False

    def allows(self, line: str) -> bool:
        if is_private(line) or names_site(self._without_lifts(line), self.sites):
            return False
        if speaks_of_sleep(line) and not self.told_sleep:
            return False
        return self.told_soreness or not speaks_of_soreness(line)

    def allows_all(self, text: str) -> bool:
        return all(self.allows(line) for line in text.split("\n"))

    def _without_lifts(self, line: str) -> str:
        low = line.casefold()
        for name in self.lifts:
            low = low.replace(name, " ")
        return low
