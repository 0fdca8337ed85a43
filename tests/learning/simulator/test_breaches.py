"""What no prescription may do is seen, whoever prescribes it."""

import pytest

from agents.plan import Dose, Envelope
from learning.simulator.breaches import breaches
from learning.simulator.seen import Prescribed, Seen
from tests.learning.simulator.lifters import pounds, seen

HIT = seen("185x5x3", "190x5x3")


def asked(load: float, envelope: tuple[float, float] | None = None) -> Prescribed:
    bounds = Envelope(pounds(envelope[0]), pounds(envelope[1])) if envelope else None
    return Prescribed(doses=(Dose(pounds(load), 5, 3),), envelope=bounds)


@pytest.mark.parametrize(
    ("before", "prescribed", "wanted"),
    [
        (HIT, asked(195, (185, 190)), "outside its envelope"),
        (HIT, asked(180, (185, 190)), "outside its envelope"),
        (HIT, asked(191), "not loadable"),
        (HIT, asked(197.5), "step too big"),
        (seen("185x5x3", "190x3x3!"), asked(192.5), "up after a miss"),
        (seen("185x5x3", soreness=8), asked(187.5), "up on a red day"),
        (seen("185x5x3", sleep_h=4.5), asked(187.5), "up on a red day"),
    ],
)
def test_a_breach_is_named(before: Seen, prescribed: Prescribed, wanted: str) -> None:
    assert breaches(before, prescribed) == (wanted,)


@pytest.mark.parametrize(
    ("before", "prescribed"),
    [
        (HIT, asked(195, (185, 195))),
        (HIT, Prescribed()),
        (seen("185x5x3", "190x3x3!"), asked(185)),
        (seen("200x5x3", "180x5x3"), asked(200)),  # back to the load before a deload
        (seen("185x5x3", soreness=8), asked(185)),
        (seen("185x5x3", "195x3x1"), asked(190)),  # a triple that was made, on top of fives, is no miss
    ],
)
def test_what_is_allowed_is_no_breach(before: Seen, prescribed: Prescribed) -> None:
    assert breaches(before, prescribed) == ()
