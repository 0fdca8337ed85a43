"""What was done, in a few lines."""

from datetime import timedelta

import pytest

from tests.bot.lifter import Lifter, talk

WEEK = timedelta(days=7)


async def _trained(ann: Lifter) -> None:
    await ann.say("bench 185x5 @8")
    await ann.say("squat 225x5x3")
    for text in ("bench 190x5", "bench 205x3", "bench 155x10"):
        await ann.say(text, after=WEEK)


@pytest.mark.parametrize("said", ["last bench", "/history", "prs", "/prs bench", "last"])
async def test_an_empty_log_is_said_kindly(said: str) -> None:
    async with talk() as ann:
        await ann.say("hello")
        assert (await ann.say(said)).text.startswith("Your log is empty so far.")
        assert await ann.log() == []


async def test_the_last_session_of_a_lift() -> None:
    async with talk() as ann:
        await _trained(ann)
        await ann.say("bench 155x10 @9", after=timedelta(minutes=4))
        first, estimate, planned = (await ann.say("last bench", after=WEEK)).text.split("\n")
        assert first == "Last bench, Sun 13 Dec: 155 × 10; 155 × 10 @9"
        assert estimate == "Est. 1RM: 207."
        assert planned.startswith("Prescribed: ")


async def test_the_last_session_of_all() -> None:
    async with talk() as ann:
        await _trained(ann)
        await ann.say("squat 230x5", after=timedelta(minutes=5))
        assert (await ann.say("last")).text.split("\n") == [
            "Last session, Sun 13 Dec:",
            "bench 155 × 10 (est. 1RM 207)",
            "squat 230 × 5 (est. 1RM 268)",
        ]


async def test_history_is_a_line_a_session_and_five_at_most() -> None:
    async with talk() as ann:
        await _trained(ann)
        assert (await ann.say("history")).text.split("\n") == [
            "Sun 13 Dec: bench 155 × 10",
            "Sun 6 Dec: bench 205 × 3",
            "Sun 29 Nov: bench 190 × 5",
            "Sun 22 Nov: bench 185 × 5; squat 225 × 5, 3 sets",
        ]
        assert (await ann.say("history squat")).text == "Sun 22 Nov: squat 225 × 5, 3 sets (est. 1RM 263)"
        for _ in range(4):
            await ann.say("bench 160x8", after=WEEK)
        assert len((await ann.say("/history bench")).text.split("\n")) == 5


async def test_bests_are_those_that_no_set_of_as_many_reps_beats() -> None:
    async with talk() as ann:
        await _trained(ann)
        await ann.say("bench 100x8", after=WEEK)  # lighter than 10 reps were made with
        assert (await ann.say("prs bench")).text.split("\n") == [
            "bench: best est. 1RM 226, from 205 × 3, Sun 6 Dec.",
            "205 × 3, Sun 6 Dec",
            "190 × 5, Sun 29 Nov",
            "155 × 10, Sun 13 Dec",
        ]
        assert (await ann.say("prs")).text.split("\n") == [
            "squat: heaviest 225 × 5, Sun 22 Nov; best est. 1RM 263, from 225 × 5, Sun 22 Nov",
            "bench: heaviest 205 × 3, Sun 6 Dec; best est. 1RM 226, from 205 × 3, Sun 6 Dec",
        ]


async def test_loads_keep_the_unit_in_which_they_were_said() -> None:
    async with talk() as ann:
        await ann.say("bench 100kg x 5")
        assert "100 kg × 5" in (await ann.say("last bench")).text
        assert "Est. 1RM: 117 kg." in (await ann.say("last bench")).text
        assert "100 kg × 5" in (await ann.say("prs")).text


async def test_another_year_is_named() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        assert "Sun 22 Nov 2026" in (await ann.say("last bench", after=timedelta(days=100))).text


async def test_holds_and_body_weight_have_bests_without_an_estimate() -> None:
    async with talk() as ann:
        await ann.say("plank 60s")
        await ann.say("plank 90s", after=WEEK)
        await ann.say("pull ups bw x 8")
        assert (await ann.say("prs plank")).text.split("\n") == ["plank, your best:", "90 s, Sun 29 Nov"]
        assert "body weight × 8" in (await ann.say("prs pull ups")).text
        assert "1RM" not in (await ann.say("prs")).text
        assert "90 s" in (await ann.say("last plank")).text


async def test_a_lift_that_was_never_done_and_talk_that_begins_alike() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        assert (await ann.say("prs deadlift")).text == "Your log has no deadlift yet."
        assert "slept 5 h" in (await ann.say("last night slept 5h")).text


async def test_an_answer_shows_nobody_elses_log() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        bob = Lifter(ann.app, ann.room, ann.clock, "bob", "1")
        await bob.say("squat 300x5")
        for said in ("last", "history", "prs", "last bench"):
            assert "185" not in (await bob.say(said)).text
