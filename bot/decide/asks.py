"""Questions about sets that were said in part, as they are asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.decide.own_units import lifts_in_other_unit
from bot.decide.scene import STARS, Scene, day_refusal, day_said
from bot.message import Said
from bot.parse.facts import Parsed, SaidSet
from bot.wording_parts import asked_for, asked_what_was_done, left_out
from knowledge.exercise import ExerciseId, Exercises
from knowledge.units import Unit, plain
from storage.records import Ask, Button, RowId, SetKind, row_id

ASK_LASTS = timedelta(minutes=30)
LATELY = timedelta(hours=4)  # one session
MADE = "made"  # what a question lacks that is about a plan, not about sets that were said
MOST_LIFTS = 3  # to be chosen from


@dataclass(frozen=True, slots=True)
class Question:
    """What an answer asks about sets that were said in part; without *ask* it only says that they are not logged."""

    ask: Ask | None
    lines: tuple[str, ...]
    buttons: tuple[Button, ...] = ()  # lifts to choose from


def is_whole(said: SaidSet) -> bool:
    return said.exercise is not None and said.load is not None and _is_counted(said)


def _is_counted(said: SaidSet) -> bool:
    return said.reps is not None or said.hold_seconds is not None


def _missing(said: SaidSet, exercises: Exercises) -> str:
    """The part that is asked for first; of a lift that is held for a time, the time."""
    if said.exercise is None:
        return "exercise"
    if said.load is None:
        return "load"
    return "hold_seconds" if exercises[said.exercise].timed else "reps"


def waiting(scene: Scene) -> Ask | None:
    """The question about sets that waits in this chat, unless it is too old to be what a message answers."""
    ask = scene.memory.ask
    if ask is None or ask.missing in (MADE, STARS):
        return None
    return ask if scene.now - ask.asked_at <= ASK_LASTS else None


def sets_asked_about(ask: Ask, scene: Scene) -> tuple[SaidSet, ...]:
    lift = lift_begun(ask, scene)
    return (SaidSet(exercise=lift, load=None, reps=None),) if lift else scene.read(ask.text, scene.unit).sets


def lift_begun(ask: Ask, scene: Scene) -> ExerciseId | None:
    """The lift of a question about sets of which nothing but their lift was said."""
    return scene.exercises.names.get(ask.text)


# ── asking ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def question(parsed: Parsed, scene: Scene, *, answers: bool) -> Question | None:
    """The question about what *parsed* lacks; None when every set is whole.

    All sets without a lift are one question, with those of the question that waits, unless *parsed* answers that one:
    so sets that are sent one by one, and named at last, are all kept. Else the first set is asked about. Behind a
    warning sign nothing is asked.
    """
    parts = [said for said in parsed.sets if not is_whole(said)]
    if not parts:
        return None
    missing = _missing(parts[0], scene.exercises)
    about = [said for said in parts if said.exercise is None] if missing == "exercise" else parts[:1]
    rest = [said for said in parts if said not in about]
    if missing == "exercise" and not answers:
        about = [*_without_lift_before(parsed, scene), *about]
    text = _text(about, missing, parsed.when, scene)
    if parsed.danger is not None or not _is_read_back(text, about, parsed.when, scene):
        return Question(None, (left_out(parts, scene.exercises, scene.unit),))
    lines = [asked_for(about, missing, scene.exercises, scene.unit)]
    if rest:
        lines.append(left_out(rest, scene.exercises, scene.unit))
    ask = Ask(user=scene.person.user, address=scene.incoming.where, missing=missing, text=text, asked_at=scene.now)
    return Question(ask, tuple(lines), _lift_buttons(ask, scene) if missing == "exercise" else ())


def _lift_buttons(ask: Ask, scene: Scene) -> tuple[Button, ...]:
    """The lifts of the session that have reps, the last one first."""
    lately = (e for e in reversed(scene.memory.recent) if scene.incoming.sent_at - e.said_at <= LATELY)
    lifts = dict.fromkeys(e.lift.exercise for e in lately if not scene.exercises[e.lift.exercise].timed)
    return tuple(
        Button(scene.exercises[lift].short, f"lift:{lift}:{ask_id(ask)}") for lift in tuple(lifts)[:MOST_LIFTS]
    )


def ask_id(ask: Ask) -> RowId:
    """Names a question, so that a button of an earlier one does not answer it."""
    return row_id("ask", ask.asked_at.timestamp(), ask.text)


def begin(said: Said, scene: Scene) -> Question | None:
    """The question about a message that is the name of a lift: its sets come next. None for any other message.

    None too while another question waits, whose sets would be dropped unseen.
    """
    lift, ask = scene.exercises.names.get(said.text.strip().lower()), waiting(scene)
    if lift is None or (ask is not None and lift_begun(ask, scene) is None):
        return None
    exercise = scene.exercises[lift]
    missing = "hold_seconds" if exercise.timed else "reps" if exercise.bodyweight else "load"
    ask = Ask(
        user=scene.person.user,
        address=scene.incoming.where,
        missing=missing,
        text=exercise.name,
        asked_at=scene.now,
    )
    return Question(ask, (asked_what_was_done(exercise),))


def _is_read_back(text: str, sets: Sequence[SaidSet], when: str | None, scene: Scene) -> bool:
    """Whether the reader takes *text* for the same sets of the same day: an answer must not complete others."""
    read = scene.read(text, scene.unit)
    return _is_same_day(read.when, when, scene) and _one_by_one(read.sets) == _one_by_one(sets)


def _is_same_day(one: str | None, other: str | None, scene: Scene) -> bool:
    if day_refusal(one, scene.said_on) or day_refusal(other, scene.said_on):
        return False
    return day_said(one, scene.said_on) == day_said(other, scene.said_on)


def _one_by_one(sets: Sequence[SaidSet]) -> list[SaidSet]:
    return [replace(said, sets=1) for said in sets for _ in range(said.sets)]


def _without_lift_before(parsed: Parsed, scene: Scene) -> Sequence[SaidSet]:
    ask = waiting(scene)
    if ask is None or ask.missing != "exercise":
        return ()
    before = scene.read(ask.text, scene.unit)
    return before.sets if _is_same_day(before.when, parsed.when, scene) else ()


def _text(sets: Sequence[SaidSet], missing: str, when: str | None, scene: Scene) -> str:
    """What was said, in a form that the reader completes when the answer is put beside it."""
    day = f"{_day_text(when, scene)} " if when else ""
    if missing == "exercise":
        # A lift that is not named yet may have a unit of its own: what was said in his unit is left bare for it.
        bare = scene.unit if lifts_in_other_unit(scene.person.profile) else None
        return day + ", ".join(_numbers(said, bare) for said in sets)
    [said] = sets
    name = scene.exercises[said.exercise].name if said.exercise else ""
    warm = "warmup " if said.kind is SetKind.WARMUP else ""
    return f"{day}{warm}{name} {_numbers(replace(said, kind=SetKind.WORK))}"


def _day_text(when: str, scene: Scene) -> str:
    return day_said(when, scene.said_on).isoformat() if when.startswith("--") else when


def _load_text(said: SaidSet, bare: Unit | None) -> str:
    if said.load is None:
        return ""
    amount = f"{plain(said.load.amount)}{'' if said.load.unit is bare else said.load.unit}"
    if not said.bodyweight:
        return amount
    if not said.load.amount:
        return "bw "
    return f"bw{'+' if said.load.amount > 0 else ''}{amount} "


def _numbers(said: SaidSet, bare: Unit | None = None) -> str:
    """*bare*: the unit that is left out."""
    load = _load_text(said, bare)
    kind = "" if said.kind is SetKind.WORK else f" {said.kind}"
    if said.hold_seconds is not None:
        times = f"x{said.sets}" if said.sets > 1 else ""
        return f"{load} {said.hold_seconds}s{times}".strip() + kind
    if said.reps is None:
        return load + kind
    reps = f"{load}x{said.reps}" + (f"x{said.sets}" if said.sets > 1 else "") if load else f"{said.sets}x{said.reps}"
    return reps + (f" @{plain(said.rpe)}" if said.rpe is not None else "") + kind
