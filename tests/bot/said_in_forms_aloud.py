"""Sets as they are dictated: every number in words, no signs."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from bot.parse.facts import SaidSet
from bot.parse.words import ONES, TEENS, TENS
from knowledge.units import plain

_SMALL: Final = {0: "zero", **{value: word for word, value in {**ONES, **TEENS, **TENS}.items()}}
HALF: Final = Decimal("0.5")


def _below_hundred(number: int, dash: str = " ") -> str:
    return _SMALL.get(number) or f"{_SMALL[number // 10 * 10]}{dash}{_SMALL[number % 10]}"


def in_full(number: int) -> str:
    """One hundred and eighty-five."""
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest, "-")
    return f"{_SMALL[hundreds]} hundred" + (f" and {_below_hundred(rest, '-')}" if rest else "")


def with_article(number: int) -> str:
    """A hundred eighty five."""
    hundreds, rest = divmod(number, 100)
    if hundreds != 1:
        return in_full(number)
    return "a hundred" + (f" {_below_hundred(rest)}" if rest else "")


def in_short(number: int) -> str:
    """One eighty five, one oh five, two hundred."""
    hundreds, rest = divmod(number, 100)
    if not hundreds or not rest:
        return in_full(number)
    return f"{_SMALL[hundreds]} {'oh ' if rest < 10 else ''}{_below_hundred(rest)}"


SPELLINGS: Final[Mapping[str, Callable[[int], str]]] = {
    "in full": in_full,
    "with an article": with_article,
    "in short": in_short,
}


def spoken(amount: Decimal, spelling: str, *, has_point: bool) -> str:
    """*amount*, whole or with a half, up to 999.5."""
    whole = SPELLINGS[spelling](int(amount))
    if amount % 1 != HALF:
        return whole
    return f"{whole} point five" if has_point else f"{whole} and a half"


UNITS: Final = {"kg": (" kilos", " kilograms"), "lb": (" pounds",)}
FORMS: Final = (  # {w} load, {r} reps, {s} sets, {name}
    "{name} {w} for {r}",
    "{name} {w} for {r} reps",
    "{w} for {r} on the {name}",
    "{name} {w} times {r}",
    "{name} {w} by {r}",
    "{name} {r} reps at {w}",
    "i did {name} {r} reps with {w}",
    "{name} {w} for {s} sets of {r}",
    "{name} {s} sets of {r} at {w}",
    "{s} sets of {r} at {w} on the {name}",
    "{name} {w} {r} reps {s} sets",
)
EFFORTS: Final = (" rpe {rpe}", " at rpe {rpe}", " with {rir} left in the tank", ", {rir} reps in reserve")


def counted(said: SaidSet, form: str) -> bool:
    """Whether *form* says how many sets, or there is one only."""
    return "{s}" in form or said.sets == 1


def aloud(said: SaidSet, name: str, form: str, *, spelling: str, has_point: bool, unit: str, effort: str) -> str:
    """*said* as it is dictated; its load is whole or ends in a half, its RPE is whole."""
    assert said.load is not None
    assert said.reps is not None
    text = form.format(
        name=name,
        w=spoken(said.load.amount, spelling, has_point=has_point) + unit,
        r=in_full(said.reps),
        s=in_full(said.sets),
    )
    if said.rpe is None:
        return text
    return text + effort.format(rpe=in_full(int(said.rpe)), rir=in_full(10 - int(said.rpe)))


def digits(said: SaidSet) -> str:
    """The same with digits, for the message of a failing test."""
    return f"{said.load and plain(said.load.amount)} x {said.reps} x {said.sets}"
