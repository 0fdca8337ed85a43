"""Reading is linear in the length of a text, also where somebody means ill: counted in steps, not in seconds."""

from typing import Final

import pytest

from tests.bot.catastrophes import TEXTS, of_length
from tests.bot.reading import read
from tests.bot.test_parse_any_text import SOME
from tests.steps import steps

read("bench")  # names are indexed at the first reading

SHORT: Final = 96  # characters; read, then four times as many
SLACK: Final = 1500  # steps that a message costs whatever its length


def grows_no_faster_than_the_text(piece: str) -> bool:
    """Four times the text, at most five times the steps: quadratic work would take sixteen times as many."""
    short = of_length(piece, SHORT)
    return steps(lambda: read(4 * short)) < 5 * steps(lambda: read(short)) + SLACK


@pytest.mark.parametrize("name", TEXTS)
def test_work_grows_with_the_length_and_no_faster(name: str) -> None:
    assert grows_no_faster_than_the_text(TEXTS[name])


def test_labelled_messages_repeated_cost_what_they_cost_once() -> None:
    texts = [message.text for message in SOME[::6]]
    assert [text for text in texts if not grows_no_faster_than_the_text(f"{text} ")] == []
