"""The "no" to eating too little or losing too fast, why, and what is sound instead."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from agents.questions.basis import basis
from agents.questions.question import Answered, Question
from agents.questions.restriction import WEEK, Restriction
from knowledge.units import Load, Unit
from knowledge.words import counted, grouped, words

FLOOR_KCAL: Final = (
    1200,
    1500,
)  # a day, for women and for men; Jensen 2014 (AHA/ACC/TOS), the least that is prescribed
DEFICIT: Final = (300, 500)  # kcal a day; at 500 lean mass is hardly gained: Murphy 2021
LOSS: Final = (Decimal("0.005"), Decimal("0.01"))  # of the body weight a week; Garthe 2011: 0.7 % beat 1.4 %
MOST_UNWEIGHED: Final = Load(Decimal(1), Unit.KG)  # a week, where the body weight is not known
SOURCE: Final = words("0.5 to 1 % of body weight a week, Garthe 2011; the least calories a day, Jensen 2014")


def too_little(question: Question, weight: Load | None) -> Answered | None:
    """None where nothing that was named is too little, or too fast for that body weight."""
    named = question.restriction
    why = _why(named, weight) if named else None
    if why is None:
        return None
    women, men = (grouped(kcal) for kcal in FLOOR_KCAL)
    floor = words(
        "Without a doctor never under {women} kcal a day (women) or {men} (men); to go lower or faster, ask one first.",
        women=women,
        men=men,
    )
    return Answered(lines=(why, _sound(weight), floor), basis=basis(rule=SOURCE), is_final=True)


def _sound(weight: Load | None) -> str:
    if weight is None:
        return words("Sound is to lose 0.5 to 1 % of your body weight a week.")
    return words(
        "Sound is to lose 0.5 to 1 % of your body weight a week, {least} to {most} {unit} at {weight}.",
        least=a_week(weight, LOSS[0]),
        most=a_week(weight, LOSS[1]),
        unit=weight.unit,
        weight=weight,
    )


def a_week(weight: Load, share: Decimal) -> str:
    """The share of a body weight, in steps that a scale shows."""
    step = Decimal("0.1") if weight.unit is Unit.KG else Decimal("0.5")
    return f"{(weight.amount * share / step).quantize(Decimal(1), ROUND_HALF_UP) * step:f}"


def _why(named: Restriction, weight: Load | None) -> str | None:
    if named.kcal is not None and named.kcal < FLOOR_KCAL[1]:
        return words(
            "No, {kcal} kcal a day is too little to live and train on: it costs muscle, sleep and health.",
            kcal=named.kcal,
        )
    if named.gap_kcal is not None and named.gap_kcal > DEFICIT[1]:
        return words(
            "No, {kcal} kcal under maintenance is too large a gap: it costs muscle and strength.", kcal=named.gap_kcal
        )
    if named.fasting_days is not None:
        return words("No, don't fast for days and train: without food you lose muscle, and may faint under the bar.")
    if named.loss is not None and named.loss_days and _is_too_fast(named.loss, named.loss_days, weight):
        days = counted("a day", "{count} days", count=named.loss_days)
        return words(
            "No, {loss} in {days} is too fast: what goes is water, muscle and strength.", loss=named.loss, days=days
        )
    return None


def _is_too_fast(loss: Load, days: int, weight: Load | None) -> bool:
    most_kg = weight.kg * LOSS[1] if weight else MOST_UNWEIGHED.kg
    return loss.kg * WEEK / days > most_kg
