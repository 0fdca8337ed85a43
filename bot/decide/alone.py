"""A lifter's private talk with us: where it is, and whether it takes words."""

from dataclasses import replace

from bot.decide.scene import Decision, Scene
from storage.records import DIRECT, Address, PrivateTalk


def where_alone(scene: Scene) -> Address:
    """Where the speaker reads alone. Where no chat is known, his account may open one."""
    who, chat = scene.incoming.who, scene.memory.private_chat
    return Address(who.platform, DIRECT, who.account) if chat is None else Address(who.platform, chat)


def in_touch(decision: Decision, scene: Scene) -> Decision:
    """*decision*, and that the lifter has just opened his private talk, where that is news.

    Who asks for a private answer from elsewhere opens it too: he says it again once he has changed his settings.
    """
    incoming, memory = scene.incoming, scene.memory
    if incoming.company is not None or decision.changes.user is None:
        return decision
    chat = None if incoming.where.chat == DIRECT else incoming.where.chat
    if not memory.is_shut and chat in (None, memory.private_chat):
        return decision
    return replace(decision, changes=replace(decision.changes, private_talk=PrivateTalk(incoming.who, chat)))
