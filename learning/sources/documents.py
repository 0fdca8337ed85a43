"""Which reader a file has, by the end of its name, and what all documents have in common."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from learning.sources.found import BadSource, Section, Tally
from learning.sources.plain_text import markdown_sections, text_sections
from learning.sources.subtitles import transcript
from learning.sources.tidy import seen

LARGEST_TEXT: Final = 50 << 20  # bytes

Reader = Callable[[Path, Tally], Iterator[Section]]
"""Reads a document. Raises BadSource."""


def is_dump(path: Path) -> bool:
    """Whether it is a Reddit dump: JSON lines, plain or packed."""
    return path.suffix.lower() in (".jsonl", ".ndjson", ".json", ".zst", ".gz")


def reader_of(path: Path) -> Reader:
    """Raises BadSource where nobody reads such files."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join((*_READERS, ".jsonl", ".ndjson", ".json", ".zst", ".gz"))
        raise BadSource(f"{path} is of no kind that can be read; give files that end in {known}.")
    return reader


def _of_text(sections: Callable[[str], Iterator[Section]]) -> Reader:
    return lambda path, _: sections(_text(path))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_TEXT:
            raise BadSource(f"{path} is larger than {LARGEST_TEXT >> 20} MiB; cut it into chapters.")
        content = path.read_bytes()
    except OSError as error:
        raise BadSource(f"{path} cannot be read: {error.strerror or error}.") from error
    if b"\0" in content[:4096]:
        raise BadSource(f"{path} is no text, whatever its name says.")
    try:
        return seen(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return seen(content.decode("cp1252", "replace"))


def _epub(path: Path, tally: Tally) -> Iterator[Section]:
    from learning.sources.epub import book

    return book(path, tally)


def _pdf(path: Path, tally: Tally) -> Iterator[Section]:
    from learning.sources.pdf import pages_of  # here: the library takes half a second to import

    return pages_of(path, tally)


_READERS: Final[Mapping[str, Reader]] = {
    ".vtt": _of_text(transcript),
    ".srt": _of_text(transcript),
    ".txt": _of_text(text_sections),
    ".md": _of_text(markdown_sections),
    ".epub": _epub,
    ".pdf": _pdf,
}
