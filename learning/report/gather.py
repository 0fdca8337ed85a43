"""From the database to the figures: one lifter in memory at a time."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from agents.embedding import Embedder, EmbedderUnavailable
from knowledge.exercise import Exercises
from learning.metrics import NO_EMBEDDER, Nearness, References, metrics_with
from learning.report.cuts import first_week
from learning.report.figures import Report, Tally
from learning.report.trials import Trials
from learning.signals import Episode, episodes
from storage.store import Store


class Comparison:
    """How near the models' answers are to the references, until the embedder fails: then *lacking* says why."""

    def __init__(self, embedder: Embedder | None) -> None:
        self._references = References(embedder) if embedder else None
        self.lacking = "" if embedder else NO_EMBEDDER

    async def of(self, found: Sequence[Episode]) -> Nearness:
        """Empty without an embedder."""
        if self._references is None:
            return {}
        try:
            return await self._references.nearness(found)
        except EmbedderUnavailable as failure:
            self._references, self.lacking = None, f"{NO_EMBEDDER}: {failure}"
            return {}


async def gathered(
    store: Store,
    exercises: Exercises,
    embedder: Embedder | None,
    now: datetime,
    *,
    since: date | None = None,
    weeks: int,
    begun: Callable[[int], None] = lambda _: None,
    tick: Callable[[], None] = lambda: None,
) -> Report:
    """The report on all lifters, of answers from *since* on, cut by the last *weeks* up to *now*.

    *begun* is told how many lifters there are, and *tick* is called behind each.
    """
    comparison, tally = Comparison(embedder), Tally(first_week(now.date(), weeks))
    trials = Trials(await store.experiments(), exercises, now)
    lifters = await store.lifters()
    begun(len(lifters))
    for user in lifters:
        if (whole := await store.whole(user)) is not None:  # he may be forgotten while this runs
            found = [one for one in episodes(whole, exercises) if since is None or one.on >= since]
            tally.add(found, metrics_with(await comparison.of(found)))
            trials.add(whole)
        tick()
    return Report(
        made_at=now,
        since=since,
        lifters=tally.lifters,
        answers=tally.answers,
        metrics=tally.measured(comparison.lacking),
        trials=trials.analysed(),
        versions=await store.versions(),
    )
