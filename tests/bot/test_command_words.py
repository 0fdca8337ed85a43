"""The commands are understood in all six languages, and what only begins like one is not taken for one."""

from decimal import Decimal

import pytest

from bot.decide.command_words import BEHIND, COMMAND_WORDS, in_english
from bot.decide.rest import STOPPED, show_seconds
from bot.languages import LANGUAGES, spoken
from bot.wording import HELP
from knowledge.units import Load, Unit
from tests.bot.test_languages import speaker

OTHERS = LANGUAGES[1:]


def said_for(english: str, language: str) -> tuple[str, ...]:
    return (english, *COMMAND_WORDS[language][english])


def test_every_language_has_every_command() -> None:
    assert set(COMMAND_WORDS) == set(OTHERS)
    assert {frozenset(said) for said in COMMAND_WORDS.values()} == {frozenset(BEHIND)}


@pytest.mark.parametrize("language", OTHERS)
async def test_help_is_asked_for(language: str) -> None:
    async with speaker(language) as ann:
        for word in said_for("help", language):
            assert (await ann.say(f"{word.capitalize()}!")).text == spoken(HELP, language)


@pytest.mark.parametrize("language", OTHERS)
async def test_a_set_is_taken_back(language: str) -> None:
    async with speaker(language) as ann:
        for word in said_for("undo", language):
            await ann.say("bench 80x5")
            await ann.say(word)
            assert await ann.log() == [], word


SQUAT = {"de": "die Kniebeuge", "es": "la sentadilla", "fr": "le squat", "pt": "o agachamento", "ru": "присед"}


@pytest.mark.parametrize("language", OTHERS)
async def test_the_sets_of_a_lift_are_taken_back(language: str) -> None:
    async with speaker(language) as ann:
        await ann.say("bench 80x5")
        for word in COMMAND_WORDS[language]["delete"]:
            await ann.say("squat 100x5")
            await ann.say(f"{word} {SQUAT[language]}")
            assert await ann.log() == ["bench_press 80x5"], word


@pytest.mark.parametrize("language", OTHERS)
async def test_a_rest_is_called_off_and_no_set(language: str) -> None:
    async with speaker(language) as ann:
        await ann.say("bench 80x5")
        for word in said_for("stop", language):
            await ann.say("rest 3")
            assert spoken(STOPPED, language) in (await ann.say(word)).text, word
            assert await ann.log() == ["bench_press 80x5"]


@pytest.mark.parametrize("language", OTHERS)
async def test_a_rest_is_timed(language: str) -> None:
    async with speaker(language) as ann:
        await ann.say("bench 80x5")
        for word in said_for("rest", language):
            assert spoken(show_seconds(180), language) in (await ann.say(f"{word} 3")).text, word


@pytest.mark.parametrize("command", ["profile", "history", "last"])
@pytest.mark.parametrize("language", OTHERS)
async def test_it_is_answered_as_in_english(language: str, command: str) -> None:
    async with speaker(language) as ann:
        await ann.say("bench 80x5")
        wanted = (await ann.say(command)).text
        of_lift = (await ann.say(f"{command} bench")).text
        for word in COMMAND_WORDS[language][command]:
            assert (await ann.say(word)).text == wanted
            assert (await ann.say(f"{word} bench")).text == of_lift


@pytest.mark.parametrize("language", OTHERS)
async def test_a_set_is_put_right(language: str) -> None:
    async with speaker(language) as ann:
        await ann.say("bench 80 kg x5")
        for load, word in enumerate(said_for("that was", language), 60):
            await ann.say(f"{word} {load}{('', ' kg', 'x5')[load % 3]}")
            assert await ann.log() == [f"bench_press {load}x5"], word


@pytest.mark.parametrize("language", OTHERS)
async def test_he_weighs_himself(language: str) -> None:
    async with speaker(language) as ann:
        for kg, word in enumerate(said_for("i weigh", language), 60):
            await ann.say(f"{word} {kg},5 {'кг' if language == 'ru' and word != 'i weigh' else 'kg'}")
            assert (await ann.profile()).body_weight == Load(Decimal(f"{kg}.5"), Unit.KG), word


@pytest.mark.parametrize(
    "said",
    ["letzte woche bank 100x5", "foi 85 ontem", "peso muerto 100x5", "pause", "era", "история про 5 кг", "peso 82",
     "war bench 100x5 zu schwer", "вес 82кг x5", "pausa publicitaria", "ayuda con la sentadilla"],
)  # fmt: skip
def test_what_is_more_than_a_command_stays_what_it_is(said: str) -> None:
    assert in_english(said) == said
