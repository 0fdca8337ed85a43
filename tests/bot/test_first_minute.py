"""The first minute: four questions by taps in one message. Each can be skipped, and none is needed."""

from datetime import timedelta

from knowledge.exercise import Equipment
from knowledge.units import Unit
from storage.records import Profile
from tests.bot.lifter import Lifter, Shown, talk

STILL = timedelta(seconds=1)


async def profile_of(lifter: Lifter) -> Profile:
    person = await lifter.app.store.person(lifter.who)
    assert person is not None
    return person.profile


async def tap(lifter: Lifter, label: str) -> Shown:
    """Press a button of the one message on the screen; what stands there then."""
    (message,) = lifter.room.screen.values()
    await lifter.press(Shown(message.text, message).buttons[label])
    (message,) = lifter.room.screen.values()
    return Shown(message.text, message)


async def test_four_taps_set_the_profile_in_one_message() -> None:
    async with talk() as ann:
        first = await ann.say("start")
        assert first.text.startswith("I'm FocusFlow")
        assert first.text.endswith("In which unit do you lift?")
        assert list(first.buttons) == ["kg", "lb", "Skip"]
        assert (await tap(ann, "kg")).text.endswith("Noted: kg. How long have you been lifting?")
        assert (await tap(ann, "1 to 3 years")).text.endswith("Noted: 1 to 3 years. What for?")
        assert (await tap(ann, "Muscle")).text.endswith("Noted: Muscle. What do you train with?")
        last = await tap(ann, "Dumbbells")
        assert "That is all I need." in last.text
        assert last.buttons == {}
        profile = await profile_of(ann)
        assert (profile.unit, profile.experience_months, profile.goal) == (Unit.KG, 24, "muscle")
        assert profile.equipment == (Equipment.DUMBBELL,)


async def test_every_question_can_be_skipped() -> None:
    async with talk() as ann:
        await ann.say("start")
        before = await profile_of(ann)
        for _ in range(4):
            shown = await tap(ann, "Skip")
        assert "That is all I need." in shown.text
        assert await profile_of(ann) == before


async def test_a_newcomer_who_logs_first_is_not_asked_anything() -> None:
    async with talk() as ann:
        answer = await ann.say("bench 185x5")
        assert answer.text.startswith("Logged: bench 185 × 5")
        assert "unit" not in answer.text
        assert await ann.log() == ["bench_press 185x5"]


async def test_a_set_in_the_middle_of_the_questions_is_logged_and_the_buttons_still_answer() -> None:
    async with talk() as ann:
        first = await ann.say("start")
        await ann.say("bench 185x5")
        assert await ann.log() == ["bench_press 185x5"]
        await ann.press(first.buttons["kg"])
        assert (await profile_of(ann)).unit is Unit.KG


async def test_a_second_tap_changes_nothing_more() -> None:
    async with talk() as ann:
        first = await ann.say("start")
        await ann.press(first.buttons["kg"])
        once = list(ann.room.screen.values())
        await ann.press(first.buttons["kg"], STILL)
        assert [one.text for one in ann.room.screen.values()] == [one.text for one in once]
        assert [one.buttons for one in ann.room.screen.values()] == [one.buttons for one in once]


async def test_an_old_button_answers_when_its_question_is_over() -> None:
    async with talk() as ann:
        first = await ann.say("start")
        for label in ("kg", "Skip", "Skip", "Skip"):
            await tap(ann, label)
        await ann.press(first.buttons["lb"], timedelta(days=3))
        assert (await profile_of(ann)).unit is Unit.LB


async def test_nobody_else_answers_for_him() -> None:
    async with talk() as ann:
        first = await ann.say("start")
        eve = Lifter(ann.app, ann.room, ann.clock, name="eve")
        assert "somebody else" in (await eve.press(first.buttons["kg"])).text
        assert (await profile_of(ann)).unit is Unit.LB


async def test_a_forged_answer_changes_nothing() -> None:
    async with talk() as ann:
        first = await ann.say("start")
        turn = first.words.turn
        before = await profile_of(ann)
        for press in (
            f"begin:{turn}:unit:7",
            f"begin:{turn}:style:0",
            f"begin:{turn}",
            "begin:",
            f"begin:{turn}:unit:-1",
        ):
            assert (await ann.press(press)).text
        assert await profile_of(ann) == before


async def test_start_takes_nothing_from_who_is_known() -> None:
    async with talk() as ann:
        await ann.say("profile unit kg")
        await ann.say("bench 80x5")
        before = await profile_of(ann)
        await ann.say("start")
        assert await profile_of(ann) == before
