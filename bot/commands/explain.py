"""``focusflow parse --explain``: for each message a table of which words became what."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rich.cells import cell_len

from bot.app import Knowledge
from bot.commands.read import asked
from bot.parse.explain import Line, explain
from bot.parse.facts import Parsed
from bot.parse.read import read
from knowledge.units import Unit

_WIDEST: Final = 32  # columns of a terminal for words as written; longer ones have a row of their own


def explain_lines(lines: Iterable[str], unit: Unit) -> Iterator[str]:
    """A table for each line, with an empty row behind it. A line is what ``read_lines`` takes."""
    knowledge = Knowledge.load()
    for line in lines:
        text, own = asked(line)
        found = read(text, knowledge.exercises, knowledge.red_flags, own or unit)
        rows = [_visible(text), *_table(explain(found, knowledge.exercises)), _end(found.parsed)]
        yield "\n".join(rows) + "\n"


def _table(lines: Sequence[Line]) -> Iterator[str]:
    rows = [(_visible(line.words), line.became.value, _told(line)) for line in lines]
    widths = [max((width for row in rows if (width := cell_len(row[at])) <= _WIDEST), default=0) for at in (0, 1)]
    for words, became, told in rows:
        if cell_len(words) > _WIDEST:
            yield f"  {words}"
        shown = "" if cell_len(words) > _WIDEST else words
        yield f"  {_padded(shown, widths[0])}  {_padded(became, widths[1])}  {told}".rstrip()


def _told(line: Line) -> str:
    return "; ".join(part for part in (line.value, line.note) if part)


def _end(parsed: Parsed) -> str:
    intent = " + ".join(intent.value for intent in (parsed.intent, *parsed.also))
    danger = f" ({parsed.danger.value}: {parsed.danger_words})" if parsed.danger else ""
    refused = " ".join(parsed.refused) or "nothing"
    return _visible(f"  intent: {intent}{danger}; refused: {refused}; unread: {parsed.unread or 'nothing'}")


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))


def _visible(text: str) -> str:
    """*text* in one row, and harmless to a terminal: what cannot be seen is written as its escape."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in text)
