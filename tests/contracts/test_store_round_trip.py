"""What is kept comes back as it was, whatever was said."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.exercise import Equipment
from knowledge.units import Load, Unit
from storage.records import (
    Changes,
    Consent,
    EnergyLevel,
    Feedback,
    Identity,
    Injury,
    Lesson,
    Lift,
    Loading,
    Memory,
    Person,
    Profile,
    RowId,
    SetKind,
    Style,
    Target,
    Thumb,
    TrainingMax,
)
from storage.store import Store
from tests.contracts.conftest import Sql
from tests.contracts.learning_samples import feedback
from tests.contracts.store_samples import (
    ANNA,
    BEN,
    BENCH,
    FULL_LIFT,
    NOW,
    SQUAT,
    ask,
    entry,
    exchange,
    flag,
    known,
    lift,
    person,
    prediction,
    prescription,
    readiness,
    reading,
    said,
    turn,
    turn_of,
    wanted,
)

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
    hold_seconds=st.none() | st.integers(1, 7200),
)
LOADINGS = st.builds(
    Loading,
    exercise=st.sampled_from([BENCH, SQUAT]),
    unit=st.none() | st.sampled_from(Unit),
    bar=st.none() | LOADS,
    plates=st.lists(LOADS, max_size=3).map(tuple),
    step=st.none() | LOADS,
)
INJURIES = st.builds(Injury, TEXTS, st.none() | st.dates(), st.none() | st.dates())
PROFILES = st.builds(
    Profile,
    unit=st.sampled_from(Unit),
    zone=st.sampled_from(["UTC", "Asia/Kolkata", "America/New_York"]),
    quiet_from_hour=st.integers(0, 23),
    quiet_to_hour=st.integers(0, 23),
    experience_months=st.none() | st.integers(0, 900),
    goal=st.none() | TEXTS,
    programme=TEXTS,
    programme_from=st.none() | st.dates(),
    training_maxes=st.lists(st.builds(TrainingMax, st.sampled_from([BENCH, SQUAT]), LOADS), max_size=2).map(tuple),
    loadings=st.lists(LOADINGS, max_size=2).map(tuple),
    bar=st.none() | LOADS,
    plates=st.lists(LOADS, max_size=4).map(tuple),
    injuries=st.lists(INJURIES, max_size=3).map(tuple),
    body_weight=st.none() | LOADS,
    days_per_week=st.none() | st.integers(1, 7),
    age_years=st.none() | st.integers(1, 120),
    age_said_on=st.none() | st.dates(),
    pregnant=st.booleans(),
    equipment=st.lists(st.sampled_from(Equipment), max_size=3).map(tuple),
    likes=st.lists(TEXTS, max_size=2).map(tuple),
    dislikes=st.lists(TEXTS, max_size=2).map(tuple),
    style=st.sampled_from(Style),
    style_chosen=st.booleans(),
    consent=st.none() | st.sampled_from(Consent),
    consent_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    readiness_on=st.booleans(),
)
LESSONS = st.builds(
    Lesson,
    message=TEXTS,
    said_at=st.just(NOW),
    changed=st.lists(st.sampled_from(["injuries", "likes"]), max_size=2).map(tuple),
    before=PROFILES,
)
FEW = settings(
    max_examples=20, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(profile=PROFILES, lessons=st.lists(LESSONS, max_size=2).map(tuple), name=TEXTS)
@FEW
async def test_a_person_comes_back_as_he_was_kept(
    store: Store, profile: Profile, lessons: tuple[Lesson, ...], name: str
) -> None:
    anna = Person(ANNA, name, replace(profile, lessons=lessons))
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
        recent=(entry(), entry(place=1, lift=FULL_LIFT)),
        readings=(reading(),),
        prescription=prescription(),
        prediction=prediction(),
        turn_is_own=True,
    )


@pytest.mark.parametrize("energy", [None, 0, 10, EnergyLevel.HIGH])
async def test_readiness_comes_back_with_what_was_not_said(store: Store, energy: int | EnergyLevel | None) -> None:
    await store.keep(known())
    unsaid = dict.fromkeys(["sleep_minutes", "soreness", "soreness_site", "stress", "body_weight"])
    sparse = readiness(energy=energy, **unsaid)
    await store.keep(Changes(at=NOW, readiness=sparse))
    assert (await store.recall(ANNA, wanted())).readiness == (sparse,)


async def test_exchanges_and_feedback_are_kept_whole(store: Store, sql: Sql) -> None:
    await store.keep(known())
    await store.keep(Changes(at=NOW, exchanges=(exchange(),), feedback=feedback(reason="too heavy")))
    (row,) = await sql("SELECT * FROM exchanges")
    told = exchange()
    kept = {"id": told.id, "turn": told.turn, "agent": told.agent, "model": told.model, "answer": told.answer}
    kept |= {"prompt": told.prompt, "prompt_version": told.prompt_version, "verdict": told.verdict}
    kept |= {"adapter": "coach-7", "occasion": "hit", "system": told.system}
    kept |= {"prompt_tokens": 120, "completion_tokens": 30, "latency_ms": 840, "arm": "conservative", "user_id": ANNA}
    assert kept.items() <= row.items()
    assert row["at"] == "2026-11-22T18:14:01.000250Z"
    assert row["facts"] == '["bench press: 185 lb x5", "next: 187.5 lb – schön"]'
    (vote,) = await sql("SELECT * FROM feedback")
    assert (vote["turn"], vote["thumb"], vote["reason"]) == (turn_of(ANNA, 1), "down", "too heavy")


async def test_every_vote_is_kept_and_a_redelivered_one_once(store: Store, sql: Sql) -> None:
    await store.keep(known())
    await store.keep(Changes(at=NOW, feedback=feedback(reason="too heavy")))
    await store.keep(Changes(at=NOW, feedback=feedback(thumb=Thumb.UP, source="second press")))
    await store.keep(Changes(at=NOW, feedback=feedback(stars=4, source="a week later")))
    await store.keep(Changes(at=NOW, feedback=feedback(thumb=Thumb.UP, reason="too light")))
    rows = await sql("SELECT thumb, stars, reason FROM feedback ORDER BY seq")
    kept = [tuple(row.values()) for row in rows]
    assert kept == [("down", None, "too heavy"), ("up", None, None), (None, 4, None)]


@pytest.mark.parametrize("vote", [feedback(thumb=None), feedback(stars=0), feedback(stars=6)])
async def test_feedback_that_says_nothing_is_refused(store: Store, sql: Sql, vote: Feedback) -> None:
    await store.keep(known())
    with pytest.raises(ValueError, match="refuses a row"):
        await store.keep(Changes(at=NOW, feedback=vote))
    assert await sql("SELECT * FROM feedback") == []


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


@pytest.mark.parametrize(
    "bad",
    [
        entry(lift=lift(reps=-1)),
        entry(lift=lift(reps=10**30)),
        entry(lift=lift(reps=1, hold_seconds=0)),
        entry(user=BEN),
    ],
)
async def test_a_row_that_cannot_be_is_refused_whole(store: Store, bad: object) -> None:
    await store.keep(known())
    with pytest.raises(ValueError, match="refuses a row"):
        await store.keep(Changes(at=NOW, readiness=readiness(), entries=(entry(place=1), bad)))  # type: ignore[arg-type]
    assert await store.log(ANNA) == ((), ())


async def test_stress_goes_from_0_to_10(store: Store) -> None:
    await store.keep(known())
    for stress in (0, 10):
        await store.keep(Changes(at=NOW, readiness=readiness(n=stress, stress=stress)))
    for stress in (-1, 11):
        with pytest.raises(ValueError, match="refuses a row"):
            await store.keep(Changes(at=NOW, readiness=readiness(n=5, stress=stress)))
    assert [row.stress for row in (await store.log(ANNA))[1]] == [0, 10]


async def test_words_that_no_database_takes_are_kept_as_far_as_they_go(store: Store) -> None:
    await store.keep(known())
    await store.keep(Changes(at=NOW, ask=ask(text="185\0x5 \ud83d '; DROP TABLE users; --")))
    forged = wanted(turn=RowId("\0\udc00"), prescription=RowId("' OR 1=1"), sent_as="\0")
    memory = await store.recall(ANNA, forged)
    assert memory.ask == ask(text="185\ufffdx5 ? '; DROP TABLE users; --")
    assert (memory.prescription, memory.turn_is_own, memory.turn_of_sent) == (None, False, None)
