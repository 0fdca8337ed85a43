"""Discord as a stage: the real discord.py on simcord."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import discord
from discord.http import Route
from simcord.actors import MemberActor
from simcord.builders import UserHandle

from bot.message import Company
from bot.platforms.discord import Discord
from storage.records import Address
from tests.contracts.discord_marks import as_read
from tests.contracts.platform_stages import ANN, STARTS_AT, Seen, Stage, labelled, units
from tests.platforms import discord_stage as simulated

CLOSED = 50007
TOLD = ("MESSAGE_CREATE", "MESSAGE_UPDATE", "INTERACTION_CREATE", "MESSAGE_REACTION_ADD")


class DiscordStage(Stage):
    name = "discord"
    most_units = 2000

    def __init__(self, inner: simulated.Stage) -> None:
        self._inner = inner
        self.env = inner.env
        self.platform: Discord = inner.platform
        self.env.backend.clock.advance((STARTS_AT - self.env.now()).total_seconds())
        guild = inner.member.guild
        manages = guild.create_role("coach", permissions=discord.Permissions(manage_guild=True))
        self._people: dict[str, MemberActor] = {
            ANN: inner.member,
            "Bob": guild.add_member(self.env.create_user("bob", global_name="Bob")),
            "Coach": guild.add_member(self.env.create_user("coach", global_name="Coach"), roles=[manages]),
        }
        self.who, self.where = inner.who, inner.where
        self.company, self.in_group = Company(str(guild.id), "Gym"), Address("discord", str(inner.lobby.id))
        self._told: list[tuple[str, Mapping[str, Any]]] = []
        self._emit = self.env.backend.emit
        self.env.backend.emit = self._tell  # type: ignore[method-assign]

    @classmethod
    @asynccontextmanager
    async def opened(cls) -> AsyncIterator["DiscordStage"]:
        async with simulated.discord_stage() as inner:
            yield cls(inner)

    def _tell(self, event: str, payload: Mapping[str, Any]) -> None:
        """As the gateway does, but for the language of the client, which is always English here."""
        if event == "INTERACTION_CREATE" and self.locale:
            payload = {**payload, "locale": self.locale}
        if event in TOLD and not self._is_ours(payload):
            self._told.append((event, payload))
        self._emit(event, payload)

    def _is_ours(self, payload: Mapping[str, Any]) -> bool:
        author = payload.get("author") or {}
        return str(author.get("id")) == str(self.env.backend.bot_user.id)

    def restart(self) -> Discord:
        self.platform = self._inner.restart()
        return self.platform

    async def ready(self) -> None:
        await self._inner.up()

    def now(self) -> datetime:
        return self.env.now()

    async def advance(self, span: timedelta) -> None:
        await self._inner.advance(span)

    @property
    def _direct(self) -> Any:
        return self._inner.lifter.dm_channel

    def _actor(self, by: str, in_group: bool) -> MemberActor | UserHandle:
        return self._people[by] if in_group else self._people[by].user

    async def say(self, text: str, *, by: str = ANN, in_group: bool = False, answers: str | None = None) -> str:
        if in_group:
            said = await self._people[by].send(self._inner.lobby, f"{self._inner.mention} {text}")
        else:
            named = {"channel_id": str(self._direct.id), "message_id": answers} if answers else None
            said = await self._inner.lifter.send_dm(text, reference=named)
        return str(said.id)

    async def command(self, name: str) -> None:
        await self._inner.lifter.slash(name)

    async def edit(self, message: str, text: str) -> None:
        await self._inner.lifter.edit(self._message(message), text)

    async def press(self, label: str, *, by: str = ANN, in_group: bool = False) -> None:
        message = labelled(self._ours(in_group), simulated.labels, label)
        await self._actor(by, in_group).click(message, label=label)

    async def react(self, emoji: str, on: str) -> None:
        await self._inner.lifter.set_reaction(self._message(on), emoji, reacted=True)

    async def take_back(self, emoji: str, on: str) -> None:
        await self._inner.lifter.set_reaction(self._message(on), emoji, reacted=False)

    async def send_file(self, name: str, body: bytes, caption: str = "") -> str:
        return str((await self._inner.dm_file(name, body, caption)).id)

    async def send_photo(self, body: bytes, caption: str) -> str:
        return str((await self._inner.dm_file("sets.jpg", body, caption)).id)

    async def taken(self) -> None:
        await self.env.settle()

    async def repeat(self) -> None:
        self._emit(*self._told[-1])
        await self.env.settle()

    def block(self) -> None:
        self.env.inject_error("POST", f"/channels/{self._direct.id}/messages", status=403, code=CLOSED, times=None)

    def unblock(self) -> None:
        self.env.backend.faults.clear()

    def flood(self, seconds: int) -> None:
        """The library sits out short limits and raises this for one as long as this; simcord has no limits."""
        http = self.platform.client.http
        request = http.request

        async def limited(route: Route, **more: Any) -> Any:
            if (route.method, route.path) != ("POST", "/channels/{channel_id}/messages"):
                return await request(route, **more)
            http.request = request  # type: ignore[method-assign]
            raise discord.RateLimited(seconds)

        http.request = limited  # type: ignore[method-assign]

    def delete(self, message: str) -> None:
        self.env.backend.delete_message(self._direct.id, int(message))

    def _message(self, id_: str) -> discord.Message:
        messages: list[discord.Message] = self._direct.history()
        return next(one for one in messages if str(one.id) == id_)

    def _ours(self, in_group: bool) -> list[discord.Message]:
        us = self.env.backend.bot_user.id
        channel = self._inner.lobby if in_group else self._direct
        return [one for one in channel.history() if one.author.id == us and not one.flags.ephemeral]

    def seen(self, *, in_group: bool = False) -> list[Seen]:
        return [self._seen(one) for one in self._ours(in_group)]

    def _seen(self, message: discord.Message) -> Seen:
        file = message.attachments[0] if message.attachments else None
        kept = (file.filename, self.env.backend.cdn.get(file.url)) if file else None
        labels = tuple(filter(None, simulated.labels(message)))
        return Seen(as_read(message.content), units(message.content), labels, kept)

    def pings(self) -> list[str]:
        ours = (*self._ours(in_group=False), *self._ours(in_group=True))
        everybody = [one.content for one in ours if one.mention_everyone]
        return everybody + [str(who.id) for one in ours for who in (*one.mentions, *one.role_mentions)]
