"""Who is gone, or consents no more, leaves what cycles keep; and what is kept for no reason goes."""

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from agents.phrases import counted
from learning.cycle.bench import Bench, Workshop, consenting
from learning.cycle.journal import every_cycle, read
from learning.dataset.build import purged, stays
from learning.dataset.command import keep_banks
from learning.dataset.folder import is_dataset, read_card, restore
from learning.dataset.record import read_records, write_records
from storage.records import Version


async def tidy(shop: Workshop) -> tuple[str, ...]:
    """What was removed, and which versions had seen it, a line each. Raises CycleError, DatasetError."""
    known = await consenting(shop.store, shop.key)
    versions = await shop.store.versions()
    lines: list[str] = []
    for folder in every_cycle(shop.folder):
        bench = Bench(shop, read(folder), folder)
        bench.sweep()
        for path in (bench.collected, bench.kept):
            _without_gone(path, known)
        lines += _purged(bench.dataset, known, shop.now().date(), versions)
    await keep_banks(shop.store, shop.exercises)
    return tuple(lines)


def _without_gone(path: Path, known: Collection[str]) -> None:
    """Whole or not at all."""
    if not path.exists():
        return
    records = list(read_records(path))
    left = [one for one in records if stays(one, known)]
    if len(left) < len(records):
        new = path.with_name(f".{path.name}.new")
        write_records(left, new)
        new.replace(path)


def _purged(dataset: Path, known: Collection[str], on: date, versions: Collection[Version]) -> Iterator[str]:
    restore(dataset)
    if not dataset.exists() or not is_dataset(dataset) or not any(dataset.iterdir()):
        return
    if count := purged(dataset, known, on):
        made = read_card(dataset).id
        seen = [version.name for version in versions if version.dataset == made]
        which = f"; {', '.join(seen)} had been trained with them" if seen else ""
        said = f"{counted(count, 'record')} of lifters who are gone or consent no more"
        yield f"{said} {'was' if count == 1 else 'were'} removed from dataset {made}{which}"
