"""The inbox and the outbox."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from storage.columns import instant, instant_from, instant_or_none
from storage.records import Address, Outgoing, RowId, Update
from storage.rows_answered import outgoing_from, update_from, update_row
from storage.steps import Fetch, Params, Steps, Write, each

WAKES_WITHIN = timedelta(days=3)  # since private words were written that nobody took
MOST_WOKEN = 5  # of them, the newest


def receive(updates: Sequence[Update]) -> Steps[tuple[Update, ...]]:
    new = []
    for update in updates:
        if (yield Fetch("receive", update_row(update))):
            new.append(update)  # noqa: PERF401  a comprehension cannot yield
    chats = {(update.platform, update.chat): update.received_at for update in new if update.opens}
    yield from each("wake_words", [waking(platform, at, chat) for (platform, chat), at in chats.items()])
    yield from each("reach_again", [{"platform": platform, "chat": chat} for platform, chat in chats])
    return tuple(new)


def waking(platform: str, at: datetime, chat: str | None, account: str | None = None) -> Params:
    """Which private words are sent that waited for a talk in *chat*, or alone with *account*."""
    since = instant(at - WAKES_WITHIN)
    return {"platform": platform, "chat": chat, "account": account, "since": since, "limit": MOST_WOKEN}


def unhandled(platform: str) -> Steps[tuple[Update, ...]]:
    rows = yield Fetch("unhandled", {"platform": platform})
    return tuple(map(update_from, rows))


def waiting(platform: str, again_since: datetime | None) -> Steps[tuple[Outgoing, ...]]:
    since = instant(again_since) if again_since else None
    yield Write("doubt_left_over", {"platform": platform, "again_since": since})
    rows = yield Fetch("waiting_words", {"platform": platform})
    return tuple(map(outgoing_from, rows))


def written(platform: str, limit: int) -> Steps[tuple[Outgoing, ...]]:
    rows = yield Fetch("written_words", {"platform": platform, "limit": limit})
    return tuple(map(outgoing_from, rows))


def sending(id_: RowId, at: datetime) -> Steps[datetime | None]:
    rows = yield Fetch("claim_words", {"id": id_, "at": instant(at)})
    return instant_from(rows[0]["claimed_at"]) if rows else None


def sent(id_: RowId, sent_as: str, at: datetime) -> Steps[None]:
    yield Write("sent_words", {"id": id_, "sent_as": sent_as, "at": instant(at)})


def retry(id_: RowId, not_before: datetime | None, may_be_shown: bool) -> Steps[None]:
    when: Params = {"not_before": instant_or_none(not_before), "may_be_shown": int(may_be_shown)}
    yield Write("retry_words", {"id": id_, **when})


def dropped(id_: RowId, reason: str, asks_again_at: datetime | None) -> Steps[None]:
    yield Write("drop_words", {"id": id_, "reason": reason})
    if asks_again_at is not None:
        yield from each("ask_again", [{"words": id_, "at": instant(asks_again_at)}])


def sent_as(id_: RowId) -> Steps[str | None]:
    rows = yield Fetch("name_of_sent", {"id": id_})
    return rows[0]["sent_as"] if rows else None


def unreachable(address: Address, at: datetime) -> Steps[None]:
    place: Params = {"platform": address.platform, "chat": address.chat, "thread": address.thread}
    yield Write("lose_chat", {**place, "at": instant(at)})
    dropped = yield Fetch("drop_words_of_chat", place)
    yield from each("ask_again", [{"words": row["id"], "at": instant(at)} for row in dropped])
