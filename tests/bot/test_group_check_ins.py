"""A target that was named in a group is asked about in private, unless who was given it shares his check-ins there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.company import in_place, shared_places
from bot.wording import NOT_YOURS
from bot.wording_learning import HOW_WAS_IT
from storage.records import DIRECT, Address, Identity, PrivateTalk
from tests.bot.lifter import Lifter, Shown, talk

FRESH = "bench 185x5 slept 8h sore 2"
QUESTION = "Did you get it?"
WEEK = timedelta(days=7)


async def asked(lifter: Lifter) -> Shown:
    return await lifter.look(WEEK)


async def share(ann: Lifter) -> Lifter:
    boss = ann.in_group(may_manage=True)
    await boss.say("group check-ins on")
    await boss.say("check-ins join")
    return boss


async def test_it_is_asked_in_private_where_he_shares_nothing() -> None:
    async with talk() as ann:
        await ann.in_group().say(FRESH)
        question = await asked(ann)
        assert QUESTION in question.text
        assert (question.words.address.chat, question.words.address.thread) == (DIRECT, "ann")
        assert question.words.private


async def test_it_is_asked_in_the_group_by_name_where_he_shares_them() -> None:
    async with talk() as ann:
        boss = await share(ann)
        await boss.say(FRESH)
        question = await asked(ann)
        assert question.text.startswith("Ann: You had ")
        assert question.words.address == boss.where
        eve = Lifter(ann.app, ann.room, ann.clock, name="eve").in_group()
        await eve.say("squat 225x5")
        assert (await eve.press(question.buttons["Hit it"])).text == NOT_YOURS
        asked_alone = await boss.press(question.buttons["Hit it"])
        assert (asked_alone.text, asked_alone.words.private) == (HOW_WAS_IT, True)
        assert boss.shown_in("g")[-1] == "Great. Send me the set, so that it is in your log too."
        assert not any("★" in label for label in (await asked(ann)).buttons)


async def test_a_hit_that_the_log_says_is_told_there_without_stars() -> None:
    async with talk() as ann:
        boss = await share(ann)
        await boss.say(FRESH)
        await ann.say("bench 202.5x3")
        await asked(ann)
        [told] = [words for words in ann.room.all_shown if "You got the " in words.text]
        assert told.text.startswith("Ann: ")
        assert (told.address, told.buttons) == (boss.where, ())


async def test_who_left_meanwhile_is_asked_in_private() -> None:
    async with talk() as ann:
        boss = await share(ann)
        await boss.say(FRESH)
        await boss.say("check-ins leave")
        assert (await asked(ann)).words.address.chat == DIRECT


def elsewhere(boss: Lifter) -> Lifter:
    """The same, in another channel of the same group."""
    return Lifter(boss.app, boss.room, boss.clock, boss.who.account, "other channel", boss.company)


async def test_a_summary_elsewhere_moves_no_check_in() -> None:
    async with talk() as ann:
        boss = await share(ann)
        await boss.say(FRESH)
        await elsewhere(boss).say("group summary on")
        question = await asked(ann)
        assert question.text.startswith("Ann: You had ")
        assert question.words.address == boss.where


@pytest.mark.parametrize("ends", ["check-ins leave", "group check-ins off", "group check-ins on"])
async def test_what_was_promised_where_the_group_has_no_check_ins_any_more_is_asked_in_private(ends: str) -> None:
    async with talk() as ann:
        boss = await share(ann)
        await boss.say(FRESH)
        await elsewhere(boss).say("group check-ins on")
        await elsewhere(boss).say(ends)
        question = await asked(ann)
        assert QUESTION in question.text
        assert (question.words.address.chat, question.words.private) == (DIRECT, True)


async def test_who_has_no_account_there_any_more_is_asked_alone_where_he_has_one() -> None:
    async with talk() as ann:
        boss = await share(ann)
        await boss.say(FRESH)
        [due] = await ann.app.store.due(ann.clock.at + WEEK, 9)
        due = replace(due, talks=(PrivateTalk(Identity("discord", "7"), None),))
        await boss.say("check-ins leave")
        placed = await in_place(due, await shared_places(ann.app.store), ann.app.store)
        assert (placed[0].promise.address, placed[1]) == (Address("discord", DIRECT, "7"), False)


async def test_what_was_named_in_private_is_asked_in_private() -> None:
    async with talk() as ann:
        await share(ann)
        await ann.say(FRESH)
        question = await asked(ann)
        assert question.words.address == ann.where
        assert question.text.startswith("You had ")
