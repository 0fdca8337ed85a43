"""What a message in a group needs to know beyond its lifter: how the group is set, and who is on its board."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import structlog

from bot.decide.boards import Contender
from bot.decide.groups import needs_whole_log, wants_board
from bot.decide.scene import Scene
from bot.platforms import Moves, Platform
from storage.records import DIRECT, Address, Changes, Due, Group, Member, PrivateTalk, Profile, Update, UserId
from storage.store import Store

log = structlog.get_logger(__name__)


async def with_company(scene: Scene, store: Store) -> Scene:
    """*scene* with what the store knows of its group; as it is in a private talk."""
    company = scene.incoming.company
    if company is None:
        return scene
    if scene.is_new:  # nothing was recalled of who is not known yet
        group = await store.group(scene.incoming.where.platform, company.id)
        scene = replace(scene, memory=replace(scene.memory, group=group))
    if wants_board(scene):
        scene = replace(scene, board=await contenders(store, scene.incoming.where.platform, company.id))
    if needs_whole_log(scene):
        entries, _ = await store.log(scene.person.user)
        scene = replace(scene, past=entries)
    return scene


async def contenders(store: Store, platform: str, group: str) -> tuple[Contender, ...]:
    """Who is on a group's board, with his log; in the order of joining."""
    members = await store.members(platform, group)
    return tuple([await _contender(store, member) for member in members if member.on_board])


async def _contender(store: Store, member: Member) -> Contender:
    entries, _ = await store.log(member.user)
    profile = await _profile(store, member.user)
    return Contender(
        name=member.name,
        entries=entries,
        body_weight=profile.body_weight if profile else None,
        sex=member.sex,
        language=(profile.language if profile else None) or "en",
    )


async def _profile(store: Store, user: UserId) -> Profile | None:
    for identity in await store.identities(user):
        if (person := await store.person(identity)) is not None:
            return person.profile
    return None


def said_by_nobody(platform: Platform, update: Update, at: datetime) -> Changes:
    """What to keep of an update that is no lifter's: that it was looked at, and where a group went."""
    moved = platform.moved(update) if isinstance(platform, Moves) else None
    if moved is not None:
        log.info("a group has another id: a list of who may talk with the bot needs it too", old=moved.id, new=moved.to)
    return Changes(at=at, settles=(update.platform, update.id), group_moved=moved)


async def shared_places(store: Store) -> Mapping[Address, Group]:
    """The groups by where their shared check-ins go."""
    return {group.check_in_address: group for group in await store.groups() if group.check_in_address}


async def in_place(due: Due, places: Mapping[Address, Group], store: Store) -> tuple[Due, bool]:
    """*due* where it may be asked, and whether others read along there.

    That is a group alone where its check-ins are now, and while he shares his; any other place that is not known to be
    his own may be read by others.
    """
    group = places.get(due.promise.address)
    if group is not None and await _shares(group, due.person.user, store):
        return due, True
    return replace(due, promise=replace(due.promise, address=_alone(due))), False


async def _shares(group: Group, user: UserId, store: Store) -> bool:
    members = await store.members(group.platform, group.id)
    return group.check_ins and any(one.user == user and one.shares_check_ins for one in members)


def _alone(due: Due) -> Address:
    """Where he reads alone: there if that is such a place, else on that platform, else on one that he came by."""
    address = due.promise.address
    talks = [_address(talk) for talk in due.talks]
    own = {(talk.platform, talk.chat) for talk in talks}
    if address.chat == DIRECT or (address.platform, address.chat) in own or not talks:
        return address
    return next((talk for talk in talks if talk.platform == address.platform), talks[0])


def _address(talk: PrivateTalk) -> Address:
    who = talk.identity
    return Address(who.platform, DIRECT, who.account) if talk.chat is None else Address(who.platform, talk.chat)
