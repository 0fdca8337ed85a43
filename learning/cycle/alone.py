"""One `learn` at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from learning.cycle.ports import CycleError

FILE: Final = ".lock"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """While nobody else works in *folder*. The system lets go of it when a process ends, however that came about.

    Raises CycleError where somebody does.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / FILE, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise CycleError(f"another `focusflow learn` is at work in {folder}: wait until it has ended.") from None
    try:
        yield
    finally:
        lock.release()
