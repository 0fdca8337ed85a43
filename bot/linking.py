"""Turns about accounts: a code that was typed, accounts that are parted. What they change, the store does itself."""

from collections.abc import MutableMapping
from dataclasses import replace
from datetime import datetime

from bot.decide.linking import (
    WRONG_MOST,
    asks_to_part,
    code_seen,
    code_typed,
    digest_of,
    lately,
    parts,
    refused,
    too_often,
)
from bot.decide.scene import Answer, Decision, Scene, blank, reply, say
from bot.message import Said
from bot.wording_own import ONLY_ACCOUNT, UNLINKED, linked
from storage.records import Changes, Identity, Linked
from storage.store import Store

WrongCodes = MutableMapping[Identity, tuple[datetime, ...]]
"""When an account lately typed codes that are none. A restart forgets them; so few tries guess nothing."""


async def about_accounts(scene: Scene, store: Store, wrong: WrongCodes) -> Decision | None:
    """The decision about a message that joins or parts accounts; None where it does neither, or is another's."""
    if isinstance(scene.incoming, Said) and scene.incoming.forwarded:
        return None
    if parts(scene):
        is_parted = await store.unlink(scene.incoming.who, scene.now)
        return _said_to_nobody(scene, UNLINKED if is_parted else ONLY_ACCOUNT)
    if asks_to_part(scene.incoming) and len(await store.identities(scene.person.user)) <= 1:
        return reply(scene, ONLY_ACCOUNT)
    code = code_typed(scene.incoming)
    if code is None:
        return None
    if scene.incoming.company is not None:
        await store.end_code(digest_of(code))
        return code_seen(scene)
    return await _typed(code, scene, store, wrong)


async def _typed(code: str, scene: Scene, store: Store, wrong: WrongCodes) -> Decision:
    who = scene.incoming.who
    before = lately(wrong.get(who, ()), scene.now)
    if len(before) >= WRONG_MOST:
        return too_often(scene)
    if scene.is_new:  # so that there is somebody to join
        await store.keep(Changes(at=scene.now, person=scene.person, identity=who))
    came = await store.link(digest_of(code), who, scene.now)
    if came is Linked.JOINED:
        wrong.pop(who, None)
        return _said_to_nobody(scene, linked(await _sets_of(who, store)))
    for account in [one for one, times in wrong.items() if not lately(times, scene.now)]:
        del wrong[account]
    wrong[who] = (*before, scene.now)
    return refused(came, scene)


async def _sets_of(who: Identity, store: Store) -> int:
    person = await store.person(who)
    entries, _ = await store.log(person.user) if person else ((), ())
    return sum(entry.lift.sets for entry in entries)


def _said_to_nobody(scene: Scene, text: str) -> Decision:
    """An answer that keeps nothing about the person of the scene, who may be another one by now."""
    nobody = replace(blank(scene), user=None, person=None, identity=None, turn=None, arms=())
    return Decision(say(scene, nobody, Answer([text])))
