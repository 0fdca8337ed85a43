"""A real SQLite for each test, and an installation on it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.open import open_store
from storage.store import Store
from tests.learning.cycle.made import World


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite:///{tmp_path}/cycle.db") as opened:
        yield opened


@pytest.fixture
def world(store: Store, tmp_path: Path) -> World:
    return World(store, tmp_path / "runs")
