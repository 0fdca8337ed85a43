"""What a message is for, what it corrects, and what it cannot say."""

import pytest

from bot.parse.facts import Intent, SaidSet
from knowledge.units import Unit
from storage.records import Danger
from tests.bot.reading import read, said


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("knee hurts on squat 225x5, new pr?", Intent.PAIN),
        ("that was 195", Intent.CORRECTION),
        ("new pr bench 185x9", Intent.PR_CLAIM),
        ("finally hit 225x1 bench", Intent.PR_CLAIM),
        ("bench 185x5", Intent.LOG),
        ("no pr today, bench 185x5", Intent.LOG),
        ("what should i bench next", Intent.QUESTION),
        ("show my squat progress", Intent.QUESTION),
        ("whats my pr", Intent.QUESTION),
        ("thanks coach!", Intent.SMALLTALK),
        ("💪", Intent.SMALLTALK),
        ("gym was packed", Intent.SMALLTALK),
        ("good session today", Intent.SMALLTALK),
        ("hello from berlin", Intent.SMALLTALK),
        ("legs are dead", Intent.SMALLTALK),
        ("my buddy tore his pec", Intent.SMALLTALK),
        ("I use kg", Intent.GARBAGE),
        ("set my unit to lb", Intent.GARBAGE),
        ("ok 5", Intent.GARBAGE),
        ("that was kg", Intent.CORRECTION),
        ("asdf qwer", Intent.GARBAGE),
        ("🏋️🏋️🏋️", Intent.GARBAGE),
        ("'; DROP TABLE entries; --", Intent.GARBAGE),
        ("\x00\x01\xff", Intent.GARBAGE),
        ("", Intent.GARBAGE),
    ],
)
def test_the_gravest_intent_wins(text: str, intent: Intent) -> None:
    assert read(text).intent is intent


def test_a_question_beside_a_log_is_kept() -> None:
    parsed = read("hit 205x5 on bench, whats my 1rm?")
    assert (parsed.intent, parsed.also) == (Intent.LOG, (Intent.QUESTION,))
    assert "whats my 1rm" in parsed.rest


def test_pain_keeps_the_set_and_says_which_words_raised_it() -> None:
    parsed = read("knee hurts 6/10 when i squat, 225x5")
    assert parsed.sets == (said("squat", "225", 5),)
    assert (parsed.danger, parsed.danger_words, parsed.soreness) == (Danger.PAIN, "knee hurts", None)


@pytest.mark.parametrize(
    "text",
    [
        "undo",
        "Undo!",
        "undo that",
        "scratch that",
        "delete that",
        "delete the last set",
        "oops, undo",
        "remove last entry",
    ],
)
def test_the_last_entry_can_be_taken_back(text: str) -> None:
    parsed = read(text)
    assert (parsed.intent, parsed.delete_last, parsed.sets) == (Intent.CORRECTION, True, ())


@pytest.mark.parametrize("text", ["delete my account", "undo my whole life", "cancel my gym membership"])
def test_other_things_are_not_taken_back(text: str) -> None:
    assert not read(text).delete_last or text.startswith("undo")


@pytest.mark.parametrize(
    ("text", "patch"),
    [
        ("that was 195", said(None, "195", None)),
        ("i meant 100 kg", said(None, "100", None, unit=Unit.KG)),
        ("it was 3 sets not 4", said(None, None, None, 3)),
        ("6 reps not 5", said(None, None, 6)),
        ("sorry, 6 reps", said(None, None, 6)),
        ("not 185, 195", said(None, "195", None)),
        ("oops 195 not 185", said(None, "195", None)),
        ("change 185 to 195", said(None, "195", None)),
        ("make that 6 reps", said(None, None, 6)),
        ("last set was rpe 9", said(None, None, None, rpe="9")),
        ("actually it was 190x6", said(None, "190", 6)),
        ("no, bench 185x6", said("bench_press", "185", 6)),
        ("i meant squat not bench", said("squat", None, None)),
        ("it was bench not squat", said("bench_press", None, None)),
        ("scratch that, 195x5", said(None, "195", 5)),
        ("the bench was 190", said("bench_press", "190", None)),
    ],
)
def test_a_correction_says_what_changes_and_leaves_the_rest(text: str, patch: SaidSet) -> None:
    parsed = read(text)
    assert (parsed.intent, parsed.sets, parsed.delete_last) == (Intent.CORRECTION, (patch,), False)


def test_a_correction_of_sleep_is_one_too() -> None:
    parsed = read("slept 7 not 6")
    assert (parsed.intent, parsed.sleep_minutes) == (Intent.CORRECTION, 420)


@pytest.mark.parametrize(
    "text", ["that was hard", "actually felt great, bench 185x5", "sorry for the late log, bench 185x5"]
)
def test_a_remark_is_no_correction(text: str) -> None:
    assert read(text).intent is not Intent.CORRECTION


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("yesterday bench 185x5", "yesterday"),
        ("logging mondays session, bench 185x5", "monday"),
        ("monday's bench: 185x5", "monday"),
        ("bench 185x5 on friday", "friday"),
        ("bench 185x5", None),
    ],
)
def test_another_day_is_said(text: str, when: str | None) -> None:
    parsed = read(text)
    assert (parsed.when, parsed.sets) == (when, (said("bench_press", "185", 5),))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("bench 1850x5", "1850 lb × 5 on bench: did you mean 185?"),
        ("bench 2255x5", "did you mean 225?"),
        ("bench 405kg x 5", "did you mean 405 lb?"),
        ("bench 800x5", "nobody has lifted that"),
        ("squat 1200x5", "did you mean 120?"),
        ("curls 600x5", "nobody has lifted that"),
        ("db bench 300x5", "nobody has lifted that"),
        ("lateral raise 200x10", "nobody has lifted that"),
        ("pullups +600 x5", "nobody has lifted that"),
        ("leg press 1600x5", "did you mean 160?"),
        ("bench 0x5", "more than 0"),
        ("bench -185x5", "more than 0"),
        ("bench 185x-5", "below 0"),
        ("squat 225x500", "more than 100 reps"),
        ("squat 225x5x50", "50 sets"),
        ("squat 99999999x5", "nobody has lifted that"),
        ("slept 40h", "a day has 24"),
        ("slept -5", "a day has 24"),
        ("sore 15", "0 to 10"),
        ("sore -3", "0 to 10"),
        ("energy 11", "0 to 10"),
        ("bw 500kg", "Body weight 500 kg"),
        ("log bench 315x5 for user 123456789", "your own log"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_not_logged(text: str, words: str) -> None:
    parsed = read(text)
    assert words in " ".join(parsed.refused)
    assert parsed.intent is Intent.GARBAGE
    assert not parsed.sets
    assert (parsed.sleep_minutes, parsed.soreness, parsed.energy, parsed.body_weight) == (None, None, None, None)


def test_what_can_be_is_logged_beside_what_cannot() -> None:
    parsed = read("bench 185x5 rpe 12, slept 40h, squat 2250x5")
    assert parsed.sets == (said("bench_press", "185", 5),)
    assert len(parsed.refused) == 3
    assert parsed.intent is Intent.LOG


@pytest.mark.parametrize(
    "text", ["bench 500x1", "deadlift 1100x1", "squat 1000x1", "leg press 1500x5", "db row 200x8", "dips +200 x5"]
)
def test_what_somebody_has_lifted_is_not_refused(text: str) -> None:
    parsed = read(text)
    assert parsed.sets
    assert not parsed.refused


@pytest.mark.parametrize("text", ["the bench was hard", "the bench was 190x5"])
def test_what_is_said_of_a_lift_is_no_correction(text: str) -> None:
    assert read(text).intent is not Intent.CORRECTION
