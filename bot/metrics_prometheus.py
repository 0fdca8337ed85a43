"""Counts for Prometheus. Labels name platforms, agents, states and kinds of verdict: never a person or a chat."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from agents.answers import INVALID
from bot.metrics import Tally
from storage.records import Delivery, Exchange, PromiseState, Standing

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
SECONDS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)  # of a turn and of a delivery
AGENTS: Final = frozenset({"insight", "planner", "coach", "reader", "adviser", "photo", "voice"})
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
        made = self._registry
        self._latency = Histogram(
            "focusflow_turn_seconds",
            "From the arrival of an update until its turn was settled.",
            ["platform"],
            buckets=SECONDS,
            registry=made,
        )
        self._delivery = Histogram(
            "focusflow_delivery_seconds",
            "From writing words until they were shown.",
            ["platform"],
            buckets=SECONDS,
            registry=made,
        )
        self._failures = Counter("focusflow_turns_failed", "Turns that broke.", ["platform"], registry=made)
        self._deliveries = Counter("focusflow_deliveries", "Words by end.", ["platform", "state"], registry=made)
        self._floods = Counter("focusflow_too_many_requests", "429s of a platform.", ["platform"], registry=made)
        self._calls = Counter("focusflow_model_calls", "Calls by verdict.", ["agent", "verdict"], registry=made)
        self._tokens = Counter("focusflow_model_tokens", "Tokens by direction.", ["agent", "direction"], registry=made)
        self._cuts = Counter("focusflow_guard_cuts", "Answers that the guard cut.", ["agent"], registry=made)
        self._model_latency = Histogram(
            "focusflow_model_seconds", "Of one call of a model.", ["agent"], buckets=SECONDS, registry=made
        )
        self._rows = _Rows(made)

    @property
    def tally(self) -> Tally:
        return self._tally

    def taken(self, platform: str, seconds: float) -> None:
        self._latency.labels(platform).observe(max(0.0, seconds))
        self._tally = replace(self._tally, turns=self._tally.turns + 1)

    def turn_failed(self, platform: str) -> None:
        self._failures.labels(platform).inc()
        self._tally = replace(self._tally, failed=self._tally.failed + 1)

    def delivered(self, platform: str, delivery: Delivery, seconds: float) -> None:
        self._deliveries.labels(platform, delivery.value).inc()
        if delivery is Delivery.SENT:
            self._delivery.labels(platform).observe(max(0.0, seconds))

    def flooded(self, platform: str) -> None:
        self._floods.labels(platform).inc()
        self._tally = replace(self._tally, flooded=self._tally.flooded + 1)

    def exchanged(self, exchange: Exchange) -> None:
        agent = exchange.agent if exchange.agent in AGENTS else OTHER
        verdict = verdict_kind(exchange.verdict)
        self._calls.labels(agent, verdict).inc()
        self._tokens.labels(agent, "prompt").inc(max(0, exchange.prompt_tokens))
        self._tokens.labels(agent, "completion").inc(max(0, exchange.completion_tokens))
        self._model_latency.labels(agent).observe(max(0, exchange.latency_ms) / 1000)
        if verdict == GUARD:
            self._cuts.labels(agent).inc()
        self._tally = replace(self._tally, model_calls=self._tally.model_calls + 1)

    async def shown(self, standing: Standing, now: datetime) -> bytes:
        """All of it as Prometheus reads it, with how the rows stand *now*."""
        self._rows.show(standing, now)
        return await asyncio.to_thread(generate_latest, self._registry)


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
