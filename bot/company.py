"""What a message in a group needs to know beyond its lifter: how the group is set, and who is on its board."""

from collections.abc import Mapping
from dataclasses import replace

from bot.decide.boards import Contender
from bot.decide.groups import needs_whole_log, wants_board
from bot.decide.scene import Scene
from storage.records import DIRECT, Address, Due, Group, Member, Profile, UserId
from storage.store import Store


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


async def shared_places(store: Store) -> Mapping[Address, Group]:
    """The groups by where their shared check-ins go."""
    return {group.address: group for group in await store.groups() if group.address}


async def in_place(due: Due, places: Mapping[Address, Group], store: Store) -> tuple[Due, bool]:
    """*due* where it may be asked, and whether others read along there: who has left is asked in private."""
    address = due.promise.address
    group = places.get(address)
    if group is None:
        return due, False
    members = await store.members(group.platform, group.id)
    if group.check_ins and any(one.user == due.person.user and one.shares_check_ins for one in members):
        return due, True
    accounts = await store.identities(due.person.user)
    here = next((one.account for one in accounts if one.platform == address.platform), None)
    if here is None:
        return due, True
    alone = Address(address.platform, DIRECT, here)
    return replace(due, promise=replace(due.promise, address=alone)), False
