"""What those who run the bot can tell it, alone with it: stats, pause, resume, broadcast. Pure; always in English."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from bot.decide.broadcasts import HOW_TO_END
from bot.decide.promises import in_daytime
from bot.languages import spoken
from bot.message import Incoming, Pressed, Said
from storage.records import DIRECT, Address, Button, Identity, Outgoing, Person, RowId, Standing, row_id

LONGEST_BROADCAST: Final = 3500  # characters, so that it is one message on Telegram and two on Discord
BROADCAST_EVERY: Final = timedelta(hours=24)
WROTE_WITHIN: Final = timedelta(days=30)
PER_MINUTE: Final = 300  # five a second, so that answers find room beside it on every platform
SEND, DROP = "broadcast", "nobroadcast"  # the verbs of the two buttons

PAUSED: Final = "Paused. What comes is kept, and answered in order after `resume`; you are answered meanwhile."
RESUMED: Final = "On again. What was kept is answered now."
NOT_PAUSED: Final = "It is not paused."
NO_TEXT: Final = "Say what: `broadcast TEXT`. I show it to you before it goes out."
TOO_LONG: Final = f"That is longer than {LONGEST_BROADCAST} characters. Nothing is sent."
NOBODY: Final = f"Nobody who takes broadcasts wrote in the last {WROTE_WITHIN.days} days, so it would go to nobody."
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


Receiver: TypeAlias = tuple[Identity, Person]
"""A lifter, and the account through which he wrote last."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class LastBroadcast:
    """The one that goes out, or went out last. Who was due up to *through* has it."""

    id: str
    at: datetime
    text: str = ""
    minutes: int = 1  # over which it is spread
    through: datetime | None = None  # None: nobody has it yet

    def written(self) -> str:
        through = self.through.isoformat() if self.through else None
        return json.dumps(asdict(self) | {"at": self.at.isoformat(), "through": through})

    @classmethod
    def read(cls, kept: str | None) -> "LastBroadcast | None":
        if not kept:
            return None
        found = json.loads(kept)
        times = {name: datetime.fromisoformat(found[name]) for name in ("at", "through") if found.get(name)}
        return cls(**found | times)


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
        case "broadcast" if rest.strip().lower() not in ("on", "off"):  # which is what any lifter may say
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


def refusal(last: LastBroadcast | None, draft: str, now: datetime) -> str | None:
    """Why no broadcast may go out now; None when one may, as the rest of one that a crash broke off."""
    if last is None or last.id == draft or now - last.at >= BROADCAST_EVERY:
        return None
    return f"The last broadcast went out {_length(now - last.at)} ago, and one a day is the most. Nothing is sent."


def preview(draft: Draft, count: int) -> str:
    days = WROTE_WITHIN.days
    return (
        f"This goes to {_lifters(count)} in private, who wrote in the last {days} days:\n\n{draft.text}\n\n{HOW_TO_END}"
    )


def _lifters(count: int) -> str:
    return "1 lifter" if count == 1 else f"{count} lifters"


def preview_buttons(draft: Draft) -> tuple[tuple[Button, ...], ...]:
    return ((Button("Send it", f"{SEND}:{draft.id}"), Button("Drop it", f"{DROP}:{draft.id}")),)


# ── who gets it, and when ──────────────────────────────────────────────────────────────────────────────────────────


def receivers(lately: Sequence[Receiver]) -> tuple[Receiver, ...]:
    """Those who have not switched it off."""
    return tuple((account, person) for account, person in lately if person.profile.broadcasts_on)


def begun(draft: Draft, count: int, now: datetime) -> LastBroadcast:
    """The broadcast to so many lifters, PER_MINUTE of them a minute."""
    return LastBroadcast(id=draft.id, at=now, text=draft.text, minutes=max(1, -(-count // PER_MINUTE)))


def due_at(person: Person, broadcast: LastBroadcast) -> datetime:
    """When a lifter gets it: the same instant whenever it is asked, and never in his quiet hours."""
    minute = int(row_id("minute", broadcast.id, person.user), 16) % broadcast.minutes
    return in_daytime(broadcast.at + timedelta(minutes=minute), person.profile)


def is_over(broadcast: LastBroadcast) -> bool:
    """Whether everybody has it: nobody is quiet for a whole day."""
    last_at = broadcast.at + timedelta(days=1, minutes=broadcast.minutes)
    return broadcast.through is not None and broadcast.through >= last_at


def now_due(broadcast: LastBroadcast, lately: Sequence[Receiver], now: datetime) -> tuple[Receiver, ...]:
    """Who gets it now and had not before."""
    times = [(one, due_at(one[1], broadcast)) for one in receivers(lately)]
    through = broadcast.through
    return tuple(one for one, at in times if at <= now and (through is None or at > through))


def sent_text(broadcast: LastBroadcast, count: int) -> str:
    spread = f" over {broadcast.minutes} minutes" if broadcast.minutes > 1 else ""
    return f"On its way to {_lifters(count)}{spread}; to who is in quiet hours when those end."


def broadcast_words(broadcast: LastBroadcast, to: Sequence[Receiver], now: datetime) -> tuple[Outgoing, ...]:
    """A row for each. Their ids are of the broadcast and the lifter, so that writing them twice sends once."""
    return tuple(
        Outgoing(
            id=row_id("broadcast", broadcast.id, person.user),
            turn=RowId(broadcast.id),
            address=Address(account.platform, DIRECT, account.account),
            text=f"{broadcast.text}\n\n{spoken(HOW_TO_END, person.profile.language or 'en')}",
            written_at=now,
        )
        for account, person in to
    )
