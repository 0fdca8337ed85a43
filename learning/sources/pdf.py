"""Books and articles as .pdf: the text of pages that have one, without running heads and page numbers."""

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from pypdf import PdfReader

from learning.sources.found import BadSource, Section, Tally
from learning.sources.plain_text import is_heading, text_sections
from learning.sources.tidy import plain, seen

LARGEST_FILE: Final = 300 << 20  # bytes
MOST_PAGES: Final = 5000
LONGEST_PAGE: Final = 100_000  # characters
EDGE_LINES: Final = 2  # at the top and at the bottom of a page, where running heads stand
LEAST_SHARE: Final = 0.2  # of the pages that a running head stands on
LEAST_PAGES: Final = 3

_END: Final = re.compile(r"[.!?:]['\"”’)]?$")


def pages_of(path: Path, tally: Tally) -> Iterator[Section]:
    """The sections of all pages. Raises BadSource."""
    pages = [_rows(text) for text in _texts(path, tally)]
    if not any(pages):
        raise BadSource(f"{path} holds no text, only pictures of pages; give it to a reader of scanned pages first.")
    edges = Counter(edge for rows in pages for edge in {_shape(row) for row in _edges(rows)})
    least = max(LEAST_PAGES, LEAST_SHARE * len(pages))
    running = {edge for edge, count in edges.items() if count >= least}
    rows = [row for page in pages for row in page if not (_shape(row) in running and row in _edges(page))]
    return text_sections(_with_paragraphs(rows))


def _texts(path: Path, tally: Tally) -> list[str]:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it writes a line for each thing that it mends
    if path.stat().st_size > LARGEST_FILE:
        raise BadSource(f"{path} is larger than {LARGEST_FILE >> 20} MiB, so it is not opened.")
    try:
        reader = PdfReader(path)
        is_locked = reader.is_encrypted
        count = 0 if is_locked else min(len(reader.pages), MOST_PAGES)
        author = "" if is_locked or not reader.metadata else str(reader.metadata.author or "")
    except Exception as error:  # a broken file breaks the reader in its own way
        raise BadSource(f"{path} is no .pdf that can be read ({type(error).__name__}).") from error
    if is_locked:
        raise BadSource(f"{path} is protected by a password (DRM); use a copy without one.")
    return [_text(reader, page, path, tally).replace(author or "\0", "") for page in range(count)]


def _text(reader: PdfReader, page: int, path: Path, tally: Tally) -> str:
    try:
        return seen(reader.pages[page].extract_text())[:LONGEST_PAGE]
    except Exception as error:  # noqa: BLE001 -- one page that breaks the reader leaves the others
        tally.fault(f"{path}, page {page + 1}", f"it cannot be read ({type(error).__name__})")
        return ""


def _rows(text: str) -> list[str]:
    return [row.strip() for row in text.split("\n") if row.strip()]


def _edges(rows: Sequence[str]) -> list[str]:
    return [*rows[:EDGE_LINES], *rows[-EDGE_LINES:]]


def _shape(row: str) -> str:
    """Without numbers, for those of pages change."""
    return re.sub(r"\d+", "#", row.casefold())


def _with_paragraphs(rows: Sequence[str]) -> str:
    """Empty lines around headings and behind lines that end early: a page knows no paragraphs."""
    widest = max(map(len, rows), default=0)
    parts: list[str] = []
    ended = True
    for row in rows:
        is_title = ended and is_heading(plain(row)) and len(row) < 0.8 * widest
        ended = is_title or (_END.search(row) is not None and len(row) < 0.8 * widest)
        parts += [f"\n{row}\n" if is_title else f"{row}\n" if ended else row]
    return "\n".join(parts)
