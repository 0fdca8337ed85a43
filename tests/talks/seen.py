"""A whole talk as it stood on a screen: its lines read back into messages, with edits and taps in their places."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Final

BOT: Final = "FocusFlow"
BUTTON: Final = re.compile(r"\[([^\]]+)\]")
ROW: Final = re.compile(r"(\[[^\]]+\]\s*)+")
ELSEWHERE: Final = re.compile(r"\((to \w+ alone|in .+|elsewhere)\)")
ANSWERS: Final = re.compile(r"\(answers “.*”\)")
MARKS: Final = ("<~", "<!", "<x", "<")  # edited, seen by him alone, taken away, new
GOT_IT: Final = "Got it."  # what Discord shows until the answer to a command is there


@dataclass(slots=True)
class Message:
    """One message, or with *is_day* the line between two days."""

    by: str
    lines: list[str]
    rows: list[list[str]] = field(default_factory=list)
    pressed: set[str] = field(default_factory=set)
    reactions: list[str] = field(default_factory=list)
    asked_by: str = ""  # "Ann used /board"
    is_private: bool = False  # he alone sees it
    is_day: bool = False

    @property
    def is_ours(self) -> bool:
        return self.by == BOT


class Screen:
    """What stands on it after each line of a talk. Messages that went elsewhere are not on it."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self._name = "Ann"
        self._asked_by = ""

    def show(self, lines: Sequence[str]) -> None:
        for mark, block in groupby(lines, key=_mark):
            if mark:
                self._answer(mark, [line.removeprefix(mark).removeprefix(" ") for line in block])
            else:
                for line in block:
                    self._do(*line.split(" ", 1))

    def _do(self, verb: str, rest: str) -> None:
        match verb:
            case "=":
                self._name = rest
            case ">" | "&" | "^":
                self.messages.append(Message(self._name, [rest]))
            case "~":
                mine = next(one for one in reversed(self.messages) if one.by == self._name)
                mine.lines = [rest]
            case ">>":
                self._ours(rest[1:-1]).pressed.add(rest[1:-1])
            case "+":
                self._ours().reactions.append(rest)
            case "/":
                self._asked_by = f"{self._name} used /{rest}"
            case "@":
                on = datetime.fromisoformat(rest)
                self.messages.append(Message("", [f"{on:%A} {on.day} {on:%B}"], is_day=True))

    def _ours(self, label: str | None = None) -> Message:
        ours = (one for one in reversed(self.messages) if one.is_ours)
        return next(one for one in ours if label is None or any(label in row for row in one.rows))

    def _answer(self, mark: str, lines: list[str]) -> None:
        for text, rows in _messages(lines):
            if mark == "<x":
                self.messages.remove(next(one for one in reversed(self.messages) if one.is_ours and one.lines == text))
            elif mark == "<~":
                ours = self._ours("👍") if text[0].startswith("Today: ") else self._ours()
                ours.lines, ours.rows, ours.pressed = text, rows, set()
            elif text != [GOT_IT]:
                private = mark == "<!"
                self.messages.append(Message(BOT, text, rows, asked_by=self._asked_by, is_private=private))
                self._asked_by = ""


def _mark(line: str) -> str:
    """Of a line that is seen: how. Empty: it says what somebody does."""
    return next((mark for mark in MARKS if line == mark or line.startswith(f"{mark} ")), "")


def _messages(lines: list[str]) -> Iterator[tuple[list[str], list[list[str]]]]:
    """The messages of a block: one ends with its buttons, or where the next says that it came elsewhere."""
    text: list[str] = []
    rows: list[list[str]] = []
    is_here = True
    for line in [*lines, "(elsewhere)"]:
        is_row = bool(ROW.fullmatch(line))
        if (ELSEWHERE.fullmatch(line) or (rows and not is_row)) and text:
            if is_here:
                yield text, rows
            text, rows, is_here = [], [], True
        if ELSEWHERE.fullmatch(line):
            is_here = False
        elif is_row:
            rows.append(BUTTON.findall(line))
        elif not ANSWERS.fullmatch(line):
            text.append(line)
