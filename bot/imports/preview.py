"""What a lifter is told about a file before anything of it is logged."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from bot.imports.compared import NOTHING, Standing
from bot.imports.judged import shown
from bot.imports.sheet import FileLog, Skipped
from knowledge.days import show_day_of_month
from knowledge.words import Words, counted, grouped, joined, words

LONGEST: Final = 1_500  # characters of a preview: one chat message, with room for what stands around it
_MOST: Final = 5  # reasons, or names, that are told one by one


def preview(log: FileLog, new: int, standing: Standing = NOTHING) -> str:
    """A few lines about *log*, of whose sets *new* are not on record; in English at most LONGEST characters."""
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
    return joined([line for line in lines if line])


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
        return words("{app}: no set in it that can be logged.", app=log.app)
    days = sorted(row.on or row.began_at.date() for row in log.sets)
    sets, spoken = counted_sets(len(log.sets)), len(log.readiness)
    what = words(
        "{sets} of {exercises}, {workouts}",
        sets=sets,
        exercises=_exercises(len({row.exercise for row in log.sets})),
        workouts=_workouts(len({row.session for row in log.sets})),
    )
    said = [what, *([counted_readiness(spoken)] if spoken else []), span_of(days[0], days[-1])]
    line = words("{app}: {what}.", app=log.app, what=joined(said, ", "))
    known = len(log.sets) - new
    return joined([line, _known(known, new)], " ") if known else line


def _exercises(count: int) -> Words:
    return counted("{number} exercise", "{number} exercises", count=count, number=grouped(count))


def _workouts(count: int) -> Words:
    return counted("{number} workout", "{number} workouts", count=count, number=grouped(count))


def counted_sets(count: int) -> Words:
    """``7,011 sets``."""
    return counted("{number} set", "{number} sets", count=count, number=grouped(count))


def counted_readiness(count: int) -> Words:
    """``3 words on readiness``."""
    return counted("{number} word on readiness", "{number} words on readiness", count=count, number=grouped(count))


def span_of(first: date, last: date) -> Words:
    """``3 Jan 2024 to 2 Nov 2026``, or the one day."""
    return joined(tuple(dict.fromkeys((_day(first), _day(last)))), words(" to "))


def _dates(log: FileLog) -> str:
    if not log.unclear_date:
        return ""
    return words(
        "Its dates, such as {date}, do not tell whether the day or the month stands first.", date=log.unclear_date
    )


def in_other_unit(log: FileLog, standing: Standing) -> str:
    """What to do about sets that were imported in the other unit; empty where there are none."""
    if not standing.in_other_unit:
        return ""
    return words(
        "With the same numbers, {sets} of it are on record in the other unit: undo that import first to have them in "
        "{unit}.",
        sets=counted_sets(standing.in_other_unit),
        unit=log.guessed_unit,
    )


def _beside(log: FileLog, standing: Standing) -> str:
    if not standing.beside:
        return ""
    first = standing.beside[0]
    parts = {
        "lift": next((shown(row.name) for row in log.sets if row.exercise == first.exercise), words("lift")),
        "day": _day(first.on),
        "said": words(" that were logged in the chat") if any(day.is_said for day in standing.beside) else "",
        "sets": grouped(sum(day.sets for day in standing.beside)),
    }
    if len(standing.beside) == 1:
        return words("{day} has other sets of {lift} on record{said}; this adds {sets} beside them.", **parts)
    return words(
        "{days} times other sets of a lift are on record for the same day{said}, first of {lift} on {day}; "
        "this adds {sets} beside them.",
        **parts,
        days=grouped(len(standing.beside)),
    )


def _unit(log: FileLog) -> str:
    if log.filled_unit:
        return words(
            "Loads without a unit are taken to be in {unit}, as all others in the file are.", unit=log.filled_unit
        )
    if log.guessed_unit is None:
        return ""
    return words("The file does not say so, but its loads are taken to be in {unit}.", unit=log.guessed_unit)


def _notes(log: FileLog) -> str:
    count = log.workout_notes
    if not count:
        return ""
    return counted(
        "{number} note on a whole workout is not kept.",
        "{number} notes on a whole workout are not kept.",
        count=count,
        number=grouped(count),
    )


def _known(known: int, new: int) -> str:
    if new == 0:
        return words("All are on record already.")
    return words("{number} are on record already.", number=grouped(known))


def _no_strength(log: FileLog) -> str:
    told = _told(log, is_strength=False)
    count = sum(number for _, number in told)
    if not count:
        return ""
    return words("No strength training, so not logged: {rows} ({which}).", rows=_rows(count), which=_named(told))


def _unreadable(log: FileLog) -> str:
    found = _wrong(log)
    if not found:
        return ""
    why = _list([skipped.why for skipped in found])
    return words("{rows} cannot be logged: {why}.", rows=_rows(len(found)), why=why)


def _unmapped(log: FileLog) -> str:
    names = [words("{name} ({rows})", name=shown(name), rows=_rows(count)) for name, count in _by_rows(log)]
    return words("Not known here, so not logged: {names}.", names=_list(names)) if names else ""


def _wrong(log: FileLog) -> Sequence[Skipped]:
    return [skipped for skipped in log.skipped if skipped.is_strength and not skipped.unmapped]


def _told(log: FileLog, *, is_strength: bool) -> list[tuple[str, int]]:
    """Reasons with their rows, the commonest first."""
    return Counter(skipped.why for skipped in _of(log, is_strength=is_strength)).most_common()


def _of(log: FileLog, *, is_strength: bool) -> Sequence[Skipped]:
    return [skipped for skipped in log.skipped if skipped.is_strength == is_strength]


def _named(told: Sequence[tuple[str, int]]) -> str:
    return _list([why.partition(":")[0] if ":" in why else why for why, _ in told])


def _by_rows(log: FileLog) -> list[tuple[str, int]]:
    return Counter(dict(log.unmapped)).most_common()


def _list(parts: Sequence[str]) -> str:
    told = joined(parts[:_MOST], "; ")
    if len(parts) <= _MOST:
        return told
    return words("{some}; and {number} more", some=told, number=grouped(len(parts) - _MOST))


def _rows(count: int) -> Words:
    return counted("{number} row", "{number} rows", count=count, number=grouped(count))


def _day(day: date) -> Words:
    return joined([show_day_of_month(day), str(day.year)], " ")
