"""The pictures of the README: chats drawn from the whole talks, and the chart that the bot draws of a log.

``python -m tests.talks.screens`` (``make screens``) draws them again into docs/screens; look at them before you keep
them.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.charts.chart import Theme, chart_from
from bot.charts.drawn import draw
from tests.bot.lifter import Lifter, talk
from tests.talks.chats_drawn import bubbles, rows
from tests.talks.seen import Message, Screen

HERE: Final = Path(__file__).parent
SCREENS: Final = HERE.parents[1] / "docs" / "screens"
LOG: Final = HERE / "chart" / "bench.txt"


@dataclass(frozen=True, slots=True)
class Shot:
    """Parts of a talk on one screen: each from a line to the line before another."""

    talk: str
    title: str
    parts: tuple[tuple[str, str], ...]
    draw: Callable[[list[Message], str, str], str]


SHOTS: Final = {
    "telegram": Shot(
        "telegram/5_a_week_later.txt",
        "A private talk with FocusFlow on Telegram",
        (
            ("> bench 185x5 slept 8h sore 2", "@ 2026-11-24T17:00:00+00:00"),
            ("@ 2026-11-30T18:30:00+00:00", "< Great. Send me the set, so that it is in your log too."),
        ),
        bubbles,
    ),
    "discord": Shot(
        "discord/4_a_group.txt",
        "A training channel with FocusFlow on Discord",
        (("> my knee hurts when I squat", "/ group"), ("> squat 320x3", "")),
        rows,
    ),
}


def chat(shot: Shot, theme: Theme) -> str:
    screen = Screen()
    screen.show(list(_lines(shot)))
    return shot.draw(screen.messages, shot.title, theme)


def _lines(shot: Shot) -> Iterator[str]:
    """The lines of its parts, each after the line that says who is at it."""
    lines = (HERE / shot.talk).read_text().splitlines()
    for first, last in shot.parts:
        begin = lines.index(first)
        yield from [line for line in lines[:begin] if line.startswith("= ")][-1:]
        yield from lines[begin : lines.index(last, begin + 1) if last else None]


async def charts() -> dict[Theme, bytes]:
    """What `chart bench` sends after all that LOG says was typed."""
    async with talk() as lifter:
        recipe = None
        for line in LOG.read_text().splitlines():
            recipe = await _does(lifter, *line.split(" ", 1)) or recipe
    chart = chart_from(recipe or "")
    assert chart is not None
    return {theme: draw(replace(chart, theme=theme)) for theme in Theme}


async def _does(lifter: Lifter, verb: str, rest: str) -> str | None:
    """The recipe of the picture that came, if one did."""
    if verb == "@":
        lifter.clock.at = datetime.fromisoformat(rest)
        await lifter.look(timedelta())
    elif verb == ">":
        return (await lifter.say(rest)).words.recipe
    return None


def draw_again() -> None:
    for name, shot in SHOTS.items():
        for theme in Theme:
            (SCREENS / f"{name}_{theme}.svg").write_text(chat(shot, theme), encoding="utf-8")
    for theme, picture in asyncio.run(charts()).items():
        (SCREENS / f"chart_{theme}.png").write_bytes(picture)


if __name__ == "__main__":
    import tests.conftest  # noqa: F401  a log is typed as in a test: read by words alone, without an embedder

    draw_again()
