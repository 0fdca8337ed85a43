"""Where nobody takes words: what waits until he writes to us alone, and what is asked then."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from storage.records import (
    DIRECT,
    Address,
    Changes,
    Delivery,
    Identity,
    Memory,
    Outgoing,
    PrivateTalk,
    PromiseState,
    Update,
    UserId,
    Wanted,
)
from storage.store import Store
from tests.contracts.store_samples import (
    ANNA,
    BEN,
    GYM,
    HOME,
    NOW,
    TODAY,
    after,
    entry,
    known,
    outgoing,
    promise,
    said,
    turn,
    update,
)

AT_HOME = HOME[ANNA]
LATER = after(days=8)


def direct(user: UserId) -> Address:
    return Address("telegram", DIRECT, user)


def alone(n: int = 1, user: UserId = ANNA, at: datetime = NOW, address: Address | None = None) -> Outgoing:
    """Words that are private, about something that was said in a group."""
    return outgoing(user, n=n, address=address or direct(user), private=True, written_at=at, text=f"private {n}")


def writes_alone(user: UserId = ANNA, at: datetime = LATER, chat: str | None = None) -> Changes:
    talk = PrivateTalk(Identity("telegram", user), chat or HOME[user].chat)
    return Changes(at=at, user=user, private_talk=talk)


@pytest.fixture
async def met(store: Store) -> Store:
    for user in (ANNA, BEN):
        await store.keep(known(user))
        await store.keep(turn(user, promises=(), outbox=()))
    return store


async def recalled(store: Store, group: str | None = None, **wanted: object) -> Memory:
    asked = Wanted(on=TODAY, address=GYM if group else AT_HOME, account=ANNA, group=group, **wanted)  # type: ignore[arg-type]
    return await store.recall(ANNA, asked)


# ── private words ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_nobody_says_opens_no_talk(met: Store) -> None:
    await met.keep(Changes(at=NOW, user=ANNA, outbox=(alone(1, address=AT_HOME),)))
    await met.unreachable(AT_HOME, NOW)
    [kept] = await met.receive([replace(update(7), received_at=after(minutes=3), opens=False)])
    assert await met.waiting("telegram") == (), "he has only just blocked us"
    assert await met.unhandled("telegram") == (kept,)
    await met.receive([replace(update(8), received_at=after(minutes=4))])
    assert [one.id for one in await met.waiting("telegram")] == [alone(1).id]


async def test_private_words_that_were_refused_are_sent_once_he_writes_alone(met: Store) -> None:
    await met.keep(Changes(at=NOW, user=ANNA, outbox=(alone(1),)))
    await met.sending(alone(1).id, NOW)
    await met.unreachable(direct(ANNA), NOW)
    await met.keep(Changes(at=NOW, user=ANNA, outbox=(alone(2), outgoing(n=3, address=direct(ANNA)))))
    assert await met.waiting("telegram") == (), "nothing is tried"
    await met.receive([replace(update(7, where=GYM), received_at=after(minutes=3))])
    assert await met.waiting("telegram") == (), "he has written to a group only"

    await met.keep(writes_alone(at=after(days=1)))
    assert await met.waiting("telegram") == (alone(1), alone(2)), "what was private, in order"
    for words in (alone(1), alone(2)):
        assert await met.sending(words.id, LATER)
        await met.sent(words.id, "m", LATER)
    await met.keep(writes_alone(at=after(days=1)))
    assert await met.waiting("telegram") == (), "each once"


async def test_who_blocked_us_gets_private_words_when_he_writes_from_that_chat(met: Store) -> None:
    await met.keep(Changes(at=NOW, user=ANNA, outbox=(alone(1, address=AT_HOME), outgoing(n=2, address=AT_HOME))))
    await met.unreachable(AT_HOME, NOW)
    await met.receive([replace(update(7, BEN), received_at=after(hours=1))])
    assert await met.waiting("telegram") == ()
    await met.receive([replace(update(7), received_at=after(hours=1))])
    assert await met.waiting("telegram") == (alone(1, address=AT_HOME),)


async def test_what_is_old_is_told_no_more_and_of_much_only_the_newest(met: Store) -> None:
    await met.unreachable(direct(ANNA), NOW)
    early, late = [alone(n, at=NOW) for n in (1, 2)], [alone(n, at=after(days=2, minutes=n)) for n in range(3, 10)]
    for words in (*early, *late):
        await met.keep(Changes(at=words.written_at, user=ANNA, outbox=(words,)))
    await met.keep(writes_alone(at=after(days=4)))
    assert await met.waiting("telegram") == tuple(late[-5:])


async def test_private_words_are_never_those_of_another(met: Store) -> None:
    await met.unreachable(direct(ANNA), NOW)
    await met.unreachable(direct(BEN), NOW)
    await met.keep(Changes(at=NOW, user=ANNA, outbox=(alone(1),)))
    await met.keep(Changes(at=NOW, user=BEN, outbox=(alone(1, BEN),)))
    await met.keep(writes_alone(BEN, at=NOW))
    assert await met.waiting("telegram") == (alone(1, BEN),)
    assert (await recalled(met, "g")).is_shut, "his talk is as it was"


async def test_an_edit_of_words_that_nobody_saw_does_not_wake(met: Store) -> None:
    await met.keep(Changes(at=NOW, user=ANNA, outbox=(alone(1),)))
    await met.unreachable(direct(ANNA), NOW)
    await met.keep(Changes(at=NOW, user=ANNA, outbox=(replace(alone(2), edits=alone(1).id),)))
    await met.keep(writes_alone(at=NOW))
    assert await met.waiting("telegram") == (alone(1),)


# ── where he is alone ──────────────────────────────────────────────────────────────────────────────────────────────


async def test_it_is_known_where_he_talks_with_us_alone_and_whether_that_is_shut(met: Store) -> None:
    before = await recalled(met, "g")
    assert (before.private_chat, before.is_shut) == (None, False)
    await met.unreachable(direct(ANNA), NOW)
    assert (await recalled(met, "g")).is_shut
    await met.keep(writes_alone())
    opened = await recalled(met, "g")
    assert (opened.private_chat, opened.is_shut) == (AT_HOME.chat, False)
    await met.unreachable(AT_HOME, LATER)
    assert (await recalled(met, "g")).is_shut
    await met.receive([update(9)])
    assert not (await recalled(met, "g")).is_shut


async def test_who_asks_for_a_private_answer_from_elsewhere_is_tried_again(met: Store) -> None:
    await met.unreachable(direct(ANNA), NOW)
    await met.keep(replace(writes_alone(), private_talk=PrivateTalk(Identity("telegram", ANNA), None)))
    asked = await recalled(met, "g")
    assert (asked.private_chat, asked.is_shut) == (None, False)


async def test_words_that_opened_the_talk_are_found_by_the_chat_that_they_opened(met: Store) -> None:
    logged = entry(n=5)
    await met.keep(turn(n=5, entries=(logged,), promises=(), outbox=(outgoing(n=5, address=direct(ANNA)),)))
    await met.sent(outgoing(n=5).id, "77", NOW)
    reacted, replied = await recalled(met, sent_as="77"), await recalled(met, replied="77")
    assert reacted.turn_of_sent == outgoing(n=5).turn
    assert reacted.turn_is_own
    assert replied.replied_entries == (logged,)
    in_group = await recalled(met, "g", sent_as="77", replied="77")
    assert in_group.turn_of_sent is None, "a message of that number in a group is another"
    assert in_group.replied_entries == ()
    ben = await met.recall(BEN, Wanted(on=TODAY, address=HOME[BEN], account=BEN, sent_as="77", replied="77"))
    assert ben.turn_of_sent is None
    assert ben.replied_entries == ()


# ── questions ──────────────────────────────────────────────────────────────────────────────────────────────────────


def asked(at: datetime, n: int = 1, address: Address = AT_HOME) -> Changes:
    """A check-in, as it is asked."""
    words = outgoing(n=int(at.timestamp()) + n, address=address, private=address.chat == DIRECT)
    one = promise(n=n, address=address, due_at=at, state=PromiseState.ASKED, asked_in=words.id)
    return Changes(at=at, user=ANNA, promises=(one,), outbox=(words,))


def writes(address: Address, at: datetime) -> Update:
    return replace(update(at.day, where=address), received_at=at)


@pytest.mark.parametrize("address", [AT_HOME, direct(ANNA)])
async def test_a_question_that_was_refused_is_asked_once_he_writes(met: Store, address: Address) -> None:
    await met.keep(turn(n=2, promises=(promise(n=2, address=address),), outbox=()))
    (due,) = await met.due(LATER, 9)
    question = asked(LATER, 2, address)
    await met.keep(question)
    await met.sending(question.outbox[0].id, LATER)
    await met.unreachable(address, LATER)
    much_later = LATER + timedelta(days=30)
    assert await met.due(much_later, 9) == (), "not before he writes"
    await met.receive([writes(AT_HOME, much_later)])
    await met.keep(writes_alone(at=much_later))
    assert await met.waiting("telegram") == (), "the old question is not asked beside the new one"
    (again,) = await met.due(much_later, 9)
    assert again.promise == replace(due.promise, due_at=LATER, asked_in=question.outbox[0].id)
    await met.keep(asked(much_later, 2, address))
    assert await met.due(much_later + timedelta(days=1), 9) == ()
    assert len(await met.waiting("telegram")) == 1


async def test_a_question_that_is_kept_while_the_chat_is_lost_is_asked_later_too(met: Store) -> None:
    await met.keep(turn(n=2, promises=(promise(n=2),), outbox=()))
    await met.due(LATER, 9)
    await met.unreachable(AT_HOME, LATER)  # by another message, meanwhile
    await met.keep(asked(LATER, 2))
    await met.receive([writes(AT_HOME, LATER)])
    assert [one.promise.id for one in await met.due(LATER + timedelta(hours=1), 9)] == [promise(n=2).id]


async def test_a_question_that_was_shown_is_not_asked_again_when_the_chat_is_lost_later(met: Store) -> None:
    await met.keep(turn(n=2, promises=(promise(n=2),), outbox=()))
    question = asked(LATER, 2)
    await met.keep(question)
    await met.sending(question.outbox[0].id, LATER)
    await met.sent(question.outbox[0].id, "m", LATER)
    await met.unreachable(AT_HOME, LATER)
    await met.receive([writes(AT_HOME, LATER)])
    assert await met.due(LATER + timedelta(days=1), 9) == ()


async def test_a_question_that_was_answered_meanwhile_is_not_asked_again(met: Store) -> None:
    await met.keep(turn(n=2, promises=(promise(n=2),), outbox=()))
    question = asked(LATER, 2)
    await met.keep(question)
    kept = replace(question.promises[0], state=PromiseState.KEPT, asked_in=None)
    await met.keep(Changes(at=LATER, user=ANNA, message=said(ANNA, 9), promises=(kept,)))
    await met.unreachable(AT_HOME, LATER)
    await met.receive([writes(AT_HOME, LATER)])
    assert await met.due(LATER + timedelta(days=1), 9) == ()
    assert question.outbox[0].delivery is Delivery.WAITING
