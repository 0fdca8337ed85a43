"""A file beside what stands in the log: units that were guessed, edited exports, and sets said in the chat."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.imports.compared import Compared, compared
from bot.imports.preview import preview
from knowledge.library import load_exercises
from knowledge.units import Unit
from storage.records import Entry, RowId, Upload, UserId
from tests.bot.imports.files import HEVY, STRONG, hevy_row

EXERCISES = load_exercises()
NOW = datetime(2026, 11, 22, 17, tzinfo=UTC)


def beside(text: str, known: tuple[Entry, ...] = (), unit: Unit = Unit.LB) -> Compared:
    upload = Upload(id=RowId("f1"), user=UserId("ann"), name="x.csv", text=text, unit=unit, offered_at=NOW)
    return compared(upload, None, (known, ()), ZoneInfo("Europe/Berlin"), EXERCISES)


def told(found: Compared) -> list[str]:
    return preview(found.log, len(found.new), found.standing).splitlines()


def test_a_file_whose_unit_was_guessed_adds_nothing_in_the_other_unit() -> None:
    first = beside(STRONG)
    again = beside(STRONG, first.new, Unit.KG)
    assert (len(first.new), again.new) == (4, ())
    assert told(again)[1] == (
        "With the same numbers, 4 sets of it are on record in the other unit: "
        "undo that import first to have them in kg."
    )
    assert "other unit" not in "".join(told(beside(STRONG, first.new)))


def test_a_unit_that_the_file_names_is_no_guess() -> None:
    pounds = beside(HEVY.replace("weight_kg", "weight_lbs"))
    assert len(beside(HEVY, pounds.new).new) == 4


def test_nothing_added_to_the_body_is_the_same_in_both_units() -> None:
    bodies = [hevy_row("Pull Up", weight="").replace("weight_kg", column) for column in ("weight_kg", "weight_lbs")]
    assert beside(bodies[1], beside(bodies[0]).new).new == ()


def test_an_export_that_was_edited_says_that_other_sets_stand_on_that_day() -> None:
    known = beside(HEVY).new
    edited = beside(HEVY.replace(",78,", ",80,"), known)
    assert told(edited)[1] == (
        "15 Sep 2025 has other sets of Seated Leg Curl (Machine) on record; this adds 2 beside them."
    )
    grown = HEVY + HEVY.splitlines()[-1].replace(",78,", ",60,") + "\n"
    assert beside(grown, known).standing.beside == ()
    assert beside(HEVY, known).standing.beside == ()


def test_sets_that_were_logged_in_the_chat_are_told_apart() -> None:
    said = replace(beside(HEVY.replace(",78,", ",80,")).new[-1], message="desk:1:1")
    other_day = replace(said, on=date(2025, 9, 14))
    assert told(beside(HEVY, (said, other_day)))[1] == (
        "15 Sep 2025 has other sets of Seated Leg Curl (Machine) on record that were logged in the chat; "
        "this adds 4 beside them."
    )


def test_many_days_are_told_together() -> None:
    text = HEVY + HEVY.split("\n", 1)[1].replace("15 Sep", "17 Sep")
    known = beside(text.replace(",78,", ",80,")).new
    assert told(beside(text, known))[1] == (
        "2 times other sets of a lift are on record for the same day, first of Seated Leg Curl (Machine) on "
        "15 Sep 2025; this adds 4 beside them."
    )


def test_a_workout_a_day_ahead_is_in_another_zone_and_later_ones_are_in_the_future() -> None:
    assert len(beside(hevy_row(start="2026-11-23")).new) == 1
    assert beside(hevy_row(start="2026-11-24")).new == ()


def test_the_preview_says_what_was_filled_in_and_what_is_not_kept() -> None:
    strong = "Date,Workout Name,Exercise Name,Set Order,Weight,Weight Unit,Reps,Workout Notes\n"
    row = "2021-03-04,A,Bench Press (Barbell),1,80"
    assert told(beside(f"{strong}{row},kg,5,tired\n{row},,5,tired\n"))[1:] == [
        "Loads without a unit are taken to be in kg, as all others in the file are.",
        "1 note on a whole workout is not kept.",
    ]
