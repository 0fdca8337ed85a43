"""Makes what recipes ask for: one maker a kind, each off the event loop."""

import asyncio
import json
from collections.abc import Mapping

from bot.attachments import Attachment, CannotMake, Make
from bot.charts.chart import KIND, Chart, chart_from


async def chart(recipe: str) -> Attachment:
    """The picture of a chart's recipe. Raises CannotMake."""
    found = chart_from(recipe)
    if found is None:
        raise CannotMake("the recipe has no chart that this version draws")
    return Attachment("chart.png", "image/png", await asyncio.to_thread(_drawn, found))


def _drawn(found: Chart) -> bytes:
    from bot.charts.drawn import draw  # here, in its thread: matplotlib takes a second to import

    return draw(found)


CHARTS: Mapping[str, Make] = {KIND: chart}


def maker(makers: Mapping[str, Make]) -> Make:
    """Makes any recipe by the maker of its kind, which is its one key. Raises CannotMake where there is none."""

    async def make(recipe: str) -> Attachment:
        kind = _kind(recipe)
        if kind not in makers:
            raise CannotMake(f"nobody makes {kind!r}")
        return await makers[kind](recipe)

    return make


def _kind(recipe: str) -> str:
    try:
        read = json.loads(recipe)
    except ValueError:
        return ""
    return next(iter(read), "") if isinstance(read, dict) else ""
