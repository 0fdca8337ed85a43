"""``chart bench``, ``chart volume``, ``chart adherence``: the lifter's own log as a picture."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from agents.loading import said_unit
from bot.charts.chart import Chart, Theme, recipe
from bot.charts.strength import strength_chart
from bot.charts.weeks import adherence_chart, volume_chart
from bot.decide.scene import Answer, Decision, Scene, blank, reply, say
from bot.languages import catalogue
from bot.message import Incoming, Pressed, Said
from bot.parse.named import sole_name
from knowledge.exercise import ExerciseId
from knowledge.strength import maximum_from
from knowledge.units import Unit
from knowledge.words import Words, joined, words
from storage.records import Button, Entry, RowId, SetKind

CHART: Final = "chart"  # the word, and the verb of its buttons: ``chart:bench_press:dark``
VOLUME, ADHERENCE = "volume", "adherence"
SAID_AS: Final = {
    VOLUME: VOLUME,
    "sets": VOLUME,
    "muscles": VOLUME,
    ADHERENCE: ADHERENCE,
    "plan": ADHERENCE,
    "done": ADHERENCE,
}
NO_CHART: Final = words("There is nothing to draw yet: log two days of a lift, like `bench 185x5`, and ask again.")
NO_CHART_OF: Final = words("There are fewer than two days of that lift in your log, so there is nothing to draw yet.")
NOTHING_LATELY: Final = words("There is nothing in your log of the last ten weeks, so there is nothing to draw.")
NOTHING_PLANNED: Final = words(
    "No set of the last ten weeks was one that I had prescribed, so there is nothing to draw."
)
WHICH_CHART: Final = words("I draw `chart bench` or another lift, `chart volume` and `chart adherence`.")
MOST_LIFTS: Final = 3  # under one picture, those trained on most days


def is_chart(incoming: Incoming) -> bool:
    """Whether a message asks for a picture, so that the whole log is needed."""
    match incoming:
        case Said(text=text):
            return _words(text)[:1] == [CHART]
        case Pressed(press=press):
            return press.startswith(f"{CHART}:")
        case _:
            return False


def chart_said(said: Said, scene: Scene) -> Decision | None:
    """The picture that the words ask for; None where they ask for none."""
    if not is_chart(said):
        return None
    rest = _words(said.text)[1:]
    theme = Theme.DARK if Theme.DARK in rest else Theme.LIGHT
    named = " ".join(word for word in rest if word not in tuple(Theme))
    if not named:
        return _drawn(next(iter(_most_trained(scene)), VOLUME), theme, scene)
    what = SAID_AS.get(named) or sole_name(named, scene.exercises)
    return _drawn(what, theme, scene) if what else reply(scene, WHICH_CHART)


def chart_pressed(_verb: str, rest: str, scene: Scene) -> Decision:
    """The picture of a button. It is of who pressed, whoever's message it stands under."""
    what, _, theme = rest.partition(":")
    known = what in (VOLUME, ADHERENCE) or ExerciseId(what) in scene.exercises
    return _drawn(what, Theme.DARK if theme == Theme.DARK else Theme.LIGHT, scene) if known else reply(scene, NO_CHART)


def _words(text: str) -> list[str]:
    return text.lower().strip().rstrip(".!?").lstrip("/").split()


def _drawn(what: str, theme: Theme, scene: Scene) -> Decision:
    chart = _chart(what, theme, scene)
    if chart is None:
        return reply(scene, _nothing_to_draw(what, scene))
    text = words("{title}. {subtitle}.", title=chart.title, subtitle=chart.subtitle)
    answer = Answer([joined([text])], _buttons(what, theme, scene))
    return Decision(say(scene, blank(scene), replace(answer, recipe=recipe(chart, catalogue(scene.language)))))


def _nothing_to_draw(what: str, scene: Scene) -> Words:
    if ExerciseId(what) in scene.exercises:
        return NO_CHART_OF
    if not _entries(scene):
        return NO_CHART
    return NOTHING_LATELY if volume_chart(_entries(scene), scene.exercises, scene.today) is None else NOTHING_PLANNED


def _chart(what: str, theme: Theme, scene: Scene) -> Chart | None:
    entries = _entries(scene)
    if what == VOLUME:
        return volume_chart(entries, scene.exercises, scene.today, theme)
    if what == ADHERENCE:
        return adherence_chart(entries, scene.today, theme)
    exercise = scene.exercises[ExerciseId(what)]
    unit = _unit_of(exercise.id, entries, scene)
    return strength_chart(exercise, entries, scene.targets, unit, scene.today, theme)


def _unit_of(lift: ExerciseId, entries: Sequence[Entry], scene: Scene) -> Unit:
    """The lifter's own for that lift, unless he never logged it in that one, as after an import from another app."""
    own = said_unit(lift, scene.person.profile)
    logged = {entry.lift.load.unit for entry in entries if entry.lift.exercise == lift}
    return own if own in logged or not logged else next(iter(logged))


def _entries(scene: Scene) -> Sequence[Entry]:
    return sorted(scene.log[0] if scene.log else (), key=lambda entry: (entry.on, entry.said_at, entry.place))


def _most_trained(scene: Scene) -> list[ExerciseId]:
    """The lifts with a picture to draw, those trained on most days first."""
    days: dict[ExerciseId, set[object]] = {}
    for entry in _entries(scene):
        lift = entry.lift
        drawable = lift.kind is SetKind.WORK and lift.hold_seconds is None
        if drawable and maximum_from(float(lift.load.kg), lift.reps) is not None:
            days.setdefault(lift.exercise, set()).add(entry.on)
    return sorted((lift for lift in days if len(days[lift]) > 1), key=lambda lift: (-len(days[lift]), lift))


def _buttons(what: str, theme: Theme, scene: Scene) -> list[tuple[Button, ...]]:
    lifts = [lift for lift in _most_trained(scene) if lift != what][:MOST_LIFTS]
    others = [name for name in (VOLUME, ADHERENCE) if name != what]
    labels = {VOLUME: words("Volume"), ADHERENCE: words("Adherence")}
    other_theme = Theme.LIGHT if theme is Theme.DARK else Theme.DARK
    label = words("Light") if other_theme is Theme.LIGHT else words("Dark")
    rows = [
        tuple(Button(scene.exercises[lift].short, _press(lift, theme)) for lift in lifts),
        (*(Button(labels[name], _press(name, theme)) for name in others), Button(label, _press(what, other_theme))),
    ]
    return [row for row in rows if row]


def _press(what: str, theme: Theme) -> RowId:
    return RowId(f"{CHART}:{what}:{theme}")
