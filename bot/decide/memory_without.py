"""What is remembered, as it would be without some of it: what a correction or an edit starts from. Pure."""

from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import chain

from bot.decide.log import flag_id
from storage.records import Entry, Memory, PutRight, Readiness, row_id


def forgetting(memory: Memory, message: str) -> Memory:
    """*memory* as it would be without that message and what it was answered: what an edit starts from."""
    sources = _sources(memory, {message})
    turns = {row_id("turn", source) for source in sources}
    flags = {flag_id(source, flag.exercise) for source in sources for flag in memory.flags}
    return replace(
        memory,
        readiness=tuple(r for r in memory.readiness if r.message != message),
        history={lift: tuple(e for e in sets if e.message != message) for lift, sets in memory.history.items()},
        prescriptions={
            lift: tuple(p for p in made if p.turn not in turns) for lift, made in memory.prescriptions.items()
        },
        predictions=tuple(p for p in memory.predictions if p.turn not in turns),
        flags=tuple(flag for flag in memory.flags if flag.id not in flags),
        recent=tuple(e for e in memory.recent if e.message != message),
    )


def without_sets(memory: Memory, gone: Sequence[Entry]) -> Memory:
    """*memory* as it would be without those entries, and what their messages were answered about their lifts."""
    lifts, taken = {e.lift.exercise for e in gone}, {(e.source, e.place) for e in gone}
    turns = {row_id("turn", source) for source in _sources(memory, {e.message for e in gone})}
    return replace(
        memory,
        history={
            lift: tuple(e for e in sets if (e.source, e.place) not in taken) for lift, sets in memory.history.items()
        },
        prescriptions={
            lift: tuple(p for p in made if lift not in lifts or p.turn not in turns)
            for lift, made in memory.prescriptions.items()
        },
        predictions=tuple(p for p in memory.predictions if p.exercise not in lifts or p.turn not in turns),
    )


def with_readiness_back(memory: Memory, put_right: PutRight) -> Memory:
    """*memory* with how he was as it was said before that correction."""
    before, after = put_right.old_readiness, put_right.new_readiness
    if after is None:
        return memory
    told = (before if one.source == after.source else one for one in memory.readiness)
    return replace(memory, readiness=tuple(one for one in told if one is not None))


def _sources(memory: Memory, messages: Set[str]) -> set[str]:
    """The updates that brought those messages: their first forms, and what corrected them."""
    return {*messages, *(one.source for one in _remembered(memory) if one.message in messages)}


def _remembered(memory: Memory) -> tuple[Entry | Readiness, ...]:
    return (*chain.from_iterable(memory.history.values()), *memory.latest, *memory.recent, *memory.readiness)
