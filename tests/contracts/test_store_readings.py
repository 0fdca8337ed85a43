"""How a message may have been meant is offered until it is settled, to its lifter alone."""

import pytest

from storage.records import RECENT, Changes, Reading
from storage.store import Store
from tests.contracts.conftest import Sql
from tests.contracts.store_samples import ANNA, BEN, GYM, NOW, after, known, reading, said, wanted


@pytest.fixture
async def offered(store: Store) -> Store:
    """A reading for each of two lifters."""
    for user in (ANNA, BEN):
        await store.keep(known(user))
        await store.keep(Changes(at=NOW, user=user, readings=(reading(user),)))
    return store


async def readings(store: Store, user: str = ANNA) -> tuple[Reading, ...]:
    me = ANNA if user == ANNA else BEN
    return (await store.recall(me, wanted(me))).readings


async def test_a_reading_comes_back_as_it_was_offered(store: Store) -> None:
    await store.keep(known(BEN))
    other_way = reading(BEN, n=1)
    proposal = reading(BEN, n=2, address=GYM, text="bench 185 lb × 5 → 6", replaces=False)
    await store.keep(Changes(at=NOW, readings=(other_way, proposal)))
    assert await readings(store, BEN) == (other_way, proposal)


async def test_the_newest_readings_come_oldest_first(store: Store) -> None:
    await store.keep(known())
    rows = [reading(n=n, offered_at=after(minutes=max(n, 5))) for n in range(RECENT + 2)]  # the first in one instant
    for row in rows:
        await store.keep(Changes(at=NOW, readings=(row,)))
    assert await readings(store) == tuple(rows[2:])


async def test_a_reading_that_is_offered_twice_is_one(offered: Store) -> None:
    await offered.keep(Changes(at=NOW, readings=(reading(), reading(text="something else"))))
    assert await readings(offered) == (reading(),)


async def test_nobody_sees_another_one_s_reading(offered: Store) -> None:
    assert await readings(offered, ANNA) == (reading(ANNA),)
    assert await readings(offered, BEN) == (reading(BEN),)


async def test_a_settled_reading_keeps_its_row_and_its_first_moment(offered: Store, sql: Sql) -> None:
    settled = Changes(at=after(minutes=3), user=ANNA, settled_readings=(reading().id,))
    await offered.keep(settled)
    await offered.keep(Changes(at=after(minutes=4), user=ANNA, settled_readings=(reading().id,)))
    await offered.keep(Changes(at=NOW, readings=(reading(),)))
    assert await readings(offered) == ()
    (row,) = await sql(f"SELECT settled_at FROM readings WHERE id = '{reading().id}'")
    assert row["settled_at"] == "2026-11-22T18:17:01.000250Z"


async def test_settling_another_one_s_reading_does_nothing(offered: Store) -> None:
    forged = (reading(BEN).id, reading(ANNA).id)
    await offered.keep(Changes(at=NOW, user=ANNA, settled_readings=forged))
    await offered.keep(Changes(at=NOW, settled_readings=forged))  # nobody's turn
    assert await readings(offered, ANNA) == ()
    assert await readings(offered, BEN) == (reading(BEN),)


async def test_undoing_a_message_settles_its_readings(offered: Store) -> None:
    later = reading(n=2)
    await offered.keep(Changes(at=NOW, readings=(later,)))
    await offered.keep(Changes(at=NOW, user=ANNA, undo=(said(ANNA, 1),)))
    assert await readings(offered, ANNA) == (later,)
    assert await readings(offered, BEN) == (reading(BEN),)


async def test_an_edited_message_may_be_read_in_another_way_anew(offered: Store) -> None:
    anew = reading(n=2, message=said(ANNA, 1))
    await offered.keep(Changes(at=NOW, user=ANNA, undo=(said(ANNA, 1),), readings=(anew,)))
    assert await readings(offered) == (anew,)
