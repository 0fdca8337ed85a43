"""A file of training, whoever wrote it."""

import csv
from typing import Final

from bot.imports import fitnotes, hevy, own, strong
from bot.imports.judged import shown
from bot.imports.sheet import FileLog, NotALog, ReadAs
from bot.imports.table import read_table
from knowledge.exercise import Exercises
from knowledge.words import words

_NO_TEXT: Final = words("This is no text; send the CSV or JSON file that your training app exports.")
_HEAD: Final = 4_096  # characters
_OF_BINARY: Final = 20  # in text fewer signs than one of so many cannot be seen
_BOM_16 = (b"\xff\xfe", b"\xfe\xff")


def decode(file: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 where its first bytes say so, and Windows' Western letters otherwise."""
    if file.startswith(_BOM_16):
        return file.decode("utf-16", errors="replace")
    try:
        return file.decode("utf-8-sig")
    except UnicodeDecodeError:
        return file.decode("cp1252", errors="replace")


def read_file(text: str, exercises: Exercises, read_as: ReadAs) -> FileLog:
    """All that *text* says, by the reader that its first line asks for.

    Raises NotALog with one sentence where no reader knows it, or where it is damaged all over or too large.
    """
    try:
        return _read(text, exercises, read_as)
    except NotALog as refusal:
        raise NotALog(_NO_TEXT if _is_binary(text) else refusal.why) from None
    except (csv.Error, ValueError, ArithmeticError, RecursionError, MemoryError):
        # a message that cannot be settled would be tried for ever
        raise NotALog(words("The file is damaged so that I cannot read it; export it again.")) from None


def _read(text: str, exercises: Exercises, read_as: ReadAs) -> FileLog:
    if text.lstrip("\ufeff \t\r\n")[:1] in {"{", "["}:
        return own.read_own_json(text.lstrip("\ufeff"), exercises, read_as.until)
    table = read_table(text)
    columns = set(table.columns)
    if columns >= own.COLUMNS:
        return own.read_own_csv(table, exercises, read_as.until)
    if columns >= strong.COLUMNS:
        return strong.read_strong(table, exercises, read_as)
    if columns >= hevy.COLUMNS:
        return hevy.read_hevy(table, exercises, read_as)
    if columns >= fitnotes.COLUMNS:
        return fitnotes.read_fitnotes(table, exercises, read_as)
    raise NotALog(_unknown(table.columns))


def _is_binary(text: str) -> bool:
    """Whether a picture, an archive or the like was read as if it were text."""
    head = text[:_HEAD]
    unseen = sum(not sign.isprintable() and sign not in "\r\n\t\ufeff" for sign in head)
    return unseen * _OF_BINARY > len(head)


def _unknown(columns: tuple[str, ...]) -> str:
    named = ", ".join(shown(column) for column in columns[:4] if column) or words("nothing")
    return words(
        "This is no training log that I know: its first line says {columns}; "
        "I read the CSV of Strong, Hevy and FitNotes, and my own exports.",
        columns=named,
    )
