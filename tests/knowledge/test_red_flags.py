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
        "how do i tell soreness from pain?",
        "how do i know if it's pain or soreness",
        "difference between soreness and pain",
        "what's the difference between pain and doms?",
    ],
)
def test_a_question_about_the_words_raises_no_flag(text: str) -> None:
    assert danger(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("how do i know if it's pain or soreness in my chest", Danger.EMERGENCY),
        ("is it soreness or pain? my knee hurts", Danger.PAIN),
        ("sharp pain or soreness in my shoulder", Danger.PAIN),
        ("it hurts, how do i know if it's pain or soreness", Danger.PAIN),
    ],
)
def test_a_question_about_the_words_hides_no_sign_of_one_s_own(text: str, meant: Danger) -> None:
    assert danger(text) is meant


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my calf is swollen and hot", Danger.URGENT),
        ("my calf is hot and swollen after a flight", Danger.URGENT),
        ("I have a herniated disc in my lower back and only dumbbells", Danger.PAIN),
        ("I have a headache after heavy squats", Danger.URGENT),
        ("I see stars after heavy sets", Danger.URGENT),
        ("my arm goes weak when pressing", Danger.URGENT),
        ("I threw up during squats", Danger.URGENT),
        ("I make myself sick after eating", Danger.URGENT),
        ("i broke my wrist, what can I train", Danger.URGENT),
        ("heart murmur, can I lift", Danger.URGENT),
        ("pacemaker", Danger.URGENT),
        ("blood pressure is 160/100 can I lift", Danger.URGENT),
        ("blood pressure is 160 over 100", Danger.URGENT),
        ("I peed a bit during squats is that normal", Danger.CARE),
        ("I peed myself during squats", Danger.EMERGENCY),
        ("i hate my body", Danger.CARE),
        ("blood pressure is 120/80", None),
        ("threw up 225 for 5", None),
        ("broke my leg press record", None),
        ("my knee sleeves are broken", None),
        ("bench 185/190, 5/3/1 felt good", None),
    ],
)
def test_conditions_and_signs_that_need_somebody_else(text: str, expected: Danger | None) -> None:
    assert danger(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "does squatting hurt your knees long term?",
        "can deadlifts cause back pain?",
        "how do I avoid knee pain?",
        "what if my back hurts?",
        "will squats hurt my knees?",
        "hey, why do people get shoulder pain from benching",
        "my ego hurts",
        "it hurts my feelings",
        "I tweaked my lower back last year but it's fine now",
        "how do I tell soreness from pain?",
    ],
)
def test_what_is_asked_about_lifters_in_general_is_no_pain(text: str) -> None:
    assert danger(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "my knees hurt when I squat, is that bad?",
        "should I squat? my knee hurts",
        "why does my knee hurt?",
        "can I squat with knee pain?",
        "how do I fix my knee pain",
        "can i squat if my knee hurts",
        "does it matter that my knee hurts",
        "how do i avoid my back pain",
        "what if my back still hurts today",
        "my back hurts since last year",
        "can deadlifts cause back pain? mine hurts",
    ],
)
def test_a_complaint_of_ones_own_is_pain_though_it_is_asked(text: str) -> None:
    assert danger(text) is Danger.PAIN


@pytest.mark.parametrize(
    "text",
    [
        "haven't eaten in three days, how do I keep my squat up",
        "I have not eaten since monday, should I lift",
        "haven't had food for 3 days",
        "haven't had a proper meal since sunday",
        "i've eaten nothing for 4 days",
        "4 days without food, can I train",
        "day 3 of no food",
        "not eating for five days",
        "I don't eat anything but coffee for two days",
        "I only eat an apple a day now",
        "I live on coffee and an apple a day",
        "only 400 calories a day",
    ],
)
def test_who_goes_without_food_gets_kind_words_and_whom_to_see(text: str) -> None:
    flag = FLAGS.red_flag(text)
    assert flag is not None
    assert flag.danger is Danger.CARE
    assert "no judgement" in flag.advice
    assert "doctor this week" in flag.advice


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("cutting myself helps more than lifting", "crisis line"),
        ("how many pills to take to sleep forever", "crisis line"),
        ("very hot, confused and not sweating", "cool the body"),
        ("my leg gave way and I can't lift my foot since deadlift", "emergency department today"),
        ("there's a bulge in my groin when I brace", "until a doctor has looked"),
        ("a plate fell on my foot and the toe is crooked", "have it seen by a doctor today"),
        ("one kidney only, is heavy squat ok", "Ask your doctor"),
        ("pain between my shoulder blades tearing, during deadlift", "emergency number"),
    ],
)
def test_each_sign_says_whom_to_see(text: str, whom: str) -> None:
    flag = FLAGS.red_flag(text)
    assert flag is not None
    assert whom in flag.advice


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hamstring pulled on rdl", "hamstring pulled on"),
        ("pulled my hamstring", "pulled my hamstring"),
        ("strained my calf", "strained my calf"),
        ("knee injury, lunges hurt", "knee injury"),
    ],
)
def test_an_injury_is_told_by_the_words_that_name_its_place(text: str, words: str) -> None:
    flag = FLAGS.red_flag(text)
    assert flag is not None
    assert (flag.danger, flag.words) == (Danger.PAIN, words)


@pytest.mark.parametrize(
    "text",
    [
        "bench 134x5, sore knee",
        "knee sore",
        "shoulder is sore",
        "my left elbow is a little bit sore",
        "wrists still sore from front squats",
        "sore in my right ankle",
        "lower back sore",
        "neck's sore",
        "sore hip",
        "knee sore 6",
    ],
)
def test_a_sore_joint_is_pain(text: str) -> None:
    assert danger(text) is Danger.PAIN


@pytest.mark.parametrize(
    "text",
    [
        "sore 7",
        "quads sore",
        "sore legs",
        "sore shoulders",
        "hips sore from squats",
        "lower back sore 6",
        "sore hip flexors",
        "legs sore neck fine",
        "legs sore, knees fine",
        "no sore knees",
        "knee is not sore",
        "hip thrust 245 3x10 sore 7",
        "shoulder press 135x5 sore 7",
        "my coach has a sore knee",
        "how do i avoid sore knees",
    ],
)
def test_a_sore_muscle_is_soreness(text: str) -> None:
    assert danger(text) is None


@pytest.mark.parametrize(
    "text", ["what hurts", "What hurts?", "what hurts more, squats or deadlifts", "which hurts less: high bar or low"]
)
def test_a_question_what_hurts_stops_nothing(text: str) -> None:
    assert danger(text) is None


@pytest.mark.parametrize("text", ["what hurts is my knee", "what hurts: my knee", "my knee hurts, what hurts more?"])
def test_who_says_what_hurts_is_stopped(text: str) -> None:
    assert danger(text) is Danger.PAIN
