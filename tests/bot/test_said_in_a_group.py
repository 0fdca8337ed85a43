"""What stands in a group of words that nobody could read, of general answers, and of what is told of oneself there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.languages import spoken
from bot.message import Company
from bot.wording import not_read
from bot.wording_groups import ALL_BETWEEN_US, BETWEEN_US, NOT_ALL_READ
from knowledge.words import words
from tests.bot.lifter import Lifter, talk
from tests.bot.test_languages import Speaker, speaker


def in_group(ann: Speaker) -> Speaker:
    """The same person with the same client, where others read along."""
    group = Speaker(ann.app, ann.room, ann.clock, ann.who.account, "g", Company("g", "The gym"))
    group.locale = ann.locale
    return group


async def trained(ann: Lifter) -> None:
    """Something to plan from, told in private."""
    await ann.say("squat 225x5")
    await ann.say("bench 185x5", timedelta(days=1))


UNREAD = {
    "de": ["bankdrücken 100x5 bei 82kg körpergewicht"],
    "ru": ["жим 100х5 вес 82кг"],
    "pt": ["supino 100x5 com 82kg de peso corporal"],
    "es": ["press banca 100x5 peso corporal 82kg"],
    "fr": ["squat 100x5 poids 82kg"],
    "en": [
        "I feel great at 80kg bodyweight, bench 100x5",
        "bench 100x5, lost 3kg this month",
        "bench 100x5 ate 3000 kcal",
        "bench 100x5 age 61",
        "bench 100x5 on 500mg test",
    ],
}


@pytest.mark.parametrize(("language", "text"), [(one, text) for one, texts in UNREAD.items() for text in texts])
async def test_what_was_not_read_is_quoted_to_him_alone(language: str, text: str) -> None:
    async with speaker(language) as ann:
        await ann.say("hi")
        group = in_group(ann)
        await group.say(text)
        shown = "\n".join(group.shown_in("g"))
        assert "100 × 5" in shown
        assert not any(secret in shown for secret in ("82", "80", "3kg", "3000", "61", "500", "kcal", "test"))
        if spoken(NOT_ALL_READ, language) in shown:
            quoted = spoken(not_read("|"), language).partition("|")[0]
            assert any(quoted in alone for alone in group.told_alone())


CARRYING = [
    ("en", "squat 100x5 12 weeks pregnant"),
    ("de", "kreuzheben 100x5 bin schwanger"),
    ("de", "bin schwanger, bankdrücken 50x5"),
    ("es", "press banca 100x5 embarazada de 3 meses"),
    ("es", "estoy embarazada de 12 semanas y sentadilla 40x5"),
    ("fr", "squat 100x5 enceinte de 3 mois"),
    ("pt", "supino 100x5 grávida de 12 semanas"),
    ("pt", "estou grávida"),
    ("ru", "жим 50х5 я беременна"),
    ("ru", "жим 50х5, беременна 12 недель"),
]


@pytest.mark.parametrize(("language", "text"), CARRYING)
async def test_a_pregnancy_is_heeded_in_every_language_and_told_to_nobody(language: str, text: str) -> None:
    async with speaker(language) as ann:
        group = in_group(ann)
        await group.say(text)
        assert (await group.profile()).pregnant
        [shown] = group.shown_in("g")
        assert not any(word in shown.casefold() for word in (*text.casefold().split()[-4:], "беремен") if len(word) > 5)
        told = " ".join(words.text for words in ann.room.all_shown if words.private)
        assert spoken(words("you are pregnant, so no load goes up"), language) in told


@pytest.mark.parametrize(
    "text",
    ["mi mujer está embarazada de 3 meses, sentadilla 100x5", "squat 100x5 while my wife is 12 weeks pregnant"],
)
async def test_somebody_elses_pregnancy_is_not_the_lifters(text: str) -> None:
    async with speaker("es") as ann:
        await ann.say(text)
        assert not (await ann.profile()).pregnant


@pytest.mark.parametrize("text", ["how do I brace", "plan my week"])
async def test_a_general_answer_stands_in_the_group_with_its_source(text: str) -> None:
    async with talk() as ann:
        await trained(ann)
        group = ann.in_group()
        await group.say(text)
        [shown] = group.shown_in("g")
        assert "between us" not in shown
        assert "\nFrom " in shown
        assert group.told_alone() == []


async def test_no_button_stands_under_an_answer_that_is_his_alone() -> None:
    async with talk() as ann:
        await trained(ann)
        group = ann.in_group()
        for text in ("forget me", "what should I eat", "profile"):
            answer = await group.say(text)
            assert group.shown_in("g")[-1] == ALL_BETWEEN_US
            assert answer.buttons == {} or answer.words.private


async def test_a_reason_is_told_in_private_once_a_day() -> None:
    async with talk() as ann:
        await trained(ann)
        group = ann.in_group()
        await group.say("squat 225x5 slept 4h")
        await group.say("bench 185x5")
        await group.say("bench 185x5")
        [alone] = [text for text in group.told_alone() if "bench 185 × 5" in text]
        assert "4 h" in alone
        first, second = group.shown_in("g")[-2:]
        assert first.endswith(f"\n{BETWEEN_US}")
        assert BETWEEN_US not in second
        assert "Next bench:" in second


async def test_forget_alone_asks_as_forget_me_does_and_in_a_group_tells_him_alone() -> None:
    async with talk() as ann:
        await trained(ann)
        asked = await ann.say("forget me")
        assert (await ann.say("forget")).buttons == asked.buttons
        group = ann.in_group()
        await group.say("forget")
        assert group.shown_in("g") == [ALL_BETWEEN_US]


@pytest.mark.parametrize("is_reply", [False, True])
async def test_an_undo_tells_the_group_of_the_sets_and_him_alone_how_he_was(is_reply: bool) -> None:
    async with talk() as ann:
        here = ann.in_group("g")
        first = await here.say("bench 185x5 slept 4h sore 9")
        said = replace(here.said("undo"), answers=f"message-{first.words.id}" if is_reply else "")
        before = len(here.shown_in("g"))
        await here.do(said)
        assert here.shown_in("g")[before].startswith("Undone: bench 185 × 5.\n")
        assert not any(told in "\n".join(here.shown_in("g")[before:]) for told in ("slept", "4 h", "sore"))
        assert "Undone: bench 185 × 5; slept 4 h, sore 9." in here.told_alone()


async def test_an_undo_of_how_he_was_put_right_is_told_to_him_alone() -> None:
    async with talk() as ann:
        here = ann.in_group("g")
        for text in ("bench 185x5 slept 4h sore 9", "soreness should be 3"):
            await here.say(text)
        before = len(here.shown_in("g"))
        await here.say("undo")
        assert "sore" not in "\n".join(here.shown_in("g")[before:])
        assert any(told.startswith("Undone: back to sore 9.") for told in here.told_alone())
