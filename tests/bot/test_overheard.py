"""In a channel that is watched, what was not said to us is answered only where it is for the log, or a danger."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.wording_groups import CALL_NOW
from tests.bot.lifter import Lifter, talk


async def overhear(lifter: Lifter, text: str) -> list[str]:
    before = len(lifter.room.all_shown)
    lifter.clock.at += timedelta(minutes=1)
    await lifter.do(replace(lifter.said(text), overheard=True))
    return [words.text for words in lifter.room.all_shown[before:]]


async def test_a_set_that_is_overheard_is_logged_and_answered() -> None:
    async with talk() as ann:
        group = ann.in_group()
        [shown] = await overhear(group, "bench 185x5")
        assert shown.startswith("Logged: bench 185 × 5")
        assert await ann.log() == ["bench_press 185x5"]


@pytest.mark.parametrize(
    "text",
    ["who's training tonight?", "lol", "nice work", "hi", "help", "how wide should I grip the bench?", "I hate cardio",
     "profile", "learn yes", "what do you bench?", "bench"],
)  # fmt: skip
async def test_talk_that_is_overheard_is_settled_and_not_answered(text: str) -> None:
    async with talk() as ann:
        group = ann.in_group()
        assert await overhear(group, text) == []
        assert await ann.app.store.unhandled("desk") == ()
        person = await ann.app.store.person(ann.who)
        assert person is None


async def test_a_set_in_part_is_asked_about_and_a_warning_sign_is_heard() -> None:
    async with talk() as ann:
        group = ann.in_group()
        assert await overhear(group, "bench 185") != []
        assert CALL_NOW in (await overhear(group, "crushing chest pain and my left arm is numb"))[-1]
