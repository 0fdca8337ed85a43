"""What those who run it look at and set; and how old rows go without taking what is still needed."""

from datetime import timedelta

import pytest

from storage.records import DIRECT, Address, Changes, Delivery, Outcome, RowId, Standing, Update, row_id
from storage.store import Store
from tests.contracts.conftest import Sql
from tests.contracts.store_samples import (
    ANNA,
    BEN,
    GYM,
    HOME,
    NOW,
    after,
    ask,
    exchange,
    known,
    outgoing,
    prediction,
    promise,
    reading,
    turn,
    turn_of,
    update,
    wanted,
)

LATER = after(days=400)
PLAIN = {"readings": (), "predictions": (), "promises": ()}


@pytest.fixture
async def met(store: Store) -> Store:
    for user in (ANNA, BEN):
        await store.keep(known(user))
    return store


# ── looking ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_how_the_rows_stand(met: Store) -> None:
    empty = Standing(inbox=0, oldest_update_at=None, outbox={}, promises={}, lifters=2)
    assert await met.standing() == empty
    await met.receive([update(1), update(2), update(3, BEN)])
    await met.keep(turn(n=1))
    await met.keep(turn(BEN, n=9))
    words = [
        outgoing(n=n, delivery=one) for n, one in ((5, Delivery.SENT), (6, Delivery.DROPPED), (7, Delivery.WAITING))
    ]
    await met.keep(Changes(at=NOW, outbox=tuple(words)))
    assert await met.standing() == Standing(
        inbox=2, oldest_update_at=NOW, outbox={"waiting": 3, "dropped": 1}, promises={"waiting": 2}, lifters=2
    )


async def test_how_often_models_were_asked_for_one_lifter(met: Store) -> None:
    asked = [exchange(n=n, at=after(hours=n)) for n in range(4)]
    await met.keep(Changes(at=NOW, exchanges=(*asked, exchange(BEN, n=9, at=LATER))))
    assert [await met.calls_since(ANNA, after(hours=hours)) for hours in (0, 1, 3, 4)] == [4, 3, 1, 0]


async def test_who_wrote_lately_and_through_which_account_last(met: Store) -> None:
    await met.receive([update(1), update(2), update(3, where=GYM), update(1, BEN), update(2, BEN, GYM)])
    for user, n in ((ANNA, 1), (ANNA, 2), (ANNA, 3), (BEN, 1), (BEN, 2)):
        await met.keep(Changes(at=NOW, user=user, settles=("telegram", f"{user}-{n}")))
    await met.receive([update(9, where=Address("telegram", "stranger's"))])
    await met.keep(Changes(at=NOW, settles=("telegram", "anna-9")))
    anna, ben = known(), known(BEN)
    assert await met.lately(NOW) == ((anna.identity, anna.person), (ben.identity, ben.person))
    assert await met.lately(NOW + timedelta(microseconds=1)) == ()
    assert anna.identity is not None
    await met.unreachable(Address("telegram", DIRECT, anna.identity.account), NOW)
    assert await met.lately(NOW) == ((ben.identity, ben.person),)


async def test_a_switch_is_as_it_was_set_last(met: Store) -> None:
    assert await met.switch("paused") is None
    await met.keep_switch("paused", "since noon", NOW)
    await met.keep_switch("paused", "since one", NOW)
    await met.keep_switch("other", "", NOW)
    assert (await met.switch("paused"), await met.switch("other")) == ("since one", "")
    await met.keep_switch("paused", None, NOW)
    assert (await met.switch("paused"), await met.switch("other")) == (None, "")


async def test_what_was_seen_last_in_each_chat(met: Store) -> None:
    await met.receive([update(3), update(1, where=GYM), update(2), update(1, BEN)])
    await met.keep(Changes(at=NOW, settles=("telegram", "told")))
    assert await met.last_seen("telegram") == {HOME[ANNA].chat: "anna-2", GYM.chat: "anna-1", HOME[BEN].chat: "ben-1"}
    assert await met.last_seen("discord") == {}


async def test_a_chat_is_kept_as_far_as_its_newest_message_and_not_as_its_newest_press(met: Store) -> None:
    def told(id_: str, chat: str) -> Update:
        return Update("discord", id_, chat, "{}", NOW)

    await met.receive([told("m:1", "5"), told("e:1:9", "5"), told("i:7", "5"), told("r:1:2:👍:9", "5")])
    await met.receive([told("i:3", "6"), told("l:2::4", "6"), told("i:8", "6")])
    assert await met.last_seen("discord") == {"5": "e:1:9", "6": "i:3"}


# ── pruning ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def left(sql: Sql, table: str) -> list[object]:
    return [row["id"] for row in await sql(f"SELECT id FROM {table} ORDER BY seq")]


async def test_an_unsettled_update_stays_and_the_place_of_its_chat(met: Store, sql: Sql) -> None:
    await met.receive([update(n) for n in (1, 2, 3)] + [update(4, where=GYM), update(5, where=GYM)])
    for n in (1, 3, 4, 5):
        await met.keep(Changes(at=NOW, user=ANNA, settles=("telegram", f"anna-{n}")))
    seen = await met.last_seen("telegram")
    assert await met.prune({"inbox": NOW}, 9) == {"inbox": 0}
    assert await met.prune({"inbox": LATER}, 1) == {"inbox": 1}
    assert await met.prune({"inbox": LATER}, 9) == {"inbox": 1}
    assert await left(sql, "inbox") == ["anna-2", "anna-3", "anna-5"]
    assert await met.last_seen("telegram") == seen
    assert await met.unhandled("telegram") == (update(2),)
    words = [row["raw"] for row in await sql("SELECT raw FROM inbox ORDER BY seq")]
    assert words == [update(2).raw, None, None]
    assert await met.receive([update(3), update(5, where=GYM)]) == (), "what stays is still known"


async def test_the_newest_message_of_a_chat_outlives_the_presses_behind_it(met: Store, sql: Sql) -> None:
    ids = ("m:1", "m:2", "i:3", "i:4")
    await met.receive([Update("discord", id_, "5", "{}", NOW) for id_ in ids])
    for id_ in ids:
        await met.keep(Changes(at=NOW, user=ANNA, settles=("discord", id_)))
    assert await met.prune({"inbox": LATER}, 9) == {"inbox": 2}
    assert await left(sql, "inbox") == ["m:2", "i:4"]
    assert await met.last_seen("discord") == {"5": "m:2"}
    assert [row["raw"] for row in await sql("SELECT raw FROM inbox")] == [None, None]


async def test_old_words_go_once_they_were_sent_or_given_up(met: Store, sql: Sql) -> None:
    states = (Delivery.SENT, Delivery.UNCERTAIN, Delivery.DROPPED, Delivery.WAITING, Delivery.SENDING)
    old = [outgoing(n=n, delivery=state) for n, state in enumerate(states)]
    new = outgoing(n=9, delivery=Delivery.SENT, written_at=LATER)
    await met.keep(Changes(at=NOW, outbox=(*old, new)))
    assert await met.prune({"outbox": NOW}, 9) == {"outbox": 0}
    assert await met.prune({"outbox": LATER, "exchanges": LATER}, 2) == {"outbox": 2, "exchanges": 0}
    assert await met.prune({"outbox": LATER}, 9) == {"outbox": 1}
    assert await left(sql, "outbox") == [old[3].id, old[4].id, new.id]


async def test_words_that_newer_words_edit_go_after_them(met: Store, sql: Sql) -> None:
    first = outgoing(n=1, delivery=Delivery.SENT, sent_as="m1")
    second = outgoing(n=2, delivery=Delivery.SENT, edits=first.id)
    third = outgoing(n=3, edits=first.id)
    await met.keep(Changes(at=NOW, outbox=(first, second, third)))
    await met.prune({"outbox": LATER}, 9)
    assert await left(sql, "outbox") == [first.id, third.id]
    assert await met.sent_as(first.id) == "m1"
    await met.sent(third.id, "m1", NOW)
    for _ in range(2):
        await met.prune({"outbox": LATER}, 9)
    assert await left(sql, "outbox") == []


async def test_words_of_an_open_target_stay_and_their_buttons_find_it(met: Store, sql: Sql) -> None:
    words = outgoing(delivery=Delivery.SENT, sent_as="m1")
    asks = outgoing(id=row_id("check-in"), delivery=Delivery.SENT, sent_as="m2")
    await met.keep(turn(outbox=(words,), readings=()))
    await met.keep(Changes(at=NOW, promises=(promise(),), outbox=(asks,)))
    assert await met.prune({"outbox": LATER}, 9) == {"outbox": 0}
    for sent_as in ("m1", "m2"):
        assert (await met.recall(ANNA, wanted(sent_as=sent_as))).turn_of_sent == turn_of(ANNA, 1)
    told = prediction(outcome=Outcome.HIT, outcome_at=NOW, outcome_source="x")
    await met.keep(Changes(at=NOW, outcomes=(told,)))
    assert await met.prune({"outbox": LATER}, 9) == {"outbox": 2}
    assert (await met.recall(ANNA, wanted(prediction=prediction().id))).prediction is not None
    assert await left(sql, "outbox") == []


async def test_words_of_an_open_offer_or_question_stay(met: Store, sql: Sql) -> None:
    offer = outgoing(n=1, delivery=Delivery.SENT)
    question = outgoing(BEN, n=2, delivery=Delivery.SENT)
    await met.keep(turn(n=1, outbox=(offer,), **PLAIN | {"readings": (reading(),)}))
    await met.keep(turn(BEN, n=2, outbox=(question,), **PLAIN | {"ask": ask(BEN)}))
    assert await met.prune({"outbox": LATER}, 9) == {"outbox": 0}
    await met.keep(Changes(at=NOW, user=ANNA, settled_readings=(RowId(reading().id),)))
    assert await met.prune({"outbox": LATER}, 9) == {"outbox": 1}
    done = outgoing(BEN, n=3, delivery=Delivery.SENT)
    await met.keep(Changes(at=NOW, user=BEN, answered_ask=True, outbox=(done,)))
    assert await met.prune({"outbox": LATER}, 9) == {"outbox": 2}


async def test_old_calls_of_models_go_and_nothing_else(met: Store) -> None:
    await met.keep(Changes(at=NOW, exchanges=tuple(exchange(n=n, at=after(hours=n)) for n in range(4))))
    assert await met.prune({"exchanges": after(hours=2)}, 9) == {"exchanges": 2}
    assert await met.calls_since(ANNA, NOW) == 2
    with pytest.raises(ValueError, match="not entries"):
        await met.prune({"entries": LATER}, 9)


# ── private talks whose chat is not known ──────────────────────────────────────────────────────────────────────────


def direct(user: str) -> Address:
    return Address("telegram", DIRECT, user)


async def test_one_who_blocks_us_closes_no_other_private_talk(met: Store) -> None:
    anna, ben = (outgoing(user, address=direct(user)) for user in (ANNA, BEN))
    await met.keep(Changes(at=NOW, user=ANNA, outbox=(anna,)))
    await met.keep(Changes(at=NOW, user=BEN, outbox=(ben,)))
    await met.unreachable(direct(ANNA), NOW)
    assert await met.waiting("telegram") == (ben,)
    again = outgoing(n=2, address=direct(ANNA))
    bens = outgoing(BEN, n=2, address=direct(BEN))
    await met.keep(Changes(at=NOW, user=ANNA, outbox=(again,)))
    await met.keep(Changes(at=NOW, user=BEN, outbox=(bens,)))
    assert await met.waiting("telegram") == (ben, bens)


async def test_words_that_others_wrote_are_found_in_order(met: Store) -> None:
    kept = [outgoing(n=n) for n in range(5)]
    await met.keep(Changes(at=NOW, outbox=tuple(kept)))
    await met.sending(kept[1].id, NOW)
    assert await met.written("telegram", 3) == (kept[0], kept[2], kept[3])
    assert await met.written("discord", 3) == ()
    await met.sent(kept[1].id, "m", NOW)  # it was not doubted meanwhile
    assert await met.sent_as(kept[1].id) == "m"
