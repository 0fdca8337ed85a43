"""Loads, doses and readiness in the chat's words."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from agents.plan import Dose, Plan, Today
from knowledge.exercise import Exercise
from knowledge.programme_rules import PROGRAMME_RULES
from knowledge.rules import RULES
from knowledge.units import Load, Unit, plain
from knowledge.words import Words, joined, words
from knowledge.words import capital as capital
from knowledge.words import counted as of_number
from knowledge.words import listed as listed
from storage.records import Danger, EnergyLevel

OF_PROGRAMMES: Final = frozenset(rule.name for rule in PROGRAMME_RULES)


def load_text(load: Load, exercise: Exercise, unit: Unit | None = None) -> str:
    """``190``; with its unit where that is not *unit*, the lifter's own: ``87.5 kg``. None: never with a unit."""
    if exercise.bodyweight and load.amount == 0:
        return words("bodyweight")
    sign = "+" if exercise.bodyweight and load.amount > 0 else ""
    return sign + (plain(load.amount) if unit in (None, load.unit) else str(load))


def dose_text(dose: Dose, exercise: Exercise, unit: Unit | None = None) -> str:
    """``190 × 5``; ``190 × 5+`` where the last set goes on."""
    return joined([load_text(dose.load, exercise, unit), f" × {dose.reps}{'+' if dose.amrap else ''}"], "")


def doses_text(plan: Plan, dose: Dose, exercise: Exercise, unit: Unit | None = None) -> str:
    """The *dose* of a plan with what leads up to it: ``145 × 5, 170 × 5, 190 × 5+``."""
    return joined([dose_text(one, exercise, unit) for one in (*plan.lead_up, dose)], ", ")


def shows_sets(plan: Plan) -> bool:
    """Whether a rule cut the sets or a programme names them, so that their number stands beside the load."""
    named = any(RULES[fired.rule].sets < 1 or fired.rule in OF_PROGRAMMES for fired in plan.reasons)
    return named and not plan.lead_up


def stopped(plan: Plan, exercise: Exercise) -> str:
    """What a referral stops: in an emergency all lifting, otherwise the lift."""
    return words("lifting") if plan.reasons[0].rule == Danger.EMERGENCY else exercise.name


def sleep_text(minutes: int) -> str:
    """``8 h``, ``6.5 h``, or ``6 h 20 min`` where no quarter of an hour fits."""
    if minutes % 15 == 0:
        return words("{hours} h", hours=plain(Decimal(minutes) / 60))
    hours, rest = divmod(minutes, 60)
    if not hours:
        return words("{minutes} min", minutes=rest)
    return words("{hours} h {minutes} min", hours=hours, minutes=rest)


def energy_text(today: Today) -> str | None:
    """``energy low`` or ``energy 6 of 10``; None when nothing was said."""
    if today.energy is None:
        return None
    return f"energy {today.energy}" if isinstance(today.energy, EnergyLevel) else f"energy {today.energy} of 10"


def tired_text(weeks: int, count: int, of: int, *, all_out: bool) -> Words:
    """``5 weeks without a deload, and 3 of the last 4 sessions missed``; or all out."""
    return words(
        "{weeks}, and {number} of the last {sessions} sessions {ended}",
        weeks=of_number("{count} week without a deload", "{count} weeks without a deload", count=weeks),
        number=count,
        sessions=of,
        ended=words("all out") if all_out else words("missed"),
    )


def day_text(day: date) -> str:
    """``22 November``."""
    return f"{day.day} {day:%B}"


def counted(count: int, noun: str) -> str:
    """``1 rep``, ``5 reps``; only NOUNS are known in other languages."""
    if noun in NOUNS:
        return NOUNS[noun](count)
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


NOUNS: Final[Mapping[str, Callable[[int], Words]]] = {
    "set": lambda count: of_number("{count} set", "{count} sets", count=count),
    "rep": lambda count: of_number("{count} rep", "{count} reps", count=count),
    "session": lambda count: of_number("{count} session", "{count} sessions", count=count),
    "day": lambda count: of_number("{count} day", "{count} days", count=count),
    "file": lambda count: of_number("{count} file", "{count} files", count=count),
}
