"""The channels of the loopback Discord: what was said and shown there, and which nonce it was shown under."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]

EPOCH_SECONDS = 1_420_070_400  # source: Discord's reference on snowflakes
NONCE_SECONDS = 180  # "the past few minutes", in which enforce_nonce looks; Discord names no number
MOST_READ = 100  # messages of one request
TEXT_LIMIT = 2000
DIRECT_MESSAGE, TEXT_CHANNEL = 1, 0  # types of channels


class Refusal(Exception):
    """An answer that is none: a status and Discord's own code."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code


@dataclass
class Shown:
    """A message of the bot as a channel shows it now; *versions* are all its texts, oldest first."""

    id: int
    text: str
    reply_to: int | None = None
    versions: list[str] = field(default_factory=list)


class Snowflakes:
    """Ids that tell when they were made, by *now* in seconds; each larger than the one before."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._last = 0

    def next(self) -> int:
        self._last = max(self._last + 1, int((self._now() - EPOCH_SECONDS) * 1000) << 22)
        return self._last


class Channels:
    """Direct talks, each with one person, and the text channels of one server."""

    def __init__(self, us: Json, now: Callable[[], float], server: int, watched: int) -> None:
        self._us, self._now = us, now
        self._server = server
        self.watched = watched
        self.ids = Snowflakes(now)
        self._people: dict[int, Json] = {}  # by the id of their direct talk
        self._messages: dict[int, list[Json]] = {watched: []}  # by channel, oldest first
        self._nonces: dict[tuple[int, str], tuple[float, Json]] = {}  # by channel
        self._shown: dict[int, dict[int, Shown]] = {}
        self.repeated = 0  # messages that were sent again under their nonce, and not shown again

    # ── people ──

    def meet(self, channel: int, person: Json) -> None:
        """*channel* is the direct talk with *person*."""
        self._people[channel] = person
        self._messages.setdefault(channel, [])

    def hear(self, channel: int, person: Json, text: str) -> Json:
        """A message of a person."""
        return self._add(channel, person, {"content": text})

    def rewrite(self, channel: int, id_: int, text: str) -> Json:
        """The edited form of a message."""
        message = self._message(channel, id_)
        message |= {"content": text, "edited_timestamp": self._instant()}
        return message

    def sent(self, channel: int) -> list[Shown]:
        return list(self._shown.get(channel, {}).values())

    # ── the bot ──

    def described(self, channel: int) -> Json:
        if channel == self.watched:
            return {"id": str(channel), "type": TEXT_CHANNEL, "guild_id": str(self._server)} | self.watched_channel()
        self._known(channel)
        return {"id": str(channel), "type": DIRECT_MESSAGE, "recipients": [self._people[channel]]}

    def watched_channel(self) -> Json:
        more = {"position": 0, "permission_overwrites": [], "nsfw": False, "parent_id": None, "topic": None}
        return {"id": str(self.watched), "type": TEXT_CHANNEL, "name": "training"} | more

    def talk_with(self, account: int) -> Json:
        for channel, person in self._people.items():
            if person["id"] == str(account):
                return self.described(channel)
        raise Refusal(400, 50033, "Invalid Recipient(s)")

    def read(self, channel: int, after: int, limit: int) -> list[Json]:
        """Up to *limit* messages after that id, the oldest of them, the newest first."""
        later = [one for one in self._known(channel) if int(one["id"]) > after]
        return later[: min(limit, MOST_READ)][::-1]

    def show(self, channel: int, given: Json) -> Json:
        """Send. With enforce_nonce, a nonce that was used in the last minutes gives back the message that it made."""
        text, nonce = self._checked(given), str(given.get("nonce") or "")
        made_at, before = self._nonces.get((channel, nonce), (0.0, {}))
        if given.get("enforce_nonce") and nonce and before and self._now() - made_at < NONCE_SECONDS:
            self.repeated += 1
            return before
        answers = given.get("message_reference") or {}
        message = self._add(channel, self._us, {"content": text, "components": given.get("components", [])})
        message |= {"nonce": nonce} | ({"message_reference": answers} if answers else {})
        self._nonces[channel, nonce] = (self._now(), message)
        id_, reply_to = int(message["id"]), answers.get("message_id")
        self._shown.setdefault(channel, {})[id_] = Shown(id_, text, int(reply_to) if reply_to else None, [text])
        return message

    def edit(self, channel: int, id_: int, given: Json) -> Json:
        shown = self._shown.get(channel, {}).get(id_)
        if shown is None:
            raise Refusal(404, 10008, "Unknown Message")
        shown.text = self._checked(given)
        shown.versions.append(shown.text)
        return self.rewrite(channel, id_, shown.text) | {"components": given.get("components", [])}

    def _checked(self, given: Json) -> str:
        text = str(given.get("content") or "")
        if not 0 < len(text) <= TEXT_LIMIT:
            raise Refusal(400, 50035, "Invalid Form Body")
        return text

    def _known(self, channel: int) -> list[Json]:
        if channel not in self._messages:
            raise Refusal(404, 10003, "Unknown Channel")
        return self._messages[channel]

    def _message(self, channel: int, id_: int) -> Json:
        found = next((one for one in self._known(channel) if one["id"] == str(id_)), None)
        if found is None:
            raise Refusal(404, 10008, "Unknown Message")
        return found

    def _add(self, channel: int, author: Json, more: Json) -> Json:
        message = _EMPTY | {
            "id": str(self.ids.next()),
            "channel_id": str(channel),
            "author": author,
            "timestamp": self._instant(),
        }
        self._known(channel).append(message | more)
        return self._messages[channel][-1]

    def _instant(self) -> str:
        return datetime.fromtimestamp(self._now(), UTC).isoformat()


_EMPTY: Json = {
    "type": 0,
    "tts": False,
    "pinned": False,
    "flags": 0,
    "mention_everyone": False,
    "mentions": [],
    "mention_roles": [],
    "attachments": [],
    "embeds": [],
    "components": [],
    "edited_timestamp": None,
}
