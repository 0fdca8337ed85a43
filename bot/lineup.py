"""What speaks now, as the store has it: read at the start and by the clock; and the experiment that is built in."""

from collections.abc import Callable
from datetime import datetime

import structlog

from agents.lineup import Offers, heeded, missing_sets
from bot.config import ConfigError, Experiments
from storage.records import Arm, Experiment, Lineup, Style, Varies
from storage.store import Store, StoreUnavailable

log = structlog.get_logger(__name__)


class CurrentLineup:
    """The lineup as it was last read; before that nobody is in an experiment. *changed* is told when it is another."""

    def __init__(self, store: Store, offers: Offers, changed: Callable[[], None] = lambda: None) -> None:
        self._store = store
        self._offers = offers
        self._changed = changed
        self._has_failed = False
        self._told: set[str] = set()  # experiments of which the operator knows that they can not run here
        self.now = Lineup()

    async def begin(self, style: Experiment | None) -> None:
        """Register *style*, and read for the first time.

        Raises StoreUnavailable, or ConfigError where an experiment that runs names prompts that are not there.
        """
        if style is not None:
            await self._register(style)
        lineup = await self._store.lineup()
        for experiment in lineup.experiments:
            for name in missing_sets([experiment], self._offers.prompt_sets):
                raise ConfigError(
                    f"experiments.prompt_sets has no {name}, which the experiment {experiment.name} needs: "
                    f"name its folder there, or end it with `focusflow experiment stop {experiment.name}`."
                )
        self._take(lineup)

    async def look(self) -> None:
        """Read again. What cannot be read leaves what was; the log is told once, until it can be."""
        try:
            lineup = await self._store.lineup()
        except (StoreUnavailable, ValueError) as failure:  # ValueError: of a row that is newer than this code
            if not self._has_failed:
                log.warning("lineup not read", why=str(failure))
            self._has_failed = True
            return
        self._has_failed = False
        self._take(lineup)

    def _take(self, read: Lineup) -> None:
        lineup, left_out = heeded(read, self._offers)
        for one in left_out:
            if one.experiment.name not in self._told:
                self._told.add(one.experiment.name)
                log.warning("experiment left out", experiment=one.experiment.name, why=one.why)
        if lineup != self.now:
            self.now = lineup
            self._changed()

    async def _register(self, style: Experiment) -> None:
        """It begins, unless it has before; where other terms are registered under its name, those stay."""
        if not await self._store.keep_experiment(style):
            log.warning(
                "experiment has other terms",
                experiment=style.name,
                mend=f"it goes on as registered; for other terms end it with `focusflow experiment stop {style.name}` "
                "and give experiments.style.name another name",
            )


def style_experiment(config: Experiments, now: datetime) -> Experiment | None:
    """The one on coaching styles, begun now; None: nobody is dealt a style."""
    style = config.style
    if style is None:
        return None
    return Experiment(
        name=style.name,
        varies=Varies.STYLE,
        agent=None,
        control=_arm(Style.CONSERVATIVE),
        treatment=_arm(Style.AGGRESSIVE),
        salt=config.salt,
        metric=style.metric,
        horizon_days=style.horizon_days,
        minimum_effect=style.minimum_effect,
        most_days=style.most_days,
        registered_at=now,
        started_at=now,
    )


def _arm(style: Style) -> Arm:
    return Arm(style.value, style.value)
