"""What the numbers of an experiment may be, in the same sentence wherever they are given. Pure.

The bounds that config.yaml has too are those of *bot.config*.
"""

from typing import Final

from bot.config import LEAST_EFFECT, LEAST_SHARE, MOST_DAYS, MOST_EFFECT, MOST_HORIZON_DAYS, MOST_SHARE

_DAYS: Final = " days"


def share_refusal(share: float) -> str:
    """What is wrong with it, in a sentence; "": nothing. So do all others here."""
    return refusal("share", share, LEAST_SHARE, MOST_SHARE)


def effect_refusal(effect: float) -> str:
    return refusal("effect", effect, LEAST_EFFECT, MOST_EFFECT)


def horizon_refusal(days: int) -> str:
    return refusal("horizon", days, 1, MOST_HORIZON_DAYS, _DAYS)


def length_refusal(days: int) -> str:
    return refusal("longest time that it runs", days, 1, MOST_DAYS, _DAYS)


def refusal(name: str, value: float, least: float, most: float, unit: str = "") -> str:
    if least <= value <= most:
        return ""
    return f"The {name} is {value:.12g}{unit}: give {least:g} to {most:g}."
