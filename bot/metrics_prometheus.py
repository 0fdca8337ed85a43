"""Counts for Prometheus. Labels name platforms, agents, states and kinds of verdict: never a person or a chat."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from agents.answers import INVALID
from agents.senses import EARS, EYES
from bot.metrics import Tally
from storage.records import Delivery, Exchange, PromiseState, Standing

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
SECONDS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)  # of a turn and of a delivery
AGENTS: Final = frozenset({"insight", "planner", "coach", "reader", "adviser", EYES, EARS})
GUARD: Final = "guard"
VERDICTS: Final = frozenset({"used", GUARD, "unavailable", INVALID.partition(":")[0]})
OTHER: Final = "other"  # one label for whatever is not known, so that no text of a model makes a series

# Without it each series has a second one, of when it began, which nobody asks for.
disable_created_metrics()  # type: ignore[no-untyped-call]  # the library's own types leave it out


class PrometheusMetrics:
    """Has a registry of its own, so that two in one process do not meet."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._tally = Tally()
        self._turns = _Turns(self._registry)
        self._words = _Words(self._registry)
        self._models = _Models(self._registry)
        self._up = Gauge("focusflow_database_up", "1: the database answers.", registry=self._registry)
        self._row_registry = CollectorRegistry()
        self._rows = _Rows(self._row_registry)

    @property
    def tally(self) -> Tally:
        return self._tally

    def taken(self, platform: str, seconds: float) -> None:
        self._turns.seconds.labels(platform).observe(max(0.0, seconds))
        self._tally = replace(self._tally, turns=self._tally.turns + 1)

    def turn_failed(self, platform: str) -> None:
        self._turns.failures.labels(platform).inc()
        self._tally = replace(self._tally, failed=self._tally.failed + 1)

    def delivered(self, platform: str, delivery: Delivery, seconds: float) -> None:
        self._words.ends.labels(platform, delivery.value).inc()
        if delivery is Delivery.SENT:
            self._words.seconds.labels(platform).observe(max(0.0, seconds))

    def flooded(self, platform: str) -> None:
        self._words.floods.labels(platform).inc()
        self._tally = replace(self._tally, flooded=self._tally.flooded + 1)

    def exchanged(self, exchange: Exchange) -> None:
        agent = exchange.agent if exchange.agent in AGENTS else OTHER
        verdict = verdict_kind(exchange.verdict)
        self._models.calls.labels(agent, verdict).inc()
        self._models.tokens.labels(agent, "prompt").inc(max(0, exchange.prompt_tokens))
        self._models.tokens.labels(agent, "completion").inc(max(0, exchange.completion_tokens))
        self._models.seconds.labels(agent).observe(max(0, exchange.latency_ms) / 1000)
        if verdict == GUARD:
            self._models.cuts.labels(agent).inc()
        self._tally = replace(self._tally, model_calls=self._tally.model_calls + 1)

    async def shown(self, standing: Standing | None, now: datetime) -> bytes:
        """All of it as Prometheus reads it, with how the rows stand *now*; None: the database is away."""
        self._up.set(standing is not None)
        registries = [self._registry]
        if standing is not None:
            self._rows.show(standing, now)
            registries.append(self._row_registry)
        return b"".join([await asyncio.to_thread(generate_latest, one) for one in registries])


def _seconds(name: str, what: str, label: str, registry: CollectorRegistry) -> Histogram:
    return Histogram(name, what, [label], buckets=SECONDS, registry=registry)


class _Turns:
    def __init__(self, made: CollectorRegistry) -> None:
        what = "From the arrival of an update until its turn was settled."
        self.seconds = _seconds("focusflow_turn_seconds", what, "platform", made)
        self.failures = Counter("focusflow_turns_failed", "Turns that broke.", ["platform"], registry=made)


class _Words:
    def __init__(self, made: CollectorRegistry) -> None:
        what = "From writing words until they were shown."
        self.seconds = _seconds("focusflow_delivery_seconds", what, "platform", made)
        self.ends = Counter("focusflow_deliveries", "Words by end.", ["platform", "state"], registry=made)
        self.floods = Counter("focusflow_too_many_requests", "429s of a platform.", ["platform"], registry=made)


class _Models:
    def __init__(self, made: CollectorRegistry) -> None:
        self.calls = Counter("focusflow_model_calls", "Calls by verdict.", ["agent", "verdict"], registry=made)
        self.tokens = Counter("focusflow_model_tokens", "Tokens by direction.", ["agent", "direction"], registry=made)
        self.cuts = Counter("focusflow_guard_cuts", "Answers that the guard cut.", ["agent"], registry=made)
        self.seconds = _seconds("focusflow_model_seconds", "Of one call of a model.", "agent", made)


class _Rows:
    """Gauges that are set when somebody looks."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._inbox = Gauge("focusflow_inbox_updates", "Updates that no turn has settled.", registry=registry)
        self._age = Gauge("focusflow_inbox_oldest_seconds", "Age of the oldest of them.", registry=registry)
        self._outbox = Gauge("focusflow_outbox_words", "Words that were not sent.", ["state"], registry=registry)
        self._promises = Gauge("focusflow_promises", "Check-ins by state.", ["state"], registry=registry)
        self._lifters = Gauge("focusflow_lifters", "Everybody who is known.", registry=registry)

    def show(self, standing: Standing, now: datetime) -> None:
        self._inbox.set(standing.inbox)
        self._age.set(oldest_seconds(standing, now))
        self._lifters.set(standing.lifters)
        _set_all(self._outbox, (one.value for one in Delivery if one is not Delivery.SENT), standing.outbox)
        _set_all(self._promises, (one.value for one in PromiseState), standing.promises)


def _set_all(gauge: Gauge, states: Iterable[str], counts: dict[str, int]) -> None:
    for state in states:
        gauge.labels(state).set(counts.get(state, 0))


def oldest_seconds(standing: Standing, now: datetime) -> float:
    """How long the oldest unsettled update has waited; 0 where none does."""
    if standing.oldest_update_at is None:
        return 0.0
    return max(0.0, (now - standing.oldest_update_at).total_seconds())


def verdict_kind(verdict: str) -> str:
    """The kind of an exchange's verdict, of VERDICTS or OTHER: what stands behind it may be a model's words."""
    kind = verdict.partition(":")[0]
    return kind if kind in VERDICTS else OTHER
