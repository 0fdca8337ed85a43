"""What a profile learns from what is said: only clear words about oneself; it is said, and can be taken back."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.parse.named import sole_name
from bot.parse.taught import Taught, taught
from knowledge.exercise import Equipment
from knowledge.library import load_exercises
from knowledge.red_flags import load_red_flags
from knowledge.units import Load, Unit
from storage.records import Injury, Profile
from tests.bot.lifter import Lifter, talk

DAY = timedelta(days=1)
SUNDAY = date(2026, 11, 22)
EXERCISES, FLAGS = load_exercises(), load_red_flags()
BARBELL, DUMBBELL = (Equipment.BARBELL,), (Equipment.DUMBBELL,)

TEACHES: tuple[tuple[str, dict[str, object]], ...] = (
    ("tweaked my lower back", {"hurts": ("lower back",)}),
    ("my knee has been hurting for weeks", {"hurts": ("knee",)}),
    ("my low back is killing me", {"hurts": ("lower back",)}),
    ("squat 225x5 knee hurts", {"hurts": ("knee",)}),
    ("sharp pain in my left knee", {"hurts": ("left knee",)}),
    ("should I squat? my knee hurts", {"hurts": ("knee",)}),
    ("elbow's a bit achy on skullcrushers, 65x10", {"hurts": ("elbow",)}),
    ("shoulder pain on bench again, 135x8", {"hurts": ("shoulder",)}),
    ("my shoulder is fine again", {"over": ("shoulder",)}),
    ("back is healed", {"over": ("back",)}),
    ("My knee doesn't hurt anymore", {"over": ("knee",)}),
    ("no more elbow pain", {"over": ("elbow",)}),
    ("I only have dumbbells", {"equipment": DUMBBELL}),
    ("i only have dumbbells and a bench", {"equipment": DUMBBELL}),
    ("I've only got a barbell", {"equipment": BARBELL}),
    ("training at home with a barbell", {"equipment": BARBELL}),
    ("I'm training at home with a barbell and dumbbells", {"equipment": BARBELL + DUMBBELL}),
    ("at the hotel gym: dumbbells only", {"equipment": DUMBBELL}),
    ("all I have is a pair of 20 kg dumbbells", {"equipment": DUMBBELL}),
    ("I'm back at my regular gym", {"equipment": ()}),
    ("I train 4 days a week", {"days_per_week": 4}),
    ("btw i train 3x/week now", {"days_per_week": 3}),
    ("I can only train twice a week", {"days_per_week": 2}),
    ("I'm lifting five times per week", {"days_per_week": 5}),
    ("I've been lifting for 2 years", {"experience_months": 24}),
    ("been training for 6 months", {"experience_months": 6}),
    ("I've been training for a year and a half", {"experience_months": 18}),
    ("I started lifting 3 months ago", {"experience_months": 3}),
    ("I'm new to lifting", {"experience_months": 0}),
    ("I've been training 3 years", {"experience_months": 36}),
    ("I only have dumbbells up to 50 lb", {"equipment": DUMBBELL}),
    ("my goal is strength", {"goal": "strength"}),
    ("I'm 15", {"age_years": 15}),
    ("I am fifteen", {"age_years": 15}),
    ("ich bin 15", {"age_years": 15}),
    ("tengo 15 años", {"age_years": 15}),
    ("I'm 15, should I max out?", {"age_years": 15}),
    ("I'm pregnant", {"pregnant": True}),
    ("I'm 5 months pregnant", {"pregnant": True}),
    ("row 100x5 I'm pregnant, is that ok?", {"pregnant": True}),
    ("not pregnant any more", {"pregnant": False}),
    ("I had the baby", {"pregnant": False}),
    ("shoulder is better", {"over": ("shoulder",)}),
    ("I hate cardio", {"dislikes": ("cardio",)}),
    ("I love deadlifts", {"likes": ("deadlifts",)}),
    ("bench 185x5. I hate cardio", {"dislikes": ("cardio",)}),
    ("i really like front squats, i hate leg press", {"likes": ("front squats",), "dislikes": ("leg press",)}),
    ("I train 4 days a week and I only have dumbbells", {"days_per_week": 4, "equipment": DUMBBELL}),
)
TEACHES_NOTHING = (
    "do I only have dumbbells?",
    "I only have dumbbells, what can I do?",
    "should I train 4 days a week",
    "is 4 days a week enough",
    "can I train with a tweaked back",
    "is my knee hurting a bad sign",
    "what if my knee hurts?",
    "if my knee hurts I stop",
    "if I train 4 days a week, do I recover",
    "if my gym closes, I only have dumbbells",
    "when I travel, I only have dumbbells",
    "next week I only have dumbbells",
    "tomorrow I train at home with a barbell",
    "I want to train 4 days a week",
    "maybe I train 4 days a week",
    "I might have tweaked my lower back",
    "I think I tweaked my lower back",
    "my knee doesn't hurt",
    "I don't only have dumbbells",
    "I don't train 4 days a week",
    "I don't hate cardio",
    "no back pain today",
    "my shoulder is not fine again",
    "my shoulder is almost healed",
    "is my shoulder fine again?",
    "my brother tweaked his lower back",
    "my wife's knee hurts",
    "he trains 4 days a week",
    "my buddy says I train 4 days a week",
    "she only has dumbbells",
    "my buddy: I train 4 days a week",
    "like her, I only have dumbbells",
    "you only have dumbbells",
    "my coach has been lifting for 20 years",
    "tweaked my lower back years ago",
    "I used to have knee pain",
    "I tweaked my back last year",
    "I bench 3 times a week",
    "I've been lifting for 2 hours",
    "I'm 82",
    "I'm 15 lb heavier",
    "am I 15",
    "my wife is pregnant",
    "if I'm pregnant",
    "should I stop if I'm pregnant?",
    "shoulder is a bit better",
    "I love this",
    "I love my wife",
    "I hate you",
    "I love pizza",
    "I'd love deadlifts",
    "I like 225 on bench",
    "dumbbell bench 60x10",
    "dumbbells only bench 60x10",
    "leg press hurts so good",
    "back squat 225x5",
    "bench 185x5 slept 6h sore 7",
    "4 days a week",
    "training at home",
    "I have dumbbells",
    "trained 4 days this week",
)


async def profile_of(lifter: Lifter) -> Profile:
    person = await lifter.app.store.person(lifter.who)
    assert person is not None
    return person.profile


def told(text: str) -> Taught:
    """What it says, with the real signs of pain and the real names of lifts."""
    flag = FLAGS.red_flag(text)
    return taught(text, lambda words: sole_name(words, EXERCISES) is not None, flag.words if flag else None)


@pytest.mark.parametrize(("text", "expected"), TEACHES, ids=[text for text, _ in TEACHES])
def test_a_clear_word_about_himself_teaches(text: str, expected: dict[str, object]) -> None:
    assert told(text) == Taught(**expected)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", TEACHES_NOTHING)
def test_questions_doubts_and_other_people_teach_nothing(text: str) -> None:
    assert told(text) == Taught()


def test_a_long_text_costs_no_time() -> None:
    for part in ("and ", "my left ", "i only have my ", "0.5 ", "a, "):
        told(part * 1000)


# ── in a talk ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_is_learned_is_said_and_undone() -> None:
    async with talk() as ann:
        answer = (await ann.say("I train 4 days a week")).text
        assert "Noted: you train 4 days a week. `undo` takes it back." in answer
        assert (await profile_of(ann)).days_per_week == 4
        assert "as it was before" in (await ann.say("undo")).text
        assert (await profile_of(ann)).days_per_week is None


async def test_several_lessons_are_undone_one_by_one_and_no_set_with_them() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say("I only have dumbbells")
        await ann.say("I hate cardio")
        await ann.say("undo")
        profile = await profile_of(ann)
        assert (profile.dislikes, profile.equipment) == ((), DUMBBELL)
        await ann.say("undo")
        assert (await profile_of(ann)).equipment == ()
        assert await ann.log() == ["bench_press 185x5"]
        await ann.say("undo")
        assert await ann.log() == []


async def test_a_set_is_logged_beside_what_it_teaches_and_undone_with_it() -> None:
    async with talk() as ann:
        answer = (await ann.say("bench 185x5. I train 4 days a week")).text
        assert answer.startswith("Logged: bench 185 × 5")
        assert "Noted: you train 4 days a week." in answer
        assert "Not read" not in answer
        assert await ann.log() == ["bench_press 185x5"]
        await ann.say("undo")
        assert await ann.log() == []
        assert (await profile_of(ann)).days_per_week is None


async def test_what_is_known_already_is_not_said_again() -> None:
    async with talk() as ann:
        await ann.say("I train 4 days a week")
        assert "Noted" not in (await ann.say("I train 4 days a week")).text


async def test_the_profiles_own_word_is_the_last_one() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say("I train 4 days a week")
        await ann.say("profile days 5")
        await ann.say("undo")
        assert (await profile_of(ann)).days_per_week == 5
        assert await ann.log() == []


async def test_an_edit_takes_back_what_the_message_had_taught() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        await ann.say("I train 4 days a week")
        assert "you train 5 days a week" in (await ann.edit(ann.message, "I train 5 days a week")).text
        assert (await profile_of(ann)).days_per_week == 5
        assert "as it was before" in (await ann.edit(ann.message, "lol hello")).text
        assert (await profile_of(ann)).days_per_week is None


async def test_a_newcomer_is_welcomed_too() -> None:
    async with talk() as ann:
        answer = (await ann.say("I've been lifting for 2 years")).text
        assert "24 months of training" in answer
        assert "I'm FocusFlow" in answer
        assert (await profile_of(ann)).experience_months == 24


async def test_the_newest_body_weight_is_kept() -> None:
    async with talk() as ann:
        await ann.say("bw 182")
        await ann.say("I weigh 82 kg", DAY)
        assert (await profile_of(ann)).body_weight == Load(Decimal(82), Unit.KG)
        await ann.say("undo")
        assert (await profile_of(ann)).body_weight == Load(Decimal(182), Unit.LB)


async def test_a_pain_is_an_injury_of_its_day_until_its_flag_is_cleared_by_the_button() -> None:
    async with talk() as ann:
        answer = await ann.say("squat 225x5 my left knee hurts")
        assert "Noted: left knee hurts since Sun 22 Nov" in answer.text
        assert (await profile_of(ann)).injuries == (Injury("left knee", SUNDAY),)
        assert "injury" not in (await ann.say("bench 185x5", DAY)).next
        cleared = await ann.press(answer.buttons["I'm cleared to train it"], DAY)
        assert "it is over: left knee" in cleared.text
        assert (await profile_of(ann)).injuries == (Injury("left knee", SUNDAY, SUNDAY + 2 * DAY),)
        assert "your profile names an injury" not in (await ann.say("squat 225x5", DAY)).text


async def test_undo_is_named_only_where_it_takes_the_pain_back() -> None:
    async with talk() as ann:
        assert "`undo`" not in (await ann.say("tweaked my lower back")).text
        await ann.say("undo")
        assert (await profile_of(ann)).hurts == ("lower back",)
        assert "`undo` takes it back" in (await ann.say("bench 185x5 elbow pain", DAY)).text
        await ann.say("undo")
        assert (await profile_of(ann)).hurts == ("lower back",)


async def test_cleared_in_words_ends_it_too() -> None:
    async with talk() as ann:
        await ann.say("tweaked my lower back")
        await ann.say("I'm cleared")
        assert (await profile_of(ann)).hurts == ()


async def test_pain_that_names_no_site_in_its_words_ends_with_its_flag() -> None:
    async with talk() as ann:
        await ann.say("hurt my back yesterday")
        assert (await profile_of(ann)).hurts == ("back",)
        await ann.say("cleared")
        assert (await profile_of(ann)).hurts == ()


async def test_what_another_flag_still_speaks_of_is_not_over() -> None:
    async with talk() as ann:
        answer = await ann.say("bench 185x5, squat 225x5, sharp pain in my knee")
        await ann.press(answer.buttons["I'm cleared for squat"])
        assert (await profile_of(ann)).hurts == ("knee",)
        await ann.press(answer.buttons["I'm cleared for bench"])
        assert (await profile_of(ann)).hurts == ()


async def test_a_pain_without_a_site_adds_nothing() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5 it hurts when i press")
        assert (await profile_of(ann)).injuries == ()


async def test_a_part_that_hurts_already_is_one_injury() -> None:
    async with talk() as ann:
        await ann.say("my left knee hurts")
        await ann.say("knee still hurts", DAY)
        assert (await profile_of(ann)).injuries == (Injury("left knee", SUNDAY),)


async def test_fine_again_ends_the_injury_and_leaves_the_warning_to_be_cleared() -> None:
    async with talk() as ann:
        await ann.say("squat 225x5 knee hurts")
        answer = (await ann.say("my knee is fine again")).text
        assert "knee is over" in answer
        assert "I'm cleared" in answer
        assert (await profile_of(ann)).hurts == ()
        assert (await ann.say("plan squat")).text.startswith("Stop, no ")


async def test_fine_again_means_nothing_to_who_was_never_hurt() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        assert "Noted" not in (await ann.say("my shoulder is fine again")).text
        assert await ann.log() == ["bench_press 185x5"]


async def test_a_held_lift_is_followed_by_what_spares_it() -> None:
    async with talk() as ann:
        await ann.say("profile injury shoulder")
        answer = (await ann.say("bench 185x5 slept 8h sore 1")).text
        assert "your profile names an injury here (shoulder)" in answer
        assert "\nOr spare it: " in answer
        await ann.say("profile injury shoulder over")
        assert "Or spare it" not in (await ann.say("bench 185x5")).text


async def test_age_and_pregnancy_are_kept_with_their_day_and_taken_back() -> None:
    async with talk() as ann:
        assert "Noted: you are 15." in (await ann.say("I'm 15")).text
        assert (await profile_of(ann)).age_said_on == SUNDAY
        await ann.say("undo")
        assert (await profile_of(ann)).age_years is None
        assert "Noted: you are pregnant" in (await ann.say("bench 185x5 I'm pregnant, is that ok?")).text
        assert (await profile_of(ann)).pregnant
        await ann.say("profile pregnant off")
        assert not (await profile_of(ann)).pregnant
