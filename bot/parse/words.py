"""What words mean to the reader. One set a meaning; exercises have their names in files, not here."""

import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Final, TypeAlias

from knowledge.spelling import slips
from knowledge.units import Unit


def folded(word: str) -> str:
    """*word* as words are compared: no upper case, no accents, so that développé is developpe and ё is е; à stays."""
    small = word.casefold()
    if small.isascii() or small == "à":  # 5 séries à 80: not the English a
        return small
    return "".join(letter for letter in unicodedata.normalize("NFKD", small) if not unicodedata.combining(letter))


def set_of(*lines: str) -> frozenset[str]:
    """The words of *lines*, which spaces part; folded."""
    return frozenset(folded(word) for word in " ".join(lines).split())


def slips_of(line: str) -> frozenset[str]:
    """What the words of *line* become in a hurry, by one typing error; words of their own left out."""
    return frozenset(wrong for word in line.split() for wrong in slips(word)) - _NO_SLIPS


_NO_SLIPS: Final = set_of("seep sept sundae slip step sleet steep sweep energies stresses")

Phrases: TypeAlias = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases as their words, by their first word; the longest first."""


def phrases_of(*lines: str) -> Phrases:
    """The phrases of *lines*, which commas part; folded."""
    found = sorted((tuple(folded(phrase).split()) for phrase in ",".join(lines).split(",")), key=len, reverse=True)
    return {first: tuple(phrase for phrase in found if phrase[0] == first) for first in {phrase[0] for phrase in found}}


def firsts(*phrases: Phrases) -> frozenset[str]:
    """The words that phrases begin with: where none was said, none of them was."""
    return frozenset(first for some in phrases for first in some)


UNITS: Final = {
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "кг", "кило", "килограмм"), Unit.KG),
    **dict.fromkeys(
        ("lb", "lbs", "pound", "pounds", "#", "lber", "lbers", "libras", "libra", "livres", "pfund"), Unit.LB
    ),
}
TIMES: Final = set_of("x by")
TIMES_OR_FOR: Final = TIMES | {"for"}
AT: Final = set_of("@ at with w using holding mit met com con avec с à bei auf")
OF: Final = set_of("of de di da do van von по po à je")
REPS: Final = set_of(
    "rep reps resp reos r times repetition repetitions wdh whd wh wiederholung wiederholungen repeticiones repes",
    "repeticoes",
    "ripetizioni ripetute powtorzen powtorzenia herhalingen повторений повторения повтора повторов повт раз",
)
SETS: Final = set_of(
    "set sets stes sest serie series seria serii serien satz satze seri serier sett reeks reeksen подход подхода",
    "подходов",
    "подходы",
    "серия серии серий сет сета сетов",
)
PLATES: Final = set_of("plate plates pl pls wheel wheels")
SIDES: Final = set_of("side sides hand hands arm leg dumbbell dumbbells db dbs")
BODY_SIDES: Final = set_of("side sides leg legs arm arms")
HANDS: Final = set_of("hand hands dumbbell dumbbells db dbs")
ASSISTANCE: Final = set_of("assisted assist assistance assisting")
HOW_OFTEN: Final = {"once": 1, "twice": 2, "thrice": 3}
HABITS: Final = set_of("a per this each every in")  # three times a week counts no sets
NAMED_REPS: Final = {"single": 1, "singles": 1, "double": 2, "doubles": 2, "triple": 3, "triples": 3}

DIMENSIONS: Final = set_of("feet ft foot inch inches cm mm meter meters metre metres yards yd pixels px")

HOURS: Final = set_of(
    "h hr hrs hour hours hors hous std stunde stunden uur uren hora horas heure heures ora ore час часа часов ч",
    "godzina godziny godzin godz",
)
MINUTES: Final = set_of("m min mins minute minutes minuten minutos minuti минут мин minut")
SLEEP_NOUNS: Final = slips_of("sleep") | set_of(
    "sleep shuteye kip slp zzz zzzs schlaf sueno sommeil sonno sono сон сна sen snu slaap",
)
SLEEP: Final = (
    SLEEP_NOUNS
    | slips_of("slept asleep sleeping")
    | set_of(
        "slept splet sleeping sleeps sleeped asleep geschlafen dormi dormido dormito dormir спал спала поспал поспала",
        "проспал спалось spałem spałam spalem spalam geslapen",
    )
)
SLEEP_FILLERS: Final = set_of(
    "about like around maybe only just for got get was is of roughly approx approximately almost nearly barely well",
    "ok okay good great bad badly poorly terrible horrible not so a an last night probably under over really",
    "prob probs total baby rock log me my i shit crap ~ : = - ( , should be actually exactly right at least",
    "solid whole full",
    "no more less than tops nur etwa circa ca unas unos solo apenas seulement environ около примерно всего",
    "tylko około maar ongeveer",
)
SORE: Final = slips_of("soreness") | set_of(
    "sore sor soreness doms muskelkater agujetas courbatures courbature крепатура zakwasy spierpijn",
)
SORE_FILLERS: Final = set_of(
    "is at a an like about around maybe in my the of are was level feeling still pretty very quite really super kinda",
    "bit little so from today on and both just only should be low solid : = - ( ~ , den de les las los en w на в",
)
ENERGY: Final = slips_of("energy") | set_of("energy energys nrg energie energia энергия energii")
STRESS: Final = slips_of("stress") | set_of("stress stressed stresslevel estres стресс")
LEVEL_FILLERS: Final = set_of(
    "is was s level levels lvl at a an like about around maybe really very pretty super so quite : = - ~ today should",
    "be feeling solid strong good decent low high out just only still of roughly somewhere",
)
BODY_PARTS: Final = set_of(
    "legs leg quads quad hamstrings hamstring hammies hams glutes glute calves calf adductors hips hip back lats lat",
    "traps trap chest pecs pec shoulders shoulder delts delt arms arm biceps bicep triceps tricep forearms forearm abs",
    "core neck knees knee elbows elbow wrists wrist ankles ankle groin",
)
LOW: Final = set_of("low bad poor shit terrible zero none awful crap no little")
FINE: Final = set_of("ok okay fine normal medium average decent alright meh")
HIGH: Final = set_of("high good great amazing awesome excellent solid")
WORN_OUT: Final = set_of(
    "exhausted drained wiped knackered shattered fatigued tired fried zonked wrecked gassed sluggish",
)
BODY_WEIGHT: Final = set_of("bw bodyweight")
WEIGHED: Final = slips_of("weighed") - set_of("weighted weight") | set_of("weighed weigh weighing weighin")
WEIGH_FILLERS: Final = set_of(
    "am up down to back now in at is was of today this morning about around a : = ~ should be me"
)

CIRCUMSTANCES: Final = set_of(  # "no belt" tells how a lift was done, and denies none
    "belt belts wraps wrap straps strap sleeves shoes socks chalk gloves gear suit spotter spotters spot help",
    "pain pains problem problems prob probs issue issues sleep rest rests warmup warmups warm coffee caffeine food",
    "preworkout breakfast lunch dinner pause pauses bounce arch music excuses joke lie cap doubt gain gains energy",
    "motivation soreness stress",
)

LACKING: Final = set_of("no without")
DID: Final = set_of("hit got did made lifted today felt pr")
# Words that carry nothing more beside a fact that was read.
FILLERS: Final = set_of(
    "log logging logged today just hit got get did do done made then and on for at a an the i my of in with was is x",
    "bw bodyweight weighted session workout set sets reps tried attempted please also plus now this morning took went",
    "from top backoff backoffs work working heavy",
)

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CLAUSE_ENDS: Final = frozenset(",;.!?\n()•…|")
CLAUSE_BOUNDS: Final = CLAUSE_ENDS | {""}  # and where the message begins or ends
SENTENCE_ENDS: Final = frozenset(";.!?\n…")
JOINERS: Final = set_of("and then & plus but followed")

ONES: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
TEENS: Final = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
PAIRS: Final = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90, "hundreds": 100,
}  # fmt: skip
"""Dumbbells as they are called: a pair of sixties."""
HALF: Final = Decimal("0.5")

# What may be glued to digits: 5x, 6h, 100kg, 60s, 3f, 10am; x5, bw78; and between two: 5x5, 6h30.
GLUED_BEHIND: Final = (
    set_of("ish a p x s f fail failed am pm rpe rir rm and by for")
    | UNITS.keys()
    | HOURS
    | MINUTES
    | REPS
    | SETS
    | PLATES
    | SLEEP
    | SORE
)
GLUED_BEFORE: Final = set_of("x bw w r @")
GLUED_BETWEEN: Final = TIMES | HOURS | UNITS.keys() | REPS | SETS | set_of("s rpe rir for at on and")

# A number before one of these is not a load; before one of those, not a count of reps.
NOT_LOADS: Final = HOURS | MINUTES | REPS | SETS | PLATES | set_of("% am pm rm rir rpe st nd rd th days weeks")
NOT_REPS: Final = (
    HOURS | MINUTES | SETS | PLATES | UNITS.keys()
    | set_of("more day days week weeks month months year years session sessions workout workouts people sec secs s")
    | set_of("seconds am pm th st nd rd % rm degrees steps miles km percent left second out of x by rir rpe")
    | set_of("round rounds")
)  # fmt: skip
