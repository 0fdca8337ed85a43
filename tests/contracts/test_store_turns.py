"""What one turn writes is what the next one recalls: of that lifter, and of nobody else."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.units import Load, Unit
from storage.records import (
    Changes,
    EnergyLevel,
    Identity,
    Lift,
    Memory,
    Outcome,
    Person,
    Profile,
    RowId,
    SetKind,
    Style,
    Target,
    Thumb,
)
from storage.store import Store
from tests.contracts.store_samples import (
    ANNA,
    BEN,
    BENCH,
    FULL_LIFT,
    GYM,
    HOME,
    NOW,
    SQUAT,
    TODAY,
    after,
    ask,
    entry,
    exchange,
    feedback,
    flag,
    known,
    lb,
    lift,
    outgoing,
    person,
    prediction,
    prescription,
    promise,
    readiness,
    said,
    turn,
    turn_of,
    update,
    wanted,
)

Sql = Callable[[str], Awaitable[list[dict[str, object]]]]

LOADS = st.builds(Load, st.decimals(-500, 2000, places=3, allow_nan=False, allow_infinity=False), st.sampled_from(Unit))
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
LIFTS = st.builds(
    Lift,
    exercise=st.just(BENCH),
    load=LOADS,
    reps=st.integers(0, 100),
    sets=st.integers(1, 20),
    rpe=st.none() | st.integers(2, 20).map(lambda halves: Decimal(halves) / 2),
    kind=st.sampled_from(SetKind),
    bodyweight=st.booleans(),
    planned=st.none() | st.builds(Target, LOADS, st.integers(0, 100)),
)
PROFILES = st.builds(
    Profile,
    unit=st.sampled_from(Unit),
    zone=st.sampled_from(["UTC", "Asia/Kolkata", "America/New_York"]),
    quiet_from_hour=st.integers(0, 23),
    quiet_to_hour=st.integers(0, 23),
    experience_months=st.none() | st.integers(0, 900),
    goal=st.none() | TEXTS,
    programme=TEXTS,
    bar=st.none() | LOADS,
    plates=st.lists(LOADS, max_size=4).map(tuple),
    injuries=st.lists(TEXTS, max_size=3).map(tuple),
    style=st.sampled_from(Style),
    style_chosen=st.booleans(),
    readiness_on=st.booleans(),
)
FEW = settings(
    max_examples=20, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(profile=PROFILES, name=TEXTS)
@FEW
async def test_a_person_comes_back_as_he_was_kept(store: Store, profile: Profile, name: str) -> None:
    anna = Person(ANNA, name, profile)
    await store.keep(Changes(at=NOW, person=anna, identity=Identity("telegram", "7")))
    assert await store.person(Identity("telegram", "7")) == anna


@given(lifts=st.lists(LIFTS, min_size=1, max_size=5))
@FEW
async def test_every_lift_comes_back_exactly(store: Store, lifts: list[Lift]) -> None:
    await store.keep(known())
    await store.forget(ANNA)
    entries = tuple(entry(place=place, lift=one) for place, one in enumerate(lifts))
    await store.keep(replace(known(), entries=entries))
    assert (await store.recall(ANNA, wanted(ANNA, BENCH))).history == {BENCH: entries}


async def test_nobody_is_known_at_first(store: Store) -> None:
    assert await store.person(Identity("telegram", "7")) is None
    assert await store.recall(ANNA, wanted(ANNA, BENCH)) == Memory(history={BENCH: ()}, prescriptions={BENCH: ()})


async def test_several_identities_lead_to_one_person(store: Store) -> None:
    await store.keep(known())
    await store.keep(Changes(at=NOW, person=person(unit=Unit.KG), identity=Identity("discord", "a1")))
    assert await store.person(Identity("discord", "a1")) == person(unit=Unit.KG)
    assert await store.person(Identity("telegram", ANNA)) == person(unit=Unit.KG)
    assert await store.person(Identity("discord", ANNA)) is None


async def test_a_turn_is_recalled_as_it_was_kept(store: Store) -> None:
    await store.keep(known())
    await store.keep(turn())
    await store.keep(Changes(at=NOW, ask=ask()))
    ids = {"turn": turn_of(ANNA, 1), "prescription": prescription().id, "prediction": prediction().id}
    assert await store.recall(ANNA, wanted(ANNA, BENCH, SQUAT, **ids)) == Memory(
        readiness=(readiness(),),
        history={BENCH: (entry(),), SQUAT: (entry(place=1, lift=FULL_LIFT),)},
        prescriptions={BENCH: (prescription(),), SQUAT: ()},
        predictions=(prediction(),),
        flags=(flag(),),
        ask=ask(),
        latest=(entry(), entry(place=1, lift=FULL_LIFT)),
        latest_message=said(ANNA, 1),
        prescription=prescription(),
        prediction=prediction(),
        turn_is_own=True,
    )


@pytest.mark.parametrize("energy", [None, 0, 10, EnergyLevel.HIGH])
async def test_readiness_comes_back_with_what_was_not_said(store: Store, energy: int | EnergyLevel | None) -> None:
    await store.keep(known())
    sparse = readiness(sleep_minutes=None, soreness=None, soreness_site=None, energy=energy, body_weight=None)
    await store.keep(Changes(at=NOW, readiness=sparse))
    assert (await store.recall(ANNA, wanted())).readiness == (sparse,)


async def test_exchanges_and_feedback_are_kept_whole(store: Store, sql: Sql) -> None:
    await store.keep(known())
    await store.keep(Changes(at=NOW, exchanges=(exchange(),), feedback=feedback(reason="too heavy")))
    (row,) = await sql("SELECT * FROM exchanges")
    told = exchange()
    kept = {"id": told.id, "turn": told.turn, "agent": told.agent, "model": told.model, "answer": told.answer}
    kept |= {"prompt": told.prompt, "prompt_version": told.prompt_version, "verdict": told.verdict}
    kept |= {"prompt_tokens": 120, "completion_tokens": 30, "latency_ms": 840, "arm": "conservative", "user_id": ANNA}
    assert kept.items() <= row.items()
    assert row["at"] == "2026-11-22T18:14:01.000250Z"
    (vote,) = await sql("SELECT * FROM feedback")
    assert (vote["turn"], vote["thumb"], vote["reason"]) == (turn_of(ANNA, 1), "down", "too heavy")


async def test_a_second_vote_replaces_the_first(store: Store, sql: Sql) -> None:
    await store.keep(known())
    await store.keep(Changes(at=NOW, feedback=feedback(reason="too heavy")))
    await store.keep(Changes(at=NOW, feedback=feedback(thumb=Thumb.UP)))
    assert [(vote["thumb"], vote["reason"]) for vote in await sql("SELECT * FROM feedback")] == [("up", None)]


async def test_instants_of_any_zone_are_the_same_instant(store: Store) -> None:
    await store.keep(known())
    kolkata = datetime.fromisoformat("2026-11-22T23:59:59+05:30")
    await store.keep(Changes(at=NOW, entries=(entry(said_at=kolkata),)))
    (only,) = (await store.recall(ANNA, wanted(ANNA, BENCH))).history[BENCH]
    assert only.said_at == kolkata
    assert only.said_at.tzinfo == UTC


async def test_an_instant_without_a_zone_is_refused_and_nothing_is_written(store: Store) -> None:
    await store.keep(known())
    with pytest.raises(ValueError, match="zone"):
        await store.keep(Changes(at=NOW, entries=(entry(), entry(place=1, said_at=NOW.replace(tzinfo=None)))))
    assert await store.log(ANNA) == ((), ())


@pytest.mark.parametrize("bad", [entry(lift=lift(reps=-1)), entry(lift=lift(reps=10**30)), entry(user=BEN)])
async def test_a_row_that_cannot_be_is_refused_whole(store: Store, bad: object) -> None:
    await store.keep(known())
    with pytest.raises(ValueError, match="refuses a row"):
        await store.keep(Changes(at=NOW, readiness=readiness(), entries=(entry(place=1), bad)))  # type: ignore[arg-type]
    assert await store.log(ANNA) == ((), ())


async def test_words_that_no_database_takes_are_kept_as_far_as_they_go(store: Store) -> None:
    await store.keep(known())
    await store.keep(Changes(at=NOW, ask=ask(text="185\0x5 \ud83d '; DROP TABLE users; --")))
    forged = wanted(turn=RowId("\0\udc00"), prescription=RowId("' OR 1=1"), sent_as="\0")
    memory = await store.recall(ANNA, forged)
    assert memory.ask == ask(text="185\ufffdx5 ? '; DROP TABLE users; --")
    assert (memory.prescription, memory.turn_is_own, memory.turn_of_sent) == (None, False, None)


# ── once ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_settled_update_is_settled_once(store: Store) -> None:
    await store.receive([update()])
    await store.keep(known())
    assert await store.keep(turn())
    again = turn(entries=(entry(n=9, place=4),), person=person(unit=Unit.KG))
    assert not await store.keep(again)
    assert len((await store.log(ANNA))[0]) == 2
    assert await store.person(Identity("telegram", ANNA)) == person()


async def test_an_update_that_the_inbox_never_saw_is_settled_once_too(store: Store) -> None:
    await store.keep(known())
    assert await store.keep(turn())
    assert not await store.keep(turn())
    assert await store.receive([update()]) == ()
    assert await store.unhandled("telegram") == ()


async def test_two_at_once_settle_an_update_once(store: Store) -> None:
    await store.keep(known())
    kept = await asyncio.gather(*(store.keep(turn()) for _ in range(5)))
    assert sorted(kept) == [False] * 4 + [True]
    assert len((await store.log(ANNA))[0]) == 2


async def test_rows_that_are_written_again_change_nothing(store: Store) -> None:
    await store.keep(known())
    first = turn(settles=None)
    await store.keep(first)
    memory = await store.recall(ANNA, wanted(ANNA, BENCH, SQUAT))
    await store.keep(first)
    assert await store.recall(ANNA, wanted(ANNA, BENCH, SQUAT)) == memory
    assert await store.waiting("telegram") == first.outbox


async def test_the_first_outcome_stays(store: Store) -> None:
    await store.keep(known())
    await store.keep(turn())
    hit = replace(prediction(), outcome=Outcome.HIT, outcome_at=after(days=7), outcome_source="button")
    await store.keep(Changes(at=NOW, outcomes=(hit,)))
    await store.keep(Changes(at=NOW, outcomes=(replace(hit, outcome=Outcome.NOT_YET, outcome_source="log"),)))
    memory = await store.recall(ANNA, wanted(prediction=hit.id))
    assert memory.prediction == hit
    assert memory.predictions == ()


# ── order and choice ───────────────────────────────────────────────────────────────────────────────────────────────


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
        ("UTC", "2026-11-21T23:59:59+00:00", False),
        ("UTC", "2026-11-23T00:00:00+00:00", False),
        ("Asia/Kolkata", "2026-11-21T18:30:00+00:00", True),  # midnight in Kolkata
        ("Asia/Kolkata", "2026-11-22T18:30:00+00:00", False),
        ("America/New_York", "2026-11-23T04:59:59+00:00", True),
        ("Mars/Olympus", "2026-11-22T12:00:00+00:00", True),  # no such zone: UTC
    ],
)
async def test_a_flag_that_was_cleared_on_that_day_is_recalled(
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


# ── undo ───────────────────────────────────────────────────────────────────────────────────────────────────────────


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
    assert [row["state"] for row in await sql("SELECT state FROM promises")] == ["withdrawn"]


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


# ── side by side ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_hundred_turns_at_once_are_all_kept_but_the_bad_one(store: Store) -> None:
    await store.keep(known())
    turns = [turn(n=n, flags=(), predictions=(), promises=()) for n in range(100)]
    turns[41] = replace(turns[41], entries=(entry(n=41, lift=lift(reps=-1)),))
    kept = await asyncio.gather(*map(store.keep, turns), return_exceptions=True)
    assert isinstance(kept.pop(41), ValueError)
    assert set(kept) == {True}
    entries, rows = await store.log(ANNA)
    assert (len(entries), len(rows)) == (198, 99)
    assert said(ANNA, 41) not in {e.message for e in entries} | {row.message for row in rows}
    assert await store.keep(turn(n=41)), "what failed was not settled"


async def test_turns_of_many_lifters_at_once_do_not_mix(store: Store) -> None:
    for user in (ANNA, BEN):
        await store.keep(known(user))
    await asyncio.gather(*(store.keep(turn(user, n)) for n in range(20) for user in (ANNA, BEN)))
    for user in (ANNA, BEN):
        entries, _ = await store.log(user)
        assert [(e.user, e.message) for e in entries[::2]] == [(user, said(user, n)) for n in range(20)]


def test_the_sample_loads_are_exact() -> None:
    assert lb("187.5").milli == 187_500
