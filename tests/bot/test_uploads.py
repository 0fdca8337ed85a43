"""A file of training: what is offered, what a tap makes of it, and that nothing is logged before."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.app import Knowledge
from bot.decide import Decision, decide
from bot.decide.scene import Opened, Scene
from bot.decide.uploads import opened as read_upload
from bot.decide.uploads import upload_meant
from bot.imports.compared import Standing
from bot.imports.sheet import FileLog, FileSet, NotALog
from bot.message import Incoming, Pressed, Sent
from bot.parse.read import parse
from knowledge.exercise import ExerciseId
from knowledge.units import Load, Unit
from storage.records import (
    Address,
    Entry,
    Identity,
    Lift,
    Memory,
    Person,
    Profile,
    Readiness,
    RowId,
    Upload,
    UploadState,
    UserId,
)

NOW = datetime(2026, 11, 22, 17, tzinfo=UTC)
ANN, WHO, WHERE = UserId("ann"), Identity("desk", "ann"), Address("desk", "1")
UPLOAD = Upload(id=RowId("f1"), user=ANN, name="strong.csv", text="Date,…", unit=Unit.LB, offered_at=NOW)
SENT = Sent(
    who=WHO,
    name="Ann",
    where=WHERE,
    source="desk:1:1",
    message="desk:1:1",
    reply_to="1",
    file_name="strong.csv",
    text="Date,…",
    sent_at=NOW,
)


def entry(place: int, exercise: str = "bench_press", on: date = date(2026, 1, 12)) -> Entry:
    lift = Lift(exercise=ExerciseId(exercise), load=Load(Decimal(185), Unit.LB), reps=5)
    return Entry(user=ANN, source="hash", place=place, message="import:f1", said_at=NOW, on=on, lift=lift)


THREE = (entry(0), entry(1), entry(2, "squat", date(2026, 3, 2)))


def opened(new: tuple[Entry, ...] = THREE) -> Opened:
    began_at = datetime(2026, 1, 12, 18)  # noqa: DTZ001  an app's wall clock
    sets = tuple(
        FileSet(
            line=place + 2,
            session="Legs",
            began_at=began_at,
            name=one.lift.exercise,
            exercise=one.lift.exercise,
            load=one.lift.load,
            reps=5,
        )
        for place, one in enumerate(THREE)
    )
    return Opened(FileLog(app="Strong", sets=sets), new)


def scene(incoming: Incoming, file: Opened | NotALog | None = None, upload: Upload | None = None) -> Scene:
    knowledge = Knowledge.load()

    def read(text: str, unit: Unit):  # type: ignore[no-untyped-def]
        return parse(text, knowledge.exercises, knowledge.red_flags, unit)

    parsed = read(incoming.caption if isinstance(incoming, Sent) else "", Unit.LB)
    named = tuple(dict.fromkeys(said.exercise for said in parsed.sets if said.exercise))
    return Scene(
        incoming=incoming,
        parsed=parsed,
        named=named,
        settles=("desk", "u1"),
        person=Person(ANN, "Ann", Profile()),
        is_new=False,
        memory=Memory(upload=upload, history=dict.fromkeys(named, ())),
        exercises=knowledge.exercises,
        read=read,
        red_flag=knowledge.red_flags.red_flag,
        now=NOW,
        check_in_days=7,
        file=file,
    )


def press(words: str, file: Opened | NotALog | None = None, upload: Upload | None = UPLOAD) -> Decision:
    pressed = Pressed(who=WHO, name="Ann", where=WHERE, source="press", press=words, sent_at=NOW)
    return decide(scene(pressed, file, upload))


def shown(decision: Decision) -> tuple[str, dict[str, str]]:
    """The last answer: its text, and its buttons."""
    words = decision.changes.outbox[-1]
    return words.text, {button.label: button.press for row in words.buttons for button in row}


# ── a file comes ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_is_offered_and_nothing_of_it_is_logged() -> None:
    decision = decide(scene(SENT, opened()))
    [upload] = decision.changes.uploads
    assert shown(decision)[1] == {"Import 3 sets": f"import:{upload.id}", "No": f"leave:{upload.id}"}
    assert (upload.state, upload.text, upload.unit) == (UploadState.OFFERED, SENT.text, Unit.LB)
    assert (upload.user, upload.name) == (ANN, "strong.csv")
    assert decision.changes.entries == ()


def test_the_button_counts_what_is_new() -> None:
    assert "Import 1 set" in shown(decide(scene(SENT, opened(THREE[2:]))))[1]


@pytest.mark.parametrize(
    ("sent", "file", "words"),
    [
        (replace(SENT, text=None), None, "larger than 20 MB"),
        (SENT, NotALog("This is a shopping list."), "This is a shopping list."),
        (SENT, opened(()), "All are on record already"),
    ],
)
def test_what_cannot_be_imported_is_said_and_not_kept(sent: Sent, file: Opened | NotALog | None, words: str) -> None:
    decision = decide(scene(sent, file))
    text, buttons = shown(decision)
    assert words in text
    assert not buttons
    assert not decision.changes.uploads
    assert decision.changes.settles == ("desk", "u1")


def test_sets_beside_a_file_are_logged_and_the_file_is_offered_in_a_message_of_its_own() -> None:
    decision = decide(scene(replace(SENT, caption="bench 190x5"), opened()))
    logged, offered = decision.changes.outbox
    assert logged.text.startswith("Logged: bench 190 × 5")
    assert [one.message for one in decision.changes.entries] == [SENT.message]
    assert decision.changes.uploads
    assert "Import 3 sets" in shown(decision)[1]
    assert logged.id != offered.id


def test_danger_beside_a_file_is_answered_first() -> None:
    decision = decide(scene(replace(SENT, caption="chest pain after squats"), opened()))
    assert decision.changes.flags
    assert "Import 3 sets" in shown(decision)[1]


@pytest.mark.parametrize("caption", ["my old log", "here you go", "undo"])
def test_other_words_beside_a_file_are_about_the_file(caption: str) -> None:
    decision = decide(scene(replace(SENT, caption=caption), opened()))
    assert len(decision.changes.outbox) == 1
    assert not decision.changes.undo


def test_files_that_were_left_alone_are_named() -> None:
    decision = decide(scene(replace(SENT, unread=("hevy.csv", "x\n\u202ey.csv")), opened()))
    assert shown(decision)[0].endswith("here strong.csv. Send hevy.csv, xy.csv by itself.")


# ── a button is pressed ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_tap_takes_it_whole_under_one_message() -> None:
    decision = press("import:f1", opened(), UPLOAD)
    text, buttons = shown(decision)
    assert text == "Imported 3 sets of 2 exercises from strong.csv, 12 Jan 2026 to 2 Mar 2026."
    assert buttons == {"Undo import": "unimport:f1"}
    assert decision.changes.entries == THREE
    assert decision.changes.message == "import:f1"
    assert [one.state for one in decision.changes.uploads] == [UploadState.TAKEN]
    assert decision.case is None


def test_a_second_tap_changes_nothing_and_says_so() -> None:
    decision = press("import:f1", opened(()), replace(UPLOAD, state=UploadState.TAKEN))
    text, buttons = shown(decision)
    assert "on record already" in text
    assert "Undo import" in buttons
    assert (decision.changes.entries, decision.changes.uploads) == ((), ())


@pytest.mark.parametrize("verb", ["import", "leave", "unimport"])
def test_a_button_of_somebody_else_changes_nothing_and_says_so(verb: str) -> None:
    decision = press(f"{verb}:f1", None, None)
    assert "somebody else" in shown(decision)[0]
    assert (decision.changes.entries, decision.changes.uploads, decision.changes.undo) == ((), (), ())


def test_a_tap_finds_what_another_file_has_brought_already() -> None:
    decision = press("import:f1", opened(()))
    assert "on record already" in shown(decision)[0]
    assert (decision.changes.entries, decision.changes.uploads) == ((), ())


def test_words_on_readiness_come_with_a_file_and_can_be_all_of_it() -> None:
    slept = Readiness(user=ANN, source="r", message="import:f1", said_at=NOW, on=date(2026, 2, 1), sleep_minutes=480)
    both, alone = replace(opened(), new_readiness=(slept,)), replace(opened(()), new_readiness=(slept,))
    assert press("import:f1", both).changes.imported_readiness == (slept,)
    assert "Import 1 word on readiness" in shown(decide(scene(SENT, alone)))[1]
    assert shown(press("import:f1", alone))[0] == "Imported 1 word on readiness from strong.csv, 1 Feb 2026."


def test_no_leaves_it() -> None:
    decision = press("leave:f1")
    assert shown(decision) == ("Then nothing is imported.", {})
    assert [one.state for one in decision.changes.uploads] == [UploadState.REFUSED]


def test_no_after_the_import_points_to_the_button_that_undoes_it() -> None:
    decision = press("leave:f1", None, replace(UPLOAD, state=UploadState.TAKEN))
    assert shown(decision) == ("strong.csv is imported already.", {"Undo import": "unimport:f1"})
    assert not decision.changes.uploads


def test_a_file_whose_text_is_gone_cannot_be_taken() -> None:
    decision = press("import:f1", None, replace(UPLOAD, state=UploadState.REFUSED, text=""))
    assert not decision.changes.entries
    assert "Send it again" in shown(decision)[0]


def test_undo_takes_back_the_whole_message() -> None:
    decision = press("unimport:f1", None, replace(UPLOAD, state=UploadState.TAKEN))
    assert decision.changes.undo == ("import:f1",)
    assert [one.state for one in decision.changes.uploads] == [UploadState.UNDONE]
    assert shown(decision)[0] == "Undone: everything that came from strong.csv."


@pytest.mark.parametrize("state", [UploadState.OFFERED, UploadState.REFUSED, UploadState.UNDONE])
def test_what_is_not_in_the_log_is_not_undone(state: UploadState) -> None:
    decision = press("unimport:f1", None, replace(UPLOAD, state=state))
    assert decision.changes.undo == ()
    assert "Nothing of that file" in shown(decision)[0]


@pytest.mark.parametrize(
    ("name", "as_shown"), [("", "the file"), ("\u202e\n", "the file"), ("x" * 300 + ".csv", "x" * 60)]
)
def test_a_name_is_shown_as_far_as_it_can_be(name: str, as_shown: str) -> None:
    decision = press("unimport:f1", None, replace(UPLOAD, name=name, state=UploadState.TAKEN))
    assert shown(decision)[0] == f"Undone: everything that came from {as_shown}."


# ── what a file leaves open ────────────────────────────────────────────────────────────────────────────────────────


def buttons_for(log: FileLog) -> dict[str, str]:
    """What the buttons of an offer say, and what they press without the file's id."""
    decision = decide(scene(SENT, replace(opened(), log=log)))
    [upload] = decision.changes.uploads
    return {label: press.replace(upload.id, "ID") for label, press in shown(decision)[1].items()}


def test_a_unit_that_was_guessed_is_asked_with_two_buttons() -> None:
    log = replace(opened().log, guessed_unit=Unit.LB)
    assert buttons_for(log) == {
        "Import 3 sets in lb": "import:ID:lb",
        "Import 3 sets in kg": "import:ID:kg",
        "No": "leave:ID",
    }


def test_dates_that_may_be_either_are_asked_and_shown_before_they_are_taken() -> None:
    log = replace(opened().log, unclear_date="03/04/2019")
    assert buttons_for(log) == {
        "The day is first": "import:ID:day:look",
        "The month is first": "import:ID:month:look",
        "No": "leave:ID",
    }
    looked = press("import:f1:day:look", opened())
    assert shown(looked)[1] == {"Import 3 sets": "import:f1:day", "No": "leave:f1"}
    assert (looked.changes.entries, looked.changes.uploads) == ((), ())
    assert press("import:f1:day", opened()).changes.entries == THREE


@pytest.mark.parametrize(
    ("pressed", "unit", "day"), [("import:f1:kg:day", "kg", 3), ("import:f1:month", "lb", 4), ("import:f1", "lb", None)]
)
def test_a_button_says_how_its_file_is_read(pressed: str, unit: str, day: int | None) -> None:
    text = "Date,Exercise Name,Set Order,Weight,Reps\n03/04/2019,Bench Press (Barbell),1,80,5\n"
    tapped = Pressed(who=WHO, name="Ann", where=WHERE, source="press", press=pressed, sent_at=NOW)
    staged = scene(tapped, None, replace(UPLOAD, text=text))
    upload = upload_meant(staged)
    assert upload is not None
    read = read_upload(upload, ((), ()), staged)
    assert isinstance(read, Opened)
    assert upload.unit == unit
    assert [(row.on.day, row.lift.load.unit) for row in read.new] == ([(day, unit)] if day else [])


def test_a_tap_for_the_other_unit_says_to_undo_first() -> None:
    file = replace(opened(()), log=replace(opened().log, guessed_unit=Unit.KG), standing=Standing(in_other_unit=3))
    assert "undo that import first to have them in kg" in shown(press("import:f1:kg", file))[0]


def test_the_platform_s_own_reason_is_told() -> None:
    sent = replace(SENT, text=None, trouble="log.csv is not found, so nothing is imported.")
    assert shown(decide(scene(sent)))[0] == sent.trouble
