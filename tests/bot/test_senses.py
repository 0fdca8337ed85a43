"""Photos on their way: what can not be got is counted, and what is waited for keeps nobody else out."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from agents.senses import EYES, Medium, Perceived, Trouble
from bot.budget import Budget
from bot.message import Media
from bot.metrics import Metrics, Uncounted
from bot.metrics_prometheus import PrometheusMetrics
from bot.platforms import TryLater
from bot.senses import AT_ONCE, Senses
from bot.wording_media import why_nothing
from storage.records import Changes, Person, Update, row_id
from tests.bot.desk import NAME, Clock, update
from tests.bot.lifter import Lifter, Room, talk
from tests.contracts.store_samples import exchange


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


# ── what it costs ──────────────────────────────────────────────────────────────────────────────────────────────────


async def ask_models(media: Media, bodies: Sequence[bytes], person: Person) -> Perceived:
    """One call for each photo."""
    turn = row_id("turn", media.source)
    call = replace(exchange(), user=person.user, turn=turn, agent=EYES, verdict="used", at=Clock().at)
    calls = tuple(replace(call, id=row_id(turn, str(number))) for number in range(len(bodies)))
    return Perceived(text="bench 185x5", exchanges=calls)


def within(ann: Lifter, calls_per_day: int | None, metrics: Metrics) -> Senses:
    app = ann.app
    left = Budget(calls_per_day, app.store.calls_since).left
    platforms = {NAME: ann.room}
    return Senses(
        app.store,
        app.outbox,
        app._turns,
        platforms,
        ask_models,
        lambda _: None,
        ann.clock.now,
        ann.clock.sleep,
        left,
        metrics,
    )


async def test_a_photo_counts_in_the_metrics_by_what_looked_at_it() -> None:
    metrics = PrometheusMetrics()
    async with talk(room=Album()) as ann:
        await ann.say("hello")
        await within(ann, None, metrics)._understand((photos(ann, 2), update("1")))
        assert metrics.tally.model_calls == 2
        shown = await metrics.shown(await ann.app.store.standing(), ann.clock.at)
    assert b'focusflow_model_calls_total{agent="eyes",verdict="used"} 2.0' in shown


async def test_photos_are_looked_at_within_his_share_of_the_day_and_what_is_on_its_way_counts() -> None:
    async with talk(room=Album()) as ann:
        await ann.say("hello")
        senses = within(ann, 3, Uncounted())
        found = [await senses._perceived(photos(ann, 2), update("1"))]
        senses._found[NAME, "1"] = found[0]
        found.append(await senses._perceived(photos(ann, 2), update("2")))
        senses._found[NAME, "2"] = found[1]
        found.append(await senses._perceived(photos(ann, 1), update("3")))
    assert [len(one.exchanges) for one in found] == [2, 1, 0]
    assert [one.unread for one in found] == [0, 1, 0]
    assert found[2].trouble is Trouble.SPENT


async def test_what_models_saw_lessens_what_they_say_and_a_spent_share_is_told_once_a_photo_comes() -> None:
    async with talk(room=Album()) as ann:
        await ann.say("hello")
        person = await ann.app.store.person(ann.who)
        assert person is not None
        calls = (await ask_models(photos(ann, 1), [b""], person)).exchanges
        await ann.app.store.keep(Changes(at=ann.clock.at, exchanges=calls))
        left = Budget(1, ann.app.store.calls_since).left
        assert await left(person, ann.clock.at) == 0
        ann.clock.at += timedelta(days=1)
        assert await left(person, ann.clock.at) == 1
    told = why_nothing(Medium.VOICE, Trouble.SPENT)
    assert told == (
        "You have had your share of what models read for the day, so nothing is logged from that voice note: "
        "type the sets, like `bench 185x5`."
    )
