"""Buttons on a terminal: a number each, and a scale in one bracket."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace

from bot.platforms.console import Console
from storage.records import Button
from tests.bot.desk import Clock, words
from tests.platforms.telegram_stage import Inbox

PLAN = (
    (Button("Done as prescribed", "done:1"), Button("Missed", "missed:1")),
    (Button("👍", "up:1"), Button("👎", "down:1"), Button("+1 rep", "plus:1"), Button("Rest 3 min", "rest:1:180")),
    tuple(Button(f"RPE {rating}", f"rpe:1:{rating}") for rating in (7, 8, 9, 10)),
)


async def pressed(line: str, rows: tuple[tuple[Button, ...], ...] = PLAN) -> tuple[list[str], str | None]:
    """What a terminal shows of *rows*, and what a line typed below them presses."""
    shown: list[str] = []

    async def lines() -> AsyncIterator[str]:
        await console.send(replace(words("Logged."), buttons=rows))
        yield line

    async def answered() -> None:
        pass

    inbox = Inbox()
    console = Console("ann", lines(), shown.append, answered, Clock().now)
    await console.run(inbox)
    return shown[1].split("\n"), json.loads(inbox.rows[0].raw).get("press")


async def test_a_scale_is_one_bracket_and_its_labels_are_typed() -> None:
    shown, press = await pressed("rpe 8")
    assert shown == [
        "[1] Done as prescribed  [2] Missed  [3] 👍  [4] 👎  [5] +1 rep  [6] Rest 3 min",
        "[RPE 7 8 9 10]",
    ]
    assert press == "rpe:1:8"


async def test_a_number_is_a_place_among_those_that_show_one() -> None:
    assert (await pressed("6"))[1] == "rest:1:180"
    assert (await pressed("7"))[1] is None
    below = (PLAN[2], (Button("Warm-up", "warmup:1"),))
    assert (await pressed("1", below)) == (["[RPE 7 8 9 10]  [1] Warm-up"], "warmup:1")


async def test_labels_that_are_numbers_or_end_in_words_are_no_scale() -> None:
    reps = (tuple(Button(str(reps), f"got:1:{reps}") for reps in range(5)),)
    assert (await pressed("3", reps)) == (["[0]  [1]  [2]  [3]  [4]"], "got:1:3")
    rests = ((Button("Rest 3 min", "rest:1:180"), Button("Rest 2 min", "rest:1:120")),)
    assert (await pressed("2", rests)) == (["[1] Rest 3 min  [2] Rest 2 min"], "rest:1:120")
