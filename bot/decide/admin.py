"""What those who run the bot can tell it, alone with it: stats, pause, resume, broadcast. Pure; always in English."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from bot.message import Incoming, Pressed, Said
from storage.records import DIRECT, Address, Button, Outgoing, RowId, Standing, row_id

LONGEST_BROADCAST: Final = 3500  # characters, so that it is one message on Telegram and two on Discord
BROADCAST_EVERY: Final = timedelta(hours=24)
WROTE_WITHIN: Final = timedelta(days=30)
SEND, DROP = "broadcast", "nobroadcast"  # the verbs of the two buttons

ADMIN_HELP: Final = "For you who run this: `stats`, `pause`, `resume`, `broadcast TEXT`."
PAUSED: Final = "Paused. What comes is kept, and answered in order after `resume`; you are answered meanwhile."
RESUMED: Final = "On again. What was kept is answered now."
NOT_PAUSED: Final = "It is not paused."
NO_TEXT: Final = "Say what: `broadcast TEXT`. I show it to you before it goes out."
TOO_LONG: Final = f"That is longer than {LONGEST_BROADCAST} characters. Nothing is sent."
NOBODY: Final = f"Nobody wrote in the last {WROTE_WITHIN.days} days, so it would go to nobody."
NO_DRAFT: Final = "That broadcast was sent or dropped, or you began another one. Nothing is sent."
DROPPED: Final = "Dropped. Nothing is sent."


@dataclass(frozen=True, slots=True)
class Stats: ...


@dataclass(frozen=True, slots=True)
class Rest: ...


@dataclass(frozen=True, slots=True)
class Resume: ...


@dataclass(frozen=True, slots=True)
class Broadcast:
    text: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A tap under a preview."""

    draft: str
    sends: bool


Order: TypeAlias = Stats | Rest | Resume | Broadcast | Confirmed


@dataclass(frozen=True, slots=True)
class Draft:
    """A broadcast that waits for its tap; of all admins together the newest alone."""

    id: str
    text: str

    def written(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, kept: str | None) -> "Draft | None":
        return cls(**json.loads(kept)) if kept else None


@dataclass(frozen=True, slots=True)
class LastBroadcast:
    """The one that went out last."""

    id: str
    at: datetime

    def written(self) -> str:
        return json.dumps({"id": self.id, "at": self.at.isoformat()})

    @classmethod
    def read(cls, kept: str | None) -> "LastBroadcast | None":
        found = json.loads(kept) if kept else None
        return cls(found["id"], datetime.fromisoformat(found["at"])) if found else None


def order_of(incoming: Incoming) -> Order | None:
    """What an admin asks for; None where it is a lifter's message like any other."""
    match incoming:
        case Said(text=text, edited=False):
            return _said(text.strip().removeprefix("/").strip())
        case Pressed(press=press):
            verb, _, draft = press.partition(":")
            return Confirmed(draft, verb == SEND) if verb in (SEND, DROP) and draft else None
        case _:
            return None


def _said(text: str) -> Order | None:
    word, _, rest = text.partition(" ")
    match word.lower():
        case "stats" if not rest:
            return Stats()
        case "pause" if not rest:
            return Rest()
        case "resume" if not rest:
            return Resume()
        case "broadcast":
            return Broadcast(rest.strip())
        case _:
            return None


def stats_text(standing: Standing, counted: Mapping[str, int], now: datetime, since: datetime, paused: bool) -> str:
    """*counted*: turns, failed, flooded and model_calls since *since*."""
    waited = _length(now - standing.oldest_update_at) if standing.oldest_update_at else "0 s"
    lines = [
        f"Lifters: {standing.lifters}",
        f"Turns: {counted['turns']}, failed {counted['failed']}",
        f"Model calls: {counted['model_calls']}. 429s: {counted['flooded']}",
        f"Inbox: {standing.inbox}, the oldest for {waited}",
        f"Outbox: {_by_state(standing.outbox)}",
        f"Promises: {_by_state(standing.promises)}",
        f"Counted by this worker since it began {_length(now - since)} ago.",
    ]
    return "\n".join([*(["Paused."] if paused else []), *lines])


def _by_state(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{state} {count}" for state, count in sorted(counts.items()) if count) or "none"


def _length(lasted: timedelta) -> str:
    seconds = max(0, int(lasted.total_seconds()))
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def alone(addresses: Sequence[Address]) -> tuple[Address, ...]:
    """Those that are a private talk as far as their ids tell. Where they do not, the platform sees to it."""
    return tuple(one for one in addresses if one.thread is None or one.chat == DIRECT if not _is_telegram_group(one))


def _is_telegram_group(address: Address) -> bool:
    return address.platform == "telegram" and address.chat.startswith("-")


def refusal(last: LastBroadcast | None, draft: str, now: datetime) -> str | None:
    """Why no broadcast may go out now; None when one may, as the rest of one that a crash broke off."""
    if last is None or last.id == draft or now - last.at >= BROADCAST_EVERY:
        return None
    return f"The last broadcast went out {_length(now - last.at)} ago, and one a day is the most. Nothing is sent."


def preview(draft: Draft, count: int) -> str:
    chats = "1 private chat" if count == 1 else f"{count} private chats"
    return f"This goes to {chats}, where somebody wrote in the last {WROTE_WITHIN.days} days:\n\n{draft.text}"


def preview_buttons(draft: Draft) -> tuple[tuple[Button, ...], ...]:
    return ((Button("Send it", f"{SEND}:{draft.id}"), Button("Drop it", f"{DROP}:{draft.id}")),)


def sent_text(count: int) -> str:
    return f"On its way to {count} {'chat' if count == 1 else 'chats'}."


def broadcast_words(draft: Draft, addresses: Sequence[Address], now: datetime) -> tuple[Outgoing, ...]:
    """A row for each address. Their ids are of the draft and the address, so that writing them twice sends once."""
    return tuple(
        Outgoing(
            id=row_id("broadcast", draft.id, one.platform, one.chat, one.thread or ""),
            turn=RowId(draft.id),
            address=one,
            text=draft.text,
            private=True,
            written_at=now,
        )
        for one in addresses
    )
