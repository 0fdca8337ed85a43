"""Where no coaching is given: what a doctor decides, and whom no diet advice may reach. The words are code's alone."""

from typing import Final

from agents.questions.basis import basis
from agents.questions.notes import opening
from agents.questions.question import Answered, Kind, Known, Question
from knowledge.words import words

MEDICAL: Final = {
    "medicine": words(
        "I say nothing about medicines: whether to take one, how much, and whether to train on it is for your doctor "
        "or pharmacist. If you need it to get through a session, don't do that session."
    ),
    "drugs": words(
        "I give no advice on steroids, hormones or other drugs. If you use or think of using them, talk to a doctor, "
        "who can check your blood and heart."
    ),
    "diagnosis": words(
        "I can't tell what it is from a chat, and won't guess. Have it looked at by a doctor or a physiotherapist "
        "before you load it again; at once with numbness, weakness, swelling or trouble with bladder or bowel."
    ),
    "pregnancy": words(
        "Your midwife or doctor decides what you may lift while pregnant or after birth; I set no loads for that. "
        "Stop at bleeding, fluid, dizziness, chest pain, contractions or a swollen calf, and call them."
    ),
    "eating": words(
        "That sounds hard, and you need not carry it alone. Please talk to a doctor or somebody you trust; an eating "
        "disorder helpline in your country listens without judging. I give no diet advice on that: it could do harm."
    ),
    "pressure": words(
        "Ask your doctor before you lift with high blood pressure. What I can say: once it is under control and "
        "cleared, lighter sets with reps left, breathing out as you lift, no max attempts. Headache, chest pain, "
        "blurred sight or breathlessness with it: don't train, get help now."
    ),
    "drying": words(
        "No: I don't coach losing water for a weigh-in. It costs strength at once, and sweating, fluid or diuretics "
        "taken too far have killed lifters. Choose the class that you weigh, or lose weight slowly with a doctor or "
        "dietitian."
    ),
    "thinners": words(
        "Ask the doctor who prescribes your blood thinner before you lift. What I can say: no lift where a bar can "
        "fall on you, no max attempts. A blow to the head, bleeding that won't stop or a large new bruise: get help "
        "at once."
    ),
    "heart": words(
        "Ask your doctor or cardiologist before you lift: with a heart condition or a device they decide what is "
        "safe, and I set no loads until then. Chest pain, fainting, a racing heart or breathlessness: stop and call "
        "your emergency number."
    ),
    "diabetes": words(
        "Ask your doctor or diabetes team before you lift. What I can say: lifting usually helps; check your sugar "
        "before and after, keep fast sugar beside you, and don't train while it is low or you feel unwell."
    ),
    "period": words(
        "See your doctor before you train hard: a period that stays away can mean too little food for the work "
        "(energy deficiency), or a pregnancy. Until then train easily, eat more rather than less, and take rest days."
    ),
    "breastfeeding": words(
        "Ask your midwife or doctor before you lift or eat less while you breastfeed. What I can say: once they "
        "agree, easy lifting usually fits; eat and drink enough, as feeding takes energy. I give no diet targets now."
    ),
    "fracture": words(
        "Ask your doctor before you lift: a broken bone bears no load until they clear it. What I can say: other "
        "parts can often be trained if they agree and nothing grips, jolts or leans on it. Numbness, more swelling or "
        "pain: back to them at once."
    ),
    "condition": words(
        "Ask your doctor before you lift with that. What I can say: bring them your plan, start light, leave reps, "
        "and stop and get help if you feel unwell."
    ),
}
MINOR: Final = words(
    "Under eighteen I give no diet targets: you are still growing, and that takes food. Regular meals with the "
    "family, enough of them, and ask a parent and a doctor or dietitian about anything else."
)
MINOR_SUPPLEMENT: Final = words(
    "Under eighteen, ask a doctor and your parents first; I name no amount. Regular meals and sleep do more."
)
MINOR_LIFT: Final = words(
    "Under eighteen I name no load in a chat, and no max attempts. Technique first, two or three reps left in every "
    "set, with somebody qualified watching; bring a parent or coach in."
)
MINOR_MAX: Final = words(
    "No, not under eighteen: no max attempts. Leave two or three reps in every set, technique first, with somebody "
    "qualified watching, and bring a parent or coach in."
)
PREGNANT_EATING: Final = words(
    "What to eat and take while pregnant your midwife, doctor or dietitian decides; I give no diet targets. Regular "
    "meals, enough of them, until you have asked."
)
UNDERWEIGHT: Final = words(
    "At that height and weight I give no advice on losing weight: a BMI under 18.5 is already underweight. Please see "
    "a doctor or a dietitian."
)
FEVER: Final = words(
    "No training with a fever, not even light: rest, drink, and see a doctor if it is high or stays. Start again, "
    "lighter, once you have been without fever for a day and feel well."
)
INFECTED: Final = words(
    "Not while you have it: rest until it is over, and see a doctor with chest pain or breathlessness."
)
RULE: Final = words("such questions go to a doctor, whatever the log says")


def referred(text: str, question: Question, known: Known) -> Answered:
    """*text*, with the passage that it rests on where there is one about the same."""
    if question.kind is Kind.NUTRITION:
        return Answered(lines=(text,), basis=basis(rule=RULE), is_final=True)
    about = [one for one in known.passages if question.topics & set(one.topics) and one.exercise is None]
    passages = tuple(one for one in about if question.passage in (None, one.id))[:1]
    return Answered(lines=(text,), basis=basis(passages=passages, rule=RULE), passages=passages, is_final=True)


def medical(question: Question, known: Known) -> Answered:
    return referred(MEDICAL[question.about], question, known)


def returning(question: Question, known: Known) -> Answered | None:
    """When to train again after an infection; None where no passage says so."""
    told = next((one for one in known.passages if one.id == question.passage), None)
    if told is None:
        return None
    first = (INFECTED,) if question.about == "infection" else ()
    return Answered(lines=(*first, opening(told.text)), basis=basis(passages=[told]), passages=(told,), quotes=True)
