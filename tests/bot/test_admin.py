"""Those who run the bot: stats, a pause that loses nothing, and a broadcast that goes out once."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.decide import admin as said
from bot.decide.admin import LastBroadcast, due_at, now_due, order_of, refusal
from bot.decide.broadcasts import AGAIN, HOW_TO_END, NO_MORE
from bot.languages import spoken
from bot.pause import PAUSED
from storage.records import DIRECT, Address, Identity, Person, Profile, UserId
from storage.store import Store
from tests.bot.desk import NAME, Clock
from tests.bot.lifter import Lifter, Shown, database
from tests.bot.operated import another, boss, operated, shown
from tests.platforms.whole_bot import rows

TEXT = "The gym is closed on Monday."
TOLD = f"{TEXT}\n\n{HOW_TO_END}"


def preview_of(answer: Shown) -> dict[str, str]:
    return answer.buttons


async def test_stats_tell_of_the_rows(tmp_path: Path) -> None:
    async with operated(tmp_path) as ann:
        await ann.say("bench 185x5 slept 8h sore 2")
        await another(ann, "ben").say("hello")
        told = (await boss(ann).say("/stats")).text
    assert "Lifters: 2" in told
    assert "Inbox: 1" in told  # the order itself
    assert "Promises: " in told


async def test_stats_count_the_turns_of_a_bot_whose_figures_nobody_collects(tmp_path: Path) -> None:
    async with operated(tmp_path) as ann:
        for text in ("bench 185x5", "bench 185x4", "help"):
            await ann.say(text)
        told = (await boss(ann).say("stats")).text
    assert "Turns: 3, failed 0" in told


@pytest.mark.parametrize("text", ["stats", "pause", "resume", f"broadcast {TEXT}"])
async def test_nobody_else_can_give_orders_nor_can_who_runs_it_where_others_read(tmp_path: Path, text: str) -> None:
    async with operated(tmp_path) as ann:
        for answer in (await ann.say(text), await boss(ann).in_group().say(text)):
            assert "Paused" not in answer.text
            assert "Lifters" not in answer.text
            assert TEXT not in answer.text
            assert said.SEND not in "".join(answer.buttons.values())
        assert not ann.app.operators.pause.is_on


async def test_while_paused_all_is_kept_and_answered_afterwards_in_order(tmp_path: Path) -> None:
    async with operated(tmp_path) as ann:
        ben, operator = another(ann, "ben"), boss(ann)
        assert (await operator.say("pause")).text == said.PAUSED
        assert (await ann.say("bench 185x5")).text == PAUSED
        await ann.say("that was 195")
        await ben.say("squat 225x5")
        await another(ann, "eve").in_group("gym").say("bench 95x5")
        assert shown(ann) == [PAUSED]
        assert ann.shown_in("gym") == []
        assert await ann.log() == []
        assert "Paused." in (await operator.say("stats")).text
        assert "Logged" in (await operator.say("bench 225x5")).text
        await operator.say("resume")
        assert shown(operator)[-1] == said.RESUMED
        assert await ann.log() == ["bench_press 195x5"]
        assert await ben.log() == ["squat 225x5"]
        assert len(ann.shown_in("gym")) == 1
        assert (await operator.say("resume")).text == said.NOT_PAUSED


async def test_each_is_told_of_a_pause_where_no_chat_of_theirs_is_known(tmp_path: Path) -> None:
    async with operated(tmp_path) as ann:
        await boss(ann).say("pause")
        for name in ("ben", "eve", "ben"):
            lifter = another(ann, name)
            lifter.where = Address(NAME, DIRECT, name)
            await lifter.say("bench 185x5")
        told = [words.address.thread for words in ann.room.all_shown if words.text == PAUSED]
    assert told == ["ben", "eve"]


async def test_a_pause_outlives_a_restart_and_says_no_line_twice(tmp_path: Path) -> None:
    clock = Clock()
    async with operated(tmp_path, clock=clock) as ann:
        await boss(ann).say("pause")
        await ann.say("bench 185x5")
    async with operated(tmp_path, clock=clock, room=ann.room) as again:
        ann = Lifter(again.app, again.room, clock)
        await ann.say("bench 190x5")
        assert shown(ann) == [PAUSED]
        assert await ann.log() == []
        await boss(ann).say("resume")
        await ann.app.quiet()
        assert await ann.log() == ["bench_press 185x5", "bench_press 190x5"]


async def test_another_worker_learns_of_a_pause_when_it_looks(tmp_path: Path) -> None:
    async with operated(tmp_path) as ann, operated(tmp_path, stands_by=True) as ben:
        await boss(ann).say("pause")
        await ben.app.operators.pause.look()
        assert ben.app.operators.pause.is_on


async def test_a_broadcast_goes_out_after_a_tap_to_everybody_who_wrote_lately(tmp_path: Path) -> None:
    async with operated(tmp_path) as ann:
        ben, operator = another(ann, "ben"), boss(ann)
        await another(ann, "old").say("hello")
        await ann.say("hello", after=timedelta(days=31))
        await ben.say("hello")
        preview = await operator.say(f"broadcast {TEXT}")
        assert "2 lifters" in preview.text
        assert TOLD in preview.text
        assert got(ann) == []
        await operator.press(preview.buttons["Send it"])
        await ann.app.quiet()
        for lifter in (ann, ben):
            assert got(lifter) == [TOLD]
        assert got(another(ann, "old")) == []
        assert (await operator.press(preview.buttons["Send it"])).text == said.NO_DRAFT
        assert got(ann) == [TOLD]


async def test_who_wrote_in_a_group_is_told_alone_and_the_group_is_not(tmp_path: Path) -> None:
    async with operated(tmp_path) as ann:
        await ann.in_group("gym").say("bench 185x5")
        await send_it(boss(ann))
        assert got(ann) == [TOLD]
        assert TEXT not in "".join(ann.shown_in("gym"))


async def test_who_wants_none_gets_none_until_he_wants_some_again(tmp_path: Path) -> None:
    async with operated(tmp_path) as ann:
        ben, operator = another(ann, "ben"), boss(ann)
        await ben.say("hello")
        assert (await ann.say("broadcast off")).text == NO_MORE
        await send_it(operator)
        assert (got(ann), got(ben)) == ([], [TOLD])
        assert (await ann.say("/broadcast on")).text == AGAIN
        await send_it(operator, after=timedelta(hours=25))
        assert got(ann) == [TOLD]
        assert (await operator.say("broadcast off")).text == NO_MORE


async def test_the_line_about_ending_it_is_in_the_language_of_each(tmp_path: Path) -> None:
    async with operated(tmp_path) as ann:
        await ann.say("language de")
        await send_it(boss(ann))
        [told] = got(ann)
        assert told == f"{TEXT}\n\n{spoken(HOW_TO_END, 'de')}"
        assert HOW_TO_END not in told


async def test_nobody_is_woken_and_the_clock_goes_on_with_it(tmp_path: Path) -> None:
    async with operated(tmp_path) as ann:
        ben = another(ann, "ben")
        await ann.say("profile zone Asia/Tokyo")  # where it is 02:00
        await ben.say("hello")
        await send_it(boss(ann))
        await ann.app.operators.look()
        await ann.app.quiet()
        assert (got(ann), got(ben)) == ([], [TOLD])
        for _ in range(3):
            ann.clock.at += timedelta(hours=4)
            await ann.app.operators.look()
        await ann.app.quiet()
        assert (got(ann), got(ben)) == ([TOLD], [TOLD])


async def test_a_broadcast_goes_on_after_a_restart(tmp_path: Path) -> None:
    clock = Clock()
    async with operated(tmp_path, clock=clock) as ann:
        await ann.say("profile zone Asia/Tokyo")
        await send_it(boss(ann))
        assert got(ann) == []
    clock.at += timedelta(hours=12)
    async with operated(tmp_path, clock=clock, room=ann.room) as again:
        for _ in range(2):
            await again.app.operators.look()
            await again.app.quiet()
        assert got(again) == [TOLD]


def got(one: Lifter) -> list[str]:
    """All that was sent to him alone, wherever he writes."""
    alone = Address(NAME, DIRECT, one.who.account)
    return [words.text for words in one.room.all_shown if words.address == alone]


async def send_it(operator: Lifter, after: timedelta = timedelta(minutes=1)) -> None:
    preview = await operator.say(f"broadcast {TEXT}", after=after)
    await operator.press(preview.buttons["Send it"])
    await operator.app.quiet()


async def test_one_broadcast_a_day_is_the_most(tmp_path: Path) -> None:
    async with operated(tmp_path) as ann:
        operator = boss(ann)
        await ann.say("hello")
        first, second = await operator.say(f"broadcast {TEXT}"), None
        await operator.press(first.buttons["Send it"])
        assert "one a day" in (await operator.say("broadcast more")).text
        second = await operator.say("broadcast more", after=timedelta(hours=25))
        assert (await operator.press(second.buttons["Drop it"])).text == said.DROPPED
        assert (await operator.press(second.buttons["Send it"])).text == said.NO_DRAFT
        assert "more" not in shown(ann)


async def test_a_lifter_cannot_press_the_button_of_a_broadcast(tmp_path: Path) -> None:
    async with operated(tmp_path) as ann:
        await ann.say("hello")
        preview = await boss(ann).say(f"broadcast {TEXT}")
        await ann.press(preview.buttons["Send it"])
        assert got(ann) == []


async def test_a_broadcast_that_broke_off_goes_on_and_sends_nothing_twice(tmp_path: Path) -> None:
    async with operated(tmp_path) as ann:
        operator, store = boss(ann), ann.app.store
        await ann.say("hello")
        preview = await operator.say(f"broadcast {TEXT}")
        cut = CutOff(store)
        ann.app.operators._admin._store = cut  # type: ignore[assignment]
        await operator.press(preview.buttons["Send it"])
        ann.app.operators._admin._store = store
        assert len(await store.unhandled(NAME)) == 1
        await ann.app.inbox.retry()
        await ann.app.quiet()
        assert got(ann) == [TOLD]
        assert rows(database(tmp_path), "SELECT count(*) FROM inbox WHERE settled_at IS NULL") == [(0,)]


class CutOff:
    """A store whose power goes after the rows of a broadcast are written."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    async def keep(self, changes: object) -> bool:
        await self._store.keep(changes)  # type: ignore[arg-type]
        raise OSError("the power is gone")


@pytest.mark.parametrize("text", ["broadcast", f"broadcast {'x' * 3501}"])
async def test_a_broadcast_without_words_or_with_too_many_is_refused(tmp_path: Path, text: str) -> None:
    async with operated(tmp_path) as ann:
        await ann.say("hello")
        answer = await boss(ann).say(text)
        assert answer.text in (said.NO_TEXT, said.TOO_LONG)
        assert answer.buttons == {}


def test_many_get_it_over_some_minutes_each_once_whenever_the_clock_looks() -> None:
    begun_at = Clock().now()
    night = Profile(quiet_from_hour=16, quiet_to_hour=8)
    lately = [
        (Identity(NAME, f"{n}"), Person(UserId(f"u{n}"), "", night if n % 5 == 0 else Profile())) for n in range(1000)
    ]
    broadcast = LastBroadcast(id="a", at=begun_at, text=TEXT, minutes=4)
    got: list[str] = []
    for hours in (0, 0.01, 0.02, 0.05, 0.1, 4, 15.1, 26):
        now = begun_at + timedelta(hours=hours)
        due = now_due(broadcast, lately, now)
        assert hours > 0.1 or len(due) < 400
        got += [who.account for who, _ in due]
        broadcast = replace(broadcast, through=now)
    assert sorted(got) == sorted(who.account for who, _ in lately)
    assert all(8 <= due_at(person, broadcast).hour < 16 for _, person in lately[::5])


def test_a_day_is_between_two_broadcasts_but_the_same_one_may_go_on() -> None:
    now = Clock().now()
    lately = LastBroadcast(id="a", at=now - timedelta(hours=23))
    assert refusal(None, "b", now) is None
    assert refusal(lately, "a", now) is None
    assert refusal(lately, "b", now + timedelta(hours=1)) is None
    assert "23 h ago" in (refusal(lately, "b", now) or "")
    assert LastBroadcast.read(lately.written()) == lately
    assert LastBroadcast.read(json.dumps({"id": "a", "at": lately.at.isoformat()})) == lately  # of an older release


def test_sets_and_talk_are_no_orders(tmp_path: Path) -> None:
    ann = Lifter(None, None, Clock())  # type: ignore[arg-type]
    ann.room = type("Said", (), {"said": {}})()
    for text in ("bench 185x5", "pause between sets?", "stats please", "resume bench"):
        assert order_of(ann.said(text)) is None
