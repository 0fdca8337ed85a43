"""What the bot asks of a storage backend."""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from storage.records import (
    Address,
    Alarm,
    BankExample,
    Changes,
    Dataset,
    Due,
    Entry,
    Experiment,
    Group,
    Identity,
    Lineup,
    Linked,
    Member,
    Memory,
    Outgoing,
    Person,
    Readiness,
    RowId,
    Standing,
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
        """Keep raw updates; give back those that were not known yet, in the same order.

        Where nobody took words any more, an update that *opens* its chat makes an end of that.
        """
        ...

    async def unhandled(self, platform: str) -> tuple[Update, ...]:
        """Updates that no turn has settled yet, oldest first; may be empty."""
        ...

    # turns
    async def person(self, identity: Identity) -> Person | None: ...

    async def recall(self, user: UserId, wanted: Wanted) -> Memory: ...

    async def keep(self, changes: Changes) -> bool:
        """Write a whole turn. False, and nothing written, when its update was settled before, or the alarm that it
        rings was rung, stopped or put off."""
        ...

    # who does what
    async def hold(self, name: str) -> bool:
        """Become the one of all workers on this database that does *name*, such as "telegram", until the store is
        closed. False: another one does. It is free again as soon as that one has died, however it died.

        Ask again while you do it: True, it is still yours, or yours again after the database had hung up; False,
        another one took it meanwhile; StoreUnavailable, the database does not answer and it may be lost.
        """
        ...

    # outbox
    async def waiting(self, platform: str, again_since: datetime | None = None) -> tuple[Outgoing, ...]:
        """Words to send, in the order in which they were written; may be empty.

        What a former run left as SENDING becomes UNCERTAIN first, so call it once, when the platform has become ours.
        What was first claimed at *again_since* or later becomes WAITING instead: it may be sent again.
        """
        ...

    async def written(self, platform: str, limit: int) -> tuple[Outgoing, ...]:
        """WAITING words, in order, that others may have written since: workers that do not send on that platform."""
        ...

    async def sending(self, id_: RowId, at: datetime) -> datetime | None:
        """Claim words before they are sent. Gives when they were first claimed: before *at*, they may be shown already.

        None when they are no longer WAITING. The same claim made again, by its *at*, gives the same.
        """
        ...

    async def sent(self, id_: RowId, sent_as: str, at: datetime) -> None: ...

    async def retry(self, id_: RowId, not_before: datetime | None = None, *, may_be_shown: bool = False) -> None:
        """Put claimed words back to WAITING: the platform did not take them, or, where they *may be shown*, takes them
        again without showing them twice; then they stay claimed since the first time."""
        ...

    async def dropped(self, id_: RowId, reason: str, asks_again_at: datetime | None = None) -> None:
        """They are never sent. What was asked in them is due again at *asks_again_at*."""
        ...

    async def sent_as(self, id_: RowId) -> str | None:
        """The platform's message id of words that were sent; None before."""
        ...

    async def unreachable(self, address: Address, at: datetime) -> None:
        """Nobody takes words there any more, until somebody writes from there again. Drop what waits for it; but
        private words are sent then, the five newest of the last three days, and what was asked is asked then."""
        ...

    # promises
    async def due(self, now: datetime, limit: int, platforms: Iterable[str] | None = None) -> tuple[Due, ...]:
        """Claim WAITING promises on *platforms*, None: on all, that are due, oldest first; may be empty.

        A claim lasts ten minutes: what was not kept by then is given out again. Two callers never get the same one.
        All due promises of one lifter in one chat are given to the same caller, even beyond *limit*; what becomes due
        while he has some of them claimed waits until those are kept.
        """
        ...

    async def alarms(self, now: datetime) -> tuple[Alarm, ...]:
        """Those that are WAITING and due, oldest first; may be empty. *keep* ends one, with the words that ring it."""
        ...

    async def next_alarm_at(self) -> datetime | None:
        """When the next one WAITING rings, which may be past; None: none waits."""
        ...

    # groups
    async def group(self, platform: str, id_: str) -> Group | None: ...

    async def groups(self) -> tuple[Group, ...]:
        """All that ever changed a setting, in the order in which they were met."""
        ...

    async def members(self, platform: str, group: str) -> tuple[Member, ...]:
        """Who opted in to something there, in that order."""
        ...

    # one person, two platforms
    async def identities(self, user: UserId) -> tuple[Identity, ...]:
        """His accounts, in the order in which they were met."""
        ...

    async def link(self, digest: str, identity: Identity, at: datetime) -> Linked:
        """Use a code. JOINED: all that is kept of *identity*'s person is now that of who asked for the code, in the
        order in which it was said; a setting that only one of the two had said stays, of two the code's owner's, but a
        refused consent stays refused. Only JOINED uses the code up.
        """
        ...

    async def end_code(self, digest: str) -> None:
        """A code that others have seen counts no more. What is none is passed over."""
        ...

    async def unlink(self, identity: Identity, at: datetime) -> bool:
        """Part an account from the person whom it shares: what was said through it goes with it, settings are copied.

        False: it is the only one of its person, or nobody's.
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

    # who runs it
    async def standing(self) -> Standing: ...

    async def calls_since(self, user: UserId, at: datetime) -> int:
        """How often models were asked for one lifter from *at* on."""
        ...

    async def lately(self, at: datetime) -> tuple[tuple[Identity, Person], ...]:
        """Who wrote from *at* on, each once, with the account through which he did last; unreachable ones left out."""
        ...

    async def switch(self, name: str) -> str | None:
        """The value of a switch that admins set, such as "paused"; None: never set."""
        ...

    async def keep_switch(self, name: str, value: str | None, at: datetime) -> None:
        """Set a switch, or with None take it away."""
        ...

    async def last_seen(self, platform: str) -> Mapping[str, str]:
        """By chat the id of the newest message, of all chats that ever wrote, whatever was pruned."""
        ...

    async def prune(self, before: Mapping[str, datetime], limit: int) -> Mapping[str, int]:
        """Delete what is older than is kept: "inbox" (settled updates), "outbox" (sent, uncertain and dropped words but
        those that an open question or a newer row needs), "exchanges". At most *limit* rows of each; gives how many.
        The newest update of a chat stays without its words. Raises ValueError for another kind.
        """
        ...

    def dump(self) -> AsyncIterator[tuple[str, dict[str, object]]]:
        """Every row of every table, with its table's name, as of one instant; tables in an order that *load* takes.

        Values are text, numbers and None; bytes are ``{"b64": "…"}``. The version of the schema is no row of it.
        """
        ...

    async def load(self, rows: AsyncIterator[tuple[str, dict[str, object]]]) -> int:
        """Fill an empty database with what *dump* gave, of either engine and of this version; gives how many rows.

        Raises ValueError, and leaves it empty, where it is not empty or a row does not fit.
        """
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
