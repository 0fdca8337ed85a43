"""A button whose words are typed by hand does what a tap on it does, where it is plain which one is meant."""

from dataclasses import replace
from functools import cache

from agents.phrases import OF_PROGRAMMES
from bot.decide.first_minute import QUESTIONS, SKIP_LABEL, Question, answered_in_words, skipped_in_words
from bot.decide.labels import in_all_languages, plain_words, typed_for
from bot.decide.log import is_plan_of
from bot.decide.pressed import VERBS
from bot.decide.scene import Decision, Scene
from bot.message import Said
from knowledge.rules import RULES
from storage.records import Prescription

MARKS = ("done", "missed")


def mark_typed(said: Said, scene: Scene) -> Decision | None:
    """The newest plan, marked by the whole label; a bare "done" says of no plan what was lifted."""
    text = plain_words(said.text)
    verb = next((verb for verb in MARKS if text in typed_for(verb) - {"missed", "done"}), None)
    given = newest_plan(scene) if verb else None
    if verb is None or given is None:
        return None
    with_it = replace(scene, memory=replace(scene.memory, prescription=given))
    return VERBS[verb](verb, f"{given.id}{_shown_sets(given)}" if verb == "done" else given.id, with_it)


def newest_plan(scene: Scene) -> Prescription | None:
    """The plan of the lift that was logged last, as long as it is one."""
    lift = next(iter(scene.memory.history), None)
    given = next(iter(scene.memory.prescriptions.get(lift, ())), None) if lift else None
    return given if given and given.load and is_plan_of(given, scene.today, scene) else None


def _shown_sets(given: Prescription) -> str:
    """What the line of a plan showed of its sets, as its button has it."""
    rule = RULES.get(given.rule)
    shows = rule is not None and (rule.sets < 1 or given.rule in OF_PROGRAMMES)
    return f":{given.sets}" if shows else ""


def first_minute_typed(said: Said, scene: Scene) -> Decision | None:
    """An answer to one of the first questions, as long as he has logged nothing; None of anything else."""
    if scene.is_new or scene.memory.recent:
        return None
    text = plain_words(said.text)
    found = _answers().get(text)
    if found is not None:
        question, place = found
        return answered_in_words(question, place, scene)
    return skipped_in_words(scene) if text in in_all_languages(SKIP_LABEL) else None


@cache
def _answers() -> dict[str, tuple[Question, int]]:
    """By the words of the button: its question, and its place among the answers."""
    return {
        text: (question, place)
        for question in QUESTIONS
        for place, (label, _) in enumerate(question.options)
        for text in in_all_languages(label)
    }
