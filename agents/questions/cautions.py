"""What stands before every plain answer: who is not coached on that, whatever the log says."""

from functools import cache
from typing import Final

from agents.questions.question import Answered, Kind, Known, Question
from agents.questions.reading import ranks, table, words_of
from agents.questions.refer import MEDICAL, MINOR, MINOR_LIFT, MINOR_MAX, MINOR_SUPPLEMENT, PREGNANT_EATING, referred
from agents.questions.whom import ADULT
from knowledge.phrases import Phrases, Word
from storage.records import Profile

_LOADED: Final = (Kind.NEXT, Kind.WEEK, Kind.DELOAD, Kind.WHY, Kind.STUCK, Kind.NUTRITION)
_TO_THE_LIMIT: Final = (
    "max out|test|attempt|attempts|day; maxing; do|try|test|hit|attempt|for .. 1rm|max|pr|pb|record; one rep max test; "
    "pr|pb|record attempt|attempts; go|going to failure; maximalversuch; maximum testen; probar .. maximo|1rm; "
    "tester .. max|maximum; testar .. maximo|1rm; проверить|на максимум"
)
_HEAVY: Final = (
    "1rm|1rms|singles|maxing|maximal; heavy single|double|doubles; do|a|hit|try single; one rep max; "
    "max on|my|bench|squat|squats|deadlift|deadlifts|press|effort; i max; einzelwiederholung|einzelwiederholungen"
)
_INSTEAD: Final = (
    "instead of; anything instead; alternative|alternatives|substitute|substitutes|replacement|swap to|for"
)
_SUPPLEMENTS: Final = (
    "creatine|creatin|kreatin|creatina|креатин|креатина|supplement|supplements|supplemente|suplementos|complements|"
    "preworkout|caffeine|kaffee|koffein|cafeina|bcaa|bcaas|whey; protein powder|shake|shakes; pre "
    "workout; energy drink|drinks; "
    "fat burner|burners"
)
_DAYS_A_YEAR: Final = 365


def cautioned(question: Question, known: Known) -> Answered | None:
    """The words that are given instead of an answer; None where nothing stands against one."""
    if question.kind is Kind.MEDICAL:
        return None
    words = words_of(question.words)
    if known.profile.pregnant and (is_loaded(question) or _is_heavy(question, words)):
        is_eaten = question.kind is Kind.NUTRITION
        return referred(PREGNANT_EATING if is_eaten else MEDICAL["pregnancy"], question, known)
    if not is_of_minor(question, known):
        return None
    if ranks(_limits(), words) or _is_heavy(question, words):
        return referred(MINOR_MAX, question, known)
    if question.kind is Kind.NUTRITION:
        return referred(MINOR_SUPPLEMENT if ranks(_supplements(), words) else MINOR, question, known)
    return referred(MINOR_LIFT, question, known) if question.is_minor and is_loaded(question) else None


def is_loaded(question: Question) -> bool:
    """Whether its answer would name a load, or what to eat."""
    return question.kind in _LOADED or (question.kind is Kind.OTHER and bool(question.lifts))


def must_be_answered(question: Question) -> bool:
    """Whether a message is answered for its sake even where it does not read as a question."""
    if question.kind is Kind.MEDICAL:
        return question.about in ("eating", "period", "pregnancy")
    if question.kind is Kind.SWAP:
        return bool(question.lifts and ranks(_instead(), words_of(question.words)[:2]))  # how it opens
    if question.is_minor and _is_heavy(question, words_of(question.words)):
        return True
    return question.kind is Kind.NUTRITION and (question.restriction is not None or question.is_minor)


def is_of_minor(question: Question, known: Known) -> bool:
    """Whom the question names is meant, or else who asks."""
    if question.is_minor or question.age_years is not None:
        return question.is_minor
    age = _age(known.profile, known)
    return age is not None and age < ADULT


def _age(profile: Profile, known: Known) -> int | None:
    if profile.age_years is None or profile.age_said_on is None:
        return profile.age_years
    return profile.age_years + (known.day.on - profile.age_said_on).days // _DAYS_A_YEAR


def _is_heavy(question: Question, words: tuple[Word, ...]) -> bool:
    """Whether it asks to lift near the limit; of the log, "my best 1rm" asks for no lift, unless it names an age."""
    return (question.kind is not Kind.HISTORY or question.is_minor) and bool(ranks(_heavy(), words))


@cache
def _heavy() -> Phrases:
    return table([_HEAVY])


@cache
def _instead() -> Phrases:
    return table([_INSTEAD])


@cache
def _limits() -> Phrases:
    return table([_TO_THE_LIMIT])


@cache
def _supplements() -> Phrases:
    return table([_SUPPLEMENTS])
