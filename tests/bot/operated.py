"""The whole bot with something configured, in a database that a second one can be opened on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from agents.model import Model
from bot.app import open_app
from bot.config import Access, Budget, Config, Database, Secrets
from bot.metrics import Metrics
from storage.records import Outgoing
from tests.bot.desk import NAME, Clock
from tests.bot.lifter import Lifter, Room, database

BOSS = "boss"
OURS = Access(admins=(f"{NAME}:{BOSS}",))


@asynccontextmanager
async def operated(
    folder: Path,
    *,
    access: Access = OURS,
    budget: Budget | None = None,
    model: Model | None = None,
    clock: Clock | None = None,
    room: Room | None = None,
    metrics: Metrics | None = None,
    stands_by: bool = False,
) -> AsyncIterator[Lifter]:
    """Ann in chat 1, once the bot has begun: what a former run left is taken. One that *stands_by* has not."""
    clock, room = clock or Clock(), room or Room()
    config = Config(database=Database(url=f"sqlite:///{database(folder)}"), access=access, budget=budget or Budget())
    async with open_app(
        config, Secrets(_env_file=None), now=clock.now, sleep=clock.sleep, model=model, metrics=metrics
    ) as app:
        app.platforms[NAME] = room
        if not stands_by:
            await app.run()  # nothing comes by itself here, so it ends when it has begun
            await app.quiet()
        yield Lifter(app, room, clock)


def boss(ann: Lifter) -> Lifter:
    """Who runs the bot, in a chat of his own."""
    return Lifter(ann.app, ann.room, ann.clock, name=BOSS, chat="office")


def another(ann: Lifter, name: str) -> Lifter:
    return Lifter(ann.app, ann.room, ann.clock, name=name, chat=f"{name}'s")


def shown(one: Lifter) -> list[str]:
    """All that was ever shown in his chat."""
    return one.shown_in(one.where.chat)


def last(one: Lifter) -> Outgoing:
    return [words for words in one.room.all_shown if words.address.chat == one.where.chat][-1]
