"""The whole bot does the same on every platform: what is said once is logged once, and answered where it was said."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import App, open_app
from bot.config import Config, Database, Secrets
from tests.contracts.databases import run, tables
from tests.contracts.platform_stages import Can, Seen, Stage, everywhere
from tests.contracts.stage_console import ConsoleStage

MINUTE, WEEK = timedelta(minutes=1), timedelta(days=7, hours=1)
SECRET = "zweiundvierzig"
PATIENCE_SECONDS = 5
FOR_EVER_SECONDS = 600  # a flood that a test does not wait for
LOG = """SELECT exercise, load_milli / 1000 AS load, reps FROM entries WHERE undone_at IS NULL
    ORDER BY said_at, source, place"""


class Bot:
    """The whole bot on a stage and a database; what is done with it gives what is new on the screen."""

    def __init__(self, stage: Stage, url: str) -> None:
        self.stage, self.url = stage, url
        self.app: App | None = None
        self.put_off = asyncio.Event()  # a message that would have to wait longer than this bot lives

    @asynccontextmanager
    async def up(self) -> AsyncIterator[None]:
        """From its start to a death that nobody announced."""
        config = Config(database=Database(url=self.url))
        async with open_app(config, Secrets(_env_file=None), now=self.stage.now, sleep=self._sleep) as self.app:
            self.app.platforms[self.stage.name] = self.stage.restart()
            if isinstance(self.stage, ConsoleStage):
                self.stage.answered = self.app.quiet
            running = asyncio.create_task(self.app.run())
            await self.stage.ready()
            try:
                yield
            finally:
                running.cancel()
                with suppress(asyncio.CancelledError):
                    await running

    async def _sleep(self, seconds: float) -> None:
        if seconds >= FOR_EVER_SECONDS:
            self.put_off.set()
            await asyncio.Event().wait()
        await asyncio.sleep(0)

    async def answers(self, deed: Awaitable[object]) -> str:
        """All that is new or changed on the screen after it."""
        before = self._all()
        await deed
        await self.quiet()
        await self.stage.advance(MINUTE)
        return "\n".join(shown.text for at, shown in enumerate(self._all()) if shown not in before[at : at + 1])

    async def quiet(self) -> None:
        assert self.app is not None
        for _ in range(2):
            await self.stage.taken()
            await self.app.quiet()

    def _all(self) -> list[Seen]:
        return self.stage.seen() + self.stage.seen(in_group=True)

    async def says(self, text: str) -> str:
        return await self.answers(self.stage.say(text))

    async def log(self) -> list[str]:
        return [f"{row['exercise']} {row['load']}x{row['reps']}" for row in await run(self.url, LOG)]

    async def one(self, query: str) -> object:
        [row] = await run(self.url, query)
        return next(iter(row.values()))


@pytest.fixture
def bot(stage: Stage, tmp_path: Path) -> Bot:
    return Bot(stage, f"sqlite:///{tmp_path}/bot.db")


@pytest.fixture
async def on(bot: Bot) -> AsyncIterator[Bot]:
    async with bot.up():
        yield bot


# ── what is said ───────────────────────────────────────────────────────────────────────────────────────────────────


@everywhere()
async def test_a_first_set_needs_no_start(on: Bot) -> None:
    answer = await on.says("bench 185x5 slept 8h sore 2")
    assert "Logged: bench 185 × 5" in answer
    assert "Next: 190 × 5" in answer
    assert {"Done as prescribed", "👍", "👎"} <= set(on.stage.seen()[-1].labels)
    assert await on.log() == ["bench_press 185x5"]


@everywhere()
async def test_the_first_minute_goes_by_taps(on: Bot) -> None:
    assert "strength coach" in await on.answers(on.stage.command("start"))
    asked = {"kg": "How long", "1 to 3 years": "What for", "Skip": "What do you train with", "Full gym": "all I need"}
    for label, text in asked.items():
        assert text in await on.answers(on.stage.press(label))
    assert "Logged: bench 82.5 × 5" in await on.says("bench 82.5x5")
    assert await on.one("SELECT unit FROM profiles") == "kg"
    assert await on.one("SELECT count(*) AS n FROM users") == 1


@everywhere()
async def test_a_file_is_shown_before_it_is_logged(on: Bot) -> None:
    titles = "Date,Workout Name,Exercise Name,Set Order,Weight,Weight Unit,Reps"
    log = f"{titles}\n2026-11-20 10:00:00,A,Bench Press,1,185,lbs,5\n"
    assert "1 set" in await on.answers(on.stage.send_file("strong.csv", log.encode()))
    assert await on.log() == []


@everywhere(Can.REPEAT)
async def test_a_set_that_is_delivered_twice_is_logged_and_answered_once(on: Bot) -> None:
    await on.says("bench 185x5")
    shown = on.stage.seen()
    assert await on.answers(on.stage.repeat()) == ""
    assert (await on.log(), on.stage.seen()) == (["bench_press 185x5"], shown)


@everywhere(Can.REPEAT)
async def test_a_press_that_is_delivered_twice_counts_once(on: Bot) -> None:
    await on.says("bench 185x5")
    await on.answers(on.stage.press("Done as prescribed"))
    assert await on.answers(on.stage.repeat()) == ""
    assert len(await on.log()) == 2


@everywhere()
async def test_a_chat_keeps_its_order(on: Bot) -> None:
    lifts = ("bench 185x5", "squat 225x5", "deadlift 315x5", "press 95x5", "row 135x5", "curl 65x5")
    for text in lifts:
        await on.stage.say(text)
    await on.quiet()
    read = "\n".join(shown.text for shown in on.stage.seen())
    assert [one.split()[1] for one in await on.log()] == [text.split()[1] for text in lifts]
    places = [read.index(text.split()[1].replace("x", " × ")) for text in lifts]
    assert places == sorted(places)


@everywhere(Can.EDIT)
async def test_an_edit_corrects_its_message(on: Bot) -> None:
    said = await on.stage.say("bench 185x5")
    await on.quiet()
    assert "195 × 5" in await on.answers(on.stage.edit(said, "bench 195x5"))
    assert await on.log() == ["bench_press 195x5"]
    assert "185 × 5" not in "".join(shown.text for shown in on.stage.seen())


@everywhere()
async def test_undo_takes_back_what_came_last(on: Bot) -> None:
    await on.says("bench 185x5")
    await on.says("squat 225x5")
    assert "Undone: squat 225 × 5" in await on.says("undo")
    assert await on.log() == ["bench_press 185x5"]


@everywhere(Can.REPLY)
async def test_a_reply_to_an_answer_corrects_what_that_answered(on: Bot) -> None:
    first = await _id_of_answer(on, "bench 185x5")
    await on.stage.advance(timedelta(days=2))
    await on.says("bench 200x5")
    assert "bench 190 × 5" in await on.answers(on.stage.say("that was 190", answers=first))
    assert await on.log() == ["bench_press 190x5", "bench_press 200x5"]


@everywhere(Can.REACT)
async def test_a_thumb_that_is_laid_on_an_answer_is_a_vote_on_it(on: Bot) -> None:
    answer = await _id_of_answer(on, "bench 185x5")
    await on.answers(on.stage.react("👍", answer))
    assert await on.one("SELECT thumb FROM feedback") == "up"
    await on.answers(on.stage.take_back("👍", answer))
    assert await on.one("SELECT count(*) FROM feedback") == 0


async def _id_of_answer(bot: Bot, text: str) -> str:
    await bot.says(text)
    return str(await bot.one("SELECT sent_as FROM outbox ORDER BY seq DESC LIMIT 1"))


@everywhere(Can.GROUP)
async def test_another_person_s_press_does_nothing_but_say_so(on: Bot) -> None:
    said = await on.answers(on.stage.say("bench 185x5", in_group=True))
    assert "Logged: bench 185 × 5" in said
    for label in ("Done as prescribed", "Missed", "👍"):
        assert "somebody else" in await on.answers(on.stage.press(label, by="Bob", in_group=True))
    assert await on.log() == ["bench_press 185x5"]
    assert await on.one("SELECT count(*) AS n FROM feedback") == 0
    assert "Logged" in await on.answers(on.stage.press("Done as prescribed", in_group=True))
    assert len(await on.log()) == 2


@everywhere(Can.LOCALE)
async def test_a_german_client_is_answered_in_german(on: Bot) -> None:
    on.stage.locale = "de"
    assert "Kraftcoach" in await on.answers(on.stage.command("start"))
    on.stage.locale = ""
    assert "Geloggt" in await on.says("bench 185x5")


@everywhere(Can.BLOCK)
async def test_who_shuts_us_out_is_left_alone_until_he_writes(on: Bot) -> None:
    await on.says("profile quiet 0-0")
    await on.says("bench 185x5 slept 8h sore 2")
    on.stage.block()
    await on.stage.advance(WEEK)
    assert on.app is not None
    assert await on.answers(on.app.look()) == ""
    assert await on.one("SELECT count(*) AS n FROM unreachable_chats") == 1
    on.stage.unblock()
    assert "Logged: bench 190 × 5" in await on.says("bench 190x5")
    assert await on.one("SELECT count(*) AS n FROM unreachable_chats") == 0


# ── lives ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@everywhere()
async def test_what_was_kept_before_a_death_is_answered_once_after_it(bot: Bot) -> None:
    async with bot.up():
        assert bot.app is not None
        bot.app.stop()
        assert await bot.says("bench 185x5") == ""
    for answers in (1, 1):
        async with bot.up():
            await bot.quiet()
            assert len(bot.stage.seen()) == answers
    assert await bot.log() == ["bench_press 185x5"]


@everywhere(Can.FLOOD)
async def test_what_was_decided_before_a_death_is_shown_once_after_it(bot: Bot) -> None:
    async with bot.up():
        bot.stage.flood(FOR_EVER_SECONDS)
        await bot.stage.say("bench 185x5")
        await asyncio.wait_for(bot.put_off.wait(), PATIENCE_SECONDS)
    await bot.stage.advance(timedelta(seconds=FOR_EVER_SECONDS))
    for _ in range(2):
        async with bot.up():
            await bot.quiet()
            assert len(bot.stage.seen()) == 1
    assert await bot.log() == ["bench_press 185x5"]


@everywhere(Can.OLD_BUTTONS)
async def test_old_buttons_answer_after_a_restart(bot: Bot) -> None:
    async with bot.up():
        await bot.says("bench 185x5 slept 8h sore 2")
    await bot.stage.advance(timedelta(days=1))
    async with bot.up():
        await bot.answers(bot.stage.press("👍"))
        assert await bot.one("SELECT thumb FROM feedback") == "up"
        await bot.answers(bot.stage.press("Done as prescribed"))
    assert await bot.log() == ["bench_press 185x5", "bench_press 190x5"]


@everywhere()
async def test_a_week_later_the_question_comes_once_and_its_answer_counts(bot: Bot) -> None:
    async with bot.up():
        await bot.says("profile quiet 0-0")
        await bot.says("bench 185x5 slept 8h sore 2")
    await bot.stage.advance(WEEK)
    async with bot.up():
        assert bot.app is not None
        assert "Did you get it?" in await bot.answers(bot.app.look())
        assert await bot.answers(bot.app.look()) == ""
        await bot.answers(bot.stage.press("Hit it"))
        assert await bot.one("SELECT outcome FROM predictions") == "hit"
        assert "Noted" in await bot.answers(bot.stage.press("4 ★"))
        assert await bot.one("SELECT stars FROM feedback") == 4


@everywhere()
async def test_who_is_forgotten_leaves_no_word_behind(bot: Bot) -> None:
    async with bot.up():
        await bot.says(f"bench 185x5, {SECRET} slept 8h sore 2")
        await bot.says(f"profile goal {SECRET}")
        await bot.says(f"profile injury {SECRET}")
        await bot.says(f"what is {SECRET}?")
        assert SECRET in str(await _everything(bot))
        await bot.says("forget me")
        assert "deleted" in await bot.answers(bot.stage.press("Delete everything"))
    left = await _everything(bot)
    assert SECRET not in str(left)
    for table in ("users", "identities", "profiles", "entries", "readiness", "predictions", "promises", "feedback"):
        assert left[table] == [], table


async def _everything(bot: Bot) -> dict[str, list[dict[str, object]]]:
    return {table: await run(bot.url, f"SELECT * FROM {table}") for table in await tables(bot.url)}
