"""Sums between sets: each is answered in the lifter's unit, bar and plates, and none of them is a set."""

import pytest

from bot.decide.arithmetic import SUMS
from tests.bot.labelled import labelled_messages
from tests.bot.lifter import talk

MIN_FIRST_WORDS = 10


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("plates 225", "225: the bar of 45, and 45 + 45 on each side."),
        ("Plates 187,5?", "187.5: the bar of 45, and 45 + 25 + 1.25 on each side."),
        ("plates for t-bar row 115", "115: the bar of 45, and 45 + 25 on the end."),
        ("plates for squat 100kg", "100 kg: the bar of 20 kg, and 25 + 15 on each side."),
        ("plates 45", "45: the bar of 45, and no plates."),
        ("plates 40", "40 is lighter than the bar, which is 45."),
        ("plates 226", "Your plates don't make 226. Nearest: 225: the bar of 45, and 45 + 45 on each side; 227.5: "),
        (
            "plates lat pulldown 120",
            "I know no plates of pulldown; name them, like `profile pulldown plates 45 25 10`, if",
        ),
        ("warmup bench 225", "Warm-up to 225: 45 × 10, 115 × 8, 140 × 5, 170 × 3, 195 × 1."),
        ("warm up 225", "Warm-up to 225: 45 × 10, 115 × 8"),
        ("Warm-up squat 100 kg", "Warm-up to 100 kg: 20 kg × 10, 50 kg × 8, 60 kg × 5, 75 kg × 3, 85 kg × 1."),
        ("warmup dumbbell curl 50", "Warm-up to 50: 20 × 8, 25 × 5, 35 × 3, 40 × 1."),
        ("warmup bench 45", "45 is light enough to begin with."),
        ("1rm 185x5", "185 × 5: est. 1RM 216 lb, if no more was in you."),
        ("max 185 x 5", "185 × 5: est. 1RM 216 lb"),
        ("e1rm 100kg for 3 reps", "100 kg × 3: est. 1RM 110 kg"),
        ("1rm 185x5 @8", "185 × 5 @8: est. 1RM 228 lb, by the RPE chart."),
        ("1rm 185x15", "No estimate from 15 reps: it holds for 1 to 12, because beyond that the formulas part by more"),
        ("1rm 185x5 @6", "No estimate from 5 reps at RPE 6. The RPE chart holds for 1 to 12 reps at RPE 6.5 to 10"),
        (
            "percent 315",
            "Of 315, rounded down to what you can load: 100 % 315, 95 % 297.5, 90 % 282.5, 85 % 267.5, 80 %",
        ),
        ("percent 315 85", "85 % of 315: 267.5, rounded down."),
        ("percent bench 315 85%", "85 % of 315: 267.5, rounded down."),
        ("85% of 315", "85 % of 315: 267.5, rounded down."),
        ("What's 85 percent of 140 kg?", "85 % of 140 kg: 117.5 kg, rounded down."),
        ("10% of 315", "10 % of 315 is lighter than you can load."),
        ("rpe 5@8 315", "5 @8 is 81.1 % of 315: 255, rounded down."),
        ("rpe 13@8 315", "The RPE chart holds for 1 to 12 reps"),
        ("dots 600kg 90kg m", "DOTS 387.96: total 600 kg at 90 kg, men."),
        ("gl 350kg 63kg f", "IPF GL 76.57: total 350 kg at 63 kg, women."),
        ("gl bench 140kg 90kg m", "IPF GL 67.51: bench 140 kg at 90 kg, men."),
        ("dots 1323 198 m", "DOTS 388.44: total 1323 lb at 198 lb, men."),
        ("dots 600kg 30kg m", "DOTS points hold for men of 40 to 210 kg; 30 kg is outside of that."),
    ],
)
async def test_a_sum_is_answered_and_nothing_is_logged(text: str, answer: str) -> None:
    async with talk() as ann:
        await ann.say("slept 8h")
        shown = await ann.say(text)
        assert shown.text.startswith(answer)
        assert shown.text.count("\n") < 3
        assert await ann.log() == []


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("plates", "`plates 225`"),
        ("plates 0", "`plates 225`"),
        ("plates flrp 225", "`plates 225`"),
        ("plates abc", "`plates 225`"),
        ("plates squat 225x5", "`plates 225`"),
        ("warmup bench", "`warmup bench 225`"),
        ("1rm bench", "`1rm 185x5`"),
        ("1rm 185x5.5", "`1rm 185x5`"),
        ("e1rm bench 185x5.5", "`1rm 185x5`"),
        ("percent 315 850", "`percent 315 85`"),
        ("percent 185x5", "`percent 315`"),
        ("rpe 5@7.3 315", "`rpe 5@8 315`"),
        ("ipf squat 315x5", "`gl 600kg 90kg m`"),
        ("warm up", "`warmup bench 225`"),
        ("percent 99999", "`percent 315`"),
        ("max 315", "`1rm 185x5`"),
        ("rpe 8", "`rpe 5@8 315`"),
        ("dots 600", "`dots 600kg 90kg m`"),
        ("dots bench 140 90 m", "`dots 600kg 90kg m`"),
        ("gl 140 90 x", "`gl 600kg 90kg m`"),
    ],
)
async def test_a_sum_that_cannot_be_read_is_answered_with_an_example(text: str, example: str) -> None:
    async with talk() as ann:
        await ann.say("slept 8h")
        answer = (await ann.say(text)).text
        assert example in answer
        assert answer.count(". ") == 0
        assert await ann.log() == []


async def test_own_bar_and_plates_are_reckoned_with() -> None:
    async with talk() as ann:
        await ann.say("profile unit kg")
        await ann.say("profile plates 20 10")
        assert (await ann.say("plates 100")).text == "100: the bar of 20, and 20 + 20 on each side."
        assert (await ann.say("plates 90")).text.startswith("Your plates don't make 90. Nearest: 80: ")
        assert (await ann.say("warmup bench 100")).text == "Warm-up to 100: 20 × 10, 40 × 8, 60 × 5, 80 × 1."
        assert (await ann.say("percent 100")).text.endswith("60 % 60, 55 % 40, 50 % 40.")


async def test_a_lift_is_reckoned_with_its_own_loading() -> None:
    async with talk() as ann:
        await ann.say("profile ez bar curl bar 8 kg")
        await ann.say("profile squat unit kg")
        assert (await ann.say("plates ez bar curl 28kg")).text == "28 kg: the bar of 8 kg, and 10 on each side."
        assert (await ann.say("plates squat 100")).text == "100 kg: the bar of 20 kg, and 25 + 15 on each side."
        assert (await ann.say("plates bench 135")).text == "135: the bar of 45, and 45 on each side."
        await ann.say("profile leg press plates 45 25")
        assert (await ann.say("plates leg press 140")).text == "140: no bar, and 45 + 25 on each side."


@pytest.mark.parametrize(
    ("text", "logged"),
    [
        ("warmup bench 135x10", ["bench_press 135x10 warmup"]),
        ("warmup squat 100kg x5", ["squat 100x5 warmup"]),
        ("warm up squat 45x10, 95x5", ["squat 45x10 warmup", "squat 95x5 warmup"]),
        ("max bench 225x1", ["bench_press 225x1"]),
        ("1rm bench 225x1", ["bench_press 225x1"]),
        ("plate and a 10 each side on ohp, got 4 reps", ["overhead_press 155x4"]),
        ("rpe 8: bench 185x5", ["bench_press 185x5 @8"]),
    ],
)
async def test_sets_behind_the_same_words_are_logged_as_ever(text: str, logged: list[str]) -> None:
    async with talk() as ann:
        await ann.say(text)
        assert await ann.log() == logged


async def test_a_set_that_answers_a_question_is_logged_though_it_is_called_a_max() -> None:
    async with talk() as ann:
        await ann.say("bench")
        await ann.say("max 185x5")
        assert await ann.log() == ["bench_press 185x5"]


@pytest.mark.parametrize("text", ["rpe 5@7.3 315", "1rm 185x5.5", "plates squat 225x5", "dots 5x5 90", "gl 315x5"])
async def test_a_wrong_sum_is_never_offered_as_a_set_of_the_last_lift(text: str) -> None:
    async with talk() as ann:
        await ann.say("squat 315x5")
        shown = await ann.say(text)
        assert shown.buttons == {}
        assert "Say " in shown.text
        await ann.say("bench")
        assert await ann.log() == ["squat 315x5"]


async def test_a_wrong_sum_does_not_answer_the_waiting_question() -> None:
    async with talk() as ann:
        await ann.say("bench")
        assert "`rpe 5@8 315`" in (await ann.say("rpe 5@7.3 315")).text
        await ann.say("185x5")
        assert await ann.log() == ["bench_press 185x5"]


async def test_the_estimate_of_a_lift_comes_from_the_log() -> None:
    async with talk() as ann:
        await ann.say("3 days ago bench 185x5")
        assert (await ann.say("1rm bench")).text == "bench: est. 1RM 216 lb, by 185 × 5 of Thu 19 Nov."
        assert "No estimate for squat" in (await ann.say("1rm squat")).text


async def test_a_warm_up_without_a_load_leads_to_the_plan() -> None:
    async with talk() as ann:
        await ann.say("bench 225x5")
        assert (await ann.say("warmup bench")).text == "Warm-up to 225: 45 × 10, 115 × 8, 140 × 5, 170 × 3, 195 × 1."
        assert await ann.log() == ["bench_press 225x5"]


async def test_a_sum_leaves_the_waiting_question_waiting() -> None:
    async with talk() as ann:
        await ann.say("bench")
        assert (await ann.say("plates 225")).text.startswith("225: ")
        await ann.say("185x5")
        assert await ann.log() == ["bench_press 185x5"]


async def test_talk_that_begins_with_such_a_word_is_talk() -> None:
    async with talk() as ann:
        await ann.say("slept 8h")
        assert "1rm" not in (await ann.say("max effort today!")).text
        assert "`plates 225`" not in (await ann.say("plates feel heavy today")).text


async def test_a_warning_sign_comes_before_any_sum() -> None:
    async with talk() as ann:
        answer = (await ann.say("plates 225 and I have crushing chest pain")).text
        assert "on each side" not in answer


WITH_SETS = [
    message
    for message in labelled_messages()
    if message.expect["sets"] and message.text.lower().startswith((*SUMS, "warm up"))
]


async def test_no_labelled_set_turns_into_a_sum() -> None:
    assert len(WITH_SETS) >= MIN_FIRST_WORDS
    async with talk() as ann:
        for message in WITH_SETS:
            answer = (await ann.say(message.text)).text
            assert not any(one.wrong == answer or "on each side" in answer for one in SUMS.values()), message.text
            assert not answer.startswith(("Warm-up to", "Of ", "DOTS", "IPF")), message.text
            assert "est. 1RM" not in answer or answer.startswith(("Logged", "Corrected")), message.text
