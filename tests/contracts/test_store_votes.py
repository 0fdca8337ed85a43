"""A thumb that is taken away takes along the vote that it gave, and no other."""

from storage.records import BY_REACTION, Changes, Feedback, RowId, Thumb, Unvoted, UserId, row_id
from storage.store import Store
from tests.contracts.conftest import Sql
from tests.contracts.store_samples import ANNA, BEN, NOW, known

LEFT = "SELECT source FROM feedback ORDER BY seq"
T1, T2 = row_id("turn", 1), row_id("turn", 2)


async def vote(store: Store, source: str, turn: RowId, thumb: Thumb, reason: str | None = None) -> None:
    user = UserId(ANNA)
    given = Feedback(user=user, turn=turn, source=source, said_at=NOW, thumb=thumb, reason=reason)
    await store.keep(Changes(at=NOW, user=user, feedback=given))


async def take_back(store: Store, user: UserId, turn: RowId, thumb: Thumb) -> None:
    await store.keep(Changes(at=NOW, user=user, unvoted=(Unvoted(user, turn, thumb),)))


async def left(sql: Sql) -> list[str]:
    return [row["source"] for row in await sql(LEFT)]


async def test_its_vote_goes_with_its_reason(store: Store, sql: Sql) -> None:
    for user in (ANNA, BEN):
        await store.keep(known(user))
    await vote(store, f"{BY_REACTION}1", T1, Thumb.DOWN)
    await vote(store, "why", T1, Thumb.DOWN, "heavy")
    await vote(store, f"{BY_REACTION}2", T1, Thumb.UP)
    await vote(store, f"{BY_REACTION}3", T2, Thumb.DOWN)
    await take_back(store, BEN, T1, Thumb.DOWN)
    assert len(await left(sql)) == 4, "it is hers"
    await take_back(store, ANNA, T1, Thumb.DOWN)
    assert await left(sql) == [f"{BY_REACTION}2", f"{BY_REACTION}3"]


async def test_a_vote_by_button_stays_with_its_reason(store: Store, sql: Sql) -> None:
    await store.keep(known(ANNA))
    await vote(store, "press", T1, Thumb.DOWN)
    await vote(store, "why", T1, Thumb.DOWN, "heavy")
    await vote(store, f"{BY_REACTION}1", T1, Thumb.DOWN)
    await take_back(store, ANNA, T1, Thumb.DOWN)
    assert await left(sql) == ["press", "why"]
