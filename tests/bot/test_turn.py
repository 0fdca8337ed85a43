"""A message that cannot be handled is kept, owned up to once, tried again, and stops nobody."""

from dataclasses import replace
from pathlib import Path

import pytest

from agents.questions import asked
from bot.inbox import MOST_TRIES
from bot.parse.facts import Parsed
from knowledge.exercise import Equipment
from knowledge.passage import Found, Query
from knowledge.units import Unit
from storage.records import Memory, UserId, Wanted
from storage.store import Store, StoreUnavailable
from tests.bot.desk import NAME
from tests.bot.lifter import Lifter, Room, talk

SORRY = "Something went wrong on my side."


def break_reader(ann: Lifter, text: str) -> None:
    """Plant a fault in the reader of the running bot: it breaks on *text*."""
    turns = ann.app._turns

    def read(said: str, unit: Unit) -> Parsed:
        if said == text:
            raise ZeroDivisionError
        return turns.read(said, unit)

    ann.app._turns = replace(turns, read=read)


class Away:
    """A store whose database is away: it can be written, because the update came in, and not be read."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def recall(self, user: UserId, wanted: Wanted) -> Memory:
        raise StoreUnavailable("the database is away")

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)


async def test_a_turn_that_fails_is_owned_up_to_once_and_the_next_message_is_handled() -> None:
    async with talk() as ann:
        break_reader(ann, "bench 185x5")
        assert (await ann.say("bench 185x5")).text.startswith(SORRY)
        assert "Logged" in (await ann.say("squat 225x5")).text
        for _ in range(MOST_TRIES + 2):
            await ann.app.inbox.retry()
            await ann.app.quiet()
        assert len([text for text in ann.room.seen if text.startswith(SORRY)]) == 1
        assert await ann.log() == ["squat 225x5"]


async def test_what_failed_is_tried_again_and_logged_once() -> None:
    async with talk() as ann:
        await ann.say("slept 8h")
        healthy = ann.app._turns
        ann.app._turns = replace(healthy, store=Away(ann.app.store))  # type: ignore[arg-type]
        assert (await ann.say("bench 185x5")).text.startswith(SORRY)
        ann.app._turns = healthy
        for _ in range(3):
            await ann.app.inbox.retry()
            await ann.app.quiet()
        assert await ann.log() == ["bench_press 185x5"]
        assert "Logged: bench" in ann.room.seen[-1]


async def test_what_failed_to_the_last_is_taken_at_the_next_start(tmp_path: Path) -> None:
    room = Room()
    async with talk(tmp_path, room=room) as ann:
        break_reader(ann, "bench 185x5")
        await ann.say("bench 185x5")
        assert len(await ann.app.store.unhandled(NAME)) == 1
    async with talk(tmp_path, room=room) as ann:
        await ann.app.inbox.resume(NAME)
        await ann.app.quiet()
        assert await ann.log() == ["bench_press 185x5"]
        assert await ann.app.store.unhandled(NAME) == ()


async def test_an_update_that_comes_twice_is_answered_once() -> None:
    async with talk() as ann:
        update = await ann.send(ann.said("bench 185x5"))
        await ann.app.inbox.accept([update])
        await ann.app.quiet()
        assert len(ann.room.seen) == 1
        assert await ann.app._turns.take(ann.room.said[update.id], (NAME, update.id)) is None
        assert await ann.log() == ["bench_press 185x5"]


async def test_a_readiness_after_a_readiness_is_still_about_the_lift_of_the_day() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say("squat 225x5")
        for text in ("sore 2", "slept 8h", "plan"):
            answer = await ann.say(text)
        assert answer.next.startswith("Next squat: 232.5 × 5")


async def test_the_same_person_in_two_chats_has_one_log() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        ann.where = replace(ann.where, chat="group")
        await ann.say("bench 190x5")
        assert await ann.log() == ["bench_press 185x5", "bench_press 190x5"]


async def test_what_he_tells_in_two_chats_at_once_is_all_kept() -> None:
    async with talk() as ann:
        await ann.say("hello")
        also_ann = Lifter(ann.app, ann.room, ann.clock, chat="2")
        await ann.send(ann.said("I train 4 days a week"))
        await also_ann.send(also_ann.said("I only have dumbbells"))
        await ann.app.quiet()
        person = await ann.app.store.person(ann.who)
        assert person is not None
        assert person.profile.days_per_week == 4
        assert person.profile.equipment == (Equipment.DUMBBELL,)


@pytest.mark.parametrize(
    ("text", "read", "looked_up"),
    [
        ("bench 185x5 slept 8h", 0, 0),
        ("how do i brace?", 1, 1),
        ("what did i bench last time?", 1, 0),  # the log alone answers
        ("what should i bench today?", 1, 0),
    ],
)
async def test_a_question_is_read_once_and_notes_are_looked_up_where_they_can_answer(
    text: str, read: int, looked_up: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings: list[object] = []
    queries: list[Query] = []

    def counted(*said: object) -> object:
        readings.append(said)
        return asked(*said)  # type: ignore[arg-type]

    async with talk() as ann:
        find = ann.app.retriever.find

        async def finding(query: Query) -> tuple[Found, ...]:
            queries.append(query)
            return await find(query)

        await ann.say("bench 185x5")
        ann.app._turns = replace(ann.app._turns, find=finding)
        monkeypatch.setattr("bot.decide.questions.asked", counted)
        await ann.say(text)
    assert (len(readings), len(queries)) == (read, looked_up)
