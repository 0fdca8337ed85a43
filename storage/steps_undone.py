"""What the newest correction of a set took the place of, so that an undo can put it back; and putting it back."""

from collections.abc import Sequence

from storage.columns import instant_from
from storage.records import Entry, PutRight, UserId, row_id
from storage.rows import entry_from
from storage.steps import Fetch, Params, Row, Steps, each


def newest_correction(user: UserId, latest_message: str | None) -> Steps[PutRight | None]:
    """None where something was logged after the correction, or where it was an edit of its message."""
    newest = yield Fetch("newest_kept", {"user": user})
    if not newest or newest[0]["source"] == newest[0]["message"]:
        return None
    message, source = newest[0]["message"], newest[0]["source"]
    turn: Params = {"user": user, "message": message, "turn": row_id("turn", source), "latest": latest_message}
    corrected = yield Fetch("correcting_turn", turn)
    if not corrected:
        return None
    at = corrected[0]["at"]
    replaced = yield Fetch("entries_undone", {"user": user, "message": message, "at": at})
    standing = yield Fetch("entries_of_source", {"user": user, "message": message, "source": source})
    return _put_right(replaced, standing, at)


def _put_right(replaced: Sequence[Row], standing: Sequence[Row], at: str) -> PutRight | None:
    old, new = tuple(map(entry_from, replaced)), tuple(map(entry_from, standing))
    is_plain = len({entry.place for entry in old}) == len(old) > 0
    return PutRight(old=old, new=new, at=instant_from(at)) if is_plain else None


def revive(entries: Sequence[Entry]) -> Steps[None]:
    yield from each("revive_entries", [{"user": e.user, "source": e.source, "place": e.place} for e in entries])
