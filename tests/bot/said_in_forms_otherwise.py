"""Sets that need the lift to be understood: of the body, by hand, in plates, held, missed, as a warm-up."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from knowledge.exercise import Equipment, Exercise, ExerciseId
from tests.bot.reading import EXERCISES

_OWN_LOAD: Final = ("weighted", "bw", "bar ")  # a name that says how it is loaded


def _names(is_wanted: Callable[[Exercise], bool]) -> tuple[tuple[str, ExerciseId], ...]:
    named = sorted((name, id_) for name, id_ in EXERCISES.names.items() if len(name) > 1 and is_wanted(EXERCISES[id_]))
    return tuple((name, id_) for name, id_ in named if not name.startswith(_OWN_LOAD))


OF_THE_BODY: Final = _names(lambda each: each.bodyweight and not each.timed)
BY_HAND: Final = _names(lambda each: each.per_hand and not each.timed)
ON_A_BAR: Final = _names(lambda each: each.equipment is Equipment.BARBELL)
HELD: Final = _names(lambda each: each.timed)

# {r} reps, {s} sets; the body alone is lifted. The second says whether it counts the sets.
UNLOADED: Final = (
    ("{name} {r}", False),
    ("{name} x{r}", False),
    ("{r} {name}", False),
    ("{name} {r} reps", False),
    ("{name} bw x {r}", False),
    ("{name} bodyweight x {r}", False),
    ("{name} {s}x{r}", True),
    ("{name} bw {s}x{r}", True),
    ("bw {name} {s}x{r}", True),
    ("{name} {s}x{r} bw", True),
    ("{s}x{r} {name}", True),
    ("{name} {s} sets of {r}", True),
    ("{s} sets of {r} {name}", True),
    ("{name} {s} sets of {r} bodyweight", True),
)
# {w} the number that is added, without its sign.
ADDED: Final = (
    ("{name} +{w}x{r}", False),
    ("{name} +{w} x {r}", False),
    ("{name} + {w} x {r}", False),
    ("{name} bw+{w} x {r}", False),
    ("{name} bw + {w} x {r}", False),
    ("{name} +{w} for {r}", False),
    ("{r} {name} at +{w}", False),
    ("{name} +{w} {s}x{r}", True),
    ("{name} +{w}x{r}x{s}", True),
    ("{name} {s}x{r} +{w}", True),
    ("{name} {s}x{r} @ +{w}", True),
    ("{name} {s} sets of {r} at +{w}", True),
)
ASSISTED: Final = (
    ("{name} -{w}x{r}", False),
    ("{name} -{w} x {r}", False),
    ("{name} bw-{w} x {r}", False),
    ("assisted {name} {w}x{r}", False),
    ("assisted {name} -{w} x {r}", False),
    ("{name} {w} assisted x {r}", False),
    ("{name} -{w} {s}x{r}", True),
    ("assisted {name} {w} {s}x{r}", True),
    ("{name} {s}x{r} assisted {w}", True),
    ("{name} {s}x{r} @ -{w}", True),
)
# {w} the load of one hand.
EACH_HAND: Final = (
    ("{name} {w}s x {r}", False),
    ("{name} {w}s x{r}", False),
    ("{name} {w}s for {r}", False),
    ("{name} {w} each hand x {r}", False),
    ("{name} {w} per hand x {r}", False),
    ("{name} {w} dumbbells x {r}", False),
    ("{r} reps of {name} with {w}s", False),
    ("{name} {w}s {s}x{r}", True),
    ("{name} {s}x{r} {w}s", True),
    ("{name} {s}x{r} with {w}s", True),
    ("{name} {s}x{r} @ {w}s", True),
    ("{s}x{r} {name} {w}s", True),
)
# {n} plates a side, {more} the smaller one on top of them.
PLATES: Final = (
    ("{name} {n} plates x {r}", False),
    ("{name} {n} plates for {r}", False),
    ("{r} reps at {n} plates {name}", False),
    ("{n} plates {name} x{r}", False),
    ("{name} {n} plates a side x {r}", False),
    ("{name} {n} plates {s}x{r}", True),
    ("{name} {s}x{r} @ {n} plates", True),
    ("{name} {s} sets of {r} at {n} plates", True),
)
AND_MORE: Final = (" and a {more}", " and {more}s", " plus {more}")
# {t} the time of one set.
HOLDS: Final = (
    ("{name} {t}", False),
    ("{t} {name}", False),
    ("{name} for {t}", False),
    ("{name}: {t}", False),
    ("{name} {s}x{t}", True),
    ("{name} {s} x {t}", True),
    ("{name} {t} x {s}", True),
    ("{name} {s} sets of {t}", True),
    ("{s}x{t} {name}", True),
)
WARM_UPS: Final = (
    "warmup {sets}",
    "warm up: {sets}",
    "{sets} warm up",
    "{sets} (warmup)",
    "warm-up {sets}",
    "w/u {sets}",
)
# {w} load, {r} reps that were done, {more} those that were wanted.
MISSED: Final = (
    "{name} {w}x{more} got {r}",
    "{name} {w}x{more} but only got {r}",
    "{name} {w}x{more}, only got {r}",
    "{name} {w} for {more}, got {r}",
    "{name} {w}x{r}F",
    "{name} {w}x{more} missed the last rep",
    "{name} {w}x{more}, failed the last one",
    "{name} {w}, got {r} of {more}",
)


def seconds_written(seconds: int) -> tuple[str, ...]:
    """*seconds* in every way that says them exactly."""
    minutes, rest = divmod(seconds, 60)
    ways = [f"{seconds}s", f"{seconds} sec", f"{seconds} seconds", f"{seconds} secs"]
    if minutes:
        ways.append(f"{minutes}:{rest:02}")
    if minutes and not rest:
        ways += [f"{minutes} min", f"{minutes}min", f"{minutes} minutes" if minutes > 1 else f"{minutes} minute"]
    if rest == 30 and minutes:
        ways.append(f"{minutes}.5 min")
    return tuple(ways)


def bar_and_plates(plates: int, more: int, *, is_metric: bool) -> Decimal:
    """The load of a standard bar with so many of the largest plates, and one of *more*, on each side."""
    largest = 20 if is_metric else 45
    return Decimal(largest + 2 * (plates * largest + more))
