"""A file is kept whole, and what it brought is one message: taken, taken back and taken again as one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from knowledge.units import Unit
from storage.records import RECENT, Changes, Entry, Memory, RowId, Upload, UploadState
from storage.store import Store
from tests.contracts.conftest import Sql
from tests.contracts.store_samples import (
    ANNA,
    BEN,
    BENCH,
    NOW,
    SQUAT,
    TODAY,
    after,
    entry,
    known,
    lift,
    readiness,
    said,
    strength,
    upload,
    wanted,
)

FILE = upload()
IMPORT = f"import:{FILE.id}"


def brought(sets: int = 3, of: Upload = FILE, first: int = 0, load: str = "185") -> tuple[Entry, ...]:
    """What a file brings, a set a day, the newest ten days ago; its keys tell its place in any file of that app."""
    return tuple(
        entry(
            of.user,
            source=f"strong:{of.user}:{place}",
            place=0,
            message=f"import:{of.id}",
            said_at=NOW - timedelta(days=500 - place),
            on=TODAY - timedelta(days=500 - place),
            lift=lift(load=load),
        )
        for place in range(first, first + sets)
    )


def press(n: int, of: Upload = FILE, user: str = ANNA) -> Changes:
    """The turn of a button under the preview."""
    me = ANNA if user == ANNA else BEN
    return Changes(at=after(minutes=n), user=me, turn=RowId(f"press {user} {n}"), message=said(me, 90), uploads=(of,))


async def take(store: Store, n: int, of: Upload = FILE, entries: tuple[Entry, ...] | None = None) -> None:
    entries = brought(of=of) if entries is None else entries
    await store.keep(replace(press(n, replace(of, state=UploadState.TAKEN)), entries=entries))


async def take_back(store: Store, n: int) -> None:
    await store.keep(replace(press(n, replace(FILE, state=UploadState.UNDONE)), undo=(IMPORT,)))


async def recall(store: Store, **other: object) -> Memory:
    return await store.recall(ANNA, wanted(ANNA, BENCH, upload=FILE.id, **other))


async def history(store: Store) -> tuple[Entry, ...]:
    return (await recall(store)).history[BENCH]


@pytest.fixture
async def offered(store: Store) -> Store:
    """Two lifters; one was shown what is in a file."""
    for user in (ANNA, BEN):
        await store.keep(known(user))
    await store.keep(Changes(at=NOW, uploads=(FILE,)))
    return store


# ── the file ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["", "Gewicht;60 kg\r\nschön \U0001f4aa\n", "half \0 of it", "60\n" * 1_000_000])
async def test_a_file_comes_back_as_it_was_sent(store: Store, text: str) -> None:
    await store.keep(known())
    sent = upload(text=text, unit=Unit.LB)
    await store.keep(Changes(at=NOW, uploads=(sent,)))
    assert (await recall(store)).upload == sent


async def test_a_large_file_lies_compressed(store: Store, sql: Sql) -> None:
    await store.keep(known())
    await store.keep(Changes(at=NOW, uploads=(upload(text="2020-01-01,Bench Press,60\n" * 100_000),)))
    (row,) = await sql("SELECT length(text) AS bytes FROM uploads")
    assert row["bytes"] < 50_000  # type: ignore[operator]


async def test_half_of_a_surrogate_pair_stops_no_file(store: Store) -> None:
    await store.keep(known())
    await store.keep(Changes(at=NOW, uploads=(upload(text="60 \ud83d kg"),)))
    assert (await recall(store)).upload == upload(text="60 ? kg")


async def test_nobody_gets_or_changes_another_one_s_file(offered: Store) -> None:
    assert (await offered.recall(BEN, wanted(BEN, upload=FILE.id))).upload is None
    forged = replace(FILE, user=BEN, text="his", state=UploadState.REFUSED)
    await offered.keep(press(1, forged, BEN))
    await offered.keep(press(2, replace(forged, state=UploadState.OFFERED), BEN))
    assert (await recall(offered)).upload == FILE


@pytest.mark.parametrize("state", [UploadState.TAKEN, UploadState.UNDONE])
async def test_a_file_that_was_settled_keeps_its_text(offered: Store, state: UploadState) -> None:
    settled = replace(FILE, state=state)
    await offered.keep(press(1, settled))
    assert (await recall(offered)).upload == settled


async def test_a_refused_file_is_emptied_until_it_is_offered_anew(offered: Store) -> None:
    await offered.keep(press(1, replace(FILE, state=UploadState.REFUSED)))
    assert (await recall(offered)).upload == replace(FILE, state=UploadState.REFUSED, text="")
    anew = replace(FILE, offered_at=after(days=1))
    await offered.keep(press(2, anew))
    assert (await recall(offered)).upload == anew


async def test_a_file_may_be_taken_as_it_comes(store: Store) -> None:
    await store.keep(known())
    await take(store, 1)
    memory = await recall(store)
    assert memory.upload == replace(FILE, state=UploadState.TAKEN)
    assert memory.latest_message == IMPORT


# ── its sets ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_is_taken_twice_is_there_once(offered: Store) -> None:
    await take(offered, 1)
    await take(offered, 2)
    longer = upload(n=2)
    await take(offered, 3, longer, brought(5, longer))
    assert await history(offered) == (*brought(3), *brought(2, longer, first=3))


async def test_taking_back_takes_all_of_it_and_nothing_else(offered: Store) -> None:
    for user in (ANNA, BEN):
        await offered.keep(Changes(at=NOW, entries=(entry(user),)))
    await take(offered, 1)
    await take_back(offered, 2)
    assert await history(offered) == (entry(),)
    assert (await recall(offered)).upload == replace(FILE, state=UploadState.UNDONE)
    assert (await offered.log(BEN))[0] == (entry(BEN),)


async def test_what_was_taken_back_can_be_taken_again(offered: Store) -> None:
    for n in (1, 3):
        await take(offered, n)
        assert await history(offered) == brought()
        await take_back(offered, n + 1)
        assert await history(offered) == ()


async def test_another_file_brings_back_what_was_taken_back_and_takes_it_back_with_it(offered: Store) -> None:
    await take(offered, 1)
    await take_back(offered, 2)
    newer = upload(n=2)
    mended = (*brought(2, newer), *brought(2, newer, first=2, load="190"))
    await take(offered, 3, newer, mended)
    assert await history(offered) == mended
    await offered.keep(Changes(at=NOW, user=ANNA, undo=(f"import:{newer.id}",)))
    assert await history(offered) == ()


async def test_a_set_that_was_put_right_is_not_brought_back_beside_what_it_became(offered: Store) -> None:
    await take(offered, 1)
    old, *others = brought()
    right = replace(old, source=said(ANNA, 7), lift=lift(load="195"))
    await offered.keep(Changes(at=NOW, user=ANNA, undo_entries=(old,), entries=(right,)))
    await take(offered, 3)
    newer = upload(n=2)
    await take(offered, 4, newer)
    assert await history(offered) == (right, *others)


async def test_an_undone_message_that_is_delivered_again_stays_undone(offered: Store) -> None:
    chat = Changes(at=NOW, user=ANNA, entries=(entry(), entry(place=1)))
    await offered.keep(chat)
    await offered.keep(Changes(at=NOW, user=ANNA, undo=(said(ANNA, 1),)))
    await offered.keep(chat)
    await take(offered, 1, FILE, (replace(entry(), message=IMPORT),))  # nor can a file bring it back
    assert await history(offered) == ()


async def test_another_one_s_set_is_not_brought_back(offered: Store) -> None:
    await take(offered, 1)
    await take_back(offered, 2)
    forged = replace(FILE, id=RowId("forged"), user=BEN, state=UploadState.TAKEN)
    stolen = tuple(replace(one, user=BEN, message="import:forged") for one in brought())
    await offered.keep(replace(press(3, forged, BEN), entries=stolen))
    assert (await offered.log(BEN))[0] == (await offered.log(ANNA))[0] == ()


async def test_taking_and_taking_back_outdate_what_the_forecast_carries(offered: Store) -> None:
    async def carry() -> None:
        version = (await recall(offered)).log_version
        await offered.keep(Changes(at=NOW, user=ANNA, strengths=(strength(), squat), log_version=version))

    squat = strength(exercise=SQUAT)
    for n in (1, 3):
        for settle in (take, take_back):
            await carry()
            await settle(offered, n)
            memory = await offered.recall(ANNA, wanted(ANNA, BENCH, SQUAT, strength_version=squat.version))
            assert memory.strengths == {SQUAT: squat}


# ── undo ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_file_that_was_taken_last_is_the_newest_message(offered: Store) -> None:
    await offered.keep(Changes(at=NOW, entries=(entry(n=1),), readiness=readiness()))
    await take(offered, 2)
    memory = await recall(offered)
    assert (memory.latest_message, memory.latest) == (IMPORT, brought())
    assert memory.recent == (*brought(), entry(n=1)), "by the time of the sets"


async def test_what_is_said_after_it_is_newer_than_a_file(offered: Store) -> None:
    await take(offered, 1)
    await offered.keep(Changes(at=NOW, readiness=readiness(n=2)))
    assert (await recall(offered)).latest_message == said(ANNA, 2)
    await offered.keep(Changes(at=NOW, user=ANNA, undo=(said(ANNA, 2),)))
    assert (await recall(offered)).latest_message == IMPORT


async def test_a_file_whose_clock_was_ahead_hides_nothing_that_is_said_after_it(offered: Store) -> None:
    await take(offered, 1, FILE, tuple(replace(one, said_at=after(days=1)) for one in brought()))
    await offered.keep(Changes(at=NOW, entries=(entry(n=2),)))
    assert (await recall(offered)).latest_message == said(ANNA, 2)


async def test_a_plain_undo_takes_back_the_whole_file(offered: Store) -> None:
    await offered.keep(Changes(at=NOW, entries=(entry(n=1),)))
    await take(offered, 2)
    latest = (await recall(offered)).latest_message
    assert latest is not None
    await offered.keep(Changes(at=NOW, user=ANNA, undo=(latest,)))
    memory = await recall(offered)
    assert (memory.latest_message, memory.history[BENCH]) == (said(ANNA, 1), (entry(n=1),))
    assert memory.upload == replace(FILE, state=UploadState.UNDONE), "and it can be taken again"
    await take(offered, 4)
    assert (await recall(offered)).latest_message == IMPORT


async def test_nobody_takes_back_another_one_s_file(offered: Store) -> None:
    await take(offered, 1)
    await offered.keep(Changes(at=NOW, user=BEN, undo=(IMPORT,)))
    memory = await recall(offered)
    assert (memory.latest_message, memory.upload) == (IMPORT, replace(FILE, state=UploadState.TAKEN))
    assert (await offered.recall(BEN, wanted(BEN))).latest_message is None


async def test_of_two_files_the_one_that_was_taken_last_is_the_newest(offered: Store) -> None:
    older = upload(n=2)
    await take(offered, 1, older, brought(2, older))
    await take(offered, 2, FILE, brought(1, first=5))
    assert (await recall(offered)).latest_message == IMPORT
    await take_back(offered, 3)
    await take(offered, 4, FILE, brought(1, first=5))
    assert (await recall(offered)).latest_message == IMPORT
    await take_back(offered, 5)
    assert (await recall(offered)).latest_message == f"import:{older.id}"


async def test_a_file_that_brought_nothing_new_is_not_the_newest(offered: Store) -> None:
    await take(offered, 1)
    await take(offered, 2, upload(n=2))
    assert (await recall(offered)).latest_message == IMPORT


async def test_of_a_large_file_the_last_sets_are_remembered_and_all_are_taken_back(offered: Store) -> None:
    sets = brought(RECENT + 20)
    await take(offered, 1, FILE, sets)
    memory = await recall(offered)
    assert memory.latest == sets[-RECENT:]
    assert memory.history[BENCH] == sets
    await take_back(offered, 2)
    assert await offered.log(ANNA) == ((), ())


async def test_of_a_long_message_all_sets_are_remembered(offered: Store) -> None:
    sets = tuple(entry(place=place) for place in range(RECENT + 20))
    await offered.keep(Changes(at=NOW, entries=sets))
    assert (await recall(offered)).latest == sets
