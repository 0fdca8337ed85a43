"""The coach's words come behind the answer, to the answer that they are about, or not at all."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from agents.case import Case, Thought
from agents.model import Answer, Request, Scripted
from agents.proposal import Proposal
from storage.records import Changes
from storage.store import Store
from tests.bot.desk import NAME
from tests.bot.lifter import Lifter, database, talk
from tests.contracts.store_samples import exchange
from tests.platforms.whole_bot import rows

WORDS = "Strong work, stay tight."
FRESH = "bench 185x5 slept 8h sore 2"


class Gated:
    """A model that answers once its gate is open."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.gate = asyncio.Event()
        self.failure = failure

    async def stream(self, request: Request) -> AsyncIterator[str | Answer]:
        await self.gate.wait()
        if self.failure:
            raise self.failure
        yield Answer(WORDS if request.agent == "coach" else "{}", "gated", 1, 1, 1)


async def answered(ann: Lifter) -> None:
    await ann.app.inbox.quiet()
    await ann.app.outbox.quiet()


def standing(ann: Lifter) -> list[bool]:
    """Of each message on the screen, whether the coach's words stand in it."""
    return [words.text.endswith(WORDS) for words in ann.room.screen.values()]


async def test_the_words_take_the_place_of_the_plain_ones_in_the_same_message() -> None:
    model = Gated()
    async with talk(model=model) as ann:
        await ann.send(ann.said(FRESH))
        await answered(ann)
        assert standing(ann) == [False]
        before = ann.room.seen[0].split("\n\n")[0]
        model.gate.set()
        await ann.app.quiet()
        assert ann.room.seen[-1] == f"{before}\n\n{WORDS}"
        assert standing(ann) == [True]


@pytest.mark.parametrize("then", ["undo", "hello", "bench 190x5"])
async def test_the_next_message_ends_the_thinking_about_the_last(then: str) -> None:
    model = Gated()
    async with talk(model=model) as ann:
        for text in (FRESH, then):
            await ann.send(ann.said(text))
            await answered(ann)
        model.gate.set()
        await ann.app.quiet()
        assert standing(ann)[0] is False


class Slow:
    """A store that is slow to say that words are kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.kept, self.gate = asyncio.Event(), asyncio.Event()

    async def keep(self, changes: Changes) -> bool:
        answer = await self._store.keep(changes)
        self.kept.set()
        await self.gate.wait()
        return answer


async def test_words_that_were_kept_before_an_undo_are_shown_before_it_and_never_after() -> None:
    model = Gated()
    model.gate.set()
    async with talk(model=model) as ann:
        assert ann.app.thinking is not None
        ann.app.thinking._store = slow = Slow(ann.app.store)  # type: ignore[assignment]
        await ann.send(ann.said(FRESH))
        await slow.kept.wait()
        await ann.send(ann.said("undo"))
        for _ in range(20):
            await ann.app.store.waiting("another")  # trips to the store, in which the undo might go ahead
        slow.gate.set()
        await ann.app.quiet()
        assert [text.startswith("Undone") for text in ann.room.seen] == [False, False, True]
        assert await ann.app.store.waiting(NAME) == ()


async def test_an_edit_of_the_message_ends_the_thinking_about_its_first_form() -> None:
    model = Gated()
    async with talk(model=model) as ann:
        first = ann.said(FRESH)
        await ann.send(first)
        await answered(ann)
        await ann.send(replace(first, source="edit", text="bench 195x5", edited=True))
        await answered(ann)
        model.gate.set()
        await ann.app.quiet()
        assert standing(ann) == [False, True]


async def test_in_a_group_one_lifter_does_not_end_the_thinking_about_another() -> None:
    model = Gated()
    async with talk(model=model) as ann:
        eve = Lifter(ann.app, ann.room, ann.clock, name="eve")
        for lifter, text in ((ann, FRESH), (eve, "hello"), (eve, "squat 225x5")):
            await lifter.send(lifter.said(text))
            await answered(ann)
        model.gate.set()
        await ann.app.quiet()
        assert standing(ann) == [True, False, True]


async def test_a_tap_on_the_plain_words_keeps_them() -> None:
    model = Gated()
    async with talk(model=model) as ann:
        await ann.send(ann.said(FRESH))
        await answered(ann)
        await ann.send(ann.pressed(next(iter(ann.room.screen.values())).buttons[1][0].press))
        await answered(ann)
        model.gate.set()
        await ann.app.quiet()
        assert ann.room.seen[-1].startswith("Noted, thanks.")


async def test_a_model_that_breaks_leaves_the_answer_and_the_next_one_is_thought_about() -> None:
    model = Gated(ZeroDivisionError())
    model.gate.set()
    async with talk(model=model) as ann:
        assert ann.app.thinking is not None
        ann.app.thinking._at_once = 1
        await ann.say(FRESH)
        model.failure = None
        await Lifter(ann.app, ann.room, ann.clock, name="eve").say(FRESH)
        assert standing(ann) == [False, True]


async def test_no_more_is_thought_about_at_once_than_is_allowed() -> None:
    model = Gated()
    async with talk(model=model) as ann:
        assert ann.app.thinking is not None
        ann.app.thinking._at_once = 1
        eve = Lifter(ann.app, ann.room, ann.clock, name="eve", chat="2")
        for lifter in (ann, eve):
            await lifter.send(lifter.said(FRESH))
            await answered(ann)
        model.gate.set()
        await ann.app.quiet()
        assert standing(ann) == [True, False]


async def test_a_bot_that_stops_does_not_wait_for_a_model_that_hangs() -> None:
    async with asyncio.timeout(2):
        async with talk(model=Gated()) as ann:
            await ann.send(ann.said(FRESH))
            await answered(ann)


LOG_AND_QUESTION = "bench 185x5 slept 8h. How do I brace?"


async def test_a_mind_that_breaks_takes_nothing_of_the_others_along(tmp_path: Path) -> None:
    async def broken(_: Case) -> Thought:
        raise ZeroDivisionError

    model = Scripted({"adviser": ["Fill your belly with air and push it against the belt."]})
    async with talk(tmp_path, model=model) as ann:
        assert ann.app.thinking is not None
        ann.app.thinking._minds = replace(ann.app.thinking._minds, think=broken)
        await ann.say(LOG_AND_QUESTION)
        assert rows(database(tmp_path), "SELECT DISTINCT agent FROM exchanges") == [("adviser",)]


@pytest.mark.parametrize("plain", ["", "words that nobody was shown"])
async def test_an_answer_that_does_not_hold_the_plain_words_stays_and_what_was_asked_is_kept(plain: str) -> None:
    async with talk(model=Scripted({})) as ann:
        decision = await ann.app._turns.take(ann.said(LOG_AND_QUESTION), (NAME, "1"))
        assert decision is not None
        assert decision.inquiry is not None
        assert ann.app.thinking is not None
        odd = replace(decision, inquiry=replace(decision.inquiry, plain=plain))
        asked = exchange(agent="adviser")
        changes = ann.app.thinking._changes(odd, Thought(None, ()), Proposal(None, ()), Thought("New.", (asked,)))
        assert (changes.outbox, changes.exchanges) == ((), (asked,))
