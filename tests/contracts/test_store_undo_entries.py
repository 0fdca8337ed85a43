"""One entry is taken back with what it led to; the rest of its message stands."""

from dataclasses import replace

import pytest

from storage.records import Changes, Outcome, PromiseState, UserId, row_id
from storage.store import Store
from tests.contracts.conftest import Sql
from tests.contracts.store_samples import (
    ANNA,
    BEN,
    BENCH,
    NOW,
    SQUAT,
    after,
    entry,
    flag,
    known,
    lift,
    prediction,
    prescription,
    promise,
    readiness,
    reading,
    said,
    turn,
    turn_of,
    wanted,
)

SQUATS = entry(place=1, lift=lift(SQUAT))
OF_SQUATS = row_id("of squats")
IN_A_MONTH = after(days=30)


def two_lifts(user: str = ANNA) -> Changes:
    """A message about bench and squat, each with its next load and a target that is promised."""
    me = ANNA if user == ANNA else BEN
    squat = {"id": row_id(me, "squat"), "exercise": SQUAT}
    asked = promise(me, id=row_id(me, "promise", "squat"), prediction=squat["id"])
    return turn(
        me,
        entries=(entry(me), replace(SQUATS, user=me, source=said(me, 1), message=said(me, 1))),
        prescriptions=(prescription(me), prescription(me, **squat)),
        predictions=(prediction(me), prediction(me, **squat)),
        promises=(promise(me), asked),
    )


@pytest.fixture
async def lifted(store: Store) -> Store:
    for user in (ANNA, BEN):
        await store.keep(known(user))
        await store.keep(two_lifts(user))
    return store


def corrected(n: int = 2, **other: object) -> Changes:
    """A turn that takes back the bench of the first message and brings it anew, with a plan and a target of its own."""
    fields: dict[str, object] = {
        "settles": None,
        "message": said(ANNA, 1),
        "undo_entries": (entry(),),
        "entries": (entry(n=n, message=said(ANNA, 1), lift=lift(load="195")),),
        "readiness": None,
        "flags": (),
    }
    return turn(n=n, **fields | other)


async def test_one_entry_is_taken_back_with_what_it_led_to(lifted: Store) -> None:
    await lifted.keep(Changes(at=NOW, user=ANNA, undo_entries=(entry(),)))
    told = two_lifts()
    memory = await lifted.recall(ANNA, wanted(ANNA, BENCH, SQUAT, prescription=prescription().id))
    assert memory.history == {BENCH: (), SQUAT: (SQUATS,)}
    assert memory.recent == (SQUATS,)
    assert memory.prescriptions == {BENCH: (), SQUAT: told.prescriptions[1:]}
    assert memory.prescription is None
    assert memory.predictions == told.predictions[1:]
    assert (memory.readiness, memory.flags, memory.readings) == ((readiness(),), (flag(),), (reading(),))
    assert [due.promise for due in await lifted.due(IN_A_MONTH, 9) if due.person.user == ANNA] == [told.promises[1]]


async def test_other_sets_of_the_same_lift_and_message_stand(store: Store) -> None:
    await store.keep(known())
    others = (entry(place=1), entry(n=2, place=0))
    await store.keep(Changes(at=NOW, entries=(entry(place=0), *others)))
    await store.keep(Changes(at=NOW, undo_entries=(entry(place=0),)))
    assert (await store.log(ANNA))[0] == others


async def test_nothing_of_it_is_deleted(lifted: Store, sql: Sql) -> None:
    await lifted.keep(Changes(at=after(minutes=3), user=ANNA, undo_entries=(entry(),)))
    for table in ("entries", "prescriptions", "predictions"):
        rows = await sql(f"SELECT undone_at FROM {table} WHERE user_id = 'anna' ORDER BY seq")
        assert [row["undone_at"] for row in rows] == ["2026-11-22T18:17:01.000250Z", None], table
    promises = await sql("SELECT state FROM promises WHERE user_id = 'anna' ORDER BY seq")
    assert [row["state"] for row in promises] == ["withdrawn", "waiting"]
    assert await sql("SELECT 1 AS one FROM turns WHERE undone_at IS NOT NULL") == []


async def test_another_one_s_entry_cannot_be_taken_back(lifted: Store) -> None:
    before = await lifted.recall(BEN, wanted(BEN, BENCH, SQUAT))
    await lifted.keep(Changes(at=NOW, user=ANNA, undo_entries=(entry(BEN),)))
    assert await lifted.recall(BEN, wanted(BEN, BENCH, SQUAT)) == before
    assert len(await lifted.due(IN_A_MONTH, 9)) == 4


@pytest.mark.parametrize("message", [said(ANNA, 1), said(ANNA, 2)])  # of what it corrects, or its own
async def test_a_corrected_entry_stands_with_its_own_plan_however_often_it_is_kept(lifted: Store, message: str) -> None:
    new = corrected(message=message)
    for _ in range(2):
        await lifted.keep(new)
        memory = await lifted.recall(ANNA, wanted(ANNA, BENCH, SQUAT))
        assert memory.history == {BENCH: new.entries, SQUAT: (SQUATS,)}
        assert memory.prescriptions == {BENCH: new.prescriptions, SQUAT: two_lifts().prescriptions[1:]}
        assert set(memory.predictions) == {*new.predictions, two_lifts().predictions[1]}
        assert memory.readings == (reading(), *new.readings)
    asked = [due.promise for due in await lifted.due(IN_A_MONTH, 9) if due.person.user == ANNA]
    assert set(asked) == {*new.promises, two_lifts().promises[1]}


@pytest.mark.parametrize(("of", "stays"), [(ANNA, False), (BEN, True)])
async def test_a_word_on_readiness_is_taken_back_alone_and_by_its_own_lifter(
    lifted: Store, of: UserId, stays: bool
) -> None:
    await lifted.keep(Changes(at=NOW, user=ANNA, undo_readiness=readiness(of)))
    memory = await lifted.recall(ANNA, wanted(ANNA, BENCH, SQUAT))
    assert memory.readiness == ((readiness(),) if stays else ())
    assert memory.recent == (entry(), SQUATS)
    assert (await lifted.recall(BEN, wanted(BEN, BENCH))).readiness == (readiness(BEN),)


async def test_a_correction_is_corrected_again(lifted: Store) -> None:
    first, second = corrected(n=2), corrected(n=3)
    await lifted.keep(first)
    await lifted.keep(replace(second, undo_entries=first.entries))
    memory = await lifted.recall(ANNA, wanted(ANNA, BENCH))
    assert memory.history == {BENCH: second.entries}
    assert memory.prescriptions == {BENCH: second.prescriptions}


# ── targets that it had reached ────────────────────────────────────────────────────────────────────────────────────


async def reached(store: Store) -> None:
    """Two sets of a later message reach both targets of the first."""
    told = two_lifts()
    at = after(days=1)
    await store.keep(Changes(at=at, entries=(entry(n=7, place=0), entry(n=7, place=1, lift=lift(SQUAT)))))
    hits = [replace(row, outcome=Outcome.HIT, outcome_at=at, outcome_source=said(ANNA, 7)) for row in told.predictions]
    kept = [replace(row, state=PromiseState.KEPT) for row in told.promises]
    await store.keep(Changes(at=at, outcomes=tuple(hits), promises=tuple(kept)))
    assert (await store.recall(ANNA, wanted())).predictions == ()


async def test_the_target_that_it_had_reached_is_open_again(lifted: Store) -> None:
    await reached(lifted)
    await lifted.keep(Changes(at=after(days=2), user=ANNA, undo_entries=(entry(n=7),)))
    told = two_lifts()
    assert (await lifted.recall(ANNA, wanted())).predictions == told.predictions[:1]
    assert [due.promise for due in await lifted.due(IN_A_MONTH, 9) if due.person.user == ANNA] == [told.promises[0]]


async def test_undoing_the_message_opens_all_that_it_had_reached(lifted: Store) -> None:
    await reached(lifted)
    await lifted.keep(Changes(at=after(days=2), user=ANNA, undo=(said(ANNA, 7),)))
    told = two_lifts()
    assert (await lifted.recall(ANNA, wanted())).predictions == told.predictions
    assert {due.promise for due in await lifted.due(IN_A_MONTH, 9) if due.person.user == ANNA} == set(told.promises)


async def test_a_target_that_was_itself_taken_back_is_not_asked_about_again(lifted: Store) -> None:
    await reached(lifted)
    await lifted.keep(Changes(at=after(days=2), user=ANNA, undo_entries=(entry(),)))  # which had led to the target
    await lifted.keep(Changes(at=after(days=2), user=ANNA, undo_entries=(entry(n=7),)))
    assert (await lifted.recall(ANNA, wanted())).predictions == ()
    assert [due for due in await lifted.due(IN_A_MONTH, 9) if due.person.user == ANNA] == []


async def test_a_target_that_the_new_entry_reaches_stays_reached_however_often_it_is_kept(lifted: Store) -> None:
    await reached(lifted)
    told = two_lifts()
    new = entry(n=8, message=said(ANNA, 7), lift=lift(load="210"))
    hit = replace(told.predictions[0], outcome=Outcome.HIT, outcome_at=NOW, outcome_source=new.source)
    kept = replace(told.promises[0], state=PromiseState.KEPT)
    again = Changes(
        at=after(days=2),
        turn=turn_of(ANNA, 8),
        undo_entries=(entry(n=7),),
        entries=(new,),
        outcomes=(hit,),
        promises=(kept,),
    )
    for _ in range(2):
        await lifted.keep(again)
        assert (await lifted.recall(ANNA, wanted(prediction=hit.id))).prediction == hit
    assert [due for due in await lifted.due(IN_A_MONTH, 9) if due.person.user == ANNA] == []
