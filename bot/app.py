"""The composition root: the one place that knows which clock, which store, which model and which platforms."""

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime

import structlog

from agents.calls import Means
from agents.embedding import Embedder
from agents.lineup import Offers
from agents.model import Model
from agents.prompting import Prompts
from agents.retriever import Retriever
from agents.senses import Ears
from bot.alarms import Alarms
from bot.attachments_export import EXPORT, exporter
from bot.attachments_made import CHARTS, maker
from bot.check_ins import Duty, look
from bot.clock import Clock
from bot.company import said_by_nobody
from bot.config import Config, Secrets
from bot.decide import Decision
from bot.decide.linking import ALPHABET, CODE_LENGTH
from bot.embedders import open_embedders
from bot.health import Receiving
from bot.inbox import Inbox
from bot.keeping import keeping_of
from bot.known import introduce
from bot.lineup import CurrentLineup, style_experiment
from bot.message import Incoming, Media, Reacted, Sent
from bot.metrics import Metrics, Tallied
from bot.minds import Speaking, minds_of
from bot.models import agent_settings as agent_settings
from bot.models import model_address as model_address
from bot.models import open_ears
from bot.models import open_model as open_model
from bot.models import open_prompt_sets as open_prompt_sets
from bot.models import requests_per_minute as requests_per_minute
from bot.operators import PRUNE_AGAIN_SECONDS, Operators
from bot.outbox import Outbox
from bot.owning import Owning
from bot.platforms import Platform
from bot.senses import Senses, perceiving, senses_on
from bot.summaries import sum_up
from bot.thinking import Thinking
from bot.turn import Turns
from bot.wiring import Knowledge as Knowledge
from bot.wiring import apology, evolving, library_of, text_of, turns_of
from knowledge.vectors import shipped_vectors
from storage.open import open_store
from storage.records import Changes, Update
from storage.store import Store

log = structlog.get_logger(__name__)

Now = Callable[[], datetime]
Sleep = Callable[[float], Awaitable[None]]


def wall_clock() -> datetime:
    return datetime.now(UTC)


AGAIN_SECONDS = 5  # that a failed turn, a rest that is over, words of another worker or what it has set wait at most


def _nothing() -> None: ...


def _no_model() -> str:
    return "none"


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
        metrics: Metrics | None = None,
        circuit: Callable[[], str] = _no_model,
    ) -> None:
        knowledge, metrics = Knowledge.load(), metrics or Tallied()
        self.config = config
        self.store = store
        self.platforms: dict[str, Platform] = {}
        self.exercises = knowledge.exercises
        self._now = now
        self.retriever = Retriever(knowledge.shelf, embedders, store, shipped_vectors)
        make = maker({**CHARTS, EXPORT: exporter(store)})
        self.outbox = Outbox(store, self.platforms, now, sleep, make, metrics)
        own = (config, store, self.outbox, self.platforms, metrics, now)
        self.operators = Operators(*own, release=lambda: self.inbox.release(), circuit=circuit)
        held, write = self.operators.pause.holds, self.operators.write
        self.inbox = Inbox(store, self._take, holds=held, now=now, write=write, metrics=metrics)
        self.owning = Owning(store, self.outbox, self.inbox, self.operators.receiving, sleep)
        offers = Offers(agent_settings(config), open_prompt_sets(config))
        self.lineup = CurrentLineup(store, offers, relook)
        self.thinking = self._thinking(model, knowledge, offers) if model else None
        self._turns = self._turns_with(model, ears, knowledge)
        seen = (store, self.outbox, self._turns, self.platforms, perceiving(config, model, ears, now, _milliseconds))
        self.senses = Senses(*seen, self.inbox.again, now, sleep, self.operators.budget.left, metrics)
        self._clock = Clock(now, wall_clock)
        self.alarms = Alarms(store, self.outbox, self._clock, now, lambda: self.operators.is_resting)
        self._duty = Duty(store, config.check_ins, now)

    def _turns_with(self, model: Model | None, ears: Ears | None, knowledge: Knowledge) -> Turns:
        on = senses_on(self.config, model, ears)
        turns = turns_of(self.config, self.store, knowledge, self._now, self.retriever.find, on)
        keeping = keeping_of(self.config, is_asking=model is not None)
        turns = replace(turns, lineup=lambda: self.lineup.now, code=_one_time_code, keeping=keeping)
        return replace(turns, heed=self.operators.budget.heeded, evolves=evolving(self.platforms))

    def _thinking(self, model: Model, knowledge: Knowledge, offers: Offers) -> Thinking:
        passages = {passage.id: passage for passage in knowledge.passages}
        means = Means(model, offers.settings, Prompts.load(), self._now, _milliseconds, passages)
        minds = minds_of(Speaking(means, offers, lambda: self.lineup.now), library_of(knowledge))
        at_once, metrics = self.config.model.at_once, self.operators.metrics
        return Thinking(self.store, self.outbox, minds, knowledge.exercises, self._now, at_once, metrics)

    async def run(self, *, is_shared: bool = False) -> None:
        """Receive on every platform, and look at the promises, until cancelled or until every platform has ended.

        A platform that another worker on this database serves is waited for, unless it *is_shared*, as a terminal is.
        """
        self._turns.rehearse()
        introduce(self.platforms.values(), self.store, self.exercises, self._now)
        await self.operators.pause.look()
        self._start_clock()
        preparing = asyncio.create_task(self.retriever.prepare())
        try:
            await self.owning.serve(self.platforms, self._receive, is_shared=is_shared)
        finally:
            preparing.cancel()
            await asyncio.wait([preparing])  # or it would still ask a store that is closed next
            await self._clock.end()

    async def quiet(self) -> None:
        """Wait until every message that came has been answered in full."""
        await self.inbox.quiet()
        await self.senses.quiet()
        await self.inbox.quiet()
        if self.thinking:
            await self.thinking.quiet()
        await self.outbox.quiet()

    def stop(self) -> None:
        """From now on what comes is kept alone, for the next start; what is being answered still is."""
        self.operators.stopping = True
        self.inbox.stop()
        self._clock.stop()

    async def drain(self, seconds: float) -> None:
        """Finish the answers that are under way, for so long at most. What is left stands in its rows."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._clock.quiet()
                await self.inbox.quiet()
                await self.outbox.quiet()

    async def look(self) -> int:
        """Ask what is due to be asked, unless nobody could be answered now."""
        if self.operators.is_resting:
            return 0
        most = await self._duty.most(self.platforms)
        return await look(self.store, self.outbox, self.exercises, self._now, most, self._duty.asked)

    async def sum_up(self) -> int:
        """Write the summaries of groups whose week is over."""
        if self.operators.is_resting:
            return 0
        return await sum_up(self.store, self.outbox, self.exercises, self._now, self.config.profile.zone)

    def _start_clock(self) -> None:
        jobs = (self.inbox.retry, self.alarms.ring, self.operators.look, self.owning.look, self.owning.pick_up)
        self._clock.every(AGAIN_SECONDS, *jobs)
        self._clock.every(self.config.check_ins.look_every_seconds, self.look, self.sum_up, self.lineup.look)
        self._clock.every(PRUNE_AGAIN_SECONDS, self.operators.prune)
        self._clock.start()

    async def accept(self, updates: Sequence[Update]) -> None:
        """Keep updates durably and see to their handling."""
        await self.inbox.accept(updates)
        await self.operators.told(updates)

    async def _receive(self, name: str) -> None:
        platform = self.platforms[name]
        self.operators.receiving[platform.name] = Receiving.RUNNING
        try:
            await platform.run(self.accept)
        except Exception as failure:
            log.error("platform ended", platform=platform.name, why=str(failure))  # noqa: TRY400  said in one line
            log.debug("platform ended", exc_info=True)
        finally:
            self.operators.receiving[platform.name] = Receiving.ENDED

    async def _take(self, update: Update) -> None:
        incoming = self.platforms[update.platform].read(update)
        if incoming is None:
            await self.store.keep(said_by_nobody(self.platforms[update.platform], update, self._now()))
            return
        self.outbox.meets(incoming)
        try:
            if await self.operators.takes(incoming, update):
                return
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
            if decision.changes.alarms:
                await self.alarms.look_ahead()

    async def _decide(self, incoming: Incoming, update: Update) -> Decision | None:
        if isinstance(incoming, Media):
            return await self.senses.tell(incoming, update)
        if not isinstance(incoming, Reacted):
            self.senses.moved_on(update)
        return await self._turns.take(incoming, (update.platform, update.id))

    async def _with_text(self, sent: Sent, update: Update) -> Sent:
        """*sent* with the text of its file. Only its own chat waits for that, so that its messages stay in order."""
        body = await self.platforms[update.platform].download(update)
        return replace(sent, text=await asyncio.to_thread(text_of, body)) if body is not None else sent

    def _answer(self, decision: Decision, incoming: Incoming) -> None:
        self.outbox.post(decision.changes.outbox)
        if self.thinking:
            self.thinking.begin(decision, incoming.who)

    async def _apologise(self, incoming: Incoming) -> None:
        words = apology(incoming, await self.store.person(incoming.who), self._now())
        await self.store.keep(Changes(at=self._now(), outbox=(words,)))
        self.outbox.post((words,))


def _one_time_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def _milliseconds() -> int:
    return time.monotonic_ns() // 1_000_000


@asynccontextmanager
async def open_app(
    config: Config,
    secrets: Secrets,
    *,
    now: Now = wall_clock,
    sleep: Sleep = asyncio.sleep,
    model: Model | None = None,
    metrics: Metrics | None = None,
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
        told = (nim.look_soon, metrics, nim.circuit) if nim else (_nothing, metrics)
        app = App(config, store, model or nim, now, sleep, opened, ears, *told)
        await app.lineup.begin(style_experiment(config.experiments, now()))
        if app.thinking:
            stack.push_async_callback(app.thinking.close)
        stack.push_async_callback(app.senses.close)
        if nim:
            nim.look_soon()
        yield app
