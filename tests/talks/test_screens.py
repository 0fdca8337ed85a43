"""The pictures of the README are those of the talks as they are now; `make screens` draws them again."""

import re
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib import image

from bot.charts.chart import Theme
from tests.talks.chats_drawn import WIDE
from tests.talks.pieces import width
from tests.talks.screens import SCREENS, SHOTS, charts, chat
from tests.talks.seen import Screen

MOST_DIFFERENCE = 0.01  # of the whole range, on average over a picture: letters may differ by a font's version
README = (Path(__file__).parents[2] / "README.md").read_text()
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("name", SHOTS)
def test_a_chat_is_that_of_its_talk(name: str, theme: Theme) -> None:
    kept = (SCREENS / f"{name}_{theme}.svg").read_text(encoding="utf-8")
    assert kept == chat(SHOTS[name], theme), "the talk is another now: `make screens`, look at it, keep it"


@pytest.mark.parametrize("path", sorted(SCREENS.glob("*.svg")), ids=lambda path: path.stem)
def test_no_words_leave_a_picture_and_nothing_in_it_runs(path: Path) -> None:
    found = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    assert {one.tag.removeprefix(SVG) for one in found.iter()} <= {"svg", "title", "rect", "circle", "text", "tspan"}
    for one in found.iter(f"{SVG}text"):
        wide = width("".join(one.itertext()), float(one.get("font-size", 0)), bold=one.get("font-weight") == "bold")
        left = float(one.get("x", 0)) - (wide / 2 if one.get("text-anchor") else 0)
        assert left >= 0
        assert left + wide <= WIDE


async def test_the_chart_is_drawn_of_the_log_that_is_told() -> None:
    for theme, drawn in (await charts()).items():
        now = image.imread(BytesIO(drawn), format="png")
        kept = image.imread(SCREENS / f"chart_{theme}.png")
        assert now.shape == kept.shape
        assert np.abs(now - kept).mean() < MOST_DIFFERENCE, "the chart is another now: `make screens`, look at it"


def test_the_readme_shows_each_of_them_in_light_and_dark_and_says_what_is_seen() -> None:
    for name in ("telegram", "chart", "discord"):
        ending = "png" if name == "chart" else "svg"
        assert f'srcset="docs/screens/{name}_dark.{ending}"' in README
        alt = re.search(rf'src="docs/screens/{name}_light.{ending}" alt="([^"]+)"', README)
        assert alt is not None
        assert len(alt[1].split()) > 15
    assert {path.name for path in SCREENS.iterdir()} == set(re.findall(r"docs/screens/([^\"]+)", README))


def test_a_screen_shows_what_an_edit_left_and_nothing_that_came_elsewhere() -> None:
    screen = Screen()
    screen.show(
        [
            *(
                "> bench 185x5",
                "< Logged: bench.",
                "< [Missed]  [👍]",
                ">> [👍]",
                "~ bench 185x4",
                "<~ Corrected.",
            ),
            *(
                "= Bob",
                "/ board",
                "<! Got it.",
                "< Board: 1. Ann",
                "< (to Bob alone)",
                "< That is private.",
                "<! Psst.",
            ),
        ]
    )
    ann, ours, board, alone = screen.messages
    assert (ann.lines, ours.lines, ours.rows, ours.pressed) == (["bench 185x4"], ["Corrected."], [], set())
    assert (board.lines, board.asked_by) == (["Board: 1. Ann"], "Bob used /board")
    assert (alone.lines, alone.is_private) == (["Psst."], True)
