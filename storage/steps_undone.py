"""What the newest correction took the place of, so that an undo can put it back; and putting it back."""

from collections.abc import Sequence

from storage.columns import instant_from
from storage.records import Entry, PutRight, Readiness, UserId, row_id
from storage.rows import entry_from, readiness_from
from storage.steps import Fetch, Params, Row, Steps, each


def newest_correction(user: UserId, latest_message: str | None, of: str | None = None) -> Steps[PutRight | None]:
    """None where something was logged after the correction, or where it was an edit of its message.

    A deletion is one that put nothing in the place of what it took. *of*: the message whose newest correction is
    meant, whatever was logged after it.
    """
    deleted = yield from _newest_deletion(user)
    if deleted is not None and (of is None or all(entry.message == of for entry in deleted.old)):
        return deleted
    found: list[tuple[str, Params]] = []
    for name in ("newest_kept", "newest_word"):
        for row in (yield Fetch(name, {"user": user, "message": of})):
            found.extend((yield from _corrected(user, row, of or latest_message)))
    if not found:
        return None
    at, change = max(found, key=lambda one: one[0])
    return (yield from _put_right(change, at))


def _newest_deletion(user: UserId) -> Steps[PutRight | None]:
    turns = yield Fetch("newest_deletion", {"user": user})
    if not turns:
        return None
    at = turns[0]["at"]
    gone = yield Fetch("entries_deleted", {"user": user, "at": at})
    return PutRight(old=tuple(map(entry_from, gone)), new=(), at=instant_from(at))


def _corrected(user: UserId, newest: Row, latest_message: str | None) -> Steps[list[tuple[str, Params]]]:
    """When that row was put in the place of another one, and by what; empty where it was not."""
    message, source = newest["message"], newest["source"]
    if source == message:
        return []
    turn: Params = {"user": user, "message": message, "turn": row_id("turn", source), "latest": latest_message}
    turns = yield Fetch("correcting_turn", turn)
    return [(turn["at"], {"user": user, "message": message, "source": source}) for turn in turns]


def _put_right(change: Params, at: str) -> Steps[PutRight | None]:
    undone: Params = {"user": change["user"], "message": change["message"], "at": at}
    old = tuple(map(entry_from, (yield Fetch("entries_undone", undone))))
    new = tuple(map(entry_from, (yield Fetch("entries_of_source", change))))
    words = tuple(map(readiness_from, (yield Fetch("readiness_undone", undone))))
    right = yield Fetch("readiness_of_source", {"user": change["user"], "source": change["source"]})
    is_plain = len({entry.place for entry in old}) == len(old) and len(words) <= 1
    if not is_plain or not (old or words):
        return None
    return PutRight(
        old=old,
        new=new,
        at=instant_from(at),
        old_readiness=next(iter(words), None),
        new_readiness=readiness_from(right[0]) if right else None,
    )


def revive(entries: Sequence[Entry], readiness: Readiness | None) -> Steps[None]:
    yield from each("revive_entries", [{"user": e.user, "source": e.source, "place": e.place} for e in entries])
    words = [{"user": readiness.user, "source": readiness.source}] if readiness else []
    yield from each("revive_readiness", words)
