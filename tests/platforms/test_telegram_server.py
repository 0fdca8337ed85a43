"""The loopback Bot API server does what Telegram does where a bot depends on it."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.servers.telegram import BotApi

REACTIONS = '["message", "message_reaction"]'


class Seconds:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


class Client:
    """A bare Bot API client: a form in, (HTTP status, answer) out."""

    def __init__(self, api: BotApi, session: aiohttp.ClientSession) -> None:
        self.api = api
        self._session = session

    async def ask(self, method: str, *, token: str = "", **form: Any) -> tuple[int, Any]:
        url = f"{self.api.base_url}/bot{token or self.api.token}/{method}"
        async with self._session.post(url, data={name: str(value) for name, value in form.items()}) as answer:
            return answer.status, await answer.json()

    async def updates(self, **form: Any) -> list[int]:
        """The ids that a poll gives."""
        _, answer = await self.ask("getUpdates", **form)
        return [update["update_id"] for update in answer["result"]]

    async def text_updates(self) -> list[str]:
        _, answer = await self.ask("getUpdates")
        return [update["message"]["text"] for update in answer["result"]]


@pytest.fixture
def clock() -> Seconds:
    return Seconds()


@pytest.fixture
async def client(clock: Seconds) -> AsyncIterator[Client]:
    async with BotApi(now=clock) as api, aiohttp.ClientSession() as session:
        yield Client(api, session)


async def test_an_update_comes_again_until_a_later_offset_confirms_it(client: Client) -> None:
    client.api.say(7, "one")
    client.api.say(7, "two")
    first, second = await client.updates()
    assert await client.updates() == [first, second]
    assert await client.updates(offset=second) == [second]
    assert await client.updates(offset=0) == [second], "what was confirmed is forgotten"
    assert await client.updates(offset=second + 1) == []


async def test_a_limit_holds_the_rest_back(client: Client) -> None:
    for text in "abc":
        client.api.say(7, text)
    assert len(await client.updates(limit=2)) == 2


async def test_a_negative_offset_keeps_only_the_newest(client: Client) -> None:
    for text in "abc":
        client.api.say(7, text)
    assert len(await client.updates(offset=-1)) == 1
    assert await client.text_updates() == ["c"]


async def test_a_long_poll_waits_for_the_first_update(client: Client) -> None:
    poll = asyncio.create_task(client.updates(timeout=30))
    await client.api.until(lambda: client.api.calls("getUpdates"))
    client.api.say(7, "at last")
    assert len(await poll) == 1


async def test_the_later_of_two_polls_ends_the_earlier_with_409(client: Client) -> None:
    earlier = asyncio.create_task(client.ask("getUpdates", timeout=30))
    await client.api.until(lambda: client.api.calls("getUpdates"))
    later = asyncio.create_task(client.ask("getUpdates", timeout=30))
    status, answer = await earlier
    assert (status, answer["ok"]) == (409, False)
    client.api.say(7, "hello")
    assert (await later)[0] == 200


async def test_a_poll_under_a_webhook_is_a_conflict_until_the_webhook_is_deleted(client: Client) -> None:
    client.api.webhook = "https://example.org/hook"
    assert (await client.ask("getUpdates"))[0] == 409
    await client.ask("deleteWebhook")
    assert (await client.ask("getUpdates"))[0] == 200


async def test_deleting_the_webhook_drops_updates_only_when_told_to(client: Client) -> None:
    client.api.say(7, "keep me")
    await client.ask("deleteWebhook", drop_pending_updates="false")
    assert await client.text_updates() == ["keep me"]
    await client.ask("deleteWebhook", drop_pending_updates="true")
    assert await client.updates() == []


async def test_reactions_come_only_to_a_bot_that_asked_for_them(client: Client) -> None:
    message = client.api.say(7, "hello")
    client.api.react(7, message, "👍")
    assert len(await client.updates()) == 1
    await client.updates(allowed_updates=REACTIONS)
    client.api.react(7, message, "👍")
    assert len(await client.updates()) == 2


async def test_a_press_is_kept_150_seconds_and_a_message_a_day(client: Client, clock: Seconds) -> None:
    client.api.say(7, "hello")
    await client.ask("sendMessage", chat_id=7, text="hi", reply_markup=keyboard("up:1"))
    client.api.press(client.api.sent(7)[0], "👍")
    assert len(await client.updates()) == 2
    clock.now += 151
    assert len(await client.updates()) == 1
    clock.now += 24 * 3600
    assert await client.updates() == []


async def test_a_press_can_be_answered_for_150_seconds(client: Client, clock: Seconds) -> None:
    client.api.say(7, "hello")
    await client.ask("sendMessage", chat_id=7, text="hi", reply_markup=keyboard("up:1"))
    press = client.api.press(client.api.sent(7)[0], "👍")
    assert (await client.ask("answerCallbackQuery", callback_query_id=press))[0] == 200
    clock.now += 151
    assert (await client.ask("answerCallbackQuery", callback_query_id=press))[0] == 400
    assert (await client.ask("answerCallbackQuery", callback_query_id="unknown"))[0] == 400


@pytest.mark.parametrize(("token", "status"), [("1:short", 404), ("1:" + "x" * 35, 401)])
async def test_a_wrong_token_is_refused(client: Client, token: str, status: int) -> None:
    assert (await client.ask("getMe", token=token))[0] == status


def keyboard(press: str) -> str:
    return json.dumps({"inline_keyboard": [[{"text": "👍", "callback_data": press}]]})


@pytest.mark.parametrize(
    ("form", "complaint"),
    [
        ({"text": "x" * 4097}, "too long"),
        ({"text": "💪" * 2049}, "too long"),
        ({"text": " "}, "text is empty"),
        ({"text": "hi", "reply_markup": keyboard("")}, "BUTTON_DATA_INVALID"),
        ({"text": "hi", "reply_markup": keyboard("é" * 33)}, "BUTTON_DATA_INVALID"),
        ({"text": "hi", "message_thread_id": 5}, "thread not found"),
        ({"text": "hi", "reply_parameters": '{"message_id": 99}'}, "replied not found"),
        ({"text": "hi", "chat_id": 8}, "chat not found"),
    ],
)
async def test_what_telegram_refuses_is_refused(client: Client, form: dict[str, Any], complaint: str) -> None:
    client.api.say(7, "hello")
    status, answer = await client.ask("sendMessage", **({"chat_id": 7} | form))
    assert status == 400
    assert complaint in answer["description"]
    assert client.api.sent(7) == []


def code(offset: int, length: int) -> str:
    return json.dumps([{"type": "code", "offset": offset, "length": length}])


@pytest.mark.parametrize(
    ("method", "form", "complaint"),
    [
        ("sendMessage", {"text": "💪 hi", "entities": code(3, 3)}, "ENTITY_BOUNDS_INVALID"),
        ("sendMessage", {"text": "💪 hi", "entities": code(1, 1)}, "ENTITY_BOUNDS_INVALID"),
        ("sendMessage", {"text": "hi", "entities": code(0, 0)}, "ENTITY_BOUNDS_INVALID"),
        ("sendPhoto", {"caption": "hi"}, "no photo in the request"),
        ("sendDocument", {"caption": "hi", "document": "a name"}, "no document in the request"),
        ("sendMessageDraft", {"chat_id": -100, "draft_id": 1, "text": "hi"}, "TEXTDRAFT_PEER_INVALID"),
        ("sendMessageDraft", {"draft_id": 0, "text": "hi"}, "TEXTDRAFT_PEER_INVALID"),
        ("setWebhook", {"url": "nowhere"}, "HTTPS URL must be provided"),
        ("setMyCommands", {"commands": '[{"command": "/Log", "description": "x"}]'}, "BOT_COMMAND_INVALID"),
    ],
)
async def test_what_telegram_refuses_of_files_marks_and_settings_is_refused(
    client: Client, method: str, form: dict[str, Any], complaint: str
) -> None:
    client.api.say(7, "hello")
    status, answer = await client.ask(method, **({"chat_id": 7} | form))
    assert status == 400
    assert complaint in answer["description"]


@pytest.mark.parametrize("text", ["x" * 4096, "💪" * 2048])
async def test_4096_units_are_taken(client: Client, text: str) -> None:
    client.api.say(7, "hello")
    assert (await client.ask("sendMessage", chat_id=7, text=text))[0] == 200


async def test_a_flood_ends_after_its_times(client: Client) -> None:
    client.api.say(7, "hello")
    client.api.flood(7, retry_after=3, times=1)
    status, answer = await client.ask("sendMessage", chat_id=7, text="hi")
    assert (status, answer["parameters"]) == (429, {"retry_after": 3})
    assert (await client.ask("sendMessage", chat_id=7, text="hi"))[0] == 200


async def test_who_writes_again_takes_the_block_away(client: Client) -> None:
    client.api.say(7, "hello")
    client.api.block(7)
    assert (await client.ask("sendMessage", chat_id=7, text="hi"))[0] == 403
    client.api.say(7, "hello again")
    assert (await client.ask("sendMessage", chat_id=7, text="hi"))[0] == 200


async def test_an_edit_to_the_same_is_refused_and_a_real_one_is_shown(client: Client) -> None:
    client.api.say(7, "hello")
    _, answer = await client.ask("sendMessage", chat_id=7, text="one")
    edit = {"chat_id": 7, "message_id": answer["result"]["message_id"]}
    status, answer = await client.ask("editMessageText", **edit, text="one")
    assert (status, "message is not modified" in answer["description"]) == (400, True)
    assert (await client.ask("editMessageText", **edit, text="two"))[0] == 200
    assert client.api.sent(7)[0].versions == ["one", "two"]
