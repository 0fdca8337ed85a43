"""What was done: ``last bench``, ``history``, ``prs``. From the log alone, each in a few lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from agents.questions.shown import maximum_text
from agents.sessions import Session, sessions
from bot.decide.boards import MAIN_LIFTS
from bot.decide.scene import Decision, Scene, reply
from bot.decide.session import sets_text
from bot.message import Said
from bot.parse.named import sole_name
from bot.wording import show_day, show_lift, show_lifts, show_load
from knowledge.exercise import ExerciseId
from knowledge.strength import MOST_REPS
from knowledge.words import joined, words
from storage.records import Entry, Lift, SetKind, Target

LATEST: Final = 5  # sessions
MOST_LINES: Final = 12
MOST_LIFTS: Final = 4  # in one line, and of those that are shown where none of the main lifts was trained
MOST_REP_BESTS: Final = 8
EMPTY: Final = words("Your log is empty so far. Send me your first set, like `bench 185x5`, and this fills up.")

Days = Mapping[date, list[Lift]]


def looks_back(scene: Scene) -> bool:
    """Whether the message asks for it, so that the whole log is needed."""
    return isinstance(scene.incoming, Said) and _asked(scene.incoming, scene) is not None


def looked_back(said: Said, scene: Scene) -> Decision | None:
    """The answer from the log; None where the words are for the reader, such as a question with more in it."""
    asked = _asked(said, scene)
    if asked is None:
        return None
    word, lift = asked
    log = scene.log[0] if scene.log else ()
    if not log:
        return reply(scene, EMPTY)
    own = [entry for entry in log if lift in (None, entry.lift.exercise)]
    if lift is not None and not own:
        return reply(scene, words("Your log has no {lift} yet.", lift=scene.exercises[lift].short))
    show = {"last": _last, "history": _history, "prs": _bests}[word]
    return reply(scene, joined(show(own, lift, scene)[:MOST_LINES]))


def _asked(said: Said, scene: Scene) -> tuple[str, ExerciseId | None] | None:
    """The command and the lift that it is about; None where it is none of ours."""
    word, _, rest = said.text.strip().lower().rstrip(".!?").partition(" ")
    word, rest = word.removeprefix("/"), rest.strip()
    if word not in ("last", "history", "prs"):
        return None
    lift = sole_name(rest, scene.exercises) if rest else None
    return None if rest and lift is None else (word, lift)


def _days(entries: Iterable[Entry]) -> Days:
    """The work sets of each day, oldest day first; of a day of warm-ups alone, those."""
    days: dict[date, list[Lift]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.on, entry.said_at, entry.place)):
        days.setdefault(entry.on, []).append(entry.lift)
    work = {on: [lift for lift in lifts if lift.kind is not SetKind.WARMUP] for on, lifts in days.items()}
    return {on: work[on] or lifts for on, lifts in days.items()}


def _by_lift(lifts: Iterable[Lift]) -> dict[ExerciseId, list[Lift]]:
    found: dict[ExerciseId, list[Lift]] = {}
    for lift in lifts:
        found.setdefault(lift.exercise, []).append(lift)
    return found


def _day(on: date, scene: Scene) -> str:
    """With its year where it is not this one."""
    return show_day(on) if on.year == scene.today.year else joined([show_day(on), str(on.year)], " ")


# ── the last time, the last times ──────────────────────────────────────────────────────────────────────────────────


def _last(own: Sequence[Entry], lift: ExerciseId | None, scene: Scene) -> list[str]:
    """The last session: its sets with how hard they were, what they speak for, and what was prescribed."""
    on, lifts = list(_days(own).items())[-1]
    if lift is None:
        lines = [_with_estimate(done, own, on, scene) for done in _by_lift(lifts).values()]
        return [words("Last session, {day}:", day=_day(on, scene)), *lines]
    exercise = scene.exercises[lift]
    shown = words("Last {lift}, {day}:", lift=exercise.short, day=_day(on, scene))
    sets = [show_lift(one, scene.unit) for one in _told_once(lifts)]
    planned = dict.fromkeys(one.planned for one in lifts if one.planned)
    session = _session(lift, own, on)
    estimate = maximum_text(exercise, session, scene.unit) if session else ""
    return [
        joined([shown, joined(sets, "; ")], " "),
        *([words("Est. 1RM: {load}.", load=estimate)] if estimate else []),
        *([words("Prescribed: {sets}.", sets=_targets(planned, scene))] if planned else []),
    ]


def _targets(planned: Iterable[Target], scene: Scene) -> str:
    return ", ".join(f"{show_load(target.load, scene.unit)} × {target.reps}" for target in planned)


def _told_once(lifts: Sequence[Lift]) -> list[Lift]:
    """Equal sets as one, whatever had been prescribed for each, in the order in which they were first done."""
    counts: dict[Lift, int] = {}
    for lift in lifts:
        alike = replace(lift, sets=1, planned=None)
        counts[alike] = counts.get(alike, 0) + lift.sets
    return [replace(lift, sets=count) for lift, count in counts.items()]


def _history(own: Sequence[Entry], lift: ExerciseId | None, scene: Scene) -> list[str]:
    """The latest sessions, the newest first, a line each."""
    newest = list(_days(own).items())[-LATEST:][::-1]
    if lift is None:
        return [joined([_day(on, scene), _in_short(lifts, scene)], ": ") for on, lifts in newest]
    return [joined([_day(on, scene), _with_estimate(done, own, on, scene)], ": ") for on, done in newest]


def _in_short(lifts: Sequence[Lift], scene: Scene) -> str:
    by_lift = list(_by_lift(lifts).values())
    shown = sets_text([one for done in by_lift[:MOST_LIFTS] for one in _told_once(done)], scene)
    more = len(by_lift) - MOST_LIFTS
    return words("{sets}; +{count} more", sets=shown, count=more) if more > 0 else shown


def _with_estimate(done: Sequence[Lift], own: Sequence[Entry], on: date, scene: Scene) -> str:
    """``bench 185 × 5, 3 sets (est. 1RM 216)``."""
    exercise = scene.exercises[done[0].exercise]
    shown = show_lifts(_told_once(done), scene.exercises, scene.unit)
    session = _session(exercise.id, own, on)
    estimate = maximum_text(exercise, session, scene.unit) if session else ""
    return words("{sets} (est. 1RM {load})", sets=shown, load=estimate) if estimate else shown


def _session(lift: ExerciseId, own: Sequence[Entry], on: date) -> Session | None:
    of_day = [entry for entry in own if entry.on == on and entry.lift.hold_seconds is None]
    return next(iter(sessions(lift, of_day, on, 1)), None)


# ── bests ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _bests(own: Sequence[Entry], lift: ExerciseId | None, scene: Scene) -> list[str]:
    """Of one lift the best estimate and the heaviest set of each number of reps; else the best of the main lifts."""
    made = [entry for entry in own if entry.lift.kind is SetKind.WORK and entry.lift.reps > 0]
    if not made:
        return [words("No set in your log was made yet.")]
    if lift is not None:
        return [_strongest(lift, own, scene), *_rep_bests(made, scene)]
    trained = _by_lift(entry.lift for entry in made)
    main = [one for one in MAIN_LIFTS if one in trained]
    most = sorted(trained, key=lambda one: -len(trained[one]))[:MOST_LIFTS]
    return [_in_a_line(one, own, made, scene) for one in main or most]


def _strongest(lift: ExerciseId, own: Sequence[Entry], scene: Scene) -> str:
    exercise, best = scene.exercises[lift], _best_session(lift, own)
    if best is None or best.best is None or not (estimate := maximum_text(exercise, best, scene.unit)):
        return words("{lift}, your best:", lift=exercise.short)
    return words(
        "{lift}: best est. 1RM {load}, from {set}.",
        lift=exercise.short,
        load=estimate,
        set=_shown_on(best.best, best.on, scene),
    )


def _best_session(lift: ExerciseId, own: Sequence[Entry]) -> Session | None:
    entries = [entry for entry in own if entry.lift.exercise == lift and entry.lift.hold_seconds is None]
    found = sessions(lift, entries, date.max, len(entries) or 1)
    return max((one for one in found if one.e1rm_kg), key=lambda one: one.e1rm_kg or 0, default=None)


def _rep_bests(made: Sequence[Entry], scene: Scene) -> list[str]:
    """The sets that no other beats in load with as many reps; of a hold the longest."""
    held = [entry for entry in made if entry.lift.hold_seconds is not None]
    lifted = [entry for entry in made if entry.lift.hold_seconds is None]
    best = [max(held, key=lambda entry: (entry.lift.hold_seconds or 0, entry.lift.load.kg))] if held else []
    heaviest = None
    for entry in sorted(lifted, key=lambda entry: (-entry.lift.reps, -entry.lift.load.kg, entry.on)):
        if heaviest is None or entry.lift.load.kg > heaviest:
            heaviest = entry.lift.load.kg
            best.append(entry)
    best.sort(key=lambda entry: (entry.lift.reps > MOST_REPS, entry.lift.reps))
    return [_shown_on(entry.lift, entry.on, scene) for entry in best[:MOST_REP_BESTS]]


def _shown_on(lift: Lift, on: date, scene: Scene) -> str:
    """``205 × 3, Sun 22 Nov``."""
    return joined([show_lift(replace(lift, sets=1, rpe=None), scene.unit), _day(on, scene)], ", ")


def _in_a_line(lift: ExerciseId, own: Sequence[Entry], made: Sequence[Entry], scene: Scene) -> str:
    """``bench: heaviest 205 × 3, Sun 22 Nov; best est. 1RM 222, from 190 × 5, Tue 24 Nov``."""
    exercise, best = scene.exercises[lift], _best_session(lift, own)
    done = [entry for entry in made if entry.lift.exercise == lift]
    most = max(done, key=lambda entry: (entry.lift.hold_seconds or 0, entry.lift.load.kg, entry.lift.reps))
    heaviest = _shown_on(most.lift, most.on, scene)
    if best is None or best.best is None or not (estimate := maximum_text(exercise, best, scene.unit)):
        return joined([exercise.short, heaviest], ": ")
    return words(
        "{lift}: heaviest {heaviest}; best est. 1RM {load}, from {set}",
        lift=exercise.short,
        heaviest=heaviest,
        load=estimate,
        set=_shown_on(best.best, best.on, scene),
    )
