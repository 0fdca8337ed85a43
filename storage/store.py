"""What the bot asks of a storage backend."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from storage.records import (
    Address,
    BankExample,
    Changes,
    Dataset,
    Due,
    Entry,
    Experiment,
    Identity,
    Lineup,
    Memory,
    Outgoing,
    Person,
    Readiness,
    RowId,
    Update,
    UserId,
    Version,
    Wanted,
    Whole,
)


class StoreUnavailable(Exception):
    """The database cannot be opened or used; the message says what to do."""


class Store(Protocol):
    """Every method is one transaction, durable when it returns. All of them may raise StoreUnavailable.

    A row that breaks a rule of the schema (reps below 0, a lifter nobody knows) raises ValueError, and nothing of its
    transaction is written.
    """

    # inbox
    async def receive(self, updates: Sequence[Update]) -> tuple[Update, ...]:
        """Keep raw updates; give back those that were not known yet, in the same order."""
        ...

    async def unhandled(self, platform: str) -> tuple[Update, ...]:
        """Updates that no turn has settled yet, oldest first; may be empty."""
        ...

    # turns
    async def person(self, identity: Identity) -> Person | None: ...

    async def recall(self, user: UserId, wanted: Wanted) -> Memory: ...

    async def keep(self, changes: Changes) -> bool:
        """Write a whole turn. False, and nothing written, when its update was settled before."""
        ...

    # outbox
    async def waiting(self, platform: str) -> tuple[Outgoing, ...]:
        """Words to send, in the order in which they were written; may be empty.

        What a former run left as SENDING becomes UNCERTAIN first, so call it once at the start.
        """
        ...

    async def sending(self, id_: RowId, at: datetime) -> bool:
        """Claim words before they are sent. False when they are no longer WAITING."""
        ...

    async def sent(self, id_: RowId, sent_as: str, at: datetime) -> None: ...

    async def retry(self, id_: RowId) -> None:
        """Put claimed words back to WAITING: the platform said that it did not take them."""
        ...

    async def dropped(self, id_: RowId, reason: str) -> None: ...

    async def sent_as(self, id_: RowId) -> str | None:
        """The platform's message id of words that were sent; None before."""
        ...

    async def unreachable(self, address: Address, at: datetime) -> None:
        """Nobody takes words there any more: drop what waits for it, until somebody writes from there again."""
        ...

    # promises
    async def due(self, now: datetime, limit: int) -> tuple[Due, ...]:
        """Claim WAITING promises that are due, oldest first; may be empty.

        A claim lasts ten minutes: what was not kept by then is given out again. Two callers never get the same one.
        """
        ...

    # the lifter's own
    async def log(self, user: UserId) -> tuple[tuple[Entry, ...], tuple[Readiness, ...]]:
        """All that stands in a lifter's log, oldest first."""
        ...

    async def forget(self, user: UserId) -> tuple[str, ...]:
        """Delete every row about a person, what he wrote and what he was answered included.

        Gives the names of the versions that were trained with him, oldest first; may be empty.
        """
        ...

    # learning
    async def lifters(self) -> tuple[UserId, ...]:
        """Everybody who is known, in the order in which they were met."""
        ...

    async def whole(self, user: UserId) -> Whole | None:
        """All that is kept of one; None: nobody of that id is known.

        Votes stay when what they are about was undone.
        """
        ...

    async def lineup(self) -> Lineup:
        """What speaks now. Experiments that have begun and not ended, oldest first; the bank, newest first.

        Examples of a lifter who does not consent, or not any more, are not in it.
        """
        ...

    async def experiments(self) -> tuple[Experiment, ...]:
        """All that were ever registered, oldest first."""
        ...

    async def keep_experiment(self, experiment: Experiment) -> bool:
        """Register it, or note when it began or ended. False, and nothing written, where one of that name was
        registered with other terms."""
        ...

    async def versions(self) -> tuple[Version, ...]:
        """Oldest first."""
        ...

    async def keep_version(self, version: Version) -> None:
        """New, or in a new state. One that begins to serve retires the one that served its agent until then.

        Its agent, base, parent, dataset and made_at stay as they were first kept.
        """
        ...

    async def datasets(self) -> tuple[Dataset, ...]:
        """Oldest first."""
        ...

    async def keep_dataset(self, dataset: Dataset) -> None:
        """One that is kept already stays as it is. Members that are not known any more are counted as forgotten."""
        ...

    async def keep_bank(self, agent: str, examples: Sequence[BankExample]) -> None:
        """The whole bank of *agent*: what is not among *examples* goes. Of lifters that are not known, none is kept."""
        ...

    # the knowledge base
    async def vectors(self, embedder: str, keys: Sequence[str]) -> Mapping[str, bytes]:
        """Those of *keys* that are kept under *embedder*; may be empty."""
        ...

    async def keep_vectors(self, embedder: str, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors by their keys; one that is kept already is replaced."""
        ...

    async def drop_vectors(self, embedder: str, but: Collection[str]) -> None:
        """Drop those that are kept under *embedder*, *but* these keys."""
        ...

    async def close(self) -> None: ...
