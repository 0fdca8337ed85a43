"""The terminal as a stage: the real Console with lines from a queue, and what it shows in a list."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

from bot.message import Company
from bot.platforms.console import Console
from storage.records import Address, Identity
from tests.contracts.platform_stages import ANN, STARTS_AT, Can, Seen, Stage, units

ROWS = re.compile(r"\[[^\]]*\](?: [^\[\n]+)?(?:\s+\[[^\]]*\](?: [^\[\n]+)?)*")
BUTTON = re.compile(r"\[\d+\] (.+?)(?=\s\s\[|$)|\[([^\]]+)\]", re.MULTILINE)
FILE = re.compile(r"\n\[([\w.]+)\]$")


class ConsoleStage(Stage):
    name = "console"
    can: ClassVar[frozenset[Can]] = frozenset()
    most_units = None

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._now_at = STARTS_AT
        self._shown: list[Seen] = []
        self._lines: asyncio.Queue[str] = asyncio.Queue()
        self.answered = lambda: asyncio.sleep(0)  # set it to the whole bot's quiet
        self.who, self.where = Identity("console", ANN), Address("console", ANN)
        self.company, self.in_group = Company("nobody"), self.where
        self.restart()

    @classmethod
    @asynccontextmanager
    async def opened(cls) -> AsyncIterator["ConsoleStage"]:
        with TemporaryDirectory() as folder:
            yield cls(Path(folder))

    def restart(self) -> Console:
        self._listens = asyncio.Event()
        self.platform = Console(ANN, self._typed(), self._show, lambda: self.answered(), self.now)
        return self.platform

    async def ready(self) -> None:
        await self._listens.wait()

    def now(self) -> datetime:
        return self._now_at

    async def advance(self, span: timedelta) -> None:
        self._now_at += span

    async def _typed(self) -> AsyncIterator[str]:
        self._listens.set()
        while True:
            line = await self._lines.get()
            try:
                yield line
            finally:
                self._lines.task_done()

    async def _type(self, line: str) -> None:
        self._lines.put_nowait(line)
        await asyncio.sleep(0)

    async def say(self, text: str, *, by: str = ANN, in_group: bool = False, answers: str | None = None) -> str:
        await self._type(text)
        return ""

    async def command(self, name: str) -> None:
        await self._type(f"/{name}")

    async def press(self, label: str, *, by: str = ANN, in_group: bool = False) -> None:
        await self._type(label)

    async def send_file(self, name: str, body: bytes, caption: str = "") -> str:
        """It stays on this machine, so no caption goes with it."""
        (self._folder / name).write_bytes(body)
        await self._type(f"import {self._folder / name}")
        return ""

    async def taken(self) -> None:
        await self._lines.join()

    def _show(self, text: str) -> None:
        if ROWS.fullmatch(text) and self._shown:
            last = self._shown[-1]
            labels = tuple(first or second for first, second in BUTTON.findall(text))
            self._shown[-1] = replace(last, labels=labels)
        else:
            file = FILE.search(text)
            self._shown.append(Seen(FILE.sub("", text), units(text), (), (file[1], None) if file else None))

    def seen(self, *, in_group: bool = False) -> list[Seen]:
        return [] if in_group else list(self._shown)
