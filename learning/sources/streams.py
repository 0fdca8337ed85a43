"""Lines of a file that may be compressed, in memory that does not grow with it.

What a compressed file needs besides is the window that its writer chose: 2 GiB at most, as the dumps of Reddit have it.
"""

import gzip
import io
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, Final, cast

from learning.sources.found import BadSource, Tally

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Seen = Callable[[int], None]
"""Is told how many bytes of the file have been read since it was told last."""

LONGEST_LINE: Final = 2 << 20  # bytes; the longest post has some 300,000
LARGEST_WINDOW_LOG: Final = 31
MOST_EXPANSION: Final = 1000  # bytes from one; text comes to 20
FREE_EXPANSION: Final = 64 << 20  # bytes that are not asked about
_CHUNK: Final = 1 << 18  # bytes
_TOLD_AFTER: Final = 500  # lines


class _Bomb(Exception):
    """A compressed file unpacks to more than any text does."""


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """The file as it lies there, and what is in it."""
    with ExitStack() as stack:
        raw = stack.enter_context(path.open("rb"))
        if path.suffix.lower() == ".zst":
            options = {int(zstd.DecompressionParameter.window_log_max): LARGEST_WINDOW_LOG}
            packed: BinaryIO = cast("BinaryIO", stack.enter_context(zstd.ZstdFile(raw, options=options)))
        elif path.suffix.lower() == ".gz":
            packed = cast("BinaryIO", stack.enter_context(gzip.GzipFile(fileobj=raw)))
        else:
            yield raw, raw
            return
        yield raw, cast("BinaryIO", io.BufferedReader(cast("io.RawIOBase", packed), _CHUNK))


def lines(path: Path, tally: Tally, seen: Seen = lambda _: None) -> Iterator[tuple[int, bytes]]:
    """Each line with its number. A line that is too long is a fault, and so is an end that is missing: what came before
    is given. Raises BadSource where nothing can be read."""
    number = 0
    try:
        with _opened(path) as (raw, file):
            told = 0
            for number, line in _lines(file, path, tally):
                if number % _TOLD_AFTER == 0:
                    _watch(raw, file)
                    seen(raw.tell() - told)
                    told = raw.tell()
                yield number, line
            seen(raw.tell() - told)
    except _Bomb:
        tally.fault(f"{path}, after line {number}", "it unpacks to more than text can, so the rest is left unread")
    except (EOFError, zlib.error, zstd.ZstdError, gzip.BadGzipFile) as error:
        if not number:
            raise BadSource(f"{path} cannot be unpacked ({_why(error)}); get a whole copy of it.") from error
        tally.fault(f"{path}, after line {number}", f"the file breaks off ({_why(error)}); what came before is kept")
    except OSError as error:
        raise BadSource(f"{path} cannot be read: {error.strerror or error}.") from error


def _lines(file: BinaryIO, path: Path, tally: Tally) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            tally.fault(f"{path}, line {number}", f"it is longer than {LONGEST_LINE >> 20} MiB")
            _skip_line(line, file, path)
        else:
            yield number, line


def _skip_line(line: bytes, file: BinaryIO, path: Path) -> None:
    skipped = 0
    while line and not line.endswith(b"\n"):
        line = file.readline(LONGEST_LINE)
        skipped += len(line)
        if path.suffix.lower() in (".zst", ".gz") and skipped > path.stat().st_size * MOST_EXPANSION + FREE_EXPANSION:
            raise _Bomb


def _watch(raw: BinaryIO, file: BinaryIO) -> None:
    if raw is not file and file.tell() > raw.tell() * MOST_EXPANSION + FREE_EXPANSION:
        raise _Bomb


def _why(error: Exception) -> str:
    return "its end is missing" if isinstance(error, EOFError) else " ".join(str(error).split()).rstrip(".")
