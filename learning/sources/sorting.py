"""More lines than fit into memory, in order: sorted runs on disk, merged (Knuth, The Art of Computer Programming,
volume 3, section 5.4). Memory stays as it is whatever comes; the disk holds each line once, twice while it merges.
"""

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

RUN_BYTES: Final = 8 << 20  # that are held before they are sorted and written
MOST_RUNS: Final = 32  # that are open at once


class SortedLines:
    """Takes lines that end in a line feed, and gives them in the order of their bytes. *folder* is its own."""

    def __init__(self, folder: Path, *, run_bytes: int = RUN_BYTES, most_runs: int = MOST_RUNS) -> None:
        self.count = 0
        self._folder, self._run_bytes, self._most_runs = folder, run_bytes, most_runs
        self._held: list[bytes] = []
        self._held_bytes = 0
        self._runs: list[Path] = []
        self._written = 0

    def add(self, line: bytes) -> None:
        """Raises OSError."""
        self.count += 1
        self._held.append(line)
        self._held_bytes += len(line)
        if self._held_bytes >= self._run_bytes:
            self._spill()

    def in_order(self) -> Iterator[bytes]:
        """Once, after all were added. Raises OSError."""
        self._held.sort()
        with ExitStack() as stack:
            files = [stack.enter_context(run.open("rb")) for run in self._runs]
            yield from heapq.merge(*files, self._held)

    def _spill(self) -> None:
        self._held.sort()
        self._write(self._held)
        self._held, self._held_bytes = [], 0
        if len(self._runs) >= self._most_runs:
            self._merge()

    def _merge(self) -> None:
        before, self._runs = self._runs, []
        with ExitStack() as stack:
            self._write(heapq.merge(*(stack.enter_context(run.open("rb")) for run in before)))
        for run in before:
            run.unlink()

    def _write(self, lines: Iterable[bytes]) -> None:
        self._written += 1
        run = self._folder / f"run-{self._written}"
        with run.open("wb") as file:
            file.writelines(lines)
        self._runs.append(run)
