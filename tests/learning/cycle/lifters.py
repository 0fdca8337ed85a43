"""Lifters as rows: who consents, whose answers were liked, and who was answered in an arm of an experiment."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from agents.lineup import arm_of, arms_text
from learning.demo.rows import Answered, keep_answer, keep_lifter
from storage.records import Changes, Danger, Exchange, Experiment, Flag, Profile, Style, Thumb, UserId, row_id
from storage.store import Store

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
WORDS = (
    "Steady work today, and the small step is earned.",
    "Brace before the first rep, then drive the floor away.",
    "Sleep paid for this one: keep the same bedtime tonight.",
    "Stay with it next time. Own every rep of it.",
    "That is how strength is built, one calm session after another.",
    "Slow on the way down, quick on the way up.",
    "Rest a little longer between the sets and it will feel lighter.",
    "You left nothing on the floor, so eat well and come back fresh.",
    "Keep your elbows in and your eyes on one spot.",
)


def exchange(words: str, **changed: Any) -> Exchange:
    fields: dict[str, Any] = {
        "id": row_id("any"),
        "turn": row_id("any"),
        "user": UserId("any"),
        "agent": "coach",
        "model": "m",
        "adapter": None,
        "prompt_version": "1",
        "arm": Style.CONSERVATIVE,
        "occasion": "hold",
        "facts": ("Plan: hold", "Sleep 8 h"),
        "system": "You are the coach.",
        "prompt": f"Facts: the words are {words}",
        "answer": words,
        "verdict": "used",
        "prompt_tokens": 1,
        "completion_tokens": 1,
        "latency_ms": 1,
        "at": NOW,
    }
    return Exchange(**fields | changed)


async def liked(
    store: Store, user: str = "anna", first: int = 0, count: int = 3, thumb: Thumb | None = Thumb.UP
) -> None:
    """A lifter who consents, and whose answers were liked: of WORDS, *count* from *first* on."""
    at = NOW - timedelta(days=20)
    await keep_lifter(store, UserId(user), Profile(), at)
    for number in range(count):
        answer = exchange(WORDS[(first + number) % len(WORDS)])
        own = Answered(
            user=UserId(user), number=number, at=at + timedelta(hours=number), exchange=answer, words=answer.answer
        )
        await keep_answer(store, own, thumb)


async def crowd(store: Store) -> None:
    """Three lifters with nine answers: enough."""
    for at, user in enumerate(("anna", "ben", "cleo")):
        await liked(store, user, first=3 * at)


async def answered_in(
    store: Store,
    experiment: Experiment,
    *,
    lifters: int,
    ups: Mapping[str, float],
    hurt: Mapping[str, float] | None = None,
) -> None:
    """Each gets four answers in his first days, over three weeks; *ups* and *hurt* are chances by the arm's name."""
    for number in range(lifters):
        user, random = UserId(f"canary-{number}"), Random(number)
        arm, first_at = arm_of(experiment, user), NOW + timedelta(days=1 + number % 21)
        person = await keep_lifter(store, user, Profile(), first_at)
        for at in range(4):
            told = Answered(
                user=user,
                number=at,
                at=first_at + timedelta(days=at),
                exchange=exchange(WORDS[at], adapter=arm.value or None),
                words=WORDS[at],
                arms=arms_text([(experiment, arm)]),
            )
            thumb = Thumb.UP if random.random() < ups[arm.name] else Thumb.DOWN
            await keep_answer(store, told, thumb)
        if random.random() < (hurt or {}).get(arm.name, 0.0):
            await store.keep(Changes(at=first_at, user=person.user, flags=(_flag(user, first_at),)))


def _flag(user: UserId, at: datetime) -> Flag:
    return Flag(
        id=row_id("flag", user),
        user=user,
        exercise=None,
        danger=Danger.PAIN,
        words="my shoulder stings",
        raised_at=at + timedelta(days=5),
        cleared_at=None,
    )
