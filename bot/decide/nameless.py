"""A group that speaks for itself: an admin who shows no name. What it sets is set, and nothing is logged for it."""

from dataclasses import replace

from bot.decide.groups import group_command
from bot.decide.scene import Decision, Scene, reply
from bot.message import Said
from bot.wording_groups import NAMELESS


def decide_nameless(scene: Scene) -> Decision | None:
    """The decision about words of the group itself, of which no person is kept. None: somebody spoke."""
    company, said = scene.incoming.company, scene.incoming
    if company is None or not company.is_speaker:
        return None
    sets = isinstance(said, Said) and said.text.lower().split(maxsplit=1)[:1] == ["group"]
    told = (group_command(said, scene) if sets and isinstance(said, Said) else None) or reply(scene, NAMELESS)
    changes = replace(told.changes, user=None, turn=None, person=None, identity=None, arms=())
    return Decision(changes)
