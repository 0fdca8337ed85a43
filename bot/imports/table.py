"""The text of a CSV file as rows under column names, whatever a spreadsheet or a text editor has done to it."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from bot.imports.sheet import NotALog
from knowledge.words import grouped, words

MOST_CHARACTERS: Final = 32_000_000
MOST_ROWS: Final = 300_000
_LONGEST_HEADER: Final = 10_000  # characters
_LONGEST_LINE: Final = 100_000
_MOST_LINES: Final = 200  # of one row: a note with that many lines is a quotation that nobody closed
_MOST_BROKEN: Final = 1_000  # rows; a file with more of them is no table
_UNMATCHED: Final = words("its quotation marks do not match")
_DELIMITERS: Final = ",;\t"
_SEP: Final = re.compile(r'"?sep=([,;\t])"?\s*', re.IGNORECASE)

Fields: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its first line in the file, and its cells by the names of their columns, lower case."""

    line: int
    fields: Fields


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that is part of no row."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[str, ...]  # lower case
    delimiter: str
    lines: Sequence[str]  # of the file, the header first
    above: int = 0  # lines of the file before its header

    def rows(self) -> Iterator[Row | Broken]:
        """Every row that says anything; the header again says nothing.

        Raises NotALog where the file is damaged all over or has too many.
        """
        at, broken, count = 1, 0, 0
        while at < len(self.lines):
            record = _record(self.lines, at, self.delimiter, len(self.columns))
            broken, count = broken + isinstance(record, Broken), count + 1
            if broken > _MOST_BROKEN or count > MOST_ROWS:
                raise NotALog(_damaged(broken))
            if isinstance(record, Broken):
                yield replace(record, line=record.line + self.above)
                at += 1
                continue
            cells, stop = record
            if any(cell.strip() for cell in cells) and _names(cells) != self.columns:
                yield Row(at + 1 + self.above, dict(zip(self.columns, map(str.strip, cells), strict=False)))
            at = stop


def read_table(text: str) -> Table:
    """*text* as a table; its first line that says anything is the header. Raises NotALog where there is none."""
    if len(text) > MOST_CHARACTERS:
        raise NotALog(
            words(
                "The file is larger than {megabytes} MB; export a shorter time and send that.",
                megabytes=MOST_CHARACTERS // 1_000_000,
            )
        )
    whole = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    said = whole.lstrip("\ufeff\n \t")
    above, lines = whole.count("\n", 0, len(whole) - len(said)), said.split("\n")
    delimiter = _told_delimiter(lines[0])
    if delimiter and len(lines) > 1:
        above, lines = above + 1, lines[1:]
    header = lines[0]
    if len(header) > _LONGEST_HEADER:
        raise NotALog(_no_columns(words("its first line is longer than any header")))
    delimiter = delimiter or max(_DELIMITERS, key=header.count)
    record = _record(lines, 0, delimiter)
    if isinstance(record, Broken):
        raise NotALog(_no_columns(words("its first line is broken")))
    return Table(_names(record[0]), delimiter, lines, above)


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(cell.strip().casefold() for cell in cells)


def _told_delimiter(line: str) -> str:
    """What Excel says with ``sep=;`` above the header; empty where the line is no such word."""
    found = _SEP.fullmatch(line)
    return found[1] if found else ""


def _no_columns(why: str) -> str:
    return words(
        "This is no training log that I know: {why}; I read CSV from Strong, Hevy and FitNotes, and my own exports.",
        why=why,
    )


def _damaged(broken: int) -> str:
    if broken > _MOST_BROKEN:
        return words(
            "The file is damaged: more than {most} of its rows cannot be read; export it again.",
            most=grouped(_MOST_BROKEN),
        )
    return words("The file has more than {most} rows; export a shorter time and send that.", most=grouped(MOST_ROWS))


def _record(lines: Sequence[str], at: int, delimiter: str, width: int | None = None) -> tuple[list[str], int] | Broken:
    """The cells of the row that begins at *at*, and where the next one begins.

    A row over several lines has *width* cells, or it is a quotation that has run into the rows behind it.
    """
    source = _Lines(lines, at)
    try:
        cells = next(csv.reader(source, delimiter=delimiter, strict=True))
    except (csv.Error, _TooLong):
        return _loosely(lines[at], at, delimiter)
    if source.at > at + 1 and width not in (None, len(cells)):
        return Broken(at + 1, _UNMATCHED)
    return cells, source.at


def _loosely(line: str, at: int, delimiter: str) -> tuple[list[str], int] | Broken:
    """The cells of one line by itself, whose quotation marks stand where no writer of CSV puts them."""
    if len(line) > _LONGEST_LINE:
        return Broken(at + 1, words("it is too long"))
    if line.count('"') % 2:
        return Broken(at + 1, _UNMATCHED)
    try:
        return next(csv.reader([line], delimiter=delimiter)), at + 1
    except csv.Error:
        return Broken(at + 1, _UNMATCHED)


class _TooLong(Exception):
    """A row runs over more lines than a row has."""


class _Lines:
    """Lines from *at* on, as the csv module takes them; raises _TooLong past what one row can be."""

    def __init__(self, lines: Sequence[str], at: int) -> None:
        self._lines, self._first, self.at = lines, at, at

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        at = self.at
        is_end = at >= len(self._lines)  # inside a quotation, for the reader asks no further otherwise
        if is_end or at - self._first >= _MOST_LINES or len(self._lines[at]) > _LONGEST_LINE:
            raise _TooLong
        self.at = at + 1
        return self._lines[at] + "\n"
