"""Photos on their way: what can not be got is counted, and what is waited for keeps nobody else out."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from agents.senses import Medium, Perceived
from bot.message import Media
from bot.platforms import TryLater
from bot.senses import AT_ONCE, Senses
from storage.records import Person, Update
from tests.bot.desk import NAME, update
from tests.bot.lifter import Lifter, Room, talk


class Album(Room):
    """Gives out the parts of each update that it is told to; for one that is late it says so each time."""

    def __init__(self) -> None:
        super().__init__()
        self.gone: set[int] = set()
        self.late: set[str] = set()

    async def download(self, update: Update, part: int = 0, /) -> bytes | None:
        if update.id in self.late:
            raise TryLater(30)
        return None if part in self.gone else b"photo"


async def perceive(_: Media, bodies: Sequence[bytes], __: Person) -> Perceived:
    return Perceived(text=f"{len(bodies)} photos", unread=1 if len(bodies) > 2 else 0)


def photos(ann: Lifter, parts: int) -> Media:
    said = ann.said("")
    return Media(
        who=said.who,
        name=said.name,
        where=said.where,
        source=said.source,
        message=said.message,
        reply_to="",
        medium=Medium.PHOTO,
        sent_at=said.sent_at,
        parts=parts,
    )


def senses_of(ann: Lifter, sleep: object = None) -> Senses:
    app = ann.app
    return Senses(
        app.store,
        app.outbox,
        app._turns,
        {NAME: ann.room},
        perceive,
        lambda _: None,
        ann.clock.now,
        sleep or ann.clock.sleep,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(("gone", "found"), [({1}, "2 photos"), ({0, 2}, "1 photos"), (set(), "3 photos")])
async def test_photos_that_can_not_be_got_are_counted_with_those_that_are_not_read(gone: set[int], found: str) -> None:
    room = Album()
    async with talk(room=room) as ann:
        await ann.say("hello")
        room.gone = gone
        perceived = await senses_of(ann)._perceived(photos(ann, 3), update("1"))
        assert (perceived.text, perceived.unread) == (found, len(gone) or 1)


async def test_what_is_waited_for_keeps_nobody_else_out() -> None:
    room = Album()
    room.late = {f"late-{n}" for n in range(AT_ONCE)}
    async with talk(room=room) as ann:
        await ann.say("hello")
        asleep: list[float] = []

        async def hang(seconds: float) -> None:
            asleep.append(seconds)
            await asyncio.Event().wait()

        senses = senses_of(ann, hang)
        one = photos(ann, 1)
        waiting = [asyncio.create_task(senses._understand((one, update(id_)))) for id_ in sorted(room.late)]
        async with asyncio.timeout(5):
            while len(asleep) < AT_ONCE:
                await asyncio.sleep(0)
            await senses._understand((one, update("quick")))
        assert senses.is_understood(update("quick"))
        for task in waiting:
            task.cancel()
        async with asyncio.timeout(5):
            await asyncio.gather(*waiting, return_exceptions=True)
        await senses._understand((replace(one, parts=2), update("after")))
        assert senses._room._value == AT_ONCE, "as many as ever are let in"
