"""One run of `learn`: for each agent what is out is looked at, else its cycle goes on, or a new one begins."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from learning.cycle.bench import Bench, End, Workshop, serving_of
from learning.cycle.canary import canary_of, look
from learning.cycle.journal import Journal, cycles, next_folder, read, write
from learning.cycle.ports import CycleError
from learning.cycle.steps import STEPS
from learning.cycle.tidy import tidy
from learning.dataset.record import DatasetError
from learning.experiments.watch import watched
from learning.tuning.errors import TuningError
from storage.store import StoreUnavailable

NOT_STEPPED: Final = "the cycle stops at {step}: {why}"
OWN_ADAPTER: Final = (
    "nothing was done: agents.{agent}.adapter is set in config.yaml, and wins over whatever is learned; "
    "set it to null, or leave {agent} out of learning.agents"
)
EXPECTED: Final = (CycleError, DatasetError, TuningError, OSError)

Told = Callable[[str], None]
"""Hears of each step that begins."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of an agent, or of the tidying (agent ""): the decision in a line, or why there is none yet."""

    agent: str
    line: str
    is_done: bool = True


async def run(shop: Workshop, told: Told = lambda _: None) -> tuple[Ran, ...]:
    """What came of the tidying and of the experiments that run, then one for each agent that learns, in their order.

    What fails stops its own agent alone, to be gone on with at the next run. Raises StoreUnavailable.
    """
    ran = list(await _tidied(shop))
    ran += await _guarded("", _of_experiments(shop))
    for agent in shop.config.learning.agents:
        ran += await _guarded(agent, _of_agent(agent, shop, told))
    return tuple(ran)


async def _tidied(shop: Workshop) -> tuple[Ran, ...]:
    try:
        return tuple(Ran("", line) for line in await tidy(shop))
    except EXPECTED as error:
        return (Ran("", f"what cycles keep could not be tidied: {error}", is_done=False),)


async def _of_experiments(shop: Workshop) -> tuple[Ran, ...]:
    return tuple(Ran("", line) for line in await watched(shop.store, shop.exercises, shop.now()))


async def _guarded(agent: str, work: Awaitable[tuple[Ran, ...]]) -> tuple[Ran, ...]:
    try:
        return await work
    except StoreUnavailable:
        raise
    except EXPECTED as error:
        return (Ran(agent, str(error), is_done=False),)
    except Exception as error:  # noqa: BLE001  the edge of the loop: a fault in one must not stop the others
        what = "the cycle" if agent else "looking at the experiments"
        return (Ran(agent, f"{what} failed: {type(error).__name__}: {error}", is_done=False),)


async def _of_agent(agent: str, shop: Workshop, told: Told) -> tuple[Ran, ...]:
    return (await _agent_ran(agent, shop, told),)


async def _agent_ran(agent: str, shop: Workshop, told: Told) -> Ran:
    open_ = _open(shop.folder, agent)
    if open_ is None and (canary := await canary_of(agent, shop.store)):
        return Ran(agent, await look(canary, shop))
    if getattr(shop.config.agents, agent).adapter is not None:
        return Ran(agent, OWN_ADAPTER.format(agent=agent), is_done=False)
    if shop.lacks:
        return Ran(agent, shop.lacks, is_done=False)
    bench = Bench(shop, read(open_), open_) if open_ else await _begun(agent, shop)
    return await _go_on(bench, told)


def _open(folder: Path, agent: str) -> Path | None:
    """The cycle that has not ended; None: none is under way."""
    newest = next(iter(reversed(tuple(cycles(folder, agent)))), None)
    return newest if newest and not read(newest).ended else None


async def _begun(agent: str, shop: Workshop) -> Bench:
    journal = Journal(agent=agent, began_at=shop.now(), parent=await serving_of(agent, shop.store))
    folder = next_folder(shop.folder, agent)
    write(journal, folder)
    return Bench(shop, journal, folder)


async def _go_on(bench: Bench, told: Told) -> Ran:
    """From the first step that is not done. Each is noted when it is over, and done again where a kill came before."""
    for name, step in STEPS.items():
        if name in bench.journal.done:
            continue
        told(f"{bench.agent}: {name}")
        try:
            came = await step(bench)
        except EXPECTED as error:
            why = str(error).rstrip(".")
            return Ran(bench.agent, NOT_STEPPED.format(step=name, why=why), is_done=False)
        journal = bench.journal.with_end(came.why) if isinstance(came, End) else bench.journal.with_step(name, came)
        write(journal, bench.folder)
        bench = Bench(bench.shop, journal, bench.folder)
        bench.sweep()
        if journal.ended:
            break
    return Ran(bench.agent, bench.journal.ended)
