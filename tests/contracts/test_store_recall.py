"""A turn recalls what it needs: in order, of that lifter, and of nobody else."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from storage.records import READINESS_DAYS, RECENT, Changes, Memory
from storage.store import Store
from tests.contracts.store_samples import (
    ANNA,
    BEN,
    BENCH,
    GYM,
    HOME,
    NOW,
    SQUAT,
    TODAY,
    after,
    ask,
    entry,
    exchange,
    flag,
    known,
    lift,
    outgoing,
    prediction,
    prescription,
    readiness,
    said,
    turn,
    turn_of,
    wanted,
)


async def test_history_goes_by_training_day_and_then_as_said(store: Store) -> None:
    await store.keep(known())
    today, later = entry(n=1), entry(n=2)
    yesterday = entry(n=3, on=TODAY - timedelta(days=1))  # said last
    await store.keep(Changes(at=NOW, entries=(later, today)))
    await store.keep(Changes(at=NOW, entries=(yesterday,)))
    assert (await store.recall(ANNA, wanted(ANNA, BENCH))).history[BENCH] == (yesterday, today, later)
    assert (await store.log(ANNA))[0] == (yesterday, today, later)


async def test_readiness_is_that_of_the_day_alone(store: Store) -> None:
    await store.keep(known())
    rows = [readiness(n=2), readiness(n=1), readiness(n=3, on=TODAY - timedelta(days=1))]
    for row in rows:
        await store.keep(Changes(at=NOW, readiness=row))
    assert (await store.recall(ANNA, wanted())).readiness == (rows[1], rows[0])
    assert (await store.log(ANNA))[1] == (rows[2], rows[1], rows[0])


async def test_what_is_usual_is_the_readiness_of_the_days_before(store: Store) -> None:
    await store.keep(known())
    ago = {days: readiness(n=days, on=TODAY - timedelta(days=days)) for days in (2, 1, 0, READINESS_DAYS)}
    too_old, tomorrow = TODAY - timedelta(days=READINESS_DAYS + 1), TODAY + timedelta(days=1)
    undone = readiness(n=90, on=TODAY - timedelta(days=3))
    for row in (*ago.values(), undone, readiness(n=91, on=too_old), readiness(n=92, on=tomorrow)):
        await store.keep(Changes(at=NOW, readiness=row))
    await store.keep(Changes(at=NOW, undo=(undone.message,)))
    memory = await store.recall(ANNA, wanted())
    assert memory.usual == (ago[READINESS_DAYS], ago[2], ago[1])
    assert memory.readiness == (ago[0],)


async def test_the_ten_newest_prescriptions_of_a_lift_are_recalled(store: Store) -> None:
    await store.keep(known())
    made = [prescription(n=n, made_at=NOW) for n in range(12)]  # all in one instant: the order of writing tells
    for one in made:
        await store.keep(Changes(at=NOW, prescriptions=(one,)))
    rest = prescription(n=20, exercise=SQUAT, load=None, action="rest", reps=0, sets=0)
    await store.keep(Changes(at=NOW, prescriptions=(rest,)))
    recalled = (await store.recall(ANNA, wanted(ANNA, BENCH, SQUAT))).prescriptions
    assert recalled == {BENCH: tuple(reversed(made[2:])), SQUAT: (rest,)}


async def test_open_predictions_come_oldest_first(store: Store) -> None:
    await store.keep(known())
    await store.keep(Changes(at=NOW, predictions=(prediction(n=2), prediction(n=1, exercise=SQUAT))))
    recalled = (await store.recall(ANNA, wanted())).predictions
    assert recalled == (prediction(n=1, exercise=SQUAT), prediction(n=2))


@pytest.mark.parametrize(
    ("zone", "cleared_at", "recalled"),
    [
        ("UTC", "2026-11-22T00:00:00+00:00", True),
        ("UTC", "2026-11-08T00:00:00+00:00", True),
        ("UTC", "2026-11-07T23:59:59+00:00", False),
        ("UTC", "2026-11-23T00:00:00+00:00", False),
        ("Asia/Kolkata", "2026-11-07T18:30:00+00:00", True),  # midnight in Kolkata
        ("Asia/Kolkata", "2026-11-07T18:29:59+00:00", False),
        ("Asia/Kolkata", "2026-11-22T18:30:00+00:00", False),
        ("America/New_York", "2026-11-23T04:59:59+00:00", True),
        ("Mars/Olympus", "2026-11-22T12:00:00+00:00", True),  # no such zone: UTC
    ],
)
async def test_a_flag_that_was_cleared_on_that_day_or_in_the_two_weeks_before_is_recalled(
    store: Store, zone: str, cleared_at: str, recalled: bool
) -> None:
    await store.keep(known(zone=zone))
    await store.keep(Changes(at=NOW, flags=(flag(),)))
    await store.keep(Changes(at=datetime.fromisoformat(cleared_at), cleared=(flag().id,)))
    flags = (await store.recall(ANNA, wanted())).flags
    assert flags == ((flag(cleared_at=datetime.fromisoformat(cleared_at)),) if recalled else ())


async def test_an_open_flag_is_recalled_on_any_day(store: Store) -> None:
    await store.keep(known())
    await store.keep(Changes(at=NOW, flags=(flag(n=2, exercise=None), flag(n=1))))
    assert (await store.recall(ANNA, wanted(on=date(2027, 3, 1)))).flags == (flag(n=1), flag(n=2, exercise=None))


async def test_a_question_waits_in_its_chat_until_it_is_answered(store: Store) -> None:
    await store.keep(known())
    await store.keep(Changes(at=NOW, ask=ask()))
    await store.keep(Changes(at=NOW, ask=ask(missing="load", text="bench x5")))
    assert (await store.recall(ANNA, wanted())).ask == ask(missing="load", text="bench x5")
    assert (await store.recall(ANNA, wanted(address=GYM))).ask is None
    await store.keep(Changes(at=NOW, user=ANNA, answered_ask=True, outbox=(outgoing(address=GYM),)))
    assert (await store.recall(ANNA, wanted())).ask is not None
    await store.keep(Changes(at=NOW, user=ANNA, answered_ask=True, outbox=(outgoing(n=2),)))
    assert (await store.recall(ANNA, wanted())).ask is None


async def test_an_answered_question_can_be_followed_by_another(store: Store) -> None:
    await store.keep(known())
    await store.keep(Changes(at=NOW, ask=ask()))
    await store.keep(Changes(at=NOW, answered_ask=True, ask=ask(missing="load")))
    assert (await store.recall(ANNA, wanted())).ask == ask(missing="load")


async def test_the_latest_message_may_have_logged_readiness_alone(store: Store) -> None:
    await store.keep(known())
    await store.keep(Changes(at=NOW, entries=(entry(n=1),)))
    await store.keep(Changes(at=NOW, readiness=readiness(n=2)))
    memory = await store.recall(ANNA, wanted())
    assert (memory.latest, memory.latest_message) == ((), said(ANNA, 2))


async def test_of_two_messages_in_one_instant_the_latest_is_the_one_taken_last(store: Store) -> None:
    await store.keep(known())
    for n in (1, 2, 3):
        row = {"readiness": readiness(n=n, said_at=NOW)} if n == 2 else {"entries": (entry(n=n, said_at=NOW),)}
        await store.keep(Changes(at=NOW, **row))  # type: ignore[arg-type]
        assert (await store.recall(ANNA, wanted())).latest_message == said(ANNA, n)


async def test_the_newest_entries_are_recalled_whatever_their_lift(store: Store) -> None:
    await store.keep(known())
    rows = [entry(n=n, lift=lift((BENCH, SQUAT)[n % 2])) for n in range(RECENT + 3)]
    await store.keep(Changes(at=NOW, entries=tuple(reversed(rows))))
    assert (await store.recall(ANNA, wanted())).recent == tuple(rows[3:])
    await store.keep(Changes(at=NOW, undo=(said(ANNA, 9),)))
    assert (await store.recall(ANNA, wanted())).recent == tuple(rows[2:9] + rows[10:])


async def test_recent_entries_go_by_the_moment_then_by_their_place_then_as_written(store: Store) -> None:
    await store.keep(known())
    moved = entry(n=4, said_at=after(minutes=2))  # an edit: said when its message was said
    second, first = entry(n=3, place=1), entry(n=3, place=0)
    yesterday = entry(n=5, on=TODAY - timedelta(days=1))  # said last, about the day before
    for row in (yesterday, second, first, entry(n=2), moved):
        await store.keep(Changes(at=NOW, entries=(row,)))
    assert (await store.recall(ANNA, wanted())).recent == (entry(n=2), moved, first, second, yesterday)


# ── whose ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_nothing_of_another_person_is_recalled(store: Store) -> None:
    for user in (ANNA, BEN):
        await store.keep(known(user))
    await store.keep(turn())
    await store.keep(Changes(at=NOW, ask=ask(address=GYM)))
    await store.sent(outgoing().id, "m1", NOW)
    ids = {"turn": turn_of(ANNA, 1), "prescription": prescription().id, "prediction": prediction().id}
    for where in (HOME[ANNA], GYM):
        nosy = wanted(BEN, BENCH, SQUAT, address=where, sent_as="m1", **ids)
        nothing = Memory(history={BENCH: (), SQUAT: ()}, prescriptions={BENCH: (), SQUAT: ()})
        assert await store.recall(BEN, nosy) == nothing


async def test_a_message_of_ours_leads_back_to_its_turn(store: Store) -> None:
    await store.keep(known())
    await store.keep(turn())
    await store.sent(outgoing().id, "m1", NOW)
    edit = outgoing(n=2, turn=turn_of(ANNA, 1), edits=outgoing().id)
    await store.keep(Changes(at=NOW, exchanges=(exchange(),), outbox=(edit,)))
    await store.sent(edit.id, "m1", NOW)
    memory = await store.recall(ANNA, wanted(sent_as="m1"))
    assert (memory.turn_of_sent, memory.turn_is_own) == (turn_of(ANNA, 1), True)
    elsewhere = await store.recall(ANNA, wanted(address=GYM, sent_as="m1"))
    assert (elsewhere.turn_of_sent, elsewhere.turn_is_own) == (None, False)


@pytest.mark.parametrize("changes", [replace(turn(), user=None, turn=None, message=None), turn()])
async def test_a_turn_is_known_from_its_rows_where_it_is_not_named(store: Store, changes: Changes) -> None:
    await store.keep(known())
    await store.keep(changes)
    assert (await store.recall(ANNA, wanted(turn=turn_of(ANNA, 1)))).turn_is_own
    await store.keep(Changes(at=NOW, undo=(said(ANNA, 1),)))
    assert (await store.recall(ANNA, wanted())).predictions == ()
