"""What a message is for, and so what becomes of it."""

import re
from dataclasses import replace

from agents.questions.cautions import must_be_answered
from bot.decide.again import is_again, repeat
from bot.decide.answered import answered
from bot.decide.arithmetic import arithmetic
from bot.decide.asks import Question, begin
from bot.decide.chosen import chosen_in_vain
from bot.decide.cleared import cleared_said
from bot.decide.coaching import Coaching, coach, lifts_meant
from bot.decide.commands import command
from bot.decide.consent import consent_said, is_asked_lately
from bot.decide.continued import continued
from bot.decide.corrections import as_edit, correct, delete, undo
from bot.decide.forwarded import decide_forwarded
from bot.decide.language import language_said
from bot.decide.learned import learning, telling, unlearning
from bot.decide.log import log, tells_readiness
from bot.decide.memory_without import forgetting
from bot.decide.named import unknown_lift
from bot.decide.pressed import made_said, outcome_said
from bot.decide.questions import PLANNED, answered_alone, plans_today, with_answer, with_basis
from bot.decide.readings import with_unread
from bot.decide.replied import decide_reply
from bot.decide.rest import rest_behind, with_rest
from bot.decide.scene import Answer, Decision, Scene, blank, reply, say
from bot.decide.slipped import refused
from bot.decide.taken import is_yes_or_no, reading_said
from bot.decide.typed import first_minute_typed, mark_typed
from bot.decide.votes import stars_said
from bot.message import Said
from bot.parse.facts import Intent, Parsed
from bot.parse.talk import greets
from bot.wording import (
    FRIENDLY,
    NO_ANSWER_YET,
    NO_TEXT,
    NO_YES_OR_NO,
    NOT_UNDERSTOOD,
    NOTHING_FROM_TALK,
    NOTHING_LOGGED,
    ONLY_A_PLAN,
    SLEEP_UNSAID,
    SMALLTALK,
    SORE_UNSAID,
    TOO_LONG,
    WELCOME,
    not_planned,
)
from bot.wording_learning import SAY_LEARN
from knowledge.words import joined, words
from storage.records import Danger

LONGEST = 4096  # characters: what Telegram lets a person send, so only a paste is longer
STOPS_ALL = (Danger.EMERGENCY, Danger.URGENT)  # before any command, and however long the message
_SET = re.compile(r"\d+(?:[.,]\d+)?\s?(?:kgs?|lbs?)?\s?[x×*]\s?\d+(?:\s?[x×*]\s?\d+)?", re.IGNORECASE)
_ONLY_GOT = re.compile(r"(?:i )?only (?:got|made|did|managed|hit) \d{1,2}(?: reps?)?[.!]?")
SET_OR_CORRECTION = words(
    "Is that a set of its own, or the one in your log? Say `x3` for a new set, or `was 3 reps`. Nothing is logged yet."
)
_UNFINISHED = re.compile(r"(?<=\d)\s*[x×*]$", re.IGNORECASE)  # deadlift 315x
PLAN_WORDS = ("plan", "next", "next?")


def decide_said(said: Said, scene: Scene) -> Decision:
    """The decision about words. Every path answers: nothing that was said is passed over in silence."""
    if said.forwarded and not said.chosen:
        return decide_forwarded(said, scene)
    if (in_vain := chosen_in_vain(said, scene)) is not None:
        return in_vain
    if not said.edited:
        return _learn_and_decide(said, scene)
    before = unlearning(said, replace(scene, memory=forgetting(scene.memory, said.message)))
    return as_edit(said, _learn_and_decide(said, before), scene)


def _learn_and_decide(said: Said, scene: Scene) -> Decision:
    """What a message tells of its lifter counts for its own answer already, and is said in it."""
    taught = learning(said, scene) if len(said.text) <= LONGEST else scene
    return telling(_decide(said, taught), taught)


def _decide(said: Said, scene: Scene) -> Decision:
    parsed = scene.parsed
    if parsed.danger in STOPS_ALL:
        return log(said, parsed, scene)
    if len(said.text) > LONGEST:
        return reply(scene, TOO_LONG)
    if not said.text.strip():
        return reply(scene, NO_TEXT)
    if _UNFINISHED.search(said.text.strip()) and not parsed.sets:
        parsed = scene.read(_UNFINISHED.sub("", said.text.strip()), scene.unit)
    found = consent_said(said, scene) or stars_said(said, scene) or language_said(said, scene) or command(said, scene)
    found = found or decide_reply(said, parsed, scene) or arithmetic(said, scene) or made_said(said, scene)
    if found is None and (rest := rest_behind(said, scene)) is not None:
        before, read, seconds = rest
        return with_rest(_decide(replace(said, text=before), replace(scene, parsed=read)), seconds, scene)
    found = found or outcome_said(said, scene) or reading_said(said, scene) or cleared_said(said, scene)
    found = found or mark_typed(said, scene) or first_minute_typed(said, scene)
    return found or _decide_log(said, parsed, scene)


def _decide_log(said: Said, parsed: Parsed, scene: Scene) -> Decision:
    """What the message is for the log, or asks about it: none of the words that mean one thing alone."""
    if parsed.delete_last:
        return undo(scene) if parsed.which is None else delete(said, parsed, scene)
    word, *rest = said.text.split(maxsplit=1)
    if word.lower() in PLAN_WORDS:
        return _plan(said, scene.read("".join(rest), scene.unit), scene)
    completed = answered(said, parsed, scene)
    if completed is not None:
        return log(said, completed, scene, answers=bool(completed.sets))
    if parsed.intent is Intent.CORRECTION:
        return correct(said, parsed, scene)
    if (further := _further(said, parsed, scene)) is not None:
        return further
    if _says_something(parsed):
        return _keep(said, parsed, scene)
    if scene.question is not None and must_be_answered(scene.question):
        return _question(said, scene)
    if scene.noted and parsed.intent is not Intent.QUESTION:
        return reply(scene, joined([scene.noted, WELCOME]) if scene.is_new else scene.noted)
    begun = begin(said, scene)
    if begun is not None:
        return _begin(said, begun, scene)
    return with_unread(_talk(said, parsed, scene), said, parsed, scene)


def _further(said: Said, parsed: Parsed, scene: Scene) -> Decision | None:
    """What goes on from the set before: "same again", or numbers alone."""
    if parsed.again is not None and is_again(parsed, scene):
        return repeat(said, parsed, parsed.again, scene)
    found = continued(said, parsed, scene)
    return _keep(said, *found) if found is not None else None


def _keep(said: Said, parsed: Parsed, scene: Scene) -> Decision:
    """What is for the log, and the answer to what is asked beside it; beside kind words nothing else is said."""
    kept = log(said, parsed, scene)
    return kept if parsed.danger is Danger.CARE else with_answer(with_unread(kept, said, parsed, scene), scene)


def _begin(said: Said, begun: Question, scene: Scene) -> Decision:
    """A lift that is named alone: ask for its sets, beside its plan where it has one."""
    changes, answer = replace(blank(scene), message=said.message, ask=begun.ask), Answer(list(begun.lines))
    lifts = tuple(lift for lift in scene.named if scene.memory.history.get(lift))
    if not lifts:
        return Decision(say(scene, changes, answer))
    return coach(Coaching(scene, changes, answer, said.text, lifts), (), None)


def _says_something(parsed: Parsed) -> bool:
    return bool(parsed.sets) or parsed.danger is not None or tells_readiness(parsed)


def _plan(said: Said, behind: Parsed, scene: Scene) -> Decision:
    """A question. How he is he tells with it; sets behind it would be a plan of his own, so they are no log."""
    if (unknown := unknown_lift(said, behind, scene)) is not None:
        return reply(scene, unknown)
    note = ONLY_A_PLAN if behind.sets else ""
    without_sets = replace(behind, sets=())
    if _says_something(without_sets):
        return log(said, without_sets, scene, note=note)
    return _question(said, scene, note)


def _talk(said: Said, parsed: Parsed, scene: Scene) -> Decision:
    if parsed.refused:
        return refused(said, parsed, scene)
    if scene.is_new and parsed.intent is not Intent.QUESTION and scene.question is None:
        is_talk = parsed.intent is Intent.SMALLTALK and not _has_number(said)
        return reply(scene, WELCOME if is_talk else joined([NOTHING_LOGGED, WELCOME]))
    match parsed.intent:
        case Intent.SMALLTALK:
            return reply(scene, _small_talk(said, scene))
        case Intent.QUESTION:
            return telling(_question(said, scene), replace(scene, noted=_not_logged(said)))
        case Intent.LOG:
            return _answered_asking(scene, _unsaid(said.text))
        case Intent.GARBAGE if scene.question is not None:
            return _question(said, scene)
        case _:
            return reply(scene, NOT_UNDERSTOOD)


def _not_logged(said: Said) -> str:
    """The words about sets in a question, of which none is logged; "" where none stand in it."""
    found = _SET.findall(said.text)
    return words("Not logged: {found}. If you did it, send me the set alone.", found=", ".join(found)) if found else ""


def _small_talk(said: Said, scene: Scene) -> str:
    """A friendly word, unless it could be taken for a word about the log: then that nothing is logged."""
    if is_yes_or_no(said):
        return SAY_LEARN if is_asked_lately(scene) else NO_YES_OR_NO
    if _has_number(said):
        return SET_OR_CORRECTION if _ONLY_GOT.fullmatch(said.text.strip().lower()) else NOTHING_FROM_TALK
    return FRIENDLY if greets(said.text) else SMALLTALK


def _has_number(said: Said) -> bool:
    return any(letter.isdigit() for letter in said.text)


def _question(said: Said, scene: Scene, note: str = "") -> Decision:
    """What to lift today is answered with the plan of the lifts that are named, or of the last one; else in words."""
    question = scene.question
    if question is not None and not plans_today(question, scene):
        return answered_alone(question, scene) or reply(scene, NO_ANSWER_YET)
    lifts = lifts_meant(scene)
    if not lifts:
        return reply(scene, NO_ANSWER_YET)
    timed = [scene.exercises[lift] for lift in lifts if scene.exercises[lift].timed]
    answer = Answer([note] if note else [])
    if timed:
        answer.lines.append(not_planned(timed))
    planned = coach(Coaching(scene, replace(blank(scene), message=said.message), answer, said.text, lifts), (), None)
    return with_basis(planned, scene)


def _answered_asking(scene: Scene, asks: str) -> Decision:
    """The answer to a question that told of the lifter without a number, and the one that is asked for."""
    question = scene.question
    answered_too = question is not None and question.kind not in PLANNED and answered_alone(question, scene, asks)
    return answered_too or reply(scene, asks)


def _unsaid(text: str) -> str:
    low = text.lower()
    return SLEEP_UNSAID if "sle" in low else SORE_UNSAID if "sore" in low else NOT_UNDERSTOOD
