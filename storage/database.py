"""The store on a database: each method is one trip, and an engine makes the trips."""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from storage import (
    steps_accounts,
    steps_forget,
    steps_groups,
    steps_keep,
    steps_learning,
    steps_messages,
    steps_operation,
    steps_promises,
    steps_recall,
    steps_vectors,
)
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
from storage.steps import Steps

T = TypeVar("T")


class Engine(Protocol):
    """Makes a trip: runs its steps in one transaction.

    Raises StoreUnavailable when the database cannot be used, ValueError when it refuses a row.
    """

    async def read(self, steps: Steps[T]) -> T:
        """A trip that changes nothing."""
        ...

    async def write(self, steps: Steps[T]) -> T:
        """A trip whose changes are durable when it returns."""
        ...

    async def write_one(self, steps: Steps[T]) -> T:
        """A trip of one statement at most, which is a transaction by itself."""
        ...

    async def hold(self, name: str) -> bool:
        """As the store's."""
        ...

    def dump(self) -> AsyncIterator[tuple[str, dict[str, object]]]:
        """As the store's."""
        ...

    async def load(self, rows: AsyncIterator[tuple[str, dict[str, object]]]) -> int:
        """As the store's."""
        ...

    async def close(self) -> None: ...


class DatabaseStore:
    """The Store port on any engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def receive(self, updates: Sequence[Update]) -> tuple[Update, ...]:
        return await self._engine.write(steps_messages.receive(updates))

    async def unhandled(self, platform: str) -> tuple[Update, ...]:
        return await self._engine.read(steps_messages.unhandled(platform))

    async def person(self, identity: Identity) -> Person | None:
        return await self._engine.read(steps_recall.person(identity))

    async def recall(self, user: UserId, wanted: Wanted) -> Memory:
        return await self._engine.read(steps_recall.recall(user, wanted))

    async def keep(self, changes: Changes) -> bool:
        return await self._engine.write(steps_keep.keep(changes))

    async def hold(self, name: str) -> bool:
        return await self._engine.hold(name)

    async def waiting(self, platform: str, again_since: datetime | None = None) -> tuple[Outgoing, ...]:
        return await self._engine.write(steps_messages.waiting(platform, again_since))

    async def written(self, platform: str, limit: int) -> tuple[Outgoing, ...]:
        return await self._engine.read(steps_messages.written(platform, limit))

    async def sending(self, id_: RowId, at: datetime) -> datetime | None:
        return await self._engine.write_one(steps_messages.sending(id_, at))

    async def sent(self, id_: RowId, sent_as: str, at: datetime) -> None:
        await self._engine.write_one(steps_messages.sent(id_, sent_as, at))

    async def retry(self, id_: RowId, not_before: datetime | None = None, *, may_be_shown: bool = False) -> None:
        await self._engine.write_one(steps_messages.retry(id_, not_before, may_be_shown))

    async def dropped(self, id_: RowId, reason: str, asks_again_at: datetime | None = None) -> None:
        write = self._engine.write if asks_again_at else self._engine.write_one
        await write(steps_messages.dropped(id_, reason, asks_again_at))

    async def sent_as(self, id_: RowId) -> str | None:
        return await self._engine.read(steps_messages.sent_as(id_))

    async def unreachable(self, address: Address, at: datetime) -> None:
        await self._engine.write(steps_messages.unreachable(address, at))

    async def due(self, now: datetime, limit: int, platforms: Iterable[str] | None = None) -> tuple[Due, ...]:
        promises = await self._engine.write(steps_promises.claim(now, limit, platforms))
        return await self._engine.read(steps_promises.told(promises)) if promises else ()

    async def alarms(self, now: datetime) -> tuple[Alarm, ...]:
        return await self._engine.read(steps_groups.alarms(now))

    async def next_alarm_at(self) -> datetime | None:
        return await self._engine.read(steps_groups.next_alarm_at())

    async def group(self, platform: str, id_: str) -> Group | None:
        return await self._engine.read(steps_groups.group(platform, id_))

    async def groups(self) -> tuple[Group, ...]:
        return await self._engine.read(steps_groups.groups())

    async def members(self, platform: str, group: str) -> tuple[Member, ...]:
        return await self._engine.read(steps_groups.members(platform, group))

    async def identities(self, user: UserId) -> tuple[Identity, ...]:
        return await self._engine.read(steps_accounts.identities(user))

    async def link(self, digest: str, identity: Identity, at: datetime) -> Linked:
        return await self._engine.write(steps_accounts.link(digest, identity, at))

    async def end_code(self, digest: str) -> None:
        await self._engine.write(steps_accounts.end_code(digest))

    async def unlink(self, identity: Identity, at: datetime) -> bool:
        return await self._engine.write(steps_accounts.unlink(identity, at))

    async def log(self, user: UserId) -> tuple[tuple[Entry, ...], tuple[Readiness, ...]]:
        return await self._engine.read(steps_recall.log(user))

    async def forget(self, user: UserId) -> tuple[str, ...]:
        return await self._engine.write(steps_forget.forget(user))

    async def lifters(self) -> tuple[UserId, ...]:
        return await self._engine.read(steps_learning.lifters())

    async def whole(self, user: UserId) -> Whole | None:
        return await self._engine.read(steps_learning.whole(user))

    async def lineup(self) -> Lineup:
        return await self._engine.read(steps_learning.lineup())

    async def experiments(self) -> tuple[Experiment, ...]:
        return await self._engine.read(steps_learning.experiments())

    async def keep_experiment(self, experiment: Experiment) -> bool:
        return await self._engine.write(steps_learning.keep_experiment(experiment))

    async def versions(self) -> tuple[Version, ...]:
        return await self._engine.read(steps_learning.versions())

    async def keep_version(self, version: Version) -> None:
        await self._engine.write(steps_learning.keep_version(version))

    async def datasets(self) -> tuple[Dataset, ...]:
        return await self._engine.read(steps_learning.datasets())

    async def keep_dataset(self, dataset: Dataset) -> None:
        await self._engine.write(steps_learning.keep_dataset(dataset))

    async def keep_bank(self, agent: str, examples: Sequence[BankExample]) -> None:
        await self._engine.write(steps_learning.keep_bank(agent, examples))

    async def standing(self) -> Standing:
        return await self._engine.read(steps_operation.standing())

    async def calls_since(self, user: UserId, at: datetime) -> int:
        return await self._engine.read(steps_operation.calls_since(user, at))

    async def lately(self, at: datetime) -> tuple[tuple[Identity, Person], ...]:
        return await self._engine.read(steps_operation.lately(at))

    async def switch(self, name: str) -> str | None:
        return await self._engine.read(steps_operation.switch(name))

    async def keep_switch(self, name: str, value: str | None, at: datetime) -> None:
        await self._engine.write(steps_operation.keep_switch(name, value, at))

    async def last_seen(self, platform: str) -> Mapping[str, str]:
        return await self._engine.read(steps_operation.last_seen(platform))

    async def prune(self, before: Mapping[str, datetime], limit: int) -> Mapping[str, int]:
        return await self._engine.write(steps_operation.prune(before, limit))

    def dump(self) -> AsyncIterator[tuple[str, dict[str, object]]]:
        return self._engine.dump()

    async def load(self, rows: AsyncIterator[tuple[str, dict[str, object]]]) -> int:
        return await self._engine.load(rows)

    async def vectors(self, embedder: str, keys: Sequence[str]) -> Mapping[str, bytes]:
        return await self._engine.read(steps_vectors.vectors(embedder, keys))

    async def keep_vectors(self, embedder: str, vectors: Mapping[str, bytes]) -> None:
        await self._engine.write(steps_vectors.keep_vectors(embedder, vectors))

    async def drop_vectors(self, embedder: str, but: Collection[str]) -> None:
        await self._engine.write(steps_vectors.drop_vectors(embedder, but))

    async def close(self) -> None:
        await self._engine.close()
