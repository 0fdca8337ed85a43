"""Slash commands and "Log this", as Discord is told them and as a lifter chooses them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.menu import MENU
from bot.message import Said
from bot.platforms import Known
from bot.platforms.discord_commands import InTheirLanguage
from bot.suggested import suggested
from knowledge.library import load_exercises
from knowledge.words import Words, words
from storage.records import Address
from tests.platforms.discord_stage import Inbox, Stage, discord_stage

EXERCISES = load_exercises()
MOST_DESCRIPTION = 100  # characters that Discord takes


@dataclass
class Notes:
    """What a platform learns, from rows in memory."""

    inbox: Inbox = field(default_factory=Inbox)
    notes: dict[str, str] = field(default_factory=dict)

    def known(self) -> Known:
        return Known(
            last_seen=self.last_seen,
            noted=self.noted,
            note=self.note,
            suggest=lambda typed: suggested(typed, EXERCISES),
        )

    async def last_seen(self, _platform: str) -> dict[str, str]:
        return {row.chat: row.id for row in self.inbox.rows}

    async def noted(self, name: str) -> str | None:
        return self.notes.get(name)

    async def note(self, name: str, said: str) -> None:
        self.notes[name] = said


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with discord_stage() as stage:
        yield stage


@pytest.fixture
async def inbox(stage: Stage) -> AsyncIterator[Inbox]:
    notes = Notes()
    stage.platform.learn(notes.known())
    async with stage.running(notes.inbox.accept):
        yield notes.inbox


def told(stage: Stage) -> int:
    """How often Discord was told the commands."""
    return len([call for call in stage.env.http_requests if call.method == "PUT" and call.path.endswith("/commands")])


async def test_every_command_of_the_menu_is_there_with_its_description(stage: Stage, inbox: Inbox) -> None:
    assert set(stage.lifter.available_commands()) == {command.name for command in MENU}
    assert {command.name for command in MENU} >= {"start", "help", "log", "plan", "undo", "profile", "privacy"}
    for command in MENU:
        assert 0 < len(command.description) <= MOST_DESCRIPTION
        assert len(command.about_argument or "") <= MOST_DESCRIPTION


@pytest.mark.parametrize(
    ("name", "options", "text"),
    [
        ("start", {}, "start"),
        ("last", {"lift": "bench press"}, "last bench press"),
        ("prs", {}, "prs"),
        ("rest", {"time": "3"}, "rest 3"),
        ("group", {"setting": "summary on"}, "group summary on"),
        ("forget", {}, "forget me"),
    ],
)
async def test_a_command_is_the_words_that_one_would_type(
    stage: Stage, inbox: Inbox, name: str, options: dict[str, str], text: str
) -> None:
    await stage.slash(name, **options)
    (said,) = inbox.said(stage.platform)
    assert isinstance(said, Said)
    assert said.text == text


async def test_discord_is_told_the_commands_once_and_again_when_they_changed() -> None:
    notes = Notes()
    async with discord_stage() as stage:
        for _ in range(3):
            platform = stage.restart()
            platform.learn(notes.known())
            async with stage.running(notes.inbox.accept):
                pass
        assert told(stage) == 1
        (name,) = [name for name in notes.notes if "commands" in name]
        notes.notes[name] = "those of an older release"
        stage.restart().learn(notes.known())
        async with stage.running(notes.inbox.accept):
            assert told(stage) == 2
            stage.platform.client.dispatch("ready")
            await stage.env.settle()
        assert told(stage) == 2


async def test_lifts_are_completed_while_they_are_typed(stage: Stage, inbox: Inbox) -> None:
    for command in ("plan", "last", "chart"):
        offered = await stage.lifter.autocomplete(command, "lift", "ben")
        assert "bench press" in [choice["value"] for choice in offered]
    every = await stage.member.autocomplete(stage.gym, "plan", "lift", "")
    assert len(every) == 25


class TestLogThis:
    async def test_words_of_his_own_are_logged(self, stage: Stage, inbox: Inbox) -> None:
        message = await stage.member.send(stage.lobby, "bench 185x5")
        result = await stage.member.context_menu(stage.lobby, "Log this", message)
        assert result.ephemeral
        (said,) = inbox.said(stage.platform)
        assert isinstance(said, Said)
        assert (said.text, said.reply_to, said.overheard) == ("bench 185x5", str(message.id), False)
        assert said.where == Address("discord", str(stage.lobby.id))

    async def test_a_message_that_was_read_already_is_the_same_message(self, stage: Stage, inbox: Inbox) -> None:
        message = await stage.member.send(stage.gym, "bench 185x5")
        await stage.member.context_menu(stage.gym, "Log this", message)
        first, second = inbox.said(stage.platform)
        assert isinstance(first, Said)
        assert isinstance(second, Said)
        assert (first.source, first.message) == (second.source, second.message)

    async def test_each_choice_is_an_update_of_its_own(self, stage: Stage, inbox: Inbox) -> None:
        message = await stage.member.send(stage.lobby, "bench 185x5")
        for _ in range(2):
            await stage.member.context_menu(stage.lobby, "Log this", message)
        first, second = inbox.said(stage.platform)
        assert isinstance(first, Said)
        assert isinstance(second, Said)
        assert first.source == second.source
        assert first.chosen != second.chosen
        assert inbox.rows[0].id != inbox.rows[1].id

    async def test_words_of_somebody_else_are_refused(self, stage: Stage, inbox: Inbox) -> None:
        message = await stage.member.send(stage.lobby, "bench 185x5")
        bob = stage.member.guild.add_member(stage.env.create_user("bob"))
        result = await bob.context_menu(stage.lobby, "Log this", message)
        assert result.ephemeral
        assert result.response is not None
        assert "somebody else" in result.response.content
        assert inbox.rows == []

    async def test_a_message_without_words_is_said_to_have_none(self, stage: Stage, inbox: Inbox) -> None:
        message = await stage.member.send(stage.lobby, "", attachments=[("squat.jpg", b"x")])
        result = await stage.member.context_menu(stage.lobby, "Log this", message)
        assert result.response is not None
        assert "no words" in result.response.content
        assert inbox.rows == []


async def in_language(english: Words, locale: discord.Locale) -> str | None:
    text = app_commands.locale_str(str(english), words=english)
    context: Any = app_commands.TranslationContext(app_commands.TranslationContextLocation.other, None)
    return await InTheirLanguage().translate(text, locale, context)


async def test_a_description_is_in_the_catalogue_s_words_where_it_has_them() -> None:
    assert await in_language(words("What you can say"), discord.Locale.american_english) is None
    assert await in_language(words("What you can say"), discord.Locale.korean) is None
    assert await in_language(words("No catalogue has this sentence."), discord.Locale.german) is None


async def test_what_discord_is_told_is_short_enough_in_every_language() -> None:
    for locale in (discord.Locale.german, discord.Locale.brazil_portuguese, discord.Locale.russian):
        for command in MENU:
            assert len(await in_language(command.description, locale) or "") <= MOST_DESCRIPTION
