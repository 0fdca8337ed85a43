"""What somebody calls himself, fit to stand among our own words. Pure."""

import re
from typing import Final

LONGEST_NAME: Final = 40  # characters
_LINKS: Final = re.compile(r"[:/]+|[.。．｡․](?=\w)")  # what makes apps take a word for an address


def shown_name(name: str) -> str:
    """What somebody calls himself, as one short line that is nothing but a name and that no app makes a link of."""
    plain = "".join(letter for letter in name if letter.isprintable() and letter not in "`*_[]()<>@#~|\\")
    return " ".join(_LINKS.sub(" ", plain).split())[:LONGEST_NAME] or "?"
