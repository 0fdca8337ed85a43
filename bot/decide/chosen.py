"""A message whose author chose to have it logged, once more: one that was undone is logged anew. Pure."""

from dataclasses import replace

from bot.decide.scene import Decision, Scene, reply
from bot.message import Said
from knowledge.words import words

STANDS: str = words("That message is in your log already. An edit of it changes its sets, `undo` takes them back.")


def chosen_again(said: Said, scene: Scene) -> Scene:
    """*scene* with a choice of its own, where the message was answered before: as an edit, it replaces what it brought.

    The first choice is the message itself, so that it is logged once however it reached us.
    """
    if not scene.memory.turn_is_own:
        return scene
    return replace(scene, incoming=replace(said, source=f"{said.message}:{said.chosen}", edited=True))


def chosen_in_vain(said: Said, scene: Scene) -> Decision | None:
    """The answer where all that it says stands in the log; None where it may be logged."""
    if not (said.chosen and said.edited and said.source == f"{said.message}:{said.chosen}"):
        return None
    standing = {*(one.message for one in scene.memory.recent), *(one.message for one in scene.memory.readiness)}
    return reply(scene, STANDS) if said.message in standing else None
