"""A line of chat to facts. Pure: no clock, no user, no I/O; linear in the length of the text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.parse import intent, limits, scope, words
from bot.parse.again import read_again
from bot.parse.alone import loads_alone
from bot.parse.attempts import with_attempts
from bot.parse.correction import Correction, correction
from bot.parse.facts import Again, Intent, Parsed, SaidSet, Which
from bot.parse.group import Group
from bot.parse.groups import GroupReader
from bot.parse.mended import mended
from bot.parse.names import Mention, mentions
from bot.parse.numbers import with_numbers
from bot.parse.outcome import with_failures, with_got, with_reps_behind
from bot.parse.owners import exercise_of
from bot.parse.patch import read_patch
from bot.parse.rated import with_efforts
from bot.parse.readiness import read_readiness
from bot.parse.rounds import with_rounds
from bot.parse.said import said_sets
from bot.parse.sheet import Sheet
from bot.parse.tokens import Token, tokenize
from bot.parse.voice import as_spoken
from bot.parse.warmups import warm_ups
from bot.parse.weights import lifted_body
from knowledge.exercise import Exercises
from knowledge.red_flags import RedFlags
from knowledge.units import Load, Unit

_ASSISTED_WITHIN: Final = 9  # tokens on either side of the sets
_AGAIN: Final = words.set_of("same again weight one more")
_NUMBER_WORDS: Final = words.PLATES | words.NAMED_REPS.keys() | {"bar"}
_PROGRAMMES: Final = words.set_of("531 5/3/1 bbb")  # 5/3/1 and its boring but big sets; no plates make 531
_LABEL_MARKS: Final = frozenset(".):")
_NOTHING_ELSE: Final = words.FILLERS | _AGAIN


@dataclass(frozen=True, slots=True)
class Read:
    """What a message says, and the sheet on which it was read."""

    parsed: Parsed
    sheet: Sheet
    named: tuple[Mention, ...]
    not_done: tuple[range, ...]  # what speaks of plans, questions, denials or other people


def parse(text: str, exercises: Exercises, red_flags: RedFlags, unit: Unit) -> Parsed:
    """Read *text*; a bare load is in *unit*. What no rule takes is in ``rest``, in order. Takes any text.

    A load or an exercise that was not said is None; nothing is guessed. Of two plausible readings the convention is
    taken, and the other is ``otherwise``: 225x3x5 is load x reps x sets.
    """
    return read(text, exercises, red_flags, unit).parsed


def read(text: str, exercises: Exercises, red_flags: RedFlags, unit: Unit) -> Read:
    """The same, with how it was read."""
    tokens = with_numbers(as_spoken(tokenize(text)))
    if sum(token.value is not None for token in tokens) > limits.MOST_NUMBERS:
        return _too_long(text, tokens, red_flags)
    named = mentions(tokens, exercises)
    sheet = Sheet(tokens)
    flag = red_flags.red_flag(text)
    sheet.stage = "correction"
    corrected = None if flag else correction(sheet, named)  # pain is heard first, and nothing is changed beside it
    hidden = () if corrected else tuple(scope.not_done(tokens, named))
    for part in hidden:
        sheet.hide(part.start, part.stop)
    sheet.stage = "label"
    _take_labels(sheet)
    ready = read_readiness(sheet, unit)
    told = _told(sheet, named, corrected, exercises, unit)
    refused = (*told.refused, *ready.refused, *scope.account_refusal(tokens))
    heard = intent.Heard(
        sets=told.sets,
        is_fact=bool(told.sets) or told.again is not None or ready.is_told,
        is_refused=bool(refused),
        is_danger=flag is not None,
        is_correction=corrected is not None,
        is_talk=bool(hidden),
    )
    decided = intent.decided(heard, sheet, named)
    parsed = Parsed(
        sets=told.sets,
        sleep_minutes=ready.sleep_minutes,
        soreness=ready.soreness,
        soreness_site=ready.soreness_site,
        energy=ready.energy,
        stress=ready.stress,
        body_weight=ready.body_weight or told.body_weight,
        intent=decided.intent,
        also=decided.also,
        danger=flag.danger if flag else None,
        danger_words=flag.words if flag else None,
        again=told.again,
        which=told.which,
        unit_only=told.unit_only,
        delete_last=told.deletes,
        when=decided.when,
        refused=refused,
        unread=sheet.unread(),
        rest=sheet.rest(),
    )
    return Read(parsed, sheet, named, hidden)


def _too_long(text: str, tokens: tuple[Token, ...], red_flags: RedFlags) -> Read:
    """A message with more numbers than anybody says at once: only a warning sign is looked for."""
    flag, sheet = red_flags.red_flag(text), Sheet(tokens)
    parsed = Parsed(
        intent=Intent.PAIN if flag else Intent.GARBAGE,
        danger=flag.danger if flag else None,
        danger_words=flag.words if flag else None,
        refused=(limits.TOO_MANY_NUMBERS,),
        rest=sheet.rest(),
    )
    return Read(parsed, sheet, (), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """The sets that were said, or what puts one right, or what repeats one."""

    sets: tuple[SaidSet, ...] = ()
    refused: tuple[str, ...] = ()
    again: Again | None = None
    which: Which | None = None
    unit_only: Unit | None = None
    deletes: bool = False
    body_weight: Load | None = None  # said among the sets: pull-ups bw 80 x 8


def _told(
    sheet: Sheet, named: Sequence[Mention], corrected: Correction | None, exercises: Exercises, unit: Unit
) -> _Told:
    sheet.stage = "set"
    again = None if corrected or named else read_again(sheet, unit)
    if again is not None:
        sets, refused = _possible(_sets_again(again), exercises)
        return _Told(again=None if refused else again, sets=sets, refused=refused)
    reader = _group_reader(sheet, named, exercises, unit)
    groups = with_failures(sheet, reader, with_got(sheet, [*reader.groups()]))
    if corrected and not any(_is_whole(group) for group in groups):
        for group in groups:
            sheet.give_back(group.start, group.stop)
        sheet.show(corrected.start)
        return _put_right(sheet, named, corrected, exercises, unit)
    sets, refused = _possible(_said(sheet, named, reader, groups, exercises, unit), exercises)
    weighed = _lifted_body(sheet, groups, exercises, unit)
    return _Told(sets=sets, refused=refused, which=corrected.which if corrected else None, body_weight=weighed)


def _lifted_body(sheet: Sheet, groups: Sequence[Group], exercises: Exercises, unit: Unit) -> Load | None:
    own = [group for group in groups if group.exercise is None or exercises[group.exercise].bodyweight]
    places = (at for group in own for at in range(group.start, group.stop))
    found = (weighed[0] for at in places if (weighed := lifted_body(sheet, at, unit)))
    return next((load for load in found if not limits.body_weight_refusal(load)), None)


def _sets_again(again: Again) -> tuple[SaidSet, ...]:
    """What was said of the set that is repeated: its reps; nothing where all stays as it was."""
    if again.reps is None:
        return ()
    return (SaidSet(exercise=None, load=again.load, reps=again.reps, sets=again.sets, rpe=again.rpe),)


def _is_whole(group: Group) -> bool:
    """4x3, 190x5, 5 sets of 3: more than one value, so read as a set and not as values one by one."""
    shape = group.shapes[0]
    return (shape.weight is not None and shape.reps is not None) or shape.sets > 1 or group.exercise is not None


def _put_right(
    sheet: Sheet, named: Sequence[Mention], corrected: Correction, exercises: Exercises, unit: Unit
) -> _Told:
    if corrected.deletes:
        return _Told(deletes=True, which=corrected.which)
    patch = read_patch(sheet, corrected.start, named, unit)
    if corrected.which and corrected.which.exercise and patch.exercise is None:
        patch.exercise = corrected.which.exercise
    said = patch.said()
    if said and said.exercise and exercises[said.exercise].bodyweight:
        said = replace(said, bodyweight=True)
    sets, refused = _possible((said,) if said else (), exercises)
    return _Told(sets=sets, refused=refused, which=corrected.which, unit_only=patch.unit if said is None else None)


def _group_reader(sheet: Sheet, named: Sequence[Mention], exercises: Exercises, unit: Unit) -> GroupReader:
    is_number = [token.value is not None or token.text in _NUMBER_WORDS for token in sheet.unread_tokens()]
    of = exercise_of(sheet.tokens, [mention for mention in named if not sheet.is_read(mention.start)], is_number)
    visible = [mention for mention in named if sheet.is_free(mention.start)]
    for mention in named:
        sheet.hide(mention.start, mention.stop)
    return GroupReader(sheet, visible, of, exercises, unit)


def _said(
    sheet: Sheet,
    named: Sequence[Mention],
    reader: GroupReader,
    groups: Sequence[Group],
    exercises: Exercises,
    unit: Unit,
) -> tuple[SaidSet, ...]:
    groups = mended(sheet, reader, groups)
    groups = sorted([*groups, *loads_alone(sheet, reader, reader.named)], key=lambda group: group.start)
    groups = with_efforts(sheet, with_reps_behind(with_attempts(sheet, groups)))
    groups = with_rounds(sheet, groups)
    sheet.stage = "warm-up"
    warm = warm_ups(sheet, groups)
    groups = _warmed_up_for(groups, warm)
    sheet.stage = "assistance"
    assisted = frozenset(place for place, group in enumerate(groups) if _is_assisted(sheet, group))
    sheet.stage = "lift"
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
    if not sheet.has_any(words.ASSISTANCE):
        return False
    near = range(group.start - _ASSISTED_WITHIN, group.stop + _ASSISTED_WITHIN)
    found = [at for at in near if sheet.raw(at).text in words.ASSISTANCE]
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
    is_all = all(sheet[at].text in _NOTHING_ELSE or not sheet[at].is_word for at in range(len(sheet)))
    found: list[Group] = []
    for group in groups:
        if is_all or group.exercise or any(shape.weight for shape in group.shapes):
            found.append(group)
        else:
            sheet.give_back(group.start, group.stop)
    return found


def _take_labels(sheet: Sheet) -> None:
    """1. bench, 2) squat, set 3: the numbers of a list count nothing."""
    for at in range(len(sheet)) if sheet.has_any(_PROGRAMMES) else ():
        if sheet[at].text in _PROGRAMMES:
            sheet.take(at, at + 1)
    if not sheet.has_any(_LABEL_MARKS):
        return
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
