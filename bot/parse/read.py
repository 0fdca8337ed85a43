"""A line of chat to facts. Pure: no clock, no user, no I/O; linear in the length of the text."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.parse import intent, limits, scope, words
from bot.parse.correction import Correction, correction, patch
from bot.parse.facts import Parsed, SaidSet
from bot.parse.groups import Group, GroupReader
from bot.parse.names import Mention, mentions
from bot.parse.numbers import with_numbers
from bot.parse.outcome import with_failures, with_got
from bot.parse.owners import exercise_of
from bot.parse.readiness import read_readiness
from bot.parse.said import said_sets
from bot.parse.sheet import Sheet
from bot.parse.tokens import tokenize
from bot.parse.warmups import warm_ups
from knowledge.exercise import Exercises
from knowledge.red_flags import RedFlags
from knowledge.units import Unit

_ASSISTANCE: Final = words.set_of("assisted assist assistance assisting")
_ASSISTED_WITHIN: Final = 5  # tokens on either side of the sets
_AGAIN: Final = words.set_of("same again weight one more")
_NUMBER_WORDS: Final = words.PLATES | words.NAMED_REPS.keys()


def parse(text: str, exercises: Exercises, red_flags: RedFlags, unit: Unit) -> Parsed:
    """Read *text*; a bare load is in *unit*. What no rule takes is in ``rest``, in order. Takes any text.

    A load or an exercise that was not said is None; nothing is guessed. Of two plausible readings the convention is
    taken: 225x3x5 is load x reps x sets.
    """
    tokens = with_numbers(tokenize(text))
    named = mentions(tokens, exercises)
    sheet = Sheet(tokens)
    corrected = correction(sheet, named)
    hidden = () if corrected else tuple(scope.not_done(tokens, named))
    for part in hidden:
        sheet.hide(part.start, part.stop)
    _take_labels(sheet)
    flag = red_flags.red_flag(text)
    ready = read_readiness(sheet, unit)
    sets, refused = _possible(_sets(sheet, named, corrected, exercises, unit), exercises)
    parsed = replace(
        ready,
        sets=sets,
        refused=(*refused, *ready.refused, *scope.account_refusal(tokens)),
        danger=flag.danger if flag else None,
        danger_words=flag.words if flag else None,
        delete_last=bool(corrected and corrected.deletes and not sets),
    )
    parsed = intent.decided(parsed, sheet, is_correction=corrected is not None, is_talk=bool(hidden))
    return replace(parsed, rest=sheet.rest())


def _sets(
    sheet: Sheet, named: Sequence[Mention], corrected: Correction | None, exercises: Exercises, unit: Unit
) -> tuple[SaidSet, ...]:
    is_number = [
        not sheet.is_read(at) and (token.value is not None or token.text in _NUMBER_WORDS)
        for at, token in enumerate(sheet.tokens)
    ]
    of = exercise_of(sheet.tokens, named, is_number)
    visible = [mention for mention in named if sheet.is_free(mention.start)]
    for mention in named:
        sheet.hide(mention.start, mention.stop)
    reader = GroupReader(sheet, visible, of, exercises, unit)
    groups = with_failures(sheet, reader, with_got(sheet, [*reader.groups()]))
    if corrected and not groups:
        sheet.show(corrected.start)
        found = patch(sheet, corrected.start, named, unit)
        is_change = found is not None and not (corrected.deletes and found.load is None and found.reps is None)
        return (found,) if found and is_change else ()
    groups = sorted([*groups, *reader.loads_alone(visible)], key=lambda group: group.start)
    warm = warm_ups(sheet, groups)
    groups = _warmed_up_for(groups, warm)
    assisted = frozenset(place for place, group in enumerate(groups) if _is_assisted(sheet, group))
    _take_names(sheet, named, groups)
    groups = _meant(sheet, groups)
    return tuple(said_sets(groups, warm=warm, assisted=assisted, exercises=exercises, unit=unit))


def _warmed_up_for(groups: Sequence[Group], warm: frozenset[int]) -> list[Group]:
    """A warm-up without a name is one for the next lift."""
    found: list[Group] = []
    lift = None
    for place, group in reversed(list(enumerate(groups))):
        lift = group.exercise or lift
        found.append(replace(group, exercise=lift) if place in warm else group)
    return found[::-1]


def _is_assisted(sheet: Sheet, group: Group) -> bool:
    near = range(group.start - _ASSISTED_WITHIN, group.stop + _ASSISTED_WITHIN)
    found = [at for at in near if sheet.raw(at).text in _ASSISTANCE]
    for at in found:
        sheet.take(at, at + 1)
    return bool(found)


def _take_names(sheet: Sheet, named: Sequence[Mention], groups: Sequence[Group]) -> None:
    """A name is understood where it has sets; in a question it stays."""
    lifted = {group.exercise for group in groups}
    for mention in named:
        if lifted.intersection(mention.ids):
            sheet.take(mention.start, mention.stop)


def _meant(sheet: Sheet, groups: Sequence[Group]) -> list[Group]:
    """The groups without those that name neither lift nor load, unless nothing else is said: a room is 12x14 too."""
    is_all = all(sheet[at].text in words.FILLERS | _AGAIN or not sheet[at].is_word for at in range(len(sheet)))
    found: list[Group] = []
    for group in groups:
        if is_all or group.exercise or any(shape.weight for shape in group.shapes):
            found.append(group)
        else:
            sheet.give_back(group.start, group.stop)
    return found


def _take_labels(sheet: Sheet) -> None:
    """1. bench, 2) squat, set 3: the numbers of a list count nothing."""
    for at in range(len(sheet)):
        if sheet[at].value is None:
            continue
        is_first = sheet[at - 1].text in {"", "\n"} and sheet[at + 1].text in {".", ")"} and sheet[at + 1].glued
        if is_first or (sheet[at - 1].text == "set" and sheet[at + 1].text in {":", ")"}):
            sheet.take(at - (sheet[at - 1].text == "set"), at + 2)


def _possible(sets: Sequence[SaidSet], exercises: Exercises) -> tuple[tuple[SaidSet, ...], tuple[str, ...]]:
    """The sets that can be, and why the others cannot."""
    found: list[SaidSet] = []
    refused: list[str] = []
    for said in sets:
        exercise = exercises[said.exercise] if said.exercise else None
        if why := limits.set_refusal(said, exercise):
            refused.append(why)
            continue
        if why := limits.rpe_refusal(said):
            refused.append(why)
        found.append(replace(said, rpe=None) if why else said)
    return tuple(found), tuple(refused)
