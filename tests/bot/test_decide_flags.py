"""A warning sign stops the lift that it is about until it is cleared, and no other."""

from datetime import timedelta

import pytest

from tests.bot.lifter import Lifter, talk

CLEARED = "I'm cleared to train it"


async def is_stopped(ann: Lifter, lift: str) -> bool:
    return (await ann.say(f"plan {lift}")).text.startswith("Stop, no ")


async def stopped(ann: Lifter) -> list[str]:
    return [lift for lift in ("bench", "squat") if await is_stopped(ann, lift)]


@pytest.mark.parametrize(
    ("said", "lifts"),
    [
        ("squat 225x5 knee hurts", ["squat"]),
        ("my knee hurts when I squat", ["squat"]),
        ("should I squat? my knee hurts", ["squat"]),
        ("bench 185x5, squat 225x5, sharp pain in my knee", ["bench", "squat"]),
        ("my shoulder hurts badly", ["bench"]),  # the lifts that use it
        ("my ankle hurts badly", ["squat"]),
        ("something hurts badly", ["bench", "squat"]),  # nobody knows what
        ("bench 185x5 chest pain and dizzy", ["bench", "squat"]),  # an emergency: nothing is lifted
    ],
)
async def test_a_warning_sign_stops_what_it_is_about(said: str, lifts: list[str]) -> None:
    async with talk() as ann:
        await ann.say("bench 185x5, squat 225x5")
        await ann.say(said)
        assert await stopped(ann) == lifts


async def test_who_writes_for_the_first_time_is_stopped_too() -> None:
    async with talk() as ann:
        answer = await ann.say("my knee hurts when I squat")
        assert "physiotherapist or a doctor" in answer.text
        assert CLEARED in answer.buttons


async def test_the_advice_is_given_and_the_other_lift_is_still_planned() -> None:
    async with talk() as ann:
        await ann.say("squat 225x5 knee hurts")
        answer = await ann.say("bench 185x5, squat 135x5")
        assert "Next bench: 185 × 5" in answer.text
        assert "Stop, no squat" in answer.text


async def test_clearing_a_lift_clears_all_that_was_said_about_it_and_no_other() -> None:
    async with talk() as ann:
        await ann.say("squat 225x5 knee hurts")
        await ann.say("squat 225x5 knee still hurts")
        await ann.say("bench 185x5 shoulder hurts")
        answer = await ann.say("squat 225x5")
        assert list(answer.buttons) == [CLEARED]
        assert "Good to hear" in (await ann.press(answer.buttons[CLEARED])).text
        assert await stopped(ann) == ["bench"]


async def test_each_of_two_stopped_lifts_has_its_own_way_out() -> None:
    async with talk() as ann:
        answer = await ann.say("bench 185x5, squat 225x5, sharp pain in my knee")
        await ann.press(answer.buttons["I'm cleared for squat"])
        assert await stopped(ann) == ["bench"]


async def test_until_two_sessions_after_a_clearance_nothing_goes_up_and_no_target_is_named() -> None:
    async with talk() as ann:
        await ann.press((await ann.say("bench 185x5 shoulder hurts")).buttons[CLEARED])
        assert "hold: you were cleared to train only today" in (await ann.say("bench 185x5 slept 8h sore 1")).text
        for _ in range(2):
            answer = await ann.say("bench 185x5 slept 8h sore 1", after=timedelta(days=2))
            assert "Next: 185 × 5, hold: you were cleared to train only lately" in answer.text
            assert "In you by" not in answer.text
        answer = await ann.say("bench 185x5 slept 8h sore 1", after=timedelta(days=2))
        assert "Next: 190 × 5, up" in answer.text
        assert "In you by" in answer.text


async def test_the_clearance_of_one_lift_holds_no_other() -> None:
    async with talk() as ann:
        await ann.press((await ann.say("bench 185x5 shoulder hurts")).buttons[CLEARED])
        assert "Next: 232.5 × 5, up" in (await ann.say("squat 225x5 slept 8h sore 1", after=timedelta(days=1))).text


async def test_a_second_tap_on_a_cleared_flag_does_no_harm() -> None:
    async with talk() as ann:
        clear = (await ann.say("bench 185x5 shoulder hurts")).buttons[CLEARED]
        await ann.press(clear)
        assert (await ann.press(clear)).text
        await ann.press(clear, after=timedelta(days=2))
        assert await stopped(ann) == []


async def test_another_persons_flag_cannot_be_cleared() -> None:
    async with talk() as ann:
        clear = (await ann.say("bench 185x5 shoulder hurts")).buttons[CLEARED]
        eve = Lifter(ann.app, ann.room, ann.clock, name="eve")
        assert "somebody else" in (await eve.press(clear)).text
        assert await stopped(ann) == ["bench"]


async def test_an_edit_that_takes_the_pain_back_takes_the_flag_back() -> None:
    async with talk() as ann:
        await ann.say("squat 225x5 knee hurts")
        assert "Next: 225 × 5" in (await ann.edit(ann.message, "squat 225x5")).text


async def test_a_flag_that_an_edit_takes_back_is_not_taken_back_in_silence() -> None:
    async with talk() as ann:
        await ann.say("my knee hurts badly")
        assert "Undone: the warning sign." in (await ann.edit(ann.message, "lol hello")).text
        assert await stopped(ann) == []


@pytest.mark.parametrize(
    "said",
    [
        "plan bench, I have chest pain and my left arm is numb",
        "undo, crushing chest pain",
        "profile goal chest pain",
        "help I have chest pain",
        "bla " * 1200 + "crushing chest pain",
    ],
)
async def test_a_warning_sign_comes_before_any_command_and_however_long_the_message(said: str) -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        assert "emergency number" in (await ann.say(said)).text
        assert await stopped(ann) == ["bench", "squat"]
        assert len(await ann.entries()) == 1


async def test_cleared_may_be_said_in_words_and_means_everything() -> None:
    async with talk() as ann:
        await ann.say("squat 225x5 knee hurts")
        await ann.say("bench 185x5 shoulder hurts")
        assert "Good to hear" in (await ann.say("I\N{RIGHT SINGLE QUOTATION MARK}m cleared.")).text
        assert await stopped(ann) == []


async def test_cleared_means_nothing_to_who_was_never_stopped() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        assert "Good to hear" not in (await ann.say("cleared")).text


async def test_no_answer_has_more_buttons_than_discord_shows() -> None:
    async with talk() as ann:
        for text in ("squat 225x5, knee hurts", "bench 185x5, elbow hurts", "ohp 95x5, my wrist hurts", "chest pain"):
            await ann.say(text)
        answer = await ann.say("squat 225x5, bench 185x3x5, ohp 95x5")
        rows = answer.words.buttons
        assert len(answer.buttons) == 5  # the other reading, three lifts, and any lift
        assert len(rows) <= 4  # and one is left for a yes and a no
        assert max(map(len, rows)) <= 5
        assert answer.text.count("Stop, no lifting for now") == 1


async def test_nobody_is_asked_for_a_thumb_on_a_warning() -> None:
    async with talk() as ann:
        answer = await ann.say("bench 185x5 chest pain")
        assert list(answer.buttons) == [CLEARED]


async def test_a_lifter_without_a_log_is_told_to_rest_too() -> None:
    async with talk() as ann:
        answer = await ann.say("5 hours sleep, soreness 9, energy low")
        assert "Rest today" in answer.text
        assert "PR" not in answer.text


async def test_pain_in_a_body_part_stops_the_lifts_that_use_it_and_says_so() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5, squat 225x5")
        answer = await ann.say("tweaked my lower back")
        assert "all that loads your lower back, so no squat. The rest goes on." in answer.text
        assert "Next: 50 × 10" in (await ann.say("db bench 50x10")).text
        assert await is_stopped(ann, "deadlift")


async def test_a_disc_stops_the_back_that_is_named_elsewhere_in_the_message() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5, squat 225x5")
        await ann.say("I have a herniated disc in my lower back")
        assert await stopped(ann) == ["squat"]


@pytest.mark.parametrize(
    "words", ["I'm cleared for squat", "im cleared for squat", "cleared for squats", "I'm cleared"]
)
async def test_the_words_of_a_button_do_what_it_does(words: str) -> None:
    async with talk() as ann:
        await ann.say("bench 185x5, squat 225x5, sharp pain in my knee")
        assert "Good to hear" in (await ann.say(words)).text
        assert await stopped(ann) == ([] if words == "I'm cleared" else ["bench"])


async def test_a_body_part_is_cleared_by_its_name_and_not_by_one_of_its_lifts() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5, squat 225x5")
        await ann.say("tweaked my lower back")
        assert list((await ann.say("I'm cleared for squat")).buttons) == ["I'm cleared for lower back"]
        assert await stopped(ann) == ["squat"]
        await ann.say("I'm cleared for lower back")
        assert await stopped(ann) == []


async def test_kind_words_stop_nothing() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5, squat 225x5")
        assert "talk to somebody you trust" in (await ann.say("i hate my body")).text
        assert "pelvic floor" in (await ann.say("I peed a bit during squats is that normal")).text
        assert await stopped(ann) == []
