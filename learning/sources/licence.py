"""Under which licence a file is: what stands in the file beside it, or what was said for all."""

from pathlib import Path
from typing import Final

from learning.sources.found import BadSource

ENDING: Final = ".licence"
LONGEST: Final = 200  # characters


def licence_of(file: Path, said: str) -> str:
    """What ``FILE.licence`` says, else *said*. Raises BadSource where neither does."""
    beside = file.with_name(file.name + ENDING)
    try:
        words = _beginning(beside) if beside.is_file() else said
    except OSError as error:
        raise BadSource(f"{beside} cannot be read: {error.strerror or error}.") from error
    licence = "".join(letter if letter.isprintable() else " " for letter in words)
    licence = " ".join(licence.split())[:LONGEST]
    if not licence:
        raise BadSource(f"{file} has no licence; say it with --licence, or write it into {beside.name} beside it.")
    return licence


def _beginning(file: Path) -> str:
    with file.open("rb") as content:
        return content.read(4 * LONGEST).decode("utf-8-sig", "replace")
