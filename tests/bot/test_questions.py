"""Questions through the whole turn: answered at once by code, worded by the mind, and nothing is logged by them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from agents.model import Answer, Request
from tests.bot.lifter import Lifter, talk

THUMBS = {"👍", "👎"}


async def trained(ann: Lifter) -> None:
    """Three weeks of squats on Tuesdays and benches on Fridays, after short nights."""
    ann.clock.at -= timedelta(days=19)
    for _ in range(3):
        await ann.say("squat 225x5 slept 5.5h")
        await ann.say("bench 185x5 slept 8h sore 2", after=timedelta(days=3))
        ann.clock.at += timedelta(days=4)


async def test_friday_is_answered_and_prescribes_nothing() -> None:
    async with talk() as ann:
        await trained(ann)
        before = await ann.say("what should i squat today")
        shown = await ann.say("what should i squat friday?")
        assert shown.text.startswith("Fri 27 Nov: squat ")
        assert "From your log: 3 squat sessions since 3 Nov." in shown.text
        assert set(shown.buttons) == THUMBS
        logged = await ann.press(before.buttons["Done as prescribed"])
        assert logged.text.startswith("Logged: squat ")


async def test_today_is_prescribed_as_ever() -> None:
    async with talk() as ann:
        await trained(ann)
        assert "Done as prescribed" in (await ann.say("what should i bench today?")).buttons
        assert "Done as prescribed" in (await ann.say("what next?")).buttons


async def test_todays_plan_says_what_it_rests_on_where_it_is_asked_for_in_words() -> None:
    async with talk() as ann:
        await trained(ann)
        shown = await ann.say("what should i bench today?")
        assert shown.text.endswith("\n\nFrom your log: 3 bench sessions since 6 Nov.")


async def test_a_bad_night_is_answered_and_its_hours_are_asked_for() -> None:
    async with talk() as ann:
        shown = await ann.say("slept badly, should i still train?")
        assert shown.text.startswith("Train, but do less")
        assert "How many hours did you sleep?" in shown.text.split("\n")[-1]
        assert (await ann.say("slept badly")).text == "How many hours did you sleep? Like `slept 6h`."


async def test_a_drug_is_referred_whatever_else_the_reader_takes_the_words_for() -> None:
    async with talk() as ann:
        for text in ("what dose of test should i run", "500mg test a week ok?", "wie viel mg testo pro woche?"):
            assert "talk to a doctor" in (await ann.say(text)).text


async def test_an_estimate_of_a_set_that_is_supposed_prescribes_nothing() -> None:
    async with talk() as ann:
        await trained(ann)
        shown = await ann.say("if I bench 225x5 what is my max")
        assert shown.text.startswith("225 lb × 5 is an estimated max of 263 lb.")
        assert "Done as prescribed" not in shown.buttons


async def test_a_question_that_names_no_lift_is_not_answered_with_the_last_one() -> None:
    async with talk() as ann:
        await trained(ann)
        for text in ("protein at 82 kg?", "how do i brace?", "what time is it in tokyo?", "can i train with this cold"):
            shown = await ann.say(text)
            assert "Next" not in shown.text
            assert "Done as prescribed" not in shown.buttons


async def test_the_answer_comes_with_its_passage() -> None:
    async with talk() as ann:
        shown = await ann.say("protein at 82 kg?")
        assert shown.text.startswith("131 to 180 g of protein a day at 82 kg")
        assert "How much protein a day" in shown.text


async def test_the_week_is_planned_from_the_log() -> None:
    async with talk() as ann:
        await trained(ann)
        shown = await ann.say("plan my week")
        assert shown.text.startswith("Your next 2 training days:\n")
        assert len(shown.text.split("\n")) <= 12
        assert ("squat 2" in shown.text, "bench 1" in shown.text) == (True, True)


async def test_a_set_with_a_question_is_logged_planned_and_answered_below() -> None:
    async with talk() as ann:
        await trained(ann)
        shown = await ann.say("bench 185x5, why is it stuck?")
        above, _, below = shown.text.rpartition("\n\n")
        assert above.startswith("Logged: bench 185 × 5")
        assert "\nNext: " in above
        assert "bench" in below
        assert "From your log: " in below
        assert len(below.split("\n")) <= 4
        assert (await ann.log())[-1] == "bench_press 185x5"


async def test_a_set_with_a_question_about_its_next_load_gets_its_plan_alone() -> None:
    async with talk() as ann:
        shown = await ann.say("squatted 275x5, should i go up?")
        assert "From your log" not in shown.text
        assert "Next: " in shown.text


async def test_medical_questions_are_referred_and_emergencies_come_first() -> None:
    async with talk() as ann:
        await trained(ann)
        assert "doctor" in (await ann.say("can i take ibuprofen before squats?")).text
        shown = await ann.say("chest pain down my left arm, what should i squat friday?")
        assert "Fri 27 Nov" not in shown.text
        assert (await ann.say("what should i squat friday?")).text.startswith("Fri 27 Nov: Stop, no ")


async def test_in_another_language_the_answer_is_there() -> None:
    async with talk() as ann:
        await trained(ann)
        assert "flat" in (await ann.say("warum stagniert mein bankdrücken")).text.lower()
        assert (await ann.say("wie viel eiweiß bei 82 kg?")).text.startswith("131 to 180 g")


async def test_a_question_reads_the_log_back_to_its_start() -> None:
    async with talk() as ann:
        ann.clock.at -= timedelta(days=120)
        await ann.say("squat 315x1")
        for _ in range(50):
            await ann.say("squat 225x5", after=timedelta(days=2))
        ann.clock.at += timedelta(days=2)
        assert (await ann.say("my best squat?")).text.startswith("Heaviest squat: 315 × 1 on ")


class Advising:
    """A model whose adviser answers once its gate is open."""

    def __init__(self, words: str) -> None:
        self.gate = asyncio.Event()
        self.words = words
        self.asked: list[str] = []

    async def stream(self, request: Request) -> AsyncIterator[str | Answer]:
        self.asked.append(request.agent)
        await self.gate.wait()
        yield Answer(self.words if request.agent == "adviser" else "{}", "gated", 1, 1, 1)


async def test_the_mind_words_the_answer_and_never_the_basis() -> None:
    model = Advising("You need 131 to 180 g of protein a day.")
    model.gate.set()
    async with talk(model=model) as ann:  # type: ignore[arg-type]
        await ann.say("protein at 82 kg?")
        plain, worded = ann.room.seen
        assert worded == f"{model.words}\n{plain.rsplit(chr(10), 1)[1]}"
        assert worded.split("\n")[1].startswith("From your question: body weight 82 kg.")


async def test_words_that_the_guard_refuses_leave_the_plain_answer() -> None:
    model = Advising("Eat 400 g of protein a day.")
    model.gate.set()
    async with talk(model=model) as ann:  # type: ignore[arg-type]
        await ann.say("protein at 82 kg?")
        assert len(ann.room.seen) == 1


async def test_the_next_message_ends_the_wording() -> None:
    model = Advising("You need 131 to 180 g of protein a day.")
    async with talk(model=model) as ann:  # type: ignore[arg-type]
        for text in ("protein at 82 kg?", "thanks"):
            await ann.send(ann.said(text))
            await ann.app.inbox.quiet()
            await ann.app.outbox.quiet()
        model.gate.set()
        await ann.app.quiet()
        assert not any(text.startswith("You need") for text in ann.room.seen)


@pytest.mark.parametrize("text", ["can i take ibuprofen?", "i have a fever, can i train?", "is my disc slipped?"])
async def test_about_what_a_doctor_decides_no_model_is_asked(text: str) -> None:
    model = Advising("Sure.")
    model.gate.set()
    async with talk(model=model) as ann:  # type: ignore[arg-type]
        await ann.say(text)
        assert model.asked == []


async def test_a_log_with_a_question_keeps_its_answer_below_the_coachs_words() -> None:
    model = Advising("Your bench is early to judge.")
    model.gate.set()
    async with talk(model=model) as ann:  # type: ignore[arg-type]
        shown = await ann.say("bench 185x5, why is it stuck?")
        assert "coach" in model.asked
        assert "From your log: " in ann.room.seen[-1]
        assert shown.text.startswith("Logged: bench 185 × 5")


async def test_a_set_alone_looks_nothing_up() -> None:
    looked_up: list[object] = []
    async with talk() as ann:
        find = ann.app.retriever.find

        async def counted(query: object) -> object:
            looked_up.append(query)
            return await find(query)  # type: ignore[arg-type]

        object.__setattr__(ann.app._turns, "find", counted)
        await ann.say("bench 185x5 slept 8h")
        assert looked_up == []
        await ann.say("how do i brace?")
        assert len(looked_up) == 1


async def test_last_week_is_told_whole_however_much_was_logged_since() -> None:
    async with talk() as ann:
        ann.clock.at -= timedelta(days=10)
        for _ in range(3):
            await ann.say("squat 225x5", after=timedelta(days=1))
        ann.clock.at += timedelta(days=6)
        for _ in range(7):
            await ann.say("bench 95x10\nbench 100x10\nbench 105x10\nbench 110x10\nbench 115x10\nbench 120x10\n" * 2)
        assert (await ann.say("what did i do last week?")).text.count("squat 225") == 3


async def test_a_body_weight_lift_is_never_of_0_lb() -> None:
    async with talk() as ann:
        await ann.say("pullups 10")
        assert "bodyweight × 11" in (await ann.say("pullups 8")).buttons
        assert (await ann.say("why?")).text.startswith("Pull-ups bodyweight × 10 (hold) of ")
    async with talk() as eve:
        await eve.say("pullups +20x5")
        assert (await eve.say("why?")).text.startswith("Pull-ups +20 lb × 5 (")
