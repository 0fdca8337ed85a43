"""A check-in comes in the lifter's own daytime, and not when the log already answers it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.decide.promises import check_in, in_daytime, met_by
from knowledge.exercise import ExerciseId
from knowledge.library import load_exercises
from knowledge.units import Load, Unit
from storage.records import (
    Address,
    Due,
    Entry,
    Lift,
    Outcome,
    Person,
    Prediction,
    Profile,
    Promise,
    PromiseState,
    RowId,
    SetKind,
    Style,
    UserId,
)

BENCH = ExerciseId("bench_press")
OFFERED_AT = datetime(2026, 11, 22, 17, tzinfo=UTC)
NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
HOURS = st.integers(0, 23)


@given(
    minutes=st.integers(0, 2 * 365 * 24 * 60),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "Australia/Lord_Howe"]),
    quiet_from=HOURS,
    quiet_to=HOURS,
)
def test_the_asking_hour_is_never_quiet_and_never_early(
    minutes: int, zone: str, quiet_from: int, quiet_to: int
) -> None:
    at = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    profile = Profile(zone=zone, quiet_from_hour=quiet_from, quiet_to_hour=quiet_to)
    asked_at = in_daytime(at, profile)
    hour = asked_at.astimezone(ZoneInfo(zone)).hour
    quiet = quiet_from <= hour < quiet_to if quiet_from <= quiet_to else hour >= quiet_from or hour < quiet_to
    assert not quiet
    assert timedelta(0) <= asked_at - at <= timedelta(hours=25)
    assert in_daytime(asked_at, profile) == asked_at


def entry(load: str, reps: int, unit: Unit = Unit.LB, kind: SetKind = SetKind.WORK, lift: ExerciseId = BENCH) -> Entry:
    return Entry(
        user=UserId("u"),
        source="s",
        place=0,
        message="m",
        said_at=OFFERED_AT,
        on=date(2026, 11, 25),
        lift=Lift(exercise=lift, load=Load(Decimal(load), unit), reps=reps, kind=kind),
    )


PREDICTION = Prediction(
    id=RowId("p"),
    turn=RowId("t"),
    user=UserId("u"),
    exercise=BENCH,
    load=Load(Decimal(205), Unit.LB),
    reps=3,
    probability=0.63,
    forecast="simple-1",
    arm=Style.CONSERVATIVE,
    offered_at=OFFERED_AT,
    due_on=date(2026, 11, 29),
)


@pytest.mark.parametrize(
    ("done", "met"),
    [
        (entry("205", 3), True),
        (entry("210", 4), True),
        (entry("93", 3, Unit.KG), True),  # 205.03 lb
        (entry("92.5", 3, Unit.KG), False),  # 203.93 lb
        (entry("205", 2), False),
        (entry("200", 8), False),
        (entry("205", 3, kind=SetKind.FAILED), False),
        (entry("205", 3, lift=ExerciseId("squat")), False),
    ],
)
def test_a_target_is_met_by_its_load_and_its_reps_together(done: Entry, met: bool) -> None:
    assert (met_by(PREDICTION, [done]) is not None) is met


def due(*history: Entry, profile: Profile | None = None) -> Due:
    promise = Promise(
        id=RowId("c"), user=UserId("u"), prediction=RowId("p"), address=Address("console", "u"), due_at=NOON
    )
    return Due(promise, PREDICTION, Person(UserId("u"), "Ann", profile or Profile()), history)


def test_a_due_promise_is_asked_in_one_write_with_its_four_answers() -> None:
    changes = check_in([due()], load_exercises(), NOON)
    assert changes.outbox[0].text == "You had 205 × 3 in you on bench. Did you get it?"
    labels = [button.label for row in changes.outbox[0].buttons for button in row]
    assert labels == ["Hit it", "Not yet", "Didn't try", "Ask me later"]
    assert changes.promises[0].state is PromiseState.ASKED


def test_a_log_that_answers_is_congratulated_and_not_asked() -> None:
    changes = check_in([due(entry("205", 3))], load_exercises(), NOON)
    assert changes.outbox[0].text.startswith("You got the 205 × 3 on bench")
    assert [button.press for row in changes.outbox[0].buttons for button in row] == [
        f"stars:t:{n}" for n in range(1, 6)
    ]
    assert changes.outcomes[0].outcome is Outcome.HIT
    assert changes.promises[0].state is PromiseState.KEPT


def test_at_night_nothing_is_said_and_the_promise_waits_for_the_morning() -> None:
    changes = check_in([due(profile=Profile(zone="Asia/Tokyo"))], load_exercises(), NOON)  # 21:00 in Tokyo
    assert not changes.outbox
    assert changes.promises[0].due_at == datetime(2026, 11, 30, tzinfo=UTC)
    assert changes.promises[0].state is PromiseState.WAITING
