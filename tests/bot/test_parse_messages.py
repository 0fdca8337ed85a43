"""Labelled messages in the words of many lifters: each must be read exactly, none may become a set that nobody did."""

import json

import pytest

from bot.parse.as_json import to_json
from tests.bot.labelled import labelled_messages
from tests.bot.reading import read

MESSAGES = labelled_messages()
READ = [message for message in MESSAGES if not message.is_open]
OPEN = [message for message in MESSAGES if message.is_open]


def test_there_are_enough_of_them_and_no_text_twice() -> None:
    assert len({(message.text, message.unit) for message in MESSAGES}) == len(MESSAGES) >= 1900


@pytest.mark.parametrize("source", sorted({message.source for message in MESSAGES}))
def test_messages_are_read_as_labelled(source: str) -> None:
    """One test a file: what is listed is what was missed, and how it was read."""
    wrong = {}
    for message in READ:
        if message.source == source and (misses := message.misses(got := to_json(read(message.text, message.unit)))):
            wrong[message.text] = (misses, got)
    assert wrong == {}


def test_no_set_is_invented_in_any() -> None:
    invented = [message.text for message in MESSAGES if message.invents(to_json(read(message.text, message.unit)))]
    assert invented == []


def test_no_red_flag_is_missed_in_any() -> None:
    flagged = [message for message in MESSAGES if message.expect.get("red_flag")]
    missed = [one.text for one in flagged if to_json(read(one.text, one.unit)).get("red_flag") is None]
    assert len(flagged) > 60
    assert missed == []


def test_what_is_marked_as_open_is_open() -> None:
    read_by_now = [one.text for one in OPEN if not one.misses(to_json(read(one.text, one.unit)))]
    assert read_by_now == []


def test_few_are_open() -> None:
    assert len(OPEN) < 0.02 * len(MESSAGES)


def test_numbers_are_whole_where_they_can_be() -> None:
    said = to_json(read("bench 185.0x5 slept 6.50 bw 82.50kg"))
    text = json.dumps(said)
    assert '"weight": 185,' in text
    assert '"sleep_h": 6.5' in text
    assert '"value": 82.5' in text


def test_keys_that_say_nothing_are_left_out() -> None:
    assert set(to_json(read("bench 185x5"))) == {"sets", "sleep_h", "soreness", "energy", "bodyweight", "intent"}
