"""All tables, as a copy of the whole database needs them: what each rests on comes before it."""

from base64 import b64decode, b64encode
from collections.abc import AsyncIterator, Collection, Mapping
from typing import Any, Final

Values = dict[str, object]

TABLES: Final[Mapping[str, tuple[str, ...]]] = {  # with what orders their rows; schema_version is no content
    "users": ("id",),
    "identities": ("platform", "account"),
    "profiles": ("user_id",),
    **dict.fromkeys(("turns", "entries"), ("seq",)),
    "lift_strengths": ("user_id", "exercise"),
    **dict.fromkeys(("readiness", "flags"), ("seq",)),
    "asks": ("user_id", "platform", "chat"),
    "readings": ("seq",),
    "uploads": ("id",),
    **dict.fromkeys(("inbox", "outbox"), ("seq",)),
    "unreachable_chats": ("platform", "chat"),
    **dict.fromkeys(("prescriptions", "predictions", "promises", "exchanges", "feedback"), ("seq",)),
    **dict.fromkeys(("experiments", "versions", "datasets"), ("seq",)),
    "dataset_members": ("dataset", "user_id"),
    "bank_examples": ("seq",),
    "passage_vectors": ("embedder", "key"),
    "groups": ("seq",),
    "group_members": ("platform", "group_id", "user_id"),
    "alarms": ("seq",),
    "link_codes": ("digest",),
    "switches": ("name",),
}

BATCH: Final = 500  # rows that are held in memory at once

NUMBERED: Final = tuple(table for table, order in TABLES.items() if order == ("seq",))


def value_out(value: object) -> object:
    """A value of a row as JSON has it: bytes as ``{"b64": "…"}``."""
    return {"b64": b64encode(value).decode()} if isinstance(value, bytes) else value


def value_in(value: object) -> Any:
    """And back. Raises ValueError for what no column holds."""
    match value:
        case {"b64": str(text), **more} if not more:
            try:
                return b64decode(text, validate=True)
            except ValueError as failure:
                raise ValueError(f"bytes that are not base64: {failure}") from failure
        case bool():
            raise ValueError("a value is neither text nor a number")
        case str() | int() | float() | None:
            return value
        case _:
            raise ValueError("a value is neither text nor a number")


async def batches(
    rows: AsyncIterator[tuple[str, Values]], columns: Mapping[str, Collection[str]]
) -> AsyncIterator[tuple[str, list[str], list[list[Any]]]]:
    """Rows of one table at a time, with its columns: up to BATCH. Raises ValueError for a row that does not fit."""
    table, names, batch = "", [""], list[list[Any]]()
    async for name, row in rows:
        if batch and (name != table or len(batch) == BATCH):
            yield table, names, batch
            batch = []
        if name != table:
            table, names = name, list(_known(name, columns))
        if row.keys() != set(names):
            raise ValueError(f"a row of {table} has other columns than this FocusFlow keeps")
        batch.append([value_in(row[column]) for column in names])
    if batch:
        yield table, names, batch


def _known(table: str, columns: Mapping[str, Collection[str]]) -> Collection[str]:
    if table not in columns:
        raise ValueError(f"this FocusFlow keeps no table {table[:40]!r}")
    return columns[table]
