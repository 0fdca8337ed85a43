"""The newest correction is recalled with what it replaced, and an undo of it lets that stand again."""

from dataclasses import replace

import pytest

from storage.records import Changes, Entry, Memory, PutRight
from storage.store import Store
from tests.contracts.store_samples import (
    ANNA,
    BEN,
    BENCH,
    TODAY,
    after,
    entry,
    known,
    lift,
    readiness,
    said,
    strength,
    turn,
    turn_of,
    wanted,
)

FIRST = entry()
BEHIND = replace(FIRST, place=1, lift=lift(BENCH, "135"))


def corrected(n: int, old: Entry, load: str = "195") -> tuple[Changes, Entry]:
    """A turn that puts another set in the place of *old*."""
    new = replace(old, source=said(ANNA, n), lift=lift(BENCH, load))
    changes = Changes(
        at=after(minutes=n), user=ANNA, turn=turn_of(ANNA, n), message=old.message, undo_entries=(old,), entries=(new,)
    )
    return changes, new


async def recalled(store: Store) -> Memory:
    return await store.recall(ANNA, wanted(ANNA, BENCH, put_right=True))


@pytest.fixture
async def logged(store: Store) -> Store:
    for user in (ANNA, BEN):
        await store.keep(known(user))
    await store.keep(turn(ANNA, entries=(FIRST, BEHIND)))
    return store


async def test_a_correction_and_one_of_that_are_put_back_one_by_one(logged: Store) -> None:
    assert (await recalled(logged)).put_right is None
    first, heavier = corrected(2, FIRST)
    second, heaviest = corrected(3, heavier, "205")
    await logged.keep(first)
    await logged.keep(second)
    assert (await recalled(logged)).put_right == PutRight(old=(heavier,), new=(heaviest,), at=after(minutes=3))
    await logged.keep(Changes(at=after(minutes=4), user=ANNA, undo_entries=(heaviest,), revived=(heavier,)))
    assert (await recalled(logged)).put_right == PutRight(old=(FIRST,), new=(heavier,), at=after(minutes=2))
    await logged.keep(Changes(at=after(minutes=5), user=ANNA, undo_entries=(heavier,), revived=(FIRST,)))
    memory = await recalled(logged)
    assert memory.put_right is None
    assert memory.history[BENCH] == (FIRST, BEHIND)


def deleted(n: int, *gone: Entry) -> Changes:
    """A turn that takes single sets back and puts nothing in their place."""
    return Changes(at=after(minutes=n), user=ANNA, turn=turn_of(ANNA, n), undo_entries=gone)


async def test_a_deletion_is_recalled_until_it_is_put_back_or_overtaken(logged: Store) -> None:
    await logged.keep(deleted(2, BEHIND))
    await logged.keep(Changes(at=after(minutes=3), user=ANNA, turn=turn_of(ANNA, 3)))  # only talk
    assert (await recalled(logged)).put_right == PutRight(old=(BEHIND,), new=(), at=after(minutes=2))
    back = Changes(at=after(minutes=4), user=ANNA, turn=turn_of(ANNA, 4), message=BEHIND.message, revived=(BEHIND,))
    await logged.keep(back)
    memory = await recalled(logged)
    assert (memory.put_right, memory.history[BENCH]) == (None, (FIRST, BEHIND))
    await logged.keep(deleted(5, BEHIND))
    await logged.keep(turn(ANNA, 6, entries=(entry(n=6),)))
    assert (await recalled(logged)).put_right is None


async def test_a_message_that_was_undone_whole_is_no_deletion(logged: Store) -> None:
    await logged.keep(Changes(at=after(minutes=2), user=ANNA, turn=turn_of(ANNA, 2), undo=(FIRST.message,)))
    assert (await recalled(logged)).put_right is None


async def test_what_was_logged_since_is_newer_than_a_correction(logged: Store) -> None:
    await logged.keep(corrected(2, FIRST)[0])
    await logged.keep(turn(ANNA, 3, entries=()))
    memory = await recalled(logged)
    assert (memory.latest_message, memory.put_right) == (said(ANNA, 3), None)


async def test_an_edit_is_no_correction(logged: Store) -> None:
    edited = replace(FIRST, source=said(ANNA, 2), lift=lift(BENCH, "195"))
    changes = Changes(at=after(minutes=2), user=ANNA, turn=turn_of(ANNA, 2), undo=(FIRST.message,), entries=(edited,))
    await logged.keep(replace(changes, message=FIRST.message))
    assert (await recalled(logged)).put_right is None


async def test_it_is_recalled_of_oneself_alone_and_only_where_it_is_wanted(logged: Store) -> None:
    await logged.keep(corrected(2, FIRST)[0])
    assert (await logged.recall(ANNA, wanted(ANNA))).put_right is None
    assert (await logged.recall(BEN, wanted(BEN, put_right=True))).put_right is None


async def test_what_stands_again_outdates_the_strength_of_its_day(logged: Store) -> None:
    changes, new = corrected(2, FIRST)
    await logged.keep(changes)
    memory = await recalled(logged)
    await logged.keep(
        Changes(at=after(minutes=3), strengths=(strength(through=TODAY),), log_version=memory.log_version)
    )
    await logged.keep(Changes(at=after(minutes=4), user=ANNA, undo_entries=(new,), revived=(FIRST,)))
    memory = await logged.recall(ANNA, wanted(ANNA, BENCH, strength_version=strength().version))
    assert memory.strengths == {}


async def test_a_word_that_was_put_right_is_recalled_and_stands_again(logged: Store) -> None:
    old = readiness(n=2)
    await logged.keep(turn(ANNA, n=2, at=after(minutes=2), readiness=old))
    new = replace(old, source=said(ANNA, 3), soreness=1)
    mended = Changes(at=after(minutes=3), user=ANNA, turn=turn_of(ANNA, 3), message=old.message)
    await logged.keep(replace(mended, undo_readiness=old, readiness=new))
    found = (await recalled(logged)).put_right
    assert found == PutRight(old=(), new=(), at=after(minutes=3), old_readiness=old, new_readiness=new)
    await logged.keep(Changes(at=after(minutes=4), user=ANNA, undo_readiness=new, revived_readiness=old))
    memory = await recalled(logged)
    assert (memory.put_right, memory.readiness[-1]) == (None, old)
