"""Who asks to be forgotten is: in every table, and nobody else with him."""

from dataclasses import replace

from storage.records import DIRECT, Address, Changes, Identity, Injury, Lesson, Profile, Thumb
from storage.store import Store
from tests.contracts.databases import run, tables
from tests.contracts.group_samples import alarm, group, link_code, member
from tests.contracts.learning_samples import dataset, example, experiment, feedback, version
from tests.contracts.store_samples import (
    ANNA,
    BEN,
    BENCH,
    GYM,
    HOME,
    NOW,
    TODAY,
    after,
    ask,
    exchange,
    flag,
    known,
    outgoing,
    person,
    readiness,
    reading,
    said,
    strength,
    turn,
    turn_of,
    update,
    upload,
    wanted,
)

SECRET = "zweiundvierzig"


async def everything(url: str) -> dict[str, list[dict[str, object]]]:
    return {table: await run(url, f"SELECT * FROM {table}") for table in await tables(url)}


async def live(store: Store, user: str, where: Address | None, words: str) -> None:
    """A life with every kind of row, each text of it with *words*."""
    me = ANNA if user == ANNA else BEN
    home = {"address": where} if where else {}
    place = where or HOME[me]
    await store.receive([update(n, me, where, words) for n in (1, 2, 3)])
    told = {"injuries": (Injury(words, TODAY),), "likes": (words,), "dislikes": (words,)}
    before = Profile(injuries=(Injury(words),), goal=words)
    lesson = Lesson(message=words, said_at=NOW, changed=("injuries",), before=before)
    someone = person(me, words, goal=words, programme=words, lessons=(lesson,), **told)
    await store.keep(Changes(at=NOW, person=someone, identity=Identity("telegram", f"{me}-{words}")))
    full = turn(
        me,
        readiness=readiness(me, soreness_site=words),
        flags=(flag(me, words=words),),
        readings=(reading(me, text=words, **home),),
        outbox=(outgoing(me, text=words, recipe=f'{{"chart": "{words}"}}', **home),),
        groups=(group(id=place.chat, title="everybody's gym" if where else words, address=place),),
        members=(member(me, group=place.chat, name=words),),
        alarms=(alarm(me, **home),),
        link_codes=(link_code(me),),
        strengths=(strength(me, state=words),),
        log_version=0,
        uploads=(upload(me, name=words, text=words),),
    )
    promise = replace(full.promises[0], address=where or full.promises[0].address)
    await store.keep(replace(full, promises=(promise,)))
    await store.keep(Changes(at=NOW, settles=("telegram", f"{me}-2"), ask=ask(me, text=words, **home)))
    await store.keep(Changes(at=NOW, feedback=feedback(me, thumb=Thumb.UP, reason=words)))
    thought = outgoing(me, n=2, text=words, turn=turn_of(me, 1), **home)
    await store.keep(Changes(at=NOW, exchanges=(exchange(me, prompt=words, answer=words),), outbox=(thought,)))
    await store.keep(Changes(at=NOW, user=me, settles=("telegram", f"{me}-3"), undo=(said(me, 1),)))
    await store.keep_dataset(dataset(members=(me,), id="of ben" if me == BEN else "of lifter 2"))
    agent = "coach" if me == BEN else "adviser"
    await store.keep_bank(agent, [example(me, agent=agent, answer=words, facts=(words,))])


async def test_nothing_is_left_of_who_is_forgotten(store: Store, url: str) -> None:
    await live(store, ANNA, None, SECRET)
    await store.receive([update(4, text=SECRET)])  # not handled yet
    await store.unreachable(outgoing().address, NOW)
    await store.keep_experiment(experiment())
    await store.keep_version(version(dataset="of lifter 2"))
    await store.keep_switch("paused", "by an admin", NOW)
    await store.unreachable(Address("telegram", DIRECT, f"anna-{SECRET}"), NOW)
    before = await everything(url)
    assert all(
        SECRET in str(before[table])
        for table in (
            *("users", "profiles", "inbox", "outbox", "exchanges", "flags", "asks", "readings", "uploads"),
            *("feedback", "bank_examples", "groups", "group_members", "unreachable_chats"),
        )
    )
    people = {table: rows for table, rows in before.items() if table != "passage_vectors"}  # of passages, nobody's
    assert all(people.values()), "every table had a row to forget"

    assert await store.forget(ANNA) == ("coach-1",)
    after_it = await everything(url)
    nobodys = {"schema_version", "experiments", "versions", "datasets", "switches"}
    assert {table for table, rows in after_it.items() if rows} == nobodys
    assert SECRET not in str(after_it)
    assert ANNA not in str(after_it)
    assert await store.person(Identity("telegram", f"anna-{SECRET}")) is None


async def test_it_says_which_versions_had_seen_him_and_counts_him_where_he_was(store: Store) -> None:
    await store.keep(known())
    await store.keep(known(BEN))
    for n, members in enumerate([(ANNA, BEN), (BEN,), (ANNA,)]):
        await store.keep_dataset(dataset(n, members=members))
    for n, seen in enumerate(["digest-2", "digest-1", "digest-0", "digest-0", "elsewhere"]):
        await store.keep_version(version(n, dataset=seen))
    assert await store.forget(ANNA) == ("coach-0", "coach-2", "coach-3")
    assert [(one.members, one.forgotten) for one in await store.datasets()] == [((BEN,), 1), ((BEN,), 0), ((), 1)]
    assert await store.forget(ANNA) == ()
    assert await store.forget(BEN) == ("coach-1", "coach-2", "coach-3")
    assert [(one.members, one.forgotten) for one in await store.datasets()] == [((), 2), ((), 1), ((), 1)]


async def test_in_a_group_the_others_stay_whole(store: Store, url: str) -> None:
    await live(store, BEN, GYM, "ben says")
    others = await everything(url)
    await live(store, ANNA, GYM, SECRET)
    await store.receive([update(4, BEN, GYM, "ben asks")])  # not handled yet
    await store.forget(ANNA)
    left = await everything(url)
    assert SECRET not in str(left)
    assert ANNA not in str(left)
    inbox, sets = left.pop("inbox"), left.pop("datasets")
    assert [row["id"] for row in inbox] == ["ben-1", "ben-2", "ben-3", "ben-4"]
    assert [(row["id"], row["forgotten"]) for row in sets] == [("of ben", 0), ("of lifter 2", 1)]
    assert left == {table: rows for table, rows in others.items() if table not in ("inbox", "datasets")}
    assert await store.unhandled("telegram") == (update(4, BEN, GYM, "ben asks"),)


async def test_a_group_goes_with_the_only_lifter_who_is_known_there(store: Store) -> None:
    for user in (ANNA, BEN):
        await store.keep(known(user))
        await store.receive([update(1, user, GYM)])
        await store.keep(Changes(at=NOW, user=user, settles=("telegram", f"{user}-1")))
    gym = group(id=GYM.chat, address=None)
    await store.keep(Changes(at=NOW, groups=(gym,), members=(member(ANNA), member(BEN))))
    await store.forget(ANNA)
    assert await store.groups() == (gym,)
    assert await store.members("telegram", GYM.chat) == (member(BEN),)
    await store.forget(BEN)
    assert (await store.groups(), await store.members("telegram", GYM.chat)) == ((), ())


async def test_a_silent_member_keeps_his_messages(store: Store) -> None:
    for user in (ANNA, BEN):
        await store.keep(known(user))
        await store.receive([update(1, user, GYM)])
        await store.keep(Changes(at=NOW, user=user, settles=("telegram", f"{user}-1")))
    await store.receive([update(2, BEN, GYM)])
    await store.forget(ANNA)
    assert await store.receive([update(1, BEN, GYM), update(2, BEN, GYM)]) == ()


async def test_words_to_nobody_in_particular_go_with_the_only_lifter_of_their_chat(store: Store, url: str) -> None:
    await store.keep(known())
    await store.keep(Changes(at=NOW, user=ANNA, outbox=(outgoing(n=1),)))
    await store.keep(Changes(at=NOW, outbox=(outgoing(n=2),)))
    await store.forget(ANNA)
    assert (await everything(url))["outbox"] == []


async def test_the_message_that_asks_for_it_can_be_settled_afterwards(store: Store, url: str) -> None:
    await store.keep(known())
    await store.receive([update(1, text="forget me")])
    await store.forget(ANNA)
    goodbye = outgoing(text="Done.")
    assert await store.keep(Changes(at=NOW, settles=("telegram", update(1).id), outbox=(goodbye,)))
    assert await store.waiting("telegram") == (goodbye,)
    assert await store.unhandled("telegram") == ()
    assert "forget me" not in str(await everything(url))


async def test_who_was_forgotten_may_start_afresh(store: Store) -> None:
    await store.keep(known())
    await store.keep(turn())
    await store.forget(ANNA)
    await store.keep(known())
    memory = await store.recall(ANNA, wanted(ANNA, BENCH, turn=turn_of(ANNA, 1)))
    assert (memory.history, memory.latest_message, memory.turn_is_own) == ({BENCH: ()}, None, False)
    assert await store.keep(turn()), "not even that it was settled is remembered"
    assert len(await store.due(after(days=30), 9)) == 1


async def test_forgetting_a_stranger_changes_nothing(store: Store, url: str) -> None:
    await live(store, BEN, None, "ben says")
    before = await everything(url)
    await store.forget(ANNA)
    assert await everything(url) == before
