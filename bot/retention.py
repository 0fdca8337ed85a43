"""Rows that nothing needs any more are deleted once they are as old as the configuration says."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.config import Retention
from storage.store import Store

BATCH: Final = 500  # rows of a table in one transaction: turns go on between two of them

log = structlog.get_logger(__name__)


def kept_from(retention: Retention, now: datetime) -> Mapping[str, datetime]:
    """For each kind of row that is not kept for ever, the instant from which on it is kept."""
    kept_days = {
        "inbox": retention.inbox_days,
        "outbox": retention.outbox_days,
        "exchanges": retention.exchanges_days,
    }
    return {kind: now - timedelta(days=days) for kind, days in kept_days.items() if days is not None}


async def prune(store: Store, retention: Retention, now: datetime) -> Mapping[str, int]:
    """Delete all that is too old, batch by batch; gives how many rows of each kind."""
    before, deleted = kept_from(retention, now), Counter[str]()
    while before:
        batch = Counter(await store.prune(before, BATCH))
        deleted += batch
        before = {kind: at for kind, at in before.items() if batch[kind] >= BATCH}
        await asyncio.sleep(0)
    if deleted:
        log.info("old rows deleted", **deleted)
    return deleted
