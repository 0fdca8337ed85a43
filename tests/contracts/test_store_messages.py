"""Messages in and out: none lost, none handled twice, none sent twice."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from storage.open import open_store
from storage.records import Address, Changes, Delivery, Outgoing, PromiseState, RowId
from storage.store import Store
from tests.contracts.conftest import Sql
from tests.contracts.store_samples import ANNA, BEN, GYM, HOME, NOW, after, known, outgoing, promise, turn, update

DISCORD = Address("discord", HOME[ANNA].chat)


async def deliveries(sql: Sql) -> dict[object, tuple[object, object]]:
    return {row["id"]: (row["delivery"], row["drop_reason"]) for row in await sql("SELECT * FROM outbox ORDER BY seq")}


# ── inbox ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_updates_wait_in_their_order_until_a_turn_settles_them(store: Store) -> None:
    updates = [update(3), update(1), update(2)]
    assert await store.receive(updates) == tuple(updates)
    assert await store.unhandled("telegram") == tuple(updates)
    assert await store.unhandled("discord") == ()
    await store.keep(Changes(at=NOW, settles=("telegram", update(1).id)))
    assert await store.unhandled("telegram") == (updates[0], updates[2])


async def test_a_redelivered_update_is_given_back_once(store: Store) -> None:
    assert await store.receive([]) == ()
    assert await store.receive([update(1), update(2), update(1)]) == (update(1), update(2))
    assert await store.receive([update(2), update(3)]) == (update(3),)
    assert await store.unhandled("telegram") == (update(1), update(2), update(3))


async def test_an_id_is_an_id_of_its_platform(store: Store) -> None:
    same = replace(update(1), platform="discord")
    assert await store.receive([update(1), same]) == (update(1), same)


async def test_an_update_delivered_twice_at_once_is_taken_once(store: Store) -> None:
    taken = await asyncio.gather(*(store.receive([update(1)]) for _ in range(5)))
    assert sorted(map(len, taken)) == [0, 0, 0, 0, 1]


async def test_a_settled_update_that_is_about_nobody_keeps_no_words(store: Store, sql: Sql) -> None:
    await store.receive([update(1), update(2)])
    await store.keep(known())
    await store.keep(Changes(at=NOW, settles=("telegram", update(1).id)))
    await store.keep(Changes(at=NOW, settles=("telegram", update(2).id), user=ANNA))
    assert [row["raw"] for row in await sql("SELECT raw FROM inbox ORDER BY seq")] == [None, update(2).raw]


# ── outbox ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_words_wait_in_the_order_in_which_they_were_written(store: Store) -> None:
    plain = outgoing(n=2, buttons=(), reply_to=None, address=HOME[BEN], edits=RowId("first"))
    await store.keep(Changes(at=NOW, outbox=(outgoing(n=3), outgoing(n=1))))
    await store.keep(Changes(at=NOW, outbox=(plain, outgoing(n=4, address=DISCORD))))
    assert await store.waiting("telegram") == (outgoing(n=3), outgoing(n=1), plain)
    assert await store.waiting("discord") == (outgoing(n=4, address=DISCORD),)


async def test_words_are_claimed_once(store: Store) -> None:
    await store.keep(Changes(at=NOW, outbox=(outgoing(),)))
    times = [NOW + timedelta(microseconds=n) for n in range(5)]
    claims = await asyncio.gather(*(store.sending(outgoing().id, at) for at in times))
    assert [claim for claim in claims if claim] == [at for at, claim in zip(times, claims, strict=True) if claim]
    assert claims.count(None) == 4
    assert not await store.sending(RowId("unknown"), NOW)


async def test_sent_words_have_the_name_that_the_platform_gave_them(store: Store, sql: Sql) -> None:
    await store.keep(Changes(at=NOW, outbox=(outgoing(),)))
    assert await store.sent_as(outgoing().id) is None
    await store.sending(outgoing().id, NOW)
    await store.sent(outgoing().id, "4711", NOW)
    assert await store.sent_as(outgoing().id) == "4711"
    assert await store.waiting("telegram") == ()
    assert await deliveries(sql) == {outgoing().id: ("sent", None)}


async def test_refused_for_now_waits_again_and_refused_for_good_does_not(store: Store, sql: Sql) -> None:
    await store.keep(Changes(at=NOW, outbox=(outgoing(n=1), outgoing(n=2))))
    for n in (1, 2):
        await store.sending(outgoing(n=n).id, NOW)
    await store.retry(outgoing(n=1).id)
    await store.dropped(outgoing(n=2).id, "too long")
    assert await store.waiting("telegram") == (outgoing(n=1),)
    assert (await deliveries(sql))[outgoing(n=2).id] == ("dropped", "too long")
    await store.retry(outgoing(n=2).id)
    assert not await store.sending(outgoing(n=2).id, NOW), "only claimed words wait again"


async def test_what_a_crash_left_claimed_is_not_sent_again(url: str, sql: Sql) -> None:
    kept = (*(outgoing(n=n) for n in range(4)), outgoing(n=9, address=DISCORD))
    async with open_store(url) as store:
        await store.keep(Changes(at=NOW, outbox=kept))
        await store.sending(kept[0].id, NOW)
        await store.sent(kept[0].id, "m", NOW)
        await store.sending(kept[1].id, NOW)
        await store.dropped(kept[2].id, "no")
        await store.sending(kept[4].id, NOW)
    async with open_store(url) as store:
        assert await store.waiting("telegram") == (kept[3],)
        states = [state for state, _ in (await deliveries(sql)).values()]
        assert states == ["sent", "uncertain", "dropped", "waiting", "sending"], "Discord has not been asked yet"


async def test_what_a_crash_left_claimed_is_sent_again_while_that_shows_nothing_twice(url: str) -> None:
    kept, limit = (outgoing(n=1), outgoing(n=2)), timedelta(minutes=2)
    async with open_store(url) as store:
        await store.keep(Changes(at=NOW, outbox=kept))
        await store.sending(kept[0].id, NOW)
        await store.sending(kept[1].id, NOW + limit)
    for later in (timedelta(minutes=1), limit):
        async with open_store(url) as store:
            assert await store.waiting("telegram", NOW + later - limit) == kept
            for one in kept:
                assert await store.sending(one.id, NOW + later)
    async with open_store(url) as store:
        again = await store.waiting("telegram", NOW + timedelta(minutes=3) - limit)
        assert again == kept[1:], "it counts from the first time"


async def test_an_edit_that_a_crash_left_claimed_is_made_again(url: str) -> None:
    first, edit = outgoing(n=1), replace(outgoing(n=2), edits=outgoing(n=1).id)
    async with open_store(url) as store:
        await store.keep(Changes(at=NOW, outbox=(first, edit)))
        await store.sending(first.id, NOW)
        await store.sent(first.id, "m", NOW)
        await store.sending(edit.id, NOW)
    async with open_store(url) as store:
        assert await store.waiting("telegram") == (edit,), "to edit twice shows nothing twice"


async def test_words_that_were_written_twice_are_sent_once(store: Store) -> None:
    await store.keep(Changes(at=NOW, outbox=(outgoing(),)))
    await store.sending(outgoing().id, NOW)
    await store.keep(Changes(at=NOW, outbox=(outgoing(text="again"),)))
    assert not await store.sending(outgoing().id, NOW + timedelta(seconds=1))


async def test_a_claim_whose_answer_was_lost_is_made_again_until_the_words_have_ended(store: Store) -> None:
    later = NOW + timedelta(seconds=1)
    await store.keep(Changes(at=NOW, outbox=(outgoing(),)))
    assert await store.sending(outgoing().id, NOW) == NOW
    assert await store.sending(outgoing().id, NOW) == NOW
    await store.retry(outgoing().id)
    assert await store.sending(outgoing().id, later) == later
    assert await store.sending(outgoing().id, NOW) is None, "that claim is over"
    await store.sent(outgoing().id, "m", later)
    assert await store.sending(outgoing().id, later) is None


async def test_words_that_may_be_shown_stay_claimed_since_the_first_time_and_wait_for_their_time(store: Store) -> None:
    second, third = NOW + timedelta(seconds=7), NOW + timedelta(seconds=9)
    await store.keep(Changes(at=NOW, outbox=(outgoing(),)))
    await store.sending(outgoing().id, NOW)
    await store.retry(outgoing().id, second, may_be_shown=True)
    assert await store.waiting("telegram") == (outgoing(not_before=second),)
    assert await store.sending(outgoing().id, second) == NOW
    await store.retry(outgoing().id, third)
    assert await store.written("telegram", 9) == (outgoing(not_before=third),)
    assert await store.sending(outgoing().id, third) == third, "nothing was shown"


async def test_a_question_keeps_until_when_it_may_be_asked(store: Store) -> None:
    question = outgoing(asks_until=after(hours=3))
    await store.keep(Changes(at=NOW, outbox=(question,)))
    assert await store.waiting("telegram") == (question,)


@pytest.mark.parametrize("asks_again_at", [None, after(days=9)])
async def test_a_question_that_is_dropped_is_asked_again_where_that_is_said(
    store: Store, asks_again_at: datetime | None
) -> None:
    await store.keep(known())
    await store.keep(turn())
    asked = promise(state=PromiseState.ASKED, asked_in=outgoing(n=2).id)
    await store.keep(Changes(at=NOW, user=ANNA, promises=(asked,), outbox=(outgoing(n=2),)))
    await store.dropped(outgoing(n=2).id, "not taken", asks_again_at)
    due = [one.promise.due_at for one in await store.due(after(days=30), 9)]
    assert due == ([asks_again_at] if asks_again_at else [])


# ── nobody there ───────────────────────────────────────────────────────────────────────────────────────────────────


def somewhere(n: int, address: Address) -> Outgoing:
    return outgoing(n=n, address=address)


async def test_an_unreachable_chat_gets_no_words_until_somebody_writes_there(store: Store, sql: Sql) -> None:
    there = HOME[ANNA]
    await store.keep(Changes(at=NOW, outbox=(somewhere(1, there), somewhere(2, there), somewhere(3, GYM))))
    await store.keep(Changes(at=NOW, outbox=(outgoing(n=8, address=there, delivery=Delivery.SENT),)))
    await store.sending(outgoing(n=1).id, NOW)  # what the platform refused
    await store.unreachable(there, NOW)
    await store.keep(Changes(at=NOW, outbox=(somewhere(4, there), somewhere(5, DISCORD))))
    assert await store.waiting("telegram") == (somewhere(3, GYM),)
    assert await store.waiting("discord") == (somewhere(5, DISCORD),), "the same chat name on another platform"
    lost = {id_ for id_, told in (await deliveries(sql)).items() if told == ("dropped", "unreachable")}
    assert lost == {outgoing(n=n).id for n in (1, 2, 4)}, "what was sent stays sent"

    await store.receive([update(1, BEN)])
    await store.keep(Changes(at=NOW, outbox=(somewhere(6, there),)))
    await store.receive([update(1, ANNA)])
    await store.keep(Changes(at=NOW, outbox=(somewhere(7, there),)))
    assert await store.waiting("telegram") == (somewhere(3, GYM), somewhere(7, there))


async def test_a_chat_that_is_lost_twice_is_lost(store: Store) -> None:
    await store.unreachable(HOME[ANNA], NOW)
    await store.unreachable(HOME[ANNA], NOW)
    await store.keep(Changes(at=NOW, outbox=(outgoing(),)))
    assert await store.waiting("telegram") == ()


async def test_no_promise_is_due_where_nobody_is(store: Store) -> None:
    await store.keep(known())
    await store.keep(turn())
    await store.unreachable(HOME[ANNA], NOW)
    assert await store.due(after(days=30), 9) == ()
    await store.receive([update(2)])
    assert [one.promise for one in await store.due(after(days=30), 9)] == [promise()]


@pytest.mark.parametrize("delivery", [Delivery.SENT, Delivery.DROPPED])
async def test_words_can_be_kept_in_any_state(store: Store, sql: Sql, delivery: Delivery) -> None:
    await store.keep(Changes(at=NOW, outbox=(outgoing(delivery=delivery, sent_as="m"),)))
    assert await deliveries(sql) == {outgoing().id: (delivery.value, None)}
    assert await store.sent_as(outgoing().id) == "m"
