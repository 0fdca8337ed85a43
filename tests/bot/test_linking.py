"""One lifter on two platforms: a code that counts once joins his accounts, and nobody guesses it."""

import re
from datetime import timedelta

import pytest

from bot.decide.linking import ALPHABET, code_typed, digest_of
from bot.wording_groups import SEE_OUR_TALK_ALONE
from bot.wording_own import (
    CODE_SEEN,
    LINK_OWN,
    LINK_SAME_PLATFORM,
    LINK_TOO_OFTEN,
    LINK_UNKNOWN,
    NO_CODE,
    ONLY_ACCOUNT,
)
from storage.records import Address, Identity
from tests.bot.lifter import Lifter, Room, talk

OTHER = "other"


def elsewhere(ann: Lifter, account: str = "ann2") -> Lifter:
    """The same or another person on the other platform."""
    if OTHER not in ann.app.platforms:
        opened = Room()
        opened.name = OTHER
        ann.app.platforms[OTHER] = opened
    room = ann.app.platforms[OTHER]
    assert isinstance(room, Room)
    there = Lifter(ann.app, room, ann.clock, name=account, chat=account)
    there.who, there.where = Identity(OTHER, account), Address(OTHER, account)
    return there


async def code_of(lifter: Lifter) -> str:
    found = re.search(r"Your code: `(\w+)`", (await lifter.say("link")).text)
    assert found is not None
    return found[1]


async def test_the_code_is_hard_to_guess_and_easy_to_type_and_never_kept() -> None:
    async with talk() as ann:
        code, again = await code_of(ann), await code_of(ann)
        assert len(code) == 8
        assert set(code) <= set(ALPHABET)
        assert code != again
        assert not {"0", "O", "1", "I", "L"} & set(ALPHABET)
        assert code not in digest_of(code)


@pytest.mark.parametrize("first_here", [True, False])
async def test_both_orders_of_joining_keep_both_logs(first_here: bool) -> None:
    async with talk() as ann:
        there = elsewhere(ann)
        await ann.say("bench 185x5")
        await there.say("squat 225x5x3")
        asks, types = (ann, there) if first_here else (there, ann)
        answer = await types.say(f"link {await code_of(asks)}")
        assert answer.text.startswith("Joined: both accounts are one lifter now, with 4 sets from both in one log.")
        assert sorted(await ann.log()) == ["bench_press 185x5", "squat 225x5x3"]
        assert await ann.log() == await there.log()
        await there.say("deadlift 315x5")
        assert "deadlift 315x5" in await ann.log()


async def test_a_new_account_can_join_before_it_has_said_anything() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        there = elsewhere(ann)
        await there.say(f"link {await code_of(ann)}")
        assert await there.log() == ["bench_press 185x5"]


async def test_a_code_counts_once_and_not_for_long_and_only_the_newest() -> None:
    async with talk() as ann:
        there, third = elsewhere(ann), elsewhere(ann, "eve2")
        old = await code_of(ann)
        code = await code_of(ann)
        assert (await there.say(f"link {old}")).text == LINK_UNKNOWN
        ann.clock.at += timedelta(minutes=16)
        assert (await there.say(f"link {code}")).text == LINK_UNKNOWN
        code = await code_of(ann)
        assert "Joined" in (await there.say(f"link {code}")).text
        assert (await third.say(f"link {code}")).text == LINK_UNKNOWN


async def test_an_own_code_and_one_of_the_same_platform_join_nothing() -> None:
    async with talk() as ann:
        eve = Lifter(ann.app, ann.room, ann.clock, name="eve", chat="2")
        await eve.say("squat 225x5")
        code = await code_of(ann)
        assert (await ann.say(f"link {code}")).text == LINK_OWN
        assert (await eve.say(f"link {code}")).text == LINK_SAME_PLATFORM
        assert await eve.log() == ["squat 225x5"]


async def test_after_five_wrong_codes_not_even_the_right_one_counts_for_an_hour() -> None:
    async with talk() as ann:
        there = elsewhere(ann)
        await ann.say("bench 185x5")
        for number in range(5):
            assert (await there.say(f"link AAAAAAA{number + 2}")).text == LINK_UNKNOWN
        code = await code_of(ann)
        assert (await there.say(f"link {code}")).text == LINK_TOO_OFTEN
        assert await there.log() == []
        ann.clock.at += timedelta(hours=1)
        assert "Joined" in (await there.say(f"link {await code_of(ann)}")).text


async def test_a_code_that_is_asked_for_in_a_group_comes_in_private() -> None:
    async with talk() as ann:
        await ann.in_group().say("link")
        assert ann.in_group().shown_in("g")[-1] == SEE_OUR_TALK_ALONE
        await ann.say("hi")
        await ann.in_group().say("link")
        found = re.search(r"Your code: `(\w+)`", ann.told_alone()[-1])
        assert found is not None
        assert found[1] not in "".join(ann.shown_in("g"))
        assert "Joined" in (await elsewhere(ann).say(f"link {found[1]}")).text


@pytest.mark.parametrize("text", ["link foo", "link abc12"])
async def test_what_can_be_no_code_is_said_so(text: str) -> None:
    async with talk() as ann:
        assert (await ann.say(text)).text == NO_CODE


async def test_a_code_that_others_could_read_is_ended() -> None:
    async with talk() as ann:
        there = elsewhere(ann)
        code = await code_of(ann)
        group = there.in_group()
        group.who, group.where = there.who, Address(OTHER, "g")
        assert (await group.say(f"link {code}")).text == CODE_SEEN
        assert (await there.say(f"link {code}")).text == LINK_UNKNOWN


async def test_accounts_are_parted_after_a_question() -> None:
    async with talk() as ann:
        there = elsewhere(ann)
        await ann.say("bench 185x5")
        await there.say("squat 225x5")
        await there.say(f"link {await code_of(ann)}")
        asked = await there.say("unlink")
        assert await there.log() == ["bench_press 185x5", "squat 225x5"]
        assert (await there.press(asked.buttons["Part them"])).text.startswith("Parted.")
        assert (await ann.log(), await there.log()) == (["bench_press 185x5"], ["squat 225x5"])


async def test_the_only_account_is_not_parted_and_a_strangers_tap_parts_nothing() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        alone = await ann.say("unlink")
        assert (alone.text, alone.buttons) == (ONLY_ACCOUNT, {})
        there = elsewhere(ann)
        await there.say(f"link {await code_of(ann)}")
        asked = await ann.say("unlink")
        eve = Lifter(ann.app, ann.room, ann.clock, name="eve", chat="2")
        await eve.say("squat 225x5")
        await eve.press(asked.buttons["Part them"])
        assert await there.log() == ["bench_press 185x5"]
        await ann.press(asked.buttons["Part them"])
        assert (await ann.say("unlink")).text == ONLY_ACCOUNT


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("link ABCD2345", "ABCD2345"),
        ("/link abcd-2345", "ABCD2345"),
        ("Link `ABCD2345`.", "ABCD2345"),
        ("link abcd 2345", "ABCD2345"),
        ("link", None),
        ("the missing link", None),
        ("link me up with a coach tomorrow please", None),
        ("link with my friend", None),
    ],
)
async def test_how_a_code_may_be_typed(text: str, code: str | None) -> None:
    async with talk() as ann:
        assert code_typed(ann.said(text)) == code


@pytest.mark.parametrize("text", ["link .", "LINK !"])
async def test_whatever_stands_behind_the_word_the_code_is_one(text: str) -> None:
    async with talk() as ann:
        assert re.search(r"Your code: `\w{8}`", (await ann.say(text)).text)


@pytest.mark.parametrize("first_here", [True, False])
async def test_who_is_forgotten_through_one_account_is_forgotten_through_both(first_here: bool) -> None:
    async with talk() as ann:
        there = elsewhere(ann)
        await ann.say("bench 185x5")
        await there.say("squat 225x5")
        await there.say(f"link {await code_of(ann)}")
        through = ann if first_here else there
        asked = await through.say("forget me")
        await through.press(asked.buttons["Delete everything"])
        assert await ann.app.store.person(ann.who) is None
        assert await ann.app.store.person(there.who) is None
        assert (await ann.log(), await there.log()) == ([], [])
