"""From files to records, one at a time."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from knowledge.red_flags import RedFlags
from learning.dataset.record import Record
from learning.sources.dangers import danger_in
from learning.sources.documents import is_dump, reader_of
from learning.sources.found import BadSource, Pair, Passage, Tally
from learning.sources.licence import licence_of
from learning.sources.options import Options
from learning.sources.passages import pairs_by_rule, passages
from learning.sources.reddit import Dump, joined, sorted_posts
from learning.sources.streams import Seen
from storage.records import row_id

NO_QUESTION: Final = "passages that answer no question"

Asker = Callable[[Iterable[Passage], Tally], Iterator[tuple[Passage, tuple[str, str]]]]
"""Finds questions and answers in passages."""


@dataclass(frozen=True, slots=True)
class Bars:
    """What is told of the work: bytes of files that were read, a number of posts to join, and how many were."""

    read: Seen = lambda _: None
    to_join: Seen = lambda _: None
    joined: Seen = lambda _: None


def by_rules(found: Iterable[Passage], tally: Tally) -> Iterator[tuple[Passage, tuple[str, str]]]:
    for passage in found:
        pairs = list(pairs_by_rule(passage))
        if not pairs:
            tally.leave_out(NO_QUESTION)
        yield from ((passage, pair) for pair in pairs)


def checked(options: Options) -> list[Dump]:
    """Every file with its licence, before any is read. Raises BadSource."""
    files = list(dict.fromkeys(options.files))
    for file in files:
        if not file.is_file():
            raise BadSource(f"{file} is no file; name files that lie here.")
        if not is_dump(file):
            reader_of(file)
    return [Dump(file, licence_of(file, options.licence), options.source or file.name) for file in files]


def records(
    files: Sequence[Dump], options: Options, asker: Asker, flags: RedFlags, tally: Tally, bars: Bars
) -> Iterator[Record]:
    """Records of all files; documents first. Raises BadSource and OSError."""
    for pair in _pairs(files, options, asker, tally, bars):
        if why := danger_in(pair.question, pair.answer, flags):
            tally.leave_out(why)
            continue
        if not pair.question or not pair.answer:
            continue
        yield Record(
            id=row_id("source", pair.source, pair.place, pair.question, pair.answer),
            agent=options.agent,
            input=pair.question,
            output=pair.answer,
            source=pair.source,
            licence=pair.licence,
            made_on=pair.made_on,
        )


def _pairs(files: Sequence[Dump], options: Options, asker: Asker, tally: Tally, bars: Bars) -> Iterator[Pair]:
    for file in files:
        if not is_dump(file.path):
            yield from _document_pairs(file, asker, tally)
            bars.read(file.path.stat().st_size)
    dumps = [file for file in files if is_dump(file.path)]
    if dumps:
        # Beside the result: where temporary files usually go is often memory.
        with tempfile.TemporaryDirectory(prefix=f".{options.out.name}.", dir=options.out.parent) as folder:
            found = sorted_posts(dumps, options, Path(folder), tally, bars.read)
            bars.to_join(found.count)
            yield from joined(found, dumps, tally, bars.joined)


def _document_pairs(file: Dump, asker: Asker, tally: Tally) -> Iterator[Pair]:
    sections = reader_of(file.path)(file.path, tally)
    for passage, (question, answer) in asker(passages(sections), tally):
        yield Pair(question=question, answer=answer, place=passage.place, source=file.source, licence=file.licence)
