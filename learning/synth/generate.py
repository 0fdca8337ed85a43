"""So many examples, in the same order whatever the number of workers: lifters are made apart and counted in turn."""

import signal
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import TimeoutError as TooLate
from multiprocessing import get_context
from multiprocessing.pool import AsyncResult, Pool
from threading import current_thread, main_thread
from typing import Final

from learning.dataset.record import DatasetError, Record
from learning.synth.examples import Made, Order, of_lifter, shard

LIFTERS_A_SHARD: Final = 4
SHARDS_AHEAD: Final = 2  # of each worker
SHARD_SECONDS: Final = 600  # far more than a shard takes
FEW: Final = 500  # examples that are made before a second process has started


class NotMade(DatasetError):
    """Nothing was written; the message is for the operator."""


@dataclass(slots=True)
class Tally:
    """How the making went. *repeated*: desirable answers that were left out because they had been given before."""

    drawn: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    repeated: int = 0
    lifters: int = 0

    @property
    def redrawn_share(self) -> float:
        return sum(self.refused.values()) / self.drawn if self.drawn else 0.0


def generated(wanted: int, order: Order, *, workers: int, tally: Tally) -> Iterator[Record]:
    """So many records; *tally* is kept while they come. The same desirable words come once for each agent."""
    seen: set[tuple[str, str]] = set()
    found = 0
    with _lifters(order, 1 if wanted <= FEW else workers) as lifters:
        for made in lifters:
            tally.lifters += 1
            tally.drawn += made.drawn
            tally.refused += made.refused
            for record in made.records:
                key = (record.agent, record.output)
                if record.label and key in seen:
                    tally.repeated += 1
                    continue
                seen.add(key)
                yield record
                found += 1
                if found == wanted:
                    return


@contextmanager
def _lifters(order: Order, workers: int) -> Iterator[Iterator[Made]]:
    if workers == 1:
        yield (of_lifter(number, order) for number in count())
        return
    # Not forked: what else runs in this process, such as the bar's thread, must not be copied half. And a pool whose
    # workers end with this process, wherever one interrupt or two of them meet it.
    with _deaf_to_interrupts():
        started = get_context("spawn").Pool(workers, _ignore_interrupts)
    with started as pool:
        yield _in_turn(pool, order, workers)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Who is started meanwhile is so from its first moment, before it could say so itself."""
    if current_thread() is not main_thread():  # only the main one may set signals
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _in_turn(pool: Pool, order: Order, workers: int) -> Iterator[Made]:
    shards = (range(at, at + LIFTERS_A_SHARD) for at in count(0, LIFTERS_A_SHARD))
    ahead: deque[AsyncResult[list[Made]]] = deque()
    while True:
        while len(ahead) < workers * SHARDS_AHEAD:
            ahead.append(pool.apply_async(shard, (next(shards), order)))
        try:
            yield from ahead.popleft().get(SHARD_SECONDS)
        except TooLate:  # a worker that was killed never answers
            raise NotMade(
                "A worker process died or is too slow; give it memory, or try again with --workers 1."
            ) from None


def _ignore_interrupts() -> None:
    """Ctrl-C reaches the whole group; the first of it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
