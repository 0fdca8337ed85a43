"""Whole talks on Discord, as lifters see them: the real client library on a simulated Discord, and the whole bot.

A talk is a file of lines. What people do:

    = Bob           Bob is at it now; at first it is Ann. Coach may manage the server
    # training      he is in that channel now (watched; "lobby" is not); "dm": in his direct messages, as at first
    > text          he writes; @FocusFlow is the bot's mention
    & text          he writes, and does not wait for an answer before he goes on
    ^ text          he replies to the bot's newest message there
    ~ text          he edits what he wrote last
    >> [label]      he presses the button of that label on the newest message there that has it
    + 👍            he lays that on the bot's newest message there
    / plan bench    he chooses a slash command
    * Log this      he chooses that on what was written last there, by whomever
    @ time          it has become that time
    ! blocked       he takes no direct messages from now on; "! open": he does again
    ! busy 2        Discord answers the next two messages with 429
    ! down          the bot stops; "! up": it starts again, with the same database

What they see is under it: ``< `` new words, ``<~ `` words that were changed, ``<! `` what he alone sees. Words that
come elsewhere say where. ``python -m tests.talks.test_discord_talks`` writes what is shown now into the files; read the
difference before you keep it.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import discord
import pytest
import simcord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle

from bot.app import App, open_app
from bot.config import Config, Database, Secrets
from bot.menu import MENU
from tests.contracts.discord_marks import as_read
from tests.platforms.discord_stage import discord_stage

TALKS = sorted((Path(__file__).parent / "discord").glob("*.txt"))
STARTS_AT = datetime(2026, 11, 22, 17, tzinfo=UTC)
CLOSED = 50007
TOO_MANY_REQUESTS = 429
ARGUMENTS = {command.name: command.argument for command in MENU}
SHOWN = ("< ", "<~ ", "<! ", "<")


def seen(message: Any) -> tuple[str, ...]:
    """A message of ours as lines: its words, its files, its rows of buttons."""
    rows = [[button["label"] for button in row["components"]] for row in message.components]
    files = [f"({file['filename']})" for file in message.attachments]
    return (*as_read(message.content).split("\n"), *files, *("  ".join(f"[{label}]" for label in row) for row in rows))


def labels(message: discord.Message) -> list[str | None]:
    rows = [row for row in message.components if isinstance(row, discord.ActionRow)]
    return [button.label for row in rows for button in row.children if isinstance(button, discord.Button)]


class Talk:
    """Plays what people do, and notes it with all that they see."""

    def __init__(self, lines: list[str], database: Path) -> None:
        self.lines = lines
        self.noted: list[str] = []
        self._database = database
        self._place = "dm"
        self._name = "Ann"
        self._shown: dict[int, tuple[str, ...]] = {}
        self._written: dict[tuple[str, str], Any] = {}

    async def play(self) -> list[str]:
        async with discord_stage() as self._stage, AsyncExitStack() as self._life:
            self._stage.env.backend.clock.advance((STARTS_AT - self._stage.now()).total_seconds())
            self._people: dict[str, MemberActor] = {"Ann": self._stage.member}
            await self._up()
            for line in self.lines:
                if not line.startswith("<"):
                    self.noted.append(line)
                    await self._do(line)
            await self._app.quiet()
        return self.noted

    async def _do(self, line: str) -> None:
        verb, _, rest = line.partition(" ")
        does: dict[str, Callable[[str], Awaitable[Any]]] = {
            ">": self._says,
            "&": self._says,
            "^": self._replies,
            "~": self._edits,
            ">>": self._presses,
            "+": self._reacts,
            "/": self._commands,
            "*": self._chooses,
            "@": self._waits,
            "!": self._suffers,
        }
        if verb == "=":
            self._name = rest
        elif verb == "#" and " " not in rest:
            self._place = rest
        elif verb in does:
            result = await does[verb](rest)
            if verb != "&":
                await self._look(result)

    # ── the bot ────────────────────────────────────────────────────────────────────────────────────────────────────

    @asynccontextmanager
    async def _running(self) -> AsyncIterator[App]:
        config = Config(database=Database(url=f"sqlite:///{self._database}"))
        async with open_app(config, Secrets(_env_file=None), now=self._stage.now, sleep=self._stage.sleep) as app:
            app.platforms["discord"] = self._stage.restart()
            running = asyncio.create_task(app.run())
            try:
                await self._stage.up()
                yield app
            finally:
                running.cancel()
                with suppress(asyncio.CancelledError):
                    await running

    async def _up(self) -> None:
        self._app = await self._life.enter_async_context(self._running())

    async def _down(self) -> None:
        await self._life.aclose()

    # ── what people do ─────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _who(self) -> MemberActor:
        if self._name not in self._people:
            user = self._stage.env.create_user(self._name.lower(), global_name=self._name)
            guild = self._stage.member.guild
            manages = discord.Permissions(manage_guild=True)
            roles = [guild.create_role("coach", permissions=manages)] if self._name == "Coach" else []
            self._people[self._name] = guild.add_member(user, roles=roles)
        return self._people[self._name]

    @property
    def _channel(self) -> ChannelHandle:
        rooms = {"training": self._stage.gym, "lobby": self._stage.lobby}
        return rooms.get(self._place, self._who.user.dm_channel)

    async def _says(self, text: str, reply_to: discord.Message | None = None) -> None:
        text = text.replace("@FocusFlow", self._stage.mention)
        if self._place == "dm":
            named = {"channel_id": str(self._channel.id), "message_id": str(reply_to.id)} if reply_to else None
            said = await self._who.user.send_dm(text, reference=named)
        else:
            said = await self._who.send(self._channel, text, reply_to=reply_to)
        self._written[self._name, self._place] = self._written["", self._place] = said

    async def _replies(self, text: str) -> None:
        await self._says(text, self._ours()[-1])

    async def _edits(self, text: str) -> None:
        said = self._written[self._name, self._place]
        await (self._who.user if self._place == "dm" else self._who).edit(said, text)

    async def _presses(self, label: str) -> simcord.InteractionResult:
        message = next((one for one in reversed(self._ours()) if label[1:-1] in labels(one)), None)
        assert message is not None, f"{label} is on no message of ours in {self._place}"
        actor = self._who.user if self._place == "dm" else self._who
        result: simcord.InteractionResult = await actor.click(message, label=label[1:-1])
        return result

    async def _reacts(self, emoji: str) -> None:
        actor = self._who.user if self._place == "dm" else self._who
        await actor.set_reaction(self._ours()[-1], emoji, reacted=True)

    async def _commands(self, text: str) -> simcord.InteractionResult:
        name, _, words = text.partition(" ")
        options = {ARGUMENTS[name]: words} if words else {}
        if self._place == "dm":
            alone: simcord.InteractionResult = await self._who.user.slash(name, **options)
            return alone
        return await self._who.slash(self._channel, name, **options)

    async def _chooses(self, name: str) -> simcord.InteractionResult:
        return await self._who.context_menu(self._channel, name, self._written["", self._place])

    async def _waits(self, time: str) -> None:
        span = datetime.fromisoformat(time) - self._stage.now()
        await self._stage.advance(span)
        await self._app.look()
        await self._app.sum_up()

    async def _suffers(self, what: str) -> None:
        word, _, times = what.partition(" ")
        path = f"/channels/{self._who.user.dm_channel.id}/messages"
        faults = self._stage.env.backend.faults
        if word == "blocked":
            self._stage.env.inject_error("POST", path, status=403, code=CLOSED, times=None)
        elif word == "open":
            faults[:] = [fault for fault in faults if fault["path"] != path]
        elif word == "busy":
            where = "/channels/*/messages"
            self._stage.env.inject_error("POST", where, status=TOO_MANY_REQUESTS, times=int(times))
        else:
            await {"down": self._down, "up": self._up}[word]()

    # ── what they see ──────────────────────────────────────────────────────────────────────────────────────────────

    def _ours(self) -> list[discord.Message]:
        """The bot's messages where he is now, oldest first."""
        us = self._stage.env.backend.bot_user.id
        return [one for one in self._channel.history() if one.author.id == us and not one.flags.ephemeral]

    async def _look(self, result: simcord.InteractionResult | None) -> None:
        await self._app.quiet()
        await self._stage.env.settle()
        await self._app.quiet()
        if result is not None and result.ephemeral and result.response is not None:
            self.noted += [f"<! {line}" for line in result.response.content.split("\n")]
        backend = self._stage.env.backend
        for channel, messages in backend.messages.items():
            for message in messages.values():
                if message.author_id == backend.bot_user.id and not message.is_ephemeral:
                    self.noted += self._changed(channel, message.id, seen(message))
        standing = {id_ for messages in backend.messages.values() for id_ in messages}
        self.noted += [f"<x {self._shown.pop(id_)[0]}" for id_ in [*self._shown] if id_ not in standing]

    def _changed(self, channel: int, id_: int, lines: tuple[str, ...]) -> Iterator[str]:
        before = self._shown.get(id_)
        self._shown[id_] = lines
        if before == lines:
            return
        mark = "<" if before is None else "<~"
        if channel != self._channel.id:
            yield f"{mark} ({self._named(channel)})"
        yield from (f"{mark} {line}".rstrip() for line in lines)

    def _named(self, channel: int) -> str:
        names = {self._stage.gym.id: "in #training", self._stage.lobby.id: "in #lobby"}
        alone = {person.user.dm_channel.id: f"to {name} alone" for name, person in self._people.items()}
        return (names | alone).get(channel, "elsewhere")


@pytest.mark.parametrize("path", TALKS, ids=lambda path: path.stem)
async def test_talk(path: Path, tmp_path: Path) -> None:
    lines = path.read_text().splitlines()
    assert await Talk(lines, tmp_path / "talk.db").play() == lines


def write_what_is_shown_now() -> None:
    for talk in TALKS:
        with TemporaryDirectory() as folder:
            shown = asyncio.run(Talk(talk.read_text().splitlines(), Path(folder) / "talk.db").play())
        talk.write_text("\n".join(shown) + "\n")


if __name__ == "__main__":
    import tests.conftest  # noqa: F401  a talk is written as it is tested: by words alone, without an embedder

    write_what_is_shown_now()
