"""What was trained week by week: sets for each muscle, and how much of what was prescribed was done. Pure."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from bot.charts.chart import Bars, Chart, Theme
from knowledge.body import muscle_shown
from knowledge.exercise import Exercises
from knowledge.words import capital, counted, words
from storage.records import Entry, SetKind

WEEKS: Final = 10  # as many bars as a phone shows side by side
MUSCLES: Final = 5  # that have a colour of their own; the rest is one bar
REST: Final = words("Others")


def volume_chart(
    entries: Sequence[Entry], exercises: Exercises, today: date, theme: Theme = Theme.LIGHT
) -> Chart | None:
    """Working sets a week for the main muscle of each lift, warm-ups left out; None where there are none.

    The main muscle is the first that the exercise names: counting every muscle would count a set several times.
    """
    weeks = _weeks(today)
    sets: dict[str, Counter[date]] = defaultdict(Counter)
    for entry in entries:
        if (week := monday(entry.on)) in weeks and entry.lift.kind is not SetKind.WARMUP:
            muscles = exercises[entry.lift.exercise].muscles
            sets[muscles[0] if muscles else REST][week] += entry.lift.sets
    if not sets:
        return None
    first, *others = _ranked(sets)
    shown, rest = [first, *others][:MUSCLES], [first, *others][MUSCLES:]
    bars = [Bars(capital(muscle_shown(muscle)), tuple(float(sets[muscle][week]) for week in weeks)) for muscle in shown]
    if rest:
        bars.append(Bars(REST, tuple(float(sum(sets[muscle][week] for muscle in rest)) for week in weeks)))
    done = sum(sets[muscle][weeks[-1]] for muscle in sets)
    return Chart(
        title=words("Sets a week, by muscle"),
        subtitle=counted("{count} set this week so far", "{count} sets this week so far", count=done),
        y=words("sets"),
        theme=theme,
        weeks=weeks,
        bars=tuple(bars),
    )


def adherence_chart(entries: Sequence[Entry], today: date, theme: Theme = Theme.LIGHT) -> Chart | None:
    """Of the sets that something was prescribed for, how many had that load and those reps or more, in per cent a week.

    None where nothing that was prescribed was ever done; weeks without such a set have no bar.
    """
    weeks = _weeks(today)
    asked: Counter[date] = Counter()
    done: Counter[date] = Counter()
    for entry in entries:
        lift, week = entry.lift, monday(entry.on)
        if lift.planned is not None and lift.kind is not SetKind.WARMUP and week in weeks:
            asked[week] += lift.sets
            is_done = lift.load.kg >= lift.planned.load.kg and lift.reps >= lift.planned.reps
            done[week] += lift.sets if is_done else 0
    if not asked:
        return None
    shares = tuple(100 * done[week] / asked[week] if asked[week] else 0.0 for week in weeks)
    overall = 100 * done.total() / asked.total()
    return Chart(
        title=words("Done as prescribed"),
        subtitle=words("{done} of {asked} sets in ten weeks", done=done.total(), asked=asked.total()),
        y="%",
        theme=theme,
        weeks=weeks,
        bars=(Bars(words("Sets done as prescribed"), shares),),
        most=100,
        line=overall,
        line_label=words("All ten weeks: {share} %", share=f"{overall:.0f}"),
    )


def monday(on: date) -> date:
    """The first day of its week."""
    return on - timedelta(days=on.weekday())


def _weeks(today: date) -> tuple[date, ...]:
    """The last WEEKS Mondays up to *today*, oldest first."""
    return tuple(monday(today) - timedelta(weeks=back) for back in reversed(range(WEEKS)))


def _ranked(sets: dict[str, Counter[date]]) -> list[str]:
    """Muscles by their sets in all weeks, most first."""
    return sorted(sets, key=lambda muscle: (-sets[muscle].total(), muscle))
