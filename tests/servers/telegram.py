"""A Bot API server on loopback, and the people who talk to its bot.

    async with BotApi() as api:
        ...  # a bot polls api.base_url with api.token
        api.say(7, "bench 185x5")
        [answer] = await api.replies(7, 1)
        api.press(answer, "👍")

Chats with an id above 0 are private, those below 0 are supergroups. It has one bot, and is strict where Telegram is.
"""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from aiohttp import web

from tests.servers.telegram_calls import Calls
from tests.servers.telegram_chats import Chats, Json, Shown
from tests.servers.telegram_files import Files
from tests.servers.telegram_queue import BUTTON_SECONDS, Bell, Queue
from tests.servers.telegram_wire import Error, Fault, Method, Parameters, not_ok, ok, parameters_of, upload_of

TOKEN = "123456789:AAtestTokenOfNobodyInParticular00000"
COMMAND_SHAPE = re.compile(r"[a-z0-9_]{1,32}")
TOKEN_SHAPE = re.compile(r"\d+:[\w-]{30,}")
PATIENCE_SECONDS = 10
INTERNAL_ERROR = '{"ok": false, "error_code": 500, "description": "Internal Server Error"}'


class BotApi:
    """The server and its chats. *now* gives seconds; buttons grow old by it."""

    def __init__(self, *, now: Callable[[], float] = time.time, username: str = "FocusBot", webhook: str = "") -> None:
        self.token = TOKEN
        self.me: Json = {"id": int(TOKEN.split(":")[0]), "is_bot": True, "first_name": "Focus", "username": username}
        self.menus: dict[str, Json] = {}  # by language
        self.drafts: list[tuple[int, str]] = []  # (chat, text)
        self.admins: dict[int, list[Json]] = {}  # by chat
        self.requests: list[tuple[str, Json]] = []  # (method, parameters), as they came
        self.answered: list[str] = []  # presses whose wheel was stopped
        self.queue = Queue(now)
        self.base_url = ""
        self._now = now
        self._bell = Bell()
        self.calls_out = Calls(self.queue, webhook)
        self._chats = Chats(self.me, now)
        self._files = Files()
        self._press_ids = count(1)
        self._pressed_at: dict[str, float] = {}
        self._faults: dict[str, list[Fault]] = {}
        self._let_go = asyncio.Event()  # downloads wait for it
        self._let_go.set()
        self._methods: dict[str, Method] = {
            "getupdates": self._get_updates,
            "getme": self._get_me,
            "deletewebhook": self._delete_webhook,
            "sendmessage": self._send_message,
            "editmessagetext": self._edit_message_text,
            "deletemessage": self._delete_message,
            "answercallbackquery": self._answer_callback_query,
            "getfile": self._get_file,
            "setmycommands": self._set_my_commands,
            "getmycommands": self._get_my_commands,
            "sendchataction": self._nod,
            "sendphoto": self._send_photo,
            "senddocument": self._send_document,
            "sendmessagedraft": self._send_message_draft,
            "editmessagecaption": self._edit_message_caption,
            "setwebhook": self._set_webhook,
            "getwebhookinfo": self._get_webhook_info,
            "getchatadministrators": self._get_chat_administrators,
        }

    async def __aenter__(self) -> "BotApi":
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, backlog=1024).start()
        self.base_url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_error: object) -> None:
        self.queue.stop()
        await self.calls_out.close()
        await self._runner.cleanup()

    @property
    def webhook(self) -> str:
        """Where the bot is called; empty while it polls."""
        return self.calls_out.url

    @webhook.setter
    def webhook(self, url: str) -> None:
        self.calls_out.url = url

    # ── what people do ──

    def say(
        self,
        chat: int,
        text: str,
        *,
        user: int | None = None,
        name: str = "Ada",
        thread: int | None = None,
        edited: int | None = None,
        reply_to: int | None = None,
        locale: str = "",
        as_chat: int | None = None,
        forwarded_from: int | None = None,
    ) -> int:
        """Write, or write anew what message *edited* says; give back the message's id. *as_chat*: under its name."""
        who = _person(user or chat, name) | ({"language_code": locale} if locale else {})
        message = self._chats.hear(chat, who, text, thread, edited, reply_to)
        if as_chat is not None:
            message |= {"from": NAMELESS, "sender_chat": self._chats.chat_of(as_chat)}
        if forwarded_from is not None:
            origin = {"type": "user", "sender_user": _person(forwarded_from, "Bo"), "date": int(self._now())}
            message |= {"forward_origin": origin}
        self.queue.put("edited_message" if edited else "message", message)
        return int(message["message_id"])

    def send_file(
        self,
        chat: int,
        name: str,
        body: bytes,
        *,
        caption: str = "",
        mime_type: str = "text/csv",
        user: int | None = None,
        person: str = "Ada",
        reply_to: int | None = None,
    ) -> int:
        """Send a document; give back the message's id."""
        document = self._files.keep(name, body, mime_type)
        who = _person(user or chat, person)
        message = self._chats.hear(chat, who, caption, reply_to=reply_to, media={"document": document})
        self.queue.put("message", message)
        return int(message["message_id"])

    def send_photo(
        self, chat: int, body: bytes, *, caption: str = "", reply_to: int | None = None, person: str = "Ada"
    ) -> int:
        """Send a photo, which Telegram gives out in two sizes; give back the message's id."""
        small = self._files.keep("", body[: len(body) // 2], "") | {"width": 90, "height": 60}
        large = self._files.keep("", body, "") | {"width": 1280, "height": 853}
        return self._send_media(chat, {"photo": [small, large]}, caption, reply_to, person)

    def send_voice(self, chat: int, body: bytes, *, seconds: int = 3, kind: str = "voice") -> int:
        """Send a voice note, an audio or a video note; give back the message's id."""
        return self._send_media(chat, {kind: self._files.keep("", body, "audio/ogg") | {"duration": seconds}})

    def _send_media(
        self, chat: int, media: Json, caption: str = "", reply_to: int | None = None, person: str = "Ada"
    ) -> int:
        message = self._chats.hear(chat, _person(chat, person), caption, reply_to=reply_to, media=media)
        self.queue.put("message", message)
        return int(message["message_id"])

    def press(
        self, message: Shown, button: str, *, user: int | None = None, name: str = "Ada", locale: str = ""
    ) -> str:
        """Press the button with that label, or forge one that sends those words; give back the press's id."""
        press = f"press{next(self._press_ids)}"
        self._pressed_at[press] = self._now()
        body = {
            "id": press,
            "from": _person(user or message.chat, name) | ({"language_code": locale} if locale else {}),
            "message": self._chats.message(message.chat, message.id),
            "chat_instance": "1",
            "data": message.press(button),
        }
        self.queue.put("callback_query", body)
        return press

    def react(
        self,
        chat: int,
        message_id: int,
        *emoji: str,
        old: Sequence[str] = (),
        user: int | None = None,
        name: str = "Ada",
    ) -> None:
        """Lay emoji on a message, in the place of *old* ones."""
        body = {
            "chat": self._chats.chat_of(chat),
            "message_id": message_id,
            "user": _person(user or chat, name),
            "date": int(self._now()),
            "old_reaction": [{"type": "emoji", "emoji": one} for one in old],
            "new_reaction": [{"type": "emoji", "emoji": one} for one in emoji],
        }
        self.queue.put("message_reaction", body)

    def open(self, chat: int) -> None:
        """Let the bot write there, as one who has written to it does."""
        self._chats.know(chat)

    def block(self, chat: int) -> None:
        """Shut the bot out, until somebody writes there again."""
        self._chats.blocked.add(chat)

    def call_group(self, chat: int, title: str, *admins: int) -> None:
        """Give a group a title, and its administrators: the first made it, the others may change its title."""
        self._chats.titles[chat] = title
        self.admins[chat] = [
            {"user": _person(one, "Ada"), "status": "administrator" if at else "creator", "can_change_info": True}
            for at, one in enumerate(admins)
        ]

    def take_away(self, message: Shown) -> None:
        """Delete a message of the bot."""
        self._chats.take_away(message.chat, message.id)

    def move(self, chat: int, to: int) -> None:
        """Make a supergroup of a group, which gives it another id."""
        self._chats.move(chat, to)

    def upgrade(self, chat: int, to: int) -> None:
        """The same, and each of the two chats says so."""
        self.move(chat, to)
        for here, there in ((chat, {"migrate_to_chat_id": to}), (to, {"migrate_from_chat_id": chat})):
            message = self._chats.hear(here, NAMELESS, "", media={})
            self.queue.put("message", message | {"sender_chat": self._chats.chat_of(here)} | there)

    # ── what Telegram does ──

    def flood(self, chat: int, retry_after: int, times: int = 1) -> None:
        """Answer the next *times* messages to *chat* with 429."""
        self._chats.floods.add(chat, retry_after, times)

    def fail(
        self,
        method: str,
        *,
        status: int | None = None,
        body: str = INTERNAL_ERROR,
        taken: bool = False,
        hangs: bool = False,
        times: int = 1,
    ) -> None:
        """Spoil the next *times* requests of *method*: with a status, or else by breaking the line or never answering.

        The method of a download is "download". *taken*: the request has its effect all the same.
        """
        self._faults.setdefault(method.lower(), []).extend([Fault(status, body, taken, hangs)] * times)

    @asynccontextmanager
    async def downloads_held(self) -> AsyncIterator[None]:
        """Downloads wait until the block ends."""
        self._let_go.clear()
        try:
            yield
        finally:
            self._let_go.set()

    async def deliver(self) -> list[int]:
        """Call the webhook with all that waits, oldest first; give back how it answered. What it took comes no more."""
        return await self.calls_out.deliver()

    # ── what a test sees ──

    def watch(self, seen: Callable[[str, Shown], None]) -> None:
        """Have *seen* told of all that the bot shows from now on, with "send" or "edit"."""
        self._chats.seen = seen

    def sent(self, chat: int) -> list[Shown]:
        """All messages of the bot in *chat* as they now stand, oldest first."""
        return [shown for (where, _), shown in self._chats.shown.items() if where == chat]

    async def replies(self, chat: int, n: int) -> list[Shown]:
        """Wait until *chat* has *n* messages of the bot; give back all of them, oldest first."""
        await self.until(lambda: len(self.sent(chat)) >= n, f"{n} messages to {chat}")
        return self.sent(chat)

    async def until(
        self, true: Callable[[], object], what: str = "it", patience_seconds: float = PATIENCE_SECONDS
    ) -> None:
        """Wait until *true*, which is tried whenever a request came or was answered."""
        seen = await self._bell.until(true, patience_seconds)
        texts = [shown.text for shown in self._chats.shown.values()]
        assert seen, f"waited in vain for {what}; sent so far: {texts}; last requests: {self.requests[-5:]}"

    def calls(self, method: str) -> list[Json]:
        """The parameters of all requests of *method*, oldest first."""
        return [parameters for name, parameters in self.requests if name.lower() == method.lower()]

    # ── requests ──

    async def _serve(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        parameters = await parameters_of(request)
        self.requests.append((method, parameters))
        self._bell.ring()
        try:
            self._check_token(request.match_info["token"])
            answer = await self._answer(method.lower(), parameters, request)
        except Error as error:
            answer = not_ok(error)
        self._bell.ring()
        return answer

    async def _download(self, request: web.Request) -> web.Response:
        self.requests.append(("download", dict(request.match_info)))
        self._bell.ring()
        try:
            self._check_token(request.match_info["token"])
            await self._let_go.wait()
            if fault := self._fault("download"):
                return await self._spoil(fault, request)
            return web.Response(body=self._files.body(request.match_info["path"], self._now()))
        except Error as error:
            return not_ok(error)

    def _check_token(self, token: str) -> None:
        if not TOKEN_SHAPE.fullmatch(token):
            raise Error(404, "Not Found")
        if token != self.token:
            raise Error(401, "Unauthorized")

    async def _answer(self, method: str, parameters: Parameters, request: web.Request) -> web.Response:
        if method not in self._methods:
            raise Error(404, "Not Found")
        fault = self._fault(method)
        if fault is None:
            return ok(await self._methods[method](parameters))
        if fault.taken:
            await self._methods[method](parameters)
        return await self._spoil(fault, request)

    def _fault(self, method: str) -> Fault | None:
        faults = self._faults.get(method)
        return faults.pop(0) if faults else None

    async def _spoil(self, fault: Fault, request: web.Request) -> web.Response:
        if fault.hangs:
            await asyncio.Event().wait()
        if fault.status is None and request.transport is not None:
            request.transport.abort()
        return web.Response(status=fault.status or 500, text=fault.body, content_type="application/json")

    async def _get_updates(self, given: Parameters) -> Any:
        if self.webhook:
            raise Error(409, "Conflict: can't use getUpdates method while webhook is active")
        offset, limit, timeout = (int(given.get(name, 0)) for name in ("offset", "limit", "timeout"))
        return await self.queue.poll(offset, limit or 100, timeout, given.get("allowed_updates"))

    async def _get_me(self, given: Parameters) -> Any:
        return self.me

    async def _delete_webhook(self, given: Parameters) -> Any:
        self.calls_out.url = ""
        if given.get("drop_pending_updates") is True:
            self.queue.clear()
        return True

    async def _send_message(self, given: Parameters) -> Any:
        return self._chats.show(given)

    async def _edit_message_text(self, given: Parameters) -> Any:
        return self._chats.edit(given)

    async def _delete_message(self, given: Parameters) -> Any:
        return self._chats.withdraw(given)

    async def _get_file(self, given: Parameters) -> Any:
        return self._files.open(given, self._now())

    async def _answer_callback_query(self, given: Parameters) -> Any:
        press = str(given.get("callback_query_id"))
        if self._now() - self._pressed_at.get(press, -BUTTON_SECONDS) >= BUTTON_SECONDS:
            raise Error(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.answered.append(press)
        return True

    async def _send_photo(self, given: Parameters) -> Any:
        return self._chats.show(given, upload_of("photo", given))

    async def _send_document(self, given: Parameters) -> Any:
        return self._chats.show(given, upload_of("document", given))

    async def _edit_message_caption(self, given: Parameters) -> Any:
        return self._chats.edit_caption(given)

    async def _send_message_draft(self, given: Parameters) -> Any:
        chat, draft = int(given.get("chat_id", 0)), given.get("draft_id")
        if chat <= 0 or not isinstance(draft, int) or draft == 0:
            raise Error(400, "Bad Request: TEXTDRAFT_PEER_INVALID")
        self.drafts.append((chat, str(given.get("text"))))
        return True

    async def _set_my_commands(self, given: Parameters) -> Any:
        for command in given["commands"]:
            if not COMMAND_SHAPE.fullmatch(command["command"]) or not 1 <= len(command["description"]) <= 256:
                raise Error(400, "Bad Request: BOT_COMMAND_INVALID")
        self.menus[str(given.get("language_code", ""))] = given["commands"]
        return True

    async def _get_my_commands(self, given: Parameters) -> Any:
        return self.menus.get(str(given.get("language_code", "")), [])

    async def _get_webhook_info(self, given: Parameters) -> Any:
        return {"url": self.webhook, "has_custom_certificate": False, "pending_update_count": 0}

    async def _set_webhook(self, given: Parameters) -> Any:
        return self.calls_out.set(given)

    async def _get_chat_administrators(self, given: Parameters) -> Any:
        return self.admins.get(int(given["chat_id"]), [])

    async def _nod(self, given: Parameters) -> Any:
        return True


NAMELESS: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


def _person(user: int, name: str) -> Json:
    return {"id": abs(user), "is_bot": False, "first_name": name}
