"""Questions about sets that were said in part: asked, answered, and done with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.decide.scene import Scene, day_refusal, day_said, local_day
from bot.message import Said
from bot.parse.facts import Intent, Parsed, SaidSet
from bot.wording import asked_for, left_out
from knowledge.exercise import Exercises
from knowledge.units import plain
from storage.records import Ask, SetKind

ASK_LASTS = timedelta(minutes=30)
PARTS = ("exercise", "load", "reps", "hold_seconds")  # of a set, as far as they can contradict each other
ANSWERED = {
    "exercise": "{answer} {asked}",
    "load": "{asked} at {answer}",
    "reps": "{asked} x {answer}",
    "hold_seconds": "{asked} {answer}",
}


@dataclass(frozen=True, slots=True)
class Question:
    """What an answer asks about sets that were said in part; without *ask* it only says that they are not logged."""

    ask: Ask | None
    lines: tuple[str, ...]


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
    """The question that waits in this chat, unless it is too old to be what a message answers."""
    ask = scene.memory.ask
    return ask if ask is not None and scene.now - ask.asked_at <= ASK_LASTS else None


def sets_asked_about(ask: Ask, scene: Scene) -> tuple[SaidSet, ...]:
    return scene.read(ask.text, scene.unit).sets


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
    return Question(ask, tuple(lines))


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
        return day + ", ".join(_numbers(said) for said in sets)
    [said] = sets
    name = scene.exercises[said.exercise].name if said.exercise else ""
    warm = "warmup " if said.kind is SetKind.WARMUP else ""
    return f"{day}{warm}{name} {_numbers(replace(said, kind=SetKind.WORK))}"


def _day_text(when: str, scene: Scene) -> str:
    return day_said(when, scene.said_on).isoformat() if when.startswith("--") else when


def _numbers(said: SaidSet) -> str:
    load = f"{plain(said.load.amount)}{said.load.unit}" if said.load else ""
    kind = "" if said.kind is SetKind.WORK else f" {said.kind}"
    if said.hold_seconds is not None:
        times = f"x{said.sets}" if said.sets > 1 else ""
        return f"{load} {said.hold_seconds}s{times}".strip() + kind
    if said.reps is None:
        return load + kind
    reps = f"{load}x{said.reps}" + (f"x{said.sets}" if said.sets > 1 else "") if load else f"{said.sets}x{said.reps}"
    return reps + (f" @{plain(said.rpe)}" if said.rpe is not None else "") + kind


# ── answering ──────────────────────────────────────────────────────────────────────────────────────────────────────


def answered(said: Said, parsed: Parsed, scene: Scene) -> Parsed | None:
    """The sets that the waiting question is about, with what this message says of them; None when it says nothing.

    What else it says is kept too. An answer that makes the sets impossible has no sets, and the reason is refused.
    """
    ask = waiting(scene)
    if ask is None or any(map(is_whole, parsed.sets)) or Intent.QUESTION in (parsed.intent, *parsed.also):
        return None
    if ask.missing == "exercise" and len(scene.named) != 1:
        return None
    found = _joined(parsed, ask, scene) if parsed.sets else _beside(said, ask, scene)
    if found is None or not (_is_further(found, ask) or _is_impossible(found, parsed)):
        return None
    return on_its_day(found, ask, scene)


def _beside(said: Said, ask: Ask, scene: Scene) -> Parsed:
    """An answer without numbers of sets, "bench" or "225", read beside what it answers."""
    answer = said.text.strip()
    if ask.missing == "hold_seconds" and answer.isdecimal():
        answer = f"{answer}s"
    return scene.read(ANSWERED[ask.missing].format(answer=answer, asked=ask.text), scene.unit)


def _joined(parsed: Parsed, ask: Ask, scene: Scene) -> Parsed | None:
    """One set in parts of its own, "225x5", as the answer about one set that it agrees with."""
    before = scene.read(ask.text, scene.unit)
    if len(parsed.sets) != 1 or len(before.sets) != 1 or not _agree(parsed.sets[0], before.sets[0]):
        return None
    return replace(
        parsed,
        sets=(_together(before.sets[0], parsed.sets[0]),),
        intent=Intent.LOG,
        when=parsed.when or before.when,
    )


def _together(asked: SaidSet, given: SaidSet) -> SaidSet:
    return replace(
        asked,
        exercise=asked.exercise or given.exercise,
        load=asked.load if asked.load is not None else given.load,
        reps=asked.reps if asked.reps is not None else given.reps,
        sets=max(asked.sets, given.sets),
        hold_seconds=asked.hold_seconds if asked.hold_seconds is not None else given.hold_seconds,
        rpe=asked.rpe if asked.rpe is not None else given.rpe,
    )


def _agree(one: SaidSet, other: SaidSet) -> bool:
    """Whether both may be the same set: no part of them is said twice and differently, and none is held and lifted."""
    if (one.reps is not None and other.hold_seconds is not None) or (one.hold_seconds and other.reps is not None):
        return False
    pairs = [(getattr(one, part), getattr(other, part)) for part in PARTS]
    return all(ours is None or theirs is None or ours == theirs for ours, theirs in pairs)


def _is_further(found: Parsed, ask: Ask) -> bool:
    return bool(found.sets) and all(getattr(said, ask.missing) is not None for said in found.sets)


def _is_impossible(found: Parsed, parsed: Parsed) -> bool:
    return not found.sets and bool(found.refused) and not parsed.refused


def on_its_day(found: Parsed, ask: Ask, scene: Scene) -> Parsed:
    """The sets were done on the day on which they were said, though midnight may lie before the answer."""
    asked_on = local_day(ask.asked_at, scene.person)
    if asked_on == scene.said_on or day_refusal(found.when, asked_on):
        return found
    return replace(found, when=day_said(found.when, asked_on).isoformat())


def is_said_again(parsed: Parsed, scene: Scene) -> bool:
    """Whether the waiting question needs no answer any more: a set that it is about was said again, and whole."""
    ask = waiting(scene)
    asked = sets_asked_about(ask, scene) if ask else ()
    return any(_agree(said, one) for said in parsed.sets if is_whole(said) for one in asked)
