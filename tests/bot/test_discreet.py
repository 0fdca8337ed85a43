"""What is nobody else's business never stands in a group, however it got there."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from agents.model import Answer, Request
from bot.decide.discreet import in_company
from bot.decide.scene import reply
from bot.turn import newcomer
from bot.wording_groups import ALL_BETWEEN_US, BETWEEN_US, CALL_NOW, SEE_OUR_TALK, SEE_OUR_TALK_ALONE
from tests.bot.lifter import Lifter, talk

SECRETS = {
    "body weight": ("82.5", "181", "weigh", "body weight", "bodyweight"),
    "pain": ("knee", "pain", "hurt", "ache", "physio", "doctor", "injur"),
    "illness": ("flu", "fever", "sick", "ill ", "covid"),
    "pregnancy": ("pregnan", "midwife"),
    "age": ("15", "years old", "eighteen", "growing"),
    "eating": ("calor", "diet", "meal", " eat"),
    "energy": ("energy", "stress", "tired"),
    "medication": ("ibuprofen", "medic", "drug", "pill"),
}
TOLD = {
    "body weight": [
        "bench 185x5 weight 82.5kg",
        "I weigh 82.5 kg",
        "bw 82.5kg, squat 225x5",
        "weighed in at 82.5kg this morning",
        "bodyweight 181.9 lb",
        "my body weight should be 82.5 kg",
        "profile weight 82.5 kg",
        "dots 600kg 82.5kg m",
        "gl bench 140kg 82.5kg m",
    ],
    "pain": [
        "my knee hurts",
        "squat 225x5, knee pain on the last rep",
        "sore 6 in the knee, bench 185x5",
        "what can I do instead of squats, my knee aches",
        "profile injury left knee",
        "knee still hurts. slept 7h",
        "I tweaked my knee yesterday",
        "does bench hurt the knee?",
    ],
    "illness": ["I have the flu", "bench 185x5 but I have a fever", "can I train with covid?", "I'm sick, bench 135x5"],
    "pregnancy": ["I'm pregnant", "bench 95x5, I'm pregnant", "can I deadlift while pregnant?", "profile pregnant on"],
    "age": ["I'm 15 years old", "I am 15, what should I bench?", "profile age 15"],
    "eating": ["how many calories should I eat?", "I want to lose 10 kg, what should I eat", "bench 185x5, on a diet"],
    "energy": ["bench 185x5 energy low stress 8", "energy 3", "I'm so tired and stressed, bench 185x5"],
    "medication": ["I took ibuprofen, can I bench?", "bench 185x5 after ibuprofen", "are steroids worth it?"],
}
ASKED = [
    "plan squat",
    "what do I weigh?",
    "what's my body weight",
    "why?",
    "why that load?",
    "profile",
    "how am I doing?",
    "what did I squat last week?",
    "how was my week?",
    "why am I stuck on squat?",
    "squat 225x5",
    "bench 185x5 slept 7h sore 3",
    "should I deload?",
    "privacy",
    "export",
    "export json",
    "group",
    "board",
    "undo",
    "undo",
    "I'm cleared",
    "help",
    "start",
    "forget me",
]


async def begin(ann: Lifter) -> None:
    """Something to plan from, told in private."""
    for _ in range(2):
        await ann.say("squat 225x5 slept 8h sore 2")
        await ann.say("bench 185x5", timedelta(days=1))


def leaks(lifter: Lifter, what: str) -> list[str]:
    """What the group could read of it; the examples in help name no person."""
    shown = [text for text in lifter.shown_in("g") if not text.startswith(("Text me your sets", "I'm FocusFlow"))]
    return [text for text in shown for word in SECRETS[what] if word in text.lower().replace("emergency", "")]


@pytest.mark.parametrize(("what", "text"), [(what, text) for what, texts in TOLD.items() for text in texts])
async def test_what_is_told_in_the_group_is_not_repeated_there(what: str, text: str) -> None:
    async with talk() as ann:
        await begin(ann)
        group = ann.in_group()
        await group.say(text)
        assert group.shown_in("g"), "he is answered"
        assert leaks(group, what) == []
        await group.say("squat 230x5")
        assert leaks(group, what) == []


@pytest.mark.parametrize("what", TOLD)
async def test_nothing_that_was_told_in_private_comes_out_in_the_group(what: str) -> None:
    async with talk() as ann:
        await begin(ann)
        for text in TOLD[what]:
            await ann.say(text)
        group = ann.in_group()
        for text in ASKED:
            await group.say(text)
        assert leaks(group, what) == []


async def test_the_sets_are_answered_there_and_the_whole_answer_comes_in_private() -> None:
    async with talk() as ann:
        await begin(ann)
        group = ann.in_group()
        await group.say("bench 185x5 slept 6h sore 3 energy low, weighed 82.5kg")
        [shown] = group.shown_in("g")
        assert shown.startswith("Logged: bench 185 × 5 (est. 1RM 216); slept 6 h, sore 3.\n")
        assert shown.endswith(f"\n{BETWEEN_US}")
        [alone] = group.told_alone()
        assert "body weight 82.5 kg" in alone
        assert "energy low" in alone
        [private] = ann.shown_alone()
        assert private.private


async def test_an_answer_without_secrets_stands_in_the_group_alone() -> None:
    async with talk() as ann:
        await begin(ann)
        group = ann.in_group()
        answer = await group.say("bench 190x5")
        assert group.told_alone() == []
        assert BETWEEN_US not in answer.text
        assert "Done as prescribed" in answer.buttons


async def test_sleep_that_was_told_in_private_is_no_reason_in_the_group() -> None:
    async with talk() as ann:
        await begin(ann)
        await ann.say("slept 4h sore 8")
        group = ann.in_group()
        await group.say("bench 185x5")
        [shown] = group.shown_in("g")
        assert "4 h" not in shown
        assert "sore" not in shown
        assert "Next bench:" in shown


async def test_a_plan_that_an_injury_holds_does_not_say_so() -> None:
    async with talk() as ann:
        await begin(ann)
        await ann.say("profile injury lower back")
        group = ann.in_group()
        await group.say("squat 225x5")
        [shown] = group.shown_in("g")
        assert shown.startswith("Logged: squat 225 × 5")
        assert "Next squat: 225 × 5.\n" in shown
        assert "back" not in shown
        assert "injury" in group.told_alone()[0]


async def test_in_an_emergency_the_group_reads_whom_to_call_and_none_of_his_words() -> None:
    async with talk() as ann:
        group = ann.in_group()
        await group.say("crushing chest pain, and my left arm is numb")
        [shown] = group.shown_in("g")
        assert shown.split("\n") == [CALL_NOW, SEE_OUR_TALK_ALONE]
        assert "emergency number" in group.told_alone()[0]


async def test_the_way_out_of_a_warning_is_offered_in_private_alone() -> None:
    async with talk() as ann:
        await begin(ann)
        group = ann.in_group()
        answer = await group.say("my knee hurts when I squat")
        assert not any("cleared" in label for label in answer.buttons)
        [alone] = ann.shown_alone()
        assert any("cleared" in button.label for row in alone.buttons for button in row)


@pytest.mark.parametrize("text", ["profile", "export", "export json", "privacy", "forget me", "link", "unlink"])
async def test_what_is_his_own_is_shown_to_him_alone(text: str) -> None:
    async with talk() as ann:
        await begin(ann)
        group = ann.in_group()
        answer = await group.say(text)
        assert group.shown_in("g") == [ALL_BETWEEN_US]
        assert len(group.told_alone()) == 1
        assert not [label for label in answer.buttons if label == "Delete everything"]
        assert all(words.recipe is None for words in ann.room.all_shown if words.address.chat == "g")


async def test_consent_is_not_asked_in_a_group_but_later_in_private() -> None:
    async with talk() as ann:
        await begin(ann)
        group = ann.in_group()
        answer = await group.say("bench 190x5")
        assert (await group.press(answer.buttons["👍"])).text == "Noted, thanks."
        again = await ann.say("bench 190x5")
        assert "trained on our talks?" in (await ann.press(again.buttons["👍"])).text


async def test_what_is_asked_about_a_set_is_asked_where_it_is_answered() -> None:
    async with talk() as ann:
        group = ann.in_group()
        assert "How many reps" in (await group.say("bench 185, weighed 82.5kg")).text
        await group.say("5")
        assert await ann.log() == ["bench_press 185x5"]


async def test_names_of_lifts_are_no_body_parts() -> None:
    async with talk() as ann:
        group = ann.in_group()
        await ann.say("sore 5 legs")
        await group.say("leg press 400x10")
        assert group.shown_in("g")[0].startswith("Logged: leg press 400 × 10")
        await group.say("pull-ups 8 reps")
        assert "body weight × 8" in group.shown_in("g")[-1]


# ── what models say ────────────────────────────────────────────────────────────────────────────────────────────────


class Talkative:
    """A model that says the same to everybody, and remembers what it was told."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.told: list[str] = []

    async def stream(self, request: Request) -> AsyncIterator[str | Answer]:
        self.told.append(str(request))
        yield Answer(self.words if request.agent in ("coach", "adviser") else "{}", "talkative", 1, 1, 1)


@pytest.mark.parametrize(
    "words", ["Mind that knee, stay tight.", "You slept badly, stay tight.", "At your body weight that is strong."]
)
async def test_a_models_words_pass_the_same_filter(words: str) -> None:
    async with talk(model=Talkative(words)) as ann:
        group = ann.in_group()
        await ann.say("squat 225x5")
        await group.say("squat 225x5")
        assert words not in "\n".join(group.shown_in("g"))


async def test_clean_words_of_a_model_stand_in_the_group() -> None:
    async with talk(model=Talkative("Strong work, stay tight.")) as ann:
        group = ann.in_group()
        await ann.say("bench 185x5")
        await group.say("bench 185x5")
        assert group.shown_in("g")[-1].endswith("Strong work, stay tight.")


async def test_a_model_that_speaks_in_the_group_is_told_nothing_private() -> None:
    model = Talkative("Strong work.")
    async with talk(model=model) as ann:
        await ann.say("bench 185x5 my elbow was tingling and it is fine")
        for text in ("profile age 15", "profile weight 82.5 kg", "profile injury left knee", "slept 4h energy low"):
            await ann.say(text)
        model.told.clear()
        group = ann.in_group()
        await group.say("bench 185x5")
        if not group.told_alone():
            assert model.told
            assert [
                word for word in ("82.5", "knee", "energy low", "elbow", "4 h") if word in "".join(model.told)
            ] == []


# ── other languages ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("own", "english", "shown"),
    [
        ("Dein Knie tut weh.\nWeiter so.", "Your knee hurts.\nGo on.", f"Weiter so.\n{SEE_OUR_TALK}"),
        ("Weiter so.", "Go on.\nYour knee hurts.", SEE_OUR_TALK_ALONE),  # the lines do not fit, so none is trusted
        ("Weiter so.", "Go on.", "Weiter so."),
    ],
)
async def test_what_is_said_in_another_language_is_judged_by_its_english(own: str, english: str, shown: str) -> None:
    async with talk() as ann:
        said = ann.in_group().said("hello")
        person = newcomer(said.who, said.name, ann.app._turns.newcomer, None)
        scene = ann.app._turns._staged(said, ("desk", "1"), person, is_new=True)
        told = in_company(reply(scene, own), reply(scene, english), scene)
        assert [words.text for words in told.changes.outbox if not words.private] == [shown]
        assert [words.text for words in told.changes.outbox if words.private] in ([], [own])
