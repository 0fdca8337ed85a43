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


async def test_a_lift_that_was_only_logged_in_kg_is_drawn_in_kg(tmp_path: Path) -> None:
    async with talk(tmp_path) as lifter:
        for load in (100, 105):
            await lifter.say(f"bench {load}kg x5", after=timedelta(days=2))
            await lifter.say(f"squat {load + 100}x5")
        assert "Best 123 kg, now 123 kg" in (await lifter.say("chart bench")).text
        assert " lb, now " in (await lifter.say("chart squat")).text


async def test_a_log_without_the_last_ten_weeks_is_told_so(tmp_path: Path) -> None:
    async with talk(tmp_path) as lifter:
        assert (await lifter.say("chart volume")).text.startswith("There is nothing to draw yet")
        await lifter.say("bench 185x5")
        assert (await lifter.say("chart adherence")).text.startswith("No set of the last ten weeks was one that I had")
        for what in ("volume", "adherence"):
            old = await lifter.say(f"chart {what}", after=timedelta(weeks=11))
            assert old.text.startswith("There is nothing in your log of the last ten weeks")
