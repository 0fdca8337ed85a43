"""Our own exports come back as they were; what is on record already is not logged twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.export import as_csv, as_json
from bot.imports.entries import entries_of, keys_of, new_of, readiness_of
from bot.imports.notes import guarded, unguarded
from bot.imports.preview import LONGEST, everything, preview
from bot.imports.read import decode, read_file
from bot.imports.sheet import FileLog, ReadAs, Skipped
from knowledge.exercise import ExerciseId
from knowledge.library import load_exercises
from knowledge.units import Load, Unit
from storage.records import EnergyLevel, Entry, Lift, Readiness, RowId, SetKind, Target, UserId
from tests.bot.imports.files import HEVY, STRONG, hevy_row

EXERCISES = load_exercises()
ANN, UPLOAD, BERLIN = UserId("ann"), RowId("f1"), ZoneInfo("Europe/Berlin")
LOGS = Path(__file__).parents[4] / "shared" / "logs"
ROWS = {
    "fitnotes-kaiserlift.csv": 3697,
    "hevy-ferreira.csv": 9542,
    "hevy-strong-statistics.csv": 7211,
    "strong-ys-math.csv": 666,
}

notes = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20) | st.sampled_from(
    ["=1+1", "'-2", "a\r\nb;\\n", " x "]
)
loads = st.builds(Load.from_milli, st.integers(1, 500_000), st.sampled_from(Unit))
instants = st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
scores = st.none() | st.integers(0, 10)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    exercise = EXERCISES[draw(st.sampled_from([ExerciseId("bench_press"), ExerciseId("pull_up"), ExerciseId("plank")]))]
    load = draw(loads)
    lift = Lift(
        exercise=exercise.id,
        load=Load(-round(load.amount / 10, 3), load.unit) if exercise.bodyweight else load,
        reps=draw(st.integers(0, 100)),
        sets=draw(st.integers(1, 20)),
        rpe=draw(st.none() | st.integers(2, 20).map(lambda halves: Decimal(halves) / 2)),
        kind=draw(st.sampled_from(SetKind)),
        bodyweight=exercise.bodyweight,
        planned=draw(st.none() | st.builds(Target, loads, st.integers(0, 30))),
        hold_seconds=draw(st.integers(1, 3600)) if exercise.timed else None,
    )
    at = draw(instants)
    on = at.date() - timedelta(days=draw(st.integers(0, 2)))
    return Entry(user=ANN, source="s", place=0, message="m", said_at=at, on=on, lift=lift, note=draw(notes))


readinesses = st.builds(
    Readiness,
    user=st.just(ANN),
    source=st.just("s"),
    message=st.just("m"),
    said_at=instants,
    on=st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    sleep_minutes=st.none() | st.integers(0, 1440),
    soreness=scores,
    soreness_site=st.none() | st.sampled_from(["left knee", "quads"]),
    energy=scores | st.sampled_from(EnergyLevel),
    stress=scores,
    body_weight=st.none() | loads,
)


def read(text: str) -> FileLog:
    return read_file(text, EXERCISES, ReadAs(unit=Unit.LB))


def imported(text: str, upload: RowId = UPLOAD, zone: ZoneInfo = BERLIN) -> tuple[Entry, ...]:
    log = read(text)
    assert not log.skipped
    return entries_of(log, ANN, upload, zone)


def as_logged(rows: list[Entry]) -> list[Entry]:
    """In the order in which the store gives them."""
    return sorted(rows, key=lambda row: (row.on, row.said_at))


# ── there and back ─────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.lists(entries(), max_size=6).map(as_logged))
def test_sets_come_back_from_csv_as_they_were(rows: list[Entry]) -> None:
    back = imported(as_csv(rows))
    assert [(row.lift, row.on, row.said_at, row.note) for row in back] == [
        (row.lift, row.on, row.said_at, row.note) for row in rows
    ]
    assert as_csv(back) == as_csv(rows)


@given(st.lists(entries(), max_size=4).map(as_logged), st.lists(readinesses, max_size=3))
def test_everything_comes_back_from_json(rows: list[Entry], words: list[Readiness]) -> None:
    text = as_json(rows, words)
    assert as_json(imported(text), readiness_of(read(text), ANN, UPLOAD, BERLIN)) == text


@given(notes)
def test_a_note_in_a_spreadsheet_is_no_formula_and_comes_back(note: str) -> None:
    cell = guarded(note)
    assert unguarded(cell) == note
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.isprintable()


def test_an_export_of_an_older_version_is_read() -> None:
    old = "date,exercise,weight,unit,reps,sets,rpe,kind\n2024-05-06,pull_up,-20,kg,5,3,8.5,work\n"
    [row] = imported(old)
    assert (row.on, row.said_at) == (date(2024, 5, 6), datetime(2024, 5, 6, 10, tzinfo=UTC))
    assert row.lift == Lift(
        exercise=ExerciseId("pull_up"),
        load=Load(Decimal(-20), Unit.KG),
        reps=5,
        sets=3,
        rpe=Decimal("8.5"),
        bodyweight=True,
    )


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("2024-05-06,bench_press,NaN,kg,5,3,,work", "line 2: the weight 'NaN' is no number"),
        ("2024-05-06,bench_press,0,kg,5,3,,work", "line 2: bench_press has no weight, and it is logged only with one"),
        ("2024-05-06,bench_press,50,stone,5,3,,work", "line 2: the unit 'stone' is neither kg nor lb"),
        ("2024-05-06,bench_press,50,kg,5,9999,,work", "line 2: '9999' is no number of sets"),
        ("2024-05-06,bench_press,50,kg,5,1,11,work", "line 2: the RPE '11' is not on its scale"),
        ("2024-05-06,bench_press,50,kg,5,1,,hard", "line 2: 'hard' is no kind of set"),
        ("6 May,bench_press,50,kg,5,1,,work", "line 2: the date '6 May' cannot be read"),
        ("2024-05-06,sled_push,50,kg,5,1,,work", "line 2: no exercise here is called 'sled_push'"),
    ],
)
def test_a_row_of_an_export_that_was_changed_by_hand_is_named(cell: str, reason: str) -> None:
    log = read(f"date,exercise,weight,unit,reps,sets,rpe,kind\n{cell}\n")
    assert (log.sets, [row.why for row in log.skipped]) == ((), [reason])


def test_json_of_any_shape_is_judged_row_by_row() -> None:
    log = read(
        '{"sets": [5, null, {"exercise": ["x"]}, {"exercise": "bench_press", "date": {}}], "readiness": [[], 7]}'
    )
    assert (log.row_word, len(log.skipped), log.sets, log.readiness) == ("set", 6, (), ())


# ── what is new ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_workouts_exported_again_with_a_later_one_add_the_later_one_alone() -> None:
    known = imported(HEVY)
    later = hevy_row(start='"17 Sep 2025, 07:48"').splitlines(keepends=True)[1]
    new = new_of(imported(HEVY + later, RowId("f2")), keys_of(known))
    assert [row.on for row in new] == [date(2025, 9, 17)]
    assert {row.message for row in new} == {"import:f2"}


def test_equal_sets_are_counted_and_a_set_put_in_between_moves_none() -> None:
    known = imported(STRONG)
    lines = STRONG.splitlines(keepends=True)
    more = "".join([*lines[:2], lines[1].replace("40.0", "42.5"), lines[1], *lines[2:]])
    new = new_of(imported(more), keys_of(known))
    assert sorted(row.lift.load.amount for row in new) == [Decimal(40), Decimal("42.5")]
    assert not {(row.source, row.place) for row in new} & {(row.source, row.place) for row in known}


def test_what_is_on_record_is_known_in_another_zone_and_from_our_own_export() -> None:
    known = imported(HEVY)
    assert not new_of(imported(HEVY, zone=ZoneInfo("Asia/Tokyo")), keys_of(known))
    assert not new_of(imported(as_csv(known)), keys_of(known))
    again = imported(HEVY)
    assert [(row.source, row.place) for row in again] == [(row.source, row.place) for row in known]


def test_the_sets_of_a_workout_stay_in_their_order_at_the_lifter_s_time() -> None:
    rows = imported(HEVY)
    assert sorted(rows, key=lambda row: (row.on, row.said_at, row.place)) == list(rows)
    assert {row.said_at for row in rows} == {datetime(2025, 9, 15, 5, 48, tzinfo=UTC)}
    assert [row.lift.load.amount for row in rows] == [39, 51, 78, 78]
    assert {replace(row, place=0, source="").message for row in rows} == {"import:f1"}


# ── the preview ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_preview_says_what_goes_in_what_does_not_and_what_is_known() -> None:
    bad, run = (
        hevy_row(weight="abc").splitlines()[1],
        hevy_row("Running", weight="", reps="", distance="5").splitlines()[1],
    )
    log = read(HEVY + "\n".join([bad, run, hevy_row("Sled Push").splitlines()[1]]))
    assert preview(log, 1).splitlines() == [
        "Hevy: 4 sets of 1 exercise, 1 workout, 15 Sep 2025. 3 are on record already.",
        "No strength training, so not logged: 1 row (Running).",
        "1 row cannot be logged: line 6: the weight 'abc' is no number.",
        "Not known here, so not logged: Sled Push (1 row).",
    ]
    assert len(list(everything(log))) == 3
    assert preview(log, 0).splitlines()[0].endswith("All are on record already.")
    assert "taken to be in kg" in preview(read_file(STRONG, EXERCISES, ReadAs(unit=Unit.KG)), 4)


def test_the_preview_fits_into_a_message_whatever_is_in_the_file() -> None:
    rows = tuple(Skipped(line, f"line {line}: {'x' * 100}") for line in range(90))
    log = FileLog(app="Hevy", skipped=rows, unmapped={"y" * 500 + str(at): 1 for at in range(90)})
    assert len(preview(log, 0)) <= LONGEST


# ── real logs ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.skipif(not LOGS.exists(), reason="the logs are not shipped")
@pytest.mark.parametrize("name", ROWS)
def test_every_row_of_a_real_log_is_logged_or_skipped_with_a_reason(name: str) -> None:
    log = read(decode((LOGS / name).read_bytes()))
    lines = [row.line for row in log.sets] + [row.line for row in log.skipped]
    assert len(lines) == len(set(lines)) == ROWS[name]
    assert all(row.why for row in log.skipped)
    strength = len(log.sets) + sum(row.is_strength for row in log.skipped)
    assert len(log.sets) / strength > 0.93
    assert len(preview(log, 0)) <= LONGEST
    entered = entries_of(log, ANN, UPLOAD, BERLIN)
    assert not new_of(entries_of(log, ANN, RowId("f2"), BERLIN), keys_of(entered))
    assert as_csv(imported(as_csv(entered))) == as_csv(entered)
