"""Who talks to the bot while it is killed, and what must stand in their logs afterwards."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeAlias

from storage.records import Address, Identity
from tests.servers.discord import WATCHED, DiscordApi
from tests.servers.telegram import BotApi

ON_TELEGRAM = 12  # lifters, each in a talk of his own
ON_DISCORD = 10
IN_CHANNEL = 2  # more on Discord, who write in one watched channel
FIRST_ACCOUNT = 11

Set: TypeAlias = tuple[str, int]
"""The message that it was said in, as the store names it, and its load in lb."""


class Clock:
    """The time of the bot and of both platforms: *behind_seconds* behind ours."""

    def __init__(self, behind_seconds: float) -> None:
        self.behind_seconds = behind_seconds

    def seconds(self) -> float:
        return datetime.now(UTC).timestamp() - self.behind_seconds

    def at(self) -> datetime:
        return datetime.fromtimestamp(self.seconds(), UTC)


@dataclass
class Lifter:
    """*sets* are those that must stand in his log; the newest of them is *fresh* while he has said nothing since."""

    platform: str
    account: int
    channel: int
    sets: list[Set] = field(default_factory=list)
    fresh: int | None = None  # the message of it
    said: int = 0  # sets, undos and edits
    taken_back: int = 0  # undos and edits alone

    @property
    def who(self) -> Identity:
        return Identity(self.platform, str(self.account))

    @property
    def where(self) -> Address:
        return Address(self.platform, str(self.channel))

    @property
    def is_alone(self) -> bool:
        """Whether nobody else writes where he does."""
        return self.channel != WATCHED


class Gym:
    """Both platforms, and all lifters on them."""

    def __init__(self, clock: Clock) -> None:
        self.telegram = BotApi(now=clock.seconds)
        self.discord = DiscordApi(now=clock.seconds)
        accounts = range(FIRST_ACCOUNT, FIRST_ACCOUNT + ON_TELEGRAM + ON_DISCORD + IN_CHANNEL)
        self.lifters = [self._lifter(account, at) for at, account in enumerate(accounts)]

    def _lifter(self, account: int, at: int) -> Lifter:
        if at < ON_TELEGRAM:
            return Lifter("telegram", account, account)
        is_alone = at < ON_TELEGRAM + ON_DISCORD
        return Lifter("discord", account, self.discord.talk(account) if is_alone else WATCHED)

    async def log(self, lifter: Lifter, load: int) -> None:
        """Say a set."""
        lifter.fresh = await self._say(lifter, f"bench {load}x5")
        lifter.sets.append((self._name(lifter, lifter.fresh), load))

    async def undo(self, lifter: Lifter) -> None:
        """Take back the fresh set."""
        await self._say(lifter, "undo")
        lifter.sets.pop()
        lifter.taken_back += 1
        lifter.fresh = None

    async def edit(self, lifter: Lifter, load: int) -> None:
        """Write the fresh set anew, on Telegram. Discord tells an edit once, and cannot be asked for it."""
        assert lifter.fresh is not None
        self.telegram.say(lifter.channel, f"bench {load}x5", edited=lifter.fresh)
        lifter.sets[-1] = (lifter.sets[-1][0], load)
        lifter.said += 1
        lifter.taken_back += 1
        lifter.fresh = None

    @property
    def places(self) -> list[Lifter]:
        """One lifter for each chat."""
        return list({(lifter.platform, lifter.channel): lifter for lifter in self.lifters}.values())

    def shown(self, lifter: Lifter) -> list[tuple[int, tuple[str, ...]]]:
        """The bot's messages where he writes, by id, with all that ever stood in each."""
        sent = (self.telegram if lifter.platform == "telegram" else self.discord).sent(lifter.channel)
        return [(one.id, tuple(one.versions)) for one in sent]

    async def _say(self, lifter: Lifter, text: str) -> int:
        lifter.said += 1
        if lifter.platform == "telegram":
            return self.telegram.say(lifter.channel, text)
        return await self.discord.say(lifter.channel, text, account=lifter.account)

    def _name(self, lifter: Lifter, message: int) -> str:
        return f"{lifter.platform}:{lifter.channel}:{message}"
