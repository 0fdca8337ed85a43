"""What the baselines say about an event. Pure."""

from collections import defaultdict
from typing import Final

from learning.backtest.days import Series, Top
from learning.backtest.events import Event, Question
from learning.backtest.levels import LAST, SPREAD, TREND, TUNED, OwnErrors, chance_of, last_value, levels_of
from learning.backtest.rates import OtherLifters, own_rate

OWN_RATE: Final = "own_rate"
GUIDE_TABLE: Final = "guide_table"


class Baselines:
    """Those of one series. Its events are asked about in their order, because each is the past of the next."""

    def __init__(self, series: Series, others: OtherLifters) -> None:
        levels = levels_of(series.exercise, Top.HEAVIEST)
        self._days = series.days
        self._others = others
        self._errors = {name: OwnErrors(levels[name], series) for name in (TUNED, TREND)}
        self._earlier: dict[Question, list[Event]] = defaultdict(list)

    def chances(self, event: Event) -> dict[str, float]:
        """By the name of each baseline; the guide's table is missing where no other lifter has such an event."""
        earlier = self._earlier[event.question]
        last = last_value(self._days[: event.place], event.asked_on)
        said = {OWN_RATE: own_rate(event, earlier, self._others), LAST: chance_of(last, SPREAD, event.needs_kg)}
        for name, own in self._errors.items():
            said[name] = own.chance(event.needs_kg, event.place, event.asked_on)
        table = self._others.in_state(event)
        if table is not None:
            said[GUIDE_TABLE] = table
        earlier.append(event)
        return said
