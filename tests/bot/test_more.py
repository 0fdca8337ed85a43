"""A long passage is shown by its beginning, and whole at a tap, to the one who asked."""

from bot.wording import GONE, NOT_YOURS
from tests.bot.lifter import Lifter, talk

MOST_LETTERS = 220


async def test_a_passage_is_cut_and_a_tap_shows_the_whole() -> None:
    async with talk() as ann:
        shown = await ann.say("can my 12 year old lift?")
        first = shown.text.split("\n")[0]
        assert len(first) <= MOST_LETTERS
        whole = await ann.press(shown.buttons["More"])
        assert whole.text.startswith(f"{first} ")
        assert whole.text.endswith("From the notes: Lifting under eighteen (Stricker 2020).")
        assert (await ann.press(shown.buttons["More"])).text == whole.text


async def test_a_foreign_or_forged_tap_shows_nothing() -> None:
    async with talk() as ann:
        press = (await ann.say("can my 12 year old lift?")).buttons["More"]
        bob = Lifter(ann.app, ann.room, ann.clock, "bob", "2")
        await bob.say("hi")
        assert (await bob.press(press)).text == NOT_YOURS
        assert (await ann.press(f"{press}x")).text == GONE


async def test_an_answer_that_shows_all_has_no_such_button() -> None:
    async with talk() as ann:
        assert "More" not in (await ann.say("protein at 82 kg?")).buttons


async def test_below_a_log_two_lines_answer_at_most() -> None:
    async with talk() as ann:
        shown = await ann.say("bench 185x5, how much sleep do i need?")
        assert len(shown.text.rpartition("\n\n")[2].split("\n")) <= 3


async def test_what_could_do_harm_is_answered_though_it_is_no_question() -> None:
    async with talk() as ann:
        assert "helpline" in (await ann.say("i hate my body")).text
        assert (await ann.say("I want to eat only 800 calories")).text.startswith("No, 800 kcal")
        assert (await ann.say("5 kg by friday")).text.startswith("No, 5 kg in ")
        assert (await ann.say("my daughter is 14, can she cut")).text.startswith("Under eighteen")


async def test_who_is_pregnant_by_the_profile_gets_no_plan_for_a_question() -> None:
    async with talk() as ann:
        await ann.say("squat 225x5")
        await ann.say("I'm pregnant")
        shown = await ann.say("what should i squat today?")
        assert "midwife" in shown.text
        assert "225" not in shown.text
