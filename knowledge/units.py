"""Loads and their units, exactly as they were said."""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

KG_PER_LB: Final = Decimal("0.45359237")  # exact by definition (1959 agreement)
MILLI: Final = Decimal("0.001")


class Unit(StrEnum):
    KG = "kg"
    LB = "lb"


@dataclass(frozen=True, slots=True)
class Load:
    """A load in the unit its lifter used, in steps of 0.001 of it.

    On a bodyweight move it is the weight that is added: 0 for none, below 0 for assistance.

    Raises:
        TypeError: *amount* is a float.
        ValueError: *amount* is not finite, or finer than 0.001.
    """

    amount: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal):
            raise TypeError(f"a load is a Decimal, not {type(self.amount).__name__}")
        if not self.amount.is_finite():
            raise ValueError(f"no such load: {self.amount}")
        if self.amount != round(self.amount, 3):
            raise ValueError(f"finer than 0.001 {self.unit}: {self.amount}")

    @classmethod
    def from_milli(cls, milli: int, unit: Unit) -> "Load":
        """The load of so many thousandths of *unit*."""
        return cls(Decimal(milli) / 1000, unit)

    @property
    def milli(self) -> int:
        """Whole thousandths of its own unit: the number that is stored."""
        return int(self.amount * 1000)

    @property
    def kg(self) -> Decimal:
        """Kilograms, exact for both units: the number to compare and sum by."""
        return self.amount if self.unit is Unit.KG else self.amount * KG_PER_LB

    def to(self, unit: Unit, step: Decimal) -> "Load":
        """The nearest multiple of *step* in *unit*, halves up."""
        return Load((self._exactly_in(unit) / step).quantize(Decimal(1), ROUND_HALF_UP) * step, unit)

    def down_to(self, unit: Unit, step: Decimal) -> "Load":
        """The largest multiple of *step* in *unit* that is not heavier."""
        return Load((self._exactly_in(unit) / step).quantize(Decimal(1), ROUND_FLOOR) * step, unit)

    def _exactly_in(self, unit: Unit) -> Decimal:
        if unit is self.unit:
            return self.amount
        return self.kg if unit is Unit.KG else self.kg / KG_PER_LB

    def __str__(self) -> str:
        """The amount and its unit: ``82.5 kg``."""
        return f"{plain(self.amount)} {self.unit}"


def plain(amount: Decimal) -> str:
    """*amount* without exponent or trailing zeros: ``185``, ``82.5``."""
    return f"{amount.normalize():f}"
