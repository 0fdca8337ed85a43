"""Who is forgotten is named no more in what was said to others, and nothing else of theirs is lost."""

import pytest

from storage.records import Address, Changes, Delivery, Identity
from storage.store import Store
from tests.contracts.databases import run, tables
from tests.contracts.group_samples import group, member
from tests.contracts.store_samples import ANNA, BEN, GYM, NOW, known, outgoing, person, update

NAME = "Zedward"
ELSEWHERE = Address("telegram", "-200")


async def met(store: Store, name: str) -> None:
    """Anna, by that name, and Ben, in one gym."""
    await store.keep(known(BEN))
    await store.keep(Changes(at=NOW, person=person(ANNA, name), identity=Identity("telegram", "7")))
    await store.keep(Changes(at=NOW, groups=(group(id=GYM.chat, address=GYM),)))
    members = [member(one, group=GYM.chat, name=who) for one, who in ((ANNA, name), (BEN, "Ben"))]
    for one in members:
        await store.keep(Changes(at=NOW, members=(one,)))


async def told(store: Store, n: int, text: str, address: Address, user: object = BEN) -> str:
    words = outgoing(BEN, n=n, text=text, address=address)
    await store.keep(Changes(at=NOW, user=user, outbox=(words,)))  # type: ignore[arg-type]
    return words.id


async def texts(url: str) -> dict[str, tuple[str, str]]:
    return {row["id"]: (row["text"], row["delivery"]) for row in await run(url, "SELECT * FROM outbox")}  # type: ignore[misc]


async def test_boards_summaries_and_cheers_of_others_name_him_no_more(store: Store, url: str) -> None:
    await met(store, NAME)
    board = await told(store, 1, f"1. {NAME}: 98 %\n2. Ben: 91 %", GYM)
    summary = await told(store, 2, f"This week in the group:\n{NAME}: 3 sessions.", GYM, user=None)
    cheer = await told(store, 3, f"New best for {NAME} on bench. Well done.", GYM)
    asked_elsewhere = await told(store, 4, f"1. {NAME}: 98 %", ELSEWHERE)
    theirs = await told(store, 5, "2. Ben: 91 %", GYM)
    for shown in (board, summary, theirs):
        await store.sending(shown, NOW)  # type: ignore[arg-type]
        await store.sent(shown, "m1", NOW)  # type: ignore[arg-type]
    await store.forget(ANNA)
    left = await texts(url)
    assert left[board] == left[summary] == ("", Delivery.SENT)
    assert left[cheer] == left[asked_elsewhere] == ("", Delivery.DROPPED)
    assert left[theirs] == ("2. Ben: 91 %", Delivery.SENT)
    everything = [await run(url, f"SELECT * FROM {table}") for table in await tables(url)]
    assert NAME not in str(everything)
    assert [one.id for one in await store.written("telegram", 9)] == []


@pytest.mark.parametrize(("name", "text"), [("Al", "Also 5 × 5, Alan."), ("", "Hello."), ("A.", "Anna. Ab")])
async def test_words_that_only_look_like_his_name_stay(store: Store, url: str, name: str, text: str) -> None:
    await met(store, name)
    theirs = await told(store, 1, text, GYM)
    await store.forget(ANNA)
    assert (await texts(url))[theirs] == (text, Delivery.WAITING)


async def test_a_namesake_of_another_group_keeps_his_words(store: Store, url: str) -> None:
    await met(store, NAME)
    eve = await told(store, 1, f"1. {NAME}: 98 %", ELSEWHERE, user=None)
    await store.forget(ANNA)
    assert (await texts(url))[eve] == (f"1. {NAME}: 98 %", Delivery.WAITING)


async def test_that_his_private_chat_was_lost_is_forgotten_though_all_talk_in_it_is_gone(
    store: Store, url: str
) -> None:
    await store.keep(Changes(at=NOW, person=person(ANNA), identity=Identity("telegram", "7")))
    await store.receive([update()])
    await store.unreachable(Address("telegram", "7"), NOW)
    await store.forget(ANNA)
    assert await run(url, "SELECT * FROM unreachable_chats") == []
