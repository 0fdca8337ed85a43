"""Warning signs are found whatever else is said, and taken back by denials and idioms."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.red_flags import Danger, load_red_flags
from tests.knowledge import flag_wordings
from tests.steps import steps

FLAGS = load_red_flags()


def danger(text: str) -> Danger | None:
    flag = FLAGS.red_flag(text)
    return flag.danger if flag else None


@pytest.mark.parametrize(
    "text",
    [
        "chest pain after squats",
        "pressure in my chest on the last set",
        "my chest feels tight and my left arm is numb",
        "pain going down my left arm",
        "jaw pain while benching",
        "i fainted after deadlifts",
        "almost passed out on that set",
        "blacked out for a second",
        "can't breathe",
        "can’t catch my breath since the set",
        "heart keeps skipping beats",
        "palpitations during squats",
        "sudden headache on the last rep, worst of my life",
        "worst headache ever",
        "my speech is slurred... slurred speech",
        "one side of my face is numb",
        "suddenly weakness in both legs",
        "numbness between my legs after deadlift",
        "lost control of my bladder on that pull, lost bladder control",
        "cant feel my legs",
        "pee is dark brown after yesterday",
        "dark urine and arms are swollen",
        "pregnant and bleeding a little, can i squat",
        "i think i'm having a stroke",
        "my face droops",
        "i had a seizure",
        "my heart is going crazy",
        "vomiting blood",
        "threw up blood",
        "coughing up blood",
        "chestpain on bench",
        "chest tightnes",
        "chest is tigth",
        "my chset hurts",
        "i faintd",
        "cant brethe",
        "bar fell on my neck",
        "the bar dropped on my face",
        "dropped the bar on my chest",
        "hit my head on the rack",
        "coach had chest pain on bench",
        "buddy i fainted",
        "i told her chest pain",
    ],
)
def test_an_emergency_is_one_however_it_is_said(text: str) -> None:
    assert danger(text) is Danger.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "felt a pop in my pec on 225",
        "heard something snap in my knee",
        "my bicep popped",
        "i think i tore my hamstring",
        "shooting pain down my leg",
        "fingers went numb on ohp 95x5",
        "pins and needles in my foot",
        "knee is swollen",
        "dizzy after every set",
        "lightheaded",
        "my back hurts worse each set",
        "cant raise my left arm",
        "knee gave out",
    ],
)
def test_a_sign_of_injury_is_urgent(text: str) -> None:
    assert danger(text) is Danger.URGENT


@pytest.mark.parametrize(
    "text",
    [
        "knee hurts 6/10 when i squat, 225x5",
        "knee 6/10",
        "shoulder pain on bench",
        "sharp pain in my elbow",
        "tweaked my lower back",
        "pulled a muscle",
        "my back is killing me",
        "it hurts when i press",
        "wrist is bothering me",
    ],
)
def test_pain_is_pain(text: str) -> None:
    assert danger(text) is Danger.PAIN


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sore 9",
        "legs sore 8/10 from squats",
        "soreness: back 6, legs 7",
        "bench 185x5 slept 6h sore 7",
        "no chest pain",
        "no chest pain or dizziness",
        "knee doesn't hurt",
        "knee doesn’t hurt anymore",
        "don't have any pain",
        "not really any knee pain today",
        "no pain no gain",
        "knee pain is gone",
        "pain free squats today",
        "killing it today",
        "that set was a killer",
        "chest pump was insane",
        "hurts so good",
        "that pr popped off",
        "passed out on the couch, slept 8",
        "wouldn't hurt to rest",
        "gym was numbingly boring",
        "pulled 405x3",
        "my legs are dead",
        "out of breath after 20 reps",
        "that set wants to kill me",
        "that set made me want to die",
        "i died on that set",
        "squats are going to kill me",
        "killing myself in the gym",
        "suicide grip bench 185x5",
        "this workout is suicide",
        "cheat day, chess and gym tights",
        "heart rate was 160",
        "bench to chest 185x5",
        "my mom had a heart attack last year so bench 185x5",
        "my girlfriend has chest pain",
        "my buddy tore his pec",
        "john tore his pec",
        "my buddy's knee hurts",
        "she fainted",
        "keine brustschmerzen",
        "sin dolor en el pecho",
        "pas de douleur à la poitrine",
        "нет боли в груди",
    ],
)
def test_soreness_denials_and_idioms_raise_no_flag(text: str) -> None:
    assert danger(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "no, my chest hurts",
        "no idea why my chest hurts",
        "didn't sleep and my chest hurts",
        "no knee pain but chest pain on bench",
        "not sore, chest pain though",
    ],
)
def test_a_denial_of_something_else_does_not_hide_an_emergency(text: str) -> None:
    assert danger(text) is Danger.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "Brustschmerzen",
        "ich habe schmerzen in der brust",
        "ich kann nicht atmen",
        "ich bekomme keine luft",
        "ich bin ohnmächtig geworden",
        "me duele el pecho",
        "no puedo respirar",
        "me desmayé",
        "j'ai mal à la poitrine",
        "je ne peux pas respirer",
        "je me suis évanoui",
        "dor no peito",
        "não consigo respirar",
        "desmaiei",
        "болит грудь",
        "боль в груди",
        "не могу дышать",
        "потерял сознание",
    ],
)
def test_the_commonest_emergencies_are_known_in_other_languages(text: str) -> None:
    assert danger(text) is Danger.EMERGENCY


@pytest.mark.parametrize(
    ("wordings", "meant"),
    [
        (flag_wordings.EMERGENCIES, Danger.EMERGENCY),
        (flag_wordings.URGENT, Danger.URGENT),
        (flag_wordings.NO_FLAG, None),  # idioms, other people, denials and the past
    ],
    ids=["emergencies", "injuries", "no flag"],
)
def test_no_wording_is_taken_for_another_danger_than_it_is(wordings: str, meant: Danger | None) -> None:
    texts = wordings.strip().splitlines()
    assert {text: danger(text) for text in texts if danger(text) is not meant} == {}


@pytest.mark.parametrize(
    "text",
    [
        "I want to kill myself",
        "i'm going to kill myself",
        "i want to die",
        "i wanna die",
        "gonna end my life",
        "i dont want to live anymore",
        "better off dead",
        "ich will sterben",
        "хочу умереть",
    ],
)
def test_who_wants_to_die_is_told_whom_to_talk_to_now(text: str) -> None:
    flag = FLAGS.red_flag(text)
    assert flag is not None
    assert flag.danger is Danger.EMERGENCY
    assert "talk to somebody now" in flag.advice
    assert "crisis line" in flag.advice
    assert "emergency number" in flag.advice


def test_somebody_else_s_sign_does_not_hide_one_s_own() -> None:
    assert danger("my mom had a heart attack and now my chest hurts") is Danger.EMERGENCY


def test_the_gravest_sign_wins() -> None:
    assert danger("knee hurts, felt a pop, and now chest pain") is Danger.EMERGENCY


def test_a_flag_says_which_words_told_why_and_whom_to_see() -> None:
    flag = FLAGS.red_flag("Squat 225x5. Felt a POP in my hamstring!")
    assert flag is not None
    assert flag.words == "Felt a POP"
    assert "doctor" in flag.advice
    assert flag.advice.endswith(".")
    assert flag.source


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_any_text_is_safe(text: str) -> None:
    FLAGS.red_flag(text)


@given(st.text(alphabet="abc xyz123.,!\n", max_size=40), st.text(alphabet="abc xyz123.,!\n", max_size=40))
@settings(max_examples=100)
def test_an_emergency_is_found_between_any_words(before: str, after: str) -> None:
    assert danger(f"{before}. chest pain! {after}") is Danger.EMERGENCY


def test_work_grows_with_the_length_and_no_faster() -> None:
    text = "my knee and chest and back are numb not "
    short, long = (steps(lambda times=times: FLAGS.red_flag(text * times)) for times in (25, 100))
    assert long < 5 * short
