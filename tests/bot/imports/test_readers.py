"""What each app's file says, dialect by dialect, and that no row is lost without a word."""

import csv
import random
import time
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.imports.dates import dates_of
from bot.imports.read import decode, read_file
from bot.imports.sheet import FileLog, FileSet, NotALog, ReadAs
from knowledge.library import load_exercises
from knowledge.units import Unit, plain
from storage.records import SetKind
from tests.bot.imports.files import FITNOTES, HEVY, STRONG, fitnotes_row, hevy_row

EXERCISES = load_exercises()
UNTIL = date(2027, 1, 1)


def read(text: str, unit: Unit = Unit.LB) -> FileLog:
    return read_file(text, EXERCISES, ReadAs(unit=unit, until=UNTIL))


def told(row: FileSet) -> str:
    """A set in short: "bench_press 40 kg x 10"."""
    held = f" {row.hold_seconds} s" if row.hold_seconds else f" x {row.reps}"
    rpe = f" @{plain(row.rpe)}" if row.rpe else ""
    return f"{row.exercise} {row.load}{held}{rpe}{'' if row.kind is SetKind.WORK else ' ' + row.kind.value}"


def tell(text: str, unit: Unit = Unit.LB) -> list[str]:
    return [told(row) for row in read(text, unit).sets]


def why(text: str) -> list[str]:
    log = read(text)
    assert not log.sets
    return [skipped.why for skipped in log.skipped]


# ── Strong ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_strong_counts_in_the_lifter_s_unit_where_it_names_none() -> None:
    log = read(STRONG, Unit.KG)
    assert (log.app, [row.line for row in log.sets]) == ("Strong", [2, 3, 4, 5])
    assert [told(row) for row in log.sets] == ["bench_press 40 kg x 10"] * 3 + ["dumbbell_bench_press 10 kg x 10"]
    assert log.sets[0].began_at == datetime(2026, 4, 24, 9, 40)  # noqa: DTZ001
    assert tell(STRONG)[0] == "bench_press 40 lb x 10"


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Seconds;Notes",
         '2021-03-04 18:05:06;"Push; heavy";Squat (Barbell);1;82,5;kg;5;8,5;0;', "squat 82.5 kg x 5 @8.5"),
        ("Workout #;Date;Workout Name;Duration (sec);Exercise Name;Set Order;Weight (kg);Reps;RPE;Distance (meters)",
         "1;2021-03-04 18:05:06;A;3600;Deadlift (Barbell);1;142.5;3;;0", "deadlift 142.5 kg x 3"),
        ("Date,Workout Name,Exercise Name,Set Order,Weight (lbs),Reps,Seconds",
         "2021-03-04 18:05:06,A,Deadlift (Barbell),1,315,3,0", "deadlift 315 lb x 3"),
        ("Date,Workout Name,Exercise Name,Set Order,kg,Reps,km,Seconds,Notes",
         "2021-03-04 18:05:06,A,Overhead Press (Barbell),2,60,5,0,0,", "overhead_press 60 kg x 5"),
        ("Date,Workout Name,Exercise Name,Set Order,lb,Reps,mi,Seconds,Notes",
         "2021-03-04 18:05:06,A,Overhead Press (Barbell),2,135,5,0,0,", "overhead_press 135 lb x 5"),
        ("Date,Exercise Name,Set Order,Weight,Reps", "2021-03-04 18:05:06,Bench Press (Barbell),W,95,8",
         "bench_press 95 lb x 8 warmup"),
        ("Date,Exercise Name,Set Order,Weight,Reps", "2021-03-04 18:05:06,Bench Press (Barbell),D,95,8",
         "bench_press 95 lb x 8"),
        ("Date,Exercise Name,Set Order,Weight,Reps", "2021-03-04 18:05:06,Bench Press (Barbell),F,95,8",
         "bench_press 95 lb x 8 @10"),
        ("Date,Exercise Name,Set Order,Weight,Reps", "2021-03-04 18:05:06,Bench Press (Barbell),F,95,0",
         "bench_press 95 lb x 0 @10 failed"),
        ("Date,Exercise Name,Set Order,Weight,Reps,Seconds", "2021-03-04 18:05:06,Plank,1,0,0,90", "plank 0 lb 90 s"),
    ],
)  # fmt: skip
def test_strong_s_dialects(header: str, row: str, expected: str) -> None:
    for text in (f"{header}\n{row}\n", f"\ufeff{header}\r\n{row}\r\n"):
        assert tell(text) == [expected]


def test_strong_s_rows_that_are_no_sets_are_told_apart_from_sets_that_are_wrong() -> None:
    header = "Date,Exercise Name,Set Order,Weight,Reps,Seconds\n"
    bench = "2021-03-04 18:05:06,Bench Press (Barbell)"
    log = read(f"{header}{bench},Rest Timer,0,0,120\n{bench},Note,0,0,0\n{bench},1,185,5,0\n{bench},2,0,5,0\n")
    assert [row.line for row in log.sets] == [4]
    assert [(row.line, row.is_strength) for row in log.skipped] == [(2, False), (3, False), (5, True)]
    assert log.skipped[-1].why == "line 5: Bench Press (Barbell) has no weight, and it is logged only with one"


# ── Hevy ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_hevy_s_kinds_of_sets() -> None:
    assert tell(HEVY) == [
        "leg_curl 39 kg x 10 @6 warmup",
        "leg_curl 51 kg x 6 @6 warmup",
        "leg_curl 78 kg x 12 @9",
        "leg_curl 78 kg x 10 @9.5",
    ]
    assert tell(HEVY.replace("weight_kg", "weight_lbs"))[0] == "leg_curl 39 lb x 10 @6 warmup"
    assert tell(hevy_row(kind="dropset")) == ["bench_press 100 kg x 5"]
    assert tell(hevy_row(kind="failure")) == ["bench_press 100 kg x 5 @10"]


@pytest.mark.parametrize(
    "written",
    [
        "15 Sep 2025, 19:48", "Sep 15, 2025, 7:48 PM", "2025-09-15T19:48:00Z", "2025-09-15 19:48", "15.09.2025, 19:48",
        "15. Sept. 2025, 19:48", "15 sept. 2025, 19:48", "15 sept 2025, 19:48", "15 set 2025, 19:48",
        "15 de set. de 2025, 19:48", "15 sep. 2025 19:48", "15 wrz 2025, 19:48", "15 сент. 2025 г., 19:48",
        "15 Eyl 2025, 19:48", "15 sep. 2025, 19:48", "15 syys 2025, 19.48", "15/09/2025, 19:48", "9/15/2025, 7:48 PM",
        "15 вер. 2025, 19:48", "2025年9月15日 19:48",
    ],
)  # fmt: skip
def test_a_date_is_read_in_many_languages(written: str) -> None:
    [row] = read(hevy_row(start=f'"{written}"')).sets
    assert row.began_at == datetime(2025, 9, 15, 19, 48)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("written", "month"),
    [(f"5 {name} 2025, 07:00", month) for names, month in (
        ("Jan janv. ene gen Januar stycznia янв. Oca jan.", 1), ("Feb févr. feb. fev lut февр. Şub", 2),
        ("Mar März mars marzo mrt mar marca марта", 3), ("Apr avr. abr kwietnia апр. Nis", 4),
        ("May Mai mai mei maj мая mag Mayıs", 5), ("Jun juin giu czerwca июн. Haz juni", 6),
        ("Jul juil. lug lipca июля Tem juli", 7), ("Aug août ago sierpnia авг. Ağu augusti", 8),
        ("Oct Okt. ott out paź окт. Eki oktober", 10), ("Nov nov. listopada нояб. Kas", 11),
        ("Dec Dez. déc. dic dez grudnia дек. Ara", 12)) for name in names.split()],
)  # fmt: skip
def test_a_month_is_known_in_the_user_s_language(written: str, month: int) -> None:
    [row] = read(hevy_row(start=f'"{written}"')).sets
    assert row.began_at == datetime(2025, month, 5, 7)  # noqa: DTZ001


@pytest.mark.parametrize("written", ["", "yesterday", "31 Feb 2025, 07:48", "31/02/2025", "5 Foo 2025", "9" * 99])
def test_a_date_that_nobody_can_read_is_said_and_not_guessed(written: str) -> None:
    assert "cannot be read" in why(hevy_row(start=f'"{written}"'))[0]


def test_another_date_of_the_file_tells_whether_the_day_stands_first() -> None:
    for other, month in (("25/12/2024", 4), ("12/25/2024", 3)):
        assert dates_of(["3/4/2025", other])("3/4/2025") == datetime(2025, month, 7 - month, 12)  # noqa: DTZ001


def test_a_note_over_many_lines_is_kept_once_and_lines_are_still_counted() -> None:
    first = hevy_row(notes='"felt\nheavy, ""slow"""')
    second = first.splitlines(keepends=True)[1:]
    log = read(first + "".join(second) + ",bad\n")
    assert [(row.line, row.note) for row in log.sets] == [(2, 'felt\nheavy, "slow"'), (4, "")]
    assert log.skipped[0].why.startswith("line 6: ")


# ── FitNotes ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_fitnotes_misses_holds_and_units() -> None:
    assert tell(FITNOTES, Unit.KG) == [
        "overhead_press 45 lb x 10",
        "plank 1 lb 60 s",
        "dumbbell_bench_press 200 lb x 0 failed",
    ]
    assert tell(fitnotes_row("Deadlift")) == ["deadlift 100 kg x 5"]
    assert read(FITNOTES).sets[0].began_at.date().isoformat() == "2022-09-14"


# ── what a row means ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (hevy_row("Pull Up", weight=""), "pull_up 0 kg x 5"),
        (hevy_row("Pull Up (Weighted)", weight="20"), "pull_up 20 kg x 5"),
        (hevy_row("Pull Up (Assisted)", weight="20"), "pull_up -20 kg x 5"),
        (hevy_row("Plank", weight="", reps="", seconds="75"), "plank 0 kg 75 s"),
        (hevy_row(weight="86.182550"), "bench_press 86.183 kg x 5"),
        (hevy_row(rpe="11"), "bench_press 100 kg x 5"),
    ],
)
def test_what_is_added_to_the_body_and_what_is_held(row: str, expected: str) -> None:
    assert tell(row) == [expected]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (hevy_row(weight="abc"), "line 2: the weight 'abc' is no number"),
        (hevy_row(weight="nan"), "line 2: the weight 'nan' is no number"),
        (hevy_row(weight='"1,000"'), "line 2: the weight '1,000' is no number"),
        (hevy_row(weight="0"), "line 2: Bench Press (Barbell) has no weight, and it is logged only with one"),
        (hevy_row(weight="-5"), "line 2: -5 kg is no load on Bench Press (Barbell)"),
        (hevy_row(weight="1201"), "line 2: 1201 kg is more than anybody has lifted"),
        (hevy_row("Dip (Assisted)", weight="400"), "line 2: -400 kg is more than anybody has lifted"),
        (hevy_row(reps=""), "line 2: it has no reps"),
        (hevy_row(reps="0"), "line 2: it has no reps"),
        (hevy_row(reps="5.5"), "line 2: '5.5' is no number of reps"),
        (hevy_row(reps="-5"), "line 2: '-5' is no number of reps"),
        (hevy_row(reps="٥"), "line 2: '٥' is no number of reps"),
        (hevy_row("Plank", reps="3"), "line 2: Plank has no time"),
        (hevy_row(""), "line 2: it names no exercise"),
        (hevy_row("Sled Push"), "line 2: no exercise here is called 'Sled Push'"),
        (hevy_row("Running", weight="", reps="", distance="5"), "Running: only strength is logged"),
        (hevy_row("Rowing", weight="", reps="", distance="5"), "Rowing: only strength is logged"),
    ],
)
def test_a_row_that_cannot_be_logged_is_named_with_its_reason(row: str, reason: str) -> None:
    assert why(row) == [reason]


def test_names_that_are_not_known_are_counted() -> None:
    log = read(hevy_row("Sled Push") + hevy_row("Sled Push").splitlines()[1])
    assert log.unmapped == {"Sled Push": 2}
    assert all(row.unmapped and row.is_strength for row in log.skipped)


# ── what a file can do ─────────────────────────────────────────────────────────────────────────────────────────────


def test_letters_of_every_encoding_are_read() -> None:
    text = hevy_row("Développé couché")
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert tell(decode(text.encode(encoding))) == ["bench_press 100 kg x 5"]
    decode(b"\xff\xfe\xff")
    decode(b"\x81\x8d\xff")


def test_a_quotation_that_nobody_closes_costs_its_own_row_alone() -> None:
    row = hevy_row().splitlines(keepends=True)[1]
    log = read(hevy_row() + row.replace("Bench", '"Bench') + row * 300)
    assert (len(log.sets), [skipped.line for skipped in log.skipped]) == (301, [3])


@pytest.mark.parametrize(
    "text",
    ["", " \n", "hello", "a,b,c\n1,2,3\n", "{", "[1]", '{"sets": 5}', "[" * 100_000, "\0" * 1000, "," * 2_000_000,
     "x" * 20_000_000, '"' * 100_001, HEVY.replace("set_index", "set"), STRONG.split("\n")[0] + "\n" + '"\n' * 2_500],
    ids=lambda text: f"{text[:12]!r} of {len(text)}",
)  # fmt: skip
def test_what_is_no_log_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(NotALog) as refused:
        read(text)
    assert str(refused.value).endswith(".")
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    "line", ["," * 5_000_000, "x" * 20_000_000, '"' * 999_999, "\0" * 1000 + "x", "é,\u2028,\x1b[2J"]
)
def test_a_hostile_row_is_skipped_and_the_rest_goes_in(line: str) -> None:
    began = time.monotonic()
    log = read(hevy_row() + line + "\n" + hevy_row().splitlines()[1])
    assert len(log.sets) == 2
    assert all("\x1b" not in skipped.why for skipped in log.skipped)
    assert time.monotonic() - began < 5


@given(st.text(max_size=300), st.sampled_from([HEVY, STRONG, FITNOTES, "", '{"sets": [']))
def test_no_text_breaks_the_reader(text: str, before: str) -> None:
    try:
        log = read(before + text)
    except NotALog:
        return
    assert all(row.reps >= 0 and row.load.amount == Decimal(row.load.milli) / 1000 for row in log.sets)


# ── what a blind reader of these files found ───────────────────────────────────────────────────────────────────────

STRONG_HEADER = "Date,Exercise Name,Set Order,Weight,Weight Unit,Reps\n"
BENCH = "2021-03-04,Bench Press (Barbell),1"


def test_a_lone_carriage_return_ends_a_line() -> None:
    assert tell(STRONG.replace("\n", "\r"), Unit.KG) == tell(STRONG, Unit.KG)
    log = read(HEVY + hevy_row().splitlines()[1] + "\rrest\r")
    assert len(log.sets) == 5
    assert [row.line for row in log.skipped] == [7]


@pytest.mark.parametrize("failure", [csv.Error("x"), OverflowError(), RecursionError(), MemoryError(), UnicodeError()])
def test_whatever_breaks_in_a_file_it_is_refused(failure: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(_text: str) -> None:
        raise failure

    monkeypatch.setattr("bot.imports.read.read_table", breaks)
    with pytest.raises(NotALog, match="damaged"):
        read(STRONG)


def test_a_blank_unit_is_the_one_that_all_others_name() -> None:
    log = read(f"{STRONG_HEADER}{BENCH},80,kg,5\n{BENCH},82.5,,5\n")
    assert [str(row.load) for row in log.sets] == ["80 kg", "82.5 kg"]
    assert (log.filled_unit, log.guessed_unit) == (Unit.KG, None)
    assert read(f"{STRONG_HEADER}{BENCH},80,,5\n").guessed_unit is Unit.LB
    mixed = read(f"{STRONG_HEADER}{BENCH},80,kg,5\n{BENCH},185,lb,5\n{BENCH},90,,5\n2021-03-04,Pull Up,1,0,,5\n")
    assert [row.why for row in mixed.skipped] == ["line 4: its weight has no unit, and other rows have kg and lb"]
    assert len(mixed.sets) == 3


def test_a_unit_that_is_none_is_refused_by_its_line() -> None:
    log = read(f"{STRONG_HEADER}{BENCH},12,stone,5\n{BENCH},80,kgs,5\n")
    assert [row.why for row in log.skipped] == ["line 2: the unit 'stone' is neither kg nor lb"]
    assert [str(row.load) for row in log.sets] == ["80 kg"]
    fitnotes = FITNOTES.splitlines()[0] + "\n2022-09-14,Deadlift,Back,12,stone,5,,,,\n"
    assert why(fitnotes) == ["line 2: the unit 'stone' is neither kg nor lb"]


def test_dates_that_may_be_either_are_named_and_read_as_is_said() -> None:
    text = hevy_row(start="03/04/2019")
    log = read(text)
    assert (log.sets, log.unclear_date) == ((), "03/04/2019")
    for is_day_first, month in ((True, 4), (False, 3)):
        [row] = read_file(text, EXERCISES, ReadAs(unit=Unit.KG, is_day_first=is_day_first)).sets
        assert (row.began_at.month, row.began_at.day) == (month, 7 - month)


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2099-01-01", "line 2: 2099-01-01 lies in the future"),
        ("2027-01-02", "line 2: 2027-01-02 lies in the future"),
        ("1900-01-01", "line 2: 1900-01-01 is too long ago: nothing before 1970 is logged"),
        ("0001-01-01", "line 2: 0001-01-01 is too long ago: nothing before 1970 is logged"),
    ],
)
def test_nobody_trains_in_the_future_or_long_ago(day: str, reason: str) -> None:
    assert why(hevy_row(start=day)) == [reason]
    assert why(f"date,exercise,weight,unit,reps,sets,rpe,kind\n{day},bench_press,50,kg,5,1,,work\n") == [reason]
    assert len(read(hevy_row(start="2027-01-01")).sets) == 1


@pytest.mark.parametrize(
    ("cell", "load"),
    [
        ("80kg", "80 kg"),
        ("80 lbs", "80 lb"),
        ('"1,082.5"', "1082.5 kg"),
        ('"1.082,5"', "1082.5 kg"),
        ("82.5KG", "82.5 kg"),
    ],
)
def test_weights_as_people_write_them(cell: str, load: str) -> None:
    assert [str(row.load) for row in read(hevy_row(weight=cell)).sets] == [load]


def test_the_line_that_excel_writes_above_the_header_is_none() -> None:
    log = read(f"sep=,\n{STRONG}x\n", Unit.KG)
    assert [row.line for row in log.sets] == [3, 4, 5, 6]
    assert [row.line for row in log.skipped] == [7]
    assert tell('"sep=;"\r\n' + STRONG.replace(",", ";"), Unit.KG) == tell(STRONG, Unit.KG)


def test_a_set_without_weight_is_the_body_s_own_exercise_or_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    forms = {"Squat": "squat", "Bodyweight Squat": "push_up"}  # whichever bodyweight forms there are
    monkeypatch.setattr("bot.imports.judged.exercise_of", lambda name, _: forms.get(name))
    assert tell(hevy_row("Squat", weight="", reps="12")) == ["push_up 0 kg x 12"]
    assert tell(hevy_row("Squat", weight="60")) == ["squat 60 kg x 5"]
    del forms["Bodyweight Squat"]
    assert why(hevy_row("Squat", weight="0")) == ["line 2: Squat has no weight, and it is logged only with one"]


def test_a_header_in_the_middle_is_no_row() -> None:
    log = read(STRONG + STRONG, Unit.KG)
    assert (len(log.sets), log.skipped) == (8, ())


@pytest.mark.parametrize("head", [b"{", b"[", b"", b"PK\x03\x04"])
def test_random_bytes_are_called_no_text(head: bytes) -> None:
    body = head + random.Random(1).randbytes(5_000)
    with pytest.raises(NotALog, match="no text"):
        read(decode(body))


def test_a_set_that_names_no_exercise_is_no_unknown_exercise() -> None:
    log = read('{"sets":[{"date":"2024-01-01"}]}')
    assert (log.unmapped, [row.why for row in log.skipped]) == ({}, ["set 1: it names no exercise"])


def test_json_cannot_bring_in_what_no_database_holds() -> None:
    row = '{"date":"2024-01-01","exercise":"bench_press","weight":50,"unit":"kg","reps":5,"sets":1,"kind":"work"'
    [found] = read('{"sets":[' + row + r',"note":"a\ud800b\u0000c"}]}').sets
    assert found.note == "a?bc"


def test_notes_on_whole_workouts_are_counted_and_those_on_an_exercise_kept() -> None:
    hevy = hevy_row(notes="slow").replace(",,Bench", ",good day,Bench", 1)
    log = read(hevy + hevy.splitlines()[1])
    assert (log.workout_notes, [row.note for row in log.sets]) == (1, ["slow", ""])
    strong = "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Notes,Workout Notes\n"
    log = read(f"{strong}2021-03-04,A,Bench Press (Barbell),1,80,5,tight,tired\n")
    assert (log.workout_notes, log.sets[0].note) == (1, "tight")
