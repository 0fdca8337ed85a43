"""Numbers, loads and times as apps write them. None: it is not one."""

import re
from decimal import Decimal
from typing import Final

from knowledge.units import MILLI, Unit

_NUMBER: Final = re.compile(r"([+-]?[0-9]{1,9})(?:([.,])([0-9]{0,18}))?")
_GROUPED: Final = re.compile(
    r"([+-]?[0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]{1,18})|([+-]?[0-9]{1,3}(?:\.[0-9]{3})+),([0-9]{1,18})"
)  # thousands and a decimal, told apart by their signs
_UNIT: Final = re.compile(r"(.*[0-9.,])\s*(kg|lb)s?\.?", re.IGNORECASE)
_CLOCK: Final = re.compile(r"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-9]{1,2})(?:\.[0-9]+)?")
_THOUSANDS: Final = 3  # digits behind a comma that may mean either
_MINUTE: Final = 60
_HALF: Final = Decimal("0.5")
_RPE: Final = (Decimal(1), Decimal(10))


def number(text: str, *, decimal_comma: bool = False) -> Decimal | None:
    """*text* to the thousandth, which is finer than any plate: apps that convert units write ten digits.

    Three digits behind a comma are a decimal only where *decimal_comma* says that the file writes them so.
    """
    found = _NUMBER.fullmatch(_ungrouped(text))
    if found is None:
        return None
    whole, point, rest = found.groups()
    if point == "," and len(rest) == _THOUSANDS and not decimal_comma:
        return None
    return Decimal(f"{whole}.{rest or 0}").quantize(MILLI)


def _ungrouped(text: str) -> str:
    """ "1,250.5" and "1.250,5" as "1250.5"."""
    found = _GROUPED.fullmatch(text)
    if found is None:
        return text
    whole, rest = (found[1], found[2]) if found[1] else (found[3], found[4])
    return f"{whole.replace(',', '').replace('.', '')}.{rest}"


def weight_and_unit(text: str) -> tuple[str, Unit | None]:
    """ "80kg" is "80" in kg; None where the cell says no unit."""
    found = _UNIT.fullmatch(text)
    return (found[1], Unit(found[2].lower())) if found else (text, None)


def whole_number(text: str) -> int | None:
    """ "10", "10.0" and "10,0" are 10; 10.5 is none."""
    found = number(text)
    return int(found) if found is not None and found % 1 == 0 else None


def seconds_of(text: str) -> int | None:
    """ "60", "60.0", "0:01:00" and "1:00" are a minute."""
    if clock := _CLOCK.fullmatch(text):
        return int(clock[1] or 0) * _MINUTE * _MINUTE + int(clock[2]) * _MINUTE + int(clock[3])
    found = number(text)
    return None if found is None else int(found)


def rpe_of(text: str) -> Decimal | None:
    """An RPE of 1 to 10 in halves; what is on no such scale is left out rather than guessed."""
    found = number(text)
    return found if found is not None and _RPE[0] <= found <= _RPE[1] and found % _HALF == 0 else None
