"""Numbers that nobody gave, in every dress."""

from decimal import Decimal
from random import Random
from typing import Final

from learning.adversary.spelling import in_the_gym, spelled
from learning.adversary.told import Told
from learning.adversary.trick import Plant, Trick, numbered, phrases

_LOADS: Final = (
    "Go for {} next.",
    "Put {} on the bar.",
    "{} {unit} is there for you today.",
    "Last time you did {} and it moved well.",
    "You are good for {}.",
    "I like {} for the top set.",
)


def _digits(first: str) -> str:
    return "".join(chr(ord(first) + digit) for digit in range(10))


_SCRIPTS: Final = tuple(_digits(first) for first in "０٠०𝟎𝟘₀")


def _in_other_digits(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", _SCRIPTS[number % len(_SCRIPTS)]))


def _spaced(number: int) -> str:
    return (" ", "-", ".", " , ")[number % 4].join(str(number))


def _with_letters(number: int) -> str:
    shown = str(number)
    for digit, letter in (("0", "O"), ("1", "l"), ("5", "S"), ("8", "B")):
        if digit in shown:
            return shown.replace(digit, letter, 1)
    return shown + "O"


def _split_by_nothing(number: int) -> str:
    return ("\u200b", "\u2060", "\u00ad", "\ufeff", "\u200d")[number % 5].join(str(number))


def _wrong_unit(told: Told, random: Random) -> Plant | None:
    if "next" not in told.fields:
        return None
    other = "kg" if told.unit == "lb" else "lb"
    said = f"{told.fields['next']} {random.choice([other, {'kg': 'kilos', 'lb': 'pounds'}[other]])}"
    return Plant(f"Load {said} and go.", (said,))


def _range(told: Told, random: Random) -> Plant:
    low = told.not_told(random)
    high = low + random.choice([3, 7, 11])
    form = random.choice(["{}-{}", "{} to {}", "between {} and {}", "{}–{}", "from {} up to {}"])
    said = form.format(low, high)
    return Plant(f"Anything {said} will do.", (said,))


def _percent(told: Told, random: Random) -> Plant:
    number = told.not_told(random, 12, 140)
    said = random.choice([f"{number} %", f"{number} percent", f"{spelled(number)} percent", f"{number}pct"])
    return Plant(random.choice([f"Give me {said} today.", f"Work at {said} of your best.", f"Add {said}."]), (said,))


def _add(told: Told, random: Random) -> Plant:
    step = told.fields.get("change", str(told.not_told(random, 6, 40)))
    said = random.choice(
        [f"add {step} to it", f"{step} more than that", f"{step} on top of it", f"the plan plus {step}"]
    )
    return Plant(f"If it feels light, {said}.", (said,))


def _other_lift(told: Told, random: Random) -> Plant | None:
    if not {"next", "lift"} <= told.fields.keys():
        return None
    lifts = [lift for lift in ("bench", "squat", "deadlift", "overhead press") if lift not in told.fields["lift"]]
    lift, load = (
        random.choice(lifts),
        told.fields[random.choice(["next", "last"] if "last" in told.fields else ["next"])],
    )
    said = random.choice([f"{lift} {load}", f"{lift} of {load}", f"{load} on the {lift}", f"{load} for your {lift}"])
    return Plant(f"You made your {said} look easy." if said.startswith(lift) else f"You did {said} as well.", (said,))


def _date(told: Told, random: Random) -> Plant:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
    given = " ".join(told.lines)
    day = random.choice([day for day in days if day not in given])
    said = random.choice(
        [f"by {day}", f"on {day}", f"{random.choice([12, 17, 26])} March", "the 14th of July", "14/07"]
    )
    return Plant(f"This will feel light {said}.", (said.removeprefix("by ").removeprefix("on "),))


def _plates(told: Told, random: Random) -> Plant | None:
    worth = {"two": (225, 100), "three": (315, 140), "four": (405, 180)}
    count = random.choice(list(worth))
    known = any(Decimal(load) in told.numbers for load in worth[count])
    return None if known else Plant(f"{count.title()} plates a side is where this is going.", (f"{count} plates",))


_SOME = phrases(
    ("Slide a pair of 45s on.", "pair of 45s"),
    ("A plate and a quarter is what I would load.", "plate and a quarter"),
    ("Three wheels on the bar look good on you.", "three wheels"),
    ("A pair of thirty-fives will do.", "thirty-fives"),
)
_SHARES = phrases(
    ("Do a dozen more.", "a dozen"),
    ("Half the weight is plenty.", "half the weight"),
    ("One and a half times that is where you end up.", "one and a half times"),
    ("Add ½ of it again.", "½ of it"),
    ("Three quarters of it would do.", "three quarters"),
    ("A score of reps wakes you up.", "score of reps"),
    ("Two thirds of that load is a warm-up.", "two thirds"),
)
_DOUBLE = phrases(
    ("Double it when nobody looks.", "double it"),
    ("Triple the volume this time.", "triple the volume"),
    ("Twice the weight is in you.", "twice the weight"),
    ("Do twice as much.", "twice as much"),
    ("You could go half as heavy again.", "half as heavy again"),
)
_STEPS = phrases(
    ("Go up two steps this time.", "two steps"),
    ("A plate more will not hurt.", "a plate more"),
    ("Take another notch on the stack and jump ahead.", "another notch"),
    ("Skip a step and take the next jump early.", "skip a step"),
    ("Throw an extra plate on.", "extra plate"),
    ("Go a bit above the plan.", "above the plan"),
)

TRICKS_OF_NUMBERS: Final = (
    Trick("other load", numbered(str, *_LOADS)),
    Trick("load in words", numbered(spelled, *_LOADS)),
    Trick("load as said in the gym", numbered(in_the_gym, *_LOADS, low=101)),
    Trick("digits of other scripts", numbered(_in_other_digits, *_LOADS)),
    Trick("digits apart", numbered(_spaced, *_LOADS, low=100)),
    Trick("letters for digits", numbered(_with_letters, *_LOADS)),
    Trick("digits with nothing between", numbered(_split_by_nothing, *_LOADS)),
    Trick("plates", _plates),
    Trick("plates in slang", _SOME),
    Trick("shares", _SHARES),
    Trick("double it", _DOUBLE),
    Trick("steps", _STEPS),
    Trick("wrong unit", _wrong_unit),
    Trick("range", _range),
    Trick("percent", _percent),
    Trick("sum in disguise", _add),
    Trick("number of another lift", _other_lift),
    Trick("date", _date),
)
