"""The buttons under a plan, for one thumb: what logs it, what goes with it, and what is worth asking now."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from agents.loading import bar_of, is_on_bar
from agents.phrases import OF_PROGRAMMES, load_text
from bot.decide.rest import rest_button
from bot.decide.scene import Scene
from bot.message import Pressed
from knowledge.words import joined, words
from storage.records import Button, Entry, Prescription, row_id

PLUS: Final = "plus"  # the verbs of the buttons
RPE: Final = "rpe"
WARM_UP: Final = "warmup"
PLATES: Final = "plates"
RATINGS: Final = tuple(Decimal(rating) for rating in (7, 8, 9, 10))

Row = tuple[Button, ...]


def marks(given: Prescription, sets: str) -> Row:
    """What logs a plan as it was done; *sets* is what its line showed of them."""
    return (
        Button(words("Done as prescribed"), f"done:{given.id}{sets}"),
        Button(words("Missed"), f"missed:{given.id}"),
    )


def beside_thumbs(given: Prescription, entries: Sequence[Entry], scene: Scene, *, shows_sets: bool) -> Row:
    """One rep more, where it is plain of which set, and the rest once a set was done."""
    is_plain = given.amrap or sets_done(given, shows_sets=shows_sets) == 1
    plus = (Button(_plus_label(given, entries, scene), f"{PLUS}:{given.id}"),) if is_plain else ()
    return (*plus, rest_button(given)) if _has_begun(given, entries, scene) else plus


def _plus_label(given: Prescription, entries: Sequence[Entry], scene: Scene) -> str:
    """Below a set of another load than the plan's, what the tap logs: else it would pass for one rep more of that."""
    above = rated_by(given, entries)
    if above is None or given.load is None or (above.lift.load.kg, above.lift.reps) == (given.load.kg, given.reps):
        return words("+1 rep")
    load = load_text(given.load, scene.exercises[given.exercise], scene.unit)
    return joined([load, f" × {given.reps + 1}"], "")


def sets_done(given: Prescription, *, shows_sets: bool) -> int:
    """How many sets a tap on a plan logs."""
    return given.sets if shows_sets or given.rule in OF_PROGRAMMES else 1


def below_thumbs(given: Prescription, entries: Sequence[Entry], scene: Scene) -> list[Row]:
    """How hard it was, behind a set; before the first one the way up to the load."""
    if _is_to_be_rated(given, entries, scene):
        return [tuple(Button(f"RPE {rating}", f"{RPE}:{given.id}:{rating}") for rating in RATINGS)]
    return [] if _has_begun(given, entries, scene) else _tools(given, scene)


def _has_begun(given: Prescription, entries: Sequence[Entry], scene: Scene) -> bool:
    """Whether he has trained the lift today."""
    done = (*scene.memory.history.get(given.exercise, ()), *entries)
    return any(entry.on == scene.today and entry.lift.exercise == given.exercise for entry in done)


def _is_to_be_rated(given: Prescription, entries: Sequence[Entry], scene: Scene) -> bool:
    """Whether this turn logged the newest set of the lift; one that was just rated may be rated anew, after a slip."""
    entry = rated_by(given, entries)
    if entry is None or entry.on != scene.today or entry.lift.hold_seconds is not None:
        return False
    pressed = scene.incoming
    return entry.lift.rpe is None or (isinstance(pressed, Pressed) and pressed.press.startswith(f"{RPE}:"))


def rated_by(given: Prescription, entries: Sequence[Entry]) -> Entry | None:
    """The last set of the turn in which that was prescribed; None: it logged none of the lift."""
    own = (e for e in entries if e.lift.exercise == given.exercise and row_id("turn", e.source) == given.turn)
    return max(own, key=lambda entry: entry.place, default=None)


def _tools(given: Prescription, scene: Scene) -> list[Row]:
    exercise, profile = scene.exercises[given.exercise], scene.person.profile
    if given.load is None or exercise.bodyweight:
        return []
    is_barred = is_on_bar(exercise, profile) and given.load.amount >= bar_of(exercise, profile, given.load.unit).amount
    plates = (Button(words("Plates"), f"{PLATES}:{given.id}"),) if is_barred else ()
    return [(Button(words("Warm-up"), f"{WARM_UP}:{given.id}"), *plates)]
