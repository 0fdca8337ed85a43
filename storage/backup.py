"""A backup: every row of the database as gzipped JSON lines, so that a restore may change the engine.

The first line is the head, the last one how many rows of each table stand between, so a backup that was cut is noticed.
"""

import asyncio
import errno
import gzip
import json
import os
import tempfile
import zlib
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from datetime import datetime
from io import BufferedIOBase
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

from storage.columns import instant
from storage.schema import newest_version
from storage.store import Store
from storage.tables import BATCH, Values

FORMAT: Final = 1
PART: Final = ".part"  # ends the name of what is not whole yet, which only its owner may read
LONGEST: Final = 200  # characters of a backup's name in it: file systems allow 255


async def write_backup(
    store: Store,
    path: Path,
    made_at: datetime,
    show: Callable[[int], None] = lambda _: None,
    schema: int | None = None,
) -> Mapping[str, int]:
    """Write all of *store* as of now; gives how many rows of each table. *show* is told how many there are so far.

    *schema* is the version of the database; None: the newest. The file takes its name once it is whole and on disk; one
    that has it already is replaced, what is no file never. Raises OSError.
    """
    path, number, part = await asyncio.to_thread(_begin, path)
    try:
        with os.fdopen(number, "wb") as file:
            with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=int(made_at.timestamp())) as packed:
                counts = await _write(store, packed, _head(made_at, schema), show)
            await asyncio.to_thread(_settle, file)
        await asyncio.to_thread(_name, Path(part), path)
    except BaseException:
        await asyncio.to_thread(_drop, Path(part))
        raise
    return counts


def _drop(part: Path) -> None:
    with suppress(OSError):
        part.unlink(missing_ok=True)


def _begin(path: Path) -> tuple[Path, int, str]:
    """The file that is meant, and a new one beside it to be written first: its number and its name."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is there, and is no file")
    path = path.resolve()  # what a link leads to is replaced, and not the link
    return path, *tempfile.mkstemp(PART, f".{path.name[:LONGEST]}.", path.parent)


def _head(made_at: datetime, schema: int | None) -> bytes:
    version = newest_version() if schema is None else schema
    return _line({"focusflow_backup": FORMAT, "schema": version, "made_at": instant(made_at)})


async def _write(store: Store, out: BufferedIOBase, head: bytes, show: Callable[[int], None]) -> Counter[str]:
    counts = Counter[str]()
    lines = [head]
    async for table, row in store.dump():
        counts[table] += 1
        lines.append(_line([table, row]))
        if len(lines) >= BATCH:
            await asyncio.to_thread(out.write, b"".join(lines))
            lines.clear()
            show(counts.total())
    await asyncio.to_thread(out.write, b"".join([*lines, _line({"rows": counts})]))
    return counts


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _settle(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _name(part: Path, path: Path) -> None:
    """Give it its name, and see to it that a power cut does not take that away."""
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


async def read_backup(path: Path, show: Callable[[int], None] = lambda _: None) -> AsyncIterator[tuple[str, Values]]:
    """The rows of a backup, for ``Store.load``. *show* is told how many there were so far.

    Raises OSError; and ValueError for what is no backup, one of another version, and one that is not whole, which may
    show after the last row only.
    """
    counts = Counter[str]()
    with gzip.open(path, "rb") as packed:
        _check_head(await _next(packed, path, 1), path)
        end: Mapping[str, int] | None = None
        while end is None and (batch := await _next(packed, path, BATCH)):
            for line in batch:
                match line:
                    case [str(table), dict(row)] if end is None:
                        counts[table] += 1
                        yield table, row
                    case {"rows": dict(told)} if end is None:
                        end = told
                    case _:
                        raise ValueError(f"{path} is no backup of FocusFlow: it holds a line that is none of a backup.")
            show(counts.total())
        if end != counts or await _next(packed, path, 1):
            raise ValueError(f"{path} is not whole: it was cut or changed since. Use another backup.")


async def _next(packed: gzip.GzipFile, path: Path, count: int) -> list[Any]:
    """Up to *count* lines more."""
    try:
        return await asyncio.to_thread(lambda: [json.loads(line) for line in islice(packed, count)])
    except (EOFError, zlib.error) as failure:
        raise ValueError(f"{path} is not whole: {failure}. Use another backup.") from failure
    except (gzip.BadGzipFile, ValueError, RecursionError) as failure:
        raise ValueError(f"{path} is no backup of FocusFlow: {failure}.") from failure


def _check_head(lines: list[Any], path: Path) -> None:
    match lines:
        case [{"focusflow_backup": int(form), "schema": int(schema)}]:
            pass
        case _:
            raise ValueError(f"{path} is no backup of FocusFlow: its first line does not say so.")
    if form != FORMAT or schema != newest_version():
        raise ValueError(
            f"{path} holds a database of another version of FocusFlow (format {form}, schema {schema}; this one reads"
            f" format {FORMAT}, schema {newest_version()}): restore it with that one, and then start this one on it."
        )
