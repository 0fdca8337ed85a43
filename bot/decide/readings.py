"""How a message may be meant: which of two readings is taken, what is offered beside it, and what is left unread."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from agents.prompting import LONGEST_QUOTE
from agents.proposal import Unread
from agents.said_numbers import read_numbers
from bot.decide.asks import is_whole
from bot.decide.scene import Decision, Scene
from bot.message import Said
from bot.parse.facts import Intent, Parsed, SaidSet
from bot.wording_parts import other_reading
from knowledge.units import Load
from storage.records import Button, Entry, Lift, Memory, Prescription, Reading, SetKind, row_id

SAME_SHARE = Decimal("0.05")  # of a load: what a step of progress changes
NEAR_SHARE = Decimal("0.25")  # of a load: what a lifter's sets of one lift lie within


@dataclass(frozen=True, slots=True)
class Beside:
    """The reading that was not taken, and the button that takes it instead."""

    reading: Reading
    button: Button


# ── which one is taken ─────────────────────────────────────────────────────────────────────────────────────────────


def choose(parsed: Parsed, memory: Memory) -> Parsed:
    """*parsed* in the reading that the standing plan or the last sets speak for; where they are silent, as it is.

    All sets with two readings go the same way, because a person writes one way within a message.
    """
    return turned(parsed) if sum(_vote(said, memory) for said in parsed.sets) > 0 else parsed


def turned(parsed: Parsed) -> Parsed:
    """*parsed* with the other reading of each set that has one; the first is then its ``otherwise``."""
    return replace(parsed, sets=tuple(_turned(said) for said in parsed.sets))


def settled(parsed: Parsed) -> Parsed:
    """*parsed* without any other reading."""
    return replace(parsed, sets=tuple(replace(said, otherwise=None) for said in parsed.sets))


def _turned(said: SaidSet) -> SaidSet:
    return replace(said.otherwise, otherwise=replace(said, otherwise=None)) if said.otherwise else said


def _vote(said: SaidSet, memory: Memory) -> int:
    """1 for the other reading, -1 for this one, 0 where nothing speaks for either."""
    other = said.otherwise
    if said.exercise is None or other is None:
        return 0
    plan = next((p for p in memory.prescriptions.get(said.exercise, ()) if p.load is not None), None)
    if plan and (by_plan := _is_planned(other, plan) - _is_planned(said, plan)):
        return by_plan
    work = [entry for entry in memory.history.get(said.exercise, ()) if entry.lift.kind is SetKind.WORK]
    if not work:
        return 0
    here, there = _closeness(said, work), _closeness(other, work)
    return (there > here) - (there < here)


def _is_planned(said: SaidSet, plan: Prescription) -> bool:
    return plan.load is not None and _lies_within(said.load, plan.load, Decimal(0)) and said.reps == plan.reps


def _closeness(said: SaidSet, work: Sequence[Entry]) -> tuple[int, int]:
    """How well a set continues the *work* (oldest first): by its load, and at the same load by its reps and sets."""
    last = work[-1].lift
    if not _lies_within(said.load, last.load, SAME_SHARE):
        return int(_lies_within(said.load, last.load, NEAR_SHARE)), 0
    of_day = (e.lift for e in work if e.on == work[-1].on and e.lift.load.kg == last.load.kg)
    done = sum(lift.sets for lift in of_day if lift.reps == last.reps)
    return 2, -abs((said.reps or 0) - last.reps) - abs(said.sets - done)


def _lies_within(load: Load | None, usual: Load, share: Decimal) -> bool:
    return load is not None and abs(load.kg - usual.kg) <= abs(usual.kg) * share


# ── the other one ──────────────────────────────────────────────────────────────────────────────────────────────────


def beside(said: Said, read: Parsed, taken: Parsed, scene: Scene) -> Beside | None:
    """The button for the reading that was not *taken* of what was *read*; None where the two are not close.

    None too where the sets came together from more than this message, so that its text alone does not say them.
    """
    other = next(_close(read.sets, taken.sets), None)
    if other is None or scene.read(said.text, scene.unit).sets != read.sets:
        return None
    reading = reading_of("reading", said, scene, replaces=True)
    return Beside(reading, Button(other_reading(other, scene.unit), f"read:{reading.id}"))


def reading_of(kind: str, said: Said, scene: Scene, *, replaces: bool) -> Reading:
    """The row of a reading that this turn offers."""
    return Reading(
        id=row_id(kind, scene.turn),
        user=scene.person.user,
        address=scene.incoming.where,
        message=said.message,
        text=said.text,
        replaces=replaces,
        said_at=said.sent_at,
        on=scene.said_on,
        offered_at=scene.now,
    )


def _close(read: Sequence[SaidSet], taken: Sequence[SaidSet]) -> Iterator[SaidSet]:
    """The other readings of what is logged that are close: against the convention, of more sets than reps, of two
    numbers."""
    for said, chosen in zip(read, taken, strict=True):
        if said.otherwise is None or chosen.otherwise is None or not is_whole(chosen):
            continue
        if chosen is not said or said.load != said.otherwise.load or said.sets > (said.reps or 0):
            yield chosen.otherwise


# ── what is left unread ────────────────────────────────────────────────────────────────────────────────────────────

NEVER = (Intent.QUESTION, Intent.PAIN, Intent.CORRECTION)


def with_unread(decision: Decision, said: Said, parsed: Parsed, scene: Scene) -> Decision:
    """*decision*, with the words that the reader left for a model to propose a reading of, where there may be one.

    Beside what was logged these are the numbers that were not; of small talk too, where plans and other people's sets
    are no such numbers; else the whole of a message that nobody could read.
    """
    changes = decision.changes
    logged = bool(changes.entries or changes.readiness)
    is_talk = Intent.SMALLTALK in (parsed.intent, *parsed.also)
    words = parsed.unread if logged or is_talk else said.text
    is_never = any(intent in NEVER for intent in (parsed.intent, *parsed.also))
    if is_never or parsed.danger or parsed.refused or parsed.delete_last or changes.ask or changes.flags:
        return decision
    if not (logged or is_talk or parsed.intent is Intent.GARBAGE) or not _may_be_sets(words, scene):
        return decision
    return replace(decision, unread=_unread(words, said, scene))


def _may_be_sets(words: str, scene: Scene) -> bool:
    """Whether there are a number and a word, in no more text than a model is shown."""
    if len(words) > LONGEST_QUOTE or not any(letter.isalpha() for letter in words):
        return False
    return bool(read_numbers(words, scene.unit).numbers)


def _unread(words: str, said: Said, scene: Scene) -> Unread:
    reading = reading_of("proposal", said, scene, replaces=False)
    return Unread(
        turn=scene.turn,
        arm=scene.person.profile.style,
        unit=scene.unit,
        said=said.text,
        words=words,
        reading=reading,
    )


def lifts_alone(parsed: Parsed) -> tuple[Lift, ...]:
    """The sets of a text that says whole work sets in one way, and nothing else; none for any other."""
    sets = parsed.sets
    if parsed != Parsed(sets=sets, intent=Intent.LOG) or any(said.otherwise for said in sets):
        return ()
    lifts = tuple(
        Lift(
            exercise=said.exercise,
            load=said.load,
            reps=said.reps,
            sets=said.sets,
            rpe=said.rpe,
            kind=said.kind,
            bodyweight=said.bodyweight,
        )
        for said in sets
        if said.exercise is not None and said.load is not None and said.reps is not None
    )
    return lifts if len(lifts) == len(sets) else ()
