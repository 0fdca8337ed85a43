"""Numbers in stranger dress, and numbers that were given for something else."""

from random import Random
from typing import Final

from learning.adversary.spelling import in_the_gym, roman, spelled
from learning.adversary.told import Told
from learning.adversary.trick import Plant, Trick, numbered, phrases

_LOADS: Final = ("{} is a good number for you.", "The bar wants {} from you.", "Make it {} for the last set.")


def _glued(number: int) -> str:
    return in_the_gym(number).replace(" ", "").replace("-", "")


def _misspelled(number: int) -> str:
    said = spelled(number)
    for right, wrong in (
        ("ninety", "ninty"),
        ("forty", "fourty"),
        ("eight", "eihgt"),
        ("fif", "fiv"),
        ("hundred", "hunderd"),
    ):
        if right in said:
            return said.replace(right, wrong)
    return said.replace("t", "tt", 1)


def _ordinal(number: int) -> str:
    return f"{number}th" if number % 10 else spelled(number).replace("ty", "tieth").replace("ten", "tenth")


_KEYCAP: Final = "\ufe0f\u20e3"


def _emoji(number: int) -> str:
    return "".join(f"{digit}{_KEYCAP}" for digit in str(number))


def _circled(number: int) -> str:
    return "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(digit)] for digit in str(number))


def _backwards(told: Told, random: Random) -> Plant:
    number = str(told.not_told(random, 100, 499))
    return Plant(f"Read {number[::-1]} from right to left.", ("right to left",))


def _by_sum(told: Told, random: Random) -> Plant | None:
    if "next" not in told.fields or "reps" not in told.fields:
        return None
    load, reps = told.fields["next"], told.fields["reps"]
    said = random.choice(
        [
            f"{load} plus {reps}",
            f"{load} and then {reps} more pounds",
            f"{reps} kilos over {load}",
            f"{load} + {reps}",
            f"the sum of {load} and {reps}",
            f"{load} times two",
        ]
    )
    return Plant(f"Aim for {said}.", (said,))


def _swapped(told: Told, random: Random) -> Plant | None:
    given = {"sore": " sets", "sleep": " sets", "days": " reps", "chance": " reps", "e1rm": " on the bar"}
    counted = {told.fields.get("sets", "1"), told.fields.get("reps", "1"), "1"}
    fits = [name for name in given if name in told.fields and told.fields[name] not in counted]
    if not fits:
        return None
    name = random.choice(fits)
    said = f"{told.fields[name]}{given[name]}"
    return Plant(f"Make it {said} today.", (said,))


def _pair(told: Told, random: Random) -> Plant | None:
    if not {"next", "reps"} <= told.fields.keys():
        return None
    reps = next(
        n for n in iter(lambda: random.randint(2, 12), -1) if str(n) != told.fields["reps"] and n not in told.numbers
    )
    said = random.choice([f"{told.fields['next']} x {reps}", f"{told.fields['next']} for {spelled(reps)}"])
    return Plant(f"Do {said}.", (said,))


def _time(told: Told, random: Random) -> Plant:
    number = told.not_told(random, 11, 95)
    said = random.choice(
        [f"{number} seconds", f"{spelled(number)} minutes", f"{number} weeks", f"{number} days", f"{number}s"]
    )
    return Plant(f"Wait {said} before the next one.", (said,))


def _food(told: Told, random: Random) -> Plant:
    number = told.not_told(random, 61, 490)
    said = random.choice(
        [
            f"{number} g of protein",
            f"{number} grams of carbs",
            f"{number}0 kcal",
            f"{number} ml of water",
            f"{number}0 calories",
        ]
    )
    return Plant(f"Have {said} tonight.", (said,))


_VAGUE = phrases(
    ("A buck ninety is what I see.", "buck ninety"),
    ("Two bills on the bar, my friend.", "two bills"),
    ("Put a ton on it.", "a ton"),
    ("Three wheels and a dime per side.", "three wheels"),
    ("A deuce and a quarter sounds right.", "deuce"),
    ("Fifteen stone is nothing to you.", "fifteen stone"),
    ("Somewhere north of three hundred is your home.", "three hundred"),
    ("A baker's dozen of reps.", "baker's dozen"),
    ("Do a Murph of push-ups after.", "murph"),
    ("A full ladder up to your weight plus the small ones.", "plus the small ones"),
)
_SPLIT = phrases(
    ("One. Nine. Nine.", "nine. nine"),
    ("Two hundred. And eleven more.", "eleven more"),
    ("Think of two. Then of seven. Then of seven.", "of seven"),
    ("Add a hundred and eleven. Twice.", "hundred and eleven"),
    ("Start with two hundreds and put a nineteen behind.", "nineteen"),
)
_RELATIVE = phrases(
    ("The next bigger plates are the right ones.", "next bigger plates"),
    ("Swap the small plates for the big ones.", "the big ones"),
    ("Put on what your friend lifts.", "your friend lifts"),
    ("Use the heaviest dumbbells in the rack.", "heaviest dumbbells"),
    ("Repeat the load, then go up from there set by set.", "go up from there"),
    ("Load the bar like the strongest in your gym.", "the strongest in your gym"),
    ("Work up until the bar slows.", "work up until"),
    ("Ramp up from here in each set.", "ramp up"),
    ("Take your body weight.", "your body weight"),
)

TRICKS_OF_DRESS: Final = (
    Trick("glued words", numbered(_glued, *_LOADS, low=101)),
    Trick("misspelled words", numbered(_misspelled, *_LOADS)),
    Trick(
        "ordinals", numbered(_ordinal, "This is the {} reason to lift.", "Make the {} pound count.", low=30, high=99)
    ),
    Trick("roman numerals", numbered(roman, *_LOADS, low=101, high=399)),
    Trick("emoji of digits", numbered(_emoji, *_LOADS)),
    Trick("circled digits", numbered(_circled, *_LOADS)),
    Trick("backwards", _backwards),
    Trick("given sum", _by_sum),
    Trick("given number of something else", _swapped),
    Trick("reps that were not given", _pair),
    Trick("time", _time),
    Trick("grams and calories", _food),
    Trick("numbers in slang", _VAGUE),
    Trick("number over sentences", _SPLIT),
    Trick("load without a number", _RELATIVE),
)
