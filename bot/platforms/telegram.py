"""Telegram, through the Bot API: by long polling, or called by it."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

import structlog
from aiohttp import web
from telegram.error import BadRequest, Conflict, InvalidToken, TelegramError

from bot.attachments import Attachment
from bot.message import Incoming
from bot.pacing import Pace, Rate
from bot.platforms import Accept, Refused, TryLater, Uncertain
from bot.platforms.files import MOST_BYTES
from bot.platforms.telegram_admins import Admins, asks_to_manage
from bot.platforms.telegram_api import Api, Hidden
from bot.platforms.telegram_http import NotTaken, Transport
from bot.platforms.telegram_menu import register_menu
from bot.platforms.telegram_read import Me, document, moved, read, row
from bot.platforms.telegram_send import Sender
from bot.platforms.telegram_shapes import PLATFORM
from bot.platforms.telegram_webhook import LOOK_EVERY_SECONDS, WEBHOOK_LOST, WEBHOOK_SET, Webhook
from storage.records import GroupMoved, Outgoing, Update

CONNECTIONS = 256  # chats that are written to at once
SEND_TIMEOUT_SECONDS = 15
POLL_MARGIN_SECONDS = 10  # that a long poll may take beyond its time
LONGEST_PAUSE_SECONDS = 30
CONFLICT_PAUSE_SECONDS = 10
REFUSALS_BELIEVED = 5  # of a token that was known in this run, one after the other, over half a minute
# Telegram asks for one message a second in a chat, 20 a minute in a group, and 30 a second of what is sent unasked.
OF_CHAT = Rate(burst=3, seconds=1)
OF_GROUP = Rate(burst=5, seconds=4)
OVERALL = Rate(burst=5, seconds=1 / 25)
# Named one by one, because reactions are left out unless they are asked for.
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "message_reaction", "my_chat_member")
CONFLICT = (
    "Telegram gives this bot's messages to another program that has the same TELEGRAM_BOT_TOKEN: stop that one, or "
    "give this one a bot of its own from @BotFather. Until then it waits, and goes on by itself."
)

log = structlog.get_logger(__name__)


class TokenRefused(Exception):
    """Telegram does not know the bot's token; the message says what to do."""


class WebhookRefused(Exception):
    """Telegram does not take the webhook's address; the message says why and what to do."""


class Telegram:
    """The bot on Telegram. *base_url* is the Bot API server, with or without ``/bot`` behind it. With a *webhook* it is
    called there, and does not poll."""

    name = PLATFORM
    evolves = True
    pace = Pace(of_chat=lambda chat: OF_GROUP if chat.startswith("-") else OF_CHAT, overall=OVERALL)

    def __init__(
        self,
        token: str,
        base_url: str = "https://api.telegram.org",
        *,
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]],
        poll_seconds: int = 30,
        webhook: Webhook | None = None,
    ) -> None:
        root = f"{base_url.rstrip('/').removesuffix('/bot')}/bot{token}"
        self._sending = Transport(root, connections=CONNECTIONS, read_timeout_seconds=SEND_TIMEOUT_SECONDS)
        self._polling = Transport(root, connections=1, read_timeout_seconds=poll_seconds + POLL_MARGIN_SECONDS)
        self._api = Api(self._sending, self._polling)
        self._sender = Sender(self._api, sleep)
        self._admins = Admins(self._api, now)
        self._webhook = webhook
        self._now = now
        self._sleep = sleep
        self._poll_seconds = poll_seconds
        bot_id = token.partition(":")[0]
        self._me = Me(int(bot_id) if bot_id.isdecimal() else 0)
        self._offset: int | None = None
        self.seen_at: datetime | None = None  # when its servers answered last
        self._conflict_told = False
        self._errands: set[asyncio.Task[None]] = set()  # that nothing waits for

    def read(self, update: Update) -> Incoming | None:
        return read(update, self._me)

    def moved(self, update: Update) -> GroupMoved | None:
        return moved(update)

    @property
    def routes(self) -> Sequence[web.RouteDef]:
        """Where Telegram calls; none while we poll."""
        return [self._webhook.route] if self._webhook else []

    # ── receiving ──

    async def run(self, accept: Accept) -> None:
        """Receive until cancelled. Raises TokenRefused and WebhookRefused. Its end closes the client: nothing is sent
        after it."""
        try:
            await self._patiently(self._introduce)
            self._run_errand(register_menu(self._api))
            if self._webhook:
                await self._be_called(self._webhook, accept)
            while True:
                await self._patiently(partial(self._poll, accept))
        except InvalidToken:
            raise TokenRefused(
                "Telegram does not know this bot token: set TELEGRAM_BOT_TOKEN to the one that @BotFather shows."
            ) from None
        finally:
            await self.close()

    async def close(self) -> None:
        """Close the connections. Words that come later are put off with TryLater."""
        for errand in self._errands:
            errand.cancel()
        await asyncio.gather(*self._errands, return_exceptions=True)
        await self._sending.shutdown()
        await self._polling.shutdown()

    async def _introduce(self) -> None:
        if not self._webhook:
            await self._api.call("deleteWebhook", drop_pending_updates=False)
        me = await self._api.call("getMe")
        self._me, self.seen_at = Me(me["id"], me["username"]), self._now()
        log.info("telegram is on", username=me["username"])

    async def _be_called(self, webhook: Webhook, accept: Accept) -> None:
        """Take calls until cancelled. Telegram is told after we can take them, and keeps the webhook when we end: what
        is written meanwhile comes to the next run."""
        webhook.receive = lambda update: self._receive([update], accept)
        try:
            while True:
                await self._patiently(partial(self._ask_to_be_called, webhook))
                await self._until_another_is_called(webhook)
        finally:
            webhook.receive = None

    async def _ask_to_be_called(self, webhook: Webhook) -> None:
        try:
            await self._api.call(
                "setWebhook",
                url=webhook.url,
                secret_token=Hidden(webhook.secret),
                allowed_updates=ALLOWED_UPDATES,
                drop_pending_updates=False,
            )
        except BadRequest as refusal:
            raise WebhookRefused(
                f"Telegram does not take telegram.webhook_url ({refusal}): it must be a public https address."
            ) from None

    async def _until_another_is_called(self, webhook: Webhook) -> None:
        """Return when Telegram calls somebody else, or nobody: another program has this token."""
        while True:
            await self._sleep(LOOK_EVERY_SECONDS)
            with suppress(TelegramError):
                if (await self._api.call("getWebhookInfo")).get("url") != webhook.url:
                    log.error(WEBHOOK_LOST)
                    return

    async def _poll(self, accept: Accept) -> None:
        try:
            updates = await self._api.call(
                "getUpdates", offset=self._offset, timeout=self._poll_seconds, allowed_updates=ALLOWED_UPDATES
            )
        except Conflict as conflict:
            if _is_about_webhook(conflict):
                await self._api.call("deleteWebhook", drop_pending_updates=False)
            raise
        self.seen_at, self._conflict_told = self._now(), False
        if updates:
            await self._receive(updates, accept)
            self._offset = updates[-1]["update_id"] + 1

    async def _receive(self, updates: Sequence[Mapping[str, Any]], accept: Accept) -> None:
        """Keep them; only then stop the wheels on their buttons."""
        self.seen_at = received_at = self._now()
        await accept([await self._row(update, received_at) for update in updates])
        for update in updates:
            if isinstance(press := update.get("callback_query"), dict):
                self._run_errand(self._answer(str(press.get("id"))))

    async def _row(self, update: Mapping[str, Any], received_at: datetime) -> Update:
        kept = row(update, received_at)
        if not kept.chat.startswith("-"):
            return kept
        incoming = self.read(kept)
        if incoming is None:  # the group talks, and not with us
            return replace(kept, opens=kept.opens and "my_chat_member" in update)
        if not asks_to_manage(incoming):
            return kept
        may = await self._admins.may_manage(kept.chat, incoming.who.account)
        return row(update, received_at, may_manage=may)

    async def _patiently(self, step: Callable[[], Awaitable[None]]) -> None:
        """Try *step* until it succeeds, with growing pauses. Only what a person must mend ends it otherwise."""
        refusals = 0
        for pause_seconds in _pauses():
            try:
                await step()
            except WebhookRefused:
                raise
            except InvalidToken:
                refusals = 0 if await self._is_known() else refusals + 1
                if self._me.username is None or refusals >= REFUSALS_BELIEVED:
                    raise
                log.warning("telegram does not know what it is asked", again_in_seconds=pause_seconds)
                await self._sleep(pause_seconds)
            except TelegramError as error:
                await self._sleep(self._pause_after(error, pause_seconds))
            except Exception:
                log.exception("updates could not be kept", again_in_seconds=pause_seconds)
                await self._sleep(pause_seconds)
            else:
                return

    async def _is_known(self) -> bool:
        """Whether Telegram knows the token after all: a server on its way up or down says 404 too."""
        with suppress(TelegramError):
            await self._api.call("getMe")
            return True
        return False

    def _pause_after(self, error: TelegramError, pause_seconds: float) -> float:
        """Say what is wrong; give back how long to wait, at least *pause_seconds*."""
        if isinstance(error, Conflict):
            if not self._conflict_told:
                log.error(WEBHOOK_SET if _is_about_webhook(error) else CONFLICT)
            self._conflict_told = True
            return max(pause_seconds, CONFLICT_PAUSE_SECONDS)
        if isinstance(error, NotTaken):
            pause_seconds = max(pause_seconds, error.retry_seconds)
        log.warning("telegram does not answer", reason=str(error), again_in_seconds=pause_seconds)
        return pause_seconds

    def _run_errand(self, errand: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(errand)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    async def _answer(self, press: str) -> None:
        """Stop the wheel on a pressed button. A press that is too old keeps it, and nothing else is lost."""
        with suppress(TelegramError):
            await self._api.call("answerCallbackQuery", callback_query_id=press)

    async def download(self, update: Update, _part: int = 0, /) -> bytes | None:
        """The file of an update, the only one. A second try asks where it lies anew: Telegram's paths last an hour."""
        file = document(update)
        if file is None or (file.file_size or 0) > MOST_BYTES:
            return None
        try:
            path = (await self._api.tell("getFile", file_id=file.file_id)).get("file_path")
            return await self._sending.download(str(path), MOST_BYTES) if path else None
        except NotTaken as failure:
            raise TryLater(failure.retry_seconds) from None
        except Uncertain:
            raise TryLater(1) from None
        except Refused:
            return None

    # ── sending ──

    async def send(self, words: Outgoing, attachment: Attachment | None = None) -> str:
        return await self._sender.send(words, attachment)

    async def edit(self, words: Outgoing, sent_as: str) -> None:
        await self._sender.edit(words, sent_as)

    async def withdraw(self, words: Outgoing, sent_as: str) -> None:
        """Take a message away. Telegram gives out the place of none that is older than two days."""
        await self._sender.withdraw(words, sent_as)

    async def preview(self, words: Outgoing) -> None:
        self._run_errand(self._sender.preview(words))  # no answer waits for it


def _is_about_webhook(conflict: Conflict) -> bool:
    return "webhook" in str(conflict).lower()


def _pauses() -> Iterator[float]:
    """Seconds to wait after each failure in a row: 1, 2, 4 and so on, at most 30."""
    seconds = 1.0
    while True:
        yield seconds
        seconds = min(2 * seconds, LONGEST_PAUSE_SECONDS)
