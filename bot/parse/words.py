"""What words mean to the reader. One set a meaning; exercises have their names in files, not here."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, TypeAlias

from knowledge.units import Unit


def set_of(*lines: str) -> frozenset[str]:
    """The words of *lines*."""
    return frozenset(" ".join(lines).split())


Phrases: TypeAlias = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases as their words, by their first word; the longest first."""


def phrases_of(*lines: str) -> Phrases:
    """The phrases of *lines*, which commas part."""
    found = sorted((tuple(phrase.split()) for phrase in ",".join(lines).split(",")), key=len, reverse=True)
    return {first: tuple(phrase for phrase in found if phrase[0] == first) for first in {phrase[0] for phrase in found}}


UNITS: Final = {
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "кг"), Unit.KG),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds", "#"), Unit.LB),
}
TIMES: Final = set_of("x by")
AT: Final = set_of("@ at with w using")
REPS: Final = set_of("rep reps r times repetition repetitions повторений повторения раз")
SETS: Final = set_of("set sets serie series подход подхода подходов")
PLATES: Final = set_of("plate plates")
SIDES: Final = set_of("side sides hand hands arm leg dumbbell dumbbells db dbs")
HOW_OFTEN: Final = {"once": 1, "twice": 2, "thrice": 3}
HABITS: Final = set_of("a per this each every in")  # three times a week counts no sets
NAMED_REPS: Final = {"single": 1, "singles": 1, "double": 2, "doubles": 2, "triple": 3, "triples": 3}

HOURS: Final = set_of("h hr hrs hour hours")
MINUTES: Final = set_of("m min mins minute minutes")
SLEEP: Final = set_of("sleep slept sleeping slep asleep")
SLEEP_FILLERS: Final = set_of(
    "about like around maybe only just for got get was is of roughly approx approximately almost nearly barely well",
    "ok okay good great bad badly poorly terrible horrible not so a an last night probably under over really",
    "total me my i shit crap like ~ : = - ( ,",
)
SORE: Final = set_of("sore soreness doms")
SORE_FILLERS: Final = set_of(
    "is at a an like about around maybe in my the of are was level feeling still pretty very quite really super kinda",
    "bit little so from today on and both : = - ( ~ ,",
)
ENERGY: Final = set_of("energy")
ENERGY_FILLERS: Final = set_of("is was s level levels at a like about really very pretty super so quite : = - ~")
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
WEIGHED: Final = set_of("weighed weigh weighing")
WEIGH_FILLERS: Final = set_of("in at is was of today this morning about around a : = ~")

DID: Final = set_of("hit got did made lifted today felt pr")
# Words that carry nothing more beside a fact that was read.
FILLERS: Final = set_of(
    "log logging logged today just hit got get did do done made then and on for at a an the i my of in with was is x",
    "bw bodyweight weighted session workout set sets reps tried attempted please also plus now this morning took went",
    "from top backoff backoffs work working heavy",
)

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CLAUSE_ENDS: Final = frozenset(",;.!?\n()•…")
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
HALF: Final = Decimal("0.5")

# What may be glued to digits: 5x, 6h, 100kg, 60s, 3f, 10am; x5, bw78; and between two: 5x5, 6h30.
GLUED_BEHIND: Final = (
    set_of("x s f fail failed am pm rpe rir rm and by for")
    | UNITS.keys()
    | HOURS
    | MINUTES
    | REPS
    | SETS
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
)  # fmt: skip
