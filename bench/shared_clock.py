"""One time for several processes, which a bench sets."""

import mmap
import struct
from datetime import UTC, datetime
from pathlib import Path


class SharedClock:
    """An instant in a file that several processes read and set."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), 8)

    @classmethod
    def make(cls, path: Path, at: datetime) -> "SharedClock":
        path.write_bytes(struct.pack("d", at.timestamp()))
        return cls(path)

    def now(self) -> datetime:
        return datetime.fromtimestamp(struct.unpack("d", self._map[:8])[0], UTC)

    def go_on(self, seconds: float) -> None:
        self._map[:8] = struct.pack("d", self.now().timestamp() + seconds)
