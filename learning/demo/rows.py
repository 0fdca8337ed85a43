"""Simulated lifters as rows of the store, as the bot would have written them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from storage.records import (
    Address,
    Changes,
    Consent,
    Delivery,
    Exchange,
    Feedback,
    Identity,
    Outgoing,
    Person,
    Profile,
    Thumb,
    UserId,
    row_id,
)
from storage.store import Store

PLATFORM = "demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One message that was answered: *number* counts his messages."""

    user: UserId
    number: int
    at: datetime
    exchange: Exchange  # of any turn: it becomes that of this one
    words: str  # that he reads
    arms: tuple[str, ...] = ()


async def keep_lifter(store: Store, user: UserId, profile: Profile, at: datetime) -> Person:
    """He consents to training."""
    person = Person(user, f"Lifter {user}", replace(profile, consent=Consent.GIVEN, consent_at=at))
    await store.keep(Changes(at=at, user=user, person=person, identity=Identity(PLATFORM, user)))
    return person


async def keep_answer(store: Store, answered: Answered, thumb: Thumb | None) -> None:
    """The answer, and an hour later the vote."""
    user, at = answered.user, answered.at
    turn = row_id("turn", PLATFORM, user, answered.number)
    exchange = replace(answered.exchange, id=row_id(turn, answered.exchange.agent), turn=turn, user=user, at=at)
    words = Outgoing(
        id=row_id("words", turn),
        turn=turn,
        address=Address(PLATFORM, user),
        text=answered.words,
        written_at=at,
        delivery=Delivery.SENT,
    )
    await store.keep(
        Changes(
            at=at,
            user=user,
            turn=turn,
            message=f"{user}:{answered.number}",
            arms=answered.arms,
            exchanges=(exchange,),
            outbox=(words,),
        )
    )
    if thumb:
        said_at = at + timedelta(hours=1)
        vote = Feedback(user=user, turn=turn, source=f"{user}:{answered.number}:vote", said_at=said_at, thumb=thumb)
        await store.keep(Changes(at=said_at, user=user, feedback=vote))
