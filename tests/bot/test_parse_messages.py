"""Labelled messages in the words of lifters: each must be read exactly."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.parse.as_json import to_json
from knowledge.units import Unit
from tests.bot.reading import read

LINES = Path(__file__).with_name("messages.jsonl").read_text(encoding="utf-8").splitlines()
MESSAGES: list[dict[str, Any]] = [json.loads(line) for line in LINES]


def test_there_are_enough_of_them_and_no_text_twice() -> None:
    texts = {(message["text"], message["profile_unit"]) for message in MESSAGES}
    assert len(texts) == len(MESSAGES) >= 100


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: f"{message['id']}-{message['tag']}")
def test_a_message_is_read_as_labelled(message: dict[str, Any]) -> None:
    assert to_json(read(message["text"], Unit(message["profile_unit"]))) == message["expect"]


def test_numbers_are_whole_where_they_can_be() -> None:
    said = to_json(read("bench 185.0x5 slept 6.50 bw 82.50kg"))
    text = json.dumps(said)
    assert '"weight": 185,' in text
    assert '"sleep_h": 6.5' in text
    assert '"value": 82.5' in text


def test_keys_that_say_nothing_are_left_out() -> None:
    assert set(to_json(read("bench 185x5"))) == {"sets", "sleep_h", "soreness", "energy", "bodyweight", "intent"}
