"""What those who run it look at and set, and the deleting of what is older than is kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from storage.columns import instant, instant_or_none_from
from storage.records import Identity, Person, Standing, UserId
from storage.rows_people import person_from
from storage.steps import Fetch, Params, Steps, Write

PRUNED: Final = ("inbox", "outbox", "exchanges")


def standing() -> Steps[Standing]:
    (unsettled,) = yield Fetch("unsettled")
    outbox = yield Fetch("outbox_by_delivery")
    promises = yield Fetch("promises_by_state")
    (known,) = yield Fetch("count_lifters")
    return Standing(
        inbox=unsettled["updates"],
        oldest_update_at=instant_or_none_from(unsettled["oldest_at"]),
        outbox={row["state"]: row["rows_of"] for row in outbox},
        promises={row["state"]: row["rows_of"] for row in promises},
        lifters=known["lifters"],
    )


def calls_since(user: UserId, at: datetime) -> Steps[int]:
    (row,) = yield Fetch("calls_since", {"user": user, "at": instant(at)})
    return int(row["calls"])


def lately(at: datetime) -> Steps[tuple[tuple[Identity, Person], ...]]:
    rows = yield Fetch("lately", {"at": instant(at)})
    return tuple((Identity(row["platform"], row["account"]), person_from(row)) for row in rows)


def last_seen(platform: str) -> Steps[Mapping[str, str]]:
    rows = yield Fetch("last_seen", {"platform": platform})
    return {row["chat"]: row["id"] for row in rows}


def switch(name: str) -> Steps[str | None]:
    rows = yield Fetch("switch", {"name": name})
    return rows[0]["value"] if rows else None


def keep_switch(name: str, value: str | None, at: datetime) -> Steps[None]:
    if value is None:
        yield Write("clear_switch", {"name": name})
    else:
        yield Write("keep_switch", {"name": name, "value": value, "at": instant(at)})


def prune(before: Mapping[str, datetime], limit: int) -> Steps[Mapping[str, int]]:
    """Raises ValueError for a kind of row that is kept for ever."""
    if strangers := before.keys() - set(PRUNED):
        raise ValueError(f"only {', '.join(PRUNED)} can be pruned, not {', '.join(sorted(strangers))}")
    deleted = {}
    for kind, at in before.items():
        old: Params = {"before": instant(at), "limit": limit}
        deleted[kind] = len((yield Fetch(f"prune_{kind}", old)))
        if kind == "inbox" and deleted[kind] < limit:  # the last batch: what is still old now stays
            yield Write("empty_old_inbox", {"before": old["before"]})
    return deleted
