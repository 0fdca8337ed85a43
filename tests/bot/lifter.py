"""Lifters who talk to the whole bot: the real reader, planner and SQLite store, and a clock that a test sets."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from agents.model import Model
from bot.app import App, open_app
from bot.attachments import Attachment
from bot.config import Config, Database, Secrets
from bot.message import Company, Incoming, Pressed, Reacted, Said
from knowledge.units import plain
from storage.records import DIRECT, Address, Entry, Identity, Outgoing, Readiness, SetKind, Thumb, Update
from tests.bot.desk import NAME, Clock, Desk


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as it stood on the screen when it came."""

    text: str
    words: Outgoing

    @property
    def buttons(self) -> dict[str, str]:
        return {button.label: button.press for row in self.words.buttons for button in row}

    @property
    def next(self) -> str:
        """The line of the plan."""
        return next((line for line in self.text.split("\n") if line.startswith("Next")), "")


class Room(Desk):
    """A chat platform on which every message is a value.

    *screen* holds what stands there now, by message; *seen* all texts in the order in which they came, edits included.
    """

    def __init__(self, answers: Iterator[Exception | None] | None = None) -> None:
        super().__init__(answers)
        self.said: dict[str, Incoming] = {}
        self.screen: dict[str, Outgoing] = {}
        self.seen: list[str] = []
        self.all_shown: list[Outgoing] = []

    def read(self, update: Update) -> Incoming | None:
        return self.said[update.id]

    async def send(self, words: Outgoing, attachment: Attachment | None = None) -> str:
        sent_as = await super().send(words, attachment)
        self._show(words, sent_as)
        return sent_as

    async def edit(self, words: Outgoing, sent_as: str) -> None:
        await super().edit(words, sent_as)
        self._show(words, sent_as)

    def _show(self, words: Outgoing, sent_as: str) -> None:
        self.screen[sent_as] = words
        self.seen.append(words.text)
        self.all_shown.append(words)


class Lifter:
    """One person in one chat. What he does returns what he is answered; silence is an empty answer."""

    def __init__(
        self, app: App, room: Room, clock: Clock, name: str = "ann", chat: str = "1", company: Company | None = None
    ) -> None:
        self.app, self.room, self.clock = app, room, clock
        self.company = company  # the group in which he speaks
        self.who, self.where = Identity(NAME, name), Address(NAME, chat)
        self.message = ""  # the name of the last message that he wrote

    async def say(self, text: str, after: timedelta = timedelta(minutes=1)) -> Shown:
        self.clock.at += after
        return await self.do(self.said(text))

    async def edit(self, message: str, text: str, after: timedelta = timedelta(minutes=1)) -> Shown:
        """Put *text* in the place of a message; its time stays that of the message."""
        self.clock.at += after
        first = next(one for one in self.room.said.values() if isinstance(one, Said) and one.message == message)
        return await self.do(replace(first, source=f"{message}:{self.clock.at}", text=text, edited=True))

    async def press(self, press: str, after: timedelta = timedelta(minutes=1)) -> Shown:
        self.clock.at += after
        return await self.do(self.pressed(press))

    def pressed(self, press: str) -> Pressed:
        source = f"press-{len(self.room.said)}"
        return Pressed(
            who=self.who,
            name="",
            where=self.where,
            source=source,
            press=press,
            sent_at=self.clock.at,
            company=self.company,
        )

    async def react(self, on: str, thumb: Thumb | None, taken_away: tuple[Thumb, ...] = ()) -> Shown:
        reacted = Reacted(
            who=self.who,
            name="",
            where=self.where,
            source=f"react-{len(self.room.said)}",
            on=on,
            thumb=thumb,
            sent_at=self.clock.at,
            company=self.company,
            taken_away=taken_away,
        )
        return await self.do(reacted)

    def said(self, text: str, sent_at: datetime | None = None) -> Said:
        self.message = f"{self.where.platform}:{self.where.chat}:{len(self.room.said)}"
        return Said(
            who=self.who,
            name=self.who.account.title(),
            where=self.where,
            source=self.message,
            message=self.message,
            reply_to=self.message,
            text=text,
            sent_at=sent_at or self.clock.at,
            company=self.company,
        )

    async def do(self, incoming: Incoming) -> Shown:
        before = len(self.room.screen)
        await self.send(incoming)
        await self.app.quiet()
        return self.heard(before)

    async def send(self, incoming: Incoming) -> Update:
        """Only send; do not wait for the answer."""
        update = Update(self.where.platform, f"update-{len(self.room.said)}", incoming.where.chat, "{}", self.clock.at)
        self.room.said[update.id] = incoming
        await self.app.accept([update])
        return update

    async def look(self, after: timedelta) -> Shown:
        """What the clock asks when so much time has passed."""
        self.clock.at += after
        before = len(self.room.screen)
        await self.app.look()
        await self.app.quiet()
        return self.heard(before)

    def heard(self, before: int) -> Shown:
        """What came since so many messages stood on the screen; of several, the last."""
        new = list(self.room.screen.values())[before:]
        words = new[-1] if new else Outgoing(id="", turn="", address=self.where, text="", written_at=self.clock.at)
        return Shown(words.text, words)

    def in_group(self, group: str = "g", *, may_manage: bool = False) -> "Lifter":
        """The same person, where others read along."""
        company = Company(group, "The gym", may_manage)
        return Lifter(self.app, self.room, self.clock, self.who.account, group, company)

    def shown_in(self, chat: str) -> list[str]:
        """All texts that were ever shown in a chat, edits included, as they came."""
        return [words.text for words in self.room.all_shown if words.address.chat == chat]

    def told_alone(self) -> list[str]:
        """All texts that he was told in private because others read along."""
        return [words.text for words in self.shown_alone()]

    def shown_alone(self) -> list[Outgoing]:
        said = (one for one in self.room.said.values() if one.who == self.who and one.company is None)
        places = {Address(NAME, DIRECT, self.who.account), *(one.where for one in said)}
        return [words for words in self.room.all_shown if words.private and words.address in places]

    async def log(self) -> list[str]:
        """His log in short, oldest first: ``bench_press 185x5``, with what is special behind it."""
        entries, _ = await self._log()
        return [_short(entry) for entry in entries]

    async def entries(self) -> tuple[Entry, ...]:
        return (await self._log())[0]

    async def readiness(self) -> tuple[Readiness, ...]:
        return (await self._log())[1]

    async def _log(self) -> tuple[tuple[Entry, ...], tuple[Readiness, ...]]:
        person = await self.app.store.person(self.who)
        return await self.app.store.log(person.user) if person else ((), ())


def _short(entry: Entry) -> str:
    lift = entry.lift
    sets = f"x{lift.sets}" if lift.sets > 1 else ""
    kind = "" if lift.kind is SetKind.WORK else f" {lift.kind}"
    rpe = f" @{plain(lift.rpe)}" if lift.rpe else ""
    return f"{lift.exercise} {plain(lift.load.amount)}x{lift.reps}{sets}{rpe}{kind}"


def database(folder: Path) -> Path:
    return folder / "bot.db"


@asynccontextmanager
async def talk(
    folder: Path | None = None, *, model: Model | None = None, room: Room | None = None, clock: Clock | None = None
) -> AsyncIterator[Lifter]:
    """Ann in chat 1, at 17:00 UTC on Sunday, 22 November 2026. Without a *folder* the database is in memory."""
    clock, room = clock or Clock(), room or Room()
    config = Config(database=Database(url=f"sqlite:///{database(folder) if folder else ':memory:'}"))
    async with open_app(config, Secrets(_env_file=None), now=clock.now, sleep=clock.sleep, model=model) as app:
        app.platforms[NAME] = room
        yield Lifter(app, room, clock)
