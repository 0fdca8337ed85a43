"""Taking back and putting right: undo, an edited message, "that was 195"."""

from dataclasses import replace
from datetime import datetime

from bot.decide.asks import sets_asked_about, waiting
from bot.decide.coaching import CLEARED_TO_TRAIN, Coaching, coach, lifts_of
from bot.decide.learned import TAKEN_BACK, newest_lesson, without_lesson_of
from bot.decide.log import flag_id, lifts_to_plan, log
from bot.decide.memory_without import without_sets
from bot.decide.patched import asked_put_right, patched, refusal
from bot.decide.put_back import put_back
from bot.decide.readiness import Mended, mended, remembering
from bot.decide.rest import REST_OVER, is_called_off
from bot.decide.scene import Answer, Decision, Scene, blank, local_day, reply, say
from bot.decide.uploads import UNDONE, is_import
from bot.decide.which import Meant, entries_replied, meant, replaced
from bot.languages import spoken
from bot.message import Said
from bot.parse.facts import Parsed, Which
from bot.wording import (
    NOT_UNDERSTOOD,
    NOTHING_TO_UNDO,
    PERHAPS_UNDONE,
    UNDO_OF_A_CLEARING,
    UNDO_OF_A_WARNING,
    WARNING_UNDONE,
    corrected,
    left_standing,
    logged,
    renamed,
    undone,
)
from bot.wording_parts import dropped
from knowledge.words import joined
from storage.records import Button, Entry, Flag, Lesson, Lift, Memory, Readiness

NUMBERS_WITH_SETS = 3  # "delete the 185x5x3" names all the sets; with fewer numbers one is meant


# ── undo ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def undo(scene: Scene) -> Decision:
    """Take back what was said last: the question that it left, a correction, or all that its message had logged."""
    memory, ask, said_at = scene.memory, waiting(scene), _newest_at(scene)
    if is_called_off(scene) and _rested_last(scene):
        return reply(scene, REST_OVER)
    if ask is not None and (said_at is None or ask.asked_at > said_at):
        changes = replace(blank(scene), answered_ask=True)
        words = dropped(sets_asked_about(ask, scene), scene.exercises, scene.unit)
        return Decision(say(scene, changes, Answer([words])))
    if _cleared_last(scene):
        return reply(scene, UNDO_OF_A_CLEARING)
    if (lesson := _taught_last(scene)) is not None:
        return _unlearned(lesson, scene)
    if (flag := _newer_warning(memory, said_at)) is not None:
        return reply(scene, UNDO_OF_A_WARNING, (Button(CLEARED_TO_TRAIN, f"clear:{flag.id}"),))
    if memory.put_right is not None:
        return put_back(memory.put_right, scene)
    if memory.latest_message is None:
        return reply(scene, NOTHING_TO_UNDO)
    person = without_lesson_of(memory.latest_message, scene.person)
    changes = replace(blank(scene), undo=(memory.latest_message,), answered_ask=True)
    changes = replace(changes, person=person) if person else changes
    return Decision(say(scene, changes, Answer([_undone(scene), *([TAKEN_BACK] if person else [])])))


def _rested_last(scene: Scene) -> bool:
    """Whether a rest was begun behind all else that an undo takes back: who calls off then means that one."""
    rested_at, ask, lesson = scene.memory.rested_at, waiting(scene), newest_lesson(scene)
    flagged = [at for flag in scene.memory.flags for at in (flag.raised_at, flag.cleared_at)]
    told = (_newest_at(scene), ask.asked_at if ask else None, lesson.said_at if lesson else None, *flagged)
    return rested_at is not None and all(rested_at >= at for at in told if at)


def _cleared_last(scene: Scene) -> bool:
    """Whether a warning sign was cleared after all that was logged and learned: an undo must not pass over it."""
    cleared = max((flag.cleared_at for flag in scene.memory.flags if flag.cleared_at), default=None)
    lesson = newest_lesson(scene)
    before = [at for at in (_newest_at(scene), lesson.said_at if lesson else None) if at]
    return cleared is not None and all(cleared > at for at in before)


def _taught_last(scene: Scene) -> Lesson | None:
    """What the profile learned from a message that is newer than all that was logged, and from no warning sign."""
    lesson, said_at = newest_lesson(scene), _newest_at(scene)
    if lesson is None or lesson.message == scene.memory.latest_message:
        return None
    is_today = local_day(lesson.said_at, scene.person) == scene.today
    is_newer = lesson.said_at > said_at if said_at else is_today or scene.memory.latest_message is None
    warned = any(flag.raised_at >= lesson.said_at for flag in scene.memory.flags if flag.cleared_at is None)
    return lesson if is_newer and not warned else None


def _unlearned(lesson: Lesson, scene: Scene) -> Decision:
    changes = replace(blank(scene), person=without_lesson_of(lesson.message, scene.person))
    return Decision(say(scene, changes, Answer([TAKEN_BACK])))


def is_asked_last(scene: Scene) -> bool:
    """Whether a question waits that is newer than all that was logged."""
    ask, said_at = waiting(scene), _latest_said_at(scene.memory)
    return ask is not None and (said_at is None or ask.asked_at > said_at)


def _undone(scene: Scene) -> str:
    lifts = [entry.lift for entry in sorted(scene.memory.latest, key=lambda e: e.place)]
    if is_import(scene.memory.latest_message or ""):
        return UNDONE
    warned = bool(_raised_with_latest(scene.memory))
    said = [one for one in scene.memory.readiness if one.message == scene.memory.latest_message]
    return undone(lifts, said, scene.exercises, scene.unit, warned=warned)


def _latest(memory: Memory) -> tuple[Entry | Readiness, ...]:
    """What the newest message logged, as far as it is remembered: readiness only of today."""
    return (*memory.latest, *(r for r in memory.readiness if r.message == memory.latest_message))


def _latest_said_at(memory: Memory) -> datetime | None:
    return max((one.said_at for one in _latest(memory)), default=None)


def _newest_at(scene: Scene) -> datetime | None:
    """When he last logged or corrected anything."""
    put_right = scene.memory.put_right
    told = (_latest_said_at(scene.memory), put_right.at if put_right else None)
    return max((at for at in told if at), default=None)


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
    return _beginning_with(line, edited, scene) if line else edited


def _logs(decision: Decision) -> bool:
    changes = decision.changes
    return bool(changes.entries or changes.readiness or changes.flags)


def _taken_back(said: Said, scene: Scene) -> str:
    if scene.memory.latest_message == said.message:
        return _undone(scene)
    warned = any(flag.id == flag_id(said.message, flag.exercise) for flag in scene.memory.flags)
    if own := [entry.lift for entry in scene.memory.recent if entry.message == said.message]:
        said_then = [one for one in scene.memory.readiness if one.message == said.message]
        return undone(own, said_then, scene.exercises, scene.unit, warned=warned)
    if warned:
        return WARNING_UNDONE
    said_at = _latest_said_at(scene.memory)
    return PERHAPS_UNDONE if scene.memory.latest_message and (said_at is None or said.sent_at <= said_at) else ""


def _beginning_with(line: str, decision: Decision, scene: Scene) -> Decision:
    first, *others = decision.changes.outbox
    outbox = (replace(first, text=f"{spoken(line, scene.language)}\n{first.text}"), *others)
    case = replace(decision.case, shown=joined([line, decision.case.shown])) if decision.case else None
    return replace(decision, changes=replace(decision.changes, outbox=outbox), case=case)


# ── one set, in words ──────────────────────────────────────────────────────────────────────────────────────────────


def correct(said: Said, parsed: Parsed, scene: Scene) -> Decision:
    """Change one set of the newest day as said, or how he said he was. All else of its message stays."""
    mends = mended(said, parsed, scene)
    is_of_a_set = bool(parsed.sets or parsed.unit_only)
    if parsed.refused or len(parsed.sets) > 1 or not (is_of_a_set or mends):
        return reply(scene, joined(parsed.refused) or NOT_UNDERSTOOD)
    is_of_what_is_asked = is_of_a_set and is_asked_last(scene) and not entries_replied(scene)
    if is_of_what_is_asked and (asked := asked_put_right(parsed, scene)) is not None:
        return log(said, asked, scene, answers=bool(asked.sets))
    if not is_of_a_set and mends:
        return _mend(said, mends, scene)
    found = meant(parsed, scene)
    if isinstance(found, str):
        return reply(scene, found)
    gone = replaced(found, found.entry.lift, said.source, scene)[0]
    without = replace(scene, memory=without_sets(scene.memory, gone))
    lift = patched(found, said.text, parsed, without)
    if wrong := refusal(lift, scene):
        return reply(scene, wrong)
    return _put_in_place(said, found, lift, mends, without)


def _mend(said: Said, mends: Mended, scene: Scene) -> Decision:
    """Put right how he was, and plan the lift of the day by it."""
    changes = replace(blank(scene), message=mends.new.message, undo_readiness=mends.old, readiness=mends.new)
    on = mends.new.on if mends.new.on != scene.today else None
    line = corrected if mends.old else logged
    answer = Answer([line([], mends.said, scene.exercises, scene.unit, on)])
    with_it = remembering(scene, mends)
    return coach(Coaching(with_it, changes, answer, said.text, lifts_to_plan(scene, (), ())), (), None)


def _put_in_place(said: Said, found: Meant, lift: Lift, mends: Mended | None, scene: Scene) -> Decision:
    """*lift* in the place of what was meant, and what was put right beside it. *scene* remembers neither."""
    gone, entries = replaced(found, lift, said.source, scene)
    changes = replace(blank(scene), message=found.entry.message, undo_entries=gone, entries=entries)
    if mends:
        changes = replace(changes, undo_readiness=mends.old, readiness=mends.new)
        scene = remembering(scene, mends)
    on = found.entry.on if found.entry.on != scene.today else None
    lines = [corrected([e.lift for e in entries], mends.said if mends else None, scene.exercises, scene.unit, on)]
    if lift.exercise != found.entry.lift.exercise:
        old = found.entry.lift
        lines.append(renamed(old if found.at is None else replace(old, sets=1), scene.exercises, scene.unit))
    return coach(Coaching(scene, changes, Answer([joined(lines, " ")]), said.text, lifts_of(entries)), entries, None)


def entries_corrected(parsed: Parsed, scene: Scene) -> tuple[Entry, ...]:
    """The entries that a correction takes back, to put others in their place; may be empty."""
    found = meant(parsed, scene)
    return () if isinstance(found, str) else replaced(found, found.entry.lift, "", scene)[0]


def delete(said: Said, parsed: Parsed, scene: Scene) -> Decision:
    """Take back the one set that is named; of a lift that is named alone, what its newest message logged."""
    which = parsed.which or Which()
    if which == Which(number=-1) and is_asked_last(scene):
        return undo(scene)
    found = meant(parsed, scene)
    if isinstance(found, str):
        return reply(scene, found)
    gone, entries = _left(found, which, said.source, scene)
    changes = replace(blank(scene), undo_entries=gone, entries=entries)
    taken = [replace(e.lift, sets=1) if entries else e.lift for e in gone]
    lines = [undone(taken, [], scene.exercises, scene.unit, warned=False)]
    lines.extend(left_standing(e.lift, scene.exercises, scene.unit) for e in entries)
    return Decision(say(scene, changes, Answer([joined(lines, " ")])))


def _left(found: Meant, which: Which, source: str, scene: Scene) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    entry = found.entry
    if which.number is None and not which.was:
        own = (e for e in scene.memory.recent if e.message == entry.message)
        return tuple(e for e in own if e.lift.exercise == entry.lift.exercise), ()
    says_sets = len(which.was) >= NUMBERS_WITH_SETS
    one_of = found.at is None and entry.lift.sets > 1 and not says_sets
    return replaced(Meant(entry, entry.lift.sets - 1) if one_of else found, None, source, scene)
