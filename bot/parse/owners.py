"""Whose sets the numbers are: which exercise each part of a message belongs to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.parse import words
from bot.parse.clauses import Clause, clauses
from bot.parse.effort import HARDEST
from bot.parse.names import Mention
from bot.parse.tokens import Token
from knowledge.exercise import ExerciseId

_ENDS: Final = words.CLAUSE_ENDS | words.JOINERS


def exercise_of(
    tokens: Sequence[Token], named: Sequence[Mention], is_number: Sequence[bool]
) -> Mapping[int, ExerciseId]:
    """Which exercise the sets at each token belong to.

    A name heads what follows it, or stands behind its sets where its clause begins with numbers. A clause without a
    name belongs to the one before; at the beginning of a message, to the first name if that heads nothing itself.
    """
    if len(named) == 1 and len(named[0].ids) == 1 and _ENDS.isdisjoint([token.text for token in tokens]):
        return dict.fromkeys(range(len(tokens)), named[0].ids[0])
    of: dict[int, ExerciseId] = {}
    current: ExerciseId | None = None
    waiting: list[int] = []
    for clause, here in _with_names(tokens, named):
        numbers = [at for at in range(clause.start, clause.stop) if is_number[at] and not _is_effort(tokens, at)]
        if not here and current is None:
            waiting.extend(range(clause.start, clause.stop))
            continue
        of.update(_shared_out(tokens, clause, numbers, here, current))
        if waiting and not any(at >= here[0].stop for at in numbers):
            of.update(dict.fromkeys(waiting, here[0].ids[0]))
        waiting = []
        current = here[-1].ids[-1] if here else current
    return of


def _is_effort(tokens: Sequence[Token], at: int) -> bool:
    """100 5,5,5 squat @8: how hard it was is no set of its own."""
    value, before = tokens[at].value, tokens[at - 1].text if at else ""
    behind = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if value is None or value > HARDEST:
        return False
    return before in {"@", "rpe", "rir"} or behind in {"rir", "rpe", "left", "in"}


def _with_names(tokens: Sequence[Token], named: Sequence[Mention]) -> Iterator[tuple[Clause, list[Mention]]]:
    ahead = list(reversed(named))
    for clause in clauses(tokens, _ENDS):
        here: list[Mention] = []
        while ahead and ahead[-1].start < clause.stop:
            here.append(ahead.pop())
        yield clause, here


def _shared_out(
    tokens: Sequence[Token],
    clause: Clause,
    numbers: Sequence[int],
    here: Sequence[Mention],
    current: ExerciseId | None,
) -> Iterator[tuple[int, ExerciseId]]:
    is_behind = bool(numbers and here) and numbers[0] < here[0].start
    if is_behind and current and len(here) == 1 and _heads_more(tokens, clause, numbers, here[0]):
        is_behind = False
    own = _own_loads(tokens, numbers, here) if is_behind else frozenset()
    ahead = list(reversed(here))
    for at in range(clause.start, clause.stop):
        while ahead and (ahead[-1].stop if is_behind else ahead[-1].start) <= at:
            current = ahead.pop().ids[-1]
        owner = ahead[-1].ids[-1] if ahead and is_behind and at not in own else current
        if owner:
            yield at, owner


def _heads_more(tokens: Sequence[Token], clause: Clause, numbers: Sequence[int], name: Mention) -> bool:
    """185x4 squat 225x5, after bench: the first is bench still. But 185 squat 3x5 is all squat."""
    is_whole = any(tokens[at].text in words.TIMES for at in range(clause.start, name.start))
    return is_whole and numbers[-1] >= name.stop


def _own_loads(tokens: Sequence[Token], numbers: Sequence[int], here: Sequence[Mention]) -> frozenset[int]:
    """3x8 rdl 185 3x10 leg press 300: where the last name has its load behind it, so have the others."""
    if len(here) < 2 or numbers[-1] < here[-1].stop:
        return frozenset()
    return frozenset(name.stop for name in here if tokens[min(name.stop + 1, len(tokens) - 1)].text not in words.TIMES)
