"""Answers that rest on a passage: its first sentences, beside the lifter's own figures where there are any."""

import re
from collections.abc import Sequence, Set
from statistics import median
from typing import Final

from agents.phrases import counted, sleep_text
from agents.questions.basis import basis
from agents.questions.question import MISTAKES, Answered, Kind, Known, Question
from agents.questions.reading import words_of
from agents.questions.replaced import replacements
from agents.rules_readiness import concerns
from knowledge.body import part_shown
from knowledge.exercise import Exercise
from knowledge.passage import Passage
from knowledge.words import counted as of_number
from knowledge.words import words

SHOWN: Final = 220  # letters of a passage: six lines of a phone; the rest is one tap away
CUES: Final = 3  # or mistakes, shown
NOTHING_SPARES: Final = words("Nothing here spares it for sure: train what doesn't touch it until it is better.")
NO_NOTE: Final = words("I have nothing on that in my notes yet.")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?]) +(?=[A-Z0-9])")
_SMALL: Final = frozenset(
    word
    for line in (
        "what how why when should could would does have with that this from about your mine into than then just much",
        "many more less some like want need good best them they there here after before while these those",
    )
    for word in line.split()
)


def opening(text: str, most: int = SHOWN) -> str:
    """The first sentences of *text*, whole ones, at least one and at most so many letters."""
    shown = ""
    for sentence in _SENTENCE_END.split(" ".join(text.split())):
        if shown and len(shown) + 1 + len(sentence) > most:
            break
        shown = f"{shown} {sentence}".strip()
    return shown


def fitting(question: Question, known: Known) -> tuple[Passage, ...]:
    """The passages that answer, best first. Topics are preferred; what is found first stays where it tells of it."""
    named = tuple(one for one in known.passages if one.id == question.passage)
    if named:
        return named
    on_topic = tuple(one for one in known.passages if question.topics & set(one.topics))
    best = known.passages[:1]
    if not best or best[0] in on_topic or not tells(best[0], question):
        return on_topic
    return (*best, *on_topic)


def noted(question: Question, known: Known) -> Answered | None:
    """The passage that fits best and its basis; None where none does."""
    passages = fitting(question, known)[:1]
    if not passages:
        return None
    own, row = _own_figures(question, known)
    lines = tuple(filter(None, (own, opening(passages[0].text))))
    return Answered(lines=lines, basis=basis([row], passages), passages=passages, quotes=True)


def any_noted(question: Question, known: Known) -> Answered | None:
    """The first passage that shares half of the telling words of a question that no wording fits; None else."""
    for passage in known.passages:
        if tells(passage, question, least=2):
            return _quoted(passage)
    return None


def _quoted(passage: Passage) -> Answered:
    return Answered(lines=(opening(passage.text),), basis=basis(passages=[passage]), passages=(passage,), quotes=True)


def tells(passage: Passage, question: Question, least: int = 1, but: Set[str] = frozenset()) -> bool:
    """Whether it has half of the question's telling words, *but* these, and so many of them."""
    telling = {word.text.removesuffix("s") for word in words_of(question.words) if len(word.text) > 3} - _SMALL - but
    said = {word.text.removesuffix("s") for word in words_of(" ".join((passage.title, passage.text, *passage.asked)))}
    shared = len(telling & said)
    return shared >= least and shared * 2 >= len(telling)


def technique(question: Question, known: Known) -> Answered | None:
    """The passage about just that, or the cues of the exercise that is named."""
    lifts = [known.exercises[lift] for lift in question.lifts]
    passages = fitting(question, known)
    if lifts and question.about == MISTAKES and lifts[0].mistakes:
        return _of_exercise(lifts[0], lifts[0].mistakes, "mistakes", passages)
    told = [one for one in passages if one.exercise is None] if not lifts else []
    if told:
        return _quoted(told[0])
    if lifts and lifts[0].cues:
        return _of_exercise(lifts[0], lifts[0].cues, "cues", passages)
    return noted(question, known)


def swap(question: Question, known: Known) -> Answered | None:
    """What usually spares the part that hurts, or needs nothing that is not there; no load is named for it."""
    lift = next((known.exercises[lift] for lift in question.lifts), None)
    if lift is None:
        return noted(question, known)
    lacking = question.lacking or (() if question.complaint else (lift.equipment,))
    with_it = replacements(lift, known, question.complaint, lacking, question.having)[:3]
    found = with_it or replacements(lift, known, question.complaint, lacking)[:3]
    if not found and (question.complaint or known.profile.equipment or known.profile.hurts):
        return _nothing_instead(question, lift, known)  # the passage would name what he cannot do
    if not found:
        return noted(question, known)
    names = ", ".join(known.exercises[one.exercise].name for one in found)
    return Answered(lines=_instead(lift, names, question.complaint), basis=_what_replaces(lift))


def _what_replaces(lift: Exercise) -> str:
    return words("From the notes: {lift}, what replaces it.", lift=lift.name)


def _nothing_instead(question: Question, lift: Exercise, known: Known) -> Answered:
    if question.complaint or any(concerns(site, lift) for site in known.profile.hurts):
        return Answered(lines=(NOTHING_SPARES,), basis=_what_replaces(lift))
    none = words(
        "I know nothing in the place of {lift} that fits your equipment and spares what hurts.", lift=lift.short
    )
    rests_on = words("From the notes: {lift}, what replaces it; and your profile.", lift=lift.name)
    return Answered(lines=(none,), basis=rests_on)


def _instead(lift: Exercise, names: str, complaint: str | None) -> tuple[str, ...]:
    if complaint is None:
        return (words("Instead of {lift}: {swap}.", lift=lift.short, swap=names),)
    spares = words(
        "Instead of {lift}: {swaps}, which usually spares the {part}.",
        lift=lift.short,
        swaps=names,
        part=part_shown(complaint),
    )
    return spares, words("Stop that one too if it hurts; pain that stays for a week belongs before a doctor.")


def _of_exercise(exercise: Exercise, told: Sequence[str], part: str, passages: Sequence[Passage]) -> Answered:
    """The first lines of a part of its file, its cues or its mistakes."""
    of_it = [one for one in passages if one.id == f"{exercise.id}/{part}"]
    rests_on = basis(passages=of_it) if of_it else words("From the notes: {notes}.", notes=f"{exercise.name}, {part}")
    return Answered(lines=tuple(told[:CUES]), basis=rests_on, passages=tuple(of_it), quotes=True)


def _own_figures(question: Question, known: Known) -> tuple[str, str]:
    """What he said of himself on that lately, as a line and as a row of the basis; empty where he said nothing."""
    if question.kind is Kind.SLEEP:
        nights = [one.sleep_minutes for one in known.readiness if one.sleep_minutes is not None]
        if nights:
            count = of_number("{count} night", "{count} nights", count=len(nights))
            middle = sleep_text(int(median(nights)))
            return words("You: {sleep} in the middle of {nights}.", sleep=middle, nights=count), words(
                "{nights} of sleep said", nights=count
            )
    if question.kind is Kind.SORENESS:
        sore = [one.soreness for one in known.readiness if one.soreness is not None]
        if sore:
            days, soreness = counted(len(sore), "day"), int(median(sore))
            return words("You: soreness {number} in the middle of {days}.", number=soreness, days=days), words(
                "{days} of soreness said", days=days
            )
    return "", ""
