"""Numbers in English words, as they are written and as they are said in the gym."""

from typing import Final

_LOW: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def spelled(number: int) -> str:
    """``one hundred and ninety-five``. *number* is below 1000."""
    if number < 20:
        return _LOW[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_LOW[number % 10]}" if number % 10 else "")
    rest = f" and {spelled(number % 100)}" if number % 100 else ""
    return f"{_LOW[number // 100]} hundred{rest}"


def in_the_gym(number: int) -> str:
    """``one ninety-five``, ``two oh five``."""
    hundreds, rest = divmod(number, 100)
    if not hundreds or not rest:
        return spelled(number)
    return f"{_LOW[hundreds]} {'oh ' if rest < 10 else ''}{spelled(rest)}"


def roman(number: int) -> str:
    signs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for worth, sign in signs:
        count, number = divmod(number, worth)
        text += sign * count
    return text
