"""What is asked, with and without a question mark, and the set that was done beside it."""

import pytest

from bot.parse.facts import Intent
from tests.bot.lifter import talk
from tests.bot.reading import read


@pytest.mark.parametrize(
    ("text", "load"),
    [
        ("bench 185x5 why is it stuck?", 185),
        ("squat 225x5 what next?", 225),
        ("deadlift 315x5 slept 5h is that why it felt heavy?", 315),
        ("ohp 95x5 how do I brace?", 95),
        ("bench 155x5 what's my max?", 155),
        ("bench 185x5 should I go up?", 185),
        ("row 100x5 I'm pregnant, is that ok?", 100),
    ],
)
def test_a_set_beside_a_question_is_logged_and_the_question_heard(text: str, load: int) -> None:
    found = read(text)
    assert [one.load and one.load.amount for one in found.sets] == [load]
    assert Intent.QUESTION in found.also


@pytest.mark.parametrize(
    "text",
    [
        "should I bench 185x5?",
        "can I do squat 225x5?",
        "could you write down squat 225x5",
        "is 225x5 good?",
        "is bench 225x5 good",
        "bench 185x5 ok?",
        "bench 225x5 can I do it?",
        "bench 225x5 is that possible?",
        "bench 225x5 should I try it?",
    ],
)
def test_a_set_that_is_asked_about_is_not_logged(text: str) -> None:
    found = read(text)
    assert (found.sets, found.intent) == ((), Intent.QUESTION)


@pytest.mark.parametrize(
    "text",
    [
        "is creatine safe",
        "does cardio kill gains",
        "is fasting bad for gains",
        "are deadlifts necessary",
        "is deadlift bad for my back",
        "bench stuck",
        "my bench isn't moving",
        "combien de protéines à 80 kg",
        "wie viel kcal bei 80 kg",
        "распиши неделю",
        "как правильно приседать",
    ],
)
def test_a_question_needs_no_mark(text: str) -> None:
    assert read(text).intent is Intent.QUESTION


@pytest.mark.parametrize("text", ["will squat tomorrow", "is heavy today", "will be back", "got stuck in traffic"])
def test_a_statement_that_begins_like_a_question_is_none(text: str) -> None:
    assert read(text).intent is not Intent.QUESTION


async def test_a_set_in_a_question_is_said_not_to_be_logged() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        assert "Not logged: 190x5." in (await ann.say("should I bench 190x5?")).text
        assert "Not logged: 225x5." in (await ann.say("could you write down squat 225x5")).text
        assert await ann.log() == ["bench_press 185x5"]
