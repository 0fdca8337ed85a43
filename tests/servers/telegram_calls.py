"""Calls out of the loopback Bot API server: updates to the bot's webhook, in order, until each was taken."""

from typing import Any

import aiohttp

from tests.servers.telegram_queue import Queue
from tests.servers.telegram_wire import Error, Parameters


class Calls:
    """The webhook of one bot; without a *url* it polls."""

    def __init__(self, queue: Queue, url: str) -> None:
        self.url = url
        self.secret = ""
        self._queue = queue
        self._session: aiohttp.ClientSession | None = None

    def set(self, given: Parameters) -> bool:
        """setWebhook, but that it need not be https."""
        url = str(given.get("url"))
        if not url.startswith("http"):
            raise Error(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        self.url, self.secret = url, str(given.get("secret_token", ""))
        self._queue.allow(given.get("allowed_updates"))
        if given.get("drop_pending_updates") is True:
            self._queue.clear()
        return True

    async def deliver(self) -> list[int]:
        """Every waiting update, once; what was answered with 200 waits no more."""
        answers = []
        for update in self._queue.pending():
            answers.append(await self.call(update))
            if answers[-1] == 200:
                self._queue.take(update["update_id"])
        return answers

    async def call(self, update: dict[str, Any]) -> int:
        """One call, as Telegram makes it; give back the status."""
        session = self._session = self._session or aiohttp.ClientSession()
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        async with session.post(self.url, json=update, headers=headers) as answer:
            return answer.status

    async def close(self) -> None:
        if self._session:
            await self._session.close()
