"""What cannot be opened is said in one sentence, without a secret."""

import socket
from pathlib import Path

import pytest

from storage.open import open_store
from storage.postgres import place_of
from storage.records import UserId
from storage.store import StoreUnavailable

SECRET = "s3cr3t"


async def refusal(url: str) -> str:
    with pytest.raises(StoreUnavailable) as told:
        async with open_store(url):
            pytest.fail("opened")
    shown = str(told.value)
    assert shown.endswith(".")
    assert "\n" not in shown
    return shown


@pytest.mark.parametrize(
    "url", ["", "mysql://anna@host/db", "coach.db", "sqlite://coach.db", "sqlite:///", "SQLITE", "redis://:x@h"]
)
async def test_an_unknown_address_is_refused_with_what_would_be_right(url: str) -> None:
    assert "sqlite:/// and a file, or with postgresql://" in await refusal(url)


async def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert f"make {tmp_path}/missing" in await refusal(f"sqlite:///{tmp_path}/missing/coach.db")


async def test_a_folder_that_takes_no_file_is_said() -> None:
    assert "cannot be opened" in await refusal("sqlite:////proc/coach.db")


async def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert "cannot be opened" in await refusal(f"sqlite:///{tmp_path}")


async def test_a_file_that_is_no_database_is_said_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("bench 185x5\n" * 100)
    assert "not a database" in await refusal(f"sqlite:///{tmp_path}/notes.txt")
    assert (tmp_path / "notes.txt").read_text() == "bench 185x5\n" * 100


async def test_a_relative_path_and_the_home_folder_are_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    for url, file in (("sqlite:///here.db", "here.db"), ("sqlite:///~/there.db", "there.db")):
        async with open_store(url):
            assert (tmp_path / file).is_file()


async def test_a_database_in_memory_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_store("sqlite:///:memory:") as store:
        assert await store.log(UserId("anna")) == ((), ())
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def nobody_listens() -> int:
    """A port at which nothing answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://anna:{secret}@127.0.0.1:{port}/coach",
        "postgres://anna@127.0.0.1:{port}/coach?password={secret}",
    ],
)
async def test_a_server_that_is_not_there_is_named_without_the_password(url: str, nobody_listens: int) -> None:
    shown = await refusal(url.format(secret=SECRET, port=nobody_listens))
    assert shown.startswith(f"PostgreSQL at 127.0.0.1:{nobody_listens} cannot be reached")
    assert SECRET not in shown


@pytest.mark.parametrize("stray", ["/", "#", "?", "@", ":", "[", " ", "%"])
async def test_a_password_with_a_stray_character_is_not_shown(
    stray: str, nobody_listens: int, caplog: pytest.LogCaptureFixture
) -> None:
    url = f"postgresql://anna:12{stray}{SECRET}@127.0.0.1:{nobody_listens}/coach"
    with pytest.raises(StoreUnavailable) as told:
        async with open_store(url):
            pytest.fail("opened")
    assert SECRET not in str(told.value) + caplog.text
    assert told.value.__cause__ is None
    assert told.value.__suppress_context__


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("postgresql://anna:pass@db.example:5433/coach", "PostgreSQL at db.example:5433"),
        ("postgresql://anna:p%2Fss@db.example/coach", "PostgreSQL at db.example"),
        ("postgresql:///coach?host=/run/postgresql", "PostgreSQL at /run/postgresql"),
        ("postgresql:///coach", "PostgreSQL at localhost"),
        ("postgresql://anna:12/pass@db.example/coach", "The PostgreSQL database"),
        ("postgresql://anna:p#ss@db.example/coach", "The PostgreSQL database"),
    ],
)
def test_a_place_is_shown_where_it_can_be_told_apart_from_a_password(url: str, place: str) -> None:
    assert place_of(url) == place
