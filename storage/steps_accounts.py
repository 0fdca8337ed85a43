"""Accounts of one person: which they are, joining two people who are one, and parting them again."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from storage.columns import instant
from storage.profiles_joined import joined
from storage.records import Identity, Linked, Person, UserId, row_id
from storage.rows_people import person_from, profile_row
from storage.steps import Fetch, Params, Steps, Write

MOVED: Final = (
    *("identities", "turns", "entries", "readiness", "flags", "asks", "readings", "uploads", "inbox", "outbox"),
    *("prescriptions", "predictions", "promises", "exchanges", "feedback", "bank_examples", "alarms"),
    *("dataset_members", "group_members"),
)
PARTED: Final = (  # in this order: later ones look at whose turns, uploads, predictions and exchanges have moved
    *("turns", "uploads", "entries", "readiness", "flags", "asks", "readings", "inbox", "outbox", "prescriptions"),
    *("predictions", "promises", "exchanges", "feedback", "bank_examples", "alarms", "group_members"),
)


def identities(user: UserId) -> Steps[tuple[Identity, ...]]:
    rows = yield Fetch("identities_of_user", {"user": user})
    return tuple(Identity(row["platform"], row["account"]) for row in rows)


def end_code(digest: str) -> Steps[None]:
    yield Write("end_code", {"digest": digest})


def link(digest: str, identity: Identity, at: datetime) -> Steps[Linked]:
    """A code that cannot be used by who typed it is not used up."""
    yield Write("end_old_codes", {"at": instant(at)})
    codes = yield Fetch("link_code", {"digest": digest})
    if not codes:
        return Linked.UNKNOWN
    owner = UserId(codes[0]["user_id"])
    other = yield from _user_of(identity)
    if other == owner:
        return Linked.OWN
    yield Fetch("lock_people", {"user": owner, "other": other})
    if (yield from _share_a_platform(owner, other, identity)):
        return Linked.SAME_PLATFORM
    if not (yield Fetch("use_code", {"digest": digest})):
        return Linked.UNKNOWN
    if other is not None:
        yield from _join(owner, other)
    yield Write("keep_identity", {**_account(identity), "user": owner, "at": instant(at)})
    return Linked.JOINED


def _user_of(identity: Identity) -> Steps[UserId | None]:
    rows = yield Fetch("user_of_identity", _account(identity))
    return UserId(rows[0]["user_id"]) if rows else None


def _account(identity: Identity) -> Params:
    return {"platform": identity.platform, "account": identity.account}


def _share_a_platform(owner: UserId, other: UserId | None, identity: Identity) -> Steps[bool]:
    his = yield from identities(owner)
    theirs = (yield from identities(other)) if other is not None else (identity,)
    return bool({one.platform for one in his} & {one.platform for one in theirs})


def _join(owner: UserId, other: UserId) -> Steps[None]:
    profile = joined((yield from _person(owner)).profile, (yield from _person(other)).profile)
    yield Write("keep_profile", profile_row(Person(owner, "", profile)))
    for user in (owner, other):
        yield from _outdated(user)
    both: Params = {"user": other, "into": owner}
    yield Write("met_first", both)
    for table in MOVED:
        yield Write(f"move_{table}", both)
    yield Write("forget_user", {"user": other})


def _person(user: UserId) -> Steps[Person]:
    (row,) = yield Fetch("person", {"user": user})
    return person_from(row)


def _outdated(user: UserId) -> Steps[None]:
    """What was computed of his log, and codes that he was given, hold no more."""
    yield Fetch("count_change", {"user": user})
    yield Write("drop_all_strengths", {"user": user})
    yield Write("end_codes_of", {"user": user})


def unlink(identity: Identity, at: datetime) -> Steps[bool]:
    user = yield from _user_of(identity)
    if user is None:
        return False
    yield Fetch("lock_people", {"user": user, "other": None})
    if len((yield from identities(user))) < 2:
        return False
    yield from _part(user, (yield from _free_id(identity, at)), identity, at)
    return True


def _free_id(identity: Identity, at: datetime) -> Steps[UserId]:
    """The id that the account would have had alone, or one that names this instant, where he has that already."""
    alone = row_id("user", identity.platform, identity.account)
    is_taken = yield Fetch("user_exists", {"user": alone})
    return UserId(row_id("user", identity.platform, identity.account, instant(at)) if is_taken else alone)


def _part(user: UserId, new: UserId, identity: Identity, at: datetime) -> Steps[None]:
    profile = (yield from _person(user)).profile
    prefix = f"{identity.platform}:"
    leaving = tuple(one for one in profile.lessons if one.message.startswith(prefix))
    staying = tuple(one for one in profile.lessons if one not in leaving)
    move: Params = {"user": user, "into": new, "at": instant(at), "prefix": prefix, **_account(identity)}
    yield Write("copy_user", _of(move, "user", "into", "at"))
    yield Write("keep_profile", profile_row(Person(user, "", replace(profile, lessons=staying))))
    yield Write("keep_profile", profile_row(Person(new, "", replace(profile, lessons=leaving))))
    yield Write("part_identity", _of(move, "into", "platform", "account"))
    for table in PARTED:
        yield Write(f"part_{table}", move)
    yield Write("copy_dataset_members", _of(move, "user", "into"))
    for one in (user, new):
        yield from _outdated(one)


def _of(params: Params, *names: str) -> Params:
    return {name: params[name] for name in names}
