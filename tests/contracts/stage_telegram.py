"""Telegram as a stage: the real client on the loopback Bot API server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.message import Company
from bot.platforms.telegram import Telegram
from storage.records import Address, Identity
from tests.contracts.platform_stages import ANN, STARTS_AT, Seen, Stage, labelled, units
from tests.servers.telegram import BotApi
from tests.servers.telegram_chats import Shown

GYM = -100
PEOPLE = {ANN: 7, "Bob": 8, "Coach": 9}


class TelegramStage(Stage):
    name = "telegram"
    most_units = 4096

    def __init__(self) -> None:
        self._now_at = STARTS_AT
        self.api = BotApi(now=lambda: self._now_at.timestamp())
        self.api.call_group(GYM, "Gym", PEOPLE["Coach"])
        self.who, self.where = Identity("telegram", str(PEOPLE[ANN])), Address("telegram", str(PEOPLE[ANN]))
        self.company, self.in_group = Company(str(GYM), "Gym"), Address("telegram", str(GYM))

    @classmethod
    @asynccontextmanager
    async def opened(cls) -> AsyncIterator["TelegramStage"]:
        stage = cls()
        async with stage.api:
            stage.restart()
            stage.api.open(PEOPLE[ANN])
            stage.api.open(GYM)
            yield stage
            await stage.platform.close()

    platform: Telegram

    def restart(self) -> Telegram:
        self._polls = len(self.api.calls("getUpdates"))
        self.platform = Telegram(self.api.token, self.api.base_url, now=self.now, sleep=self.sleep)
        return self.platform

    async def ready(self) -> None:
        await self.api.until(lambda: len(self.api.calls("getUpdates")) > self._polls, "a poll")

    def now(self) -> datetime:
        return self._now_at

    async def advance(self, span: timedelta) -> None:
        self._now_at += span

    def _chat(self, in_group: bool) -> int:
        return GYM if in_group else PEOPLE[ANN]

    async def say(self, text: str, *, by: str = ANN, in_group: bool = False, answers: str | None = None) -> str:
        mention = f"@{self.api.me['username']} " if in_group else ""
        said = self.api.say(
            self._chat(in_group),
            mention + text,
            user=PEOPLE[by],
            name=by,
            reply_to=int(answers) if answers else None,
            locale=self.locale,
        )
        return str(said)

    async def command(self, name: str) -> None:
        await self.say(f"/{name}")

    async def edit(self, message: str, text: str) -> None:
        self.api.say(PEOPLE[ANN], text, name=ANN, edited=int(message), locale=self.locale)

    async def press(self, label: str, *, by: str = ANN, in_group: bool = False) -> None:
        message = labelled(self.api.sent(self._chat(in_group)), lambda one: one.labels, label)
        self.api.press(message, label, user=PEOPLE[by], name=by, locale=self.locale)

    async def react(self, emoji: str, on: str) -> None:
        self.api.react(PEOPLE[ANN], int(on), emoji, name=ANN)

    async def take_back(self, emoji: str, on: str) -> None:
        self.api.react(PEOPLE[ANN], int(on), old=(emoji,), name=ANN)

    async def send_file(self, name: str, body: bytes, caption: str = "") -> str:
        return str(self.api.send_file(PEOPLE[ANN], name, body, caption=caption, person=ANN))

    async def send_photo(self, body: bytes, caption: str) -> str:
        return str(self.api.send_photo(PEOPLE[ANN], body, caption=caption, person=ANN))

    async def taken(self) -> None:
        await self.api.until(lambda: not self.api.queue.pending(), "all to be confirmed")

    async def repeat(self) -> None:
        self.api.queue.repeat()

    def block(self) -> None:
        self.api.block(PEOPLE[ANN])

    def unblock(self) -> None:
        """Who writes to a bot lets it in."""

    def flood(self, seconds: int) -> None:
        self.api.flood(PEOPLE[ANN], seconds)

    def delete(self, message: str) -> None:
        self.api.take_away(next(one for one in self.api.sent(PEOPLE[ANN]) if str(one.id) == message))

    def seen(self, *, in_group: bool = False) -> list[Seen]:
        return [_seen(one) for one in self.api.sent(self._chat(in_group))]

    def pings(self) -> list[str]:
        """The server refuses every entity but code, so only markup that Telegram itself would read could ring."""
        return [str(call["parse_mode"]) for call in self.api.calls("sendMessage") if "parse_mode" in call]


def _seen(shown: Shown) -> Seen:
    file = (shown.upload.name, shown.upload.body) if shown.upload else None
    return Seen(shown.marked, units(shown.text), tuple(shown.labels), file)
