"""Who is not let in is told so once, in private; nothing of what he said is kept, and groups are not disturbed."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.access import REFUSED, admitted, entries_in_doubt
from bot.config import Access
from bot.message import Company, Said
from storage.records import DIRECT, Address, Identity
from tests.bot.desk import NAME
from tests.bot.lifter import database
from tests.bot.operated import BOSS, another, boss, operated, shown
from tests.platforms.whole_bot import rows

AT = datetime(2026, 11, 22, 17, tzinfo=UTC)
SAID = Said(
    who=Identity("discord", "7"),
    name="Ann",
    where=Address("discord", "70"),
    source="s",
    message="m",
    reply_to="1",
    text="bench 185x5",
    sent_at=AT,
)
IN_SERVER = replace(SAID, company=Company("900", roles=("41", "42")))


@pytest.mark.parametrize(
    ("access", "alone", "in_server"),
    [
        (Access(), True, True),
        (Access(admins=("discord:1",)), True, True),  # that alone closes no door
        (Access(users=("discord:7",)), True, True),
        (Access(users=("telegram:7",)), False, False),
        (Access(users=("7",)), False, False),
        (Access(chats=("discord:70",)), True, True),
        (Access(chats=("discord:900",)), False, True),
        (Access(roles=("discord:42",)), False, True),
        (Access(roles=("telegram:42",)), False, False),
        (Access(users=("discord:8",), admins=("discord:7",)), True, True),
    ],
)
def test_a_user_a_chat_or_a_role_opens_the_door_on_its_own_platform(
    access: Access, alone: bool, in_server: bool
) -> None:
    assert admitted(SAID, access) is alone
    assert admitted(IN_SERVER, access) is in_server


def test_the_terminal_of_who_runs_it_is_never_closed() -> None:
    at_terminal = replace(SAID, who=Identity("console", "you"))
    assert admitted(at_terminal, Access(users=("discord:8",)))


def test_entries_that_can_fit_nobody_are_found() -> None:
    access = Access(users=("telegram:7", "7", "@ann"), chats=("telegram:-100", "telegram:"), roles=("slack:1",))
    assert entries_in_doubt(access) == ("7", "@ann", "telegram:", "slack:1")


@pytest.mark.parametrize("entry", ["telegram:@anna", "telegram:anna", "discord:anna#1", "telegram: 7", "telegram:७"])
def test_a_name_is_no_id(entry: str) -> None:
    assert entries_in_doubt(Access(users=(entry, "telegram:7", "discord:456", "console:ann"))) == (entry,)


ONLY_ANN = Access(users=(f"{NAME}:ann",), admins=(f"{NAME}:{BOSS}",))


async def test_a_stranger_is_told_once_for_ever_and_nothing_of_him_is_kept(tmp_path: Path) -> None:
    async with operated(tmp_path, access=ONLY_ANN) as ann:
        eve = another(ann, "eve")
        await eve.say("squat 225x5 pretty please")
        await eve.say("why not")
        await eve.press("up:1f")
        assert shown(eve) == [REFUSED]
        assert "Logged" in (await ann.say("bench 185x5")).text
    async with operated(tmp_path, access=ONLY_ANN) as ann:
        await another(ann, "eve").say("and now?")
        assert shown(another(ann, "eve")) == []
    path = database(tmp_path)
    assert rows(path, "SELECT count(*) FROM users") == [(1,)]
    assert rows(
        path, "SELECT count(*) FROM inbox WHERE settled_at IS NULL OR (user_id IS NULL AND raw IS NOT NULL)"
    ) == [(0,)]
    assert rows(path, "SELECT count(*) FROM entries") == [(1,)]


async def test_each_stranger_is_told_where_no_chat_of_theirs_is_known(tmp_path: Path) -> None:
    async with operated(tmp_path, access=ONLY_ANN) as ann:
        for name in ("eve", "mallory", "eve"):
            stranger = another(ann, name)
            stranger.where = Address(NAME, DIRECT, name)
            await stranger.say("hello")
        assert [words.address.thread for words in ann.room.all_shown] == ["eve", "mallory"]


async def test_a_group_that_is_not_on_the_list_hears_nothing(tmp_path: Path) -> None:
    async with operated(tmp_path, access=ONLY_ANN) as ann:
        eve = another(ann, "eve").in_group("gym")
        await eve.say("bench 185x5")
        assert shown(eve) == []
        assert "Logged" in (await ann.in_group("gym").say("bench 185x5")).text


async def test_who_runs_it_is_let_in_without_being_listed(tmp_path: Path) -> None:
    async with operated(tmp_path, access=ONLY_ANN) as ann:
        assert "Logged" in (await boss(ann).say("bench 185x5")).text
