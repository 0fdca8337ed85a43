"""A lift that is named: by a tap under the question which one it was, or behind ``plan``."""

import re
from dataclasses import replace
from typing import Final

from bot.decide.answered import answered
from bot.decide.asks import ask_id, waiting
from bot.decide.log import log
from bot.decide.scene import Decision, Scene, reply
from bot.message import Said
from bot.parse.facts import Parsed
from bot.parse.talk import is_ordinary
from bot.parse.words import folded, set_of
from bot.wording import READ_BEFORE
from knowledge.exercise import ExerciseId
from knowledge.words import words

_WORD: Final = re.compile(r"[^\W\d_]+")
_DAYS: Final = set_of("heute morgen hoy mañana aujourd hui demain hoje amanhã сегодня завтра tomorrow")
MOST_WORDS: Final = 3  # of a name; more of them say something else


def unknown_lift(said: Said, behind: Parsed, scene: Scene) -> str | None:
    """What is said of ``plan foo``, which would else be answered with another lift's plan; None of all else."""
    asked = _WORD.findall(said.text)[1:]
    strange = [word for word in asked if not (is_ordinary(word.lower()) or folded(word) in _DAYS)]
    says_more = len(asked) > MOST_WORDS or behind != Parsed(intent=behind.intent, rest=behind.rest)
    if scene.named or not strange or says_more:
        return None
    return words("I know no lift called {name}. Say it like `plan bench`.", name=" ".join(asked))


def take_lift(_verb: str, rest: str, scene: Scene) -> Decision:
    """Answer the question that waits, as if the lift had been said."""
    name, _, id_ = rest.partition(":")
    ask, exercise = waiting(scene), scene.exercises.get(ExerciseId(name))
    if ask is None or exercise is None or ask_id(ask) != id_:
        return reply(scene, READ_BEFORE)
    said = _as_said(exercise.name, scene)
    parsed = scene.read(said.text, scene.unit)
    staged = replace(scene, incoming=said, parsed=parsed, named=(exercise.id,))
    completed = answered(said, parsed, staged)
    if completed is None:
        return reply(scene, READ_BEFORE)
    return log(said, completed, staged, answers=bool(completed.sets))


def _as_said(text: str, scene: Scene) -> Said:
    incoming = scene.incoming
    return Said(
        who=incoming.who,
        name=incoming.name,
        where=incoming.where,
        source=incoming.source,
        message=incoming.source,
        reply_to="",
        text=text,
        sent_at=incoming.sent_at,
    )
