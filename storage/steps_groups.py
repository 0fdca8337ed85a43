"""Groups and rests."""

from datetime import datetime, timedelta

from storage.columns import instant, instant_from
from storage.records import Alarm, AlarmState, Changes, Group, GroupMoved, Member, UserId
from storage.rows_groups import (
    alarm_from,
    alarm_row,
    code_row,
    group_from,
    group_row,
    member_from,
    member_key,
    member_row,
)
from storage.steps import Fetch, Params, Steps, Write, each


def group(platform: str, id_: str) -> Steps[Group | None]:
    rows = yield Fetch("group_of", {"platform": platform, "id": id_})
    return group_from(rows[0]) if rows else None


def groups() -> Steps[tuple[Group, ...]]:
    rows = yield Fetch("groups")
    return tuple(map(group_from, rows))


def members(platform: str, id_: str) -> Steps[tuple[Member, ...]]:
    rows = yield Fetch("members", {"platform": platform, "id": id_})
    return tuple(map(member_from, rows))


def in_group(user: UserId, platform: str, id_: str | None) -> Steps[tuple[Group | None, Member | None]]:
    """A group and *user* in it, where one is wanted."""
    if id_ is None:
        return None, None
    rows = yield Fetch("member", {"platform": platform, "id": id_, "user": user})
    return (yield from group(platform, id_)), (member_from(rows[0]) if rows else None)


def waiting_alarm(user: UserId, id_: str | None) -> Steps[Alarm | None]:
    if id_ is None:
        return None
    rows = yield Fetch("alarm", {"id": id_, "user": user})
    return alarm_from(rows[0]) if rows else None


def rested_at(user: UserId, here: Params) -> Steps[datetime | None]:
    """When his newest rest in a chat began, whatever became of it."""
    rows = yield Fetch("newest_alarm", {**here, "user": user})
    newest = alarm_from(rows[0]) if rows else None
    return newest.rings_at - timedelta(seconds=newest.seconds) if newest else None


def alarms(now: datetime) -> Steps[tuple[Alarm, ...]]:
    rows = yield Fetch("due_alarms", {"now": instant(now)})
    return tuple(map(alarm_from, rows))


def ring(alarm: Alarm) -> Steps[bool]:
    """False: it does not wait any more, or not for that instant."""
    return bool((yield Fetch("ring_alarm", {"id": alarm.id, "rings_at": instant(alarm.rings_at)})))


def next_alarm_at() -> Steps[datetime | None]:
    rows = yield Fetch("next_alarm")
    return instant_from(rows[0]["rings_at"]) if rows[0]["rings_at"] else None


def keep_groups(changes: Changes) -> Steps[None]:
    """Groups, members, rests and codes of a turn."""
    if changes.group_moved:
        yield from _move(changes.group_moved)
    yield from each("keep_groups", [group_row(one) for one in changes.groups])
    inside = [one for one in changes.members if one.on_board or one.shares_check_ins]
    outside = [one for one in changes.members if not (one.on_board or one.shares_check_ins)]
    yield from each("drop_members_of_groups", list(map(member_key, outside)))
    yield from each("keep_members_of_groups", list(map(member_row, inside)))
    for alarm in map(alarm_row, changes.alarms):
        before: Params = {name: alarm[name] for name in ("id", "user", "platform", "chat")}
        yield from each("stop_alarms", [before] if alarm["state"] == AlarmState.WAITING else [])
        yield from each("keep_alarms", [alarm])
    for user in dict.fromkeys(one.user for one in changes.link_codes):
        yield Write("end_codes_of", {"user": user})
    yield from each("keep_link_codes", list(map(code_row, changes.link_codes)))


def _move(moved: GroupMoved) -> Steps[None]:
    """Told twice it moves nothing twice. What is set and joined under the new id already stays."""
    both: Params = {"platform": moved.platform, "id": moved.id, "to": moved.to}
    for name in ("move_group", "drop_group_left_behind", "move_members_of_group", "drop_members_left_behind"):
        yield Write(name, both)
    for name in ("move_promises_of_chat", "move_alarms_of_chat", "move_asks_of_chat", "move_readings_of_chat"):
        yield Write(name, both)
