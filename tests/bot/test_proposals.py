"""What the grammar leaves may be proposed by a model; nothing of it is logged before the lifter says yes."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from agents.model import Answer, ModelUnavailable, Request, Scripted
from bot.wording import NO_YES_OR_NO, NOT_MEANT, NOT_UNDERSTOOD, NOTHING_FROM_TALK, READ_BEFORE, WHICH_TARGET
from tests.bot.lifter import Lifter, Shown, database, talk
from tests.platforms.whole_bot import rows

GARBLED = "flrp zgg 185 wibble 5"
BENCH = {"exercise": "bench press", "load": 185, "unit": "lb", "reps": 5, "sets": 1}
QUESTION = "Did you mean: bench 185 × 5?"


def reader(*answers: object) -> Scripted:
    """A model whose other minds are silent."""
    return Scripted({"reader": [one if isinstance(one, Exception) else json.dumps(one) for one in answers]})


def proposing(*sets: dict[str, object]) -> Scripted:
    return reader({"sets": sets or (BENCH,)})


def asked(model: Scripted) -> list[Request]:
    return [request for request in model.asked if request.agent == "reader"]


def on_screen(ann: Lifter) -> Shown:
    words = list(ann.room.screen.values())[-1]
    return Shown(words.text, words)


async def offered(ann: Lifter, text: str = GARBLED) -> Shown:
    """Say something that nobody can read, and see the answer as it stands when the model has spoken."""
    await ann.say(text)
    return on_screen(ann)


async def test_the_first_answer_ends_with_the_question_and_only_yes_logs() -> None:
    async with talk(model=proposing()) as ann:
        await ann.say("hello")
        answer = await offered(ann)
        assert ann.room.seen[-2:] == [NOT_UNDERSTOOD, f"{NOT_UNDERSTOOD}\n{QUESTION}"]
        assert list(answer.buttons) == ["Yes", "No"]
        assert await ann.log() == []
        logged = await ann.press(answer.buttons["Yes"])
        assert logged.text.startswith("Logged: bench 185 × 5")
        assert "Next: " in logged.text
        assert await ann.log() == ["bench_press 185x5"]


async def test_a_second_tap_changes_nothing_and_undo_takes_it_back() -> None:
    async with talk(model=proposing()) as ann:
        answer = await offered(ann)
        await ann.press(answer.buttons["Yes"])
        assert (await ann.press(answer.buttons["Yes"])).text == READ_BEFORE
        assert (await ann.press(answer.buttons["No"])).text == READ_BEFORE
        assert await ann.log() == ["bench_press 185x5"]
        await ann.say("undo")
        assert await ann.log() == []


async def test_no_logs_nothing_and_settles_it() -> None:
    async with talk(model=proposing()) as ann:
        answer = await offered(ann)
        assert (await ann.press(answer.buttons["No"])).text == NOT_MEANT
        assert (await ann.press(answer.buttons["Yes"])).text == READ_BEFORE
        assert await ann.log() == []


async def test_a_tap_after_a_restart_and_midnight_logs_for_the_message_that_was_meant(tmp_path: Path) -> None:
    async with talk(tmp_path, model=proposing()) as ann:
        answer = await offered(ann)
        message, clock, room, said_at = ann.message, ann.clock, ann.room, ann.clock.at
    async with talk(tmp_path, clock=clock, room=room) as ann:
        shown = await ann.press(answer.buttons["Yes"], after=timedelta(hours=10))
        [entry] = await ann.entries()
        assert (entry.on, entry.message, entry.said_at) == (date(2026, 11, 22), message, said_at)
        assert "Sun 22 Nov" in shown.text
        assert ann.clock.at.date() == date(2026, 11, 23)


@pytest.mark.parametrize("press", ["yes:", "yes:nobody", "no:nobody", "yes", "read:nobody"])
async def test_a_forged_button_changes_nothing(press: str) -> None:
    async with talk(model=proposing()) as ann:
        answer = await offered(ann)
        assert (await ann.press(press)).text == READ_BEFORE
        assert (await ann.press(answer.buttons["Yes"].replace("yes:", "read:"))).text == READ_BEFORE
        assert await ann.log() == []


async def test_nobody_else_can_take_or_refuse_it() -> None:
    async with talk(model=proposing()) as ann:
        answer = await offered(ann)
        eve = Lifter(ann.app, ann.room, ann.clock, name="eve")
        await eve.say("hello")
        for press in answer.buttons.values():
            assert (await eve.press(press)).text == READ_BEFORE
        assert (await eve.say("yes")).text == NO_YES_OR_NO
        await ann.press(answer.buttons["Yes"])
        assert (await ann.log(), await eve.log()) == (["bench_press 185x5"], [])


@pytest.mark.parametrize(
    "sets",
    [
        [BENCH | {"load": 195}],
        [BENCH | {"reps": 8}],
        [BENCH | {"sets": 3}],
        [BENCH | {"exercise": "zottman press"}],
        [BENCH, BENCH | {"exercise": "squat"}],
        [],
    ],
)
async def test_a_proposal_with_anything_that_was_not_said_is_not_offered(
    tmp_path: Path, sets: list[dict[str, object]]
) -> None:
    async with talk(tmp_path, model=reader({"sets": sets})) as ann:
        await ann.say("hello")
        answer = await offered(ann)
        assert (answer.text, answer.buttons) == (NOT_UNDERSTOOD, {})
        assert (await ann.say("yes")).text == NO_YES_OR_NO
    [(agent, verdict)] = rows(database(tmp_path), "SELECT agent, verdict FROM exchanges")
    assert agent == "reader"
    assert str(verdict).startswith("guard: ")
    assert rows(database(tmp_path), "SELECT count(*) FROM readings") == [(0,)]


@pytest.mark.parametrize("failure", [ModelUnavailable("reader: 500"), "no json", ValueError("a bug")])
async def test_a_model_that_fails_leaves_the_bots_own_words(failure: object) -> None:
    async with talk(model=reader(failure)) as ann:
        await ann.say("hello")
        assert (await offered(ann)).text == NOT_UNDERSTOOD


async def test_without_a_model_the_bot_asks_in_its_own_words() -> None:
    async with talk() as ann:
        await ann.say("hello")
        assert (await ann.say(GARBLED)).text == NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "text",
    [
        "gonna bench 225x5 tomorrow",
        "if I bench 225x5 next week",
        "my buddy benched 315x2",
        "I didn't bench 185x5",
        "what should I do for 5 reps of bench?",
        "bench 1850x5",
        "my knee hurts on squat 225x5",
        "crushing chest pain, 185 flrp",
        "hello",
        "flrp zgg wibble",
        "185",
        "undo",
        "profile bar 20 kg",
        "plan bench 190x5",
        "flrp 185 zgg 5 " * 40,
        "",
    ],
)
async def test_plans_others_questions_refused_values_pain_and_talk_are_never_proposed(text: str) -> None:
    model = proposing()
    async with talk(model=model) as ann:
        await ann.say("hello")
        await ann.say(text)
        assert asked(model) == []


async def test_numbers_that_are_left_of_a_friendly_word_are_proposed_and_never_taken_as_said() -> None:
    model = proposing()
    async with talk(model=model) as ann:
        await ann.say("hello")
        answer = await offered(ann, "had a great day, 185 flrp 5")
        assert answer.text == f"{NOTHING_FROM_TALK}\n{QUESTION}"
        assert await ann.log() == []


# ── in a word ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("word", "logged"), [("yes", True), ("Yep!", True), ("ja", True), ("no", False), ("Nope.", False), ("nein", False)]
)
async def test_yes_and_no_may_be_typed(word: str, logged: bool) -> None:
    async with talk(model=proposing()) as ann:
        await offered(ann)
        answer = await ann.say(word, after=timedelta(minutes=59))
        assert answer.text.startswith("Logged: bench 185 × 5" if logged else NOT_MEANT)
        assert await ann.log() == (["bench_press 185x5"] if logged else [])
        assert "Logged" not in (await ann.say(word)).text
        assert len(await ann.log()) == logged


async def test_an_hour_later_a_yes_is_no_answer_any_more_but_the_button_is() -> None:
    async with talk(model=proposing()) as ann:
        answer = await offered(ann)
        assert (await ann.say("yes", after=timedelta(minutes=61))).text == NO_YES_OR_NO
        await ann.press(answer.buttons["Yes"])
        assert await ann.log() == ["bench_press 185x5"]


async def test_a_yes_behind_something_newer_is_not_about_it() -> None:
    async with talk(model=proposing()) as ann:
        await offered(ann)
        await ann.say("squat 225x5")
        assert (await ann.say("yes")).text == NO_YES_OR_NO
        assert await ann.log() == ["squat 225x5"]


async def test_a_yes_in_another_chat_is_not_about_it() -> None:
    async with talk(model=proposing()) as ann:
        await offered(ann)
        elsewhere = Lifter(ann.app, ann.room, ann.clock, chat="2")
        assert (await elsewhere.say("yes")).text == NO_YES_OR_NO
        assert await ann.log() == []


async def test_where_a_target_is_due_too_a_yes_is_asked_about() -> None:
    async with talk(model=proposing()) as ann:
        await ann.say("bench 185x5 slept 8h sore 2")
        question = await ann.look(after=timedelta(days=7))
        assert "Did you get it?" in question.text
        await offered(ann)
        which = await ann.say("yes")
        assert which.text == WHICH_TARGET
        assert [label for label in which.buttons if "202.5 × 3" in label]
        await ann.press(which.buttons["bench 185 × 5"])
        assert await ann.log() == ["bench_press 185x5", "bench_press 185x5"]
        assert "in your log too" in (await ann.say("yes")).text


# ── beside what was logged ─────────────────────────────────────────────────────────────────────────────────────────

PARTLY = "squat 225x5. flrp zgg 185 wibble 5"


async def test_what_was_not_read_beside_sets_is_said_and_proposed() -> None:
    model = proposing()
    async with talk(model=model) as ann:
        first = await ann.say(PARTLY)
        answer = on_screen(ann)
        assert first.text.startswith("Logged: squat 225 × 5")
        assert 'Not read, so not logged: "' in first.text
        assert answer.text.endswith(QUESTION)
        assert list(answer.buttons)[:4] == ["Done as prescribed", "Missed", "👍", "👎"]
        assert list(answer.buttons)[-2:] == ["Yes", "No"]
        assert "185" in asked(model)[0].user
        await ann.press(answer.buttons["Yes"])
        assert await ann.log() == ["squat 225x5", "bench_press 185x5"]


async def test_what_was_logged_already_is_not_proposed_again() -> None:
    async with talk(model=proposing(BENCH | {"exercise": "squat", "load": 225})) as ann:
        assert "Did you mean" not in (await offered(ann, PARTLY)).text


async def test_the_words_of_the_coach_and_the_question_stand_in_one_answer() -> None:
    words = "Strong work, stay tight."
    model = Scripted({"coach": [words], "reader": [json.dumps({"sets": [BENCH]})]})
    async with talk(model=model) as ann:
        answer = await offered(ann, PARTLY)
        assert answer.text.endswith(f"\n\n{words}\n{QUESTION}")
        assert len(ann.room.seen) == 2


async def test_an_edit_of_the_message_settles_what_was_proposed_for_it() -> None:
    async with talk(model=proposing()) as ann:
        answer = await offered(ann)
        await ann.edit(ann.message, "bench 195x5")
        assert (await ann.press(answer.buttons["Yes"])).text == READ_BEFORE
        assert await ann.log() == ["bench_press 195x5"]


# ── a model that takes its time ────────────────────────────────────────────────────────────────────────────────────


class Gated:
    """A model that proposes once its gate is open."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()

    async def stream(self, request: Request) -> AsyncIterator[str | Answer]:
        await self.gate.wait()
        yield Answer(json.dumps({"sets": [BENCH]}) if request.agent == "reader" else "{}", "gated", 1, 1, 1)


async def answered(ann: Lifter) -> None:
    await ann.app.inbox.quiet()
    await ann.app.outbox.quiet()


async def test_the_first_answer_does_not_wait_for_a_model_that_hangs() -> None:
    async with talk(model=Gated()) as ann:
        await ann.send(ann.said("hello"))
        await ann.send(ann.said(GARBLED))
        await answered(ann)
        assert ann.room.seen[-1] == NOT_UNDERSTOOD


@pytest.mark.parametrize("then", ["undo", "hello", "bench 190x5", GARBLED])
async def test_his_next_message_ends_the_thinking_about_the_last(then: str) -> None:
    model = Gated()
    async with talk(model=model) as ann:
        for text in ("hello", GARBLED, then):
            await ann.send(ann.said(text))
            await answered(ann)
        model.gate.set()
        await ann.app.quiet()
        screen = [words.text for words in ann.room.screen.values()]
        assert screen[1] == NOT_UNDERSTOOD
        assert ("Did you mean" in screen[2]) == (then == GARBLED)
