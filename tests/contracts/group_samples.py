"""Groups, who is in them, rests and link codes. Every builder takes what a test cares about."""

from dataclasses import replace

from knowledge.scores import Sex
from storage.records import Alarm, Board, Group, LinkCode, Member, UserId, row_id
from tests.contracts.store_samples import ANNA, GYM, HOME, NOW, after


def group(**other: object) -> Group:
    fields: dict[str, object] = {
        "platform": "telegram",
        "id": GYM.chat,
        "title": "Iron & schön",
        "address": GYM,
        "check_in_address": replace(GYM, thread="check-ins"),
        "board": Board.DOTS,
        "cheers": True,
        "summary": True,
        "check_ins": True,
        "summed_up_at": NOW,
    }
    return Group(**fields | other)  # type: ignore[arg-type]


def member(user: UserId = ANNA, **other: object) -> Member:
    fields: dict[str, object] = {
        "platform": "telegram",
        "group": GYM.chat,
        "user": user,
        "name": user.title(),
        "joined_at": NOW,
        "on_board": True,
        "sex": Sex.WOMEN,
        "shares_check_ins": True,
    }
    return Member(**fields | other)  # type: ignore[arg-type]


def alarm(user: UserId = ANNA, n: int = 1, **other: object) -> Alarm:
    fields: dict[str, object] = {
        "id": row_id("alarm", user, n),
        "user": user,
        "address": HOME[user],
        "rings_at": after(minutes=n),
        "seconds": 180,
        "in_group": True,
        "reply_to": "42",
    }
    return Alarm(**fields | other)  # type: ignore[arg-type]


def link_code(user: UserId = ANNA, n: int = 1, **other: object) -> LinkCode:
    fields: dict[str, object] = {
        "digest": f"digest {user} {n}",
        "user": user,
        "platform": "telegram",
        "expires_at": after(minutes=10),
    }
    return LinkCode(**fields | other)  # type: ignore[arg-type]
