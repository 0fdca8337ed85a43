"""What somebody else wrote is no word of the lifter's: sets are offered as his, and nothing else is taken."""

from dataclasses import replace

import pytest

from agents.senses import Medium
from bot.decide.forwarded import FORWARDED
from bot.message import Media
from tests.bot.lifter import Lifter, Shown, talk


async def forward(lifter: Lifter, text: str) -> Shown:
    return await lifter.do(replace(lifter.said(text), forwarded=True))


async def test_forwarded_sets_are_logged_by_a_tap_alone() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        offer = await forward(ann, "bench 315 x 5")
        assert offer.text == "That was forwarded: bench 315 × 5. Log it as yours?"
        assert await ann.log() == ["bench_press 185x5"]
        await ann.press(offer.buttons["Yes"])
        assert await ann.log() == ["bench_press 185x5", "bench_press 315x5"]


async def test_a_word_answers_too_and_no_is_no() -> None:
    async with talk() as ann:
        await forward(ann, "bench 315x5")
        await ann.say("no")
        assert await ann.log() == []
        await forward(ann, "squat 225x5")
        assert "Logged" in (await ann.say("yes")).text
        assert await ann.log() == ["squat 225x5"]


@pytest.mark.parametrize(
    "text",
    ["undo", "bench 405x1, what a day for Bo", "slept 4h sore 8", "my knee hurts", "forget me", "squat goal 405"],
)
async def test_other_words_of_others_do_nothing(text: str) -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        answer = await forward(ann, text)
        assert (answer.text, answer.buttons) == (FORWARDED, {})
        assert await ann.log() == ["bench_press 185x5"]
        assert await ann.readiness() == ()
        assert "Next" in (await ann.say("squat 135x5")).text, "no sign of theirs stops him"


async def test_an_emergency_is_answered_whoever_wrote_it() -> None:
    async with talk() as ann:
        answer = await forward(ann, "bench 185x5, crushing chest pain and my left arm is numb")
        assert "emergency" in answer.text.lower()
        assert await ann.log() == []


async def test_a_forwarded_caption_is_no_word_of_his() -> None:
    async with talk() as ann:
        said = ann.said("")
        photo = Media(
            who=said.who,
            name=said.name,
            where=said.where,
            source=said.source,
            message=said.message,
            reply_to=said.reply_to,
            medium=Medium.PHOTO,
            sent_at=said.sent_at,
            caption="bench 315x5",
            forwarded=True,
        )
        await ann.do(photo)
        assert await ann.log() == []
        assert any("as yours?" in text for text in ann.room.seen)


async def test_his_partner_s_set_is_offered_in_a_group_too() -> None:
    async with talk() as ann:
        there = ann.in_group()
        offer = await forward(there, "bench 315x5")
        assert "as yours?" in offer.text
        assert await there.log() == []
