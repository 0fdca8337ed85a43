"""Invented lifters: who they are, what they train, and a body each of the simulator's making."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Final, TypeVar

from knowledge.exercise import Exercise, ExerciseId, Exercises, Region
from knowledge.units import Load, Unit
from learning.simulator.draws import draw
from learning.simulator.lifter import LiftState, Traits, fresh_state, traits
from learning.simulator.world import SQUAT_TO_BENCH, WORLDS, Level, World
from learning.synth.phrases import Table, table
from storage.records import Injury, Profile, Style, UserId

T = TypeVar("T")

OF_BENCH: Final[Mapping[str, float]] = {
    "squat": 1.3,
    "bench_press": 1.0,
    "deadlift": 1.55,
    "overhead_press": 0.62,
    "barbell_row": 0.8,
    "front_squat": 1.05,
    "romanian_deadlift": 1.1,
    "incline_bench_press": 0.82,
    "close_grip_bench_press": 0.9,
    "paused_bench_press": 0.93,
    "sumo_deadlift": 1.5,
    "hip_thrust": 1.6,
    "push_press": 0.8,
    "pendlay_row": 0.75,
    "dumbbell_bench_press": 0.4,
    "dumbbell_row": 0.42,
    "dumbbell_shoulder_press": 0.27,
    "lat_pulldown": 0.75,
    "cable_row": 0.75,
    "leg_press": 2.2,
    "leg_curl": 0.55,
    "chest_press": 0.95,
    "goblet_squat": 0.42,
    "pull_up": 1.35,
    "dip": 1.4,
}
"""A lift's 1RM as a share of the same lifter's on the bench, by convention; of moves with the body the whole weight."""
MAIN: Final = ("squat", "bench_press", "deadlift", "overhead_press", "barbell_row")
PROGRAMMES: Final = ("531", "stronglifts", "starting_strength", "texas_method", "double_progression", "rpe_target")
MONTHS: Final[Mapping[Level, tuple[int, int]]] = {
    Level.NOVICE: (1, 12),
    Level.INTERMEDIATE: (13, 48),
    Level.ADVANCED: (49, 180),
}
FIRST_DAYS: Final = date(2026, 1, 5)
FREE: Final = 0.65  # share of lifters without a programme
AGES: Final = (*range(18, 66), 16, 17)
AGES_OF_PREGNANT: Final = range(18, 46)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """One lift of a lifter, with the body's truth about it."""

    exercise: Exercise
    state: LiftState
    body_kg: float  # that moves along; 0 save on moves with the body


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifter:
    """*random* goes on through all that happens to him, so that he is the same whoever else is drawn."""

    user: UserId
    level: Level
    profile: Profile
    traits: Traits
    world: World
    lifts: tuple[Trained, ...]
    begins_on: date
    random: Random


def pseudonym(seed: int, number: int) -> UserId:
    return UserId(f"synthetic-{seed}-{number}")


def lifter(seed: int, number: int, exercises: Exercises) -> Lifter:
    """The lifter of this number. Levels, styles and units take turns, so that each has its share."""
    random = Random(f"{seed}:lifter:{number}")
    level, world = list(Level)[number % 3], random.choice(list(WORLDS.values()))
    style = list(Style)[number % 2]
    unit = (Unit.LB, Unit.KG)[number // 2 % 2]
    begins_on = FIRST_DAYS + timedelta(days=random.randrange(300))
    body_kg = random.uniform(55, 110)
    profile = _profile(random, level, style, unit, body_kg, begins_on)
    own = traits(level, world, draw(random, 0, 0))
    lifts = tuple(_trained(random, exercises[name], level, body_kg) for name in _names(random))
    return Lifter(
        user=pseudonym(seed, number),
        level=level,
        profile=profile,
        traits=own,
        world=world,
        lifts=lifts,
        begins_on=begins_on,
        random=random,
    )


def _names(random: Random) -> list[ExerciseId]:
    first = random.choice(MAIN)
    others = [name for name in OF_BENCH if name != first]
    return [ExerciseId(name) for name in (first, *random.sample(others, 2))]


def _trained(random: Random, exercise: Exercise, level: Level, body_kg: float) -> Trained:
    state = fresh_state(level, exercise.region, draw(random, 0, 0))
    share = OF_BENCH[exercise.id] / (SQUAT_TO_BENCH if exercise.region is Region.LOWER else 1)
    along = body_kg if exercise.bodyweight else 0.0
    least = along * 1.15  # who cannot lift himself would be helped, and trains something else
    capacity_kg = max(state.capacity_kg * share, least)
    state.ceiling_kg = max(state.ceiling_kg * share, capacity_kg * 1.05)
    state.capacity_kg = capacity_kg
    return Trained(exercise=exercise, state=state, body_kg=along)


def _profile(random: Random, level: Level, style: Style, unit: Unit, body_kg: float, on: date) -> Profile:
    words, pregnant = table("lifters"), random.random() < 0.01
    weight = round(Load(Decimal(round(body_kg)), Unit.KG).to(unit, Decimal(1)).amount)
    return Profile(
        unit=unit,
        experience_months=_sometimes(random, 0.6, random.randint(*MONTHS[level])),
        goal=_sometimes(random, 0.5, random.choice(words["goals"])),
        programme="free" if random.random() < FREE else random.choice(PROGRAMMES),
        injuries=_injuries(random, words, on),
        body_weight=_sometimes(random, 0.4, Load(Decimal(weight), unit)),
        days_per_week=_sometimes(random, 0.4, random.randint(2, 6)),
        age_years=_sometimes(random, 0.4, random.choice(AGES_OF_PREGNANT if pregnant else AGES)),
        pregnant=pregnant,
        likes=_some(random, words["likes"]),
        dislikes=_some(random, words["dislikes"]),
        style=style,
    )


def _sometimes(random: Random, share: float, value: T) -> T | None:
    return value if random.random() < share else None


def _some(random: Random, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(random.sample(words, random.choice((0, 0, 0, 1, 2))))


def _injuries(random: Random, words: Table, on: date) -> tuple[Injury, ...]:
    if random.random() >= 0.1:
        return ()
    site, since = random.choice(words["injuries"]), on - timedelta(days=random.randint(5, 200))
    return (Injury(site, since, on - timedelta(days=1) if random.random() < 0.5 else None),)
