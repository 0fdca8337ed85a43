"""Short answers of code's own: a term, the muscles of a lift, what is worth saying of its dangers."""

from typing import Final

from agents.phrases import capital
from agents.questions.basis import basis
from agents.questions.question import Answered, Known, Question
from knowledge.body import muscle_shown
from knowledge.words import joined, words

AMRAP: Final = words(
    "AMRAP is as many reps as possible: the last set goes on past its minimum while every rep still "
    "looks good, and stops "
    "one short of a miss."
)
SAFE: Final = words(
    "Not when the load fits and the form holds: for each hour, lifting hurts fewer people than most team "
    "sports. Add weight slowly, and stop at sharp pain."
)
SAFE_SOURCE: Final = words("injuries an hour of training, Keogh 2017")


def term(question: Question, known: Known) -> Answered | None:
    """None where the question asks for none of them."""
    match question.about:
        case "amrap":
            passages = tuple(one for one in known.passages if one.id == question.passage)
            return Answered(lines=(AMRAP,), basis=basis(passages=passages), passages=passages)
        case "danger":
            return Answered(lines=(SAFE,), basis=basis(rule=SAFE_SOURCE))
        case "muscles" if question.lifts:
            return _muscles(question, known)
        case _:
            return None


def _muscles(question: Question, known: Known) -> Answered | None:
    exercise = known.exercises[question.lifts[0]]
    if not exercise.muscles:
        return None
    first, *others = exercise.muscles
    lift = capital(exercise.short)
    line = words("{lift} works the {muscle} most.", lift=lift, muscle=muscle_shown(first))
    if others:
        helping = joined(list(map(muscle_shown, others)), ", ")
        line = words(
            "{lift} works the {muscle} most, with {others}.", lift=lift, muscle=muscle_shown(first), others=helping
        )
    return Answered(lines=(line,), basis=words("From the notes: {notes}.", notes=exercise.name))
