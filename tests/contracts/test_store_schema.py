"""A new database and one that was brought forward are the same; one that is newer is refused."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from storage.open import open_store
from storage.records import Button, Changes, Identity, Injury, Profile, RowId, Thumb
from storage.schema import read_schema
from storage.sqlite import statements
from storage.store import StoreUnavailable
from tests.contracts.databases import engine_of, run, shape
from tests.contracts.store_samples import ANNA, BENCH, NOW, TODAY, known, strength, turn, upload, wanted

ENTRY = """INSERT INTO entries (
    source, place, user_id, message, said_at, trained_on, exercise, load_milli, load_unit, reps, sets, kind, bodyweight
) VALUES (
    's', 0, 'anna', 'm', '2026-11-22T18:14:01.000000Z', '2026-11-22', 'bench_press', 84000, 'kg', 5, 1, 'work', 0
)"""

READINESS = """INSERT INTO readiness (source, user_id, message, said_at, said_on, sleep_minutes)
VALUES ('s', 'anna', 'm', '2026-11-22T18:14:01.000000Z', '2026-11-22', 390)"""


PROFILE = """INSERT INTO profiles (
    user_id, unit, zone, quiet_from_hour, quiet_to_hour, programme, plates, injuries, style, style_chosen, readiness_on
) VALUES ('anna', 'lb', 'UTC', 21, 9, 'linear', '[]', '[]', 'conservative', 0, 1)"""

IDENTITY = "INSERT INTO identities (platform, account, user_id) VALUES ('telegram', '7', 'anna')"

PRESCRIPTION = """INSERT INTO prescriptions (
    id, turn, user_id, exercise, made_at, made_on, action, rule, reps, sets
) VALUES ('p', 't', 'anna', 'bench_press', '2026-11-22T18:14:01.000000Z', '2026-11-22', 'rest', 'why', 5, 3)"""


EXCHANGE = """INSERT INTO exchanges (
    id, turn, user_id, agent, model, prompt_version, arm, prompt, answer, verdict, prompt_tokens, completion_tokens,
    latency_ms, at
) VALUES (
    'e', 't', 'anna', 'coach', 'some/model', '1a2b', 'aggressive', 'He lifted 185.', 'Strong.', 'used', 120, 30, 840,
    '2026-11-22T18:14:01.000000Z'
)"""

TURN = "INSERT INTO turns (id, user_id, message, at) VALUES ('t', 'anna', 'm', '2026-11-22T18:14:01.000000Z')"

OUTBOX = """INSERT INTO outbox (
    id, turn, user_id, platform, chat, text, buttons, written_at, delivery, sent_as
) VALUES (
    'o', 't', 'anna', 'telegram', 'anna''s', 'Logged.', '[[["Done", "done:p"]]]', '2026-11-22T18:14:01.000000Z', 'sent',
    'm1'
)"""

FEEDBACK = """INSERT INTO feedback (user_id, turn, thumb, said_at, reason) VALUES
    ('anna', 't', 'down', '2026-11-22T19:14:01.000000Z', 'too heavy'),
    ('anna', 's', 'up', '2026-11-22T18:14:01.000000Z', NULL)"""


async def make_old(url: str, version: int) -> None:
    """A database as an older FocusFlow left it, with a lifter, a set and how he was."""
    for script in read_schema(engine_of(url)).migrations[:version]:
        for statement in statements(script):
            await run(url, statement)
    await run(url, f"INSERT INTO schema_version (one, version) VALUES (1, {version})")
    await run(url, f"INSERT INTO users (id, name, met_at) VALUES ('{ANNA}', 'Anna', '2026-11-22T18:14:01.000000Z')")
    await run(url, ENTRY)
    await run(url, READINESS)


@pytest.fixture
def url(empty_url: str) -> str:
    return empty_url


@pytest.fixture
async def other_url(url: str) -> str:
    """Another empty database of the same engine."""
    if engine_of(url) == "sqlite":
        return f"{url}.other"
    other = f"{url.rpartition('=')[2]}_other"
    await run(url, f"CREATE SCHEMA {other}")
    return f"{url.rpartition('=')[0]}={other}"


async def test_a_new_schema_and_a_migrated_one_are_equal(url: str, other_url: str) -> None:
    await make_old(other_url, 1)
    async with open_store(url), open_store(other_url):
        assert await shape(url) == await shape(other_url)
        assert len(await shape(url)) > 150


@pytest.mark.parametrize(
    "difference",
    [
        "ALTER TABLE entries ADD COLUMN mood TEXT",
        "ALTER TABLE flags DROP COLUMN words",
        "DROP INDEX entries_of_lift",
        "CREATE INDEX more ON entries (place)",
        "CREATE TABLE sneaked_in (id TEXT)",
        "ALTER TABLE users ADD COLUMN age INTEGER CHECK (age > 0)",
        "ALTER TABLE users ADD COLUMN friend TEXT REFERENCES users (id)",
    ],
)
async def test_a_planted_difference_shows(url: str, difference: str) -> None:
    async with open_store(url):
        pass
    before = await shape(url)
    await run(url, difference)
    assert await shape(url) != before


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5, 6, 7, 8])
async def test_an_older_database_is_brought_forward_with_its_rows(url: str, version: int) -> None:
    await make_old(url, version)
    async with open_store(url) as store:
        (entry,), (readiness,) = await store.log(ANNA)
        assert (entry.source, entry.lift.load.kg, entry.lift.hold_seconds, entry.note) == ("s", 84, None, "")
        assert (readiness.sleep_minutes, readiness.stress) == (390, None)
        await store.keep(known())
        assert await store.keep(turn(strengths=(strength(),), log_version=0, uploads=(upload(),)))
    assert await run(url, "SELECT version FROM schema_version") == [{"version": read_schema(engine_of(url)).version}]


async def test_a_lifter_of_the_version_before_keeps_his_profile_and_his_plan(url: str) -> None:
    await make_old(url, 4)
    await run(url, PROFILE)
    await run(url, IDENTITY)
    await run(url, PRESCRIPTION)
    async with open_store(url) as store:
        anna = await store.person(Identity("telegram", "7"))
        assert anna is not None
        assert anna.profile == Profile(programme="linear")
        (plan,) = (await store.recall(ANNA, wanted(ANNA, BENCH))).prescriptions[BENCH]
        assert (plan.reps, plan.amrap, plan.lead_up) == (5, False, ())


@pytest.mark.parametrize(("chat", "known"), [("7", "7"), ("-100", None)])
async def test_who_wrote_to_the_version_before_alone_is_known_to_have(url: str, chat: str, known: str | None) -> None:
    await make_old(url, 7)
    await run(url, IDENTITY)
    await run(
        url,
        f"INSERT INTO inbox (platform, id, chat, raw, received_at) VALUES ('telegram', '1', '{chat}', '{{}}', 'then')",
    )
    async with open_store(url):
        pass
    assert await run(url, "SELECT private_chat FROM identities") == [{"private_chat": known}]


async def test_injuries_of_the_version_before_are_read_and_kept_anew(url: str) -> None:
    await make_old(url, 5)
    await run(url, PROFILE.replace("'[]', '[]'", "'[]', '[\"lower back\", \"left knee\"]'"))
    await run(url, IDENTITY)
    async with open_store(url) as store:
        anna = await store.person(Identity("telegram", "7"))
        assert anna is not None
        assert anna.profile == Profile(programme="linear", injuries=(Injury("lower back"), Injury("left knee")))
        told = replace(anna.profile, injuries=(Injury("lower back", TODAY, TODAY),), days_per_week=4)
        await store.keep(Changes(at=NOW, person=replace(anna, profile=told)))
        assert await store.person(Identity("telegram", "7")) == replace(anna, profile=told)


async def test_votes_and_exchanges_of_the_version_before_are_kept(url: str) -> None:
    await make_old(url, 6)
    for statement in (PROFILE, TURN, EXCHANGE, FEEDBACK):
        await run(url, statement)
    async with open_store(url) as store:
        whole = await store.whole(ANNA)
        assert whole
        up, down = whole.feedback
        assert (up.source, up.turn, up.thumb, up.stars, up.reason) == ("before:anna:s", "s", Thumb.UP, None, None)
        assert (down.source, down.turn, down.thumb, down.reason) == ("before:anna:t", "t", Thumb.DOWN, "too heavy")
        assert down.said_at - up.said_at == timedelta(hours=1)
        (talk,) = whole.exchanges
        assert (talk.adapter, talk.occasion, talk.facts, talk.system) == (None, "", (), "")
        assert (talk.prompt, talk.answer, talk.latency_ms) == ("He lifted 185.", "Strong.", 840)
        (past,) = whole.turns
        assert (past.id, past.arms, past.words) == ("t", (), "")
        assert (whole.person.profile.consent, whole.person.profile.consent_at) == (None, None)
        await store.keep(Changes(at=NOW, feedback=replace(down, thumb=None, stars=5, source="a week later")))
        again = await store.whole(ANNA)
        assert again
        assert [one.stars for one in again.feedback] == [None, None, 5]


async def test_an_old_button_of_the_version_before_is_found_by_its_turn(url: str) -> None:
    await make_old(url, 7)
    for statement in (PROFILE, IDENTITY, TURN, PRESCRIPTION, OUTBOX, EXCHANGE):
        await run(url, statement)
    async with open_store(url) as store:
        anna = await store.person(Identity("telegram", "7"))
        assert anna is not None
        assert (anna.profile.language, anna.profile.language_chosen) == (None, False)
        assert await store.identities(ANNA) == (Identity("telegram", "7"),)
        pressed = wanted(turn=RowId("t"), prescription=RowId("p"), sent_as="m1", card_since=NOW - timedelta(days=1))
        memory = await store.recall(ANNA, pressed)
        assert (memory.turn_of_sent, memory.turn_is_own) == ("t", True)
        assert memory.prescription is not None
        assert memory.card is not None, "a session goes on in the message of before"
        assert (memory.card.sent_as, memory.card.recipe, memory.card.private) == ("m1", None, False)
        assert memory.card.buttons == ((Button("Done", "done:p"),),)
        assert await store.calls_since(ANNA, NOW - timedelta(days=1)) == 1


async def test_a_migration_that_fails_leaves_the_version_before_it(url: str) -> None:
    await make_old(url, 1)
    await run(url, "CREATE TABLE promises (id TEXT)")  # in the way of the third
    with pytest.raises(StoreUnavailable, match="promises"):
        async with open_store(url):
            pytest.fail("opened")
    assert await run(url, "SELECT version FROM schema_version") == [{"version": 2}]
    await run(url, "DROP TABLE promises")
    async with open_store(url) as store:
        assert len((await store.log(ANNA))[0]) == 1


async def test_a_newer_database_is_refused_with_both_versions(url: str) -> None:
    async with open_store(url) as store:
        await store.keep(known())
    known_version = read_schema(engine_of(url)).version
    await run(url, "UPDATE schema_version SET version = 41")
    before = await shape(url)
    with pytest.raises(StoreUnavailable, match=rf"version 41, .* up to {known_version} .*install"):
        async with open_store(url):
            pytest.fail("opened")
    assert await shape(url) == before
    assert len(await run(url, "SELECT * FROM users")) == 1


async def test_two_starts_at_once_make_one_schema(url: str) -> None:
    async def start() -> None:
        async with open_store(url) as store:
            await store.receive([])

    await asyncio.gather(*(start() for _ in range(4)))
    async with open_store(url) as store:
        await store.keep(known())
        assert await store.log(ANNA) == ((), ())


async def test_a_closed_store_says_so(url: str) -> None:
    async with open_store(url) as store:
        pass
    with pytest.raises(StoreUnavailable):
        await store.sending(turn().outbox[0].id, NOW)
    with pytest.raises(StoreUnavailable):
        await store.log(ANNA)
    await store.close()
