"""Sums that a lifter asks for between sets: plates, warm-ups, percents, RPE, an estimated maximum, points.

Each is one whole form of words that begins with its own word. Anything else that begins with it is left to the
reader, so that nothing is answered here that is a log; and nothing here logs.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from agents.loading import bar_of, is_on_bar, plates_of, rack_of, rack_unit, said_unit
from bot.decide.answered import answered
from bot.decide.log import tells_readiness
from bot.decide.scene import Decision, Scene, reply
from bot.message import Said
from bot.parse.facts import Intent, Parsed
from bot.wording import show_load
from knowledge.exercise import Equipment, Exercise, ExerciseId, Region
from knowledge.plates import HEAVIEST, pairs_on_bar
from knowledge.rpe import EASIEST, HARDEST, e1rm_at, share_of_max
from knowledge.scores import BODY_WEIGHTS_KG, Event, Sex, dots, ipf_gl
from knowledge.strength import MOST_REPS, e1rm, percent_table
from knowledge.units import Load, Unit, plain
from knowledge.warm_up import warm_up

_AMOUNT: Final = r"(\d{1,4}(?:[.,]\d{1,3})?)\s*(kgs?|lbs?|#)?"
_LIFT_AND_LOAD: Final = re.compile(rf"(?:(?:for|to|on|of)\s+)?(?:([^\d]*[^\d\s])\s+)?{_AMOUNT}")
_SET: Final = re.compile(
    rf"{_AMOUNT}\s*(?:[x×*]|for)\s*(\d{{1,3}})(?:\s*reps?)?(?:\s*(?:@|rpe)\s*(\d{{1,2}}(?:[.,]5)?))?"
)
_RATED: Final = re.compile(rf"(\d{{1,3}})\s*@\s*(\d{{1,2}}(?:[.,]5)?)\s+(?:of\s+)?{_AMOUNT}")
_TOTAL: Final = re.compile(rf"(bench\s+)?{_AMOUNT}\s+(?:at\s+)?{_AMOUNT}\s+(\w+)")
_FINE: Final = Decimal("0.1")  # of a load in the other unit than that of the plates
_JOINED: Final = {"up": "warmup", "ups": "warmup"}  # behind "warm"
_SEXES: Final = {
    **dict.fromkeys(("m", "man", "men", "male"), Sex.MEN),
    **dict.fromkeys(("f", "w", "woman", "women", "female"), Sex.WOMEN),
}
# Stands for the lift that is not named.
ANY_BARBELL: Final = Exercise(
    id=ExerciseId("any barbell"),
    name="barbell",
    short="barbell",
    aliases=(),
    region=Region.UPPER,
    equipment=Equipment.BARBELL,
    muscles=(),
    sites=(),
    cues=(),
    mistakes=(),
    sources=(),
)


@dataclass(frozen=True, slots=True)
class Sum:
    """What is asked with a word: the answer to the words behind it (None: they are not its form), and an example."""

    answer: Callable[[str, Scene], str | None]
    wrong: str
    also_of_sets: bool = False  # the word stands before sets that were done too: "max 185x5"


def arithmetic(said: Said, scene: Scene) -> Decision | None:
    """The answer to a sum; None where the words ask for none, and so are for the reader."""
    word, _, rest = said.text.strip().lower().partition(" ")
    if word == "warm" and (behind := rest.partition(" "))[0] in _JOINED:
        word, rest = _JOINED[behind[0]], behind[2]
    asked = SUMS.get(word)
    if asked is None:
        return None
    answers = answered(said, scene.parsed, scene) is not None
    text = None if answers and asked.also_of_sets else asked.answer(rest.strip().rstrip("?.!"), scene)
    if text is None and (answers or _is_for_the_reader(scene.parsed) or not _tries(rest)):
        return None
    return reply(scene, text or asked.wrong)


def _is_for_the_reader(parsed: Parsed) -> bool:
    is_said = parsed.sets or parsed.refused or parsed.again or parsed.delete_last or parsed.danger
    return bool(is_said) or tells_readiness(parsed) or parsed.intent in (Intent.QUESTION, Intent.CORRECTION)


def _tries(rest: str) -> bool:
    """Whether a sum was meant: with a number, or with nothing behind the word. "Max effort!" is talk."""
    return not rest or any(letter.isdigit() for letter in rest)


def _load(amount: str, unit: str | None, bare: Unit) -> Load | None:
    """A load that was said; a number without unit is in *bare*. None for what nobody lifts."""
    known = bare if unit is None else Unit.KG if unit.startswith("kg") else Unit.LB
    load = Load(Decimal(amount.replace(",", ".")), known)
    return load if 0 < load.amount <= HEAVIEST[known] else None


def _lift_and_load(rest: str, scene: Scene) -> tuple[Exercise, Load] | None:
    """The lift that is named, or any barbell, and one load, in the unit that it is loaded in."""
    found = _LIFT_AND_LOAD.fullmatch(rest)
    if found is None or (found[1] and len(scene.named) != 1):
        return None
    exercise = scene.exercises[scene.named[0]] if found[1] else ANY_BARBELL
    profile = scene.person.profile
    load = _load(found[2], found[3], said_unit(exercise.id, profile))
    unit = rack_unit(exercise, profile)
    return (exercise, load if unit in (None, load.unit) else load.to(unit, _FINE)) if load else None


def _plates(rest: str, scene: Scene) -> str | None:
    found = _lift_and_load(rest, scene)
    if found is None:
        return None
    (exercise, load), profile = found, scene.person.profile
    if not is_on_bar(exercise, profile):
        return (
            f"I know no plates of {exercise.short}; name them, like `profile {exercise.short} plates 45 25 10`, "
            "if it is loaded with any."
        )
    bar = bar_of(exercise, profile, load.unit)
    if load.amount < bar.amount:
        return f"{_show(load, scene)} is lighter than the bar, which is {_show(bar, scene)}."
    if (exact := _on_each_side(exercise, load, scene)) is not None:
        return f"{exact}."
    made = rack_of(exercise, profile, load)
    near = [one for one in (made.largest_at_most(load.amount), made.next_up(load.amount)) if one]
    sides = [side for one in near if (side := _on_each_side(exercise, one, scene))]
    return f"Your plates don't make {_show(load, scene)}. Nearest: {'; '.join(sides)}."


def _on_each_side(exercise: Exercise, load: Load, scene: Scene) -> str | None:
    """``225: the bar of 45, and 45 + 45 on each side``; None where the plates do not make it."""
    profile = scene.person.profile
    bar = bar_of(exercise, profile, load.unit)
    side = pairs_on_bar(load, bar, plates_of(exercise, profile, load.unit))
    if side is None:
        return None
    start = f"the bar of {_show(bar, scene)}" if bar.amount else "no bar"
    added = f"and {' + '.join(plain(plate.amount) for plate in side)} on each side" if side else "and no plates"
    return f"{_show(load, scene)}: {start}, {added}"


def _warm_up(rest: str, scene: Scene) -> str | None:
    found = _lift_and_load(rest, scene)
    if found is None or found[0].timed:
        return None
    (exercise, work), profile = found, scene.person.profile
    if exercise.bodyweight:
        return f"Warm up for {exercise.short} with your body weight alone; I have no ramp for what is hung on it."
    has_bar = exercise.equipment is Equipment.BARBELL or is_on_bar(exercise, profile)
    bar = bar_of(exercise, profile, work.unit) if has_bar else None
    sets = warm_up(work, rack_of(exercise, profile, work), bar if bar and bar.amount else None)
    if not sets:
        return f"{_show(work, scene)} is light enough to begin with."
    return f"Warm-up to {_show(work, scene)}: {', '.join(f'{_show(one, scene)} × {reps}' for one, reps in sets)}."


def _percents(rest: str, scene: Scene) -> str | None:
    found = _lift_and_load(rest, scene)
    if found is None:
        return None
    exercise, maximum = found
    table = percent_table(maximum, rack_of(exercise, scene.person.profile, maximum))
    shown = ", ".join(f"{percent} % {_show(load, scene)}" for percent, load in table)
    return f"Of {_show(maximum, scene)}, rounded down to what you can load: {shown or 'nothing'}."


def _maximum(rest: str, scene: Scene) -> str | None:
    found = _SET.fullmatch(rest)
    load = _load(found[1], found[2], scene.unit) if found else None
    if found is None or load is None:
        return None
    reps, rpe = int(found[3]), found[4]
    if not 1 <= reps <= MOST_REPS:
        return (
            f"No estimate from {reps} reps: it holds for 1 to {MOST_REPS}, because beyond that the formulas part by "
            "more than 10 %."
        )
    rated = Decimal(rpe.replace(",", ".")) if rpe else HARDEST
    estimate = e1rm_at(float(load.amount), reps, rated) if rpe else e1rm(load, reps)
    if estimate is None:
        return f"No estimate from {reps} reps at RPE {plain(rated)}. {CHART}"
    said, by = (f" @{plain(rated)}", "by the RPE chart") if rpe else ("", "if no more was in you")
    return f"{_show(load, scene)} × {reps}{said}: est. 1RM {estimate:.0f} {load.unit}, {by}."


def _by_rpe(rest: str, scene: Scene) -> str | None:
    found = _RATED.fullmatch(rest)
    maximum = _load(found[3], found[4], scene.unit) if found else None
    if found is None or maximum is None:
        return None
    reps, rpe = int(found[1]), Decimal(found[2].replace(",", "."))
    try:
        share = share_of_max(reps, rpe)
    except ValueError:
        return CHART
    made = rack_of(ANY_BARBELL, scene.person.profile, maximum)
    load = made.largest_at_most(maximum.amount * share)
    shown = f"{reps} @{plain(rpe)} is {plain(share * 100)} % of {_show(maximum, scene)}"
    return f"{shown}: {_show(load, scene)}, rounded down." if load else f"{shown}, which is lighter than the bar."


def _dots(rest: str, scene: Scene) -> str | None:
    return _points(rest, scene, "DOTS", lambda total, weight, sex, event: dots(total, weight, sex), {Event.TOTAL})


def _gl(rest: str, scene: Scene) -> str | None:
    return _points(rest, scene, "IPF GL", ipf_gl, set(Event))


def _points(
    rest: str, scene: Scene, name: str, score: Callable[[float, float, Sex, Event], float | None], events: set[Event]
) -> str | None:
    found = _TOTAL.fullmatch(rest)
    if found is None or (sex := _SEXES.get(found[6])) is None:
        return None
    event = Event.BENCH if found[1] else Event.TOTAL
    lifted, weight = _load(found[2], found[3], scene.unit), _load(found[4], found[5], scene.unit)
    if lifted is None or weight is None or event not in events:
        return None
    points = score(float(lifted.kg), float(weight.kg), sex, event)
    lightest, heaviest = BODY_WEIGHTS_KG[sex]
    if points is None:
        return f"{name} points hold for {sex} of {lightest:g} to {heaviest:g} kg; {weight} is outside of that."
    return f"{name} {points:.2f}: {'bench' if found[1] else 'total'} {lifted} at {weight}, {sex}."


def _show(load: Load, scene: Scene) -> str:
    return show_load(load, scene.unit)


CHART: Final = f"The RPE chart holds for 1 to {MOST_REPS} reps at RPE {EASIEST} to {HARDEST} in halves."
_PLATES: Final = Sum(_plates, "Say the load, and the lift if you like: `plates 225` or `plates squat 225`.")
_WARM_UP: Final = Sum(_warm_up, "Say the work load, and the lift if you like: `warmup bench 225`.")
_PERCENT: Final = Sum(_percents, "Say the maximum, like `percent 315`.")
_MAXIMUM: Final = Sum(_maximum, "Say the load and the reps, like `1rm 185x5`.", also_of_sets=True)
_GL: Final = Sum(_gl, "Say total or bench, body weight and m or f: `gl 600kg 90kg m` or `gl bench 140kg 90kg m`.")
SUMS: Final = {
    **dict.fromkeys(("plates", "plate"), _PLATES),
    **dict.fromkeys(("warmup", "warmups", "warm-up"), _WARM_UP),
    **dict.fromkeys(("percent", "percents"), _PERCENT),
    **dict.fromkeys(("1rm", "max"), _MAXIMUM),
    **dict.fromkeys(("gl", "ipf"), _GL),
    "e1rm": replace(_MAXIMUM, also_of_sets=False),
    "rpe": Sum(_by_rpe, "Say reps, RPE and the maximum, like `rpe 5@8 315`."),
    "dots": Sum(_dots, "Say total, body weight and m or f, like `dots 600kg 90kg m`."),
}
