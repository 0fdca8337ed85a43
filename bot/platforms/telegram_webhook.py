"""Telegram calls us: one route that takes an update with our secret, keeps it, and only then says that it has it."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any, Final, TypeAlias
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from storage.store import StoreUnavailable

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
BODY_SECONDS: Final = 10.0  # for a whole body: Telegram's own come at once

LOOK_EVERY_SECONDS = 300  # whether we are the one who is called
WEBHOOK_SET = (
    "Another program has set a webhook for this bot's token, so that it gets the bot's messages: stop that one, or "
    "give this one a bot of its own from @BotFather. The webhook is taken away."
)
WEBHOOK_LOST = (
    "Another program has taken away this bot's webhook, and has the same token: stop that one, or give "
    "this one a bot of its own from @BotFather. The webhook is set again."
)

log = structlog.get_logger(__name__)

Receive: TypeAlias = Callable[[Mapping[str, Any]], Awaitable[None]]
"""Keeps an update durably."""


class _Refusal(Exception):
    """A call that is not taken."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status = status


class Webhook:
    """The route under the path of *url*. Until *receive* is set, and after it is taken away, Telegram keeps updates."""

    def __init__(self, url: str, secret: str, most_bytes: int, body_seconds: float = BODY_SECONDS) -> None:
        self.url = url
        self.secret = secret
        self.receive: Receive | None = None
        self._most_bytes = most_bytes
        self._body_seconds = body_seconds
        self._told: set[HTTPStatus] = set()  # a stranger who calls without end must not fill the log

    @property
    def route(self) -> web.RouteDef:
        return web.post(urlsplit(self.url).path or "/", self._take)

    async def _take(self, request: web.Request) -> web.Response:
        try:
            await self._keep(request)
        except _Refusal as refusal:
            tell = log.debug if refusal.status in self._told else log.warning
            self._told.add(refusal.status)
            tell("a call of the webhook is refused", why=str(refusal), status=refusal.status.value)
            return web.Response(status=refusal.status)
        except Exception:
            log.exception("updates could not be kept")
            return web.Response(status=HTTPStatus.INTERNAL_SERVER_ERROR)
        return web.Response()

    async def _keep(self, request: web.Request) -> None:
        self._check_secret(request)
        if self.receive is None:
            raise _Refusal(HTTPStatus.SERVICE_UNAVAILABLE, "the bot is not running yet")
        update = _update(await self._body(request))
        try:
            await self.receive(update)
        except StoreUnavailable as away:
            raise _Refusal(HTTPStatus.SERVICE_UNAVAILABLE, str(away)) from None

    def _check_secret(self, request: web.Request) -> None:
        given = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self.secret.encode()):
            raise _Refusal(HTTPStatus.FORBIDDEN, "without our secret")

    async def _body(self, request: web.Request) -> bytes:
        too_large = _Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "larger than telegram.most_bytes")
        if (request.content_length or 0) > self._most_bytes:
            raise too_large
        body = bytearray()
        try:
            async with asyncio.timeout(self._body_seconds):
                async for part in request.content.iter_any():
                    body += part
                    if len(body) > self._most_bytes:
                        raise too_large
        except TimeoutError:
            raise _Refusal(HTTPStatus.REQUEST_TIMEOUT, "its body came too slowly") from None
        except (web.PayloadAccessError, web.RequestPayloadError, OSError):
            raise _Refusal(HTTPStatus.BAD_REQUEST, "its body broke off") from None
        return bytes(body)


def _update(body: bytes) -> Mapping[str, Any]:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        raise _Refusal(HTTPStatus.BAD_REQUEST, "no JSON") from None
    if not isinstance(update, dict) or type(update.get("update_id")) is not int:
        raise _Refusal(HTTPStatus.BAD_REQUEST, "no update")
    return update
