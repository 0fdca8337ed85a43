"""Groups, their members, rests and link codes, as rows and back."""

from knowledge.scores import Sex
from storage.columns import instant, instant_from, instant_or_none, instant_or_none_from
from storage.records import Address, Alarm, AlarmState, Board, Group, LinkCode, Member, RowId, UserId
from storage.rows_people import address_from, address_row
from storage.steps import Params, Row


def group_row(group: Group) -> Params:
    """Raises ValueError for a group that is to be told things on another platform."""
    address, asks_in = group.address, group.check_in_address
    for place in (address, asks_in):
        if place is not None and place.platform != group.platform:
            raise ValueError(f"a group on {group.platform} has no place on {place.platform}")
    return {
        "platform": group.platform,
        "id": group.id,
        "title": group.title,
        "chat": address.chat if address else None,
        "thread": address.thread if address else None,
        "check_in_chat": asks_in.chat if asks_in else None,
        "check_in_thread": asks_in.thread if asks_in else None,
        "board": group.board.value,
        "cheers": int(group.cheers),
        "summary": int(group.summary),
        "check_ins": int(group.check_ins),
        "summed_up_at": instant_or_none(group.summed_up_at),
    }


def group_from(row: Row) -> Group:
    return Group(
        platform=row["platform"],
        id=row["id"],
        title=row["title"],
        address=_place(row["platform"], row["chat"], row["thread"]),
        check_in_address=_place(row["platform"], row["check_in_chat"], row["check_in_thread"]),
        board=Board(row["board"]),
        cheers=bool(row["cheers"]),
        summary=bool(row["summary"]),
        check_ins=bool(row["check_ins"]),
        summed_up_at=instant_or_none_from(row["summed_up_at"]),
    )


def _place(platform: str, chat: str | None, thread: str | None) -> Address | None:
    return None if chat is None else Address(platform, chat, thread)


def member_key(member: Member) -> Params:
    return {"platform": member.platform, "group": member.group, "user": member.user}


def member_row(member: Member) -> Params:
    return {
        **member_key(member),
        "name": member.name,
        "joined_at": instant(member.joined_at),
        "on_board": int(member.on_board),
        "sex": member.sex.value if member.sex else None,
        "shares_check_ins": int(member.shares_check_ins),
    }


def member_from(row: Row) -> Member:
    return Member(
        platform=row["platform"],
        group=row["group_id"],
        user=UserId(row["user_id"]),
        name=row["name"],
        joined_at=instant_from(row["joined_at"]),
        on_board=bool(row["on_board"]),
        sex=Sex(row["sex"]) if row["sex"] else None,
        shares_check_ins=bool(row["shares_check_ins"]),
    )


def alarm_row(alarm: Alarm) -> Params:
    return {
        "id": alarm.id,
        "user": alarm.user,
        **address_row(alarm.address),
        "rings_at": instant(alarm.rings_at),
        "seconds": alarm.seconds,
        "in_group": int(alarm.in_group),
        "reply_to": alarm.reply_to,
        "state": alarm.state.value,
    }


def alarm_from(row: Row) -> Alarm:
    return Alarm(
        id=RowId(row["id"]),
        user=UserId(row["user_id"]),
        address=address_from(row),
        rings_at=instant_from(row["rings_at"]),
        seconds=row["seconds"],
        in_group=bool(row["in_group"]),
        reply_to=row["reply_to"],
        state=AlarmState(row["state"]),
    )


def code_row(code: LinkCode) -> Params:
    return {
        "digest": code.digest,
        "user": code.user,
        "platform": code.platform,
        "expires_at": instant(code.expires_at),
    }
