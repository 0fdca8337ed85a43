"""What a lifter is told about a file before anything of it is logged."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from bot.imports.compared import NOTHING, Standing
from bot.imports.judged import shown
from bot.imports.sheet import FileLog, Skipped

LONGEST: Final = 1_500  # characters of a preview: one chat message, with room for what stands around it
_MOST: Final = 5  # reasons, or names, that are told one by one


def preview(log: FileLog, new: int, standing: Standing = NOTHING) -> str:
    """A few lines about *log*, of whose sets *new* are not on record; at most LONGEST characters."""
    lines = (
        _sets(log, new),
        _dates(log),
        in_other_unit(log, standing),
        _beside(log, standing),
        _unit(log),
        _no_strength(log),
        _unreadable(log),
        _unmapped(log),
        _notes(log),
    )
    return "\n".join(line for line in lines if line)


def is_cut(log: FileLog) -> bool:
    """Whether the preview counts reasons or names that it does not tell one by one."""
    return max(len(_told(log, is_strength=False)), len(_wrong(log)), len(log.unmapped)) > _MOST


def everything(log: FileLog) -> Iterator[str]:
    """Every row that is not logged, with its reason, and every name that is not known here: one a line."""
    yield from (skipped.why for skipped in _wrong(log))
    yield from (f"{why} ({_rows(count)})" for why, count in _told(log, is_strength=False))
    yield from (f"not known here: {shown(name)} ({_rows(count)})" for name, count in _by_rows(log))


def _sets(log: FileLog, new: int) -> str:
    if not log.sets:
        return f"{log.app}: no set in it that can be logged."
    days = sorted(row.on or row.began_at.date() for row in log.sets)
    exercises, workouts = len({row.exercise for row in log.sets}), len({row.session for row in log.sets})
    count, known = len(log.sets), len(log.sets) - new
    what = f"{_counted(count, 'set')} of {_counted(exercises, 'exercise')}, {_counted(workouts, 'workout')}"
    spoken = f", {_counted(len(log.readiness), 'word')} on readiness" if log.readiness else ""
    span = _day(days[0]) if days[0] == days[-1] else f"{_day(days[0])} to {_day(days[-1])}"
    return f"{log.app}: {what}{spoken}, {span}.{_known(known, new)}"


def _dates(log: FileLog) -> str:
    if not log.unclear_date:
        return ""
    return f"Its dates, such as {log.unclear_date}, do not tell whether the day or the month stands first."


def in_other_unit(log: FileLog, standing: Standing) -> str:
    """What to do about sets that were imported in the other unit; empty where there are none."""
    if not standing.in_other_unit:
        return ""
    return (
        f"With the same numbers, {_counted(standing.in_other_unit, 'set')} of it are on record in the other unit: "
        f"undo that import first to have them in {log.guessed_unit}."
    )


def _beside(log: FileLog, standing: Standing) -> str:
    if not standing.beside:
        return ""
    first, days = standing.beside[0], len(standing.beside)
    named = next((shown(row.name) for row in log.sets if row.exercise == first.exercise), "lift")
    said = " that were logged in the chat" if any(day.is_said for day in standing.beside) else ""
    sets = f"{sum(day.sets for day in standing.beside):,}"
    if days == 1:
        return f"{_day(first.on)} has other sets of {named} on record{said}; this adds {sets} beside them."
    return (
        f"{days:,} times other sets of a lift are on record for the same day{said}, first of {named} on "
        f"{_day(first.on)}; this adds {sets} beside them."
    )


def _unit(log: FileLog) -> str:
    if log.filled_unit:
        return f"Loads without a unit are taken to be in {log.filled_unit}, as all others in the file are."
    return f"The file does not say so, but its loads are taken to be in {log.guessed_unit}." if log.guessed_unit else ""


def _notes(log: FileLog) -> str:
    count = log.workout_notes
    return f"{_counted(count, 'note')} on a whole workout {'is' if count == 1 else 'are'} not kept." if count else ""


def _known(known: int, new: int) -> str:
    if known == 0:
        return ""
    return " All are on record already." if new == 0 else f" {known:,} are on record already."


def _no_strength(log: FileLog) -> str:
    told = _told(log, is_strength=False)
    count = sum(number for _, number in told)
    return f"No strength training, so not logged: {_rows(count)} ({_named(told)})." if count else ""


def _unreadable(log: FileLog) -> str:
    found = _wrong(log)
    if not found:
        return ""
    return f"{_rows(len(found))} cannot be logged: {_list([skipped.why for skipped in found])}."


def _unmapped(log: FileLog) -> str:
    names = [f"{shown(name)} ({_rows(count)})" for name, count in _by_rows(log)]
    return f"Not known here, so not logged: {_list(names)}." if names else ""


def _wrong(log: FileLog) -> Sequence[Skipped]:
    return [skipped for skipped in log.skipped if skipped.is_strength and not skipped.unmapped]


def _told(log: FileLog, *, is_strength: bool) -> list[tuple[str, int]]:
    """Reasons with their rows, the commonest first."""
    return Counter(skipped.why for skipped in _of(log, is_strength=is_strength)).most_common()


def _of(log: FileLog, *, is_strength: bool) -> Sequence[Skipped]:
    return [skipped for skipped in log.skipped if skipped.is_strength == is_strength]


def _named(told: Sequence[tuple[str, int]]) -> str:
    return _list([why.partition(":")[0] for why, _ in told])


def _by_rows(log: FileLog) -> list[tuple[str, int]]:
    return Counter(dict(log.unmapped)).most_common()


def _list(parts: Sequence[str]) -> str:
    told = "; ".join(parts[:_MOST])
    return told if len(parts) <= _MOST else f"{told}; and {len(parts) - _MOST:,} more"


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _rows(count: int) -> str:
    return _counted(count, "row")


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
