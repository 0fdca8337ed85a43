"""After the answer: three minds add their words, the fourth asks what was meant, the fifth words an answer."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

import structlog

from agents.case import Case, Thought
from agents.inquiry import Inquiry
from agents.proposal import Offered, Proposal, Unread
from bot.decide import Decision
from bot.languages import spoken_outgoing
from bot.metrics import UNCOUNTED, Metrics
from bot.outbox import Outbox
from bot.wording import did_you_mean
from knowledge.exercise import Exercises
from knowledge.words import joined, words
from storage.records import Button, Changes, Identity, Outgoing, Reading, RowId, row_id
from storage.store import Store

log = structlog.get_logger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Minds:
    """What is thought with a model: the words about a case, a reading of what was left unread, an answer in words."""

    think: Callable[[Case], Awaitable[Thought]]
    propose: Callable[[Unread], Awaitable[Proposal]]
    advise: Callable[[Inquiry], Awaitable[Thought]]


class Thinking:
    """At most *at_once* answers are thought about, one a person: his next message ends the thinking about his last."""

    def __init__(
        self,
        store: Store,
        outbox: Outbox,
        minds: Minds,
        exercises: Exercises,
        now: Callable[[], datetime],
        at_once: int,
        metrics: Metrics = UNCOUNTED,
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._minds = minds
        self._exercises = exercises
        self._now = now
        self._at_once = at_once
        self._metrics = metrics
        self._thinking: dict[Identity, asyncio.Task[None]] = {}
        self._saying: dict[Identity, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()  # both, and those that were stopped and have not ended yet

    def begin(self, decision: Decision, who: Identity) -> None:
        """Think about *decision* in the background; what comes of it will stand in its first answer."""
        self._cancel(who)
        if decision.case is None and decision.unread is None and decision.inquiry is None:
            return
        if len(self._thinking) >= self._at_once:
            log.info("not thought about", why="too many at once")
            return
        self._outbox.preview(decision.changes.outbox[0])
        task = asyncio.create_task(self._add_words(decision, who))
        self._thinking[who] = task
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self, who: Identity) -> None:
        """He has moved on: his last answer stands as it is from here on. Words that are on their way are said first."""
        self._cancel(who)
        if (task := self._saying.get(who)) is not None:
            await asyncio.wait([task])

    async def quiet(self) -> None:
        """Wait until nothing is thought about."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def close(self) -> None:
        for who in tuple(self._thinking):
            self._cancel(who)
        await self.quiet()

    def _cancel(self, who: Identity) -> None:
        if (task := self._thinking.pop(who, None)) is not None:
            task.cancel()

    async def _add_words(self, decision: Decision, who: Identity) -> None:
        try:
            async with asyncio.TaskGroup() as minds:
                thought = minds.create_task(self._thought(decision.case))
                proposal = minds.create_task(self._proposal(decision.unread))
                advice = minds.create_task(self._advice(decision.inquiry))
            # From here it is not stopped: words that are kept but not shown would come back at the next start.
            self._saying[who] = self._thinking.pop(who)
            await self._say(self._changes(decision, thought.result(), proposal.result(), advice.result()))
        except Exception:
            log.exception("thinking failed", turn=decision.changes.turn)
        finally:
            self._forget(who)

    async def _thought(self, case: Case | None) -> Thought:
        if case is None:
            return Thought(None, ())
        return await _or(Thought(None, ()), self._minds.think(case), case.turn)

    async def _proposal(self, unread: Unread | None) -> Proposal:
        if unread is None:
            return Proposal(None, ())
        return await _or(Proposal(None, ()), self._minds.propose(unread), unread.turn)

    async def _advice(self, inquiry: Inquiry | None) -> Thought:
        if inquiry is None:
            return Thought(None, ())
        return await _or(Thought(None, ()), self._minds.advise(inquiry), inquiry.turn)

    async def _say(self, changes: Changes) -> None:
        for exchange in changes.exchanges:
            self._metrics.exchanged(exchange)
        await self._store.keep(changes)
        self._outbox.post(changes.outbox)

    def _forget(self, who: Identity) -> None:
        for tasks in (self._thinking, self._saying):
            if tasks.get(who) is asyncio.current_task():
                del tasks[who]

    def _changes(self, decision: Decision, thought: Thought, proposal: Proposal, advice: Thought) -> Changes:
        exchanges = (*thought.exchanges, *proposal.exchanges, *advice.exchanges)
        changes = Changes(at=self._now(), exchanges=exchanges)
        shown = decision.changes.outbox[0]
        thought, advice = _discreet(thought, decision), _discreet(advice, decision)
        if thought.words is not None and decision.case:
            below = f"\n\n{decision.below}" if decision.below else ""
            shown = replace(shown, text=f"{decision.case.shown}\n\n{thought.words}{below}")
        plain = decision.inquiry.plain if decision.inquiry else ""
        if advice.words is not None and plain and plain in shown.text:
            before, _, behind = shown.text.rpartition(plain)
            shown = replace(shown, text=f"{before}{advice.words}{behind}")
        if proposal.offered and decision.unread:
            reading = replace(decision.unread.reading, text=proposal.offered.text, offered_at=changes.at)
            shown = self._asking(shown, proposal.offered, reading, decision)
            changes = replace(changes, readings=(reading,))
        if shown is decision.changes.outbox[0]:
            return changes
        edited = replace(shown, id=row_id("words", shown.turn), edits=shown.edits or shown.id, written_at=changes.at)
        return replace(changes, outbox=(edited,))

    def _asking(self, shown: Outgoing, offered: Offered, reading: Reading, decision: Decision) -> Outgoing:
        """*shown* with the question whether this was meant; nothing is logged before it is answered."""
        unit = decision.unread.unit if decision.unread else offered.lifts[0].load.unit
        question = did_you_mean(offered.lifts, self._exercises, unit)
        answers = (Button(words("Yes"), f"yes:{reading.id}"), Button(words("No"), f"no:{reading.id}"))
        asking = replace(shown, text=joined([shown.text, question]), buttons=(*shown.buttons, answers))
        return spoken_outgoing(asking, decision.language)


def _discreet(thought: Thought, decision: Decision) -> Thought:
    """*thought* without its words where they would tell a group what is nobody else's business."""
    discretion = decision.discretion
    if thought.words is None or discretion is None or decision.changes.outbox[0].private:
        return thought
    return thought if discretion.allows_all(thought.words) else replace(thought, words=None)


async def _or(nothing: T, asked: Awaitable[T], turn: RowId) -> T:
    """What comes of one mind; *nothing* where it breaks, for what the others were asked is kept."""
    try:
        return await asked
    except Exception:
        log.exception("a mind failed", turn=turn)
        return nothing
