"""What is said in six languages: every sentence is in every catalogue or listed, and none can break an answer."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.languages import LANGUAGES, OWN_NAMES, catalogue, closest, spoken
from bot.languages.extract import HERE, marked, template, updated, write
from bot.languages.reading import Sentences, fits, sentences
from knowledge.units import Unit
from knowledge.words import capital, counted, english_alone, filled, in_language, joined, listed, words
from storage.records import Profile
from tests.bot.lifter import Lifter, Shown, talk

OTHERS = LANGUAGES[1:]
UNTRANSLATED = Path(__file__).with_name("untranslated.txt")
HEADER = "".join(
    (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n',
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n',
    )
)


@cache
def written(language: str) -> Catalog:
    with (HERE / f"{language}.po").open("rb") as po:
        return read_po(po)


@cache
def english() -> tuple[str | tuple[str, ...], ...]:
    return tuple(dict.fromkeys(sentence for _, sentence in marked()))


def entry(english: str, said: str) -> bytes:
    return (HEADER + f'msgid "{english}"\nmsgstr "{said}"\n').encode()


# ── the catalogues ─────────────────────────────────────────────────────────────────────────────────────────────────


def _says_something(sentence: str | tuple[str, ...]) -> bool:
    """Whether there are words in it beside its placeholders."""
    text = sentence if isinstance(sentence, str) else sentence[0]
    return any(letter.isalpha() for literal, *_ in Formatter().parse(text) for letter in literal)


def _missing(language: str) -> list[str]:
    """The English of what has no line, of counted sentences that of one thing."""
    found = []
    for sentence in filter(_says_something, english()):
        message = written(language).get(sentence)
        forms = message.string if message else ""
        said = all(forms) if isinstance(forms, tuple) else bool(forms)
        if not said:
            found.append(sentence if isinstance(sentence, str) else sentence[0])
    return found


def _listed() -> dict[str, set[str]]:
    """Fallbacks that are known: sections of a language's name, a reason behind #, and a sentence a line."""
    found: dict[str, set[str]] = {language: set() for language in OTHERS}
    section = ""
    for line in UNTRANSLATED.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            for language in OTHERS if section == "all" else section.split():
                found[language].add(line.replace("\\n", "\n"))
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_in_the_catalogue_or_listed(language: str) -> None:
    missing = set(_missing(language))
    assert not sorted(missing - _listed()[language]), f"{language}: say these in it, or list them with a reason"
    assert not sorted(_listed()[language] - missing), f"{language}: these need not be listed any more"


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_refused_and_none_is_of_a_sentence_that_is_gone(language: str) -> None:
    read = catalogue(language)
    assert isinstance(read, Sentences)
    assert read.refused == ()
    said = {message.id[0] if isinstance(message.id, tuple) else message.id for message in written(language)}
    known = {sentence if isinstance(sentence, str) else sentence[0] for sentence in english()}
    assert said - known - {""} == set(), "run `make languages`"


@pytest.mark.parametrize("language", OTHERS)
def test_command_words_stay_as_they_are(language: str) -> None:
    for message in written(language):
        if isinstance(message.id, str) and isinstance(message.string, str) and message.string:
            said, wanted = (sorted(text.split("`")[1::2]) for text in (message.string, message.id))
            assert said == wanted, message.id


# ── sentences ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "said",
    [
        "Notiert.",
        "Notiert: {andere}.",
        "Notiert: {label} {label.__class__}.",
        "Notiert: {label!r}.",
        "Notiert: {label:>99999999}.",
        "Notiert: {label.",
    ],
)
def test_a_translation_with_other_placeholders_is_refused_and_english_stands(said: str) -> None:
    read = sentences(entry("Noted: {label}.", said))
    assert read.refused == ("Noted: {label}.",)
    assert in_language(words("Noted: {label}.", label="kg"), read) == "Noted: kg."


def test_one_thing_may_be_said_without_its_number_and_nothing_else_may_be_left_out() -> None:
    assert fits(("{count} set", "{count} sets"), ("ein Satz", "{count} Sätze"))
    assert not fits(("{count} set of {lift}", "{count} sets of {lift}"), ("ein Satz", "{count} Sätze {lift}"))


def test_a_missing_line_falls_back_to_english() -> None:
    read = sentences(entry("Noted, thanks.", "Notiert, danke."))
    text = joined([words("Noted, thanks."), words("Which one?")])
    assert in_language(text, read) == "Notiert, danke.\nWhich one?"


def test_half_a_plural_falls_back_to_english() -> None:
    half = f'{HEADER}msgid "{{count}} set"\nmsgid_plural "{{count}} sets"\nmsgstr[0] "{{count}} Satz"\nmsgstr[1] ""\n'
    assert in_language(counted("{count} set", "{count} sets", count=3), sentences(half.encode())) == "3 sets"


def test_a_lifters_braces_are_only_text() -> None:
    unread = words('Not read, so not logged: "{unread}".', unread="{0} {unread} {x.__class__} %s")
    for language in LANGUAGES:
        assert "{0} {unread} {x.__class__} %s" in spoken(unread, language)


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 подход"), (2, "2 подхода"), (5, "5 подходов"), (11, "11 подходов"), (21, "21 подход")]
)
def test_russian_counts(count: int, said: str) -> None:
    assert spoken(counted("{count} set", "{count} sets", count=count), "ru") == said


def test_parts_are_said_too_and_a_sentence_begins_large() -> None:
    reason = words("every rep hit")
    said = words("{sentence}.", sentence=capital(listed([reason, filled(words("soreness {number}"), number=2)])))
    assert str(said) == "Every rep hit and soreness 2."
    assert spoken(said, "de") == "Jede Wdh. geschafft und Muskelkater 2."


def test_a_detail_without_a_translation_is_left_out() -> None:
    said = joined([words("Noted, thanks."), english_alone("Elbows under the bar.")], " ")
    assert str(said) == "Noted, thanks. Elbows under the bar."
    assert spoken(said, "de") == "Notiert, danke."


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        *(("pt-BR", "pt"), ("de_AT", "de"), ("ru", "ru"), ("EN-us", "en"), ("fr-CA-x-y", "fr"), ("zh-Hans-CN", None)),
        *(("", None), ("../../x", None), ("de\0", None), ("de/../en", None), ("d", None), ("de-" + "x" * 10000, None)),
    ],
)
def test_the_closest_language_of_a_locale(locale: str, language: str | None) -> None:
    assert closest(locale) == language


def test_there_is_no_catalogue_of_another_language() -> None:
    with pytest.raises(KeyError, match="no catalogue"):
        catalogue("../../x")


# ── lifters ────────────────────────────────────────────────────────────────────────────────────────────────────────


class Speaker(Lifter):
    """A lifter whose client has a locale."""

    locale = ""

    async def say(self, text: str, after: timedelta = timedelta(minutes=1)) -> Shown:
        self.clock.at += after
        return await self.do(replace(self.said(text), locale=self.locale))

    async def tap(self, place: int) -> Shown:
        """Press a button of the message that stands last, counted through its rows."""
        self.clock.at += timedelta(minutes=1)
        last = list(self.room.screen.values())[-1]
        press = [button.press for row in last.buttons for button in row][place]
        return await self.do(replace(self.pressed(press), locale=self.locale))

    async def profile(self) -> Profile:
        person = await self.app.store.person(self.who)
        assert person is not None
        return person.profile


@asynccontextmanager
async def speaker(locale: str) -> AsyncIterator[Speaker]:
    async with talk() as ann:
        found = Speaker(ann.app, ann.room, ann.clock)
        found.locale = locale
        yield found


async def _session(ann: Speaker) -> None:
    """The first minute, sets, a plan, a correction, an undo, a warning, a check-in a week later."""
    await ann.say("start")
    for place in (0, 2, 1, 1):
        await ann.tap(place)
    for text in (
        *("help", "bench 80x5 slept 8h sore 2", "plan bench", "that was 82.5", "undo", "undo", "language", "hello"),
        *("squat 100x5x3 @8", "bench 60kg", "5", "blorp", "done", "my knee hurts when I squat", "I'm cleared"),
        *("bench 80x5 slept 8h sore 2", "profile", "profile unit stone", "forget me"),
    ):
        await ann.say(text)
    await ann.look(timedelta(days=7))
    await ann.tap(1)


def _lines(ann: Speaker) -> list[str]:
    shown = [line for text in ann.room.seen for line in text.split("\n")]
    labels = [button.label for words in ann.room.all_shown for row in words.buttons for button in row]
    return [line for line in (*shown, *labels) if any(letter.isalpha() for letter in line)]


SAME = {"kg", "lb", "+1 rep", "Muscle", *(f"RPE {rpe}" for rpe in range(6, 11)), *OWN_NAMES.values()}


@pytest.mark.parametrize("language", OTHERS)
async def test_a_whole_session_has_no_english_in_it(language: str) -> None:
    async with speaker("en-US") as bob:
        await bob.say("profile unit kg")
        await _session(bob)
        plain = _lines(bob)
    async with speaker(language) as ann:
        await ann.say("profile unit kg")
        await _session(ann)
        said = _lines(ann)
    assert len(said) == len(plain)
    assert set(said) & set(plain) <= SAME
    assert not [line for line in said if any(f" {word} " in f" {line} " for word in ("the", "so", "your", "nothing"))]


async def test_english_is_said_without_a_locale_and_in_an_unknown_one() -> None:
    for locale in ("", "tlh", "../../x", "de\0"):
        async with speaker(locale) as ann:
            assert (await ann.say("bench 185x5")).text.startswith("Logged: bench 185 × 5")
            assert (await ann.profile()).language is None


@pytest.mark.parametrize(
    ("locale", "unit"), [("de-DE", Unit.KG), ("ru", Unit.KG), ("en-US", Unit.LB), ("en-GB", Unit.LB), ("", Unit.LB)]
)
async def test_a_newcomers_unit_goes_by_his_language(locale: str, unit: Unit) -> None:
    async with speaker(locale) as ann:
        await ann.say("start")
        assert (await ann.profile()).unit is unit


async def test_a_change_of_the_client_changes_the_language_and_no_unit() -> None:
    async with speaker("en") as ann:
        await ann.say("bench 185x5")
        ann.locale = "de-CH"
        assert (await ann.say("undo")).text.startswith("Zurückgenommen: bench 185 × 5")
        assert ((await ann.profile()).language, (await ann.profile()).unit) == ("de", Unit.LB)


async def test_what_he_chose_beats_his_client_until_he_says_auto() -> None:
    async with speaker("de") as ann:
        await ann.say("language")
        assert (await ann.tap(LANGUAGES.index("fr"))).text == spoken(words("From now on I speak English."), "fr")
        assert (await ann.say("undo")).text == "Il n'y a rien à annuler."
        assert (await ann.say("language auto")).text.startswith("Ab jetzt spreche ich die Sprache deiner App")
        assert (await ann.say("undo")).text == "Es gibt nichts zurückzunehmen."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        *(("language de", "de"), ("/language RU", "ru"), ("Sprache Deutsch", "de"), ("idioma pt-BR", "pt")),
        *(("profile language español", "es"), ("langue English.", "en"), ("язык русский", "ru")),
    ],
)
async def test_a_language_is_chosen_in_words(text: str, language: str) -> None:
    async with speaker("") as ann:
        answer = await ann.say(text)
        assert answer.text == spoken(words("From now on I speak English."), language)
        assert ((await ann.profile()).language, (await ann.profile()).language_chosen) == (language, True)


async def test_a_language_that_is_not_spoken_changes_nothing() -> None:
    async with speaker("de") as ann:
        answer = await ann.say("language klingon")
        assert answer.text.startswith("Die spreche ich nicht")
        assert list(answer.buttons) == list(OWN_NAMES.values())
        await ann.press("language:../../x")
        assert ((await ann.profile()).language, (await ann.profile()).language_chosen) == ("de", False)


def test_the_catalogues_are_up_to_date_when_they_are_written_again(tmp_path: Path) -> None:
    found = template()
    for language in OTHERS:
        path = tmp_path / f"{language}.po"
        write(updated(language, found), path)
        assert path.read_bytes() == (HERE / path.name).read_bytes(), "run `make languages`"
