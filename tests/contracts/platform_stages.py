"""One lifter on any platform: what he can do there and what he sees, so that one suite holds for all of them.

    @everywhere(Can.EDIT)                          # on every platform that can; the others say why they cannot
    async def test_it(stage: Stage) -> None:
        async with stage.running(accept):          # or let the whole bot run stage.platform
            said = await stage.say("bench 185x5")
            await stage.edit(said, "bench 195x5")
            await stage.taken()                    # all of it was handed to *accept*
        stage.restart()                            # a new platform where the old one was

A stage begins on Sunday, 22 November 2026, at 17:00 UTC, and only *advance* moves its clock. Ann talks with the bot
alone; `in_group` she is in a group, with Bob, and with Coach who may manage it.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, Final

import pytest

from bot.message import Company
from bot.platforms import Accept, Platform
from storage.records import Address, Identity, Outgoing, row_id

STARTS_AT: Final = datetime(2026, 11, 22, 17, tzinfo=UTC)
ANN: Final = "Ann"


class Can(StrEnum):
    """What not every platform can, and why the one that cannot does not."""

    EDIT = "a line that was typed at a terminal cannot be edited"
    REPLY = "a terminal has no replies"
    REACT = "a terminal has no reactions"
    MEDIA = "nobody sends a photo through a terminal"
    GROUP = "one person alone sits at a terminal"
    LOCALE = "a terminal does not tell in which language its programs are shown"
    REPEAT = "a terminal delivers a line once"
    BLOCK = "nobody shuts a terminal out"
    FLOOD = "a terminal takes words as fast as they come"
    DELETE = "what a terminal has shown stays there"
    OLD_BUTTONS = "a terminal that was closed has no buttons left"


@dataclass(frozen=True, slots=True)
class Seen:
    """A message of the bot as it stands now: *text* as it is read, with backticks around what is marked as code."""

    text: str
    units: int  # UTF-16 units that the platform counts
    labels: tuple[str, ...] = ()
    file: tuple[str, bytes | None] | None = None  # its name, and what is in it where that is shown


class Stage(ABC):
    """A platform with people on it."""

    name: ClassVar[str]
    can: ClassVar[frozenset[Can]] = frozenset(Can)
    most_units: ClassVar[int | None]  # UTF-16 units of one message

    platform: Platform
    who: Identity  # Ann
    where: Address  # her private talk with the bot
    company: Company  # the group, for one who may not manage it
    in_group: Address
    locale: str = ""  # of the client of whoever acts

    # the bot's side

    @abstractmethod
    def restart(self) -> Platform:
        """A new platform, as after a restart. The old one must have ended."""

    @abstractmethod
    async def ready(self) -> None:
        """Wait until the platform receives."""

    def now(self) -> datetime:
        raise NotImplementedError

    async def sleep(self, seconds: float) -> None:
        """The platform's own pauses take no time."""
        await asyncio.sleep(0)

    @asynccontextmanager
    async def running(self, accept: Accept) -> AsyncIterator[Platform]:
        run = asyncio.create_task(self.platform.run(accept))
        try:
            await self.ready()
            yield self.platform
        finally:
            run.cancel()
            with suppress(asyncio.CancelledError):
                await run

    def words(self, text: str = "Next: 190 × 5.", **more: Any) -> Outgoing:
        """A row of the outbox, to Ann alone."""
        address = more.pop("address", self.where)
        id_, turn = row_id(self.name, ascii(text)), row_id("turn", ascii(text))
        return Outgoing(id=id_, turn=turn, address=address, text=text, written_at=self.now(), **more)

    # what people do

    @abstractmethod
    async def say(self, text: str, *, by: str = ANN, in_group: bool = False, answers: str | None = None) -> str:
        """Write to the bot; give back the platform's id of it, "" where it has none."""

    @abstractmethod
    async def command(self, name: str) -> None:
        """Choose that command of the menu."""

    @abstractmethod
    async def press(self, label: str, *, by: str = ANN, in_group: bool = False) -> None:
        """Press the button of that label on the newest message that has it."""

    @abstractmethod
    async def send_file(self, name: str, body: bytes, caption: str = "") -> str: ...

    async def edit(self, message: str, text: str) -> None:
        raise NotImplementedError

    async def react(self, emoji: str, on: str) -> None:
        raise NotImplementedError

    async def take_back(self, emoji: str, on: str) -> None:
        """Take that reaction away again."""
        raise NotImplementedError

    async def send_photo(self, body: bytes, caption: str) -> str:
        raise NotImplementedError

    # what the platform does

    @abstractmethod
    async def taken(self) -> None:
        """Wait until all that people did was handed to the bot."""

    @abstractmethod
    async def advance(self, span: timedelta) -> None: ...

    async def repeat(self) -> None:
        """Deliver once more what was delivered last."""
        raise NotImplementedError

    def block(self) -> None:
        """Ann lets no word of the bot through any more."""
        raise NotImplementedError

    def unblock(self) -> None:
        raise NotImplementedError

    def flood(self, seconds: int) -> None:
        """The next message to Ann is put off by so long."""
        raise NotImplementedError

    def delete(self, message: str) -> None:
        """A message of the bot to Ann is gone."""
        raise NotImplementedError

    # what people see

    @abstractmethod
    def seen(self, *, in_group: bool = False) -> list[Seen]:
        """The bot's messages, oldest first."""

    def pings(self) -> list[str]:
        """Whoever a message of the bot rings for."""
        return []


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


Opens = Callable[[], AbstractAsyncContextManager[Stage]]


def labelled(messages: list[Any], labels: Callable[[Any], Any], label: str) -> Any:
    """The newest of *messages* that has a button of that label."""
    found = next((one for one in reversed(messages) if label in labels(one)), None)
    assert found is not None, f"{label} is on no message: {[labels(one) for one in messages]}"
    return found


def everywhere(*needs: Can) -> pytest.MarkDecorator:
    """On every stage that can do what is needed; one that cannot is skipped with the reason."""
    from tests.contracts.stage_console import ConsoleStage  # they stand on this module
    from tests.contracts.stage_discord import DiscordStage
    from tests.contracts.stage_telegram import TelegramStage

    found = []
    for kind in (ConsoleStage, TelegramStage, DiscordStage):
        lacks = [need.value for need in needs if need not in kind.can]
        marks = [pytest.mark.skip(reason="; ".join(lacks))] if lacks else []
        found.append(pytest.param(kind.opened, id=kind.name, marks=marks))
    return pytest.mark.parametrize("stage", found, indirect=True)
