"""What was said, as rows: sets with what had been prescribed for them, readiness, warning signs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from agents.programmes import goes_by_session
from agents.sessions import sessions
from agents.trend import layoff_days
from bot.decide.answered import is_said_again, overtaken
from bot.decide.asks import is_whole, question
from bot.decide.coaching import Coaching, coach, lifts_meant, lifts_of
from bot.decide.readings import beside, choose
from bot.decide.scene import Answer, Decision, Scene, blank, day_refusal, day_said, say
from bot.message import Said
from bot.parse.facts import Parsed, SaidSet
from bot.parse.taught import sites_in, taught
from bot.wording import logged, not_read
from bot.wording_parts import left_out
from knowledge.exercise import ExerciseId
from knowledge.rules import USUAL_GAPS_MOST, layoff_share
from storage.records import Danger, Entry, Flag, Lift, Prescription, Readiness, RowId, Target, row_id

PLAN_LASTS = timedelta(days=10)  # a layoff starts at 11 days: an older prescription is no plan any more
LONGEST_NOTE = 500  # characters
HELD_ONCE = 1  # the reps of a timed hold


def log(said: Said, parsed: Parsed, scene: Scene, *, answers: bool = False, note: str = "") -> Decision:
    """Keep what is whole, ask about the rest, and say what to lift next. *answers*: the waiting question, with this.

    Of a day for which nothing can be logged only a warning sign is kept.
    """
    if wrong := day_refusal(parsed.when, scene.said_on):
        parsed = replace(_warning_alone(parsed), refused=(wrong, *parsed.refused))
    read, parsed = parsed, choose(parsed, scene.memory)
    other = beside(said, read, parsed, scene)
    entries, readiness = _entries(said, parsed, scene), readiness_of(said, parsed, scene)
    asked = question(parsed, scene, answers=answers)
    left_behind = None if answers or asked else overtaken(parsed, scene)
    changes = replace(
        blank(scene),
        message=said.message,
        entries=entries,
        readiness=readiness,
        flags=_flags(said, parsed, scene),
        answered_ask=answers or left_behind is not None or is_said_again(parsed, scene),
        ask=asked.ask if asked else None,
        readings=(other.reading,) if other else (),
    )
    answer = Answer([note] if note else [], [(other.button,)] if other else [])
    answer.buttons.extend([asked.buttons] if asked and asked.buttons else [])
    if entries or readiness:
        on = day_said(parsed.when, scene.said_on)
        lifts, earlier = [e.lift for e in entries], on if on != scene.today else None
        answer.lines.append(logged(lifts, readiness, scene.exercises, scene.unit, earlier))
        answer.lines.extend([not_read(parsed.unread)] if parsed.unread and parsed.danger is None else [])
    if parsed.danger is Danger.CARE and (sign := scene.red_flag(said.text)) is not None:
        answer.lines.append(sign.advice)
    answer.lines.extend(parsed.refused)
    answer.lines.extend(asked.lines if asked else ())
    answer.lines.extend([left_out(left_behind, scene.exercises, scene.unit)] if left_behind else [])
    if not (entries or readiness or changes.flags):
        return Decision(say(scene, changes, answer))
    return coach(
        Coaching(scene, changes, answer, said.text, lifts_to_plan(scene, changes.flags, entries)), entries, readiness
    )


def _warning_alone(parsed: Parsed) -> Parsed:
    return Parsed(danger=parsed.danger, danger_words=parsed.danger_words, refused=parsed.refused)


def lifts_to_plan(scene: Scene, flags: Sequence[Flag], entries: Sequence[Entry]) -> tuple[ExerciseId, ...]:
    """The lifts to plan: those just logged, else those that were meant, as far as there is a log or a warning."""
    meant = (lift for lift in lifts_meant(scene) if flags or scene.memory.history.get(lift))
    return lifts_of(entries) if entries else tuple(meant)


def _entries(said: Said, parsed: Parsed, scene: Scene) -> tuple[Entry, ...]:
    on = day_said(parsed.when, scene.said_on)
    return tuple(
        Entry(
            user=scene.person.user,
            source=said.source,
            place=place,
            message=said.message,
            said_at=said.sent_at,
            on=on,
            lift=replace(lift, planned=planned(lift, on, said.sent_at, scene)),
            note=parsed.rest[:LONGEST_NOTE] if place == 0 else "",
        )
        for place, lift in enumerate(_whole(parsed.sets))
    )


def _whole(sets: Sequence[SaidSet]) -> list[Lift]:
    return [
        Lift(
            exercise=said.exercise,
            load=said.load,
            reps=HELD_ONCE if said.reps is None else said.reps,
            sets=said.sets,
            rpe=said.rpe,
            kind=said.kind,
            bodyweight=said.bodyweight,
            hold_seconds=said.hold_seconds if said.reps is None else None,
        )
        for said in sets
        if is_whole(said) and said.exercise is not None and said.load is not None
    ]


def planned(lift: Lift, on: date, said_at: datetime, scene: Scene) -> Target | None:
    """What was prescribed for a set of the day *on*: see "A set's plan" in ARCHITECTURE.md. A hold has no plan."""
    if lift.hold_seconds is not None:
        return None
    newest_first = scene.memory.prescriptions.get(lift.exercise, ())
    began_at = _before_plans_of_next(lift, on, said_at, scene)
    of_day = (p for p in newest_first if p.on == on and p.load is not None and p.load.kg == lift.load.kg)
    standing = next((p for p in of_day if began_at is None or p.made_at < began_at), None) or _at_start(
        lift, on, said_at, scene
    )
    if standing is None or standing.load is None:
        return None
    own = (target for target in standing.lead_up if target.load.kg == lift.load.kg < standing.load.kg)
    return next(own, Target(standing.load, standing.reps))


def _at_start(lift: Lift, on: date, said_at: datetime, scene: Scene) -> Prescription | None:
    """The prescription that stood when the session of that day began, however late it is told."""
    began_at = _began_at(lift, on, said_at, scene)
    newest_first = scene.memory.prescriptions.get(lift.exercise, ())
    standing = next((p for p in newest_first if p.on <= on and p.made_at < began_at), None)
    return standing if standing and is_plan_of(standing, on, scene) else None


def _began_at(lift: Lift, on: date, said_at: datetime, scene: Scene) -> datetime:
    """When the first set of the lift of that day was told."""
    of_day = (entry.said_at for entry in scene.memory.history.get(lift.exercise, ()) if entry.on == on)
    return min([said_at, *of_day])


def _before_plans_of_next(lift: Lift, on: date, said_at: datetime, scene: Scene) -> datetime | None:
    """The instant from which a prescription of that day is for the next session; None: it is for the day's sets."""
    if not goes_by_session(scene.exercises[lift.exercise], scene.person.profile):
        return None
    return _began_at(lift, on, said_at, scene)


def as_planned(lift: Lift, prescription: Prescription, said_at: datetime, scene: Scene) -> Lift:
    """*lift*, done as prescribed: with the plan of today's session where the prescription is for the next one."""
    next_from = _before_plans_of_next(lift, scene.today, said_at, scene)
    if next_from is None or prescription.made_at < next_from:
        return lift
    return replace(lift, planned=planned(lift, scene.today, said_at, scene))


def is_plan_of(prescription: Prescription, on: date, scene: Scene) -> bool:
    """Whether a prescription is still the plan on a day: within PLAN_LASTS, or after a gap that is usual for him."""
    if on - prescription.on <= PLAN_LASTS:
        return True
    lift = prescription.exercise
    found = sessions(lift, scene.memory.history.get(lift, ()), prescription.on, USUAL_GAPS_MOST + 1)
    return bool(found) and layoff_share(layoff_days(found, on)) == 1


def readiness_of(said: Said, parsed: Parsed, scene: Scene) -> Readiness | None:
    if not tells_readiness(parsed):
        return None
    return Readiness(
        user=scene.person.user,
        source=said.source,
        message=said.message,
        said_at=said.sent_at,
        on=day_said(parsed.when, scene.said_on),
        sleep_minutes=parsed.sleep_minutes,
        soreness=parsed.soreness,
        soreness_site=parsed.soreness_site,
        energy=parsed.energy,
        stress=parsed.stress,
        body_weight=parsed.body_weight,
    )


def tells_readiness(parsed: Parsed) -> bool:
    values = (parsed.sleep_minutes, parsed.soreness, parsed.energy, parsed.stress, parsed.body_weight)
    return any(value is not None for value in values)


def _flags(said: Said, parsed: Parsed, scene: Scene) -> tuple[Flag, ...]:
    """Pain stops the lifts that are spoken of, or all when none is; what needs a doctor stops all."""
    if parsed.danger in (None, Danger.CARE):
        return ()
    named: tuple[ExerciseId | None, ...] = scene.named if parsed.danger is Danger.PAIN else ()
    return tuple(
        Flag(
            id=flag_id(said.source, lift),
            user=scene.person.user,
            exercise=lift,
            danger=parsed.danger,
            words=_flag_words(said, parsed),
            raised_at=scene.now,
        )
        for lift in named or (None,)
    )


def _flag_words(said: Said, parsed: Parsed) -> str:
    """The words that told, with the body part that stands elsewhere in the message: it says which lifts are stopped."""
    words = parsed.danger_words or said.text[:200]
    if sites_in(words) or parsed.danger is not Danger.PAIN:
        return words
    return ", ".join((words, *taught(said.text, lambda _: False, words).hurts))


def flag_id(source: str, lift: ExerciseId | None) -> RowId:
    return row_id("flag", source, lift or "")
