"""Metrics while the database is away: what was counted is told, how the rows stand is not guessed."""

import asyncio

import pytest

from bot.commands.serve import standing_of
from bot.metrics_prometheus import PrometheusMetrics
from storage.records import Standing
from storage.store import StoreUnavailable
from tests.bot.desk import Clock
from tests.bot.test_http import NOTHING, samples


class Away:
    """A database that does not answer, or never comes to it."""

    def __init__(self, *, hangs: bool) -> None:
        self._hangs = hangs

    async def standing(self) -> Standing:
        if self._hangs:
            await asyncio.Event().wait()
        raise StoreUnavailable("the database is away")


@pytest.mark.parametrize("hangs", [False, True])
async def test_what_was_counted_is_shown_while_the_database_is_away(hangs: bool) -> None:
    metrics = PrometheusMetrics()
    metrics.turn_failed("telegram")
    told = samples(await metrics.shown(NOTHING, Clock().now()))
    assert (told["focusflow_database_up",], told["focusflow_lifters",]) == (1, 0)
    standing = await standing_of(Away(hangs=hangs), patience_seconds=0.01)  # type: ignore[arg-type]
    told = samples(await metrics.shown(standing, Clock().now()))
    assert told["focusflow_database_up",] == 0
    assert told["focusflow_turns_failed_total", "telegram"] == 1
    rows = ("inbox_updates", "inbox_oldest_seconds", "outbox_words", "promises", "lifters")
    assert not [key for key in told if key[0].removeprefix("focusflow_") in rows], "nobody knows how they stand"
