"""Whole talks on Telegram, as lifters see them: the real client on a loopback Bot API server, and the whole bot.

A talk is a file of lines. What people do:

    = Bob           Bob is at it now; at first it is Ann. Coach may manage the gym; Jan's phone is in German
    # gym           he is in that group now, where the bot is; "form": in a topic of it; "dm": alone with the bot, as
                    at first
    > text          he writes
    & text          he writes, and does not wait for an answer before he goes on
    ^ text          he replies to the bot's newest message there
    ~ text          he edits what he wrote last there
    >> [label]      he presses the button of that label on the newest message there that has it
    + 👍            he lays that on the bot's newest message there
    @ time          it has become that time; without one, a line takes twenty seconds
    ! blocked       he blocks the bot, until he writes again
    ! busy 2        Telegram answers the next two messages to that chat with 429, and asks for seven seconds
    ! down          the bot stops; "! up": it starts again, with the same database

What they see is under it: ``< `` new words, ``<~ `` words that were changed, with what is marked as code between
backticks. Words that come elsewhere say where, and in a group what they answer.
``python -m tests.talks.test_telegram_talks`` writes what is shown now into the files; read the difference before you
keep it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.app import App
from bot.platforms.telegram import Telegram
from tests.platforms.whole_bot import whole_bot
from tests.servers.telegram import BotApi
from tests.servers.telegram_chats import Shown

TALKS = sorted((Path(__file__).parent / "telegram").glob("*.txt"))
STARTS_AT = datetime(2026, 11, 22, 17, tzinfo=UTC)
STEP = timedelta(seconds=20)
GYM, TOPIC, BUSY_SECONDS = -100, 9, 7
PEOPLE = {name: number for number, name in enumerate(("Ann", "Bob", "Cy", "Coach", "Jan"), 7)}
PLACES = {"dm", "gym", "form"}
LOCALES = {"Jan": "de"}


class Talk:
    """Plays what people do, and notes it with all that they see."""

    def __init__(self, lines: list[str], database: Path) -> None:
        self.lines = lines
        self.noted: list[str] = []
        self._database = database
        self._place = "dm"
        self._name = "Ann"
        self._now_at = STARTS_AT
        self._heard: dict[tuple[int, int], str] = {}
        self._events: list[tuple[tuple[bool, int], str]] = []  # what is seen, and after what it is told
        self._all_is_taken = asyncio.Event()
        self._mine: dict[tuple[str, int], int] = {}  # what somebody wrote last in a chat

    async def play(self) -> list[str]:
        async with BotApi(now=lambda: self._now_at.timestamp()) as self._api, AsyncExitStack() as self._life:
            self._api.call_group(GYM, "The gym", PEOPLE["Coach"])
            self._api.watch(self._see)
            await self._up()
            for line in self.lines:
                if not line.startswith("<"):
                    self.noted.append(line)
                    await self._do(line)
        return self.noted

    async def _do(self, line: str) -> None:
        verb, _, rest = line.partition(" ")
        does: dict[str, Callable[[str], Awaitable[None]]] = {
            ">": self._says,
            "&": self._says,
            "^": self._replies,
            "~": self._edits,
            ">>": self._presses,
            "+": self._reacts,
            "@": self._waits,
            "!": self._suffers,
        }
        if verb == "=":
            self._name = rest
        elif verb == "#" and rest in PLACES:
            self._place = rest
        elif verb in does:
            await does[verb](rest)
            if verb != "&":
                await self._settle()
            self._now_at += STEP

    # ── the bot ──

    def _now(self) -> datetime:
        return self._now_at

    async def _sleep(self, seconds: float) -> None:
        """Time for him passes by lines alone; what is waited for is told."""
        if seconds == BUSY_SECONDS:
            self._events.append(((True, 0), f"< (waits {BUSY_SECONDS} s)"))
            await self._all_is_taken.wait()  # seven seconds are long: all turns are over by then
        await asyncio.sleep(0)

    async def _up(self) -> None:
        telegram = Telegram(self._api.token, self._api.base_url, now=self._now, sleep=self._sleep)
        polls = len(self._api.calls("getUpdates"))
        self._app: App | None = await self._life.enter_async_context(
            whole_bot(self._database, telegram, self._now, self._sleep)
        )
        await self._api.until(lambda: len(self._api.calls("getUpdates")) > polls, "a poll")

    async def _down(self) -> None:
        self._app = None
        await self._life.aclose()

    async def _settle(self) -> None:
        if self._app is not None:
            await self._api.until(lambda: not self._api.queue.pending(), "all to be confirmed")
            await self._app.inbox.quiet()
            self._all_is_taken.set()
            await self._app.quiet()
            self._all_is_taken.clear()
        # Chats do not wait for each other: what comes where he is now is told first, so that a talk is always the same.
        self.noted += [line for _, line in sorted(self._events, key=lambda event: event[0])]
        self._events = []

    # ── what people do ──

    @property
    def _chat(self) -> int:
        return PEOPLE[self._name] if self._place == "dm" else GYM

    @property
    def _thread(self) -> int | None:
        return TOPIC if self._place == "form" else None

    async def _says(self, text: str, reply_to: int | None = None, edited: int | None = None) -> None:
        said = self._api.say(
            self._chat,
            text,
            user=PEOPLE[self._name],
            name=self._name,
            thread=self._thread,
            reply_to=reply_to,
            edited=edited,
            locale=LOCALES.get(self._name, "en"),
        )
        self._heard[self._chat, said] = text
        self._mine[self._name, self._chat] = said

    async def _replies(self, text: str) -> None:
        await self._says(text, self._ours()[-1].id)

    async def _edits(self, text: str) -> None:
        await self._says(text, edited=self._mine[self._name, self._chat])

    async def _presses(self, label: str) -> None:
        message = next((one for one in reversed(self._ours()) if label[1:-1] in one.labels), None)
        assert message is not None, f"{label} is on no message of ours in {self._place}"
        press = self._api.press(message, label[1:-1], user=PEOPLE[self._name], name=self._name)
        await self._api.until(lambda: press in self._api.answered, "the wheel to stop")

    async def _reacts(self, emoji: str) -> None:
        self._api.react(self._chat, self._ours()[-1].id, emoji, user=PEOPLE[self._name])

    async def _waits(self, time: str) -> None:
        self._now_at = datetime.fromisoformat(time)
        for job in self._app._clock.get_jobs() if self._app else ():
            await job.func(*job.args, **job.kwargs)

    async def _suffers(self, what: str) -> None:
        word, _, times = what.partition(" ")
        if word == "blocked":
            self._api.block(self._chat)
        elif word == "busy":
            self._api.flood(self._chat, BUSY_SECONDS, int(times))
        else:
            await {"down": self._down, "up": self._up}[word]()

    # ── what they see ──

    def _ours(self) -> list[Shown]:
        return [one for one in self._api.sent(self._chat) if one.thread == self._thread]

    def _see(self, what: str, shown: Shown) -> None:
        rank = (shown.chat != self._chat, abs(shown.chat))
        self._events += [(rank, line) for line in self._lines(what, shown)]

    def _lines(self, what: str, shown: Shown) -> Iterator[str]:
        if what == "withdraw":
            yield f"<x {next(_shown(shown))}"
            return
        mark = "<" if what == "send" else "<~"
        if (shown.chat, shown.thread) != (self._chat, self._thread):
            yield f"{mark} ({_named(shown)})"
        if what == "send" and shown.chat == GYM and shown.reply_to is not None:
            yield f"{mark} (answers “{self._heard.get((GYM, shown.reply_to), 'its own message')}”)"
        yield from (f"{mark} {line}".rstrip() for line in _shown(shown))


def _named(shown: Shown) -> str:
    name = next((name for name, chat in PEOPLE.items() if chat == shown.chat), None)
    if name:
        return f"to {name} alone"
    return "in the gym" if shown.thread is None else "in its topic"


def _shown(shown: Shown) -> Iterator[str]:
    """A message as it is seen: its words with what is marked in them, its file, its rows of buttons."""
    yield from shown.marked.split("\n")
    if shown.upload:
        yield f"({shown.upload.kind}: {shown.upload.name})"
    yield from ("  ".join(f"[{label}]" for label, _ in row) for row in shown.buttons)


@pytest.mark.parametrize("path", TALKS, ids=lambda path: path.stem)
async def test_talk(path: Path, tmp_path: Path) -> None:
    lines = path.read_text().splitlines()
    assert await Talk(lines, tmp_path / "talk.db").play() == lines


def write_what_is_shown_now() -> None:
    for talk in TALKS:
        with TemporaryDirectory() as folder:
            shown = asyncio.run(Talk(talk.read_text().splitlines(), Path(folder) / "talk.db").play())
        talk.write_text("\n".join(shown) + "\n")


if __name__ == "__main__":
    import tests.conftest  # noqa: F401  a talk is written as it is tested: by words alone, without an embedder

    write_what_is_shown_now()
