"""A day's outage, two workers on PostgreSQL and one of them killed: nobody is asked twice, nobody is forgotten."""

from pathlib import Path

import pytest

from bench.outage import measure
from tests.contracts import conftest as contracts
from tests.contracts.databases import run

postgres_server = contracts.postgres_server
PROMISES = 300
PER_MINUTE = 60


@pytest.mark.timeout(60)
async def test_each_promise_of_an_outage_is_asked_once_in_daytime_though_a_worker_is_killed(
    postgres_server: str, tmp_path: Path
) -> None:
    await run(postgres_server, "CREATE SCHEMA outage")
    result = await measure(f"{postgres_server}&search_path=outage", PROMISES, PER_MINUTE, tmp_path)
    assert result.once + result.uncertain == PROMISES
    assert (result.twice, result.lost, result.in_quiet_hours) == (0, 0, 0)
    assert result.most_in_a_minute <= PER_MINUTE
    assert result.workers == 2
    assert len(result.hours) > 2
