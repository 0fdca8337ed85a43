"""Who cannot be written to: what he is told where he is, what waits for him, and what he is asked when he is back."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.attachments import Attachment
from bot.platforms import Unreachable
from bot.wording_groups import ALL_BETWEEN_US, SEE_OUR_TALK, SEE_OUR_TALK_ALONE, WRITE_TO_ME, WRITE_TO_ME_ALONE
from storage.records import DIRECT, Outgoing
from tests.bot.desk import NAME
from tests.bot.lifter import Lifter, Room, talk

FRESH = "bench 185x5 slept 8h sore 2"
HURTS = "my knee hurts when I squat"
ADVICE = "Pain that is sharp"


class ShutRoom(Room):
    """Some chats of it take no words; a chat that nobody has opened is one of them."""

    def __init__(self) -> None:
        super().__init__()
        self.shut = {DIRECT}
        self.refused: list[str] = []

    async def send(self, words: Outgoing, attachment: Attachment | None = None) -> str:
        if words.address.chat in self.shut:
            self.refused.append(words.text)
            raise Unreachable("nobody there")
        return await super().send(words, attachment)


class Reached:
    """Ann in her private chat, and in the group."""

    def __init__(self, alone: Lifter, room: ShutRoom) -> None:
        self.alone, self.group, self.room = alone, alone.in_group(), room

    async def picked_up(self) -> list[str]:
        """What the clock finds that waits."""
        before = len(self.room.all_shown)
        await self.alone.app.outbox.pick_up(NAME)
        await self.alone.app.quiet()
        return [words.text for words in self.room.all_shown[before:]]

    async def asked(self, after: timedelta) -> list[str]:
        before = len(self.room.all_shown)
        await self.alone.look(after)
        return [words.text for words in self.room.all_shown[before:]]


@pytest.fixture
async def ann() -> AsyncIterator[Reached]:
    room = ShutRoom()
    async with talk(room=room) as alone:
        yield Reached(alone, room)


async def test_advice_about_pain_reaches_who_never_wrote_to_us_alone_as_soon_as_he_does(ann: Reached) -> None:
    told = await ann.group.say(HURTS)
    assert told.text == SEE_OUR_TALK_ALONE
    assert len(ann.room.refused) == 1
    ann.room.shut.clear()
    await ann.alone.say("hello")
    [advice] = await ann.picked_up()
    assert advice.startswith(ADVICE)
    await ann.alone.say("hello")
    assert await ann.picked_up() == [], "once"


async def test_the_group_reads_what_to_do_where_we_know_that_he_cannot_be_reached(ann: Reached) -> None:
    await ann.group.say(HURTS)
    assert (await ann.group.say("my knee hurts again")).text == WRITE_TO_ME_ALONE
    logged = await ann.group.say("squat 225x5 energy low")
    assert logged.text.endswith(WRITE_TO_ME)
    assert len(ann.room.refused) == 1, "nothing more is tried"


async def test_who_has_written_to_us_alone_is_told_that_we_wrote(ann: Reached) -> None:
    await ann.alone.say("hello")
    assert (await ann.group.say(HURTS)).text == ALL_BETWEEN_US
    [words] = ann.alone.shown_alone()
    assert words.address == ann.alone.where


async def test_a_set_that_was_new_in_a_group_is_answered_there_and_says_where_the_rest_is(ann: Reached) -> None:
    assert (await ann.group.say("squat 225x5 energy low")).text.endswith(f"\n{SEE_OUR_TALK}")


async def test_a_question_that_reached_nobody_is_asked_when_he_is_back_and_once(ann: Reached) -> None:
    await ann.alone.say(FRESH)
    ann.room.shut.add(ann.alone.where.chat)
    assert await ann.asked(timedelta(days=8)) == []
    assert len(ann.room.refused) == 1
    assert await ann.asked(timedelta(days=1)) == []
    assert len(ann.room.refused) == 1, "nothing is tried while he is away"
    ann.room.shut.clear()
    await ann.alone.say("hello")
    [question] = await ann.asked(timedelta(minutes=5))
    assert "Did you get it?" in question
    assert await ann.asked(timedelta(days=1)) == []


async def test_a_target_that_was_reached_while_he_was_away_is_no_question_any_more(ann: Reached) -> None:
    await ann.alone.say(FRESH)
    ann.room.shut.add(ann.alone.where.chat)
    await ann.asked(timedelta(days=8))
    ann.room.shut.clear()
    await ann.alone.say("bench 202.5x3")
    assert not any("Did you get it?" in text for text in await ann.asked(timedelta(minutes=5)))


async def test_a_question_about_what_was_named_in_a_group_waits_for_his_first_private_words(ann: Reached) -> None:
    await ann.group.say(FRESH)
    assert await ann.asked(timedelta(days=8)) == []
    assert len(ann.room.refused) == 1
    await ann.group.say("hello")
    assert await ann.asked(timedelta(hours=1)) == []
    assert len(ann.room.refused) == 1, "what he writes in a group opens no private talk"
    ann.room.shut.clear()
    await ann.alone.say("hello")
    [question] = await ann.asked(timedelta(minutes=5))
    assert "Did you get it?" in question
