"""Pictures of a log: what stands in them is what was logged, and they are pictures."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from agents.forecast import next_e1rm
from bot.attachments import CannotMake
from bot.attachments_made import CHARTS, maker
from bot.charts.chart import Chart, Mark, Theme, chart_from, recipe
from bot.charts.drawn import figure_of
from bot.charts.strength import MOST_DAYS, strength_chart
from bot.charts.weeks import WEEKS, adherence_chart, volume_chart
from bot.languages import catalogue
from knowledge.exercise import ExerciseId
from knowledge.library import load_exercises
from knowledge.units import Load, Unit
from storage.records import Entry, Lift, Outcome, Prediction, RowId, SetKind, Style, Target, UserId

EXERCISES = load_exercises()
BENCH = ExerciseId("bench_press")
TODAY = date(2026, 11, 23)  # a Monday
USER = UserId("u")
PNG = b"\x89PNG\r\n\x1a\n"


def entry(on: date, amount: str, reps: int = 5, lift: str = "bench_press", **more: object) -> Entry:
    at = datetime(on.year, on.month, on.day, 17, tzinfo=UTC)
    done = replace(Lift(exercise=ExerciseId(lift), load=Load(Decimal(amount), Unit.LB), reps=reps), **more)
    name = f"{on}:{amount}:{reps}:{lift}"
    return Entry(user=USER, source=name, place=0, message=name, said_at=at, on=on, lift=done)


def target(due_on: date, outcome: Outcome | None = None) -> Prediction:
    return Prediction(
        id=RowId(f"p{due_on}"),
        turn=RowId("t"),
        user=USER,
        exercise=BENCH,
        load=Load(Decimal(225), Unit.LB),
        reps=3,
        probability=0.6,
        forecast="f",
        arm=Style.CONSERVATIVE,
        offered_at=datetime(2026, 11, 1, tzinfo=UTC),
        due_on=due_on,
        outcome=outcome,
    )


def days(count: int) -> list[Entry]:
    return [entry(TODAY - timedelta(days=2 * back), str(185 + 5 * (count - back))) for back in range(count, 0, -1)]


def strength(entries: list[Entry], targets: tuple[Prediction, ...] = (), unit: Unit = Unit.LB) -> Chart:
    chart = strength_chart(EXERCISES[BENCH], entries, targets, unit, TODAY)
    assert chart is not None
    return chart


def test_a_day_is_its_best_set_and_warm_ups_are_none() -> None:
    on = TODAY - timedelta(days=3)
    told = [*days(2), entry(on, "200", 5), entry(on, "210", 1), entry(on, "400", 5, kind=SetKind.WARMUP)]
    shown = {point.on: point.value for point in strength(sorted(told, key=lambda e: e.on)).points}
    assert shown[on] == pytest.approx(200 * (1 + 5 / 30))


def test_the_band_is_what_the_forecast_expected_before_each_day() -> None:
    told = days(6)
    chart = strength(told, unit=Unit.KG)
    assert [band.on for band in chart.band] == [*(one.on for one in told[1:]), TODAY]
    for band in chart.band:
        expected = next_e1rm(BENCH, told, band.on)
        assert band.low < expected < band.high


def test_new_bests_and_targets_are_marked() -> None:
    targets = (target(TODAY - timedelta(days=4), Outcome.HIT), target(TODAY + timedelta(days=4)))
    chart = strength(days(4), targets)
    marks = [mark.mark for mark in chart.marks]
    assert marks == [Mark.BEST, Mark.BEST, Mark.BEST, Mark.HIT, Mark.OPEN]
    assert chart.marks[-1].text == "225 × 3"
    assert chart.marks[-1].value == pytest.approx(225 * 1.1)
    assert [mark for mark, _ in chart.labels] == [Mark.BEST, Mark.OPEN, Mark.HIT]


def every(step: int, count: int, start: date = TODAY) -> list[Entry]:
    """Days that end *step* days before *start*, each with a new best."""
    return [entry(start - timedelta(days=step * back), str(185 + count - back)) for back in range(count, 0, -1)]


def test_one_day_is_no_chart() -> None:
    assert strength_chart(EXERCISES[BENCH], days(1), (), Unit.LB, TODAY) is None
    assert strength_chart(EXERCISES[BENCH], [], (), Unit.LB, TODAY) is None


@pytest.mark.parametrize(("step", "count"), [(2, 400), (4, 200), (10, 80)])
def test_a_year_is_shown_however_often_a_lift_is_trained(step: int, count: int) -> None:
    chart = strength(every(step, count))
    assert chart.points[-1].on == TODAY - timedelta(days=step)
    assert timedelta(days=345) < chart.points[-1].on - chart.points[0].on < timedelta(days=365)
    assert len(chart.points) <= MOST_DAYS
    assert {mark.on for mark in chart.marks} <= {point.on for point in chart.points}


def test_a_lift_that_was_left_long_ago_is_shown_up_to_then_and_its_day_is_said() -> None:
    chart = strength(every(4, 200, start=date(2024, 12, 20)))
    assert str(chart.subtitle).endswith("lb on 16 Dec 2024")
    assert chart.band[-1].on == chart.points[-1].on == date(2024, 12, 16)
    rare = strength([*every(4, 9, start=date(2024, 12, 20)), entry(TODAY, "185")])
    assert len(rare.points) == 10  # the year before the newest day has that one alone


def test_a_target_that_nobody_answered_is_none_any_more() -> None:
    chart = strength(days(40), (target(TODAY - timedelta(days=42)), target(TODAY - timedelta(days=5))))
    assert [mark.on for mark in chart.marks if mark.mark is Mark.OPEN] == [TODAY - timedelta(days=5)]


def test_the_name_of_a_target_hides_no_star() -> None:
    told = days(8)
    drawn = figure_of(strength(told, (replace(target(TODAY), load=Load(Decimal(230), Unit.LB)),)))
    axes = drawn.axes[0]
    (name,) = axes.texts
    star = axes.transData.transform((told[-1].on.toordinal(), 220 * (1 + 5 / 30)))
    assert not name.get_window_extent().padded(10).contains(*star)


def test_months_of_two_years_say_which() -> None:
    axes = figure_of(strength(every(10, 36))).axes[0]
    names = [name.get_text() for name in axes.get_xticklabels()]
    assert [name for name in names if "\n" in name] == ["Dec\n2025", "Feb\n2026"]
    assert not [
        name.get_text() for name in figure_of(strength(days(5))).axes[0].get_xticklabels() if "\n" in name.get_text()
    ]


def test_the_only_muscle_is_named() -> None:
    chart = volume_chart([entry(TODAY, "185", sets=3)], EXERCISES, TODAY)
    assert chart is not None
    (legend,) = figure_of(chart).legends
    assert [text.get_text() for text in legend.get_texts()] == ["Chest"]


def test_volume_counts_each_working_set_once_in_its_week() -> None:
    told = [
        entry(TODAY, "185", sets=3),
        entry(TODAY - timedelta(days=1), "185", sets=2),
        entry(TODAY - timedelta(days=1), "95", kind=SetKind.WARMUP, sets=4),
        entry(TODAY - timedelta(weeks=WEEKS), "185", sets=9),
    ]
    chart = volume_chart(told, EXERCISES, TODAY)
    assert chart is not None
    assert [bars.values for bars in chart.bars] == [(*[0.0] * (WEEKS - 2), 2.0, 3.0)]
    assert chart.weeks[-1] == TODAY
    assert volume_chart(told[3:], EXERCISES, TODAY) is None


def test_adherence_is_load_and_reps_together() -> None:
    plan = Target(Load(Decimal(185), Unit.LB), 5)
    told = [
        entry(TODAY, "185", 5, planned=plan, sets=2),
        entry(TODAY, "185", 4, planned=plan),
        entry(TODAY, "180", 8, planned=plan),
        entry(TODAY, "300", 1),
    ]
    chart = adherence_chart(told, TODAY)
    assert chart is not None
    assert chart.bars[0].values[-1] == 50
    assert str(chart.subtitle) == "2 of 4 sets in ten weeks"
    assert adherence_chart(told[3:], TODAY) is None


@pytest.mark.parametrize("theme", Theme)
async def test_a_recipe_makes_the_same_picture_each_time(theme: Theme) -> None:
    chart = replace(strength(days(5), (target(TODAY),)), theme=theme)
    written = recipe(chart, catalogue("en"))
    assert chart_from(written) == chart
    one, other = await maker(CHARTS)(written), await maker(CHARTS)(written)
    assert one.body.startswith(PNG)
    assert one == other
    assert one.is_picture


@pytest.mark.parametrize("ahead", [-6, 0, 7, 40])
def test_one_target_is_named_the_one_to_come_and_its_name_stays_in_the_picture(ahead: int) -> None:
    past = (target(TODAY - timedelta(days=3), Outcome.HIT), target(TODAY - timedelta(days=2), Outcome.NOT_YET))
    drawn = figure_of(strength(days(20), (*past, replace(target(TODAY + timedelta(days=ahead)), reps=4))))
    (name,) = drawn.axes[0].texts
    assert name.get_text() == "225 × 4"
    assert drawn.bbox.x0 <= name.get_window_extent().x0
    assert name.get_window_extent().x1 <= drawn.bbox.x1


async def test_a_text_that_looks_like_a_formula_is_drawn_as_it_is() -> None:
    chart = replace(strength(days(3)), title="$\\frac{1}{0}$ $", subtitle="50 % $")
    assert (await maker(CHARTS)(recipe(chart, catalogue("en")))).body.startswith(PNG)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"chart": {}}', '{"chart": {"title": 1}}', '{"other": 1}'])
async def test_what_is_no_recipe_makes_nothing(text: str) -> None:
    with pytest.raises(CannotMake):
        await maker(CHARTS)(text)
