"""Asking for a picture in the chat."""

from datetime import timedelta
from pathlib import Path

from bot.charts.chart import Theme, chart_from
from tests.bot.lifter import Lifter, Shown, talk


def chart_of(shown: Shown) -> str:
    assert shown.words.recipe is not None
    chart = chart_from(shown.words.recipe)
    assert chart is not None
    return chart.title


async def trained(lifter: Lifter) -> None:
    for day, load in enumerate((185, 190, 195)):
        await lifter.say(f"bench {load}x5", after=timedelta(days=2))
        if day:
            await lifter.say(f"squat {load + 40}x5")


async def test_a_lift_is_drawn_by_its_name_and_by_a_tap(tmp_path: Path) -> None:
    async with talk(tmp_path) as lifter:
        await trained(lifter)
        shown = await lifter.say("chart bench")
        assert chart_of(shown) == "Bench: estimated 1RM"
        assert shown.text.startswith("Bench: estimated 1RM. Best 228 lb, now 228 lb.")
        assert chart_of(await lifter.press(shown.buttons["squat"])) == "Squat: estimated 1RM"
        assert chart_of(await lifter.press(shown.buttons["Volume"])) == "Sets a week, by muscle"
        dark = await lifter.press(shown.buttons["Dark"])
        assert dark.words.recipe is not None
        assert (chart_from(dark.words.recipe) or chart_of(dark)).theme is Theme.DARK


async def test_alone_it_draws_what_is_trained_most(tmp_path: Path) -> None:
    async with talk(tmp_path) as lifter:
        await trained(lifter)
        assert chart_of(await lifter.say("chart")) == "Bench: estimated 1RM"


async def test_an_empty_log_and_an_unknown_lift_are_said(tmp_path: Path) -> None:
    async with talk(tmp_path) as lifter:
        assert (await lifter.say("chart bench")).text.startswith("There are fewer than two days")
        assert (await lifter.say("chart")).text.startswith("There is nothing to draw yet")
        assert (await lifter.say("chart rainbows")).text.startswith("I draw `chart bench`")
        assert (await lifter.press("chart:nonsense:dark")).words.recipe is None


async def test_another_s_button_draws_the_own_log(tmp_path: Path) -> None:
    async with talk(tmp_path) as lifter:
        await trained(lifter)
        shown = await lifter.say("chart bench")
        stranger = Lifter(lifter.app, lifter.room, lifter.clock, "bob", "2")
        assert (await stranger.press(shown.buttons["squat"])).words.recipe is None
