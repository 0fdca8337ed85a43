"""The words on a button, typed by hand, do what a tap on it does, in every language."""

from datetime import timedelta

import pytest

from bot.decide.first_minute import QUESTIONS, SKIP_LABEL
from bot.decide.labels import LABELS, typed_for
from bot.languages import LANGUAGES, spoken
from knowledge.words import words
from storage.records import Outcome
from tests.bot.lifter import Lifter
from tests.bot.test_languages import Speaker, speaker

LONGEST_LABEL = 80  # characters of a button on Discord; Telegram shows about half of it
WEEK = timedelta(days=7)
OUTCOMES = {"hit": Outcome.HIT, "notyet": Outcome.NOT_YET, "didnt": Outcome.DID_NOT_TRY}


async def outcomes(ann: Lifter) -> set[Outcome | None]:
    person = await ann.app.store.person(ann.who)
    assert person is not None
    found = await ann.app.store.whole(person.user)
    assert found is not None
    return {prediction.outcome for prediction in found.predictions}


async def asked_about_a_target(ann: Speaker) -> None:
    await ann.say("bench 80x5 slept 8h sore 2")
    await ann.look(WEEK)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verb", OUTCOMES)
async def test_a_check_in_is_answered_by_the_words_on_its_buttons(verb: str, language: str) -> None:
    async with speaker(language) as ann:
        await asked_about_a_target(ann)
        await ann.say(spoken(LABELS[verb][0], language))
        assert await outcomes(ann) == {OUTCOMES[verb]}


@pytest.mark.parametrize(
    ("said", "verb"),
    [
        ("Geschafft!", "hit"),
        ("ja", "hit"),
        ("Sí.", "hit"),
        ("нет", "notyet"),
        ("Não", "notyet"),
        ("pas essayé", "didnt"),
    ],
)
async def test_a_check_in_is_answered_by_what_lifters_say(said: str, verb: str) -> None:
    async with speaker("de") as ann:
        await asked_about_a_target(ann)
        await ann.say(said)
        assert await outcomes(ann) == {OUTCOMES[verb]}


def test_no_word_means_two_buttons_of_one_message() -> None:
    for verbs in (("hit", "notyet", "didnt", "later"), ("yes", "no"), ("done", "missed")):
        found = [said for verb in verbs for said in typed_for(verb)]
        assert len(found) == len(set(found))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_ask_me_later_is_typed_in_every_language(language: str) -> None:
    async with speaker(language) as ann:
        await asked_about_a_target(ann)
        answer = await ann.say(spoken(LABELS["later"][0], language))
        assert answer.text != spoken(words("You have told me already, thanks."), language)
        assert await outcomes(ann) == {None}
        assert (await ann.look(WEEK)).text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_first_minute_is_answered_by_typing(language: str) -> None:
    """Every label of every question, each to a newcomer."""
    for question in QUESTIONS:
        for place in range(len(question.options)):
            async with speaker(language) as ann, speaker(language) as bob:
                begun = await ann.say("start")
                turn = next(iter(begun.buttons.values())).split(":")[1]
                await ann.press(f"begin:{turn}:{question.key}:{place}")
                await bob.say("start")
                answer = await bob.say(spoken(question.options[place][0], language))
                assert await bob.profile() == await ann.profile(), (question.key, place)
                assert answer.text.startswith(spoken(words("Noted: {label}.", label=""), language)[:5])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_typed_skip_asks_nothing_more(language: str) -> None:
    async with speaker(language) as ann:
        await ann.say("start")
        answer = await ann.say(spoken(SKIP_LABEL, language))
        assert answer.text.startswith(spoken(words("Skipped."), language))
        assert not answer.buttons


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_has_logged_a_set_answers_no_first_question(language: str) -> None:
    async with speaker(language) as ann:
        await ann.say("bench 80x5")
        before = await ann.profile()
        await ann.say(spoken(QUESTIONS[2].options[1][0], language))
        assert await ann.profile() == before


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_plan_is_marked_by_the_words_on_its_button(language: str) -> None:
    async with speaker(language) as ann, speaker(language) as bob:
        for one in (ann, bob):
            await one.say("bench 80x5")
        plan = await ann.say("plan bench")
        await ann.press(next(press for press in plan.buttons.values() if press.startswith("done:")))
        await bob.say("plan bench")
        await bob.say(spoken(LABELS["done"][0], language))
        assert await bob.log() == await ann.log()
        assert len(await bob.log()) == 2


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
async def test_a_missed_plan_is_asked_about_as_by_its_button(language: str) -> None:
    async with speaker(language) as ann:
        await ann.say("bench 80x5")
        answer = await ann.say(spoken(LABELS["missed"][0], language))
        assert list(answer.buttons) == ["0", "1", "2", "3", "4"]
        assert len(await ann.log()) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_is_longer_than_a_button(language: str) -> None:
    labels = [label for question in QUESTIONS for label, _ in question.options]
    labels += [SKIP_LABEL, *(label for labels in LABELS.values() for label in labels)]
    assert max(len(spoken(label, language)) for label in labels) <= LONGEST_LABEL // 2
