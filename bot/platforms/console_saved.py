"""A picture or a file that goes with words, written where a terminal's lifter can open it."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bot.attachments import Attachment

OWN: Final = 0o600  # an export holds all that somebody said
MOST_OF_A_NAME: Final = 1000  # chart-2.png to chart-1000.png; who has more of them reads none


def saved(attachment: Attachment, folders: Sequence[Path]) -> str:
    """Write it into the first of *folders* that takes it, under a name that no file there has; give back its path.

    Where none does, its name and why the last one did not. Nothing is ever written over.
    """
    why = ""
    for folder in folders:
        try:
            path = _written(attachment, folder)
        except OSError as error:
            why = f": {error.strerror}"
        else:
            return str(path) if path.is_absolute() else f"./{path}"
    return f"{attachment.name}{why}"


def _written(attachment: Attachment, folder: Path) -> Path:
    for path in _names(folder / Path(attachment.name).name):
        try:
            with open(path, "xb", opener=lambda name, flags: os.open(name, flags, OWN)) as file:
                file.write(attachment.body)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(0, "there are too many of that name")


def _names(path: Path) -> Iterator[Path]:
    yield path
    yield from (path.with_stem(f"{path.stem}-{number}") for number in range(2, MOST_OF_A_NAME + 1))
