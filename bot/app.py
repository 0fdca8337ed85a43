"""The composition root: the one place that knows which clock, which store, which model and which platforms."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from agents.calls import Means
from agents.embedding import Embedder
from agents.lineup import Offers
from agents.model import Model
from agents.prompting import Prompts
from agents.proposal import Library
from agents.retriever import Retriever
from agents.senses import Ears, Medium
from bot.check_ins import look
from bot.config import Config, Secrets
from bot.decide import Decision
from bot.decide.readings import lifts_alone
from bot.embedders import open_embedders
from bot.imports.read import decode
from bot.inbox import Inbox
from bot.lineup import CurrentLineup, style_experiment
from bot.message import Incoming, Media, Reacted, Sent
from bot.minds import Speaking, minds_of
from bot.models import agent_settings as agent_settings
from bot.models import model_address as model_address
from bot.models import open_ears
from bot.models import open_model as open_model
from bot.models import open_prompt_sets as open_prompt_sets
from bot.models import requests_per_minute as requests_per_minute
from bot.outbox import Outbox
from bot.parse.named import named, sole_name
from bot.parse.read import parse
from bot.platforms import Platform
from bot.senses import Senses, perceiving, senses_on
from bot.thinking import Thinking
from bot.turn import Turns
from bot.wording import FAILED
from knowledge.exercise import Exercises
from knowledge.library import load_exercises
from knowledge.passage import Found, Passage, Query
from knowledge.passages import load_passages
from knowledge.red_flags import RedFlags, load_red_flags
from knowledge.shelf import Shelf
from knowledge.vectors import shipped_vectors
from storage.open import open_store
from storage.records import Changes, Outgoing, Profile, Update, row_id
from storage.store import Store

log = structlog.get_logger(__name__)

Now = Callable[[], datetime]
Sleep = Callable[[float], Awaitable[None]]
Find = Callable[[Query], Awaitable[tuple[Found, ...]]]


def wall_clock() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What is read from files, once a process."""

    exercises: Exercises
    red_flags: RedFlags
    passages: tuple[Passage, ...]
    shelf: Shelf

    @classmethod
    @cache
    def load(cls) -> "Knowledge":
        exercises = load_exercises()
        passages = load_passages(exercises)
        return cls(exercises=exercises, red_flags=load_red_flags(), passages=passages, shelf=Shelf(passages))


def _nothing() -> None: ...


class App:
    """Everything wired together. Platforms are added to it, then it runs."""

    def __init__(
        self,
        config: Config,
        store: Store,
        model: Model | None,
        now: Now,
        sleep: Sleep,
        embedders: Sequence[Embedder] = (),
        ears: Ears | None = None,
        relook: Callable[[], None] = _nothing,  # for adapters that were loaded since
    ) -> None:
        knowledge = Knowledge.load()
        self.config = config
        self.store = store
        self.platforms: dict[str, Platform] = {}
        self.exercises = knowledge.exercises
        self._now = now
        self.retriever = Retriever(knowledge.shelf, embedders, store, shipped_vectors)
        self.outbox = Outbox(store, self.platforms, now, sleep)
        self.inbox = Inbox(store, self._take)
        offers = Offers(agent_settings(config), open_prompt_sets(config))
        self.lineup = CurrentLineup(store, offers, relook)
        self.thinking = self._thinking(model, knowledge, offers) if model else None
        on = senses_on(config, model, ears)
        turns = _turns(config, store, knowledge, now, self.retriever.find, on)
        self._turns = replace(turns, lineup=lambda: self.lineup.now)
        perceive = perceiving(config, model, ears, now, _milliseconds)
        self.senses = Senses(store, self.outbox, self._turns, self.platforms, perceive, self.inbox.again, now, sleep)
        self._clock = AsyncIOScheduler(timezone=UTC)

    def _thinking(self, model: Model, knowledge: Knowledge, offers: Offers) -> Thinking:
        passages = {passage.id: passage for passage in knowledge.passages}
        means = Means(model, offers.settings, Prompts.load(), self._now, _milliseconds, passages)
        minds = minds_of(Speaking(means, offers, lambda: self.lineup.now), _library(knowledge))
        return Thinking(self.store, self.outbox, minds, knowledge.exercises, self._now, self.config.model.at_once)

    async def run(self) -> None:
        """Receive on every platform, and look at the promises, until cancelled or until every platform has ended."""
        self._turns.rehearse()
        for name in self.platforms:
            await self.outbox.resume(name)
            await self.inbox.resume(name)
        self._start_clock()
        preparing = asyncio.create_task(self.retriever.prepare())
        try:
            await asyncio.gather(*(self._receive(platform) for platform in self.platforms.values()))
        finally:
            preparing.cancel()
            await asyncio.wait([preparing])  # or it would still ask a store that is closed next
            self._clock.shutdown(wait=False)

    async def quiet(self) -> None:
        """Wait until every message that came has been answered in full."""
        await self.inbox.quiet()
        await self.senses.quiet()
        await self.inbox.quiet()
        if self.thinking:
            await self.thinking.quiet()
        await self.outbox.quiet()

    async def drain(self, seconds: float) -> None:
        """Finish the answers that are under way, for so long at most. What is left stands in its rows."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.inbox.quiet()
                await self.outbox.quiet()

    async def look(self) -> int:
        """Ask what is due to be asked."""
        return await look(self.store, self.outbox, self.exercises, self._now)

    def _start_clock(self) -> None:
        every = self.config.check_ins.look_every_seconds
        first_at = max(self._now(), wall_clock())  # it would walk through all that an injected clock is behind
        for job in (self.look, self.inbox.retry, self.lineup.look):
            self._clock.add_job(
                job, "interval", seconds=every, next_run_time=first_at, misfire_grace_time=None, coalesce=True
            )
        self._clock.start()

    async def _receive(self, platform: Platform) -> None:
        try:
            await platform.run(self.inbox.accept)
        except Exception as failure:
            log.error("platform ended", platform=platform.name, why=str(failure))  # noqa: TRY400  said in one line
            log.debug("platform ended", exc_info=True)

    async def _take(self, update: Update) -> None:
        incoming = self.platforms[update.platform].read(update)
        key = (update.platform, update.id)
        if incoming is None:
            await self.store.keep(Changes(at=self._now(), settles=key))
            return
        try:
            if isinstance(incoming, Media) and self.senses.is_understood(update):
                await self.senses.offer(incoming, update)
                return
            if isinstance(incoming, Sent):
                incoming = await self._with_text(incoming, update)
            if self.thinking:
                await self.thinking.stop(incoming.who)  # before his turn: no words come back after an undo
            decision = await self._decide(incoming, update)
        except Exception:
            await self._apologise(incoming)
            raise
        if decision is not None:
            self._answer(decision, incoming)

    async def _decide(self, incoming: Incoming, update: Update) -> Decision | None:
        if isinstance(incoming, Media):
            return await self.senses.tell(incoming, update)
        if not isinstance(incoming, Reacted):
            self.senses.moved_on(update)
        return await self._turns.take(incoming, (update.platform, update.id))

    async def _with_text(self, sent: Sent, update: Update) -> Sent:
        """*sent* with the text of its file. Only its own chat waits for that, so that its messages stay in order."""
        body = await self.platforms[update.platform].download(update)
        return replace(sent, text=await asyncio.to_thread(_text, body)) if body is not None else sent

    def _answer(self, decision: Decision, incoming: Incoming) -> None:
        self.outbox.post(decision.changes.outbox)
        if self.thinking:
            self.thinking.begin(decision, incoming.who)

    async def _apologise(self, incoming: Incoming) -> None:
        turn = row_id("turn", incoming.source)
        words = Outgoing(
            id=row_id("failed", turn), turn=turn, address=incoming.where, text=FAILED, written_at=self._now()
        )
        await self.store.keep(Changes(at=self._now(), outbox=(words,)))
        self.outbox.post((words,))


def _text(body: bytes) -> str:
    return decode(body).replace("\0", "")  # PostgreSQL keeps no NUL


def _milliseconds() -> int:
    return time.monotonic_ns() // 1_000_000


def _turns(
    config: Config, store: Store, knowledge: Knowledge, now: Now, find: Find, senses: frozenset[Medium]
) -> Turns:
    exercises, red_flags = knowledge.exercises, knowledge.red_flags
    return Turns(
        store=store,
        exercises=exercises,
        read=lambda text, unit: parse(text, exercises, red_flags, unit),
        named=lambda text: named(text, exercises),
        red_flag=red_flags.red_flag,
        newcomer=Profile(**config.profile.model_dump()),
        check_in_days=config.check_ins.after_days,
        now=now,
        find=find,
        senses=senses,
    )


def _library(knowledge: Knowledge) -> Library:
    """What a model's proposal must agree with."""
    exercises, red_flags = knowledge.exercises, knowledge.red_flags
    return Library(
        exercises=exercises,
        named=lambda text: sole_name(text, exercises),
        read=lambda text, unit: lifts_alone(parse(text, exercises, red_flags, unit)),
    )


@asynccontextmanager
async def open_app(
    config: Config, secrets: Secrets, *, now: Now = wall_clock, sleep: Sleep = asyncio.sleep, model: Model | None = None
) -> AsyncIterator[App]:
    """The whole bot on its database, without a platform yet. Raises StoreUnavailable, and ConfigError for prompts."""
    key = secrets.nvidia_api_key.get_secret_value()
    async with AsyncExitStack() as stack:
        nim = None if model else open_model(config, secrets, sleep)
        if nim:
            stack.push_async_callback(nim.close)
        limiter = nim.limiter if nim else None
        embedders = open_embedders(config.retrieval, model_address(config, secrets), key, sleep, limiter)
        store = await stack.enter_async_context(open_store(config.database.url))
        ears = open_ears(config, secrets, nim, sleep)
        if ears:
            stack.push_async_callback(ears.close)
        opened = await stack.enter_async_context(embedders)
        app = App(config, store, model or nim, now, sleep, opened, ears, nim.look_soon if nim else _nothing)
        await app.lineup.begin(style_experiment(config.experiments, now()))
        if app.thinking:
            stack.push_async_callback(app.thinking.close)
        stack.push_async_callback(app.senses.close)
        if nim:
            nim.look_soon()
        yield app
