"""The inbox and the outbox."""

from collections.abc import Sequence
from datetime import datetime

from storage.columns import instant
from storage.records import Address, Outgoing, RowId, Update
from storage.rows_answered import outgoing_from, update_from, update_row
from storage.steps import Fetch, Params, Steps, Write, each


def receive(updates: Sequence[Update]) -> Steps[tuple[Update, ...]]:
    new = []
    for update in updates:
        if (yield Fetch("receive", update_row(update))):
            new.append(update)  # noqa: PERF401  a comprehension cannot yield
    chats = dict.fromkeys((update.platform, update.chat) for update in new)
    yield from each("reach_again", [{"platform": platform, "chat": chat} for platform, chat in chats])
    return tuple(new)


def unhandled(platform: str) -> Steps[tuple[Update, ...]]:
    rows = yield Fetch("unhandled", {"platform": platform})
    return tuple(map(update_from, rows))


def waiting(platform: str) -> Steps[tuple[Outgoing, ...]]:
    yield Write("doubt_left_over", {"platform": platform})
    rows = yield Fetch("waiting_words", {"platform": platform})
    return tuple(map(outgoing_from, rows))


def written(platform: str, limit: int) -> Steps[tuple[Outgoing, ...]]:
    rows = yield Fetch("written_words", {"platform": platform, "limit": limit})
    return tuple(map(outgoing_from, rows))


def sending(id_: RowId, at: datetime) -> Steps[bool]:
    return bool((yield Fetch("claim_words", {"id": id_, "at": instant(at)})))


def sent(id_: RowId, sent_as: str, at: datetime) -> Steps[None]:
    yield Write("sent_words", {"id": id_, "sent_as": sent_as, "at": instant(at)})


def retry(id_: RowId) -> Steps[None]:
    yield Write("retry_words", {"id": id_})


def dropped(id_: RowId, reason: str) -> Steps[None]:
    yield Write("drop_words", {"id": id_, "reason": reason})


def sent_as(id_: RowId) -> Steps[str | None]:
    rows = yield Fetch("name_of_sent", {"id": id_})
    return rows[0]["sent_as"] if rows else None


def unreachable(address: Address, at: datetime) -> Steps[None]:
    place: Params = {"platform": address.platform, "chat": address.chat, "thread": address.thread}
    yield Write("lose_chat", {**place, "at": instant(at)})
    yield Write("drop_words_of_chat", place)
