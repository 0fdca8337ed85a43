"""Numbers without a lift go on with the lift that was logged last; a number without a unit goes on with its unit."""

from datetime import timedelta

import pytest

from bot.decide.continued import CONTINUES
from storage.records import Entry
from tests.bot.lifter import Lifter, talk


def _loads(entries: tuple[Entry, ...]) -> list[str]:
    return [str(entry.lift.load) for entry in entries]


@pytest.mark.parametrize(
    ("said", "logged"),
    [
        ("190x5", "bench 190 × 5"),
        ("190x5 easy", "bench 190 × 5"),
        ("185 x 3 x 5", "bench 185 × 5, 3 sets"),
        ("did 190 for 4", "bench 190 × 4"),
        ("95kg x5", "bench 95 kg × 5"),
    ],
)
async def test_numbers_alone_are_of_the_lift_before_and_one_undo_takes_them_back(said: str, logged: str) -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        assert (await ann.say(said)).text.startswith(f"Logged: {logged}")
        await ann.say("undo")
        assert await ann.log() == ["bench_press 185x5"]


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        ("bench 185x5", "190x5", CONTINUES + timedelta(minutes=1)),
        ("bench 185x5 yesterday", "190x5", timedelta(minutes=1)),
        ("bench 185x5", "190x5 yesterday", timedelta(minutes=1)),
        ("bench 185x5", "zorbing 190x5", timedelta(minutes=1)),  # an unknown word may be a lift
        ("pull-ups x8", "190x5", timedelta(minutes=1)),
        ("plank 60s", "190x5", timedelta(minutes=1)),
    ],
)
async def test_where_the_lift_is_not_plain_it_is_asked_for(before: str, said: str, after: timedelta) -> None:
    async with talk() as ann:
        await ann.say(before)
        assert "Which lift was 190 × 5?" in (await ann.say(said, after=after)).text
        assert len(await ann.log()) == 1


async def test_another_ones_lift_is_not_gone_on_with() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        eve = Lifter(ann.app, ann.room, ann.clock, name="eve")
        assert (await eve.say("190x5")).text.startswith("Which lift was 190 × 5?")


async def test_a_name_behind_it_begins_the_next_lift() -> None:
    async with talk() as ann:
        for said in ("bench 100x5", "105x5", "thanks", "rest 3", "deadlift", "180x5"):
            await ann.say(said)
        assert await ann.log() == ["bench_press 100x5", "bench_press 105x5", "deadlift 180x5"]


@pytest.mark.parametrize(
    ("said", "put_right", "loads"),
    [
        ("bench 60kg x8", "that was 65", ["65 kg"]),
        ("bench 60kg x8", "no 65", ["65 kg"]),
        ("squat 100kg x5, 100kg x4", "that was 105", ["100 kg", "105 kg"]),
        ("bench 60kg x8", "that was 135 lb", ["135 lb"]),
        ("bench 60kg x8", "62.5x8", ["60 kg", "62.5 kg"]),
        ("bench 60kg x8", "140lb x8", ["60 kg", "140 lb"]),
        ("bench 60kg x8", "same but 65", ["60 kg", "65 kg"]),
        ("bench 60kg x8", "same at 140lb", ["60 kg", "140 lb"]),
    ],
)
async def test_a_number_without_a_unit_is_in_that_of_the_set(said: str, put_right: str, loads: list[str]) -> None:
    """Ann trains in pounds."""
    async with talk() as ann:
        await ann.say(said)
        await ann.say(put_right)
        assert _loads(await ann.entries()) == loads


@pytest.mark.parametrize(
    ("said", "deletion", "back"),
    [
        (["bench 185x5, 185x4"], "delete the last set", "bench 185 × 4"),
        (["bench 185x5", "squat 225x5"], "delete the bench", "bench 185 × 5"),
        (["bench 185x5", "squat 225x5"], "delete the last set", "squat 225 × 5"),
        (["bench 185x5x3"], "delete the last set", "bench 185 × 5, 3 sets"),
    ],
)
async def test_an_undo_brings_back_what_was_deleted(said: list[str], deletion: str, back: str) -> None:
    async with talk() as ann:
        for text in said:
            await ann.say(text)
        before = await ann.log()
        await ann.say(deletion)
        await ann.say("plan squat")
        assert (await ann.say("undo")).text.startswith(f"Undone: back to {back}.")
        assert sorted(await ann.log()) == sorted(before)


async def test_an_undo_takes_a_set_that_came_after_a_deletion_and_no_deletion_twice() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5, 185x4")
        await ann.say("delete the last set")
        await ann.say("squat 225x5")
        await ann.say("undo")
        assert await ann.log() == ["bench_press 185x5"]
        await ann.say("undo")
        assert await ann.log() == []
