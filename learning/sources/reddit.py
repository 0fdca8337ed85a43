"""Reddit dumps: questions and their best answers, whatever order and size the files have.

Two passes. The first reads each line once and keeps on disk what may become a question or an answer; the second sorts
that by submission and joins. Memory holds a line, a run of the sort and the best answers of one question: it does not
grow with the files. The disk grows with what qualifies, which is a small share of a dump.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from learning.sources.found import Pair, Tally
from learning.sources.options import Options
from learning.sources.posts import (
    Line,
    Malformed,
    Post,
    key_of,
    packed,
    question_of,
    read_line,
    reply_of,
    unpacked,
    why_not,
)
from learning.sources.sorting import SortedLines
from learning.sources.streams import Seen, lines
from learning.sources.tidy import plain

MOST_ANSWERS: Final = 2  # of one question


@dataclass(frozen=True, slots=True)
class Dump:
    """A file, under which licence it is, and how its records name it."""

    path: Path
    licence: str
    source: str


def sorted_posts(
    dumps: Sequence[Dump], options: Options, folder: Path, tally: Tally, seen: Seen = lambda _: None
) -> SortedLines:
    """The first pass, over every file. Raises BadSource and OSError."""
    found = SortedLines(folder)
    for place, dump in enumerate(dumps):
        for number, text in lines(dump.path, tally, seen):
            if not text.strip():
                continue
            try:
                line = read_line(text)
            except Malformed as error:
                tally.fault(f"{dump.path}, line {number}", str(error))
                continue
            _keep(line, place, options, found, tally)
    return found


def _keep(line: Line, place: int, options: Options, found: SortedLines, tally: Tally) -> None:
    why = why_not(line, options.subreddits, options.least_score)
    is_answer = line.body is not None
    text = None if why else reply_of(line) if is_answer else question_of(line)
    if text is None:
        tally.leave_out(why or ("an answer too short, too long or asking" if is_answer else "a post that asks nothing"))
        return
    post = Post(
        id=line.id,
        file=place,
        score=line.score or 0,
        author=line.author or "",
        text=text,
        subreddit=(line.subreddit or "").casefold(),
        made_at=line.created_utc,
    )
    found.add(packed(key_of(line), post, is_answer=is_answer))


def joined(found: SortedLines, dumps: Sequence[Dump], tally: Tally, seen: Seen = lambda _: None) -> Iterator[Pair]:
    """The second pass: each question with its best answers, by submission. Raises OSError."""
    for _, group in groupby(map(unpacked, found.in_order()), key=lambda one: one[0]):
        yield from _pairs(group, dumps, tally, seen)


def _pairs(group: Iterator[tuple[str, bool, Post]], dumps: Sequence[Dump], tally: Tally, seen: Seen) -> Iterator[Pair]:
    question: Post | None = None
    best: list[tuple[int, str, Post]] = []  # a heap, the least first
    last = ""
    for _, is_answer, post in group:
        seen(1)
        if not is_answer:
            question = question or post
        elif post.id != last:  # a comment may stand in two files
            last = post.id
            (heapq.heappush if len(best) < MOST_ANSWERS else heapq.heappushpop)(best, (post.score, post.id, post))
    if question is None:
        tally.leave_out("answers whose question is in none of the files")
    elif not best:
        tally.leave_out("questions that nobody answered well")
    else:
        for _, _, answer in sorted(best, reverse=True):
            yield _pair(question, answer, dumps)


def _pair(question: Post, answer: Post, dumps: Sequence[Dump]) -> Pair:
    files = dict.fromkeys((dumps[answer.file].licence, dumps[question.file].licence))
    names = (question.author, answer.author)
    return Pair(
        question=_without(question.text, names),
        answer=_without(answer.text, names),
        place=f"{question.id}/{answer.id}",
        source=f"{dumps[answer.file].source}, r/{answer.subreddit}",
        licence=" and ".join(files),
        made_on=answer.made_at.date() if answer.made_at else None,
    )


def _without(text: str, names: Sequence[str]) -> str:
    return "\n".join(plain(row, names) for row in text.split("\n"))
