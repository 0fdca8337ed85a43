"""A lift that is named by a tap: under the question which one it was stand those of the session."""

from dataclasses import replace

from bot.decide.answered import answered
from bot.decide.asks import ask_id, waiting
from bot.decide.log import log
from bot.decide.scene import Decision, Scene, reply
from bot.message import Said
from bot.wording import READ_BEFORE
from knowledge.exercise import ExerciseId


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
