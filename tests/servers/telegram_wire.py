"""The wire of the loopback Bot API server: requests in, answers out, faults between."""

import json
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

TEXT_LIMIT = 4096  # UTF-16 units
CAPTION_LIMIT = 1024
PRESS_LIMIT = 64  # bytes
PLAIN = ("text", "caption", "callback_query_id", "secret_token", "url", "language_code")  # never JSON

Parameters = Mapping[str, Any]
Method = Callable[[Parameters], Awaitable[object]]


class Error(Exception):
    """An answer that is not ok."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


@dataclass(frozen=True)
class Fault:
    """What happens to a request instead of its answer; *taken*: after it took effect. Status None: the line breaks."""

    status: int | None = None
    body: str = ""
    taken: bool = False
    hangs: bool = False


async def parameters_of(request: web.Request) -> dict[str, Any]:
    """The parameters, from the query, a form or JSON; values that are JSON within a form are read."""
    given: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        given |= await request.json()
    else:
        given |= await request.post()
    return {name: _value(name, value) for name, value in given.items()}


def _value(name: str, value: Any) -> Any:
    if not isinstance(value, str) or name in PLAIN:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def ok(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def not_ok(error: Error) -> web.Response:
    answer: dict[str, object] = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        answer["parameters"] = error.parameters
    return web.json_response(answer, status=error.code)


def check_text(text: object) -> str:
    if not isinstance(text, str) or not text.strip():
        raise Error(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) > 2 * TEXT_LIMIT:
        raise Error(400, "Bad Request: message is too long")
    return text


def check_caption(caption: object) -> str:
    if len(str(caption or "").encode("utf-16-le")) > 2 * CAPTION_LIMIT:
        raise Error(400, "Bad Request: message caption is too long")
    return str(caption or "")


def check_code(text: str, entities: Any) -> tuple[str, ...]:
    """The pieces of *text* that entities mark as code. Their places are UTF-16 units, between whole characters."""
    body, pieces = text.encode("utf-16-le"), []
    for entity in entities or ():
        first, last = entity["offset"], entity["offset"] + entity["length"]
        if entity["type"] != "code" or entity["length"] < 1 or 2 * last > len(body):
            raise Error(400, "Bad Request: ENTITY_BOUNDS_INVALID")
        try:
            pieces.append(body[2 * first : 2 * last].decode("utf-16-le"))
        except UnicodeDecodeError:
            raise Error(400, "Bad Request: ENTITY_BOUNDS_INVALID") from None
    return tuple(pieces)


def marked(text: str, entities: Any) -> str:
    """*text* with backticks around what entities mark as code."""
    body, behind, whole = text.encode("utf-16-le"), 0, b""
    for entity in sorted(entities or (), key=lambda one: int(one["offset"])):
        first, last = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
        whole += body[behind:first] + "`".encode("utf-16-le") + body[first:last] + "`".encode("utf-16-le")
        behind = last
    return (whole + body[behind:]).decode("utf-16-le")


@dataclass(frozen=True)
class Upload:
    """A file that the bot sent."""

    kind: str  # "photo" or "document"
    name: str
    media_type: str
    body: bytes


def upload_of(kind: str, given: Parameters) -> Upload:
    file = given.get(kind)
    if not isinstance(file, web.FileField):
        raise Error(400, f"Bad Request: there is no {kind} in the request")
    return Upload(kind, file.filename, file.content_type, file.file.read())


def check_buttons(markup: Any) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Rows of (label, what comes back)."""
    rows = (markup or {}).get("inline_keyboard", [])
    for button in (button for row in rows for button in row):
        if not button["text"]:
            raise Error(400, "Bad Request: can't parse inline keyboard button: Text buttons are unallowed")
        if not 1 <= len(button["callback_data"].encode()) <= PRESS_LIMIT:
            raise Error(400, "Bad Request: BUTTON_DATA_INVALID")
    return tuple(tuple((button["text"], button["callback_data"]) for button in row) for row in rows)


class Floods:
    """How often a chat is still answered with 429, and for how many seconds."""

    def __init__(self) -> None:
        self._left: Counter[int] = Counter()
        self._seconds: dict[int, int] = {}

    def add(self, chat: int, seconds: int, times: int) -> None:
        self._left[chat] += times
        self._seconds[chat] = seconds

    def check(self, chat: int) -> None:
        if self._left[chat] > 0:
            self._left[chat] -= 1
            seconds = self._seconds[chat]
            raise Error(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
