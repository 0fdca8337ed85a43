"""All that is kept of one lifter, and nothing of another."""

import pytest

from knowledge.units import Unit
from storage.records import Changes, Delivery, Identity, Outgoing, PastTurn, RowId, Thumb
from storage.store import Store
from tests.contracts.learning_samples import feedback
from tests.contracts.store_samples import (
    ANNA,
    BEN,
    FULL_LIFT,
    NOW,
    after,
    entry,
    exchange,
    flag,
    known,
    outgoing,
    person,
    prediction,
    prescription,
    readiness,
    said,
    turn,
    turn_of,
)

ARMS = ("style-1:calm", "coach-7:treatment – b")


async def live(store: Store, user: str, *turns: int) -> None:
    me = ANNA if user == ANNA else BEN
    await store.keep(known(me))
    for n in turns:
        await store.keep(turn(me, n, arms=ARMS, exchanges=(exchange(me, n),)))
        await store.keep(Changes(at=after(days=n), user=me, feedback=feedback(me, n)))


async def words_of(store: Store, *outbox: Outgoing) -> str:
    await store.keep(known())
    await store.keep(turn(outbox=outbox))
    return (await there(store))[turn_of(ANNA, 1)].words


async def there(store: Store) -> dict[RowId, PastTurn]:
    whole = await store.whole(ANNA)
    assert whole
    return {one.id: one for one in whole.turns}


def edit(text: str, **other: object) -> Outgoing:
    fields: dict[str, object] = {"id": RowId(text), "text": text, "edits": outgoing().id}
    return outgoing(**fields | other)


async def test_nobody_is_whole_who_is_not_known(store: Store) -> None:
    await live(store, BEN, 1)
    assert await store.whole(ANNA) is None


async def test_a_lifter_is_whole_beside_others(store: Store) -> None:
    await live(store, ANNA, 2, 1)
    await store.keep(Changes(at=after(days=9), person=person(unit=Unit.KG), identity=Identity("discord", "a1")))
    await live(store, BEN, 1, 2)
    whole = await store.whole(ANNA)
    assert whole
    assert (whole.person, whole.met_at) == (person(unit=Unit.KG), NOW)
    assert whole.identities == (Identity("discord", "a1"), Identity("telegram", ANNA))
    texts = [(f"Logged for anna, {n}.", n) for n in (1, 2)]
    assert whole.turns == tuple(
        PastTurn(id=turn_of(ANNA, n), at=after(minutes=n), arms=ARMS, words=w) for w, n in texts
    )
    assert whole.entries == tuple(made for n in (1, 2) for made in (entry(n=n), entry(n=n, place=1, lift=FULL_LIFT)))
    assert whole.readiness == (readiness(n=1), readiness(n=2))
    assert whole.flags == (flag(n=1), flag(n=2))
    assert whole.prescriptions == (prescription(n=1), prescription(n=2))
    assert whole.predictions == (prediction(n=1), prediction(n=2))
    assert whole.exchanges == (exchange(n=2), exchange(n=1)), "of one instant: as they were kept"
    assert whole.feedback == (feedback(n=2), feedback(n=1))


async def test_an_exchange_and_ratings_come_back_whole(store: Store) -> None:
    await store.keep(known())
    bare = exchange(adapter=None, occasion="", facts=(), system="")
    await store.keep(Changes(at=NOW, exchanges=(bare,)))
    rated = feedback(stars=5, said_at=after(days=7), source="a week later")
    voted = feedback(thumb=Thumb.UP, reason="short – and clear", said_at=after(days=3))
    for one in (rated, voted):
        await store.keep(Changes(at=NOW, feedback=one))
    whole = await store.whole(ANNA)
    assert whole
    assert (whole.exchanges, whole.feedback) == ((bare,), (voted, rated))


async def test_a_cleared_flag_and_a_settled_prediction_are_part_of_it(store: Store) -> None:
    await live(store, ANNA, 1)
    await store.keep(Changes(at=after(days=30), user=ANNA, cleared=(flag().id,)))
    whole = await store.whole(ANNA)
    assert whole
    assert whole.flags == (flag(cleared_at=after(days=30)),)


async def test_what_was_undone_is_left_out_but_not_the_vote_on_it(store: Store) -> None:
    await live(store, ANNA, 1, 2)
    await store.keep(Changes(at=after(days=3), user=ANNA, undo=(said(ANNA, 2),)))
    whole = await store.whole(ANNA)
    assert whole
    assert [one.id for one in whole.turns] == [turn_of(ANNA, 1)]
    assert {one.message for one in whole.entries} == {said(ANNA, 1)}
    assert (whole.readiness, whole.flags) == ((readiness(n=1),), (flag(n=1),))
    assert (whole.prescriptions, whole.predictions) == ((prescription(n=1),), (prediction(n=1),))
    assert whole.exchanges == (exchange(n=1),)
    assert whole.feedback == (feedback(n=1), feedback(n=2))


async def test_a_set_that_was_undone_alone_is_left_out_alone(store: Store) -> None:
    await live(store, ANNA, 1)
    await store.keep(Changes(at=after(days=3), user=ANNA, undo_entries=(entry(),)))
    whole = await store.whole(ANNA)
    assert whole
    assert whole.entries == (entry(place=1, lift=FULL_LIFT),)
    assert (whole.prescriptions, whole.predictions) == ((), ())
    assert (len(whole.turns), whole.exchanges) == (1, (exchange(),))


@pytest.mark.parametrize(
    ("outbox", "stands"),
    [
        ((), ""),
        ((outgoing(text="first"),), "first"),
        ((outgoing(text="first"), outgoing(n=1, id=RowId("more"), text="more")), "first"),
        ((outgoing(text="first"), edit("better")), "better"),
        ((outgoing(text="first"), edit("better"), edit("best")), "best"),
        ((outgoing(text="first"), edit("better"), edit("best", edits=RowId("better"))), "best"),
        ((outgoing(text="first"), edit("lost", delivery=Delivery.DROPPED)), "first"),
        ((outgoing(text="first", delivery=Delivery.DROPPED),), ""),
        ((outgoing(text="first", delivery=Delivery.UNCERTAIN),), "first"),
        ((outgoing(text="first"), edit("of another answer", edits=RowId("elsewhere"))), "first"),
        (
            (edit("in place of an older one", edits=RowId("elsewhere")), outgoing(text="more")),
            "in place of an older one",
        ),
    ],
)
async def test_words_are_those_that_stand_in_the_answer(
    store: Store, outbox: tuple[Outgoing, ...], stands: str
) -> None:
    assert await words_of(store, *outbox) == stands


async def test_words_that_are_thought_of_later_stand(store: Store) -> None:
    await words_of(store, outgoing(text="first"))
    later = edit("thought of")
    await store.keep(Changes(at=after(days=1), exchanges=(exchange(),), outbox=(later,)))
    stands = (await there(store))[turn_of(ANNA, 1)]
    assert (stands.words, stands.at) == ("thought of", after(minutes=1))
    await store.dropped(later.id, "no such message")
    assert (await there(store))[turn_of(ANNA, 1)].words == "first"


async def test_the_arms_of_a_turn_are_those_that_were_said_first(store: Store) -> None:
    await store.keep(known())
    await store.keep(turn())
    assert (await there(store))[turn_of(ANNA, 1)].arms == ()
    await store.keep(known(BEN))
    await store.keep(Changes(at=NOW, user=BEN, turn=turn_of(ANNA, 1), arms=("another lifter's",)))
    for arms in (ARMS, (), ("style-1:pushing",)):
        await store.keep(Changes(at=NOW, exchanges=(exchange(),), arms=arms))
    assert (await there(store))[turn_of(ANNA, 1)].arms == ARMS
