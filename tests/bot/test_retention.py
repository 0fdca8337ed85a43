"""Old rows go, batch by batch; what is young, waits or is the log stays."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot import retention
from bot.config import Retention
from bot.operators import PRUNE_AGAIN_SECONDS
from bot.retention import kept_from, prune
from storage.store import StoreUnavailable
from tests.bot.desk import Clock
from tests.bot.lifter import database
from tests.bot.operated import operated
from tests.platforms.whole_bot import rows


def test_only_kinds_with_a_term_are_deleted() -> None:
    now = Clock().now()
    kept = kept_from(Retention(inbox_days=1, outbox_days=None, exchanges_days=7), now)
    assert kept == {"inbox": now - timedelta(days=1), "exchanges": now - timedelta(days=7)}


async def test_old_messages_go_in_batches_and_the_log_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    async with operated(tmp_path) as ann:
        for _ in range(5):
            await ann.say("bench 185x5")
        ann.clock.at += timedelta(days=31)
        await ann.say("bench 190x5")
        deleted = await prune(ann.app.store, Retention(inbox_days=30, outbox_days=None), ann.clock.now())
        assert deleted == {"inbox": 5}
        assert len(await ann.log()) == 6
        assert "Logged" in (await ann.say("bench 190x5")).text
    assert rows(database(tmp_path), "SELECT count(*) FROM inbox") == [(2,)]


async def test_where_all_is_kept_nothing_is_asked_of_the_store() -> None:
    for_ever = Retention(inbox_days=None, outbox_days=None, exchanges_days=None)
    assert await prune(None, for_ever, Clock().now()) == {}  # type: ignore[arg-type]


async def test_what_could_not_be_deleted_is_tried_again_before_the_next_day(tmp_path: Path) -> None:
    async with operated(tmp_path) as ann:
        operators = ann.app.operators
        for _ in range(2):
            await ann.say("bench 185x5")
        ann.clock.at += timedelta(days=31)
        operators._store, healthy = Away(), operators._store  # type: ignore[assignment]
        with pytest.raises(StoreUnavailable):
            await operators.prune()
        operators._store = healthy
        ann.clock.at += timedelta(seconds=PRUNE_AGAIN_SECONDS)
        await operators.prune()
        assert rows(database(tmp_path), "SELECT count(*) FROM inbox") == [(1,)]  # the newest tells where to go on


async def test_old_rows_are_looked_for_once_a_day_however_often_the_clock_asks(tmp_path: Path) -> None:
    async with operated(tmp_path) as ann:
        operators = ann.app.operators
        await operators.prune()
        operators._store = Away()  # type: ignore[assignment]
        ann.clock.at += timedelta(hours=23)
        await operators.prune()
        ann.clock.at += timedelta(hours=1)
        with pytest.raises(StoreUnavailable):
            await operators.prune()


class Away:
    async def prune(self, *_: object) -> None:
        raise StoreUnavailable("the database is away")
