"""What only a server can do: refuse, and go away."""

from contextlib import suppress

import pytest

from storage.open import open_store
from storage.store import StoreUnavailable
from tests.contracts.databases import run
from tests.contracts.store_samples import ANNA, known, turn

SECRET = "s3cr3t"
HANG_UP = """SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"""


@pytest.fixture
def engine() -> str:
    return "postgres"


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("/postgres?", "/nowhere?", "has no database of the name in database.url"),
        ("postgres:", "stranger:", "refuses the user or the password in database.url"),
        ("host=/", "host=/nowhere/", "cannot be reached"),
    ],
)
async def test_why_a_server_cannot_be_used_is_said_without_the_password(
    postgres_server: str, right: str, wrong: str, says: str
) -> None:
    url = postgres_server.replace(":@", f":{SECRET}@")
    with pytest.raises(StoreUnavailable, match=says) as told:
        async with open_store(url.replace(right, wrong, 1)):
            pytest.fail("opened")
    assert SECRET not in str(told.value)


async def test_a_server_that_hangs_up_is_called_again(url: str) -> None:
    async with open_store(url) as store:
        await store.keep(known())
        await run(url, HANG_UP)
        with suppress(StoreUnavailable):  # a connection may be found dead when it is used, and only then
            await store.keep(turn())
        await store.keep(turn())
        assert len((await store.log(ANNA))[0]) == 2
