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


ASKED = ["rest 3", "last bench", "history", "prs", "plan bench", "plates 225", "warmup bench 185", "chart bench",
         "done", "missed", "board", "board join", "check-ins join", "undo", "that was 180"]  # fmt: skip


@pytest.mark.parametrize("text", ASKED)
async def test_all_that_is_training_is_answered(text: str) -> None:
    async with talk() as ann:
        group = ann.in_group()
        await overhear(group, "bench 185x5")
        assert await overhear(group, text) != []


@pytest.mark.parametrize(
    "text",
    ["done with work", "history is fun", "plan a trip", "board games", "last one was wild", "group hug",
     "rest in peace", "chart toppers", "last", "cancel my subscription", "stop it", "max effort!"],
)  # fmt: skip
async def test_talk_that_begins_like_a_command_is_not_answered(text: str) -> None:
    async with talk() as ann:
        group = ann.in_group()
        await overhear(group, "bench 185x5")
        assert await overhear(group, text) == []


async def test_who_is_stopped_is_cleared_where_he_says_so() -> None:
    async with talk() as ann:
        group = ann.in_group()
        await overhear(group, "squat 225x5, sharp knee pain")
        assert await overhear(group, "I'm cleared") != []


async def test_a_set_in_part_is_asked_about_and_a_warning_sign_is_heard() -> None:
    async with talk() as ann:
        group = ann.in_group()
        assert await overhear(group, "bench 185") != []
        assert CALL_NOW in (await overhear(group, "crushing chest pain and my left arm is numb"))[-1]
