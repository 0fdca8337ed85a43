"""A week on Telegram, through the real client and a loopback Bot API server."""

import asyncio
from datetime import timedelta
from pathlib import Path

from agents.model import Scripted
from bot.platforms.telegram import Telegram
from tests.bot.desk import Clock
from tests.platforms.whole_bot import rows, whole_bot
from tests.servers.telegram import BotApi, Shown

ANN = 7
OUTCOMES = "SELECT exercise, outcome FROM predictions"


def telegram(api: BotApi, clock: Clock) -> Telegram:
    return Telegram(api.token, api.base_url, now=clock.now, sleep=clock.sleep)


def bot_api(clock: Clock) -> BotApi:
    return BotApi(now=lambda: clock.at.timestamp())


UNDER_A_SET = [
    *("Done as prescribed", "Missed", "👍", "👎", "190 × 6", "Rest 3 min"),
    *("RPE 7", "RPE 8", "RPE 9", "RPE 10"),
]


async def shows(api: BotApi, text: str) -> Shown:
    """The last message, once it has *text*: the answer to a set is put into the card of the session."""
    await api.until(lambda: api.sent(ANN) and text in api.sent(ANN)[-1].text, text)
    return api.sent(ANN)[-1]


async def last(api: BotApi, count: int) -> Shown:
    return (await api.replies(ANN, count))[-1]


async def test_text_thumb_a_week_and_hit_it(tmp_path: Path) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    async with bot_api(clock) as api, whole_bot(database, telegram(api, clock), clock.now) as app:
        api.say(ANN, "bench 185x5 slept 8h sore 2")
        answer = await last(api, 1)
        assert answer.text.startswith("Logged: bench 185 × 5 (est. 1RM 216)")
        assert "Next: 190 × 5" in answer.text
        assert answer.labels == UNDER_A_SET

        press = api.press(answer, "👍")
        await last(api, 2)
        await api.until(lambda: press in api.answered)
        assert rows(database, "SELECT thumb FROM feedback") == [("up",)]

        clock.at += timedelta(days=7)
        await app.look()
        question = await last(api, 3)
        assert question.text.endswith("in you on bench. Did you get it?")
        api.press(question, "Hit it")
        thanks = await last(api, 4)
        assert rows(database, OUTCOMES) == [("bench_press", "hit")]
        assert thanks.labels == ["1 ★", "2 ★", "3 ★", "4 ★", "5 ★"]
        api.press(thanks, "4 ★")
        await last(api, 5)
        assert rows(database, "SELECT stars FROM feedback WHERE stars IS NOT NULL") == [(4,)]

        clock.at += timedelta(days=1)
        assert await app.look() == 0


async def test_the_question_survives_a_restart_and_is_asked_once(tmp_path: Path) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    async with bot_api(clock) as api:
        async with whole_bot(database, telegram(api, clock), clock.now):
            api.say(ANN, "bench 185x5 slept 8h sore 2")
            await last(api, 1)
        clock.at += timedelta(days=8)
        for _ in range(2):
            async with whole_bot(database, telegram(api, clock), clock.now) as app:
                await app.look()
        question = await last(api, 2)
        assert len(api.sent(ANN)) == 2
        async with whole_bot(database, telegram(api, clock), clock.now):
            api.press(question, "Didn't try")
            await last(api, 3)
        assert rows(database, OUTCOMES) == [("bench_press", "did_not_try")]


async def test_ask_me_later_asks_tomorrow_and_words_answer_too(tmp_path: Path) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    async with bot_api(clock) as api, whole_bot(database, telegram(api, clock), clock.now) as app:
        api.say(ANN, "bench 185x5 slept 8h sore 2")
        await last(api, 1)
        clock.at += timedelta(days=7)
        await app.look()
        api.press(await last(api, 2), "Ask me later")
        await last(api, 3)
        clock.at += timedelta(hours=12)
        assert await app.look() == 0
        clock.at += timedelta(hours=13)
        await app.look()
        await last(api, 4)
        api.say(ANN, "Not yet.")
        await last(api, 5)
        assert rows(database, OUTCOMES) == [("bench_press", "not_yet")]


async def test_a_thumb_may_be_a_reaction_and_one_that_is_down_is_asked_why(tmp_path: Path) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    async with bot_api(clock) as api, whole_bot(database, telegram(api, clock), clock.now) as app:
        api.say(ANN, "bench 185x5")
        answer = await last(api, 1)
        await app.quiet()
        for emoji, votes in (("👍", [("up",)]), ("👎", [("up",), ("down",)])):
            api.react(ANN, answer.id, emoji)
            await api.until(lambda: not api.queue.pending(), "the reaction to be confirmed")
            await app.quiet()
            assert rows(database, "SELECT thumb FROM feedback ORDER BY seq") == votes
        assert [shown.labels[:1] for shown in api.sent(ANN)] == [["Done as prescribed"], ["Too heavy"]]


async def test_another_persons_button_does_nothing_but_say_so(tmp_path: Path) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    group = -5
    async with bot_api(clock) as api, whole_bot(database, telegram(api, clock), clock.now):
        api.say(group, "/log bench 185x5 slept 8h sore 2", user=7)
        [answer] = await api.replies(group, 1)
        for count, label in enumerate(("Done as prescribed", "👎", "Missed"), 2):
            api.press(answer, label, user=8, name="Eve")
            assert "somebody else" in (await api.replies(group, count))[-1].text
        api.press(answer, f"forget:{rows(database, 'SELECT id FROM users')[0][0]}", user=8)
        await api.replies(group, 5)
    assert rows(database, "SELECT count(*) FROM entries") == [(1,)]
    assert rows(database, "SELECT count(*) FROM feedback") == [(0,)]


async def test_a_tap_logs_what_was_prescribed_once(tmp_path: Path) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    async with bot_api(clock) as api, whole_bot(database, telegram(api, clock), clock.now):
        api.say(ANN, "bench 185x5 slept 8h sore 2")
        answer = await last(api, 1)
        done = answer.press("Done as prescribed")
        api.press(answer, done)
        assert (await shows(api, "Logged: bench 190 × 5")).id == answer.id
        api.press(answer, done)
        assert "already" in (await last(api, 2)).text
    assert rows(database, "SELECT load_milli, reps FROM entries ORDER BY said_at, source") != []
    assert rows(database, "SELECT count(*) FROM entries") == [(2,)]


async def test_an_edited_message_corrects_its_set(tmp_path: Path) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    async with bot_api(clock) as api, whole_bot(database, telegram(api, clock), clock.now):
        message = api.say(ANN, "bench 185x5")
        await last(api, 1)
        clock.at += timedelta(seconds=5)
        api.say(ANN, "bench 195x5", edited=message)
        await shows(api, "195 × 5")
    assert rows(database, "SELECT load_milli FROM entries WHERE undone_at IS NULL") == [(195_000,)]


async def test_the_coachs_words_replace_the_plain_ones_in_the_same_message(tmp_path: Path) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    model = Scripted({"insight": ["{}"], "planner": ["{}"], "coach": ["Strong work. Take 190 next and stay tight."]})
    async with bot_api(clock) as api, whole_bot(database, telegram(api, clock), clock.now, model=model) as app:
        api.say(ANN, "bench 185x5 slept 8h sore 2")
        await last(api, 1)
        await app.quiet()
        [answer] = api.sent(ANN)
        assert answer.text.endswith("Strong work. Take 190 next and stay tight.")
        assert len(answer.versions) == 2
        assert answer.labels == UNDER_A_SET
    assert rows(database, "SELECT agent, verdict FROM exchanges WHERE agent = 'coach'") == [("coach", "used")]


async def test_a_hanging_model_delays_nobody(tmp_path: Path) -> None:
    hung = asyncio.Event()

    class Hanging:
        async def stream(self, request: object):  # type: ignore[no-untyped-def]
            await hung.wait()
            yield ""

    database, clock = tmp_path / "bot.db", Clock()
    async with bot_api(clock) as api, whole_bot(database, telegram(api, clock), clock.now, model=Hanging()):
        for count in range(1, 4):
            api.say(ANN, "bench 185x5")
            await shows(api, f"Today: bench 185 × 5, {count} sets." if count > 1 else "Logged")
    assert rows(database, "SELECT count(*) FROM entries") == [(3,)]


async def test_a_flood_warning_holds_back_one_chat_and_loses_nothing(tmp_path: Path) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    async with bot_api(clock) as api, whole_bot(database, telegram(api, clock), clock.now, clock.sleep):
        api.flood(ANN, retry_after=3)
        api.say(ANN, "bench 185x5")
        api.say(8, "bench 135x5")
        await api.replies(8, 1)
        assert "185 × 5" in (await last(api, 1)).text
        assert 3 in clock.slept_seconds


async def test_who_blocks_the_bot_is_left_alone(tmp_path: Path) -> None:
    database, clock = tmp_path / "bot.db", Clock()
    async with bot_api(clock) as api, whole_bot(database, telegram(api, clock), clock.now) as app:
        api.say(ANN, "bench 185x5 slept 8h sore 2")
        await last(api, 1)
        await app.quiet()
        api.block(ANN)
        asked = len(api.calls("sendMessage"))
        for _ in range(3):
            clock.at += timedelta(days=7)
            await app.look()
            await app.quiet()
        assert len(api.calls("sendMessage")) <= asked + 1
        api.say(ANN, "bench 185x5")
        await last(api, 2)
