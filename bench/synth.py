"""How quickly synthetic examples are made, by one process and by one a core, and how varied they are."""

import os
import time
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from bench.loopback import table
from learning.dataset.record import Record
from learning.synth.command import summary
from learning.synth.examples import Order
from learning.synth.generate import Tally, generated

COUNT = 10_000
WARM = 60  # examples before the clock starts


def processor_s() -> float:
    """Seconds of processor that this process and those that it has ended have had."""
    return sum(getrusage(who).ru_utime + getrusage(who).ru_stime for who in (RUSAGE_SELF, RUSAGE_CHILDREN))


def timed(count: int, workers: int) -> tuple[list[Record], Tally, float, float]:
    tally, began, before = Tally(), time.perf_counter(), processor_s()
    records = list(generated(count, Order(), workers=workers, tally=tally))
    return records, tally, time.perf_counter() - began, processor_s() - before


def main() -> None:
    cores = os.cpu_count() or 1
    timed(WARM, 1)
    rows = []
    for count, workers in dict.fromkeys([(COUNT // 10, 1), (COUNT, cores)]):
        records, tally, wall_s, busy_s = timed(count, workers)
        load = os.getloadavg()[0]
        rows.append(
            [f"{count:,}", str(workers), f"{wall_s:.1f}", f"{busy_s:.1f}", f"{count / wall_s:,.0f}", f"{load:.1f}"]
        )
    table(["examples", "processes", "seconds", "of processor", "a second", "load of the machine"], rows)
    print()
    print("\n".join(summary(records, tally)))


if __name__ == "__main__":
    main()
