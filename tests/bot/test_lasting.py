"""What nobody can do later: how long it pauses, what it bears, and when it ends."""

import pytest

from bot.lasting import at_last
from storage.store import StoreUnavailable

AWAY = StoreUnavailable("The database is away.")


class Trip:
    """Fails as often as it is told to."""

    def __init__(self, fails: int, why: Exception = AWAY) -> None:
        self.fails, self.why, self.tries = fails, why, 0
        self.slept: list[float] = []

    async def __call__(self) -> str:
        self.tries += 1
        if self.tries <= self.fails:
            raise self.why
        return "kept"

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


async def test_it_pauses_longer_and_longer_and_a_minute_at_most() -> None:
    trip = Trip(fails=9)
    assert await at_last(trip, StoreUnavailable, trip.sleep, "waits") == "kept"
    assert trip.slept == [1, 2, 4, 8, 16, 32, 60, 60, 60]


async def test_the_longest_pause_can_be_shorter_than_the_first() -> None:
    trip = Trip(fails=3)
    await at_last(trip, StoreUnavailable, trip.sleep, "waits", longest_seconds=0.5)
    assert trip.slept == [0.5, 0.5, 0.5]


async def test_a_fault_that_is_not_over_some_time_is_raised_at_once() -> None:
    trip = Trip(fails=1, why=ValueError("broken"))
    with pytest.raises(ValueError, match="broken"):
        await at_last(trip, StoreUnavailable, trip.sleep, "waits")
    assert trip.slept == []


async def test_it_ends_with_who_asked_for_it() -> None:
    trip = Trip(fails=9)
    with pytest.raises(StoreUnavailable):
        await at_last(trip, StoreUnavailable, trip.sleep, "waits", is_over=lambda: trip.tries == 3)
    assert trip.slept == [1, 2]
