"""Where the key of pseudonyms lies: a file of the folder of learning, made once, for its owner's eyes alone.

Without it nobody in the datasets that were built with it is known, so a purge takes all their lifters out.
"""

import os
from pathlib import Path
from secrets import token_hex
from typing import Final

from learning.dataset.pseudonym import Key
from learning.dataset.record import DatasetError

KEY_FILE: Final = "pseudonyms.key"
KEY_BYTES: Final = 32
_OWNER_ALONE: Final = 0o600


class BadKey(DatasetError):
    """The key cannot be read or made; the message does not hold it."""


def has_key(folder: Path) -> bool:
    return (folder / KEY_FILE).exists()


def read_key(folder: Path) -> Key:
    """The key in *folder*, made at the first call. Raises BadKey."""
    path = folder / KEY_FILE
    try:
        if not path.exists():
            _make(path)
        secret = bytes.fromhex(path.read_bytes().decode("ascii", errors="replace"))
    except OSError as error:
        raise BadKey(
            f"{path} cannot be read or made: {error.strerror or error}; give it to FocusFlow's user."
        ) from error
    except ValueError:
        secret = b""
    if len(secret) != KEY_BYTES:
        raise BadKey(f"{path} holds no key of {2 * KEY_BYTES} hexadecimal digits; put a copy of the real one there.")
    return Key(secret)


def _make(path: Path) -> None:
    """Whole under its name or not at all; where two make it at once, the first one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{token_hex(4)}")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ALONE), "w", encoding="ascii") as file:
        file.write(f"{token_hex(KEY_BYTES)}\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(new, path)
    except FileExistsError:
        pass
    finally:
        new.unlink()
