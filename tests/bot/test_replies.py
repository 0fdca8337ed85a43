"""A reply to an answer of ours is about what that one logged."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.decide.replied import NOT_OF_HIS
from bot.message import Incoming
from tests.bot.lifter import Lifter, Shown, talk
from tests.bot.test_session import lifting


def _reply(ann: Lifter, to: Shown, text: str) -> Incoming:
    ann.clock.at += timedelta(minutes=1)
    return replace(ann.said(text), answers=f"message-{to.words.id}")


@pytest.mark.parametrize(
    ("text", "log"),
    [
        ("190", "bench_press 190x5"),
        ("it was 190", "bench_press 190x5"),
        ("190 lb", "bench_press 190x5"),
        ("6 reps", "bench_press 185x6"),
        ("rpe 8", "bench_press 185x5 @8"),
        ("@8.5", "bench_press 185x5 @8.5"),
        ("190 not 185", "bench_press 190x5"),
        ("that was squat", "squat 185x5"),
    ],
)
async def test_a_value_in_reply_corrects_that_set_and_no_newer_one(text: str, log: str) -> None:
    async with talk() as ann:
        first = await ann.say("bench 185x5")
        await ann.say("bench 205x3")
        answer = await ann.do(_reply(ann, first, text))
        assert answer.text.startswith("Corrected: ")
        assert await ann.log() == [log, "bench_press 205x3"]


@pytest.mark.parametrize("text", ["undo", "delete", "scratch that"])
async def test_undo_in_reply_takes_back_that_message(text: str) -> None:
    async with talk() as ann:
        first = await ann.say("bench 185x5 slept 6h")
        await ann.say("squat 225x5")
        answer = await ann.do(_reply(ann, first, text))
        assert answer.text == "Undone: bench 185 × 5; slept 6 h."
        assert await ann.log() == ["squat 225x5"]
        assert (await ann.readiness()) == ()


async def test_undo_in_reply_takes_back_the_newest_change_first_whatever_was_logged_since() -> None:
    async with talk() as ann:
        first = await ann.say("bench 185x5")
        await ann.do(_reply(ann, first, "190"))
        await ann.do(_reply(ann, first, "195"))
        await ann.say("squat 225x5")
        for text, log in (("190 × 5", "bench_press 190x5"), ("185 × 5", "bench_press 185x5")):
            assert (await ann.do(_reply(ann, first, "undo"))).text.startswith(f"Undone: back to bench {text}.")
            assert sorted(await ann.log()) == [log, "squat 225x5"]
        assert (await ann.do(_reply(ann, first, "undo"))).text == "Undone: bench 185 × 5."
        assert await ann.log() == ["squat 225x5"]


async def test_delete_in_reply_takes_the_set_however_often_it_was_put_right() -> None:
    async with talk() as ann:
        first = await ann.say("bench 185x5")
        await ann.do(_reply(ann, first, "190"))
        await ann.do(_reply(ann, first, "delete"))
        assert await ann.log() == []


async def test_of_several_sets_it_is_asked_which_one() -> None:
    async with talk() as ann:
        both = await ann.say("bench 185x5, 195x3")
        await ann.say("squat 225x5")
        for text in ("190", "delete", "5 reps"):
            asked = await ann.do(_reply(ann, both, text))
            assert asked.text.startswith("Which one do you mean: bench 185 × 5, 195 × 3? Nothing is changed yet.")
        assert sorted(await ann.log()) == ["bench_press 185x5", "bench_press 195x3", "squat 225x5"]
        await ann.do(_reply(ann, both, "the second set was 200"))
        assert sorted(await ann.log()) == ["bench_press 185x5", "bench_press 200x3", "squat 225x5"]
        await ann.do(_reply(ann, both, "190 not 185"))
        assert sorted(await ann.log()) == ["bench_press 190x5", "bench_press 200x3", "squat 225x5"]
        for first, second in ((185, 200), (185, 195)):
            await ann.do(_reply(ann, both, "undo"))
            assert sorted(await ann.log()) == [f"bench_press {first}x5", f"bench_press {second}x3", "squat 225x5"]
        await ann.do(_reply(ann, both, "undo"))
        assert sorted(await ann.log()) == ["squat 225x5"]


async def test_a_lift_that_is_named_is_plain() -> None:
    async with talk() as ann:
        both = await ann.say("bench 185x5, squat 225x5")
        await ann.say("bench 205x3")
        await ann.do(_reply(ann, both, "bench was 190"))
        assert sorted(await ann.log()) == ["bench_press 190x5", "bench_press 205x3", "squat 225x5"]


async def test_a_whole_set_in_reply_is_the_next_set() -> None:
    """In a group a reply is how one speaks to a bot."""
    async with talk() as ann:
        first = await ann.say("bench 185x5")
        await ann.do(_reply(ann, first, "bench 190x5"))
        assert sorted(await ann.log()) == ["bench_press 185x5", "bench_press 190x5"]


async def test_an_answer_to_a_question_in_reply_answers_it() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        asked = await ann.say("squat 225")
        await ann.do(_reply(ann, asked, "5"))
        assert sorted(await ann.log()) == ["bench_press 185x5", "squat 225x5"]


async def test_a_reply_to_an_answer_that_logged_nothing_is_as_any_message() -> None:
    async with talk() as ann:
        shown = await ann.say("help")
        await ann.say("bench 185x5")
        await ann.do(_reply(ann, shown, "it was 190"))
        assert sorted(await ann.log()) == ["bench_press 190x5"]


async def test_nobody_corrects_what_another_one_logged() -> None:
    async with talk() as ann:
        first = await ann.say("bench 185x5")
        bob = Lifter(ann.app, ann.room, ann.clock, "bob", "1")
        await bob.say("squat 300x5")
        for text in ("undo", "190", "delete", "it was 190"):
            await bob.do(_reply(bob, first, text))
        assert sorted(await ann.log()) == ["bench_press 185x5"]


VALUES = [
    ("was 205", "205x3"),
    ("205", "205x3"),
    ("205!", "205x3"),
    ("i meant 205", "205x3"),
    ("no 205", "205x3"),
    ("205x2", "205x2"),
    ("it was 205x2", "205x2"),
    ("x4", "195x4"),
    ("@9", "195x3 @9"),
    ("62.5", "62.5x3"),
]


@pytest.mark.parametrize(("text", "newest"), VALUES)
async def test_a_value_in_reply_to_a_card_is_of_the_set_that_it_says_it_logged(text: str, newest: str) -> None:
    async with lifting() as ann:
        card = await ann.say("bench 185x5")
        await ann.say("bench 195x3")
        await ann.do(_reply(ann, card, text))
        assert sorted(await ann.log()) == sorted(["bench_press 185x5", f"bench_press {newest}"])


@pytest.mark.parametrize("text", ["undo", "delete", "delete this"])
async def test_undo_in_reply_to_a_card_takes_the_set_that_it_says_it_logged(text: str) -> None:
    async with lifting() as ann:
        card = await ann.say("bench 185x5")
        await ann.say("bench 195x3")
        await ann.do(_reply(ann, card, text))
        assert await ann.log() == ["bench_press 185x5"]


async def test_an_earlier_set_of_a_card_goes_by_its_number() -> None:
    async with lifting() as ann:
        card = await ann.say("bench 185x5")
        await ann.say("bench 195x3")
        await ann.do(_reply(ann, card, "the first set was 180"))
        assert sorted(await ann.log()) == ["bench_press 180x5", "bench_press 195x3"]


async def test_numbers_alone_in_reply_are_the_next_set_in_a_group() -> None:
    """There a reply is how one speaks to a bot."""
    async with talk() as ann:
        here = ann.in_group("g")
        first = await here.say("bench 185x5")
        await here.do(_reply(here, first, "190x5"))
        await here.do(_reply(here, first, "was 180"))
        assert sorted(await ann.log()) == ["bench_press 180x5", "bench_press 190x5"]


@pytest.mark.parametrize("text", ["undo", "delete", "that was 195", "cancel"])
async def test_a_reply_to_another_ones_answer_leaves_both_logs(text: str) -> None:
    async with talk() as ann:
        here = ann.in_group("g")
        first = await here.say("bench 185x5")
        bob = Lifter(ann.app, ann.room, ann.clock, "bob", "1").in_group("g")
        await bob.say("squat 300x5")
        assert (await bob.do(_reply(bob, first, text))).text == NOT_OF_HIS
        assert (await ann.log(), await bob.log()) == (["bench_press 185x5"], ["squat 300x5"])
