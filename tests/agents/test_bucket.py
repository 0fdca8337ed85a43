"""The shared limit: never too much for the endpoint, a fair turn for each person, and no permit lost."""

import asyncio
import math
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.bucket import WINDOW_SECONDS, Bucket, Busy, Ticket
from agents.rate_limiter import RateLimiter

NEVER = math.inf
PEOPLE = st.sampled_from("abcd")
LIMITS = st.integers(1, 60)
STEPS = st.lists(
    st.tuples(
        st.floats(0, 20),  # seconds since the step before
        st.one_of(PEOPLE, st.sampled_from(["leave", "pause"])),
        st.floats(0.1, 120),  # seconds of patience, or of the pause
    ),
    max_size=80,
)


def play(bucket: Bucket, steps: list[tuple[float, str, float]]) -> list[float]:
    """The instants of the permits that were used, when callers come, go and are turned away by *steps*."""
    at, waiting, used = 0.0, dict[Ticket, None](), list[float]()

    def deal(until: float) -> None:
        while (wakes_at := bucket.wakes_at(at)) is not None and wakes_at <= until:
            for ticket in bucket.serve(wakes_at):
                waiting.pop(ticket)
                used.extend([wakes_at] * ticket.is_granted)

    for pause, what, seconds in steps:
        deal(at + pause)
        at += pause
        if what == "pause":
            bucket.pause(at, seconds)
        elif what == "leave":
            for ticket in list(waiting)[:1]:
                bucket.leave(ticket)
                del waiting[ticket]
        else:
            try:
                ticket = bucket.join(what, at, at + seconds)
            except Busy:
                continue
            if ticket.is_granted:
                used.append(at)
            else:
                waiting[ticket] = None
    deal(NEVER)
    return used


@given(LIMITS, STEPS)
def test_no_minute_ever_sees_more_than_the_limit(per_minute: int, steps: list[tuple[float, str, float]]) -> None:
    used = play(Bucket(per_minute), steps)
    for n, first in enumerate(used):
        assert bisect_left(used, first + WINDOW_SECONDS - 1e-6) - n <= per_minute


@given(LIMITS, st.lists(PEOPLE, min_size=1, max_size=60))
def test_everybody_is_served_and_nobody_twice_before_another_who_waits(per_minute: int, callers: list[str]) -> None:
    bucket, served = Bucket(per_minute), list[str]()
    tickets = [bucket.join(whose, 0, NEVER) for whose in callers]
    waiting = Counter(ticket.whose for ticket in tickets if not ticket.is_granted)
    while (wakes_at := bucket.wakes_at(0)) is not None:
        served += [ticket.whose for ticket in bucket.serve(wakes_at)]
    assert all(ticket.is_granted for ticket in tickets)
    assert Counter(served) == waiting
    for whose in waiting:
        places = [-1, *(n for n, name in enumerate(served) if name == whose)]
        for before, after in pairwise(places):
            assert max(Counter(served[before + 1 : after]).values(), default=0) <= 1


def test_a_chatty_person_with_thirty_calls_delays_another_by_one_of_them() -> None:
    bucket = Bucket(40)
    chatty = [bucket.join("chatty", 0, NEVER) for _ in range(38)]
    assert sum(ticket.is_granted for ticket in chatty) == 8
    quiet = bucket.join("quiet", 0, NEVER)
    before = 0
    while not quiet.is_granted:
        wakes_at = bucket.wakes_at(0)
        assert wakes_at is not None
        before += sum(ticket.whose == "chatty" for ticket in bucket.serve(wakes_at))
    assert before <= 1


@given(LIMITS, st.lists(PEOPLE, max_size=30), PEOPLE, st.integers(0, 29))
def test_who_leaves_leaves_no_hole(per_minute: int, callers: list[str], whose: str, place: int) -> None:
    def last_permit_at(bucket: Bucket, leaver: int | None) -> float:
        at = 0.0
        names = [*callers[:place], whose, *callers[place:]] if leaver is not None else callers
        tickets = [bucket.join(name, 0, NEVER) for name in names]
        if leaver is not None:
            bucket.leave(tickets[min(leaver, len(callers))])
            bucket.serve(0)
        while (wakes_at := bucket.wakes_at(at)) is not None:
            at = wakes_at
            bucket.serve(at)
        return at

    assert last_permit_at(Bucket(per_minute), place) == pytest.approx(last_permit_at(Bucket(per_minute), None))


@given(LIMITS, st.lists(PEOPLE, max_size=50), PEOPLE)
def test_a_call_is_refused_exactly_when_it_could_only_come_too_late(
    per_minute: int, callers: list[str], whose: str
) -> None:
    def waits_until(bucket: Bucket, deadline: float) -> float:
        for name in callers:
            bucket.join(name, 0, NEVER)
        ticket, at = bucket.join(whose, 0, deadline), 0.0
        while not ticket.is_granted:
            assert not ticket.is_dropped
            at = bucket.wakes_at(at) or 0
            bucket.serve(at)
        return at

    granted_at = waits_until(Bucket(per_minute), NEVER)
    assert waits_until(Bucket(per_minute), granted_at + 0.01) == pytest.approx(granted_at)
    with pytest.raises(Busy, match="leaves no room"):
        waits_until(Bucket(per_minute), granted_at - 0.01)


def test_whose_deadline_has_come_is_dropped_and_the_next_has_his_turn() -> None:
    bucket = Bucket(1)
    bucket.join("a", 0, NEVER)
    late = bucket.join("b", 0, 61)
    bucket.join("c", 0, NEVER)
    bucket.pause(0, 90)
    assert bucket.wakes_at(0) == 61
    assert bucket.serve(61) == (late,)
    assert late.is_dropped
    assert bucket.wakes_at(61) == 90
    assert [ticket.whose for ticket in bucket.serve(90)] == ["c"]


def test_after_a_pause_one_call_tries_and_no_burst() -> None:
    bucket = Bucket(40)
    bucket.pause(0, 10)
    for _ in range(3):
        bucket.join("a", 0, NEVER)
    assert bucket.serve(9.9) == ()
    assert len(bucket.serve(10)) == 1
    assert len(bucket.serve(10 + 60 / 33)) == 1


def test_without_a_limit_nobody_waits_but_for_a_pause() -> None:
    bucket = Bucket(None)
    assert all(bucket.join("a", 0, 1).is_granted for _ in range(1_000))
    bucket.pause(0, 10)
    with pytest.raises(Busy, match="no room for 10 s"):
        bucket.join("a", 0, 10)
    assert bucket.join("a", 10, 11).is_granted


# ── waiting ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class ManualTime:
    """A clock that moves when the test says so, and wakes who sleeps."""

    at: float = 0.0
    sleepers: list[tuple[float, asyncio.Future[None]]] = field(default_factory=list)

    def clock(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        future = asyncio.get_running_loop().create_future()
        self.sleepers.append((self.at + seconds, future))
        await future

    async def advance(self, seconds: float) -> None:
        until = self.at + seconds
        await settle()
        while due := sorted((sleeper for sleeper in self.sleepers if sleeper[0] <= until), key=lambda one: one[0]):
            self.at, future = due[0]
            self.sleepers.remove(due[0])
            if not future.done():
                future.set_result(None)
            await settle()
        self.at = until


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


def limiter(per_minute: int | None, time: ManualTime) -> RateLimiter:
    return RateLimiter(Bucket(per_minute), time.clock, time.sleep)


async def test_callers_wait_for_their_permits_in_turn() -> None:
    time = ManualTime()
    limit, order = limiter(3, time), list[tuple[str, float]]()  # a permit each 20 s

    async def call(whose: str) -> None:
        await limit.enter(whose, NEVER)
        order.append((whose, time.at))

    async with asyncio.TaskGroup() as tasks:
        for whose in ("a", "a", "a", "b"):
            tasks.create_task(call(whose))
        await time.advance(60)
    assert order == [("a", 0), ("a", 20), ("b", 40), ("a", 60)]


async def test_a_caller_who_is_served_because_another_one_came_is_woken() -> None:
    time = ManualTime()
    limit = limiter(3, time)
    await limit.enter("a", NEVER)
    first, second = (asyncio.create_task(limit.enter(whose, NEVER)) for whose in "bc")
    await settle()
    time.at = 20.5  # and the timer has not rung yet
    third = asyncio.create_task(limit.enter("d", NEVER))
    await settle()
    assert (first.done(), second.done(), third.done()) == (True, False, False)
    await time.advance(60)
    assert (second.done(), third.done()) == (True, True)


async def test_a_caller_that_is_cancelled_gives_his_turn_to_the_next_even_after_he_was_granted_it() -> None:
    time = ManualTime()
    limit = limiter(3, time)
    await limit.enter("a", NEVER)
    waits, granted, last = (asyncio.create_task(limit.enter(whose, NEVER)) for whose in "bcd")
    await settle()
    waits.cancel()
    await settle()
    for deadline, future in time.sleepers:
        assert deadline == 20
        future.set_result(None)
    time.at = 20
    time.sleepers.clear()
    await asyncio.sleep(0)  # the permit is dealt to him, and he has not woken yet
    assert granted.cancel()
    await settle()
    assert (waits.cancelled(), granted.cancelled(), last.done()) == (True, True, True)
    await limit.close()


async def test_a_caller_who_was_promised_a_permit_and_paused_out_of_it_learns_so_at_his_deadline() -> None:
    time = ManualTime()
    limit = limiter(3, time)
    await limit.enter("a", NEVER)
    waiting = asyncio.create_task(limit.enter("b", 30))
    await settle()
    limit.pause(100)
    await time.advance(30)
    assert time.at == 30
    with pytest.raises(Busy, match="left no room before the deadline"):
        await waiting
    with pytest.raises(Busy, match="no room for 70 s"):
        await limit.enter("c", 99)
    await limit.close()


async def test_nothing_is_left_running_when_nobody_waits_any_more() -> None:
    time = ManualTime()
    limit = limiter(3, time)
    await limit.enter("a", NEVER)
    waiting = asyncio.create_task(limit.enter("b", NEVER))
    await settle()
    waiting.cancel()
    await time.advance(20)
    assert len(asyncio.all_tasks()) == 1
    await limit.close()
