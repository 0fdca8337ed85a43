"""Words of ours that are about sets: those that stand last in a chat, and those that he replied to."""

from storage.columns import instant
from storage.records import Address, Delivery, Entry, Outgoing, RowId, UserId, Wanted
from storage.rows import entry_from
from storage.rows_answered import outgoing_from
from storage.steps import Fetch, Params, Row, Steps

STANDS = (Delivery.SENT, Delivery.WAITING)

Card = tuple[Outgoing | None, tuple[Entry, ...]]


def card_of(user: UserId, wanted: Wanted) -> Steps[Card]:
    """The last words in that chat and thread with the sets that they answered, where the newest is not too old."""
    if wanted.card_since is None:
        return None, ()
    rows = yield Fetch("last_words", _place(wanted.address))
    if not rows or rows[0]["delivery"] not in STANDS:
        return None, ()
    root = yield from _root(rows[0], wanted.address)
    if root is None:
        return None, ()
    told = yield Fetch("entries_of_words", {"root": root["id"], "user": user})
    entries = tuple(map(entry_from, told))
    since = instant(wanted.card_since)
    is_fresh = any(entry.on == wanted.on and instant(entry.said_at) >= since for entry in entries)
    return (_card(root, rows[0]), entries) if is_fresh else (None, ())


def _root(last: Row, address: Address) -> Steps[Row | None]:
    """The words that *last* edits, where they stand and nothing else was written below them; or *last* itself."""
    if last["edits"] is None:
        return last
    rows = yield Fetch("edited_words", {**_place(address), "root": last["edits"]})
    return rows[0] if rows else None


def _card(root: Row, last: Row) -> Outgoing:
    """The message as it stands: the newest words and buttons under the id of the first ones."""
    newest = outgoing_from(last)
    return Outgoing(
        id=RowId(root["id"]),
        turn=newest.turn,
        address=newest.address,
        text=newest.text,
        buttons=newest.buttons,
        reply_to=root["reply_to"],
        recipe=newest.recipe,
        private=newest.private,
        written_at=newest.written_at,
        delivery=Delivery(root["delivery"]),
        sent_as=root["sent_as"],
    )


def _place(address: Address) -> Params:
    return {"platform": address.platform, "chat": address.chat, "thread": address.thread}


def replied_entries(user: UserId, sent_as: str | None, address: Address) -> Steps[tuple[Entry, ...]]:
    if sent_as is None:
        return ()
    message: Params = {"user": user, "platform": address.platform, "chat": address.chat, "sent_as": sent_as}
    rows = yield Fetch("entries_of_sent", message)
    return tuple(map(entry_from, rows))
