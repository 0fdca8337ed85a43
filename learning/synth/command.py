"""``focusflow dataset synth``: examples into a file, whole or not at all; a bar and a summary on standard error."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import Progress

from learning.dataset.formats import chat_text, guide_text
from learning.dataset.record import Record, WrongUse, write_records
from learning.synth.examples import MINDS, Order
from learning.synth.generate import NotMade as NotMade
from learning.synth.generate import Tally, generated
from learning.synth.guide import guide_records
from learning.synth.options import Format, Formula, SynthAgent
from learning.synth.spread import distinct_share, masked

MOST_BAD: Final = 0.5
MOST_WORKERS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    count: int
    out: Path
    seed: int = 1
    agent: SynthAgent = SynthAgent.ALL
    bad: float = 0.0
    formula: Formula = Formula.OURS
    format: Format = Format.RECORDS
    workers: int = 0  # 0: as many as the machine has


def run_synth(options: Options) -> None:
    """Make and write them. Raises WrongUse and NotMade."""
    _check(options)
    tally, shown = Tally(), Console(stderr=True)
    part = options.out.with_name(f"{options.out.name}.part")
    try:
        with Progress(console=shown, transient=True) as progress:
            task = progress.add_task("Examples made", total=options.count)
            records = _ticking(_records(options, tally), lambda: progress.advance(task))
            kept = _written(records, part, options.format)
        part.replace(options.out)
    except OSError as failure:
        raise NotMade(
            f"{options.out} cannot be written: {failure.strerror or failure}; name another file."
        ) from failure
    finally:
        part.unlink(missing_ok=True)
    for line in summary(kept, tally):
        shown.print(line, highlight=False, soft_wrap=True)


def summary(records: Sequence[Record], tally: Tally) -> Iterator[str]:
    """What was made, in lines for people."""
    good = [record for record in records if record.label]
    outputs = [masked(record.output) for record in good]
    apart = ", ".join(f"{distinct_share(outputs, size):.2f}" for size in (1, 2, 3))
    yield f"{len(records)} examples: {len(good)} desirable, {len(records) - len(good)} not; {_counts(records)}."
    yield f"Distinct with digits masked, among desirable: outputs {_distinct(good)}; runs of 1, 2, 3 words {apart}."
    if tally.drawn:
        repeated = f"{tally.repeated} left out because they were given before"
        yield f"Drawn again {tally.redrawn_share:.1%} of the time; {repeated}; {tally.lifters} lifters."


def _check(options: Options) -> None:
    if not 0 <= options.bad <= MOST_BAD:
        raise WrongUse(f"--bad {options.bad:g} is no share that can be made; give one from 0 to {MOST_BAD:g}.")
    if options.bad and options.formula is Formula.GUIDE:
        raise WrongUse("The guide's formula has no undesirable answers; leave --bad out.")
    if options.formula is Formula.GUIDE and options.agent not in (SynthAgent.ALL, SynthAgent.COACH):
        raise WrongUse(f"The guide's formula has no answers of the {options.agent}; leave --agent out.")
    if options.bad and options.format is not Format.RECORDS:
        raise WrongUse(f"The format {options.format} holds desirable answers alone; use --format records with --bad.")
    if options.out.is_dir():
        raise NotMade(f"{options.out} is a folder; name a file.")


def _records(options: Options, tally: Tally) -> Iterator[Record]:
    if options.formula is Formula.GUIDE:
        return guide_records(options.count, options.seed)
    agents = MINDS if options.agent is SynthAgent.ALL else (options.agent.value,)
    order = Order(seed=options.seed, agents=agents, bad=options.bad)
    workers = options.workers or min(os.cpu_count() or 1, MOST_WORKERS)
    return generated(options.count, order, workers=workers, tally=tally)


def _ticking(records: Iterator[Record], tick: Callable[[], None]) -> Iterator[Record]:
    for record in records:
        tick()
        yield record


def _written(records: Iterable[Record], part: Path, format_: Format) -> Sequence[Record]:
    kept = list(records)
    match format_:
        case Format.RECORDS:
            write_records(kept, part)
        case Format.GUIDE:
            part.write_text(guide_text(kept), "utf-8")
        case Format.CHAT:
            part.write_text(chat_text(kept), "utf-8")
    return kept


def _counts(records: Sequence[Record]) -> str:
    return ", ".join(f"{count} {name}" for name, count in Counter(record.agent for record in records).most_common())


def _distinct(records: Sequence[Record]) -> str:
    """``coach 99.8%, planner 61.0%``."""
    outputs: dict[str, list[str]] = {}
    for record in records:
        outputs.setdefault(record.agent, []).append(masked(record.output))
    return ", ".join(f"{agent} {len(set(said)) / len(said):.1%}" for agent, said in sorted(outputs.items()))
