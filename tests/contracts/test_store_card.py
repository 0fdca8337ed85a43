"""The message of ours that a session goes on in, and the sets of a message that was replied to."""

from datetime import timedelta

import pytest

from storage.records import Address, Changes, Delivery, Memory, Outgoing, RowId, row_id
from storage.store import Store
from tests.contracts.store_samples import (
    ANNA,
    BEN,
    FULL_LIFT,
    GYM,
    HOME,
    NOW,
    TODAY,
    after,
    entry,
    known,
    outgoing,
    said,
    turn,
    turn_of,
    wanted,
)

LONG_AGO = after(days=-1)
PLAIN = {"readiness": None, "flags": (), "prescriptions": (), "predictions": (), "promises": (), "readings": ()}


async def keep(store: Store, n: int, user: str = ANNA, **words: object) -> Outgoing:
    """A turn that logs two sets and answers them with *words*."""
    me = ANNA if user == ANNA else BEN
    answer = outgoing(me, n, **words)
    assert await store.keep(turn(me, n, outbox=(answer,), **PLAIN))
    return answer


async def send(store: Store, words: Outgoing, sent_as: str) -> None:
    assert await store.sending(words.id, NOW)
    await store.sent(words.id, sent_as, NOW)


async def recalled(store: Store, user: str = ANNA, **other: object) -> Memory:
    me = ANNA if user == ANNA else BEN
    return await store.recall(me, wanted(me, **({"card_since": LONG_AGO} | other)))


def sets(*turns: int, user: str = ANNA) -> tuple[object, ...]:
    me = ANNA if user == ANNA else BEN
    return tuple(one for n in turns for one in (entry(me, n), entry(me, n, 1, lift=FULL_LIFT)))


@pytest.fixture
async def met(store: Store) -> Store:
    for user in (ANNA, BEN):
        await store.keep(known(user))
    return store


async def test_the_last_answer_to_sets_is_the_card(met: Store) -> None:
    assert (await recalled(met)).card is None
    words = await keep(met, 1, recipe='{"chart": 1}', private=True)
    memory = await recalled(met)
    assert (memory.card, memory.card_entries) == (words, sets(1))
    await send(met, words, "m1")
    memory = await recalled(met)
    assert memory.card is not None
    assert (memory.card.sent_as, memory.card.delivery) == ("m1", Delivery.SENT)
    unasked = await recalled(met, card_since=None)
    assert (unasked.card, unasked.card_entries) == (None, ())


async def test_its_edits_are_it_with_the_newest_words(met: Store) -> None:
    first = await keep(met, 1)
    await send(met, first, "m1")
    second = await keep(met, 2, edits=first.id, buttons=(), reply_to=None)
    memory = await recalled(met)
    assert memory.card is not None
    assert (memory.card.id, memory.card.sent_as, memory.card.edits) == (first.id, "m1", None)
    assert (memory.card.text, memory.card.buttons, memory.card.reply_to) == (second.text, (), first.reply_to)
    assert memory.card_entries == sets(1, 2)


async def test_what_a_model_words_later_is_still_the_card(met: Store) -> None:
    first = await keep(met, 1)
    better = outgoing(n=1, id=row_id("words", 1), edits=first.id, text="Strong.")
    await met.keep(Changes(at=NOW, outbox=(better,)))
    memory = await recalled(met)
    assert memory.card is not None
    assert (memory.card.id, memory.card.text, memory.card_entries) == (first.id, "Strong.", sets(1))


async def test_other_words_below_it_end_it(met: Store) -> None:
    first = await keep(met, 1)
    await met.keep(Changes(at=NOW, user=ANNA, outbox=(outgoing(n=5, text="Your plan: …"),)))
    assert (await recalled(met)).card is None
    await keep(met, 2, edits=first.id)
    assert (await recalled(met)).card is None, "an edit of what stands above them brings it no lower"
    third = await keep(met, 3)
    assert (await recalled(met)).card == third


async def test_what_stands_in_another_thread_or_chat_is_not_below_it(met: Store) -> None:
    first = await keep(met, 1)
    await keep(met, 2, address=GYM)
    there = Address(HOME[ANNA].platform, HOME[ANNA].chat, "topic 9")
    await met.keep(Changes(at=NOW, outbox=(outgoing(n=7, address=there),)))
    assert (await recalled(met)).card == first
    assert (await recalled(met, address=there)).card is None


@pytest.mark.parametrize("delivery", [Delivery.UNCERTAIN, Delivery.DROPPED])
async def test_words_that_may_not_stand_are_no_card(met: Store, delivery: Delivery) -> None:
    first = await keep(met, 1, delivery=delivery)
    assert (await recalled(met)).card is None
    await keep(met, 2, edits=first.id)
    assert (await recalled(met)).card is None, "nor are those that edit them"


async def test_old_sets_and_sets_of_another_day_end_it(met: Store) -> None:
    words = await keep(met, 3)
    at = after(minutes=3)
    assert (await recalled(met, card_since=at)).card == words
    assert (await recalled(met, card_since=at + timedelta(microseconds=1))).card is None
    assert (await recalled(met, on=TODAY + timedelta(days=1))).card is None


async def test_undone_sets_are_not_on_it(met: Store) -> None:
    first = await keep(met, 1)
    await keep(met, 2, edits=first.id)
    await met.keep(Changes(at=NOW, user=ANNA, undo=(said(ANNA, 2),)))
    assert (await recalled(met)).card_entries == sets(1)
    await met.keep(Changes(at=NOW, user=ANNA, undo=(said(ANNA, 1),)))
    assert (await recalled(met)).card is None


async def test_in_a_group_another_lifters_answer_is_no_card(met: Store) -> None:
    await keep(met, 1, address=GYM)
    bens = await keep(met, 1, BEN, address=GYM)
    assert (await recalled(met, address=GYM)).card is None
    memory = await recalled(met, BEN, address=GYM)
    assert (memory.card, memory.card_entries) == (bens, sets(1, user=BEN))


async def test_a_reply_finds_the_sets_that_the_message_had_logged(met: Store) -> None:
    first = await keep(met, 1)
    await send(met, first, "m1")
    edit = await keep(met, 2, edits=first.id)
    await send(met, edit, "m1")
    other = await keep(met, 3)
    await send(met, other, "m2")
    assert (await recalled(met, replied="m1")).replied_entries == sets(1, 2)
    assert (await recalled(met, replied="m2")).replied_entries == sets(3)
    for nothing in ({"replied": "m9"}, {"replied": "m1", "address": GYM}, {}):
        assert (await recalled(met, **nothing)).replied_entries == ()
    assert (await recalled(met, BEN, replied="m1", address=HOME[ANNA])).replied_entries == ()


async def test_a_reply_to_words_for_somebody_else_is_told_apart(met: Store) -> None:
    await send(met, await keep(met, 1, address=GYM), "m1")
    for user, message, is_others in ((BEN, "m1", True), (ANNA, "m1", False), (BEN, "m9", False), (BEN, None, False)):
        assert (await recalled(met, user, replied=message, address=GYM)).replied_is_others is is_others


async def test_a_message_without_sets_is_no_card(met: Store) -> None:
    answer = outgoing(turn=turn_of(ANNA, 1))
    await met.keep(Changes(at=NOW, user=ANNA, turn=RowId(turn_of(ANNA, 1)), message=said(ANNA, 1), outbox=(answer,)))
    assert (await recalled(met)).card is None
