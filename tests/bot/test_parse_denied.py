"""What was denied is no set, and a denial that says what is right puts the newest set right."""

from decimal import Decimal

import pytest

from bot.parse.facts import Intent, Which
from knowledge.exercise import ExerciseId
from tests.bot.lifter import talk
from tests.bot.reading import read, said


@pytest.mark.parametrize(
    "text",
    [
        "not bench 80x5",
        "not the bench 80x5",
        "that wasn't bench 80x5",
        "bench 80x5 not done",
        "bench not 80x5",
        "almost benched 80x5",
        "nicht bankdrücken 80x5",
        "no hice press banca 80x5",
        "pas développé couché 80x5",
        "não fiz supino 80x5",
        "не жим 80х5",
        "жим 80х5 не делал",
    ],
)
def test_a_denied_set_is_none(text: str) -> None:
    assert read(text).sets == ()


@pytest.mark.parametrize("text", ["not great, bench 80x5", "bench 80x5 not hard", "not gonna lie bench 80x5 was hard"])
def test_a_not_that_denies_no_lift_hides_none(text: str) -> None:
    assert read(text).sets == (said("bench_press", "80", 5),)


@pytest.mark.parametrize(
    "text",
    [
        "80x5 not bench",
        "100x5 not squat",
        "80x5 not bench but squat",
        "bench 80x5 nope",
        "bench 80x5 nope lol",
        "squat 225x5, nope",
        "squat 225x5\nno",
        "bench 80 nope",
        "bench 80x5 no",
        "bench 80x5 actually not",
        "ohp 50x5 nah",
        "bench 80x5 doch nicht",
        "kniebeuge 100x5 doch nicht",
        "kniebeuge 100 kg x 5 nein",
        "nein kniebeuge 100x5",
        "nein bank 80x5",
        "nope bench 80x5",
        "press banca 80x5 al final no",
        "développé couché 80x5 non",
        "supino 80x5 não",
        "жим 80х5 нет",
        "нет присед 100х5",
    ],
)
def test_a_set_that_is_taken_back_beside_it_is_none(text: str) -> None:
    found = read(text)
    assert (found.intent, found.sets) == (Intent.SMALLTALK, ())


@pytest.mark.parametrize(
    "behind",
    ["no pain", "no belt", "not bad", "not easy", "no problem", "no spotter", ", no pain", "belt no", "no squat today"],
)
def test_a_no_behind_a_set_that_denies_something_else_leaves_it(behind: str) -> None:
    assert read(f"bench 80x5 {behind}").sets == (said("bench_press", "80", 5),)


def test_a_refusal_between_two_sets_denies_the_first() -> None:
    assert read("bank 80x5 nein kniebeuge 100x5").sets == (said("squat", "100", 5),)
    assert read("bench 80x5 nope, squat 100x5").sets == (said("squat", "100", 5),)
    assert read("squat 100x5, 90x5 not bench").sets == (said("squat", "100", 5),)


@pytest.mark.parametrize("text", ["no, bench 80x5", "nein, bank 80x5", "нет, жим 80х5"])
def test_a_no_before_a_comma_puts_right(text: str) -> None:
    found = read(text)
    assert (found.intent, found.sets) == (Intent.CORRECTION, (said("bench_press", "80", 5),))


@pytest.mark.parametrize(
    "lacking", ["problem", "belt", "pain", "sleep", "warmup", "warm up", "coffee", "shoes", "pause", "spotter", "rest"]
)
def test_a_circumstance_that_was_lacking_denies_no_set(lacking: str) -> None:
    assert read(f"no {lacking} squat 225x5").sets == (said("squat", "225", 5),)


@pytest.mark.parametrize(
    "text",
    [
        "coach said bench 225x5",
        "coach said to bench 225x5",
        "my coach told me to bench 225x5 today",
        "coach said i should bench 225x5",
        "trainer says squat 100x5",
        "trainer sagt kniebeuge 100x5",
        "el entrenador dijo sentadilla 100x5",
        "тренер сказал присед 100х5",
    ],
)
def test_what_a_coach_says_to_do_was_not_done(text: str) -> None:
    found = read(text)
    assert (found.intent, found.sets) == (Intent.SMALLTALK, ())


@pytest.mark.parametrize(
    "text",
    [
        "bench 225x5 coach said it looked good",
        "coach said bench 225x5 looked good",
        "coach said good form, bench 225x5",
        "coach told me to bench 225x5 and i did it",
        "coach said bench 245x5, i did bench 225x5",
        "my trainer had me bench 225x5",
        "hey coach bench 225x5",
    ],
)
def test_what_was_done_beside_a_coach_is_logged(text: str) -> None:
    assert read(text).sets == (said("bench_press", "225", 5),)


def test_only_what_was_denied_is_left_out() -> None:
    assert read("squat 100x5 not bench 80x5").sets == (said("squat", "100", 5),)
    assert read("not bench 80x5\nsquat 100x5").sets == (said("squat", "100", 5),)


@pytest.mark.parametrize(
    "text",
    [
        "not bench 80x5 but squat",
        "not bench 80x5, squat",
        "nicht bankdrücken 80x5 sondern kniebeuge",
        "не жим 80х5 а присед",
    ],
)
def test_what_stands_behind_the_but_is_right(text: str) -> None:
    found = read(text)
    assert (found.intent, found.sets) == (Intent.CORRECTION, (said("squat", None, None),))
    assert found.which == Which(exercise=ExerciseId("bench_press"), was=(Decimal(80), Decimal(5)))


def test_a_lift_that_was_not_done_beside_one_that_was_corrects_nothing() -> None:
    found = read("not squat but bench 80x5")
    assert (found.intent, found.sets) == (Intent.LOG, (said("bench_press", "80", 5),))


def test_a_laugh_before_a_set_corrects_nothing() -> None:
    assert read("lol squat 100x5").intent is Intent.LOG


async def test_the_newest_set_is_put_right_and_none_is_made_up() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        assert "Corrected: squat 185 × 5" in (await ann.say("not bench 185x5 but squat")).text
        assert [entry.lift.exercise for entry in await ann.entries()] == ["squat"]
        assert "Nothing is logged" in (await ann.say("not bench 80x5")).text
        assert "There is no bench" in (await ann.say("not bench 80x5 but deadlift")).text
        assert len(await ann.entries()) == 1


async def test_a_set_that_is_taken_back_or_only_told_is_not_logged_silently() -> None:
    async with talk() as ann:
        for text in ("bench 80x5 nope", "80x5 not bench", "nein kniebeuge 100x5", "coach said bench 225x5"):
            assert "nothing is logged" in (await ann.say(text)).text.casefold(), text
        await ann.say("nein, bank 80x5")
        assert not await ann.entries()
