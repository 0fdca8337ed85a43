"""Thousands of answers through the whole bot, and what of them reached anybody."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, cast

from bot.app import App
from bot.attachments import Attachment
from bot.config import Config, Database, ModelSection
from bot.message import Incoming, Said
from bot.platforms import Accept
from learning.adversary.lifters import DAYS_BETWEEN, STEPS, lifter
from learning.adversary.model import MINDS, Adversary
from storage.open import open_store
from storage.records import Address, Changes, Exchange, Identity, Outgoing, Update
from storage.store import Store

AT_A_TIME: Final = 64  # lifters
FIRST_DAY: Final = datetime(2026, 1, 5, 17, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Exchanged:
    """One answer as the database has it, with the reply that code wrote and the words that came below it, if any."""

    turn: str
    agent: str
    prompt: str
    answer: str
    verdict: str
    shown: str
    words: str


class _Kept:
    """The store, with a note of all that is kept in it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.exchanges: list[Exchange] = []
        self.outbox: list[Outgoing] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def keep(self, changes: Changes) -> bool:
        is_new = await self._store.keep(changes)
        if is_new:
            self.exchanges += changes.exchanges
            self.outbox += changes.outbox
        return is_new


class NoAnswers(Exception):
    """The bot does not ask its model, or the model fails: there is nothing to measure."""


class _Room:
    """A platform on which every lifter writes, and the days go by."""

    name = "room"
    evolves = False
    pace = None

    def __init__(self) -> None:
        self.at = FIRST_DAY

    def now(self) -> datetime:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)

    async def run(self, accept: Accept) -> None:
        """Nothing comes by itself."""

    def read(self, update: Update) -> Incoming | None:
        return Said(
            who=Identity(self.name, update.chat),
            name="",
            where=Address(self.name, update.chat),
            source=update.id,
            message=update.id,
            reply_to="",
            text=update.raw,
            sent_at=self.at,
        )

    async def download(self, update: Update, _part: int = 0, /) -> bytes | None:
        return None

    async def send(self, words: Outgoing, _attachment: Attachment | None = None) -> str:
        return f"message-{words.id}"

    async def preview(self, words: Outgoing) -> None:
        """Nothing fades here."""

    async def edit(self, words: Outgoing, sent_as: str) -> None:
        """What is shown is read from the outbox."""


async def exchanged(model: Adversary, count: int, seed: int, tick: Callable[[int], None]) -> list[Exchanged]:
    """Let lifters write until *model* has answered *count* times. *tick* is told of every batch of answers."""
    with TemporaryDirectory() as folder:
        database = Path(folder) / "adversary.db"
        config = Config(database=Database(url=f"sqlite:///{database}"), model=ModelSection(at_once=AT_A_TIME))
        room = _Room()
        async with open_store(config.database.url) as store:
            kept = _Kept(store)
            app = App(config, cast("Store", kept), model, room.now, room.sleep)
            app.platforms[room.name] = room
            first = 0
            while (before := model.count) < count:
                await _lived(app, room, model, range(first, first + AT_A_TIME), (count, seed), tick)
                first += AT_A_TIME
                if model.count == before:
                    raise NoAnswers("so many lifters wrote, and the model was never asked: see the log")
            if app.thinking:
                await app.thinking.close()
            await app.senses.close()
        return _joined(kept)[:count]


async def _lived(
    app: App,
    room: _Room,
    model: Adversary,
    numbers: Iterable[int],
    bounds: tuple[int, int],
    tick: Callable[[int], None],
) -> None:
    """Some lifters' days, until the answers are enough."""
    count, seed = bounds
    lifters = [lifter(seed, number) for number in numbers]
    for step in range(STEPS):
        before = model.count
        messages = [Update(room.name, f"{one.name}-{step}", one.name, one.messages[step], room.at) for one in lifters]
        await app.inbox.accept(messages)
        await app.quiet()
        room.at += timedelta(days=DAYS_BETWEEN)
        tick(model.count - before)
        if model.count >= count:
            return


def _joined(kept: _Kept) -> list[Exchanged]:
    """Every answer once, with what its turn showed first and what replaced it."""
    shown: defaultdict[str, list[str]] = defaultdict(list)
    words: defaultdict[str, list[str]] = defaultdict(list)
    for said in kept.outbox:
        into = words if said.edits else shown
        into[said.turn].append(said.text)
    asked = {(one.turn, one.agent, one.prompt): one for one in kept.exchanges if one.agent in MINDS}
    return [
        Exchanged(
            one.turn,
            one.agent,
            f"{one.system}\n\n{one.prompt}",
            one.answer,
            one.verdict,
            "\n".join(shown[one.turn]),
            _new_lines(words[one.turn], shown[one.turn]),
        )
        for one in asked.values()
    ]


def _new_lines(texts: Iterable[str], shown: Sequence[str]) -> str:
    known = {line for text in shown for line in text.splitlines()}
    return "\n".join(line for text in texts for line in text.splitlines() if line not in known)
