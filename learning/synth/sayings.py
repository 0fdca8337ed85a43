"""What an invented lifter types: a set, or a question for the next one, with how he slept and feels."""

from collections.abc import Sequence
from random import Random
from typing import Final

from knowledge.exercise import Exercise
from knowledge.units import plain
from learning.synth.phrases import table
from storage.records import EnergyLevel, Lift, Readiness, SetKind

FELT: Final = 3  # soreness from which somebody says that he feels it


def logged_text(exercise: Exercise, lifts: Sequence[Lift], readiness: Readiness, random: Random) -> str:
    """Every set of a session in one message; at times a word on how it went."""
    words, failed = table("lifters"), any(lift.kind is SetKind.FAILED for lift in lifts)
    sets = [_set(exercise, lift, random) for lift in lifts]
    mood = random.choice(words["moods"]["low" if failed else random.choice(("happy", "neutral"))])
    return _joined([*sets, *_feels(readiness, random), *([mood] if random.random() < 0.35 else [])], random)


def asked_text(exercise: Exercise, readiness: Readiness, random: Random) -> str:
    """A question for the next load, before a set of it."""
    asked: str = random.choice(table("lifters")["asked"])
    return _joined([asked.format(lift=_called(exercise, random)), *_feels(readiness, random)], random)


def _set(exercise: Exercise, lift: Lift, random: Random) -> str:
    words = table("lifters")
    kind = "failed" if lift.kind is SetKind.FAILED else "several" if lift.sets > 1 else "single"
    unit = random.choice(("", "", lift.load.unit.value))
    form: str = random.choice(words[kind])
    said = form.format(
        lift=_called(exercise, random), load=f"{plain(lift.load.amount)}{unit}", reps=lift.reps, sets=lift.sets
    )
    return f"{said} @{plain(lift.rpe)}" if lift.rpe is not None else said


def _called(exercise: Exercise, random: Random) -> str:
    return random.choice((exercise.short, exercise.short, exercise.name))


def _feels(readiness: Readiness, random: Random) -> list[str]:
    words, found = table("lifters"), []
    if readiness.sleep_minutes is not None:
        hours, minutes = divmod(readiness.sleep_minutes, 60)
        said = f"{hours}.5h" if minutes else random.choice((f"{hours}h", f"{hours} h", f"{hours} hours"))
        found.append(random.choice(words["sleep"]).format(sleep=said))
    if readiness.soreness is not None:
        site = f" {readiness.soreness_site}" if readiness.soreness_site else ""
        ways = words["soreness"] + (words["felt"] if readiness.soreness >= FELT else ())
        found.append(random.choice(ways).format(sore=readiness.soreness) + site)
    if readiness.energy is not None:
        energy = readiness.energy.value if isinstance(readiness.energy, EnergyLevel) else readiness.energy
        found.append(f"energy {energy}")
    return found


def _joined(parts: Sequence[str], random: Random) -> str:
    return random.choice((" ", ", ", ", ", ". ")).join(parts).replace("?. ", "? ").replace("?, ", "? ")
