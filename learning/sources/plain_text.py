"""Books and articles as text or Markdown: headings and paragraphs, without what a page has besides."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from learning.sources.found import Section
from learning.sources.sentences import begins_as_question
from learning.sources.tidy import plain

LONGEST_HEADING: Final = 90  # characters
MOST_WORDS: Final = 12  # of a heading

_HYPHEN: Final = re.compile(r"([a-z])-\n\s*([a-z])")
_PAGE: Final = re.compile(r"^\W*(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s+of\s+\d{1,4})?\W*$", re.IGNORECASE)
_NUMBERED: Final = re.compile(
    r"^(?:chapter\s+)?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5})[.:)]?\s+(?=[A-Z])", re.IGNORECASE
)
_HASHES: Final = re.compile(r"^#{1,6}\s+(.{1,200}?)\s*#*$")
_UNDERLINE: Final = re.compile(r"^(?:={3,}|-{3,})\s*$")
_FENCE: Final = re.compile(r"^\s*(?:```|~~~)")
_TABLE: Final = re.compile(r"^\s*\|")
_SMALL: Final = frozenset(
    ["a", "an", "the", "of", "for", "to", "and", "or", "in", "on", "with", "your", "is", "it", "at", "by", "from", "vs"]
)


def text_sections(text: str) -> Iterator[Section]:
    """Of plain text: paragraphs stand between empty lines, and short lines without an end are headings."""
    kept = "\n".join(row for row in text.split("\n") if not _PAGE.match(row) or not row.strip())
    blocks = re.split(r"\n\s*\n", _HYPHEN.sub(r"\1\2", kept))
    return sections(_as_heading_or_text(block) for block in blocks)


def _as_heading_or_text(block: str) -> tuple[bool, str]:
    words = plain(block)
    return ("\n" not in block.strip() and is_heading(words)), words


def is_heading(line: str) -> bool:
    """A short line that begins as a title or a question does, and ends as no sentence."""
    words = _NUMBERED.sub("", line).split()
    if not words or len(line) > LONGEST_HEADING or len(words) > MOST_WORDS or line[-1] in ".,;:!":
        return False
    titled = [word for word in words if word.lower() not in _SMALL]
    return (
        line.endswith("?")
        or begins_as_question(line)
        or _NUMBERED.match(line) is not None
        or all(word[0].isupper() or word[0].isdigit() for word in titled)
    )


def markdown_sections(text: str) -> Iterator[Section]:
    """Of Markdown, without code, tables and what stands before the text about it."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    return sections(_markdown_blocks(text.split("\n")))


def _markdown_blocks(rows: Iterable[str]) -> Iterator[tuple[bool, str]]:
    held: list[str] = []
    is_code = False
    for row in rows:
        heading = _HASHES.match(row)
        if _FENCE.match(row):
            is_code = not is_code
        elif is_code or _TABLE.match(row):
            continue
        elif heading or (_UNDERLINE.match(row) and len(held) == 1):
            yield (True, plain(held.pop())) if not heading else (False, _joined(held))
            if heading:
                yield True, plain(heading[1])
            held = []
        elif row.strip():
            held.append(re.sub(r"^\s*(?:[*+-]|\d{1,3}[.)]|>)\s+", "", row))
        else:
            yield False, _joined(held)
            held = []
    yield False, _joined(held)


def _joined(rows: Iterable[str]) -> str:
    return plain(_HYPHEN.sub(r"\1\2", "\n".join(rows)))


def sections(blocks: Iterable[tuple[bool, str]]) -> Iterator[Section]:
    """Blocks as sections; each block says whether it is a heading. A heading without text below it is gone."""
    heading, held = "", list[str]()
    for is_title, words in blocks:
        if is_title:
            if held:
                yield Section(heading=heading, paragraphs=tuple(held))
            heading, held = _NUMBERED.sub("", words), []
        elif words:
            held.append(words)
    if held:
        yield Section(heading=heading, paragraphs=tuple(held))
