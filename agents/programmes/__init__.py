"""What the programme that a lifter follows prescribes next, from his log alone.

Where it stands is replayed from the sessions, never stored. A day counts for its programme when the load that it asks
for was lifted. A day with other loads, or one that readiness made easier, counts for nothing: it is asked for again.
"""

from dataclasses import replace
from decimal import Decimal
from typing import assert_never

from agents.plan import Action, Dose
from agents.programmes.double import double
from agents.programmes.linear import linear
from agents.programmes.rated import rated
from agents.programmes.waves import waves
from agents.programmes.weekly import weekly
from agents.situation import Proposal, Situation
from knowledge.exercise import Exercise
from knowledge.plates import Rack
from knowledge.programme import Double, Free, Linear, Programme, Rated, Waves, Weekly, programmes
from storage.records import Profile


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
            return waves(now, programme)
        case Weekly():
            return weekly(now, programme)
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


def as_asked(now: Situation, training: Proposal) -> Situation:
    """*now* with what "hold" means in the programme in the place of the standing load; unchanged on a free log."""
    if training.held is None:
        return now
    return replace(now, aim=training.held.load, standing=training.held, sets=training.sets)


def eased(readiness: Proposal, training: Proposal, rack: Rack) -> Proposal:
    """What a bad day leaves of a programme's day: the same sets, none of them all out, led up to in proportion."""
    if training.held is None:
        return readiness
    share = min(readiness.load.kg / training.load.kg, Decimal(1)) if training.load.kg > 0 else Decimal(1)
    lead_up = tuple(Dose(rack.round_down(one.load.amount * share), one.reps, one.sets) for one in training.lead_up)
    return replace(
        readiness, reps=training.held.reps, lead_up=lead_up, held=training.held, earn=training.earn, amrap=False
    )


def is_capped(readiness: Proposal, training: Proposal) -> bool:
    """Whether a bad day takes over though the programme's load is no heavier: it is held then, and not all out."""
    same = readiness.load.kg == training.load.kg
    return training.held is not None and same and training.action is Action.INCREASE
