"""A session as one message, where messages can be edited."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from agents.model import Scripted
from bot.platforms import TryLater
from storage.records import Outgoing
from tests.bot.lifter import Lifter, Room, talk

SESSION = (
    *("bench 185x5", "x5", "same again", "bench 195x3"),
    *("squat 225x5", "x5", "x5", "squat 235x3"),
    *("curls 60x10", "x10", "x9", "x8"),
)


class Evolving(Room):
    """A platform on which edits are seen."""

    evolves = True

    async def withdraw(self, words: Outgoing, sent_as: str) -> None:
        del self.screen[sent_as]


@asynccontextmanager
async def lifting(model: Scripted | None = None) -> AsyncIterator[Lifter]:
    async with talk(room=Evolving(), model=model) as ann:
        yield ann


def _screen(ann: Lifter) -> list[str]:
    """What stands on the screen now, oldest message first."""
    return [words.text for words in ann.room.screen.values()]


async def test_a_long_session_is_a_few_messages_and_every_set_is_in_the_log() -> None:
    async with lifting() as ann:
        for said in SESSION:
            await ann.say(said, after=timedelta(minutes=3))
        assert sum(entry.lift.sets for entry in await ann.entries()) == len(SESSION)
        assert len(_screen(ann)) == 2
        line, *answer = _screen(ann)[-1].split("\n")
        assert line == (
            "Today: bench 185 × 5, 3 sets, then 195 × 3; squat 225 × 5, 3 sets, then 235 × 3; "
            "curl 60 × 10, 2 sets, then 60 × 9, 60 × 8."
        )
        assert answer[0].startswith("Logged: curl 60 × 8")
        assert len(ann.room.seen) == len(SESSION)


async def test_the_first_answer_has_no_line_of_the_session() -> None:
    async with lifting() as ann:
        assert (await ann.say("bench 185x5")).text.startswith("Logged: bench 185 × 5")


async def test_where_edits_are_not_seen_every_answer_is_a_message_of_its_own() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        assert (await ann.say("bench 185x5")).text.startswith("Logged: bench 185 × 5")
        assert len(_screen(ann)) == 2


async def test_the_line_shows_what_stands_after_a_correction_an_edit_and_an_undo() -> None:
    async with lifting() as ann:
        await ann.say("bench 185x5")
        first = ann.message
        await ann.say("bench 195x3")
        await ann.say("that was 200")
        assert _screen(ann)[-1].startswith("Today: bench 185 × 5, 200 × 3.\nCorrected: bench 200 × 3.")
        await ann.edit(first, "bench 180x5")
        assert _screen(ann)[-1].startswith("Today: bench 180 × 5, 200 × 3.\nLogged: bench 180 × 5")
        await ann.say("undo")
        assert _screen(ann)[-1].startswith("Today: bench 180 × 5.\nUndone: bench 200 × 3.")
        assert len(_screen(ann)) == 1


async def test_a_tap_stays_in_the_card() -> None:
    async with lifting() as ann:
        answer = await ann.say("bench 185x5")
        await ann.press(answer.buttons["Done as prescribed"])
        assert _screen(ann)[-1].startswith("Today: bench 185 × 5, 2 sets.\nLogged: bench 185 × 5")
        newest = {button.label: button.press for row in ann.room.all_shown[-1].buttons for button in row}
        await ann.press(newest["RPE 9"])
        assert _screen(ann)[-1].startswith("Today: bench 185 × 5, 2 sets.\nCorrected: bench 185 × 5 @9.")
        assert len(_screen(ann)) == 1


async def test_a_new_message_after_a_long_pause_another_day_and_below_other_words() -> None:
    async with lifting() as ann:
        await ann.say("bench 185x5")
        await ann.say("bench 185x5", after=timedelta(minutes=91))
        assert len(_screen(ann)) == 2
        await ann.say("help")
        await ann.say("bench 185x5")
        assert len(_screen(ann)) == 4
        assert _screen(ann)[-1].startswith("Today: bench 185 × 5, 3 sets.\n")
        answer = await ann.say("bench 185x5", after=timedelta(days=1))
        assert answer.text.startswith("Logged:")


async def test_a_set_in_another_thread_is_answered_there() -> None:
    async with lifting() as ann:
        await ann.say("bench 185x5")
        said = ann.said("bench 185x5")
        await ann.do(replace(said, where=replace(said.where, thread="7")))
        assert [words.address.thread for words in ann.room.screen.values()] == [None, "7"]


async def test_another_lifters_answer_in_the_same_chat_is_never_edited() -> None:
    async with lifting() as ann:
        bob = Lifter(ann.app, ann.room, ann.clock, "bob", "1")
        for lifter in (ann, bob, ann, bob):
            await lifter.say("bench 185x5")
        assert len(_screen(ann)) == 4


async def test_a_warning_is_never_hidden_in_an_edit() -> None:
    async with lifting() as ann:
        await ann.say("bench 185x5")
        answer = await ann.say("bench 185x5, sharp pain in my shoulder")
        assert len(_screen(ann)) == 2
        assert "pain" in answer.text.lower()
        assert answer.words.edits is None


async def test_while_the_platform_holds_words_back_every_answer_comes_by_itself() -> None:
    busy = iter([TryLater(3.0)])
    async with talk(room=Evolving(busy)) as ann:
        for said in ("bench 185x5", "bench 185x4", "squat 225x5"):
            ann.clock.at += timedelta(seconds=1)
            await ann.send(ann.said(said))
        await ann.app.quiet()
        assert [text.split("Logged: ")[1].split(" (")[0] for text in ann.room.seen] == [
            *("bench 185 × 5", "bench 185 × 4", "squat 225 × 5"),
        ]
        assert len(_screen(ann)) == 3


@pytest.mark.parametrize(
    "said", ["bench 185x5, squat 225", "bench 185x5, squat 22500x5", "bench 185x5. flrp 185 wibble 5"]
)
async def test_what_is_asked_or_not_logged_is_not_hidden_in_an_edit(said: str) -> None:
    async with lifting() as ann:
        await ann.say("bench 180x5")
        await ann.say(said)
        assert len(_screen(ann)) == 2
        assert await ann.log() == ["bench_press 180x5", "bench_press 185x5"]


async def test_what_a_model_adds_later_stands_in_the_same_message() -> None:
    words = "Stay here and make it clean for 3 sets: 185 × 5."
    async with lifting(Scripted({"coach": [words, words]})) as ann:
        await ann.say("bench 185x5")
        await ann.say("bench 185x5")
        assert len(_screen(ann)) == 1
        assert _screen(ann)[0].startswith("Today: bench 185 × 5, 2 sets.\nLogged: bench 185 × 5")
        roots = {one.edits for one in ann.room.all_shown if one.edits}
        assert roots == {ann.room.all_shown[0].id}
        await ann.say("bench 185x5")
        assert _screen(ann)[0].startswith("Today: bench 185 × 5, 3 sets.")


# ── rests between the sets ─────────────────────────────────────────────────────────────────────────────────────────


async def ping(ann: Lifter, after: timedelta = timedelta(minutes=3)) -> str:
    """What the end of the rest says."""
    ann.clock.at += after
    await ann.app.alarms.ring()
    await ann.app.quiet()
    return _screen(ann)[-1]


async def test_rests_and_their_pings_leave_the_session_one_message() -> None:
    async with lifting() as ann:
        await ann.say("bench 185x5")
        for number in (2, 3, 4):
            await ann.say("rest 3")
            assert await ping(ann) == "Rest is over. Next set!"
            assert len(_screen(ann)) == 3
            await ann.say("bench 185x5")
            [card] = _screen(ann)
            assert card.startswith(f"Today: bench 185 × 5, {number} sets.\nLogged: bench 185 × 5")


async def test_a_rest_behind_the_set_or_by_its_button_and_one_that_is_cut_short() -> None:
    async with lifting() as ann:
        await ann.say("bench 185x5 rest 3")
        await ping(ann)
        answer = await ann.say("bench 185x5")
        assert len(_screen(ann)) == 1
        press = next(one.press for row in ann.room.all_shown[-1].buttons for one in row if one.label == "Rest 3 min")
        resting = await ann.press(press)
        await ann.press(resting.buttons["+1 min"])
        assert len(_screen(ann)) == 2
        await ann.say("bench 185x5")
        assert len(_screen(ann)) == 1
        assert await ann.app.store.next_alarm_at() is None
        assert answer.text == ""


async def test_a_rating_by_a_tap_leaves_the_rest_alone_and_stays_in_the_card() -> None:
    async with lifting() as ann:
        answer = await ann.say("bench 185x5")
        await ann.say("rest 3")
        await ann.press(answer.buttons["RPE 8"])
        card, resting = _screen(ann)
        assert card.startswith("Corrected: bench 185 × 5 @8.")
        assert resting.startswith("Resting 3 min")
        assert await ann.app.store.next_alarm_at() is not None


async def test_other_words_below_the_card_still_begin_a_new_one() -> None:
    async with lifting() as ann:
        await ann.say("bench 185x5")
        await ann.say("help")
        await ann.say("rest 3")
        await ping(ann)
        await ann.say("bench 185x5")
        first, _, second = _screen(ann)
        assert first.startswith("Logged")
        assert second.startswith("Today: bench 185 × 5, 2 sets.")


async def test_pings_go_in_another_language_too_and_where_nothing_can_be_taken_away_they_stay() -> None:
    async with lifting() as ann:
        await ann.say("language de")
        await ann.say("bench 185x5")
        await ann.say("rest 3")
        await ping(ann)
        await ann.say("bench 185x5")
        assert len(_screen(ann)) == 2
    async with talk() as ben:
        await ben.say("bench 185x5")
        await ben.say("rest 3")
        await ping(ben)
        await ben.say("bench 185x5")
        assert len(_screen(ben)) == 4
        assert "" not in _screen(ben)


async def test_another_lifters_rest_below_the_card_is_left_alone() -> None:
    async with lifting() as ann:
        await ann.say("bench 185x5")
        bob = Lifter(ann.app, ann.room, ann.clock, "bob", "1")
        await bob.say("rest 3")
        await ann.say("bench 185x5")
        assert len(_screen(ann)) == 3
