"""What somebody calls himself, fit to stand among our own words. Pure."""

from typing import Final

LONGEST_NAME: Final = 40  # characters


def shown_name(name: str) -> str:
    """What somebody calls himself, as one short line that is nothing but a name."""
    plain = "".join(letter for letter in name if letter.isprintable() and letter not in "`*_[]()<>@#~|\\")
    return " ".join(plain.split())[:LONGEST_NAME] or "?"
