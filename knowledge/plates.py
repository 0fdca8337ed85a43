"""Which loads can be made, exactly, from a bar and pairs of plates or on a rack of fixed steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal
from functools import lru_cache
from math import gcd
from typing import Final

from knowledge.exercise import Equipment
from knowledge.units import Load, Unit

STANDARD_BAR: Final[Mapping[Unit, Decimal]] = {Unit.LB: Decimal(45), Unit.KG: Decimal(20)}
STANDARD_PLATES: Final[Mapping[Unit, tuple[Decimal, ...]]] = {
    Unit.LB: tuple(map(Decimal, ("45", "25", "10", "5", "2.5", "1.25"))),
    Unit.KG: tuple(map(Decimal, ("25", "20", "15", "10", "5", "2.5", "1.25"))),
}

# Fixed dumbbells and kettlebells: the steps of the commonest commercial racks. Where a gym steps by 2.5 kg, the load
# that was lifted is still taken as one that exists (see rack).
HAND_STEP: Final[Mapping[Unit, Decimal]] = {Unit.LB: Decimal(5), Unit.KG: Decimal(2)}
# Stacks have add-on pins, belts hang small plates: half of the smallest pair that a bar takes in kilograms.
PIN_STEP: Final[Mapping[Unit, Decimal]] = {Unit.LB: Decimal("2.5"), Unit.KG: Decimal("1.25")}

HEAVIEST: Final[Mapping[Unit, Decimal]] = {Unit.LB: Decimal(2500), Unit.KG: Decimal(1200)}  # above every record
MOST_HELP: Final[Mapping[Unit, Decimal]] = {Unit.LB: Decimal(330), Unit.KG: Decimal(150)}  # of an assistance machine

LEAST_PART: Final = Decimal("0.1")  # the smallest plate and step that is taken for one, in either unit

MOST_ON_SLEEVE: Final = 60  # plates on one side: more than the longest sleeve holds of the thinnest

HALF_MILLI: Final = 500  # half a unit, in thousandths: no bar is made finer


@dataclass(frozen=True, slots=True)
class Rack:
    """The loads that can be made in one unit; amounts that go in and come out are in that unit.

    Bit n of *made* says whether *lowest* and n times *grain* (both in thousandths) can be made; *extra* loads, in
    thousandths and ascending, can be made beside them.
    """

    unit: Unit
    lowest: int
    grain: int
    made: int
    extra: tuple[int, ...] = ()

    def makes(self, load: Load) -> bool:
        return load.unit is self.unit and self.largest_at_most(load.amount) == load

    def largest_at_most(self, limit: Decimal) -> Load | None:
        """The heaviest load that is not above *limit*; None when even the lightest is."""
        milli = _floor_milli(limit)
        below = self.made & ((1 << self._steps_to(milli)) - 1)
        found = [thousandths for thousandths in self.extra if thousandths <= milli]
        if below:
            found.append(self.lowest + (below.bit_length() - 1) * self.grain)
        return Load.from_milli(max(found), self.unit) if found else None

    def next_up(self, amount: Decimal) -> Load | None:
        """The lightest load above *amount*; None past the heaviest."""
        milli = _floor_milli(amount)
        steps = self._steps_to(milli)
        above = self.made >> steps
        found = [thousandths for thousandths in self.extra if thousandths > milli]
        if above:
            found.append(self.lowest + (steps + _lowest_bit(above)) * self.grain)
        return Load.from_milli(min(found), self.unit) if found else None

    def round_down(self, amount: Decimal) -> Load:
        """The heaviest load that is not above *amount*, or else the lightest of all."""
        return self.largest_at_most(amount) or self._lightest()

    def _lightest(self) -> Load:
        first = [self.lowest + _lowest_bit(self.made) * self.grain] if self.made else []
        return Load.from_milli(min((*first, *self.extra)), self.unit)

    def _steps_to(self, milli: int) -> int:
        """How many grains lie at or under *milli*, the lowest load included."""
        return max(0, (milli - self.lowest) // self.grain + 1)


def rack(
    equipment: Equipment,
    lifted: Load,
    *,
    added: bool = False,
    bar: Load | None = None,
    plates: Sequence[Load] = (),
    step: Load | None = None,
    on_bar: bool = False,
    one_sided: bool = False,
) -> Rack:
    """The loads around one that was *lifted*, in its unit. *added*: a bodyweight move, so help (below 0) is a load too.

    Bar and plates (one of each pair, any number of pairs) count where their unit is that of *lifted*; otherwise the
    standard ones stand in. A barbell below the weight of its bar was a lighter bar, so loads begin there, or at the
    half unit below it. Away from the barbell the steps are only assumed: what was lifted exists, whatever they say.
    Nothing at all is no load, save on a bodyweight move.

    *on_bar* is a machine that takes plates like a barbell; its *bar* may weigh nothing. *one_sided*: plates go on one
    end alone, one by one. *step* is the lifter's own, between two dumbbells or two places of a stack, where its unit
    is that of *lifted*; on a barbell it makes a row of fixed ones that begins with the bar.
    """
    own = step if step and step.unit is lifted.unit else None
    if (equipment is Equipment.BARBELL or on_bar) and not added:
        if own:
            return _fixed(lifted, _bar(lifted.unit, bar), own.milli)
        made = _barbell(lifted, bar, plates, sides=1 if one_sided else 2)
        return replace(made, extra=(lifted.milli,)) if on_bar and lifted.milli > 0 else made
    hand = equipment in (Equipment.DUMBBELL, Equipment.KETTLEBELL) and not added
    between = own.milli if own else _milli((HAND_STEP if hand else PIN_STEP)[lifted.unit])
    lowest = between
    if added or equipment is Equipment.BODYWEIGHT:
        lowest = -(_milli(MOST_HELP[lifted.unit]) // between) * between
    return _fixed(lifted, lowest, between)


def _fixed(lifted: Load, lowest: int, step: int) -> Rack:
    """Loads in steps, and the one that was *lifted*, if anything was."""
    count = (_milli(HEAVIEST[lifted.unit]) - lowest) // step + 1
    is_load = lifted.milli > 0 or lowest <= 0
    return Rack(lifted.unit, lowest, step, (1 << count) - 1, (lifted.milli,) if is_load else ())


def _bar(unit: Unit, bar: Load | None) -> int:
    return _milli(bar.amount if bar and bar.unit is unit else STANDARD_BAR[unit])


def _barbell(lifted: Load, bar: Load | None, plates: Sequence[Load], sides: int) -> Rack:
    unit = lifted.unit
    owned = [plate.amount for plate in plates if plate.unit is unit and plate.amount > 0] or STANDARD_PLATES[unit]
    pairs = tuple(sorted({sides * _milli(plate) for plate in owned}))
    grain = gcd(*pairs)
    made = _sums(tuple(pair // grain for pair in pairs), _milli(HEAVIEST[unit]) // grain)
    bare = _bar(unit, bar)
    if bare == 0 and made > 1:
        return Rack(unit, 0, grain, made & ~1)
    lighter = lifted.milli - lifted.milli % HALF_MILLI or lifted.milli or bare
    return Rack(unit, min(bare, lighter), grain, made)


def pairs_on_bar(load: Load, bar: Load, plates: Sequence[Load], *, sides: int = 2) -> tuple[Load, ...] | None:
    """The plates of one side that make *load* exactly: as few as can be, heaviest first; () for the bare bar.

    *sides* that are loaded alike: 1 where plates go on one end alone.

    None where no plates make it, or only more than a sleeve holds. Of each plate there are as many as it takes.

    Raises:
        ValueError: the units are not all the same.
    """
    if {bar.unit, *(plate.unit for plate in plates)} != {load.unit}:
        raise ValueError("the load, the bar and its plates are not in one unit")
    side, odd = divmod(load.milli - bar.milli, sides)
    sizes = sorted({plate.milli for plate in plates if plate.amount > 0}, reverse=True)
    grain = gcd(side, *sizes)
    if side <= 0 or odd or not sizes:
        return () if load == bar else None
    found = _fewest(side // grain, tuple(size // grain for size in sizes))
    return None if found is None else tuple(Load.from_milli(size * grain, load.unit) for size in found)


def _fewest(total: int, sizes: Sequence[int]) -> tuple[int, ...] | None:
    """The fewest of *sizes* (descending, repeats allowed) that add up to *total*, descending."""
    reached = [1]  # bit n of entry k: k plates can add up to n
    while not reached[-1] >> total & 1:
        if len(reached) > MOST_ON_SLEEVE:
            return None
        sums = 0
        for size in sizes:
            sums |= reached[-1] << size
        reached.append(sums & ((1 << (total + 1)) - 1))
    picked: list[int] = []
    for before in reached[-2::-1]:
        size = next(size for size in sizes if size <= total and before >> (total - size) & 1)
        picked.append(size)
        total -= size
    return tuple(picked)


@lru_cache(maxsize=256)
def _sums(parts: tuple[int, ...], most: int) -> int:
    """Bit n of the answer says whether some number of each of *parts* adds up to n, up to *most*."""
    sums = 1
    for part in parts:
        shift = part
        while shift <= most:
            sums |= sums << shift  # up to twice as many of this part as before
            shift *= 2
        sums &= (1 << (most + 1)) - 1
    return sums


def _lowest_bit(bits: int) -> int:
    return (bits & -bits).bit_length() - 1


def _milli(amount: Decimal) -> int:
    return int(amount * 1000)


def _floor_milli(amount: Decimal) -> int:
    return int((amount * 1000).to_integral_value(ROUND_FLOOR))
