"""What a profile says, and the words that change it."""

from decimal import Decimal

import pytest

from knowledge.exercise import Equipment
from knowledge.units import Load, Unit
from storage.records import Profile
from tests.bot.lifter import Lifter, talk


async def profile_of(lifter: Lifter) -> Profile:
    person = await lifter.app.store.person(lifter.who)
    assert person is not None
    return person.profile


async def test_the_profile_shows_everything_in_short_lines() -> None:
    async with talk() as ann:
        for change in (
            "unit kg",
            "weight 82.5 kg",
            "days 4",
            "equipment dumbbells, bench, barbell",
            "likes deadlifts, front squats",
            "hates cardio",
            "injury lower back",
            "injury left knee",
            "injury knee over",
        ):
            answer = (await ann.say(f"profile {change}")).text
        assert (
            "Body weight 82.5 kg; 4 days a week; equipment: barbells and dumbbells; likes deadlifts, front squats; "
            "doesn't like cardio.\n"
            "Hurts: lower back (since Sun 22 Nov). Hurt before: left knee (until Sun 22 Nov).\n"
        ) in answer
        assert answer in (await ann.say("profile")).text


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ("experience 2 years", "experience_months", 24),
        ("months 24", "experience_months", 24),
        ("experience 18 months", "experience_months", 18),
        ("days 4", "days_per_week", 4),
        ("days 4 a week", "days_per_week", 4),
        ("equipment home barbell", "equipment", (Equipment.BARBELL,)),
        ("equipment dumbbells, bench", "equipment", (Equipment.DUMBBELL,)),
        ("equipment none", "equipment", (Equipment.BODYWEIGHT,)),
        ("equipment full gym", "equipment", ()),
        ("likes Deadlifts", "likes", ("Deadlifts",)),
        ("hates cardio, leg press", "dislikes", ("cardio", "leg press")),
    ],
)
async def test_a_setting_is_kept(change: str, field: str, value: object) -> None:
    async with talk() as ann:
        await ann.say(f"profile {change}")
        assert getattr(await profile_of(ann), field) == value


async def test_a_bare_body_weight_is_in_the_lifters_unit() -> None:
    async with talk() as ann:
        await ann.say("profile weight 180")
        assert (await profile_of(ann)).body_weight == Load(Decimal(180), Unit.LB)


@pytest.mark.parametrize(
    "change",
    [
        "weight 5 kg",
        "weight heavy",
        "days 8",
        "days 0",
        "equipment sofa",
        "equipment bench",
        "experience 900 years",
        "injury",
        "injury shoulder over",
        "injury shoulder off",
        "injury " + "x" * 61,
        "likes",
        "likes " + "x" * 61,
    ],
)
async def test_what_cannot_be_is_refused_with_a_sentence(change: str) -> None:
    async with talk() as ann:
        await ann.say("hello")
        before = await profile_of(ann)
        assert "Nothing is changed." in (await ann.say(f"profile {change}")).text
        assert await profile_of(ann) == before


async def test_an_injury_holds_its_lifts_until_it_is_over_and_then_no_longer() -> None:
    async with talk() as ann:
        await ann.say("profile injury lower back")
        assert "your profile names an injury here (lower back)" in (await ann.say("squat 225x5 slept 8h sore 1")).text
        await ann.say("profile injury back is over")
        assert "injury" not in (await ann.say("squat 225x5")).text


async def test_an_injury_that_never_was_leaves_no_trace() -> None:
    async with talk() as ann:
        await ann.say("profile injury lower back")
        await ann.say("profile injury lower back off")
        assert (await profile_of(ann)).injuries == ()


async def test_what_is_liked_is_not_disliked_any_more() -> None:
    async with talk() as ann:
        await ann.say("profile hates Squats")
        await ann.say("profile likes squats")
        profile = await profile_of(ann)
        assert (profile.likes, profile.dislikes) == (("squats",), ())
        await ann.say("profile likes none")
        assert (await profile_of(ann)).likes == ()


@pytest.mark.parametrize("said", ["bw 82 kg", "profile bw 82 kg", "profile bodyweight 82 kg", "profile weight 82 kg"])
async def test_the_body_weight_is_set_alike_by_each_of_its_names(said: str) -> None:
    async with talk() as ann:
        await ann.say(said)
        assert "Body weight 82 kg" in (await ann.say("profile")).text
