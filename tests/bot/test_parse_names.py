"""Typing errors of names are forgiven; words of their own are no names, whatever they look like."""

from importlib.resources import files
from io import BytesIO

import pytest
from babel.messages.pofile import read_po

from bot.languages import LANGUAGES
from bot.parse.names import mentions
from bot.parse.tokens import tokenize
from knowledge.exercise import ExerciseId
from tests.bot.reading import EXERCISES


def lifts(text: str) -> list[ExerciseId]:
    return [id_ for mention in mentions(tokenize(text), EXERCISES) for id_ in mention.ids]


@pytest.mark.parametrize(
    "typed",
    ["benhc", "bnech", "bemch", "bensh", "squta", "sqat", "dealdift", "deadlfit", "deadlitf", "pres", "kniebuege"],
)
def test_a_slip_of_a_finger_is_forgiven(typed: str) -> None:
    assert lifts(f"{typed} 80x5") != []


@pytest.mark.parametrize(
    "typed",
    [
        "lange",
        "lassen",
        "china",
        "coins",
        "somos",
        "calles",
        "longe",
        "préso",
        "overseas",
        "aventuras",
        "плану",
        "шаги",
    ],
)
def test_another_word_is_no_slip(typed: str) -> None:
    assert lifts(f"{typed} 80x5") == []


def words_of(language: str) -> set[str]:
    """Every word that stands in what the bot itself says in that language."""
    messages = read_po(BytesIO(files("bot.languages").joinpath(f"{language}.po").read_bytes()))
    said = (message.string if isinstance(message.string, tuple) else (message.string,) for message in messages)
    return {token.raw for forms in said for form in forms for token in tokenize(str(form)) if token.is_word}


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_no_word_of_our_own_is_taken_for_a_lift_by_its_spelling(language: str) -> None:
    known = {token.text for name in EXERCISES.names for token in tokenize(name)}
    known |= {f"{word}{ending}" for word in known for ending in ("s", "es")}
    joined = {"".join(token.text for token in tokenize(name)) for name in EXERCISES.names}
    unknown = {word for word in words_of(language) if tokenize(word)[0].text not in known | joined}
    assert {word for word in unknown if lifts(f"{word} 80x5")} == set()
