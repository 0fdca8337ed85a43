"""Questions and what the adviser is given for them, straight to the guard: its answers need no lifter's log."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Final

from agents.facts import rules_told
from agents.guard import Allowed, Guarded, guarded
from knowledge.units import Load, Unit
from learning.adversary.attacks import GOOD, Made
from learning.adversary.good import filled, skeletons

ADVISER: Final = "adviser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """*lines* are its facts, log and passages; *fields* what a good answer may quote of them."""

    topic: str
    lines: tuple[str, ...]
    fields: Mapping[str, str]
    next_loads: tuple[Load, ...] = ()

    @property
    def allowed(self) -> Allowed:
        return Allowed(
            facts=self.lines, unit=Unit.LB, next_loads=self.next_loads, looks_back=True, private=rules_told()
        )


INQUIRIES: Final = (
    Inquiry(
        topic="stuck",
        lines=(
            "Exercise: bench press",
            "8 sessions since 3 October",
            "Estimated 1RM 216 lb, steady: it moved 1 % over 8 sessions",
            "Best set 185 lb × 5 on 3 October",
            "Sleep averaged 6 h over the last 8 sessions",
        ),
        fields={
            "e1rm": "216 lb",
            "sessions": "8 sessions",
            "since": "3 October",
            "percent": "1 %",
            "last": "185",
            "reps": "5",
            "nights": "6 hours",
            "lift": "bench press",
        },
    ),
    Inquiry(
        topic="protein",
        lines=(
            "Body weight 82 kg",
            "131 to 180 g protein a day, 1.6 to 2.2 g per kilogram of body weight",
            "3 to 5 meals a day",
            "Never below 1,500 kcal a day",
        ),
        fields={
            "protein": "131 to 180 g",
            "weight": "82 kg",
            "meals": "3 to 5",
            "per_kg": "1.6 to 2.2 g",
            "kcal": "1,500 kcal",
        },
    ),
    Inquiry(topic="brace", lines=("Exercise: squat", "Breathe in and brace before each rep"), fields={"lift": "squat"}),
    Inquiry(
        topic="friday",
        lines=(
            "Exercise: squat",
            "Planned for Friday 27 November: 230 lb × 5, 3 sets of 5",
            "Last: 225 lb × 5",
            "Change: 5 lb",
        ),
        fields={"day": "Friday", "next": "230", "last": "225", "change": "5 lb", "sets": "3", "reps": "5"},
        next_loads=(Load(Decimal(230), Unit.LB),),
    ),
    Inquiry(
        topic="cold",
        lines=("With fever or a chesty cough no training", "Above the neck an easy session is fine"),
        fields={},
    ),
    Inquiry(topic="soreness", lines=("Soreness fades within 2 to 4 days",), fields={"span": "2 to 4 days"}),
    Inquiry(topic="rest", lines=("Rest 2 to 5 minutes between hard sets",), fields={"minutes": "2 to 5 minutes"}),
    Inquiry(
        topic="volume",
        lines=(
            "Exercise: bench press",
            "10 to 20 sets a week for a muscle",
            "3 sets in each session",
            "4 sessions since 3 November",
            "Two sessions a week for a muscle do better than one: split the sets over two days",
        ),
        fields={
            "weekly": "10 to 20 sets",
            "sets": "3 sets",
            "lift": "bench press",
            "sessions": "4 sessions",
            "since": "3 November",
        },
    ),
    Inquiry(
        topic="deload",
        lines=("A deload lasts a week, with loads 10 to 15 % lighter",),
        fields={"percent": "10 to 15 %"},
    ),
)


def well_advised(count: int, seed: int) -> Iterator[tuple[Made, Guarded]]:
    """So many good answers to questions, and what the guard left of each."""
    random = Random(f"{seed}:advised")
    for _ in range(count):
        inquiry = random.choice(INQUIRIES)
        made = Made(GOOD, _words(inquiry, random))
        yield made, guarded(made.text, inquiry.allowed)


def _words(inquiry: Inquiry, random: Random) -> str:
    fitting = [
        one.text
        for one in skeletons()
        if one.agent == ADVISER and inquiry.topic in one.fits and one.fields <= inquiry.fields.keys()
    ]
    return filled(random.choice(fitting), inquiry.fields)
