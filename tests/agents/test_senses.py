"""Which files are taken for photos and voice notes, and what of a model's answer is taken for sets."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.proposal import canonical
from agents.senses import (
    LONGEST_ANSWER,
    MOST_BYTES,
    MOST_LIFTS,
    MOST_LINES,
    Medium,
    Seen,
    lines_of,
    load_on,
    media_type_of,
    seen_in,
)
from bot.decide.readings import lifts_alone
from bot.parse.read import parse
from knowledge.library import load_exercises
from knowledge.red_flags import load_red_flags
from knowledge.units import Load, Unit
from storage.records import Lift, Profile

EXERCISES, RED_FLAGS = load_exercises(), load_red_flags()


def read(line: str) -> tuple[Lift, ...]:
    return lifts_alone(parse(line, EXERCISES, RED_FLAGS, Unit.LB))


def seen(text: str) -> Seen:
    return seen_in(text, read)


def pounds(*amounts: str) -> tuple[Load, ...]:
    return tuple(Load(Decimal(amount), Unit.LB) for amount in amounts)


@pytest.mark.parametrize(
    ("medium", "body", "kind"),
    [
        (Medium.PHOTO, b"\xff\xd8\xff\xe1x", "image/jpeg"),
        (Medium.PHOTO, b"\x89PNG\r\n\x1a\nx", "image/png"),
        (Medium.PHOTO, b"RIFF\n\0\0\0WEBPx", "image/webp"),
        (Medium.VOICE, b"OggSx", "audio/ogg"),
        (Medium.VOICE, b"ID3\x04", "audio/mpeg"),
        (Medium.VOICE, b"\xff\xfb\x90", "audio/mpeg"),
        (Medium.VOICE, b"\0\0\0\x1cftypM4A ", "audio/mp4"),
        (Medium.VOICE, b"RIFF\0\0\0\0WAVE", "audio/wav"),
    ],
)
def test_the_first_bytes_say_what_it_is_and_each_is_of_one_kind(medium: Medium, body: bytes, kind: str) -> None:
    other = Medium.VOICE if medium is Medium.PHOTO else Medium.PHOTO
    assert media_type_of(body, medium) == kind
    assert media_type_of(body, other) is None
    assert media_type_of(body + b"x" * MOST_BYTES[medium], medium) is None


@pytest.mark.parametrize("body", [b"", b"GIF89a", b"<svg>", b"%PDF", b"\0\0\0\x18ftypheic", b"x\xff\xd8\xff", b"MZ"])
def test_anything_else_is_neither(body: bytes) -> None:
    assert [media_type_of(body, medium) for medium in Medium] == [None, None]


def test_each_line_that_is_sets_alone_counts_and_the_others_are_counted() -> None:
    found = seen(
        "- Bench press 185 lb 3 sets of 5 reps rpe 8\n2. squat 225 lb x 5 reps\nLegs!\nTom: squat 300 lb x 1 reps"
    )
    assert canonical(found.lifts, EXERCISES) == "bench press 185 lb 3 sets of 5 reps rpe 8, squat 225 lb x 5 reps"
    assert found.left_out == 2


def test_no_more_are_taken_than_can_be_checked_before_a_tap() -> None:
    found = seen("\n".join(f"squat {200 + n} lb x {1 + n % 2} reps" for n in range(15)))
    assert (len(found.lifts), found.left_out) == (MOST_LIFTS, 3)


@pytest.mark.parametrize(
    "text", ["", "nothing", "Nothing.", " \n", "squat 225x5\n" * (MOST_LINES + 1), "squat 225x5 " * LONGEST_ANSWER]
)
def test_an_answer_that_is_empty_or_far_too_long_has_no_lines(text: str) -> None:
    assert lines_of(text) == ()


@given(st.text(max_size=200))
def test_whatever_is_answered_only_what_the_reader_reads_alone_is_seen(text: str) -> None:
    found = seen(text)
    lifts = [lift for line in lines_of(text) for lift in read(line)]
    assert list(found.lifts) == lifts[:MOST_LIFTS]


@pytest.mark.parametrize(
    ("line", "plates"),
    [
        ("plates per side: 45 lb, 25 lb", pounds("45", "25")),
        ("Per side: 45 lb + 45 lb + 2.5 lb", pounds("45", "45", "2.5")),
        ("plates per side: 45 lb, 20 kg", ()),
        ("plates per side: 45 lb and a clip", ()),
        ("plates per side: 45", ()),
    ],
)
def test_a_side_is_named_plate_by_plate_in_one_unit(line: str, plates: tuple[Load, ...]) -> None:
    assert seen(line).plates == plates


@pytest.mark.parametrize(
    ("plates", "load"),
    [
        (pounds("45", "25"), "185"),
        (pounds("45", "45", "2.5"), "230"),
        (pounds("44"), None),
        ((), None),
        (pounds(*["100"] * 13), None),
        ((Load(Decimal(20), Unit.KG),), None),
    ],
)
def test_the_load_is_the_bar_and_both_sides_of_plates_that_there_are(
    plates: tuple[Load, ...], load: str | None
) -> None:
    expected = Load(Decimal(load), Unit.LB) if load else None
    assert load_on(pounds("45")[0], plates, Profile()) == expected


def test_plates_of_his_own_count() -> None:
    assert load_on(pounds("45")[0], pounds("44"), Profile(plates=pounds("44"))) == pounds("133")[0]
