"""Strangers at the open port: what they send is neither unpacked nor told of at length, and they hold no place."""

import asyncio
import errno
import gzip
import logging
from io import StringIO
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.commands.serve import tell_once
from bot.logs import set_up_logs
from tests.bot.test_http import Probed, served

BOMB = gzip.compress(bytes(30_000_000), 9)
MALFORMED = (
    b"garbage\r\n\r\n",
    b"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
)


def port_of(http: aiohttp.ClientSession) -> int:
    assert http._base_url is not None
    assert http._base_url.port is not None
    return http._base_url.port


async def answer(port: int, sent: bytes) -> bytes:
    """All that comes until the connection is closed; empty: it was closed without a word."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(sent)
        await writer.drain()
        return await reader.read()
    except ConnectionError:
        return b""
    finally:
        writer.close()


async def test_a_packed_body_is_taken_as_it_is_and_never_unpacked() -> None:
    seen: list[bytes] = []

    async def heard(request: web.Request) -> web.Response:
        seen.append(await request.content.readany())
        return web.Response(status=403)

    async with served(Probed(), [web.post("/hook", heard)]) as http:
        headers = {"Content-Encoding": "gzip"}
        assert (await http.post("/hook", data=BOMB, headers=headers)).status == 403
        assert (await http.get("/healthz/live")).status == 200
    assert BOMB.startswith(seen[0])


async def test_who_says_nothing_or_half_a_request_is_hung_up_on() -> None:
    async with served(Probed(), silent_seconds=0.05) as http:
        port = port_of(http)
        assert await asyncio.gather(answer(port, b""), answer(port, b"GET /healthz/live HTTP/1.1\r\nHo")) == [b"", b""]
        assert (await http.get("/healthz/live")).status == 200


async def test_no_more_connections_are_open_than_allowed_and_a_place_that_is_left_is_given_again() -> None:
    async with served(Probed(), most_connections=2) as http:
        port = port_of(http)
        held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(2)]
        await asyncio.sleep(0)
        assert await answer(port, b"GET /healthz/live HTTP/1.1\r\nHost: x\r\n\r\n") == b""
        for _, writer in held:
            writer.close()
            await writer.wait_closed()
        while not await answer(port, b"GET /healthz/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"):
            await asyncio.sleep(0)


@pytest.fixture
def logged() -> Any:
    """Everything that is logged, as an operator reads it."""
    out = StringIO()
    root = logging.getLogger()
    kept = list(root.handlers), root.level
    set_up_logs("json", "info", (), out)
    yield out
    root.handlers[:], root.level = kept[0], kept[1]


@pytest.mark.parametrize("sent", MALFORMED, ids=["no http", "two lengths", "long path"])
async def test_a_malformed_request_is_refused_and_leaves_the_log_alone(sent: bytes, logged: StringIO) -> None:
    async with served(Probed()) as http:
        before = logged.getvalue()
        assert (await answer(port_of(http), sent)).startswith(b"HTTP/1.1 400") or b" 400 " in await answer(
            port_of(http), sent
        )
        assert logged.getvalue() == before


async def test_a_route_of_ours_that_breaks_is_told_with_its_traceback(logged: StringIO) -> None:
    async def broken(_: web.Request) -> web.Response:
        raise ZeroDivisionError

    async with served(Probed(), [web.get("/broken", broken)]) as http:
        assert (await http.get("/broken")).status == 500
    assert "ZeroDivisionError" in logged.getvalue()


async def test_that_no_file_can_be_opened_is_said_once(logged: StringIO) -> None:
    loop = asyncio.get_running_loop()
    tell_once(loop)
    for _ in range(100):
        loop.call_exception_handler({"message": "accept", "exception": OSError(errno.EMFILE, "Too many open files")})
    loop.call_exception_handler({"message": "other", "exception": OSError(errno.EIO, "broken")})
    told = logged.getvalue().splitlines()
    loop.set_exception_handler(None)
    assert len([line for line in told if "LimitNOFILE" in line]) == 1
    assert len([line for line in told if "broken" in line]) == 1
