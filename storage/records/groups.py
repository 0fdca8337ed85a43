"""Training groups: chats and servers in which several lifters read along, and who of them has opted in to what."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.scores import Sex
from storage.records.ids import RowId, UserId
from storage.records.people import Address


class Board(StrEnum):
    """What a group's leaderboard ranks by. Off until somebody who may manage the group switches it on."""

    OFF = "off"
    SHARE = "share"  # of the own best: this month's best estimated 1RM of a lift over that of all time
    DOTS = "dots"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A Telegram group, or a Discord server. All is off at first: it answers where it is spoken to, and is silent."""

    platform: str
    id: str  # of the Telegram chat or the Discord server
    title: str = ""  # untrusted
    address: Address | None = None  # where summaries go; None: nobody has said
    check_in_address: Address | None = None  # where shared check-ins are asked; None: nobody has said
    board: Board = Board.OFF
    cheers: bool = False  # a PR of who opted in is cheered where it was logged
    summary: bool = False  # weekly
    check_ins: bool = False  # shared ones, for those who opted in
    summed_up_at: datetime | None = None  # the last summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A lifter who opted in to something in a group. Who did not has no row."""

    platform: str
    group: str
    user: UserId
    name: str = ""  # as the platform shows it; untrusted
    joined_at: datetime
    on_board: bool = False  # leaderboard, cheers and summary
    sex: Sex | None = None  # whose DOTS formula counts for him; None: not said
    shares_check_ins: bool = False


@dataclass(frozen=True, slots=True)
class GroupMoved:
    """A group has another id from now on, as when Telegram makes a supergroup of it."""

    platform: str
    id: str
    to: str


class AlarmState(StrEnum):
    WAITING = "waiting"
    RUNG = "rung"
    STOPPED = "stopped"  # by the lifter, or because his next set came first


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """The end of a rest. One a chat and lifter waits at most: a new one stops the one before."""

    id: RowId
    user: UserId
    address: Address
    rings_at: datetime
    seconds: int  # how long the rest was to be
    in_group: bool = False  # others read along there
    reply_to: str | None = None  # the platform's id of the message that the ring answers; None: it stands alone
    state: AlarmState = AlarmState.WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCode:
    """A one-time code that joins two accounts. The code itself is not kept, only its digest."""

    digest: str
    user: UserId
    platform: str  # on which it was asked for
    expires_at: datetime


class Linked(StrEnum):
    """What came of a code that was typed."""

    JOINED = "joined"
    UNKNOWN = "unknown"  # never given, used before, or too old
    OWN = "own"  # typed by the one who asked for it
    SAME_PLATFORM = "same_platform"  # he has an account of that platform already


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the rows stand, for health and metrics."""

    inbox: int  # updates that no turn has settled
    oldest_update_at: datetime | None
    outbox: dict[str, int]  # by Delivery; those that were sent are left out
    promises: dict[str, int]  # by PromiseState
    lifters: int
