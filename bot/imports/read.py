"""A file of training, whoever wrote it."""

from bot.imports import fitnotes, hevy, own, strong
from bot.imports.judged import shown
from bot.imports.sheet import FileLog, NotALog
from bot.imports.table import read_table
from knowledge.exercise import Exercises
from knowledge.units import Unit

_BOM_16 = (b"\xff\xfe", b"\xfe\xff")


def decode(file: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 where its first bytes say so, and Windows' Western letters otherwise."""
    if file.startswith(_BOM_16):
        return file.decode("utf-16", errors="replace")
    try:
        return file.decode("utf-8-sig")
    except UnicodeDecodeError:
        return file.decode("cp1252", errors="replace")


def read_file(text: str, exercises: Exercises, unit: Unit) -> FileLog:
    """All that *text* says, by the reader that its first line asks for. *unit* counts where the file names none.

    Raises NotALog with one sentence where no reader knows it, or where it is damaged all over or too large.
    """
    if text.lstrip("\ufeff \t\r\n")[:1] in {"{", "["}:
        return own.read_own_json(text.lstrip("\ufeff"), exercises)
    table = read_table(text)
    columns = set(table.columns)
    if columns >= own.COLUMNS:
        return own.read_own_csv(table, exercises)
    if columns >= strong.COLUMNS:
        return strong.read_strong(table, exercises, unit)
    if columns >= hevy.COLUMNS:
        return hevy.read_hevy(table, exercises, unit)
    if columns >= fitnotes.COLUMNS:
        return fitnotes.read_fitnotes(table, exercises, unit)
    raise NotALog(_unknown(table.columns))


def _unknown(columns: tuple[str, ...]) -> str:
    named = ", ".join(shown(column) for column in columns[:4] if column) or "nothing"
    return (
        f"This is no training log that I know: its first line says {named}; "
        "I read the CSV of Strong, Hevy and FitNotes, and my own exports."
    )
