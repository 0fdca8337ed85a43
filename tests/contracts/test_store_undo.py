"""Undo takes back all that a message brought, and deletes nothing."""

from storage.records import (
    Changes,
    RowId,
)
from storage.store import Store
from tests.contracts.conftest import Sql
from tests.contracts.learning_samples import feedback
from tests.contracts.store_samples import (
    ANNA,
    BEN,
    BENCH,
    NOW,
    SQUAT,
    after,
    entry,
    known,
    lift,
    prediction,
    prescription,
    promise,
    readiness,
    said,
    turn,
    wanted,
)


async def test_undo_takes_back_all_that_a_message_brought(store: Store) -> None:
    await store.keep(known())
    await store.keep(turn(n=1))
    before = await store.recall(ANNA, wanted(ANNA, BENCH, SQUAT))
    await store.keep(turn(n=2))
    await store.keep(Changes(at=after(minutes=3), user=ANNA, undo=(said(ANNA, 2),)))
    ids = {"prescription": prescription(n=2).id, "prediction": prediction(n=2).id}
    assert await store.recall(ANNA, wanted(ANNA, BENCH, SQUAT, **ids)) == before
    assert [one.promise for one in await store.due(after(days=30), 9)] == [promise(n=1)]


async def test_undo_deletes_nothing(store: Store, sql: Sql) -> None:
    await store.keep(known())
    await store.keep(turn())
    await store.keep(Changes(at=after(minutes=3), undo=(said(ANNA, 1),)))
    for table in ("entries", "readiness", "flags", "prescriptions", "predictions", "turns"):
        rows = await sql(f"SELECT undone_at FROM {table}")
        assert rows, table
        assert {row["undone_at"] for row in rows} == {"2026-11-22T18:17:01.000250Z"}, table
    assert [row["settled_at"] for row in await sql("SELECT settled_at FROM readings")] == [
        "2026-11-22T18:17:01.000250Z"
    ]
    assert [row["state"] for row in await sql("SELECT state FROM promises")] == ["withdrawn"]


async def test_a_vote_is_not_undone_with_what_it_was_about(store: Store, sql: Sql) -> None:
    await store.keep(known())
    await store.keep(turn())
    await store.keep(Changes(at=NOW, feedback=feedback()))
    await store.keep(Changes(at=after(minutes=3), undo=(said(ANNA, 1),)))
    assert [row["thumb"] for row in await sql("SELECT thumb FROM feedback")] == ["down"]


async def test_undo_leaves_other_messages_and_other_people_alone(store: Store) -> None:
    for user in (ANNA, BEN):
        await store.keep(known(user))
        await store.keep(turn(user))
    await store.keep(Changes(at=NOW, undo=(said(ANNA, 1),)))
    assert await store.log(ANNA) == ((), ())
    assert await store.log(BEN) == (turn(BEN).entries, (readiness(BEN),))


async def test_a_corrected_message_stands_with_its_new_rows(store: Store) -> None:
    await store.keep(known())
    await store.keep(turn())
    edit = entry(source="telegram:anna's:1:edit", lift=lift(load="195"))
    new = prescription(n=5, turn=RowId("edit"))
    fixed = Changes(at=NOW, turn=RowId("edit"), undo=(edit.message,), entries=(edit,), prescriptions=(new,))
    await store.keep(fixed)
    memory = await store.recall(ANNA, wanted(ANNA, BENCH))
    assert memory.history == {BENCH: (edit,)}
    assert memory.prescriptions == {BENCH: (new,)}
    await store.keep(Changes(at=NOW, undo=(edit.message,)))
    memory = await store.recall(ANNA, wanted(ANNA, BENCH))
    assert (memory.history, memory.prescriptions) == ({BENCH: ()}, {BENCH: ()})


async def test_a_withdrawn_promise_stays_withdrawn(store: Store) -> None:
    await store.keep(known())
    await store.keep(turn())
    await store.keep(Changes(at=NOW, undo=(said(ANNA, 1),)))
    await store.keep(Changes(at=NOW, promises=(promise(),)))
    assert await store.due(after(days=30), 9) == ()
