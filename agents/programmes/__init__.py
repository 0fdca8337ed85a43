"""What the programme that a lifter follows prescribes next, from his log alone.

Where it stands is replayed from the sessions, never stored. A day counts for its programme when the load that it asks
for was lifted. A day with other loads, or one that readiness made easier, counts for nothing: it is asked for again.
"""

from dataclasses import replace
from decimal import Decimal
from typing import assert_never

from agents.loading import rack_of, rack_unit
from agents.plan import Action, Dose
from agents.programmes.course import down, in_unit
from agents.programmes.double import double
from agents.programmes.linear import linear
from agents.programmes.rated import rated
from agents.programmes.start import named_maximum
from agents.programmes.waves import Stand as Stand
from agents.programmes.waves import WavesCourse, first_week, stand_at, wave_stand, waves
from agents.programmes.weekly import WeeklyCourse, first_monday, weekly
from agents.situation import Proposal, Situation
from knowledge.exercise import Exercise
from knowledge.plates import Rack
from knowledge.programme import Double, Free, Linear, Programme, Rated, Waves, Weekly, programmes
from knowledge.units import MILLI, Load
from storage.records import Profile, Target


def programme_proposal(now: Situation) -> Proposal | None:
    """What the programme of the profile prescribes; None on a free log, or where it has nothing to go by yet."""
    programme = programmes().get(now.profile.programme)
    if programme is None or not _is_followed(programme, now.exercise, now.profile):
        return None
    match programme:
        case Free():
            return None
        case Linear():
            return linear(now, programme)
        case Waves():
            return _cleared_first(now, _made_first(now, waves(now, programme)))
        case Weekly():
            return _cleared_first(now, _made_first(now, weekly(now, programme)))
        case Double():
            return double(now, programme)
        case Rated():
            return rated(now, programme)
        case _:
            assert_never(programme)


def _is_followed(programme: Programme, exercise: Exercise, profile: Profile) -> bool:
    """Whether a lift is one of the programme's, or made one by a maximum that was named for it."""
    if exercise.timed or (exercise.bodyweight and not isinstance(programme, Double)):
        return False
    named = any(one.exercise == exercise.id for one in profile.training_maxes)
    return programme.is_for(exercise) or (named and isinstance(programme, Waves | Weekly))


def _made_first(now: Situation, asked: Proposal | None) -> Proposal | None:
    """*asked*, but no more than was missed last, as on a day that does not count: never up after a miss."""
    last = now.last
    missed = not last.met and not last.light if last.planned else last.failed
    if asked is None or asked.action is not Action.INCREASE or not missed:
        return asked
    if asked.load.kg <= last.load.kg:
        return replace(asked, action=down(asked.load, last.load))
    return _as_last(now, asked, "reps were missed, so the same load first")


def _cleared_first(now: Situation, asked: Proposal | None) -> Proposal | None:
    """*asked*, but no more than was lifted last while he was cleared to train only lately."""
    is_cleared = now.today.cleared_today or now.lately_cleared
    if asked is None or not is_cleared or asked.load.kg <= now.last.load.kg:
        return asked
    return _as_last(now, asked, "you were cleared to train only lately, so no more than last time")


def _as_last(now: Situation, asked: Proposal, text: str) -> Proposal:
    """*asked* with the load that was lifted last, and not all out."""
    load = now.rack.round_down(in_unit(now.last.load, now.rack).amount)
    return replace(
        asked,
        action=Action.HOLD,
        text=text,
        load=load,
        held=Target(load, asked.reps or now.last.reps),
        amrap=False,
        lead_up=_in_proportion(asked, load, now.rack),
    )


def first_proposal(exercise: Exercise, profile: Profile) -> tuple[Proposal, Rack] | None:
    """What a maximum that was named asks for before any set is on record; None where none was, or none is needed."""
    programme, named = programmes().get(profile.programme), named_maximum(exercise, profile)
    if programme is None or named is None or not _is_followed(programme, exercise, profile):
        return None
    unit = rack_unit(exercise, profile) or named.unit
    maximum = named if named.unit is unit else named.down_to(unit, MILLI)
    rack = rack_of(exercise, profile, maximum)
    match programme:
        case Waves():
            return first_week(WavesCourse(programme, exercise, rack), maximum.amount), rack
        case Weekly():
            return first_monday(WeeklyCourse(programme, exercise, rack), maximum.amount), rack
        case _:
            return None


def stand_of(exercise: Exercise, profile: Profile, now: Situation | None) -> Stand | None:
    """Where a lift is in the weeks of its programme; None on one without weeks, or before a training max is known.

    *now*: None while no set of it is on record.
    """
    programme = programmes().get(profile.programme)
    if not isinstance(programme, Waves) or not _is_followed(programme, exercise, profile):
        return None
    if now is not None:
        return wave_stand(now, programme)
    named = named_maximum(exercise, profile)
    return stand_at(programme, named) if named else None


def goes_by_session(exercise: Exercise, profile: Profile) -> bool:
    """Whether what is prescribed after a day's sets is for the next session: it is no plan of sets of that day."""
    programme = programmes().get(profile.programme)
    by_session = isinstance(programme, Linear | Waves | Weekly)
    return programme is not None and by_session and _is_followed(programme, exercise, profile)


def _in_proportion(training: Proposal, load: Load, rack: Rack) -> tuple[Dose, ...]:
    """What leads up to *load* in the place of the load of *training*."""
    share = min(load.kg / training.load.kg, Decimal(1)) if training.load.kg > 0 else Decimal(1)
    return tuple(Dose(rack.round_down(one.load.amount * share), one.reps, one.sets) for one in training.lead_up)


def as_asked(now: Situation, training: Proposal) -> Situation:
    """*now* with what "hold" means in the programme in the place of the standing load; unchanged on a free log."""
    if training.held is None:
        return now
    return replace(now, aim=training.cut_from or training.held.load, standing=training.held, sets=training.sets)


def eased(readiness: Proposal, training: Proposal, rack: Rack) -> Proposal:
    """What a bad day leaves of a programme's day: the same sets, none of them all out, led up to in proportion."""
    if training.held is None:
        return readiness
    lead_up = _in_proportion(training, readiness.load, rack)
    return replace(
        readiness, reps=training.held.reps, lead_up=lead_up, held=training.held, earn=training.earn, amrap=False
    )


def is_capped(readiness: Proposal, training: Proposal) -> bool:
    """Whether a bad day takes over though the programme's load is no heavier: it is held then, and not all out."""
    same = readiness.load.kg == training.load.kg
    return training.held is not None and same and training.action is Action.INCREASE
