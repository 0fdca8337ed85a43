"""The gateway of the loopback Discord: one bot on a web socket, which is told only what happens while it is there."""

import json
from collections.abc import Callable
from itertools import count
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

Json = dict[str, Any]

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, INVALID_SESSION, HELLO, HEARTBEAT_ACK = (
    0,
    1,
    2,
    6,
    9,
    10,
    11,
)  # Discord's opcodes
BAD_TOKEN = 4004
HEARTBEAT_MILLISECONDS = 41_250
MESSAGE_CONTENT = 1 << 15  # an intent


class Gateway:
    """*welcome* gives READY and the server, which each session begins with; *changed* is told of every change."""

    def __init__(self, token: str, welcome: Callable[[], tuple[Json, Json]], changed: Callable[[], None]) -> None:
        self._token, self._welcome, self._changed = token, welcome, changed
        self._line: web.WebSocketResponse | None = None
        self._sequence = count(1)
        self.sessions = 0  # that have begun

    @property
    def is_on_line(self) -> bool:
        return self._line is not None and not self._line.closed

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        line = web.WebSocketResponse()
        await line.prepare(request)
        await line.send_json({"op": HELLO, "d": {"heartbeat_interval": HEARTBEAT_MILLISECONDS}, "s": None, "t": None})
        try:
            async for message in line:
                if message.type is WSMsgType.TEXT:
                    await self._take(line, json.loads(message.data))
        finally:
            if self._line is line:
                self._line = None
        return line

    async def tell(self, event: str, body: Json) -> bool:
        """False: nobody is there, and it will not be told later."""
        line = self._line
        if line is None or line.closed:
            return False
        try:
            await line.send_json({"op": DISPATCH, "t": event, "s": next(self._sequence), "d": body})
        except ConnectionError:
            return False
        return True

    async def close(self) -> None:
        if self._line is not None:
            await self._line.close(code=WSCloseCode.GOING_AWAY)

    async def _take(self, line: web.WebSocketResponse, told: Json) -> None:
        if told["op"] == HEARTBEAT:
            await line.send_json({"op": HEARTBEAT_ACK, "d": None, "s": None, "t": None})
        elif told["op"] == RESUME:  # nothing is kept of a session, as after a long absence
            await line.send_json({"op": INVALID_SESSION, "d": False, "s": None, "t": None})
        elif told["op"] == IDENTIFY:
            await self._identify(line, told["d"])

    async def _identify(self, line: web.WebSocketResponse, who: Json) -> None:
        if who["token"] != self._token or not who["intents"] & MESSAGE_CONTENT:
            await line.close(code=BAD_TOKEN)
            return
        self._line, self._sequence = line, count(1)
        ready, server = self._welcome()
        await self.tell("READY", ready)
        await self.tell("GUILD_CREATE", server)
        self.sessions += 1
        self._changed()
