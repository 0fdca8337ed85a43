"""What words mean to the reader. One set a meaning; exercises have their names in files, not here."""

from decimal import Decimal
from typing import Final

from knowledge.units import Unit

UNITS: Final = {
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "кг"), Unit.KG),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds", "#"), Unit.LB),
}
TIMES: Final = frozenset({"x", "by"})
AT: Final = frozenset({"@", "at", "with", "w", "using"})
REPS: Final = frozenset({"rep", "reps", "r", "times", "повторений"})
SETS: Final = frozenset({"set", "sets", "подхода", "подходов"})
PLATES: Final = frozenset({"plate", "plates"})
SIDES: Final = frozenset({"side", "sides", "hand", "hands", "arm", "leg", "dumbbell", "dumbbells", "db", "dbs"})
NAMED_REPS: Final = {
    "single": 1, "singles": 1, "double": 2, "doubles": 2, "triple": 3, "triples": 3,
}  # fmt: skip

HOURS: Final = frozenset({"h", "hr", "hrs", "hour", "hours"})
MINUTES: Final = frozenset({"m", "min", "mins", "minute", "minutes"})
SLEEP: Final = frozenset({"sleep", "slept", "sleeping", "slep", "asleep", "zzz"})
SLEEP_FILLERS: Final = frozenset(
    "about like around maybe only just for got was is of roughly approx approximately almost nearly barely well ok okay "
    "good great bad badly poorly terrible horrible not so a an ~ : = - ( last night nearly almost probably under over".split()
)
SORE: Final = frozenset({"sore", "soreness", "doms", "soar"})
SORE_FILLERS: Final = frozenset(
    "is at a an like about around maybe in my the of are was level feeling still pretty very quite really super kinda bit "
    "little so : = - ( ~ from today on and both".split()
)
ENERGY: Final = frozenset({"energy", "energie"})
BODY_PARTS: Final = frozenset(
    "legs leg quads quad hamstrings hamstring hammies hams glutes glute calves calf adductors hips hip back lats lat traps "
    "trap chest pecs pec shoulders shoulder delts delt arms arm biceps bicep triceps tricep forearms forearm abs core neck "
    "knees knee elbows elbow wrists wrist ankles ankle body groin".split()
)
LOW: Final = frozenset("low bad poor shit terrible zero none awful crap drained".split())
FINE: Final = frozenset("ok okay fine normal medium average decent alright meh".split())
HIGH: Final = frozenset("high good great amazing awesome excellent solid up".split())
WORN_OUT: Final = frozenset(
    "exhausted drained wiped knackered shattered fatigued tired fried spent zonked wrecked gassed sluggish".split()
)
BODY_WEIGHT: Final = frozenset({"bw", "bodyweight"})
WEIGHED: Final = frozenset({"weighed", "weigh", "weighing"})
WEIGH_FILLERS: Final = frozenset({"in", "at", ":", "=", "is", "was", "of", "today", "about", "around", "~", "a"})

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CLAUSE_ENDS: Final = frozenset({",", ";", ".", "!", "?", "\n", "(", ")", "•", "…"})
SENTENCE_ENDS: Final = frozenset({";", ".", "!", "?", "\n", "…"})
JOINERS: Final = frozenset({"and", "then", "&", "+", "plus", "but", "followed"})

ONES: Final = {word: n for n, word in enumerate("one two three four five six seven eight nine".split(), 1)}
TEENS: Final = {
    word: n
    for n, word in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), 10
    )
}
TENS: Final = {
    word: n * 10 for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
HALF: Final = Decimal("0.5")

GLUED_BEHIND: Final = (  # what may stand right behind a number: 5x, 6h, 100kg, 60s, 3f, 5reps, 10am
    frozenset({"x", "s", "f", "fail", "failed", "am", "pm", "rpe", "rir", "rm", "sleep", "sore", "and", "by", "for"})
    | UNITS.keys() | HOURS | MINUTES | REPS | SETS | PLATES
)  # fmt: skip
GLUED_BEFORE: Final = frozenset({"x", "bw", "w", "r", "@"})  # short words that may stand right before one: x5, bw78
GLUED_BETWEEN: Final = TIMES | HOURS | UNITS.keys() | REPS | SETS | {"s", "rpe", "rir", "for", "at", "on", "and"}
NOT_A_LOAD: Final = HOURS | MINUTES | REPS | SETS | PLATES | {"%", "am", "pm", "rm", "rir", "rpe"}
COUNTED: Final = frozenset(  # a number before one of these counts something else than reps
    "more day days week weeks month months year years session sessions workout workouts people minutes min mins sec secs "
    "seconds am pm th st nd rd % rm days times degrees steps miles km percent plates days left second out".split()
)
# What becomes of the words around a fact once it is read: they carry nothing more.
LOG_WORDS: Final = frozenset({"log", "logging", "logged", "today", "just", "did", "hit", "got", "then", "and", "on"})
