"""Discord servers: who speaks where, in which company, and what of it is for him alone."""

from collections.abc import AsyncIterator
from dataclasses import replace

import discord
import pytest

from bot.access import admitted
from bot.config import Access
from bot.message import Company, Pressed, Reacted, Said
from bot.platforms import Gone, Unreachable
from bot.platforms.discord_read import read, update_of
from storage.records import DIRECT, Address, Button
from tests.platforms.discord_stage import Inbox, Stage, discord_stage
from tests.platforms.test_discord_read import AT, clicked, written

THUMBS = ((Button("👍", "up:1f"), Button("👎", "down:1f")),)
CLOSED = 50007


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with discord_stage() as stage:
        yield stage


@pytest.fixture
async def inbox(stage: Stage) -> AsyncIterator[Inbox]:
    inbox = Inbox()
    async with stage.running(inbox.accept):
        yield inbox


def in_company(stage: Stage, **more: object) -> Company:
    return Company(id=str(stage.member.guild.id), title="Gym", **more)  # type: ignore[arg-type]


async def test_words_presses_and_votes_say_in_which_company(stage: Stage, inbox: Inbox) -> None:
    await stage.member.send(stage.lobby, f"{stage.mention} bench 185x5")
    lobby = Address("discord", str(stage.lobby.id))
    await stage.platform.send(stage.words(address=lobby, buttons=THUMBS))
    ours = stage.lobby.last_message
    assert ours is not None
    await stage.member.click(ours, label="👍")
    await stage.member.set_reaction(ours, "👎", reacted=True)
    await stage.member.slash(stage.lobby, "plan", lift="bench")
    said, pressed, reacted, planned = inbox.said(stage.platform)
    assert isinstance(said, Said)
    assert isinstance(pressed, Pressed)
    assert isinstance(reacted, Reacted)
    assert isinstance(planned, Said)
    assert said.company == pressed.company == reacted.company == planned.company == in_company(stage)
    assert (said.locale, pressed.locale, planned.locale) == ("", "en-US", "en-US")


async def test_a_direct_message_has_no_company(stage: Stage, inbox: Inbox) -> None:
    await stage.dm("bench 185x5")
    await stage.slash("plan", lift="bench")
    assert [one.company for one in inbox.said(stage.platform) if one] == [None, None]


async def test_who_may_manage_the_server_is_known_with_his_roles(stage: Stage, inbox: Inbox) -> None:
    guild = stage.member.guild
    coach = guild.create_role("coach", permissions=discord.Permissions(manage_guild=True))
    bob = guild.add_member(stage.env.create_user("bob"), roles=[coach])
    await bob.send(stage.gym, "bench 185x5")
    await bob.slash(stage.gym, "group")
    found = [one.company for one in inbox.said(stage.platform) if one]
    assert found == [in_company(stage, may_manage=True, roles=(str(coach.id),))] * 2


async def test_what_a_watched_channel_says_to_others_is_overheard(stage: Stage, inbox: Inbox) -> None:
    await stage.member.send(stage.gym, "who brings the chalk?")
    await stage.member.send(stage.gym, f"{stage.mention} plan bench")
    assert [one.overheard for one in inbox.said(stage.platform) if isinstance(one, Said)] == [True, False]


async def test_a_reply_says_which_of_our_messages_it_answers(stage: Stage, inbox: Inbox) -> None:
    ours = await stage.platform.send(stage.words(address=Address("discord", str(stage.lobby.id))))
    last = stage.lobby.last_message
    assert last is not None
    await stage.member.send(stage.lobby, "that was 195", reply_to=last)
    theirs = await stage.member.send(stage.gym, "bench 185x5")
    await stage.member.send(stage.gym, "well done", reply_to=theirs)
    assert [one.answers for one in inbox.said(stage.platform) if isinstance(one, Said)] == [ours, None, None]


def test_rows_from_before_companies_were_kept_are_still_read() -> None:
    new = update_of(written(watched=True), AT)
    keys = (',"server":null', ',"answers":null', ',"chosen":false', ',"locale":""')
    raw = new.raw
    for key in keys:
        assert key in raw
        raw = raw.replace(key, "")
    old = type(new)(new.platform, new.id, new.chat, raw, AT)
    said = read(old)
    assert isinstance(said, Said)
    assert said.company is not None
    assert not said.company.may_manage
    press = update_of(clicked("ff:up:1f"), AT)
    stripped = press.raw.replace(',"server":null', "").replace(',"locale":""', "")
    assert read(type(press)(press.platform, press.id, press.chat, stripped, AT)) == read(press)


# ── for him alone ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["profile", "link", "unlink", "privacy", "export", "forget", "language"])
async def test_a_private_command_on_a_server_is_answered_in_private(stage: Stage, inbox: Inbox, name: str) -> None:
    result = await stage.member.slash(stage.gym, name)
    assert result.ephemeral
    assert result.response is not None
    assert "direct messages" in result.response.content
    (said,) = inbox.said(stage.platform)
    assert isinstance(said, Said)
    assert said.where == Address("discord", DIRECT, str(stage.lifter.id))
    assert said.company is None
    await stage.platform.send(stage.words("For you alone.", address=said.where))
    assert [message.content for message in stage.heard()] == ["For you alone."]
    assert stage.gym.last_message is None


async def test_direct_words_are_edited_where_they_were_shown(stage: Stage, inbox: Inbox) -> None:
    alone = Address("discord", DIRECT, str(stage.lifter.id))
    sent = await stage.platform.send(stage.words("One.", address=alone))
    await stage.platform.edit(stage.words("Two.", address=alone), sent)
    assert [message.content for message in stage.heard()] == ["Two."]


async def test_closed_direct_messages_are_unreachable_and_nothing_else_is(stage: Stage, inbox: Inbox) -> None:
    alone = Address("discord", DIRECT, str(stage.lifter.id))
    stage.env.inject_error("POST", f"/channels/{stage.where.chat}/messages", status=403, code=CLOSED, times=None)
    with pytest.raises(Unreachable):
        await stage.platform.send(stage.words(address=alone))
    with pytest.raises(Unreachable):
        await stage.platform.send(stage.words())
    await stage.platform.send(stage.words(address=Address("discord", str(stage.gym.id))))
    assert stage.gym.last_message is not None


async def test_an_account_that_is_no_more_is_unreachable(stage: Stage, inbox: Inbox) -> None:
    with pytest.raises(Unreachable):
        await stage.platform.send(stage.words(address=Address("discord", DIRECT, "1")))


async def test_a_button_of_somebody_else_says_who_pressed_it(stage: Stage, inbox: Inbox) -> None:
    await stage.platform.send(stage.words(address=Address("discord", str(stage.gym.id)), buttons=THUMBS))
    ours = stage.gym.last_message
    assert ours is not None
    bob = stage.member.guild.add_member(stage.env.create_user("bob", global_name="Bob"))
    assert (await bob.click(ours, label="👍")).acknowledged
    (pressed,) = inbox.said(stage.platform)
    assert isinstance(pressed, Pressed)
    assert (pressed.who.account, pressed.name, pressed.press) == (str(bob.id), "Bob", "up:1f")


# ── who is let in ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_private_command_in_a_server_is_let_in_by_its_role_and_by_its_server(
    stage: Stage, inbox: Inbox
) -> None:
    role = stage.member.guild.create_role("lifters")
    bob = stage.member.guild.add_member(stage.env.create_user("bob"), roles=[role])
    await bob.slash(stage.lobby, "export")
    (said,) = inbox.said(stage.platform)
    assert isinstance(said, Said)
    assert said.company is None
    for door in (f"discord:{role.id}", f"discord:{stage.member.guild.id}", f"discord:{stage.lobby.id}"):
        assert admitted(said, Access(roles=(door,), chats=(door,)))
    assert not admitted(said, Access(roles=("discord:1",), chats=("discord:1",)))


async def test_who_has_the_role_is_let_in_where_he_writes_alone(stage: Stage) -> None:
    role = stage.member.guild.create_role("lifters")
    bob = stage.env.create_user("bob")
    stage.member.guild.add_member(bob, roles=[role])
    access = Access(roles=(f"discord:{role.id}",))
    stage.restart(let_in=frozenset({str(role.id)}))
    inbox = Inbox()
    async with stage.running(inbox.accept):
        for one in (bob, stage.lifter, stage.env.create_user("eve")):
            await one.send_dm("let me in")
            await one.send_dm("please")
        where = Address("discord", str(bob.dm_channel.id))
        await stage.platform.send(stage.words(address=where, buttons=THUMBS))
        await bob.click(bob.dm_channel.history()[-1], label="👍")
        asked = [call for call in stage.env.http_requests if "/members/" in call.path]
    let_in = [admitted(one, access) for one in inbox.said(stage.platform) if one is not None]
    assert let_in == [True, True, False, False, False, False, True]
    assert len(asked) == 3, "what was answered lately is not asked again"


async def test_without_such_a_list_discord_is_asked_nothing_about_who_writes(stage: Stage, inbox: Inbox) -> None:
    await stage.dm("bench 185x5")
    assert not [call for call in stage.env.http_requests if "/members/" in call.path]


async def test_a_message_is_taken_away_and_one_that_is_gone_is_no_trouble(stage: Stage, inbox: Inbox) -> None:
    words = stage.words("Rest is over.")
    sent_as = await stage.platform.send(words)
    await stage.platform.withdraw(replace(words, text="", edits=words.id), sent_as)
    assert stage.heard() == []
    with pytest.raises(Gone):
        await stage.platform.withdraw(replace(words, text="", edits=words.id), sent_as)
