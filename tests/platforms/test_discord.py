"""The real Discord client on a simulated Discord."""

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

import discord
import pytest
from simcord.enums import MessageType

from bot.message import Pressed, Reacted, Said
from storage.records import Address, Button, Thumb, Update
from tests.platforms.discord_stage import Inbox, Stage, discord_stage

THUMBS = ((Button("👍", "up:1f"), Button("👎", "down:1f")), (Button("Done as prescribed", "done:2a"),))


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with discord_stage() as stage:
        yield stage


@pytest.fixture
async def inbox(stage: Stage) -> AsyncIterator[Inbox]:
    inbox = Inbox()
    async with stage.running(inbox.accept):
        yield inbox


# ── what comes in ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_direct_message_is_kept_and_read(stage: Stage, inbox: Inbox) -> None:
    message = await stage.dm("bench 185x5 slept 6h")
    (row,) = inbox.rows
    assert (row.platform, row.id, row.chat) == ("discord", f"m:{message.id}", stage.where.chat)
    said = stage.platform.read(row)
    assert isinstance(said, Said)
    assert (said.who, said.name, said.where) == (stage.who, "Ann", stage.where)
    assert (said.text, said.reply_to, said.sent_at) == ("bench 185x5 slept 6h", str(message.id), stage.now())


async def test_messages_are_kept_in_the_order_in_which_they_were_written(stage: Stage, inbox: Inbox) -> None:
    for reps in range(5, 0, -1):
        await stage.dm(f"bench 185x{reps}")
    texts = [said.text for said in inbox.said(stage.platform) if isinstance(said, Said)]
    assert texts == [f"bench 185x{reps}" for reps in range(5, 0, -1)]


async def test_on_a_server_it_hears_its_name_answers_to_itself_and_watched_channels(stage: Stage, inbox: Inbox) -> None:
    ours = await stage.platform.send(stage.words(address=Address("discord", str(stage.lobby.id))))
    last = stage.lobby.last_message
    assert last is not None
    assert ours == str(last.id)
    await stage.member.send(stage.lobby, f"{stage.mention} bench 185x5")
    await stage.member.send(stage.lobby, "that was 195", reply_to=last)
    await stage.member.send(stage.gym, "squat 225x5")
    assert [said.text for said in inbox.said(stage.platform) if isinstance(said, Said)] == [
        "bench 185x5",
        "that was 195",
        "squat 225x5",
    ]


async def test_what_others_talk_about_is_not_even_stored(stage: Stage, inbox: Inbox) -> None:
    theirs = await stage.member.send(stage.lobby, "bench 185x5")
    await stage.member.send(stage.lobby, "@everyone look at this", reply_to=theirs)
    await stage.member.edit(theirs, "bench 195x5")
    robot = stage.member.guild.add_member(stage.env.create_user("robot", bot=True))
    await robot.send(stage.gym, "bench 185x5")
    news = MessageType.PREMIUM_GUILD_SUBSCRIPTION
    stage.member.guild.create_system_message(stage.gym, news, author=stage.member)
    await stage.env.settle()
    assert inbox.rows == []


async def test_without_the_message_content_intent_it_still_hears_who_speaks_to_it() -> None:
    inbox = Inbox()
    async with discord_stage(message_content=False) as stage, stage.running(inbox.accept) as bot:
        await stage.member.send(stage.gym, "squat 225x5")
        await stage.member.send(stage.gym, f"{stage.mention} bench 185x5")
        await stage.dm("press 95x5")
        assert [said.text for said in inbox.said(bot) if isinstance(said, Said)] == ["bench 185x5", "press 95x5"]


async def test_a_thread_of_a_watched_channel_is_a_place_of_its_own(stage: Stage, inbox: Inbox) -> None:
    gym = stage.platform.client.get_channel(stage.gym.id)
    assert isinstance(gym, discord.TextChannel)
    await gym.create_thread(name="monday", type=discord.ChannelType.public_thread)
    (thread,) = stage.gym.threads
    await stage.member.send(thread, "bench 185x5")
    (said,) = inbox.said(stage.platform)
    assert isinstance(said, Said)
    assert said.where == Address("discord", str(thread.id))
    await stage.platform.send(stage.words(address=said.where))
    assert thread.last_message is not None
    assert thread.last_message.content == "Logged: bench 185 × 5."


async def test_an_edit_is_read_as_a_correction_of_its_message(stage: Stage, inbox: Inbox) -> None:
    message = await stage.dm("bench 185x5")
    await stage.advance(timedelta(minutes=1))
    await stage.edit(message, "bench 195x5")
    first, second = inbox.said(stage.platform)
    assert isinstance(first, Said)
    assert isinstance(second, Said)
    assert (second.text, second.edited, second.message) == ("bench 195x5", True, first.message)
    assert second.source != first.source
    assert second.sent_at == first.sent_at


@pytest.mark.parametrize(
    ("name", "options", "text"),
    [
        ("log", {"text": "bench 185x5"}, "bench 185x5"),
        ("plan", {}, "plan"),
        ("plan", {"lift": "bench"}, "plan bench"),
        ("undo", {}, "undo"),
        ("profile", {"change": "kg"}, "profile kg"),
    ],
)
async def test_a_slash_command_is_kept_and_does_not_hang(
    stage: Stage, inbox: Inbox, name: str, options: dict[str, str], text: str
) -> None:
    result = await stage.slash(name, **options)
    assert result.acknowledged
    assert result.ephemeral
    assert not result.deferred
    (said,) = inbox.said(stage.platform)
    assert isinstance(said, Said)
    assert (said.text, said.where, said.who) == (text, stage.where, stage.who)


async def test_a_thumb_on_our_message_is_a_vote(stage: Stage, inbox: Inbox) -> None:
    sent = await stage.platform.send(stage.words())
    (message,) = await stage.replies(1)
    await stage.react("👎", message)
    await stage.react("🎉", message)
    (reacted,) = inbox.said(stage.platform)
    assert isinstance(reacted, Reacted)
    assert (reacted.thumb, reacted.on, reacted.who, reacted.where) == (Thumb.DOWN, sent, stage.who, stage.where)


async def test_a_button_is_kept_and_acknowledged(stage: Stage, inbox: Inbox) -> None:
    await stage.platform.send(stage.words(buttons=THUMBS))
    result = await stage.press("Done as prescribed")
    assert result.acknowledged
    (pressed,) = inbox.said(stage.platform)
    assert isinstance(pressed, Pressed)
    assert (pressed.press, pressed.who, pressed.where) == ("done:2a", stage.who, stage.where)


async def test_nothing_is_acknowledged_before_it_is_kept() -> None:
    acknowledged_by_then: list[int] = []

    async def accept(_: Sequence[Update]) -> None:
        acknowledged_by_then.append(len([call for call in stage.env.http_requests if "/callback" in call.path]))

    async with discord_stage() as stage, stage.running(accept) as bot:
        await bot.send(stage.words(buttons=THUMBS))
        await stage.press("👍")
        await stage.slash("undo")
        assert acknowledged_by_then == [0, 1]


async def test_what_could_not_be_kept_is_not_acknowledged() -> None:
    async def accept(_: Sequence[Update]) -> None:
        raise ConnectionError("no database")

    async with discord_stage(check_errors=False) as stage, stage.running(accept) as bot:
        await bot.send(stage.words(buttons=THUMBS))
        assert not (await stage.press("👍")).acknowledged
        assert not (await stage.slash("undo")).acknowledged


async def test_an_acknowledgement_that_fails_loses_nothing(stage: Stage, inbox: Inbox) -> None:
    stage.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062, times=None)
    await stage.platform.send(stage.words(buttons=THUMBS))
    await stage.press("👍")
    await stage.slash("undo")
    assert len(inbox.rows) == 2


# ── what goes out ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_words_are_shown_with_their_buttons_as_an_answer(stage: Stage, inbox: Inbox) -> None:
    asked = await stage.dm("bench 185x5")
    sent = await stage.platform.send(stage.words(buttons=THUMBS, reply_to=str(asked.id)))
    (message,) = await stage.replies(1)
    assert (str(message.id), message.content) == (sent, "Logged: bench 185 × 5.")
    assert message.reference is not None
    assert message.reference.message_id == asked.id
    rows = [row for row in message.components if isinstance(row, discord.ActionRow)]
    assert [[getattr(button, "label", "") for button in row.children] for row in rows] == [
        ["👍", "👎"],
        ["Done as prescribed"],
    ]


async def test_an_answer_to_a_deleted_message_is_shown_all_the_same(stage: Stage, inbox: Inbox) -> None:
    asked = await stage.dm("bench 185x5")
    await stage.lifter.delete(asked)
    await stage.platform.send(stage.words(reply_to=str(asked.id)))
    assert len(await stage.replies(1)) == 1
    body = stage.env.http_requests[-1].json
    assert body is not None
    assert body["message_reference"]["fail_if_not_exists"] is False


async def test_nobody_is_pinged_by_what_a_lifter_is_quoted_with(stage: Stage, inbox: Inbox) -> None:
    await stage.platform.send(stage.words(f"@everyone {stage.lifter.mention}"))
    call = stage.env.http_requests[-1]
    assert call.json is not None
    assert call.json["allowed_mentions"] == {"parse": []}


async def test_an_edit_takes_the_place_of_words_and_buttons(stage: Stage, inbox: Inbox) -> None:
    sent = await stage.platform.send(stage.words(buttons=THUMBS))
    await stage.platform.edit(stage.words("You earned the jump."), sent)
    (message,) = stage.heard()
    assert message.content == "You earned the jump."
    assert message.components == []


async def test_a_label_is_cut_to_what_discord_takes(stage: Stage, inbox: Inbox) -> None:
    await stage.platform.send(stage.words(buttons=((Button("y" * 200, "z" * 64),),)))
    await stage.press("y" * 79 + "…")
    (pressed,) = inbox.said(stage.platform)
    assert isinstance(pressed, Pressed)
    assert pressed.press == "z" * 64
