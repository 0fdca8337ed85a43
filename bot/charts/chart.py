"""A chart as values, small enough to stand in a row, and nothing that a picture does not show. Pure."""

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from knowledge.words import Catalogue, in_language, words

KIND: Final = "chart"  # the key of its recipe
MONTHS: Final = (
    *(words("Jan"), words("Feb"), words("Mar"), words("Apr"), words("May"), words("Jun")),
    *(words("Jul"), words("Aug"), words("Sep"), words("Oct"), words("Nov"), words("Dec")),
)


class Theme(StrEnum):
    """Chat apps do not tell which one the lifter has; light unless he asks for the other."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Point:
    on: date
    value: float


@dataclass(frozen=True, slots=True)
class Band:
    """Between which values a day was expected."""

    on: date
    low: float
    high: float


class Mark(StrEnum):
    BEST = "best"  # a new best on that day
    OPEN = "open"  # a target that was named, by the day it is due
    HIT = "hit"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Marked:
    on: date
    value: float
    mark: Mark
    text: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """A row of bars over the weeks, piled on the rows before it; as many values as the chart has weeks."""

    label: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Either points by day, or bars by week. Texts are in the lifter's language; values in the unit that *y* names."""

    title: str
    subtitle: str
    y: str
    theme: Theme = Theme.LIGHT
    points: tuple[Point, ...] = ()  # oldest first
    band: tuple[Band, ...] = ()  # oldest first
    marks: tuple[Marked, ...] = ()
    labels: tuple[tuple[Mark, str], ...] = ()  # what the marks mean, in the order of the legend
    point_label: str = ""
    band_label: str = ""
    weeks: tuple[date, ...] = ()  # Mondays, oldest first
    bars: tuple[Bars, ...] = ()  # the lowest first
    line: float | None = None  # a level to compare with
    line_label: str = ""
    most: float | None = None  # of the values, where there is a bound
    months: tuple[str, ...] = MONTHS  # short, January first


_RECIPE: Final[TypeAdapter[dict[str, Chart]]] = TypeAdapter(dict[str, Chart])


def recipe(chart: Chart, catalogue: Catalogue) -> str:
    """*chart* as a recipe of an outgoing row, its texts in the catalogue's language."""
    return _RECIPE.dump_json({KIND: _said(chart, catalogue)}).decode()


def _said(value: Any, catalogue: Catalogue) -> Any:
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return in_language(value, catalogue)
    if isinstance(value, tuple):
        return tuple(_said(one, catalogue) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _said(getattr(value, one.name), catalogue) for one in fields(value)})
    return value


def chart_from(text: str) -> Chart | None:
    """The chart of a recipe; None where it is the recipe of something else."""
    try:
        return _RECIPE.validate_json(text).get(KIND)
    except ValidationError:
        return None
