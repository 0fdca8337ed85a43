"""Whether a model may be trained on a lifter's talks: asked once, answered by a tap or in words, and taken back."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.wording import GONE, NOT_YOURS
from bot.wording_learning import LEARNING, LEARNING_NO_MORE, LEARNING_ON_OR_OFF, MAY_I_LEARN, NOT_LEARNING, SAY_LEARN
from storage.records import Consent, Profile, Thumb
from tests.bot.lifter import Lifter, Shown, talk


async def profile_of(lifter: Lifter) -> Profile:
    person = await lifter.app.store.person(lifter.who)
    assert person is not None
    return person.profile


async def vote(lifter: Lifter, thumb: str = "👍") -> Shown:
    answer = await lifter.say("bench 185x5")
    return await lifter.press(answer.buttons[thumb])


async def test_it_is_asked_with_the_thanks_for_the_first_vote_and_never_again() -> None:
    async with talk() as ann:
        first = await vote(ann)
        assert first.text == f"Noted, thanks.\n{MAY_I_LEARN}"
        assert list(first.buttons) == ["Yes", "No"]
        asked_at = datetime(2026, 11, 22, 17, 2, tzinfo=UTC)
        profile = await profile_of(ann)
        assert (profile.consent, profile.consent_at) == (Consent.ASKED, asked_at)
        again = await vote(ann)
        assert (again.text, again.buttons) == ("Noted, thanks.", {})
        profile = await profile_of(ann)
        assert (profile.consent, profile.consent_at) == (Consent.ASKED, asked_at)


async def test_behind_a_thumb_that_is_down_the_reason_is_asked_first() -> None:
    async with talk() as ann:
        why = await vote(ann, "👎")
        assert MAY_I_LEARN not in why.text
        assert (await profile_of(ann)).consent is None
        assert MAY_I_LEARN in (await ann.press(why.buttons["Too heavy"])).text


async def test_a_reaction_is_not_answered_so_the_next_vote_by_button_asks() -> None:
    async with talk() as ann:
        await ann.say("bench 185x5")
        [message] = ann.room.screen
        assert (await ann.react(message, Thumb.UP)).text == ""
        assert (await profile_of(ann)).consent is None
        assert MAY_I_LEARN in (await vote(ann)).text


@pytest.mark.parametrize(
    ("label", "consent", "words"), [("Yes", Consent.GIVEN, LEARNING), ("No", Consent.REFUSED, NOT_LEARNING)]
)
async def test_a_tap_answers_it_with_its_time(label: str, consent: Consent, words: str) -> None:
    async with talk() as ann:
        asked = await vote(ann)
        assert (await ann.press(asked.buttons[label], timedelta(days=2))).text == words
        profile = await profile_of(ann)
        assert (profile.consent, profile.consent_at) == (consent, ann.clock.at)
        assert (await vote(ann)).text == "Noted, thanks."


@pytest.mark.parametrize(
    ("said", "consent"),
    [
        ("learn yes", Consent.GIVEN),
        ("You may learn from me.", Consent.GIVEN),
        ("profile learning on", Consent.GIVEN),
        ("learn no", Consent.REFUSED),
        ("Don\N{RIGHT SINGLE QUOTATION MARK}t learn from me!", Consent.REFUSED),
        ("profile  learning OFF", Consent.REFUSED),
    ],
)
async def test_words_answer_it_before_it_was_asked_and_then_it_is_not_asked(said: str, consent: Consent) -> None:
    async with talk() as ann:
        answer = await ann.say(said)
        assert answer.text == (LEARNING if consent is Consent.GIVEN else NOT_LEARNING)
        profile = await profile_of(ann)
        assert (profile.consent, profile.consent_at) == (consent, ann.clock.at)
        assert (await vote(ann)).text == "Noted, thanks."


@pytest.mark.parametrize("said", ["learn", "learn the squat", "learn no more tricks", "never", "i may learn to squat"])
async def test_other_words_answer_nothing(said: str) -> None:
    async with talk() as ann:
        await vote(ann)
        await ann.say(said)
        assert (await profile_of(ann)).consent is Consent.ASKED


async def test_who_withdraws_is_told_what_happens_and_may_give_it_again() -> None:
    async with talk() as ann:
        await ann.say("learn yes")
        assert (await ann.say("learn no")).text == LEARNING_NO_MORE
        assert (await profile_of(ann)).consent is Consent.REFUSED
        assert (await ann.say("learn no")).text == NOT_LEARNING
        assert (await ann.say("learn yes")).text == LEARNING
        profile = await profile_of(ann)
        assert (profile.consent, profile.consent_at) == (Consent.GIVEN, ann.clock.at)


async def test_undo_takes_no_consent_back_and_gives_none() -> None:
    async with talk() as ann:
        await ann.say("I train 4 days a week")
        await ann.say("learn no")
        await ann.say("undo")
        profile = await profile_of(ann)
        assert (profile.days_per_week, profile.consent) == (None, Consent.REFUSED)


async def test_nobody_else_answers_for_him_nor_for_himself_with_a_strangers_button() -> None:
    async with talk() as ann:
        asked = await vote(ann)
        eve = Lifter(ann.app, ann.room, ann.clock, name="eve")
        await eve.say("squat 225x5")
        assert (await eve.press(asked.buttons["Yes"])).text == NOT_YOURS
        assert ((await profile_of(ann)).consent, (await profile_of(eve)).consent) == (Consent.ASKED, None)


async def test_a_forged_answer_is_refused() -> None:
    async with talk() as ann:
        press = (await vote(ann)).buttons["Yes"]
        turn = press.split(":")[1]
        for forged, words in (
            (f"consent:{turn}:given", GONE),
            (f"consent:{turn}", GONE),
            (f"{press}:no", GONE),
            ("consent:yes", NOT_YOURS),
            ("consent:", NOT_YOURS),
        ):
            assert (await ann.press(forged)).text == words
        assert (await profile_of(ann)).consent is Consent.ASKED


@pytest.mark.parametrize("said", ["yes", "no", "yep"])
async def test_a_bare_word_is_not_taken_for_consent_but_told_how_to_say_it(said: str) -> None:
    async with talk() as ann:
        await vote(ann)
        assert (await ann.say(said)).text == SAY_LEARN
        assert (await profile_of(ann)).consent is Consent.ASKED
        assert SAY_LEARN not in (await ann.say(said, timedelta(hours=1))).text


async def test_the_profile_shows_whether_he_is_learned_from() -> None:
    async with talk() as ann:
        shown = (await ann.say("profile")).text
        assert ", learning off." in shown
        assert "`profile learning on`" in shown
        await ann.say("learn yes")
        assert ", learning on." in (await ann.say("profile")).text
        assert (await ann.say("profile learning maybe")).text == LEARNING_ON_OR_OFF
        assert (await profile_of(ann)).consent is Consent.GIVEN
