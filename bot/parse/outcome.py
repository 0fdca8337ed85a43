"""Which sets failed, and what was really done: only where that was said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.parse import words
from bot.parse.got import GOT, WANTED, got, is_short_of_plan, wanted_behind
from bot.parse.group import Group
from bot.parse.groups import GroupReader
from bot.parse.shape import Shape
from bot.parse.sheet import Sheet
from bot.parse.tokens import Token, phrase_at
from bot.parse.weights import HEAVIER_THAN_SETS

_FAILURES: Final = words.phrases_of(
    "missed,miss,failed,fail,fails,no luck,no go,no lift,didnt go,didnt move,didnt budge,didnt get it,didnt make it",
    "wouldnt budge,wouldnt go,wouldnt move,couldnt lock,couldnt get it,got stapled,got pinned,got buried,pinned me",
    "did not move,did not moved,didnt moved,did not go,glued to the floor,stuck to the floor,buried me,bailed",
    "dumped it",
)
_FIRSTS: Final = words.firsts(_FAILURES)
_DENIED: Final = words.set_of("didnt not no never almost nearly without dont")
_AFTER: Final = words.set_of(
    "the my on at a with for it attempt rep reps last first set lift single one , all both again of by under"
)
_AFTER_WORDS: Final = 6
_BEFORE_WORDS: Final = 8
_OF_PLAN: Final = frozenset({"missed", "miss"})
_ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, **{f"{n}{ending}": n for n in range(1, 31) for ending in ("st", "nd", "rd", "th")},
}  # fmt: skip
_MISSED_WITHIN: Final = 5  # tokens behind a load that was failed
_REPS_WITHIN: Final = 5  # tokens between an attempt and how many reps of it went
_TWICE_WITHIN: Final = 4  # tokens: failed 225 on bench twice


@dataclass(frozen=True, slots=True)
class Failure:
    """A word that says so, from *start* up to *stop*.

    *missed* is which rep, *done* how many went before, *what* is "rep" or "set" for the last one.
    """

    start: int
    stop: int
    missed: int | None = None
    what: str = ""
    done: int | None = None
    is_of_plan: bool = False  # 190x5 missed: five were planned; of 190x5 failed they were done


def with_failures(sheet: Sheet, reader: GroupReader, groups: Sequence[Group]) -> list[Group]:
    """*groups* with what was missed, and the attempts that were said by their load alone; in order."""
    if not sheet.has_any(_FIRSTS):
        return list(groups)
    found = {group.start: group for group in groups}
    ends = {group.stop: group.start for group in groups}
    for failure in _failures(sheet.tokens):
        if failure.done is not None:  # at 3 reps: they say how many went, and are no set
            for start in [start for start in found if failure.start < start < failure.stop]:
                _give_back_behind(sheet, failure, found.pop(start))
        if attempt := _attempt_behind(sheet, reader, failure):
            found[attempt.start] = attempt
        elif (start := _behind_failure(sheet, failure)) in found:
            found[start] = _wanted(sheet, found[start])
        elif (failed := _last_set(sheet, failure, ends)) is not None:
            group = found[failed]
            found[group.start] = replace(group, shapes=tuple(_missed(group.shapes, failure)))
        elif (place := _last_load(sheet, failure)) is not None and (
            attempt := _attempt_at(sheet, reader, place, failure)
        ):
            found[attempt.start] = attempt
        else:
            continue
        sheet.take(failure.start, failure.stop)
    return [found[start] for start in sorted(found)]


def _give_back_behind(sheet: Sheet, failure: Failure, group: Group) -> None:
    """Failed at 3 reps 4321: a number behind what was failed is not told by it."""
    numbers = (at for at in range(failure.stop, group.stop) if sheet.tokens[at].value is not None)
    if (first := next(numbers, None)) is not None:
        sheet.give_back(first, group.stop)


def with_reps_behind(groups: Sequence[Group]) -> list[Group]:
    """Failed 255 after 2 reps; 315, got buried. 0 reps; 4 sets at 365, all doubles: the reps stand behind the load."""
    found: list[Group] = []
    for group in groups:
        last = found[-1] if found else None
        is_near = last is not None and group.start - last.stop <= _REPS_WITHIN and last.exercise == group.exercise
        if last and is_near and _wants_reps(last) and _is_reps_alone(group):
            found[-1] = replace(last, shapes=(replace(last.shapes[0], reps=group.shapes[0].reps),))
        else:
            found.append(group)
    return found


def _wants_reps(group: Group) -> bool:
    """A load whose reps nobody said, or of which none went."""
    shape = group.shapes[0]
    is_open = shape.reps is None or (shape.failed and shape.sets == 1 and not shape.reps)
    return len(group.shapes) == 1 and is_open and shape.weight is not None and shape.rpe is None


def _is_reps_alone(group: Group) -> bool:
    shape = group.shapes[0]
    return len(group.shapes) == 1 and shape.weight is None and shape.sets == 1 and shape.reps is not None


def _failures(tokens: Sequence[Token]) -> list[Failure]:
    found: list[Failure] = []
    if _FIRSTS.isdisjoint([token.text for token in tokens]):
        return found
    texts = [token.text for token in tokens]
    for at in range(len(texts)):
        length = phrase_at(tokens, at, _FAILURES)
        if length and not (at and texts[at - 1] in _DENIED):
            found.append(_detailed(texts, at, at + length))
    return found


def _detailed(texts: Sequence[str], start: int, stop: int) -> Failure:
    """missed the last rep, failed on rep 4, failed the 6th."""
    missed, what, place = None, "", stop
    while place < len(texts) and (texts[place] in _AFTER or texts[place] in _ORDINALS or texts[place].isdecimal()):
        if texts[place] in {"rep", "set", "one"} and texts[place - 1] == "last":
            what, stop = ("set" if texts[place] == "set" else "rep"), place + 1
        elif texts[place] in _ORDINALS:
            missed, stop = _ORDINALS[texts[place]], place + 1
        elif texts[place].isdecimal():
            if len(texts[place]) > 2 or texts[place - 1] not in words.REPS | {"at"}:
                break
            if texts[place - 1] == "at":
                return _failed_at(texts, start, stop, place, what)
            missed, stop = int(texts[place]), place + 1
        place += 1
    return Failure(start, stop, missed, what, is_of_plan=missed is None and texts[start] in _OF_PLAN)


def _failed_at(texts: Sequence[str], start: int, stop: int, place: int, what: str) -> Failure:
    """Missed the last set at 3: three were done. Failed at 3: before it or behind it, so that is not known."""
    if texts[place + 1 : place + 2] == ["x"]:
        return Failure(start, stop)
    if what == "set":
        return Failure(start, place + 1, what=what, done=int(texts[place]))
    return Failure(start, place + 1, what="unsaid")


def _missed(shapes: Sequence[Shape], failure: Failure) -> list[Shape]:
    """The last set of *shapes* failed; what was done of it is what was said."""
    *others, last = shapes
    reps = last.reps
    if failure.missed is not None and (reps is None or failure.missed <= reps + 1):
        reps = failure.missed - 1
    elif failure.done is not None or failure.what in {"set", "unsaid"}:
        reps = failure.done
    elif others and reps and (others[-1].reps or 0) > reps:
        pass  # 5,5,4 missed the last rep: four were done
    elif reps and (failure.what == "rep" or reps == 1):  # a single that failed is none
        reps -= 1
    elif failure.is_of_plan and reps:
        reps = None  # 190x5 missed: how many were done was not said
    before = [replace(last, sets=last.sets - 1)] if last.sets > 1 else []
    return [*others, *before, replace(last, sets=1, reps=reps, failed=True)]


def _wanted(sheet: Sheet, group: Group) -> Group:
    """What was missed: its reps were wanted, unless it is said how many were got."""
    said = {sheet.raw(at).text for at in range(group.start, group.stop)}
    if said & GOT:
        return replace(group, shapes=tuple(replace(shape, failed=True) for shape in group.shapes))
    return replace(group, shapes=tuple(_unknown(shape) for shape in group.shapes))


def _unknown(shape: Shape) -> Shape:
    """missed 225x5: five were wanted, and how many were done was not said."""
    return replace(shape, reps=None, failed=True)


def _behind_failure(sheet: Sheet, failure: Failure) -> int:
    place = failure.stop
    while place < failure.stop + _AFTER_WORDS and _leads_on(sheet, place):
        place += 1
    return place


def _leads_on(sheet: Sheet, at: int) -> bool:
    """A word between "missed" and what was missed; the name of the lift is one, and stands hidden by now."""
    is_name = not sheet.is_free(at) and not sheet.is_read(at) if at < len(sheet) else False
    return sheet.raw(at).text in _AFTER - {","} or is_name


def _attempt_behind(sheet: Sheet, reader: GroupReader, failure: Failure) -> Group | None:
    """missed last rep at 245, failed 225."""
    return _attempt_at(sheet, reader, _behind_failure(sheet, failure), failure)


def _attempt_at(sheet: Sheet, reader: GroupReader, at: int, failure: Failure) -> Group | None:
    """A load that was tried and did not go, as often as was said: 0 reps unless a later one was missed."""
    found = reader.reader(at).likely_weight(at)
    if not found or not (found[0].sure or found[0].amount > HEAVIER_THAN_SETS):
        return None
    said = (*sheet.texts(at, failure.start), *sheet.texts(found[1], found[1] + _TWICE_WITHIN))
    times = next((words.HOW_OFTEN[text] for text in said if text in words.HOW_OFTEN), 1)
    for place in range(found[1], failure.start):
        value = sheet[place].value
        if sheet[place + 1].text == "times" and value is not None and value % 1 == 0:
            times = int(value)
    missed = failure.missed or _missed_behind(sheet, found[1])
    reps = missed - 1 if missed else None if failure.what else 0
    sheet.take(at, found[1])
    return Group(at, found[1], reader.exercise_at(at), (Shape(found[0], reps, times, failed=True),))


def _missed_behind(sheet: Sheet, at: int) -> int | None:
    """Failed 275 squat on rep 3."""
    for place in range(at, at + _MISSED_WITHIN):
        if sheet[place].text in _ORDINALS and sheet[place + 1].text == "rep":
            missed = _ORDINALS[sheet[place].text]
            sheet.take(place, place + 2)
            return missed
        value = sheet[place + 1].value
        if sheet[place].text == "rep" and value is not None and value % 1 == 0 and value >= 1:
            sheet.take(place, place + 2)
            return int(value)
    return None


def _last_set(sheet: Sheet, failure: Failure, ends: dict[int, int]) -> int | None:
    """Where the sets begin that end last before the failure, unless a free load stands between."""
    for place in _back(sheet, failure):
        if place in ends:
            return ends[place]
        if _is_load(sheet, place - 1):
            return None
    return None


def _last_load(sheet: Sheet, failure: Failure) -> int | None:
    """The nearest free load before the failure."""
    return next((place - 1 for place in _back(sheet, failure) if _is_load(sheet, place - 1)), None)


def _back(sheet: Sheet, failure: Failure) -> Iterator[int]:
    """The places before the failure, nearest first, in its line."""
    for place in range(failure.start, max(-1, failure.start - _BEFORE_WORDS - 1), -1):
        yield place
        if sheet.raw(place - 1).text == "\n":
            return


def _is_load(sheet: Sheet, at: int) -> bool:
    is_number = sheet[at].value is not None and sheet[at].text not in words.HOW_OFTEN
    return is_number and sheet[at + 1].text not in words.NOT_LOADS


def with_got(sheet: Sheet, groups: Sequence[Group]) -> list[Group]:
    """*groups* with what was really done: 225x5 but only got 3; 185x5+, got 9; planned 225x5, got 225x3."""
    if not sheet.has_any(GOT | WANTED):
        return list(groups)
    found: list[Group] = []
    for group in groups:
        behind = group.stop
        while _is_name_behind(sheet, behind):
            behind += 1
        done = got(sheet, behind)
        last = group.shapes[-1]
        if done is None:
            found.append(_against_plan(sheet, group, behind))
            continue
        if last.reps is None:  # amrap, got 9
            sheet.take(group.stop, done[1])
            found.append(replace(group, shapes=(*group.shapes[:-1], replace(last, reps=done[0].reps))))
            continue
        before = [replace(last, sets=last.sets - 1)] if last.sets > 1 else []
        real = replace(last, sets=1, reps=done[0].reps, failed=done[0].reps < last.reps)
        sheet.take(group.stop, done[1])
        found.append(replace(group, shapes=(*group.shapes[:-1], *before, real)))
    return found


def _is_name_behind(sheet: Sheet, at: int) -> bool:
    """205 amrap on bench, got 9."""
    is_name = at < len(sheet) and not sheet.is_free(at) and not sheet.is_read(at)
    return is_name or (sheet[at].text == "on" and at + 1 < len(sheet) and not sheet.is_free(at + 1))


def _against_plan(sheet: Sheet, group: Group, behind: int) -> Group:
    first = group.shapes[0]
    if first.weight is None or first.reps is None:
        return group
    wanted = wanted_behind(sheet, behind)
    if wanted is not None and len(group.shapes) == 1 and first.sets == 1 and wanted > first.reps:
        return replace(group, shapes=(replace(first, failed=True),))
    if not is_short_of_plan(sheet, group.start, first.weight.amount, first.reps):
        return group
    return replace(group, shapes=(replace(first, failed=True), *group.shapes[1:]))
