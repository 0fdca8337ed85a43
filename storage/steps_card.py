"""Words of ours that are about sets: those that stand last in a chat, and those that he replied to.

Words about his rests are passed over: they stand there for a while, and are taken away with the next set.
"""

from collections.abc import Sequence

from storage.columns import instant, instant_from
from storage.records import Address, Delivery, Entry, Outgoing, RowId, UserId, Wanted, row_id
from storage.rows import entry_from
from storage.rows_answered import outgoing_from
from storage.steps import Fetch, Params, Row, Steps

STANDS = (Delivery.SENT, Delivery.WAITING)
AMONG = 40  # newest words of a chat: more than a card and what is said of rests below it

Card = tuple[Outgoing | None, tuple[Entry, ...], tuple[RowId, ...]]


def card_of(user: UserId, wanted: Wanted) -> Steps[Card]:
    """The last words in that chat and thread with the sets that they answered, where the newest is not too old; and
    what stands there about his rests."""
    if wanted.card_since is None:
        return None, (), ()
    place = _place(wanted.address)
    of_rests = yield from _of_rests(user, instant(wanted.card_since), place)
    rows = yield Fetch("last_words", {**place, "limit": AMONG if of_rests else 1})
    passing = _passing(rows, of_rests)
    rows = [row for row in rows if _root_id(row) not in of_rests]
    if not rows or rows[0]["delivery"] not in STANDS:
        return None, (), passing
    root = _root(rows) if of_rests else (yield from _root_of(rows[0], wanted.address))
    if root is None:
        return None, (), passing
    told = yield Fetch("entries_of_words", {"root": root["id"], "user": user})
    entries = tuple(map(entry_from, told))
    since = instant(wanted.card_since)
    is_fresh = any(entry.on == wanted.on and instant(entry.said_at) >= since for entry in entries)
    return (_card(root, rows[0]), entries, passing) if is_fresh else (None, (), passing)


def _of_rests(user: UserId, since: str, place: Params) -> Steps[frozenset[str]]:
    """The ids of the words that told of his rests in that chat: that one began, and that it is over."""
    rests = yield Fetch("alarms_since", {**place, "user": user, "since": since})
    rung = (row_id("alarm", row["id"], instant_from(row["rings_at"]).isoformat()) for row in rests)
    return frozenset((*(row["id"] for row in rests), *rung))


def _passing(rows: Sequence[Row], of_rests: frozenset[str]) -> tuple[RowId, ...]:
    """Those of them that stand, oldest first: words without text take them away."""
    gone = {row["edits"] for row in rows if not row["text"]}
    return tuple(RowId(row["id"]) for row in reversed(rows) if row["id"] in of_rests - gone)


def _root_id(row: Row) -> str:
    return str(row["edits"] or row["id"])


def _root(rows: Sequence[Row]) -> Row | None:
    """The first words of the message that the newest of *rows* are in, where none of another stand between."""
    id_ = _root_id(rows[0])
    for row in rows:
        if _root_id(row) != id_:
            return None
        if row["id"] == id_:
            return row if row["delivery"] in (*STANDS, Delivery.SENDING) else None
    return None


def _root_of(last: Row, address: Address) -> Steps[Row | None]:
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


def replied_entries(sent_as: str | None, told: Params) -> Steps[tuple[Entry, ...]]:
    """Of the words of that name which somebody was *told* in a chat."""
    if sent_as is None:
        return ()
    rows = yield Fetch("entries_of_sent", {**told, "sent_as": sent_as})
    return tuple(map(entry_from, rows))


def replied_is_others(sent_as: str | None, told: Params) -> Steps[bool]:
    """Whether the words of that name answered somebody else than who is *told* in that chat."""
    if sent_as is None:
        return False
    return bool((yield Fetch("sent_to_another", {**told, "sent_as": sent_as})))
