"""The terminal as a platform: a line is a message, and a button is pressed by typing its label or its number."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from stat import S_ISREG

from pydantic import BaseModel, ValidationError

from bot.attachments import Attachment
from bot.message import Incoming, Pressed, Said, Sent
from bot.platforms import Accept
from bot.platforms.console_saved import saved
from bot.platforms.files import MOST_BYTES, is_named_as_log
from storage.records import Address, Button, Identity, Outgoing, Update

NAME = "console"
IMPORT = re.compile(r"""import(?:\s+["']?(\S.*\.(?:csv|json)|\S+?)["']?)?""", re.IGNORECASE)  # one word, or a log
WIDTH = 80  # characters
SCALE_LEAST = 2  # buttons, with more of them in a row one bracket holds them all
HOW = "Write `import` and where the CSV or JSON file of your training app is, such as `import ~/strong.csv`."


class Line(BaseModel):
    """A row: what was typed is a press, a file or words."""

    user: str
    press: str | None = None
    file: str | None = None
    text: str | None = None


class Console:
    """One person at one terminal. *answered* waits until all that a line set off has been shown.

    Pictures and files are written into the first of *folders* that takes them; without any they are only named.
    """

    name = NAME
    evolves = False
    pace = None

    def __init__(
        self,
        user: str,
        lines: AsyncIterator[str],
        show: Callable[[str], None],
        answered: Callable[[], Awaitable[None]],
        now: Callable[[], datetime],
        folders: Sequence[Path] = (),
    ) -> None:
        self._user = user
        self._lines = lines
        self._show = show
        self._answered = answered
        self._now = now
        self._folders = tuple(folders)
        self._rows: tuple[tuple[Button, ...], ...] = ()
        self._before: tuple[Button, ...] = ()  # of the last message with any, where the newest has none
        self._shown: dict[str, str] = {}
        self._newest = ""  # the words that were sent last

    async def run(self, accept: Accept) -> None:
        """Take lines until there are no more. An empty line is nothing said."""
        session = self._now().isoformat()
        number = 0
        async for line in self._lines:
            said = line.replace("\0", "").strip()  # PostgreSQL keeps no NUL
            if not said:
                continue
            number += 1
            await accept([self._update(f"{session}/{number}", said)])
            await self._answered()

    def _update(self, id_: str, line: str) -> Update:
        button = self._button(line)
        said = {"user": self._user} | ({"press": button.press} if button else _words(line))
        return Update(NAME, id_, self._user, json.dumps(said), self._now())

    def _button(self, line: str) -> Button | None:
        labelled = next(
            (button for button in (*self._buttons, *self._before) if button.label.casefold() == line.casefold()), None
        )
        places = self._places
        if labelled or not self._numbered or not line.isdecimal() or not 0 < int(line) <= len(places):
            return labelled
        return places[int(line) - 1]

    @property
    def _buttons(self) -> tuple[Button, ...]:
        return tuple(button for row in self._rows for button in row)

    @property
    def _numbered(self) -> bool:
        """Labels that are numbers are typed as they are: a place beside them would be taken for one."""
        return not any(button.label.isdecimal() for button in self._buttons)

    @property
    def _places(self) -> tuple[Button, ...]:
        """The buttons that have a number: those of a scale have none, since theirs would be taken for it."""
        return tuple(button for row in self._rows if not _scale(row) for button in row)

    def _show_buttons(self, words: Outgoing) -> None:
        places = count(1)
        shown = (
            scale if (scale := _scale(row)) else "  ".join(self._shown_button(button, next(places)) for button in row)
            for row in words.buttons
        )
        self._show("\n".join(_lines(shown)))

    def _shown_button(self, button: Button, place: int) -> str:
        return f"[{place}] {button.label}" if self._numbered else f"[{button.label}]"

    def read(self, update: Update) -> Incoming | None:
        try:
            line = Line.model_validate_json(update.raw)
        except ValidationError:
            return None
        who, where = Identity(NAME, line.user), Address(NAME, update.chat)
        source = f"{NAME}:{update.chat}:{update.id}"
        if line.press is not None:
            return Pressed(
                who=who, name=line.user, where=where, source=source, press=line.press, sent_at=update.received_at
            )
        if line.file is not None:
            return Sent(
                who=who,
                name=line.user,
                where=where,
                source=source,
                message=source,
                reply_to=update.id,
                file_name=Path(line.file).name,
                text=None,
                sent_at=update.received_at,
                trouble=_trouble(line.file),
            )
        if line.text is None:
            return None
        return Said(
            who=who,
            name=line.user,
            where=where,
            source=source,
            message=source,
            reply_to=update.id,
            text=line.text.removeprefix("/"),
            sent_at=update.received_at,
        )

    async def download(self, update: Update, _part: int = 0, /) -> bytes | None:
        """A file of this machine, which whoever sits at its terminal has named."""
        file = Line.model_validate_json(update.raw).file or ""
        return await asyncio.to_thread(_read, _place(file)) if is_named_as_log(file) else None

    async def send(self, words: Outgoing, attachment: Attachment | None = None) -> str:
        """A terminal shows words alone: what goes with them is a file beside, and its path is shown."""
        # The older ones stay on the screen, so their labels still count; a number is no place among them any more.
        self._before = () if words.buttons else self._buttons or self._before
        self._rows = words.buttons
        path = await asyncio.to_thread(saved, attachment, self._folders) if attachment else None
        self._show(f"{words.text}\n[{path}]" if path else words.text)
        if self._buttons:
            self._show_buttons(words)
        self._shown[words.id] = words.text
        self._newest = words.id
        return words.id

    async def edit(self, words: Outgoing, sent_as: str) -> None:
        """A terminal cannot take words back: only what is new is shown, and of older words no button."""
        before = self._shown.get(sent_as, "").split("\n")
        self._show("\n".join(line for line in words.text.split("\n") if line not in before))
        self._shown[sent_as] = words.text
        is_newest = sent_as == self._newest or bool(self._before)
        if is_newest and words.buttons != self._rows:
            self._rows, self._before = words.buttons, ()
            if words.buttons:
                self._show_buttons(words)

    async def preview(self, words: Outgoing) -> None:
        """A terminal has nothing that fades."""


def _scale(row: tuple[Button, ...]) -> str:
    """``[RPE 7 8 9 10]`` for a row that is one word with numbers behind it; empty for any other."""
    parts = [button.label.rpartition(" ") for button in row]
    names = {name for name, _, _ in parts}
    is_scale = len(row) > SCALE_LEAST and len(names) == 1 and "" not in names
    numbers = [number for _, _, number in parts]
    return f"[{names.pop()} {' '.join(numbers)}]" if is_scale and all(map(str.isdecimal, numbers)) else ""


def _lines(rows: Iterable[str]) -> list[str]:
    """Rows of buttons, several in a line where they fit into it."""
    lines: list[str] = []
    for row in rows:
        longer = f"{lines[-1]}  {row}" if lines else row
        lines = [*lines[:-1], longer] if len(longer) <= WIDTH else [*lines, row]
    return lines


def _words(line: str) -> dict[str, str]:
    """What a line says: ``import ~/strong.csv`` names a file, every other one is words."""
    named = IMPORT.fullmatch(line)
    return {"file": named[1] or ""} if named else {"text": line}


def _trouble(file: str) -> str:
    """Why that file cannot be had, in one sentence; empty where nothing is wrong with it but perhaps its size."""
    path = _place(file)
    if not file or not is_named_as_log(file):
        return HOW
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return f"{path} is not found, so nothing is imported."
    return "" if S_ISREG(mode) else f"{path} is no regular file, so nothing is imported."


def _place(file: str) -> Path:
    """Where a file is; RuntimeError is how a home folder that nobody has is told."""
    try:
        return Path(file).expanduser()
    except RuntimeError:
        return Path(file)


def _read(path: Path) -> bytes | None:
    """The file, or None where it is too large or no file."""
    try:
        known = path.stat()
        return path.read_bytes() if S_ISREG(known.st_mode) and known.st_size <= MOST_BYTES else None
    except (OSError, ValueError):
        return None
