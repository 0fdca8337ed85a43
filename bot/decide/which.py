"""Which set a correction or a deletion is about, found among the newest of one day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.decide.scene import Scene, day_refusal, day_said, local_day
from bot.message import Said
from bot.parse.facts import Parsed, SaidSet, Which
from bot.wording import NO_SET_YET, NOTHING_TO_CORRECT, no_such_lift, no_such_number, no_such_numbers
from knowledge.exercise import ExerciseId
from storage.records import Entry, Lift

NOTHING = SaidSet(exercise=None, load=None, reps=None)  # a change of none of its parts


@dataclass(frozen=True, slots=True)
class Meant:
    """An entry; *at*: only that one of its sets, counted from 0. It is one of several then."""

    entry: Entry
    at: int | None = None


def patch_of(parsed: Parsed) -> SaidSet:
    """What a correction changes of a set; a change of its unit alone is none of them."""
    return parsed.sets[0] if parsed.sets else NOTHING


def says_nothing(patch: SaidSet) -> bool:
    """Whether *patch* changes at most the lift and the number of sets: 1 is what a patch says that says none."""
    return replace(patch, exercise=None, sets=1, bodyweight=False) == NOTHING


def meant(parsed: Parsed, scene: Scene) -> Meant | str:
    """What *parsed* is about, or the sentence that says why there is no such set."""
    scene = _replied_to(scene) if entries_replied(scene) else _as_it_stood(scene)
    day = _day(parsed, scene)
    if not day:
        return NOTHING_TO_CORRECT if scene.memory.latest_message else NO_SET_YET
    which, patch = parsed.which or Which(), patch_of(parsed)
    lift = which.exercise or patch.exercise or next(iter(scene.named), None)
    own = [entry for entry in day if lift in (None, entry.lift.exercise)]
    if lift is not None and not own:
        is_name_alone = patch.exercise == lift and says_nothing(patch)
        own = [] if is_name_alone or parsed.when else _told_today(lift, scene)
        if not own and patch.exercise != lift:
            return no_such_lift(scene.exercises[lift], day[-1].on)
    if not own:
        own, lift = list(day), None  # none has that name: one of them gets it
    if which.number is not None:
        return _numbered(which.number, own, lift or own[-1].lift.exercise, scene)
    if which.was:
        return _with_numbers(which.was, own, patch)
    return _newest(own, day, lift, patch, scene)


def _as_it_stood(scene: Scene) -> Scene:
    """*scene* with the sets that stood when the message was written: an edit of it comes later, and means no others."""
    memory, said_at = scene.memory, scene.incoming.sent_at
    recent = tuple(entry for entry in memory.recent if entry.said_at <= said_at)
    if recent == memory.recent:
        return scene
    latest = tuple(entry for entry in recent if entry.message == recent[-1].message)
    return replace(scene, memory=replace(memory, recent=recent, latest=latest))


def entries_replied(scene: Scene) -> tuple[Entry, ...]:
    """The sets that our answer had logged to which the message is a reply; empty where it is none."""
    said = scene.incoming
    return scene.memory.replied_entries if isinstance(said, Said) and said.answers else ()


def _replied_to(scene: Scene) -> Scene:
    """*scene* as if those sets were all."""
    replied = entries_replied(scene)
    latest = tuple(entry for entry in replied if entry.message == replied[-1].message)
    memory = replace(scene.memory, recent=replied, latest=latest, latest_message=replied[-1].message)
    return replace(scene, memory=memory)


def _told_today(lift: ExerciseId, scene: Scene) -> list[Entry]:
    """The sets of a lift that were told today, of its newest day, where the newest set of all has another."""
    told = [e for e in scene.memory.recent if local_day(e.said_at, scene.person) == scene.said_on]
    own = [entry for entry in told if entry.lift.exercise == lift]
    return [entry for entry in own if entry.on == own[-1].on]


def _day(parsed: Parsed, scene: Scene) -> Sequence[Entry]:
    """The sets of the day that is named, else of the day of the newest set, oldest first."""
    recent = scene.memory.recent
    if not recent or day_refusal(parsed.when, scene.said_on):
        return ()
    on = day_said(parsed.when, scene.said_on) if parsed.when else recent[-1].on
    return [entry for entry in recent if entry.on == on]


def _numbered(number: int, own: Sequence[Entry], lift: ExerciseId, scene: Scene) -> Meant | str:
    counted = [
        Meant(entry, at if entry.lift.sets > 1 else None)
        for entry in own
        if entry.lift.exercise == lift
        for at in range(entry.lift.sets)
    ]
    place = number - 1 if number > 0 else number
    if number == 0 or not -len(counted) <= place < len(counted):
        return no_such_number(scene.exercises[lift], len(counted), own[-1].on)
    return counted[place]


def _with_numbers(was: Sequence[Decimal], own: Sequence[Entry], patch: SaidSet) -> Meant | str:
    """The newest entry whose changed parts were said to be those numbers, else the newest that has them at all."""
    wrong = {abs(number) for number in was}
    parts_of: tuple[Callable[[Lift], set[Decimal]], ...] = (lambda lift: _changed(lift, patch), _numbers)
    for parts in parts_of:
        if found := next((entry for entry in reversed(own) if wrong <= parts(entry.lift)), None):
            return Meant(found)
    return no_such_numbers(was, own[-1].on)


def _numbers(lift: Lift) -> set[Decimal]:
    counts = (lift.sets, lift.hold_seconds if lift.hold_seconds is not None else lift.reps)
    return {abs(lift.load.amount), *map(Decimal, counts), *([lift.rpe] if lift.rpe is not None else [])}


def _changed(lift: Lift, patch: SaidSet) -> set[Decimal]:
    """The numbers of *lift* in whose place *patch* has others."""
    pairs = (
        (patch.load, abs(lift.load.amount)),
        (patch.reps, Decimal(lift.reps)),
        (patch.hold_seconds, Decimal(lift.hold_seconds or 0)),
        (patch.rpe, lift.rpe),
        (patch.sets > 1 or None, Decimal(lift.sets)),
    )
    return {old for new, old in pairs if new is not None and old is not None}


def _newest(
    own: Sequence[Entry], day: Sequence[Entry], lift: ExerciseId | None, patch: SaidSet, scene: Scene
) -> Meant | str:
    """The last set of the lift that is named, else of the newest message. A name alone renames that one."""
    latest = max((entry for entry in scene.memory.latest if entry in day), key=lambda e: e.place, default=None)
    only_name = patch.exercise == lift and patch.sets == 1 and says_nothing(patch)
    if lift is not None and not (only_name and latest is not None and own[-1].message != latest.message):
        return Meant(own[-1])
    if latest is None and day[-1] is not scene.memory.recent[-1]:
        return Meant(day[-1])
    return Meant(latest) if latest is not None else NOTHING_TO_CORRECT


# ── what stands in the place of what was meant ─────────────────────────────────────────────────────────────────────


def replaced(found: Meant, lift: Lift | None, source: str, scene: Scene) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The entries that go, and those that come, with *lift* in the place of what was meant; None: without it.

    All stay in the order in which they were done, so where one entry becomes several, those behind it in its message
    move up.
    """
    old = found.entry
    lifts = _pieces(found, lift)
    behind = [e for e in scene.memory.recent if e.message == old.message and e.place > old.place]
    moved = behind if len(lifts) > 1 else []
    come = [replace(old, lift=piece, note=old.note if n == 0 else "") for n, piece in enumerate(lifts)]
    new = (replace(entry, source=source, place=old.place + n) for n, entry in enumerate([*come, *moved]))
    return (old, *moved), tuple(new)


def _pieces(found: Meant, lift: Lift | None) -> list[Lift]:
    old = found.entry.lift
    if found.at is None:
        return [lift] if lift else []
    if lift is None:
        return [replace(old, sets=old.sets - 1)]
    before, after = found.at, old.sets - found.at - 1
    return [
        *([replace(old, sets=before)] if before else []),
        lift,
        *([replace(old, sets=after)] if after else []),
    ]
