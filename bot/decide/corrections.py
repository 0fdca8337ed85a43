"""Taking back and putting right: undo, an edited message, "that was 195"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain

from bot.decide.asks import sets_asked_about, waiting
from bot.decide.coaching import Coaching, coach, lifts_of
from bot.decide.log import flag_id, planned
from bot.decide.scene import Answer, Decision, Scene, blank, reply, say
from bot.message import Said
from bot.parse.facts import Parsed, SaidSet
from bot.parse.limits import set_refusal
from bot.wording import (
    NOT_UNDERSTOOD,
    NOTHING_TO_CORRECT,
    NOTHING_TO_UNDO,
    PERHAPS_UNDONE,
    UNDO_OF_A_WARNING,
    WARNING_UNDONE,
    dropped,
    no_such_lift,
    show_lifts,
    undone,
)
from storage.records import Button, Entry, Flag, Lift, Memory, Readiness, SetKind, row_id


def forgetting(memory: Memory, message: str) -> Memory:
    """*memory* as it would be without that message and what it was answered: what an edit starts from."""
    sources = {message, *(one.source for one in _remembered(memory) if one.message == message)}
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
    )


def _remembered(memory: Memory) -> tuple[Entry | Readiness, ...]:
    return (*chain.from_iterable(memory.history.values()), *memory.latest, *memory.readiness)


# ── undo ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def undo(scene: Scene) -> Decision:
    """Take back what was said last: the question that it left, or all that its message had logged."""
    memory, ask, said_at = scene.memory, waiting(scene), _latest_said_at(scene.memory)
    if ask is not None and (said_at is None or ask.asked_at > said_at):
        changes = replace(blank(scene), answered_ask=True)
        words = dropped(sets_asked_about(ask, scene), scene.exercises, scene.unit)
        return Decision(say(scene, changes, Answer([words])))
    if (flag := _newer_warning(memory, said_at)) is not None:
        return reply(scene, UNDO_OF_A_WARNING, (Button("I'm cleared to train it", f"clear:{flag.id}"),))
    if memory.latest_message is None:
        return reply(scene, NOTHING_TO_UNDO)
    changes = replace(blank(scene), undo=(memory.latest_message,), answered_ask=True)
    return Decision(say(scene, changes, Answer([_undone(scene)])))


def _undone(scene: Scene) -> str:
    lifts = [entry.lift for entry in scene.memory.latest]
    return undone(lifts, scene.exercises, scene.unit, warned=bool(_raised_with_latest(scene.memory)))


def _latest(memory: Memory) -> tuple[Entry | Readiness, ...]:
    """What the newest message logged, as far as it is remembered: readiness only of today."""
    return (*memory.latest, *(r for r in memory.readiness if r.message == memory.latest_message))


def _latest_said_at(memory: Memory) -> datetime | None:
    return max((one.said_at for one in _latest(memory)), default=None)


def _raised_with_latest(memory: Memory) -> list[Flag]:
    """The warning signs of that message."""
    sources = {one.source for one in _latest(memory)}
    return [flag for flag in memory.flags if flag.id in {flag_id(source, flag.exercise) for source in sources}]


def _newer_warning(memory: Memory, said_at: datetime | None) -> Flag | None:
    """An open flag that came after all that was logged: an undo that passed over it would take back a good set."""
    own = _raised_with_latest(memory)
    alone = [f for f in memory.flags if f.cleared_at is None and f not in own]
    return next((f for f in reversed(alone) if said_at is None or f.raised_at > said_at), None)


# ── an edited message ──────────────────────────────────────────────────────────────────────────────────────────────


def as_edit(said: Said, decision: Decision, scene: Scene) -> Decision:
    """*decision* about an edited message, which takes back all that the message had brought, and says so.

    A question that waits may be the message's own, so it is done with too: a set that nobody means is worse.
    """
    changes = decision.changes
    line = "" if said.message in changes.undo or _logs(decision) else _taken_back(said, scene)
    undo = tuple(dict.fromkeys((said.message, *changes.undo)))
    edited = replace(decision, changes=replace(changes, undo=undo, answered_ask=True))
    return _beginning_with(line, edited) if line else edited


def _logs(decision: Decision) -> bool:
    changes = decision.changes
    return bool(changes.entries or changes.readiness or changes.flags)


def _taken_back(said: Said, scene: Scene) -> str:
    if scene.memory.latest_message == said.message:
        return _undone(scene)
    if any(flag.id == flag_id(said.message, flag.exercise) for flag in scene.memory.flags):
        return WARNING_UNDONE
    said_at = _latest_said_at(scene.memory)
    return PERHAPS_UNDONE if scene.memory.latest_message and (said_at is None or said.sent_at <= said_at) else ""


def _beginning_with(line: str, decision: Decision) -> Decision:
    first, *others = decision.changes.outbox
    outbox = (replace(first, text=f"{line}\n{first.text}"), *others)
    case = replace(decision.case, shown=f"{line}\n{decision.case.shown}") if decision.case else None
    return Decision(replace(decision.changes, outbox=outbox), case)


# ── a correction in words ──────────────────────────────────────────────────────────────────────────────────────────


def correct(said: Said, parsed: Parsed, scene: Scene) -> Decision:
    """Change one set of the newest message as said. It is as if that message had been edited: all else of it stays."""
    old, message = scene.memory.latest, scene.memory.latest_message
    if parsed.refused or len(parsed.sets) != 1:
        return reply(scene, "\n".join(parsed.refused) or NOT_UNDERSTOOD)
    if message is None or not old:
        return reply(scene, NOTHING_TO_CORRECT if message else NOTHING_TO_UNDO)
    patch = parsed.sets[0]
    place = _place(old, patch, scene)
    if place is None:
        return reply(scene, no_such_lift(scene.exercises[patch.exercise or scene.named[0]]))
    without = replace(scene, memory=forgetting(scene.memory, message))
    lift = _patched(old[place], patch, without)
    if wrong := _refusal(lift, scene):
        return reply(scene, wrong)
    lifts = [lift if n == place else entry.lift for n, entry in enumerate(old)]
    entries = tuple(replace(e, source=said.source, place=n, lift=lifts[n]) for n, e in enumerate(old))
    return _corrected(said, entries, message, without, scene)


def _corrected(said: Said, entries: tuple[Entry, ...], message: str, without: Scene, scene: Scene) -> Decision:
    readiness = next((r for r in scene.memory.readiness if r.message == message), None)
    kept = replace(readiness, source=said.source) if readiness else None
    changes = replace(
        blank(scene),
        message=message,
        undo=(message,),
        entries=entries,
        readiness=kept,
        flags=tuple(replace(f, id=flag_id(said.source, f.exercise)) for f in _raised_with_latest(scene.memory)),
    )
    answer = Answer([f"Corrected: {show_lifts([e.lift for e in entries], scene.exercises, scene.unit)}."])
    return coach(Coaching(without, changes, answer, said.text, lifts_of(entries)), entries, kept)


def _place(old: Sequence[Entry], patch: SaidSet, scene: Scene) -> int | None:
    """Which set is meant: the last of the lift that is named, else the last of all; None: one of another message."""
    lift = patch.exercise or next(iter(scene.named), None)
    places = [n for n, entry in enumerate(old) if lift in (None, entry.lift.exercise)]
    if places:
        return places[-1]
    return len(old) - 1 if _is_renamed(old, patch, scene) else None


def _is_renamed(old: Sequence[Entry], patch: SaidSet, scene: Scene) -> bool:
    """Whether the lift was wrong, rather than the numbers of a set of it that another message logged on that day."""
    if patch.exercise is None:
        return False
    day = [entry for entry in scene.memory.history.get(patch.exercise, ()) if entry.on == old[-1].on]
    return not day or (patch.load is None and patch.reps is None)


def _patched(entry: Entry, patch: SaidSet, scene: Scene) -> Lift:
    old = entry.lift
    exercise = patch.exercise or old.exercise
    new = replace(
        old,
        exercise=exercise,
        load=patch.load if patch.load is not None else old.load,
        reps=old.reps if patch.reps is None else patch.reps,
        sets=patch.sets if patch.sets > 1 or (patch.load is None and patch.reps is None) else old.sets,
        rpe=patch.rpe if patch.rpe is not None else old.rpe,
        kind=SetKind.WORK if _is_made(old, patch.reps) else old.kind,
        bodyweight=scene.exercises[exercise].bodyweight,
    )
    return new if exercise == old.exercise else replace(new, planned=planned(new, entry.on, entry.said_at, scene))


def _is_made(old: Lift, reps: int | None) -> bool:
    """Whether a set that was missed had all its reps after all."""
    return old.kind is SetKind.FAILED and old.planned is not None and reps is not None and reps >= old.planned.reps


def _refusal(lift: Lift, scene: Scene) -> str | None:
    said = SaidSet(exercise=lift.exercise, load=lift.load, reps=lift.reps, sets=lift.sets)
    return set_refusal(said, scene.exercises[lift.exercise])
