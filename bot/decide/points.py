"""Points that compare lifters of different weight: ``dots 600kg 90kg m``, ``gl bench 140kg 90kg m``."""

import re
from collections.abc import Callable
from typing import Final

from bot.decide.loads_named import AMOUNT, load_named
from bot.decide.scene import Scene
from knowledge.scores import BODY_WEIGHTS_KG, Event, Sex, dots, ipf_gl
from knowledge.words import Words, words

_TOTAL: Final = re.compile(rf"(bench\s+)?{AMOUNT}\s+(?:at\s+)?{AMOUNT}\s+(\w+)")
_SEXES: Final = {
    **dict.fromkeys(("m", "man", "men", "male"), Sex.MEN),
    **dict.fromkeys(("f", "w", "woman", "women", "female"), Sex.WOMEN),
}
SHOWN: Final[dict[Sex, Words]] = {Sex.MEN: words("men"), Sex.WOMEN: words("women")}


def dotted(rest: str, scene: Scene) -> str | None:
    """DOTS of a total; None where the words are not its form."""
    return _points(rest, scene, "DOTS", lambda total, weight, sex, event: dots(total, weight, sex), {Event.TOTAL})


def gl(rest: str, scene: Scene) -> str | None:
    """IPF GL points of a total or a bench; None where the words are not its form."""
    return _points(rest, scene, "IPF GL", ipf_gl, set(Event))


def _points(
    rest: str, scene: Scene, name: str, score: Callable[[float, float, Sex, Event], float | None], events: set[Event]
) -> str | None:
    found = _TOTAL.fullmatch(rest)
    if found is None or (sex := _SEXES.get(found[6])) is None:
        return None
    event = Event.BENCH if found[1] else Event.TOTAL
    lifted, weight = load_named(found[2], found[3], scene.unit), load_named(found[4], found[5], scene.unit)
    if lifted is None or weight is None or event not in events:
        return None
    points = score(float(lifted.kg), float(weight.kg), sex, event)
    lightest, heaviest = BODY_WEIGHTS_KG[sex]
    if points is None:
        return words(
            "{name} points hold for {sex} of {lightest:g} to {heaviest:g} kg; {weight} is outside of that.",
            name=name,
            sex=SHOWN[sex],
            lightest=lightest,
            heaviest=heaviest,
            weight=weight,
        )
    return words(
        "{name} {points:.2f}: {event} {lifted} at {weight}, {sex}.",
        name=name,
        points=points,
        event=words("bench") if found[1] else words("total"),
        lifted=lifted,
        weight=weight,
        sex=SHOWN[sex],
    )
