"""What is one tap away between two sets."""

from datetime import timedelta

import pytest

from bot.decide.rest import REST_OVER
from bot.wording import GONE, NOT_YOURS
from tests.bot.lifter import Lifter, talk

FIRST = "bench 185x5"


def _rows(buttons: tuple[tuple[object, ...], ...]) -> list[list[str]]:
    return [[getattr(button, "label", "") for button in row] for row in buttons]


async def test_the_buttons_after_a_set_and_before_the_first_one() -> None:
    async with talk() as ann:
        after = await ann.say(FIRST)
        assert _rows(after.words.buttons) == [
            ["Done as prescribed", "Missed"],
            ["👍", "👎", "+1 rep", "Rest 3 min"],
            ["RPE 7", "RPE 8", "RPE 9", "RPE 10"],
        ]
        before = await ann.say("plan bench", after=timedelta(days=2))
        assert _rows(before.words.buttons) == [
            ["Done as prescribed", "Missed"],
            ["👍", "👎", "+1 rep"],
            ["Warm-up", "Plates"],
        ]
        rated = await ann.say("bench 185x5 @8")
        assert _rows(rated.words.buttons)[2:] == []


async def test_every_button_fits_what_the_platforms_carry() -> None:
    async with talk() as ann:
        for text in (FIRST, "profile programme 5/3/1", "squat 225x5", "pull ups bw x 8", "plan deadlift", "knee hurts"):
            words = (await ann.say(text)).words
            assert len(words.buttons) <= 5
            assert all(len(row) <= 5 for row in words.buttons)
            assert all(len(button.press.encode()) <= 64 for row in words.buttons for button in row)


async def test_one_rep_more_is_logged_once() -> None:
    async with talk() as ann:
        buttons = (await ann.say(FIRST)).buttons
        assert "Logged: bench 185 × 6" in (await ann.press(buttons["+1 rep"])).text
        for label in ("+1 rep", "Done as prescribed", "Missed"):
            assert "already" in (await ann.press(buttons[label])).text
        assert await ann.log() == ["bench_press 185x5", "bench_press 185x6"]
        entry = (await ann.entries())[-1]
        assert entry.lift.planned is not None
        assert entry.lift.planned.reps == 5
        await ann.say("undo")
        assert await ann.log() == ["bench_press 185x5"]


async def test_several_sets_have_no_button_for_one_rep_more() -> None:
    async with talk() as ann:
        answer = await ann.say("bench 185x5x5 slept 5h sore 2")
        assert "4 sets" in answer.next
        assert "+1 rep" not in answer.buttons


async def test_rpe_by_a_tap_is_said_and_undone_before_its_set() -> None:
    async with talk() as ann:
        buttons = (await ann.say(FIRST)).buttons
        answer = await ann.press(buttons["RPE 8"])
        assert answer.text.startswith("Corrected: bench 185 × 5 @8.")
        assert answer.next
        assert await ann.log() == ["bench_press 185x5 @8"]
        await ann.press(answer.buttons["RPE 9"])
        assert await ann.log() == ["bench_press 185x5 @9"]
        assert (await ann.say("undo")).text.startswith("Undone: back to bench 185 × 5 @8.\nNext")
        assert await ann.log() == ["bench_press 185x5 @8"]
        assert (await ann.say("undo")).text.startswith("Undone: back to bench 185 × 5.\nNext")
        assert await ann.log() == ["bench_press 185x5"]
        assert (await ann.say("undo")).text == "Undone: bench 185 × 5."
        assert await ann.log() == []


async def test_a_tapped_set_outlives_the_undo_of_its_rating() -> None:
    async with talk() as ann:
        more = await ann.press((await ann.say(FIRST)).buttons["+1 rep"])
        await ann.press(more.buttons["RPE 9"])
        await ann.say("undo")
        assert await ann.log() == ["bench_press 185x5", "bench_press 185x6"]
        await ann.say("undo")
        assert await ann.log() == ["bench_press 185x5"]


async def test_after_a_rating_was_undone_the_plan_is_the_one_before_and_its_button_logs() -> None:
    async with talk() as ann:
        first = await ann.say(FIRST)
        rated = await ann.press(first.buttons["RPE 10"])
        back = await ann.say("undo")
        assert back.next == first.next
        await ann.press(back.buttons["Done as prescribed"])
        assert "undone" in (await ann.press(rated.buttons["Done as prescribed"])).text
        assert len(await ann.log()) == 2


async def test_the_newest_thing_may_be_a_rating_of_an_older_set() -> None:
    async with talk() as ann:
        first = (await ann.say(FIRST)).buttons
        await ann.say("squat 225x5")
        await ann.press(first["RPE 7"])
        await ann.say("undo")
        assert await ann.log() == ["bench_press 185x5", "squat 225x5"]
        assert (await ann.say("undo")).text == "Undone: squat 225 × 5."
        assert await ann.log() == ["bench_press 185x5"]


async def test_what_was_logged_after_a_rating_goes_first() -> None:
    async with talk() as ann:
        await ann.press((await ann.say(FIRST)).buttons["RPE 7"])
        await ann.say("slept 6h")
        assert (await ann.say("undo")).text == "Undone: slept 6 h."
        await ann.say("undo")
        assert await ann.log() == ["bench_press 185x5"]


@pytest.mark.parametrize("said", ["delete that", "remove the last set"])
async def test_who_deletes_means_the_set_and_not_its_rating(said: str) -> None:
    async with talk() as ann:
        await ann.press((await ann.say(FIRST)).buttons["RPE 7"])
        await ann.say(said)
        assert await ann.log() == []


async def test_rpe_goes_to_the_set_above_the_button_and_not_to_a_newer_one() -> None:
    async with talk() as ann:
        first = (await ann.say(FIRST)).buttons
        await ann.say("bench 195x3")
        await ann.say("squat 225x5")
        await ann.press(first["RPE 7"])
        assert await ann.log() == ["bench_press 185x5 @7", "bench_press 195x3", "squat 225x5"]


@pytest.mark.parametrize("said", ["rpe 8", "@8", "RPE8."])
async def test_rpe_alone_is_that_of_the_set_just_done(said: str) -> None:
    async with talk() as ann:
        assert "Corrected" not in (await ann.say(said)).text
        await ann.say(FIRST)
        assert (await ann.say(said)).text.startswith("Corrected: bench 185 × 5 @8.")
        assert "Corrected" not in (await ann.say(said, after=timedelta(days=1))).text
        assert await ann.log() == ["bench_press 185x5 @8"]


async def test_rpe_of_a_tapped_set() -> None:
    async with talk() as ann:
        done = await ann.press((await ann.say(FIRST)).buttons["Done as prescribed"])
        await ann.press(done.buttons["RPE 9"])
        assert await ann.log() == ["bench_press 185x5", "bench_press 185x5 @9"]


async def test_plates_and_warm_up_of_the_prescribed_load() -> None:
    async with talk() as ann:
        await ann.say(FIRST)
        buttons = (await ann.say("plan bench", after=timedelta(days=2))).buttons
        assert (await ann.press(buttons["Plates"])).text == "185: the bar of 45, and 45 + 25 on each side."
        assert (await ann.press(buttons["Warm-up"])).text.startswith("Warm-up to 185: 45 ×")
        assert await ann.log() == ["bench_press 185x5"]


@pytest.mark.parametrize("label", ["+1 rep", "RPE 8", "Rest 3 min", "Warm-up", "Plates"])
async def test_another_persons_button_does_nothing_and_says_so(label: str) -> None:
    async with talk() as ann:
        shown = (await ann.say(FIRST)).buttons
        shown |= (await ann.say("plan bench", after=timedelta(days=2))).buttons
        bob = Lifter(ann.app, ann.room, ann.clock, "bob", "1")
        await bob.say("bench 100x5")
        before = await ann.log(), await bob.log()
        assert (await bob.press(shown[label])).text == NOT_YOURS
        assert (await ann.log(), await bob.log()) == before
        assert await ann.app.store.next_alarm_at() is None


@pytest.mark.parametrize(
    "press", ["rpe:{id}:6", "rpe:{id}:11", "rpe:{id}", "plus:", "plates:", "warmup:x", "rest:x:180"]
)
async def test_forged_taps_change_nothing(press: str) -> None:
    async with talk() as ann:
        given = (await ann.say(FIRST)).buttons["RPE 8"].split(":")[1]
        assert (await ann.press(press.format(id=given))).text in (GONE, NOT_YOURS, REST_OVER)
        assert await ann.log() == ["bench_press 185x5"]


async def test_one_tap_says_why_an_answer_was_bad() -> None:
    async with talk() as ann:
        why = await ann.press((await ann.say(FIRST)).buttons["👎"])
        assert list(why.buttons) == ["Too heavy", "Too light", "Unclear", "Something else"]
        assert (await ann.press(why.buttons["Too heavy"])).text.startswith("Noted, thanks.")
        person = await ann.app.store.person(ann.who)
        assert person is not None
        whole = await ann.app.store.whole(person.user)
        assert whole is not None
        assert [vote.reason for vote in whole.feedback] == [None, "heavy"]
