"""Two accounts of one person: joined in either order, and parted again, with every row on the right side."""

import asyncio

import pytest

from knowledge.units import Unit
from storage.open import open_store
from storage.records import (
    Address,
    Changes,
    Consent,
    Identity,
    Lesson,
    Linked,
    Person,
    Profile,
    UploadState,
    UserId,
    row_id,
)
from storage.store import Store
from tests.contracts.conftest import Sql
from tests.contracts.databases import run, tables
from tests.contracts.group_samples import alarm, link_code, member
from tests.contracts.learning_samples import dataset, example, feedback
from tests.contracts.store_samples import (
    ANNA,
    BEN,
    BENCH,
    NOW,
    after,
    ask,
    entry,
    exchange,
    flag,
    outgoing,
    prediction,
    prescription,
    promise,
    readiness,
    reading,
    strength,
    turn,
    update,
    upload,
    wanted,
)

ON = {ANNA: "telegram", BEN: "discord"}
ME = {user: Identity(platform, "7") for user, platform in ON.items()}
TALK = {user: Address(platform, "talk") for user, platform in ON.items()}
PROFILES = {
    ANNA: Profile(goal="a big bench", likes=("rows",), consent=Consent.REFUSED, consent_at=NOW),
    BEN: Profile(goal="less pain", unit=Unit.KG, likes=("dips",), language="de", language_chosen=True),
}


def source(user: UserId, n: int) -> str:
    return f"{ON[user]}:talk:{n}"


async def live(store: Store, user: UserId, n: int) -> None:
    """A person on one platform, with every kind of row."""
    said, here = source(user, n), TALK[user]
    own = {"source": said, "message": said}
    lesson = Lesson(message=said, said_at=after(minutes=n), changed=("goal",), before=Profile())
    profile = {name: getattr(PROFILES[user], name) for name in Profile.__dataclass_fields__} | {"lessons": (lesson,)}
    await store.keep(Changes(at=NOW, person=Person(user, user.title(), Profile(**profile)), identity=ME[user]))
    await store.receive([update(n, user)])
    await store.keep(
        turn(
            user,
            n,
            message=said,
            entries=(entry(user, n, **own),),
            readiness=readiness(user, n, **own),
            flags=(flag(user, n),),
            prescriptions=(prescription(user, n),),
            predictions=(prediction(user, n),),
            promises=(promise(user, n, address=here),),
            readings=(reading(user, n, address=here, message=said),),
            outbox=(outgoing(user, n, address=here),),
            exchanges=(exchange(user, n),),
            feedback=feedback(user, n),
            uploads=(upload(user, n, state=UploadState.TAKEN),),
            ask=ask(user, address=here),
            alarms=(alarm(user, n, address=here),),
            members=(member(user, platform=ON[user], group="gym"),),
            link_codes=(link_code(user, platform=ON[user]),),
            strengths=(strength(user),),
            log_version=0,
        )
    )
    await store.keep_bank(f"coach of {user}", [example(user, n, agent=f"coach of {user}")])


async def whose(url: str) -> dict[str, list[object]]:
    """The users of the rows of each table that has one."""
    found = {}
    for table in await tables(url):
        rows = await run(url, f"SELECT * FROM {table}")
        if rows and "user_id" in rows[0]:
            found[table] = sorted(str(row["user_id"]) for row in rows)
    return found


@pytest.fixture
async def two(store: Store) -> Store:
    """Anna of Telegram and Ben of Discord, who trained in turns, in datasets of their own and in one together."""
    for n, user in enumerate((ANNA, BEN), 1):
        await live(store, user, n)
    await store.keep_dataset(dataset(1, members=(ANNA, BEN)))
    await store.keep_dataset(dataset(2, members=(BEN,)))
    return store


@pytest.mark.parametrize(("owner", "other"), [(ANNA, BEN), (BEN, ANNA)])
async def test_all_of_both_is_one_persons(two: Store, url: str, owner: UserId, other: UserId) -> None:
    before = await whose(url)
    assert await two.link(link_code(owner).digest, ME[other], after(minutes=5)) is Linked.JOINED
    after_it = await whose(url)
    once = {"profiles", "dataset_members"}
    for table in before.keys() - {"link_codes", "lift_strengths"} - once:
        assert after_it[table] == [owner] * len(before[table]), table
    assert after_it["profiles"] == [owner]
    assert after_it["dataset_members"] == [owner, owner]
    assert "link_codes" not in after_it, "codes of both are of no use any more"
    assert "lift_strengths" not in after_it, "what was computed of half a log"
    assert other not in str(after_it)
    entries, said = await two.log(owner)
    assert [one.source for one in entries] == [source(ANNA, 1), source(BEN, 2)], "as they were said"
    assert len(said) == 2
    for account in ME.values():
        person = await two.person(account)
        assert person is not None
        assert (person.user, person.name) == (owner, owner.title())
    assert set(await two.identities(owner)) == set(ME.values())
    memory = await two.recall(owner, wanted(owner, BENCH, strength_version="filter-2", address=TALK[other]))
    assert (len(memory.history[BENCH]), memory.strengths, memory.log_version) == (2, {}, 2)
    assert memory.ask is not None
    assert {one.promise.id for one in await two.due(after(days=9), 9)} == {promise(ANNA, 1).id, promise(BEN, 2).id}


@pytest.mark.parametrize(("owner", "other"), [(ANNA, BEN), (BEN, ANNA)])
async def test_settings_of_both_are_kept_and_of_two_the_owners(two: Store, owner: UserId, other: UserId) -> None:
    await two.link(link_code(owner).digest, ME[other], NOW)
    person = await two.person(ME[owner])
    assert person is not None
    told = person.profile
    assert told.goal == PROFILES[owner].goal
    assert (told.unit, told.language, told.language_chosen) == (Unit.KG, "de", True), "said by one alone"
    assert told.likes == (*PROFILES[owner].likes, *PROFILES[other].likes)
    assert (told.consent, told.consent_at) == (Consent.REFUSED, NOW), "a refusal stays"
    assert [one.message for one in told.lessons] == [source(ANNA, 1), source(BEN, 2)]


async def test_a_code_counts_once_and_for_a_while(two: Store) -> None:
    anna, code = ME[ANNA], link_code(BEN)
    assert await two.link("wrong", anna, NOW) is Linked.UNKNOWN
    assert await two.link(code.digest, ME[BEN], NOW) is Linked.OWN
    assert await two.link(code.digest, anna, code.expires_at) is Linked.UNKNOWN
    await two.keep(Changes(at=NOW, link_codes=(code,)))
    assert await two.link(code.digest, anna, NOW) is Linked.JOINED
    assert await two.link(code.digest, anna, NOW) is Linked.UNKNOWN


async def test_there_is_one_account_a_platform(two: Store) -> None:
    second = Identity("telegram", "8")
    assert await two.link(link_code(ANNA).digest, second, NOW) is Linked.SAME_PLATFORM
    await two.keep(Changes(at=NOW, person=Person(UserId("carl"), "Carl", Profile()), identity=second))
    assert await two.link(link_code(ANNA).digest, second, NOW) is Linked.SAME_PLATFORM
    assert await two.link(link_code(ANNA).digest, ME[BEN], NOW) is Linked.JOINED, "the code was not used up"
    await two.keep(Changes(at=NOW, link_codes=(link_code(UserId("carl")),)))
    assert await two.link(link_code(UserId("carl")).digest, ME[BEN], NOW) is Linked.SAME_PLATFORM


async def test_an_account_that_never_wrote_is_joined_too(two: Store) -> None:
    new = Identity("console", "anna")
    assert await two.link(link_code(ANNA).digest, new, after(minutes=3)) is Linked.JOINED
    assert await two.identities(ANNA) == (ME[ANNA], new)


async def test_a_code_that_two_use_at_once_is_used_by_one(url: str) -> None:
    async with open_store(url) as store, open_store(url) as other:
        await live(store, ANNA, 1)
        mine = [Identity("discord", "1"), Identity("console", "2")]
        came = await asyncio.gather(
            *(one.link(link_code().digest, who, NOW) for one, who in zip((store, other), mine, strict=True))
        )
        assert sorted(came) == [Linked.JOINED, Linked.UNKNOWN]


@pytest.mark.parametrize("leaving", [ANNA, BEN])
@pytest.mark.parametrize("owner", [ANNA, BEN])
async def test_what_was_said_through_an_account_leaves_with_it(
    two: Store, url: str, owner: UserId, leaving: UserId
) -> None:
    staying = BEN if leaving == ANNA else ANNA
    other = BEN if owner == ANNA else ANNA
    before = await whose(url)
    await two.link(link_code(owner).digest, ME[other], NOW)
    assert await two.unlink(ME[leaving], after(days=1))
    left, kept = await two.person(ME[leaving]), await two.person(ME[staying])
    assert left is not None
    assert kept is not None
    assert (kept.user, left.user) == (owner, row_id("user", ON[leaving], "7"))
    assert await two.identities(left.user) == (ME[leaving],)
    names = {str(left.user): leaving, str(kept.user): staying}
    after_it = {table: sorted(names[str(user)] for user in users) for table, users in (await whose(url)).items()}
    for table in before.keys() - {"link_codes", "lift_strengths", "dataset_members", "inbox"}:
        assert after_it[table] == before[table], table
    assert after_it["dataset_members"] == [ANNA, ANNA, BEN, BEN], "words of both are in what both were in"
    assert [one.source for one in (await two.log(left.user))[0]] == [source(leaving, 1 if leaving == ANNA else 2)]
    assert left.profile.goal == kept.profile.goal == PROFILES[owner].goal
    assert [one.message.partition(":")[0] for one in left.profile.lessons] == [ON[leaving]]
    assert [one.message.partition(":")[0] for one in kept.profile.lessons] == [ON[staying]]
    assert not await two.unlink(ME[leaving], after(days=1))
    assert not await two.unlink(ME[staying], after(days=1))
    assert not await two.unlink(Identity("console", "nobody"), after(days=1))


async def test_an_account_whose_first_id_is_taken_gets_another(store: Store) -> None:
    """The person of the account that he began with stays, since rows and buttons name him."""
    first = UserId(row_id("user", "telegram", "7"))
    await store.keep(Changes(at=NOW, person=Person(first, "Anna", Profile()), identity=ME[ANNA]))
    await store.keep(Changes(at=NOW, link_codes=(link_code(first),)))
    await store.link(link_code(first).digest, ME[BEN], NOW)
    assert await store.unlink(ME[ANNA], after(days=1))
    parted, stays = await store.person(ME[ANNA]), await store.person(ME[BEN])
    assert parted is not None
    assert stays is not None
    assert stays.user == first
    assert parted.user not in (first, ANNA)


async def test_joined_and_parted_again_and_again(two: Store) -> None:
    for round_ in range(3):
        owner = await two.person(ME[ANNA])
        assert owner is not None
        code = link_code(owner.user, round_, expires_at=after(days=99))
        await two.keep(Changes(at=NOW, link_codes=(code,)))
        assert await two.link(code.digest, ME[BEN], after(days=round_)) is Linked.JOINED
        assert await two.unlink(ME[BEN], after(days=round_, hours=1))
    for user, n in ((ANNA, 1), (BEN, 2)):
        person = await two.person(ME[user])
        assert person is not None
        assert [one.source for one in (await two.log(person.user))[0]] == [source(user, n)]
        assert len(await two.lifters()) == 2


async def test_accounts_are_told_in_the_order_in_which_they_were_met(store: Store, sql: Sql) -> None:
    for n, platform in enumerate(("telegram", "discord", "console")):
        person = Person(ANNA, "Anna", Profile())
        await store.keep(Changes(at=after(days=n), person=person, identity=Identity(platform, "7")))
    await store.keep(Changes(at=after(days=9), person=person, identity=Identity("telegram", "7")))
    assert [one.platform for one in await store.identities(ANNA)] == ["telegram", "discord", "console"]
    assert await store.identities(BEN) == ()
    assert len(await sql("SELECT * FROM identities")) == 3
