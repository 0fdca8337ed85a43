"""One lift's own bar, plates, step and unit: how they are said, and what they do to reading and to the next load."""

import pytest

from tests.bot.lifter import Lifter, talk


async def loads(ann: Lifter) -> list[str]:
    return [str(entry.lift.load) for entry in await ann.entries()]


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        (["profile squat unit kg"], "Own: squat in kg."),
        (["profile bench plates 20 10 5"], "Own: bench press plates 20 10 5."),
        (["profile EZ bar curl bar 8 kg"], "Own: barbell curl bar 8 kg."),
        (["profile lat pulldown step 7.5"], "Own: lat pulldown step 7.5."),
        (["profile squat unit kg", "profile squat plates 25, 10, 2,5"], "Own: squat in kg, plates 25 kg 10 kg 2.5 kg."),
        (["profile squat unit kg", "profile bench bar 35"], "Own: squat in kg; bench press bar 35."),
        (["profile bench step 5", "profile bench plates 45,25,10"], "Own: bench press plates 45 25 10."),
        (["profile bench plates 45", "profile bench step 5"], "Own: bench press step 5."),
    ],
)
async def test_what_is_said_of_one_lift_is_kept_and_said_back(changes: list[str], shown: str) -> None:
    async with talk() as ann:
        for change in changes:
            answer = (await ann.say(change)).text
        assert answer.endswith(f"\n{shown}")
        assert shown in (await ann.say("profile")).text


@pytest.mark.parametrize("back", ["profile bench standard", "profile bench bar standard"])
async def test_a_lift_goes_back_to_what_is_usual(back: str) -> None:
    async with talk() as ann:
        await ann.say("profile bench bar 35")
        assert "Own:" not in (await ann.say(back)).text


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("profile flrp plates 20", "I don't know that lift"),
        ("profile bench plates 20kg 45lb", "Name the plates in one unit"),
        ("profile bench plates 45,25", "I can't tell one plate from two there"),
        ("profile bench bar 400", "between 0 and 100 lb"),
        ("profile bench step 0", "between 0 and 100 lb"),
        ("profile bench plates 20 1e9", "I can't read that number"),
        ("profile pull up bar 20", "Nothing but a step fits pull-ups"),
        ("profile plates 45,25", "I can't tell one plate from two there"),
        ("profile bar nan", "I can't read that number"),
    ],
)
async def test_what_cannot_be_is_refused_in_a_sentence_and_changes_nothing(change: str, why: str) -> None:
    async with talk() as ann:
        answer = (await ann.say(change)).text
        assert why in answer
        assert answer.endswith("Nothing is changed.")
        assert "Own:" not in (await ann.say("profile")).text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("45,25,10", "plates 45 25 10."),
        ("45, 25, 2.5", "plates 45 25 2.5."),
        ("20 1,25 kg", "plates 20 kg 1.25 kg."),
    ],
)
async def test_plates_are_read_with_commas_too(said: str, shown: str) -> None:
    async with talk() as ann:
        assert shown in (await ann.say(f"profile plates {said}")).text


@pytest.mark.parametrize(
    ("changes", "done", "following"),
    [
        (["profile dumbbell curl step 2.5"], "dumbbell curl 20x8", "22.5 × 8"),
        (["profile lat pulldown step 7.5"], "lat pulldown 150x8", "take 157.5."),
        (
            ["profile unit kg", "profile ez bar curl bar 8", "profile ez bar curl plates 5 0.5"],
            "ez bar curl 38x8",
            "39 × 8",
        ),
        (["profile squat unit kg"], "squat 100x5", "102.5 kg × 5"),
        (["profile bench plates 45 25 10 5"], "bench 185x5", "take 195."),
        ([], "bench 185x5", "187.5 × 5"),
    ],
)
async def test_the_next_load_is_one_that_this_lift_can_be_loaded_with(
    changes: list[str], done: str, following: str
) -> None:
    async with talk() as ann:
        for change in changes:
            await ann.say(change)
        await ann.say("profile readiness off")
        await ann.say(f"yesterday {done}")
        assert following in (await ann.say(done)).next


async def test_a_bar_of_the_other_unit_is_what_stands_on_the_lift() -> None:
    async with talk() as ann:
        await ann.say("profile ez bar curl plates 10 5 2.5")
        await ann.say("profile ez bar curl bar 8 kg")
        assert (await ann.say("plates ez bar curl 37.5")).text == "37.5: the bar of 17.5, and 10 on each side."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("squat 100x5", ["100 kg"]),
        ("squat 225lb x5", ["225 lb"]),
        ("squat 2 plates x5", ["100 kg"]),
        ("bench 185x5", ["185 lb"]),
        ("squat 100x5, bench 185x5", ["100 kg", "185 lb"]),
        ("bench 185x5, squat 100x5 100x4", ["185 lb", "100 kg", "100 kg"]),
        ("bench 185x5 slept 7h, weigh 190", ["185 lb"]),
    ],
)
async def test_a_bare_load_is_in_the_unit_of_its_lift(text: str, expected: list[str]) -> None:
    async with talk() as ann:
        await ann.say("profile squat unit kg")
        await ann.say(text)
        assert await loads(ann) == expected


async def test_a_body_weight_beside_such_a_lift_stays_in_his_unit() -> None:
    async with talk() as ann:
        await ann.say("profile squat unit kg")
        await ann.say("squat 100x5, bw 190")
        assert await loads(ann) == ["100 kg"]
        assert [str(said.body_weight) for said in await ann.readiness()] == ["190 lb"]


async def test_a_load_that_only_one_unit_allows_is_that_of_its_lift() -> None:
    async with talk() as ann:
        await ann.say("profile squat unit kg")
        assert "did you mean" not in (await ann.say("bench 700x1, squat 200x5")).text  # no bench press is 700 kg
        assert await loads(ann) == ["700 lb", "200 kg"]


async def test_a_load_that_its_unit_does_not_allow_is_refused_beside_one_that_is_kept() -> None:
    async with talk() as ann:
        await ann.say("profile squat unit kg")
        assert "600 kg × 1 on squat" in (await ann.say("bench 700x1, squat 600x1")).text
        assert await loads(ann) == ["700 lb"]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["squat", "100x5"], ["100 kg"]),
        (["100x5", "squat"], ["100 kg"]),
        (["100x5", "bench"], ["100 lb"]),
        (["squat 100", "5"], ["100 kg"]),
        (["squat 5 reps", "100"], ["100 kg"]),
        (["squat 100x5", "that was 105"], ["105 kg"]),
        (["squat 100x5", "that was 230lb"], ["230 lb"]),
        (["bench 185x5", "that was 195"], ["195 lb"]),
        (["squat 100x5", "squat was 105 not 100"], ["105 kg"]),
        (["squat 100x5", "same again"], ["100 kg", "100 kg"]),
        (["squat 100x5", "same but 5 more"], ["100 kg", "105 kg"]),
    ],
)
async def test_words_that_do_not_name_the_lift_are_in_its_unit_too(texts: list[str], expected: list[str]) -> None:
    async with talk() as ann:
        await ann.say("profile squat unit kg")
        for text in texts:
            await ann.say(text)
        assert await loads(ann) == expected
