"""A Discord on loopback for the real discord.py in another process, and the people who talk to its bot.

    async with DiscordApi() as api:
        ...  # in the bot's process: point_at(api.rest_url, api.gateway_url)
        await api.say(api.talk(7), "bench 185x5")
        api.sent(api.talk(7))

It has one bot and one server with one watched channel. What is said while the bot is not connected is not told to it
later, as on Discord; it has to ask. A nonce makes one message of what is sent again within three minutes.
"""

import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

import discord
from aiohttp import web
from discord.gateway import DiscordWebSocket
from discord.http import Route
from discord.state import ConnectionState
from yarl import URL

from tests.servers.discord_channels import Channels, Json, Refusal, Shown
from tests.servers.discord_gateway import Gateway
from tests.servers.telegram_queue import Bell

TOKEN = "MTIz.fake.token"
US, SERVER, WATCHED = 1, 2, 3
FIRST_TALK = 1000
PATIENCE_SECONDS = 10
GUILDS_WAIT_SECONDS = 0.05  # for one more server, before on_ready
MESSAGE_CONTENT_SWITCHED_ON = 1 << 18  # a flag of the application


def point_at(rest_url: str, gateway_url: str) -> None:
    """Have discord.py, in this process, talk to that Discord and to no other. It takes no two seconds for servers that
    do not come, which are long in a life that is cut short."""
    Route.BASE = rest_url
    DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway_url)
    made = ConnectionState.__init__

    def made_patient(self: ConnectionState[discord.Client], **options: Any) -> None:
        made(self, **options | {"guild_ready_timeout": GUILDS_WAIT_SECONDS})

    ConnectionState.__init__ = made_patient  # type: ignore[method-assign]


class DiscordApi:
    """The server, its channels and its gateway. *now* gives seconds; ids and nonces go by it."""

    def __init__(self, *, now: Callable[[], float] = time.time) -> None:
        self.token = TOKEN
        self.rest_url = self.gateway_url = ""
        self.requests: list[tuple[str, str]] = []  # (method, path), as they came
        self._bell = Bell()
        self._us = _person(US, "focusflow") | {"bot": True}
        self._channels = Channels(self._us, now, SERVER, WATCHED)
        self.gateway = Gateway(TOKEN, self._welcome, self._bell.ring)

    async def __aenter__(self) -> "DiscordApi":
        app = web.Application()
        route = app.router.add_route
        route("GET", "/gateway", self.gateway.serve)
        for method, path, answer in (
            ("GET", "/users/@me", self._me),
            ("GET", "/oauth2/applications/@me", self._application),
            ("PUT", f"/applications/{US}/commands", self._commands),
            ("POST", "/users/@me/channels", self._talk_with),
            ("GET", "/channels/{channel}", self._channel),
            ("GET", "/channels/{channel}/messages", self._read),
            ("POST", "/channels/{channel}/messages", self._send),
            ("PATCH", "/channels/{channel}/messages/{message}", self._edit),
            ("GET", "/channels/{channel}/threads/archived/public", self._closed_threads),
            ("POST", "/channels/{channel}/typing", self._typing),
            ("GET", f"/guilds/{SERVER}/members/{{account}}", self._member),
            ("POST", "/interactions/{interaction}/{token}/callback", self._acknowledged),
        ):
            route(method, f"/api{path}", self._answered(answer))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, backlog=1024).start()
        at = f"127.0.0.1:{self._runner.addresses[0][1]}"
        self.rest_url, self.gateway_url = f"http://{at}/api", f"ws://{at}/gateway"
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.gateway.close()
        await self._runner.cleanup()

    # ── what people do ──

    def talk(self, account: int) -> int:
        """The channel of the direct talk with an account."""
        channel = FIRST_TALK + account
        self._channels.meet(channel, _person(account, f"ann{account}"))
        return channel

    async def say(self, channel: int, text: str, *, account: int | None = None) -> int:
        """Write in a direct talk, or as *account* in the watched channel; give back the message's id."""
        who = account or channel - FIRST_TALK
        message = self._channels.hear(channel, _person(who, f"ann{who}"), text)
        await self.gateway.tell("MESSAGE_CREATE", self._told(message, who))
        return int(message["id"])

    async def edit(self, channel: int, message: int, text: str) -> None:
        """Write anew what a message says."""
        body = self._channels.rewrite(channel, message, text)
        await self.gateway.tell("MESSAGE_UPDATE", self._told(body, int(body["author"]["id"])))

    # ── what a test sees ──

    def sent(self, channel: int) -> list[Shown]:
        """All messages of the bot in *channel* as they now stand, oldest first."""
        return self._channels.sent(channel)

    @property
    def repeated(self) -> int:
        """How many messages came again under their nonce, and were not shown again."""
        return self._channels.repeated

    async def until(
        self, true: Callable[[], object], what: str = "it", patience_seconds: float = PATIENCE_SECONDS
    ) -> None:
        """Wait until *true*, which is tried whenever a request was answered or a session began."""
        seen = await self._bell.until(true, patience_seconds)
        assert seen, f"waited in vain for {what}; last requests: {self.requests[-5:]}"

    # ── requests ──

    def _answered(
        self, answer: Callable[[web.Request], Awaitable[Any]]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answered(request: web.Request) -> web.Response:
            self.requests.append((request.method, request.path))
            if request.headers.get("Authorization") != f"Bot {TOKEN}":
                return as_json({"code": 0, "message": "401: Unauthorized"}, 401)
            try:
                return as_json(await answer(request))
            except Refusal as refusal:
                return as_json({"code": refusal.code, "message": str(refusal)}, refusal.status)
            finally:
                self._bell.ring()

        return answered

    async def _me(self, _: web.Request) -> Json:
        return self._us

    async def _application(self, _: web.Request) -> Json:
        said = {"name": "FocusFlow", "description": "", "icon": None, "verify_key": "", "owner": self._us}
        return {"id": str(US), "flags": MESSAGE_CONTENT_SWITCHED_ON} | said | _PUBLIC

    async def _commands(self, _: web.Request) -> list[Json]:
        return []

    async def _talk_with(self, request: web.Request) -> Json:
        return self._channels.talk_with(int((await request.json())["recipient_id"]))

    async def _channel(self, request: web.Request) -> Json:
        return self._channels.described(int(request.match_info["channel"]))

    async def _read(self, request: web.Request) -> list[Json]:
        after, limit = int(request.query.get("after", 0)), int(request.query.get("limit", 50))
        return self._channels.read(int(request.match_info["channel"]), after, limit)

    async def _send(self, request: web.Request) -> Json:
        return self._channels.show(int(request.match_info["channel"]), await request.json())

    async def _edit(self, request: web.Request) -> Json:
        place = request.match_info
        return self._channels.edit(int(place["channel"]), int(place["message"]), await request.json())

    async def _closed_threads(self, _: web.Request) -> Json:
        return {"threads": [], "members": [], "has_more": False}

    async def _typing(self, _: web.Request) -> Json:
        return {}

    async def _acknowledged(self, request: web.Request) -> Json:
        return {"interaction": {"id": request.match_info["interaction"], "type": 2, "response_message_loading": False}}

    async def _member(self, request: web.Request) -> Json:
        account = int(request.match_info["account"])
        return _MEMBER | {"user": _person(account, f"ann{account}")}

    # ── the gateway ──

    def _told(self, message: Json, account: int) -> Json:
        """A message as the gateway tells it: on a server with its author as a member."""
        if message["channel_id"] != str(WATCHED):
            return message
        return message | {"guild_id": str(SERVER), "member": _MEMBER, "author": _person(account, f"ann{account}")}

    def _welcome(self) -> tuple[Json, Json]:
        ready = {
            "v": 10,
            "user": self._us,
            "guilds": [{"id": str(SERVER), "unavailable": True}],
            "session_id": str(self.gateway.sessions),
            "resume_gateway_url": self.gateway_url,
            "application": {"id": str(US), "flags": MESSAGE_CONTENT_SWITCHED_ON},
        }
        everybody = {"id": str(SERVER), "name": "@everyone", "permissions": "68608"} | _ROLE
        server = {"id": str(SERVER), "name": "Gym", "owner_id": "99", "member_count": 9, "roles": [everybody]}
        return ready, _SERVER | server | {"channels": [self._channels.watched_channel()]}


def as_json(body: object, status: int = 200) -> web.Response:
    """With a bare content type: the library reads any other as text."""
    return web.Response(body=json.dumps(body).encode(), status=status, headers={"Content-Type": "application/json"})


def _person(account: int, name: str) -> Json:
    return {"id": str(account), "username": name, "discriminator": "0", "avatar": None, "global_name": name.title()}


_PUBLIC: Json = {"bot_public": True, "bot_require_code_grant": False}
_MEMBER: Json = {"roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0}
_ROLE: Json = {"color": 0, "hoist": False, "position": 0, "managed": False, "mentionable": False, "flags": 0}
_SERVER: Json = {
    "emojis": [],
    "stickers": [],
    "features": [],
    "members": [],
    "threads": [],
    "presences": [],
    "voice_states": [],
    "stage_instances": [],
    "guild_scheduled_events": [],
    "soundboard_sounds": [],
    "unavailable": False,
    "large": False,
    "verification_level": 0,
    "default_message_notifications": 0,
    "explicit_content_filter": 0,
    "mfa_level": 0,
    "nsfw_level": 0,
    "premium_tier": 0,
    "preferred_locale": "en-US",
}
