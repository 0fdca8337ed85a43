"""A message that its author chose to have logged: once, and anew after an undo."""

from dataclasses import replace

from bot.decide.chosen import STANDS
from bot.message import Said
from tests.bot.lifter import Lifter, Shown, talk


async def choose(ann: Lifter, said: Said, number: int) -> Shown:
    return await ann.do(replace(said, chosen=f"choice-{number}"))


async def test_what_stands_is_logged_once_and_that_is_said() -> None:
    async with talk() as ann:
        said = ann.said("bench 185x5")
        assert "Logged: bench 185 × 5" in (await choose(ann, said, 1)).text
        assert (await choose(ann, said, 2)).text == STANDS
        await ann.do(said)  # it is read in the channel, too
        assert await ann.log() == ["bench_press 185x5"]


async def test_what_was_undone_is_logged_again_by_each_choice_and_can_be_undone_again() -> None:
    async with talk() as ann:
        said = ann.said("bench 185x5 slept 6h")
        await ann.do(said)
        for number in (1, 2):
            assert "Undone" in (await ann.say("undo")).text
            assert await ann.log() == []
            assert (await choose(ann, said, number)).text.startswith("Logged: bench 185 × 5")
            assert await ann.log() == ["bench_press 185x5"]
            assert len(await ann.readiness()) == 1
        assert (await choose(ann, said, 3)).text == STANDS


async def test_a_choice_that_is_delivered_twice_is_one() -> None:
    async with talk() as ann:
        said = ann.said("bench 185x5")
        await ann.do(said)
        await ann.say("undo")
        await choose(ann, said, 1)
        await choose(ann, said, 1)
        assert await ann.log() == ["bench_press 185x5"]


async def test_a_corrected_message_is_not_put_back_by_a_choice() -> None:
    async with talk() as ann:
        said = ann.said("bench 185x5")
        await ann.do(said)
        await ann.say("that was 195")
        assert (await choose(ann, said, 1)).text == STANDS
        assert await ann.log() == ["bench_press 195x5"]
