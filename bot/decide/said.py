"""From what was said to what is kept and answered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.decide.coaching import Coaching, coach
from bot.decide.commands import command
from bot.decide.pressed import outcome_said
from bot.decide.scene import Answer, Decision, Scene, blank, day_said, reply, say
from bot.message import Said
from bot.parse.facts import Intent, Parsed, SaidSet
from bot.wording import (
    NO_ANSWER_YET,
    NO_TEXT,
    NOT_UNDERSTOOD,
    NOTHING_TO_UNDO,
    SLEEP_UNSAID,
    SMALLTALK,
    SORE_UNSAID,
    TOO_LONG,
    WELCOME,
    asked_for,
    logged,
    show_lifts,
)
from knowledge.units import plain
from storage.records import (
    Ask,
    Entry,
    Flag,
    Lift,
    Memory,
    Prescription,
    Readiness,
    Target,
    row_id,
)

LONGEST = 4096  # characters: what Telegram lets a person send, so only a paste is longer
PLAN_WORDS = ("plan", "next", "next?")
ASK_LASTS = timedelta(minutes=30)
PLAN_LASTS = timedelta(days=10)  # a layoff starts at 11 days: an older prescription is no plan any more


def decide_said(said: Said, parsed: Parsed, scene: Scene) -> Decision:
    """The decision about words. Every path answers: nothing that was said is passed over in silence."""
    if len(said.text) > LONGEST:
        return reply(scene, TOO_LONG)
    if not said.text.strip():
        return reply(scene, NO_TEXT)
    if said.edited:
        scene = replace(scene, memory=forgetting(scene.memory, said.message))
    found = command(said, scene) or outcome_said(said, scene)
    if found is not None:
        return found
    if parsed.delete_last:
        return _undo(scene)
    if said.text.lower().split()[0] in PLAN_WORDS:
        return _question(said, scene)
    completed = _completed(said, parsed, scene)
    if completed is not None:
        return _log(said, completed, scene, answered_ask=True)
    if parsed.intent is Intent.CORRECTION:
        return _correct(said, parsed, scene)
    if _says_something(parsed):
        return _log(said, parsed, scene)
    return _talk(said, parsed, scene)


def forgetting(memory: Memory, message: str) -> Memory:
    """*memory* as it would be without that message: what an edit starts from."""
    return replace(
        memory,
        readiness=tuple(r for r in memory.readiness if r.message != message),
        history={name: tuple(e for e in entries if e.message != message) for name, entries in memory.history.items()},
    )


def _says_something(parsed: Parsed) -> bool:
    said = (parsed.sleep_minutes, parsed.soreness, parsed.energy, parsed.body_weight, parsed.danger)
    return bool(parsed.sets) or any(value is not None for value in said)


def _undo(scene: Scene) -> Decision:
    memory = scene.memory
    if memory.latest_message is None:
        return reply(scene, NOTHING_TO_UNDO)
    lifts = [entry.lift for entry in memory.latest]
    what = show_lifts(lifts, scene.exercises, scene.unit) if lifts else "how you said you were"
    changes = replace(blank(scene), undo=(memory.latest_message,), answered_ask=True)
    return Decision(say(scene, changes, Answer([f"Undone: {what}."])))


def _completed(said: Said, parsed: Parsed, scene: Scene) -> Parsed | None:
    """The sets that *said* completes, when a question about them waits; None when it says something else."""
    ask = scene.memory.ask
    if ask is None or scene.now - ask.asked_at > ASK_LASTS or any(map(_is_whole, parsed.sets)):
        return None
    whole = scene.read(f"{said.text} {ask.text}" if ask.missing == "exercise" else f"{ask.text}{said.text}", scene.unit)
    return whole if whole.sets and all(map(_is_whole, whole.sets)) and not whole.refused else None


def _is_whole(said: SaidSet) -> bool:
    return said.exercise is not None and said.load is not None and said.reps is not None


def _correct(said: Said, parsed: Parsed, scene: Scene) -> Decision:
    """Change the newest set as said: the old one is undone, a new one stands in its place."""
    if not scene.memory.latest or len(parsed.sets) != 1 or scene.memory.latest_message is None:
        return reply(scene, NOTHING_TO_UNDO if not scene.memory.latest else NOT_UNDERSTOOD)
    old = scene.memory.latest
    kept = (*old[:-1], replace(old[-1], lift=_patched(old[-1].lift, parsed.sets[0])))
    message = scene.memory.latest_message
    entries = tuple(replace(e, source=said.source, message=said.message, place=n) for n, e in enumerate(kept))
    scene = replace(scene, memory=forgetting(scene.memory, message))
    changes = replace(blank(scene), message=said.message, undo=(message,), entries=entries)
    answer = Answer([f"Corrected: {show_lifts([e.lift for e in entries], scene.exercises, scene.unit)}."])
    return coach(Coaching(scene, changes, answer, said.text), entries, None)


def _patched(lift: Lift, patch: SaidSet) -> Lift:
    load = patch.load if patch.load is not None else lift.load
    return replace(
        lift,
        exercise=patch.exercise or lift.exercise,
        load=load,
        reps=lift.reps if patch.reps is None else patch.reps,
        sets=patch.sets if patch.sets > 1 or (patch.load is None and patch.reps is None) else lift.sets,
        rpe=patch.rpe if patch.rpe is not None else lift.rpe,
    )


def _log(said: Said, parsed: Parsed, scene: Scene, *, answered_ask: bool = False) -> Decision:
    """Keep what is whole, ask about the rest, and say what to lift next."""
    entries, readiness = _entries(said, parsed, scene), _readiness(said, parsed, scene)
    open_set = next((s for s in parsed.sets if not _is_whole(s)), None)
    changes = replace(
        blank(scene),
        message=said.message,
        undo=(said.message,) if said.edited else (),
        entries=entries,
        readiness=readiness,
        flags=_flags(said, parsed, scene, entries),
        answered_ask=answered_ask,
        ask=_ask(open_set, scene) if open_set and parsed.danger is None else None,
    )
    answer = Answer()
    if entries or readiness:
        answer.lines.append(logged([e.lift for e in entries], readiness, scene.exercises, scene.unit))
    answer.lines.extend(parsed.refused)
    if changes.ask is not None and open_set is not None:
        answer.lines.append(asked_for(open_set, changes.ask.missing, scene.exercises, scene.unit))
    if not (entries or readiness or changes.flags):
        return Decision(say(scene, changes, answer))
    return coach(Coaching(scene, changes, answer, said.text), entries, readiness)


def _entries(said: Said, parsed: Parsed, scene: Scene) -> tuple[Entry, ...]:
    on = day_said(parsed.when, scene.today)
    lifts = [_lift(s, scene) for s in parsed.sets]
    return tuple(
        Entry(
            user=scene.person.user,
            source=said.source,
            place=place,
            message=said.message,
            said_at=said.sent_at,
            on=on,
            lift=lift,
        )
        for place, lift in enumerate(lift for lift in lifts if lift is not None)
    )


def _lift(said: SaidSet, scene: Scene) -> Lift | None:
    if said.exercise is None or said.load is None or said.reps is None:
        return None
    lift = Lift(
        exercise=said.exercise,
        load=said.load,
        reps=said.reps,
        sets=said.sets,
        rpe=said.rpe,
        kind=said.kind,
        bodyweight=said.bodyweight,
    )
    return replace(lift, planned=_planned(lift, scene))


def _planned(lift: Lift, scene: Scene) -> Target | None:
    """What was prescribed for a set: see "A set's plan" in ARCHITECTURE.md."""
    prescriptions = scene.memory.prescriptions.get(lift.exercise, ())
    same = (p for p in prescriptions if p.on == scene.today and p.load is not None and p.load.kg == lift.load.kg)
    standing = next(same, None) or _at_start(lift, scene, prescriptions)
    if standing is None or standing.load is None:
        return None
    return Target(standing.load, standing.reps)


def _at_start(lift: Lift, scene: Scene, newest_first: Sequence[Prescription]) -> Prescription | None:
    today = [e.said_at for e in scene.memory.history.get(lift.exercise, ()) if e.on == scene.today]
    began_at = min(today, default=scene.now)
    standing = next((p for p in newest_first if p.made_at < began_at), None)
    return standing if standing and scene.now - standing.made_at <= PLAN_LASTS else None


def _readiness(said: Said, parsed: Parsed, scene: Scene) -> Readiness | None:
    readiness = Readiness(
        user=scene.person.user,
        source=said.source,
        message=said.message,
        said_at=said.sent_at,
        on=day_said(parsed.when, scene.today),
        sleep_minutes=parsed.sleep_minutes,
        soreness=parsed.soreness,
        soreness_site=parsed.soreness_site,
        energy=parsed.energy,
        body_weight=parsed.body_weight,
    )
    said_values = (parsed.sleep_minutes, parsed.soreness, parsed.energy, parsed.body_weight)
    return readiness if any(value is not None for value in said_values) else None


def _flags(said: Said, parsed: Parsed, scene: Scene, entries: Sequence[Entry]) -> tuple[Flag, ...]:
    if parsed.danger is None:
        return ()
    named = next((s.exercise for s in parsed.sets if s.exercise), None)
    return (
        Flag(
            id=row_id("flag", said.source),
            user=scene.person.user,
            exercise=named,
            danger=parsed.danger,
            words=parsed.danger_words or said.text[:200],
            raised_at=scene.now,
        ),
    )


def _ask(said: SaidSet, scene: Scene) -> Ask:
    """The question, with what was said in a form that the reader completes when the answer is put beside it."""
    load = f"{plain(said.load.amount)}{said.load.unit}" if said.load else ""
    name = scene.exercises[said.exercise].name if said.exercise else ""
    sets = f"x{said.sets}" if said.sets > 1 else ""
    if said.exercise is None:
        missing, text = "exercise", f"{load}x{said.reps}{sets}" if load else f"{said.sets}x{said.reps}"
    elif said.load is None:
        missing, text = "load", f"{name} {said.sets}x{said.reps} @ "
    else:
        missing, text = "reps", f"{name} {load} x "
    return Ask(user=scene.person.user, address=scene.incoming.where, missing=missing, text=text, asked_at=scene.now)


def _talk(said: Said, parsed: Parsed, scene: Scene) -> Decision:
    if parsed.refused:
        return reply(scene, "\n".join(parsed.refused))
    if scene.is_new and parsed.intent is not Intent.QUESTION:
        return reply(scene, WELCOME)
    match parsed.intent:
        case Intent.SMALLTALK:
            return reply(scene, SMALLTALK)
        case Intent.QUESTION:
            return _question(said, scene)
        case Intent.LOG:
            return reply(scene, _unsaid(said.text))
        case _:
            return reply(scene, NOT_UNDERSTOOD)


def _question(said: Said, scene: Scene) -> Decision:
    """A question about a lift on record is answered with its plan."""
    if not any(scene.memory.history.values()):
        return reply(scene, NO_ANSWER_YET)
    return coach(Coaching(scene, replace(blank(scene), message=said.message), Answer(), said.text), (), None)


def _unsaid(text: str) -> str:
    low = text.lower()
    return SLEEP_UNSAID if "sle" in low else SORE_UNSAID if "sore" in low else NOT_UNDERSTOOD
