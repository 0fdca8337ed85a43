"""Bare loads of a lift that has a unit of its own: a lifter in lb whose squat rack has kg plates."""

from collections.abc import Callable
from dataclasses import replace

from agents.loading import loading_of, said_unit
from bot.decide.scene import Scene
from bot.parse.facts import Parsed, SaidSet
from bot.parse.limits import set_refusal
from knowledge.exercise import ExerciseId, Exercises
from knowledge.units import Load, Unit
from storage.records import Profile

Read = Callable[[str, Unit], Parsed]


def lifts_in_other_unit(profile: Profile) -> frozenset[ExerciseId]:
    return frozenset(own.exercise for own in profile.loadings if own.unit not in (None, profile.unit))


def in_own_units(read: Read, profile: Profile, exercises: Exercises) -> Read:
    """*read*, but where it is asked to read in the lifter's unit, bare loads of such lifts are in theirs.

    Asked to read in the other unit, it does: then that is what was said.
    """
    lifts = lifts_in_other_unit(profile)
    if not lifts:
        return read

    def read_own(text: str, unit: Unit) -> Parsed:
        parsed = read(text, unit)
        return parsed if unit is not profile.unit else _merged(parsed, read(text, _other(unit)), lifts, exercises)

    return read_own


def as_of(lift: ExerciseId, text: str, parsed: Parsed, scene: Scene) -> Parsed:
    """*parsed*, the reading of *text*, as words about *lift*: where they name none, bare loads are in its unit."""
    unit = said_unit(lift, scene.person.profile)
    if scene.named or unit is scene.unit:
        return parsed
    return replace(scene.read(text, unit), body_weight=parsed.body_weight)


def unit_of_answer(lift: ExerciseId, scene: Scene) -> Unit:
    """What a bare load is in that answers a question about *lift*: its own unit, else that of its newest set today."""
    if own := loading_of(lift, scene.person.profile).unit:
        return own
    of_lift = (one for one in reversed(scene.memory.recent) if one.lift.exercise == lift and one.lift.load.amount)
    newest = next(of_lift, None)
    return newest.lift.load.unit if newest and newest.on == scene.said_on else scene.unit


def _other(unit: Unit) -> Unit:
    return Unit.KG if unit is Unit.LB else Unit.LB


def _merged(here: Parsed, there: Parsed, lifts: frozenset[ExerciseId], exercises: Exercises) -> Parsed:
    """Two readings of one text as one: of *lifts* what is said *there*, of all else what is said *here*."""

    def is_there(said: SaidSet) -> bool:
        return (said.exercise or (here.which.exercise if here.which else None)) in lifts

    sets = (*here.sets, *there.sets)
    if not any(map(is_there, sets)):
        return here
    if all(map(is_there, sets)):
        return replace(there, body_weight=here.body_weight)
    if [said.exercise for said in here.sets] == [said.exercise for said in there.sets]:
        pairs = zip(here.sets, there.sets, strict=True)
        return replace(here, sets=tuple(other if is_there(other) else said for said, other in pairs))
    # A load is possible in one unit only, so the sets do not stand side by side.
    kept = (*(said for said in here.sets if not is_there(said)), *(said for said in there.sets if is_there(said)))
    otherwise = {why for said in kept if (why := _refusal_otherwise(said, exercises))}
    refused = dict.fromkeys(why for why in (*here.refused, *there.refused) if why not in otherwise)
    return replace(here, sets=kept, refused=tuple(refused))


def _refusal_otherwise(said: SaidSet, exercises: Exercises) -> str | None:
    """Why the set could not be, had its load been said in the other unit."""
    if said.load is None or said.exercise is None:
        return None
    return set_refusal(replace(said, load=Load(said.load.amount, _other(said.load.unit))), exercises[said.exercise])
