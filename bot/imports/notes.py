"""A note in a cell of a spreadsheet: in one line, never a formula, and back again as it was."""

import re
from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "'")
_ESCAPE: Final = re.compile(r"\\(\\|u[0-9a-f]{4}|U[0-9a-f]{8})")


def guarded(note: str) -> str:
    """*note* behind an apostrophe where it begins like a formula; what cannot be seen is written as its number."""
    last = len(note) - 1
    cell = "".join(_written(sign, is_outer=at in (0, last)) for at, sign in enumerate(note))
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def unguarded(cell: str) -> str:
    """The note that *cell* was made of."""
    return _ESCAPE.sub(_meant, cell.removeprefix("'"))


def _written(sign: str, *, is_outer: bool) -> str:
    if sign == "\\":
        return "\\\\"
    if sign.isprintable() and not (is_outer and sign == " "):
        return sign
    return f"\\u{ord(sign):04x}" if ord(sign) <= 0xFFFF else f"\\U{ord(sign):08x}"


def _meant(found: re.Match[str]) -> str:
    """A number that no sign has stays as it was written."""
    if found[1] == "\\":
        return "\\"
    number = int(found[1][1:], 16)
    return chr(number) if number <= 0x10FFFF else found[0]
