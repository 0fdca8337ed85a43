"""What is said beyond a session in the language that a lifter chose: answers, files, pauses, summaries, numbers."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from agents.questions import refer, too_little
from bot.access import REFUSED
from bot.config import Access
from bot.decide.boards import Contender
from bot.decide.summaries import language_among
from bot.languages import LANGUAGES, spoken
from bot.message import Sent
from bot.pause import PAUSED
from knowledge.words import counted, filled, grouped, joined, words
from tests.bot.desk import NAME
from tests.bot.lifter import Lifter, Shown
from tests.bot.operated import OURS, boss, operated, shown
from tests.bot.test_languages import OTHERS, Speaker, speaker, written

ENGLISH = re.compile(r"\b(?:the|your|you|of|and|is|nothing|from|what|said|ask|with)\b")
FILE = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    '2024-01-03 10:00:00,"A",1h,"Bench Press (Barbell)",1,80,5,0,0,"","late",\n'
    '2024-01-03 10:00:00,"A",1h,"Squat (Barbell)",1,100,x,0,0,"","late",\n'
    '2024-01-03 10:00:00,"A",1h,"Zork Thing",1,100,5,0,0,"","late",\n'
    '2024-01-03 10:00:00,"A",1h,"Running",1,0,0,5,0,"","late",\n'
)
ON_THE_LOG = (
    *("what was my last bench?", "why is my bench stuck on wednesday?", "what should i squat friday?", "plan my week"),
    *("how often do i bench?", "what's my bench 1rm?", "when will i bench 120", "how many sets last week"),
    *("what did i do on monday", "when did i last squat", "do i need a deload?", "how did my bench do last month"),
)
SAFETY = (
    *("can i train with a fever?", "should i train with a cold?", "should i take steroids"),
    *("is ibuprofen ok before lifting?", "i want to lose 10 kg in a week", "i have an eating disorder, what do i do?"),
    *("i am 15, what should i bench?", "i'm pregnant, can i squat?", "can i lift with high blood pressure?"),
)


def english_in(answer: Shown) -> list[str]:
    """Lines with English in them, but for commands and the titles of notes, which are English."""
    lines = [re.sub(r"`[^`]*`", "", line) for line in (*answer.text.split("\n"), *answer.buttons)]
    titles = tuple(spoken(words("From the notes: {notes}.", notes=""), language)[:-1] for language in OTHERS)
    cut = [line.split(next((title for title in titles if title in line), "\0"))[0] for line in lines]
    return [line for line in cut if ENGLISH.search(line)]


async def trained(ann: Speaker) -> None:
    for _ in range(3):
        await ann.say("bench 80x5x3")
        await ann.say("squat 100x5x3")
        ann.clock.at += timedelta(days=7)


@pytest.mark.parametrize("language", OTHERS)
async def test_answers_from_the_log_and_on_safety_are_in_the_language(language: str) -> None:
    async with speaker(language) as ann:
        await trained(ann)
        for asked in (*ON_THE_LOG, *SAFETY):
            answer = await ann.say(asked)
            assert answer.text
            quotes = spoken(words("(What my notes say about that is in English.)"), language) in answer.text
            assert quotes or not english_in(answer), asked


@pytest.mark.parametrize("language", OTHERS)
async def test_a_quoted_note_is_announced_in_the_language_and_in_english_is_not(language: str) -> None:
    line = words("(What my notes say about that is in English.)")
    async with speaker(language) as ann, speaker("en") as bob:
        assert spoken(line, language) in (await ann.say("how do i squat?")).text
        assert line not in (await bob.say("how do i squat?")).text


@pytest.mark.parametrize("language", OTHERS)
def test_whom_to_see_is_said_in_every_language(language: str) -> None:
    told = [*refer.MEDICAL.values(), refer.MINOR, refer.MINOR_LIFT, refer.MINOR_MAX, refer.UNDERWEIGHT, refer.FEVER]
    assert all(spoken(text, language) != text for text in (*told, refer.RULE, too_little.SOURCE))


async def send_file(ann: Speaker, text: str) -> Shown:
    ann.clock.at += timedelta(minutes=1)
    said = ann.said("")
    sent = Sent(
        who=said.who,
        name=said.name,
        where=said.where,
        source=said.source,
        message=said.message,
        reply_to=said.reply_to,
        file_name="strong.csv",
        text=text,
        sent_at=ann.clock.at,
    )
    return await ann.do(replace(sent, locale=ann.locale))


@pytest.mark.parametrize("language", OTHERS)
async def test_a_file_is_shown_imported_and_refused_in_the_language(language: str) -> None:
    async with speaker(language) as ann:
        await ann.say("profile unit kg")
        offered = await send_file(ann, FILE)
        assert not english_in(offered)
        assert len(offered.text.split("\n")) == 6
        imported = await ann.tap(0)
        assert not english_in(imported)
        assert await ann.log() == ["bench_press 80x5"]
        for broken in ("hello", "{}", "{broken", "\0\1\2\3", FILE):
            assert not english_in(await send_file(ann, broken)), broken


async def test_who_is_paused_reads_it_in_the_language_that_he_chose(tmp_path: Path) -> None:
    async with operated(tmp_path) as ann:
        await ann.say("language de")
        await boss(ann).say("pause")
        await ann.do(replace(ann.said("bench 80x5"), locale="fr"))
        assert shown(ann)[-1] == spoken(PAUSED, "de")


async def test_who_is_let_in_no_more_reads_it_in_the_language_that_he_chose(tmp_path: Path) -> None:
    async with operated(tmp_path) as ann:
        await ann.say("language de")
        room = ann.room
    others = Access(admins=OURS.admins, users=(f"{NAME}:somebody",))
    async with operated(tmp_path, access=others, room=room) as ann:
        await ann.do(replace(ann.said("bench 80x5"), locale="fr"))
        assert shown(ann)[-1] == spoken(REFUSED, "de")


async def test_a_group_is_summed_up_in_the_language_of_most_of_its_board() -> None:
    def one(language: str) -> Contender:
        return Contender(name="x", entries=(), language=language)

    assert language_among([one("en"), one("de"), one("de")]) == "de"
    assert language_among([one("fr"), one("en")]) == "fr"
    assert language_among([]) == "en"
    async with speaker("de") as ann:
        manager = ann.in_group(may_manage=True)
        await ann.say("bench 80x5")
        for said in ("group summary on", "board join"):
            await manager.say(said)
        ann.clock.at += timedelta(days=3)
        await Lifter.say(ann, "bench 85x5")
        ann.clock.at = ann.clock.at.replace(day=29, hour=18)
        await ann.app.sum_up()
        await ann.app.quiet()
        assert ann.shown_in("g")[-1].startswith(spoken(words("This week in the group:"), "de"))


# ── numbers and stops ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_numbers_of_the_english(language: str) -> None:
    def numbers(text: str) -> list[str]:
        return sorted(re.findall(r"\d+(?:[.,]\d+)*", text))

    for message in filter(lambda one: one.id, written(language)):
        english = message.id if isinstance(message.id, list | tuple) else (message.id,)
        said = message.string if isinstance(message.string, list | tuple) else (message.string or "",)
        wanted = [numbers(form) for form in english]
        assert all(numbers(form) in wanted for form in said if form), english[0]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "7,011"), ("de", "7.011"), ("es", "7.011"), ("fr", "7\xa0011"), ("ru", "7\xa0011")]
)
def test_thousands_are_told_apart_as_the_language_does(language: str, said: str) -> None:
    assert spoken(grouped(7011), language) == said
    assert spoken(grouped(500), language) == "500"
    sets = counted("{number} set", "{number} sets", count=7011, number=grouped(7011))
    assert said in spoken(sets, language)


def test_an_abbreviation_before_a_full_stop_ends_the_sentence_once() -> None:
    day = joined([words("Sun"), filled(words("{day} Nov"), day=22)], " ")
    assert spoken(words("You did already, on {day}.", day=day), "de") == "Das hast du schon, am So 22. Nov."
    assert spoken(words('Not read, so not logged: "{unread}".', unread="wait.."), "de").count("wait..") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_keep_the_order_of_their_parts(language: str) -> None:
    said = spoken(joined([grouped(1), grouped(2), grouped(3)], words(" to ")), language)
    assert re.findall(r"\d", said) == ["1", "2", "3"]
