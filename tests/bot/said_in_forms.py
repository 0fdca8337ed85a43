"""Sets in every form in which lifters write them: what was meant is known before it is read.

A form that several readings share is left out for the numbers that make it so; ``is_clear`` states when it is clear,
by the conventions of the field and not by what the reader makes of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Final

from bot.parse.facts import SaidSet
from knowledge.exercise import ExerciseId
from knowledge.units import Load, Unit, plain

MOST_SETS: Final = 20  # a bare number above it counts no sets, so it is the load
FEW_SETS: Final = 5
MANY_REPS: Final = 40  # what nobody does beside a load
RPE_ENDS: Final = 10  # "@" and a bare number up to it is an RPE
UNIT_WORDS: Final = {
    Unit.KG: ("kg", " kg", "kgs", " kilos", "KG", " Kg", " kilograms"),
    Unit.LB: ("lb", " lb", "lbs", " lbs", "#", " pounds", " LBS"),
}
TIMES: Final = ("x", " x ", "X", "×", " × ", "х", " х ", "*", " * ", " by ")  # the third last letter is Cyrillic


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """Sets of one lift as they were done, and how their numbers are written. *reps* has an entry for each set."""

    exercise: ExerciseId
    name: str
    load: Load
    reps: tuple[int, ...]
    rpe: Decimal | None = None
    unit: str = ""  # what stands behind the load; empty where the profile's unit is meant
    times: str = "x"
    has_comma: bool = False  # 82,5

    @property
    def w(self) -> str:
        amount = plain(self.load.amount)
        return (amount.replace(".", ",") if self.has_comma else amount) + self.unit

    @property
    def x(self) -> str:
        """The sign between numbers; a unit that is a word is not glued to it."""
        return f" {self.times.strip()} " if self.unit[-4:].isalpha() and len(self.unit) > 4 else self.times

    @property
    def r(self) -> str:
        return str(self.reps[0])

    @property
    def s(self) -> str:
        """How many sets, as a factor; *some* says it in words."""
        return str(len(self.reps))

    @property
    def some(self) -> str:
        return f"{self.s} set" if len(self.reps) == 1 else f"{self.s} sets"

    @property
    def sets(self) -> tuple[SaidSet, ...]:
        """What the reader should say: neighbours that are equal are one entry."""
        return tuple(
            SaidSet(exercise=self.exercise, load=self.load, reps=reps, sets=len([*equal]), rpe=self.rpe)
            for reps, equal in groupby(self.reps)
        )


Clear = Callable[[Meant], bool]


@dataclass(frozen=True, slots=True)
class Form:
    """*is_parted*: it holds a comma, so only a name before it is surely that of all of it."""

    write: Callable[[Meant], str]
    is_clear: Clear
    is_parted: bool = False


def one(meant: Meant) -> bool:
    return len(meant.reps) == 1


def equal(meant: Meant) -> bool:
    return len({*meant.reps}) == 1


def several(meant: Meant) -> bool:
    return len(meant.reps) > 1


def is_load(meant: Meant) -> bool:
    """Nothing but a load: its unit is said, or nobody does so many sets."""
    return bool(meant.unit) or meant.load.amount > MOST_SETS


def is_written_clearly(meant: Meant) -> bool:
    """82,5 is a number; 82,25 needs its unit, and so does 7,5: these may be two sets."""
    if not meant.has_comma or meant.unit or meant.load.amount % 1 == 0:
        return True
    return meant.load.amount > MOST_SETS and meant.load.amount % 1 == Decimal("0.5")


def all_of(*rules: Clear) -> Clear:
    return lambda meant: is_written_clearly(meant) and all(rule(meant) for rule in rules)


def is_largest(meant: Meant) -> bool:
    """Of three numbers the last is the load only where it is the largest."""
    return meant.load.amount > max(meant.reps[0], len(meant.reps))


def is_no_rpe(meant: Meant) -> bool:
    return bool(meant.unit) or meant.load.amount > RPE_ENDS


def is_in_unit(meant: Meant) -> bool:
    """5x185: reps and load, or load and reps? Only the unit tells, and of 20x29 lb not even that: it may end both."""
    return bool(meant.unit) and meant.load.amount >= MANY_REPS


def few(meant: Meant) -> bool:
    """Behind a comma 10x8 may be the next load, 5x8 is none."""
    return len(meant.reps) <= FEW_SETS


def has_name(meant: Meant) -> bool:
    return meant.reps[0] in NAMED


NAMED: Final = {1: "single", 2: "double", 3: "triple"}

FORMS: Final[Mapping[str, Form]] = {
    "W x R": Form(lambda m: f"{m.w}{m.x}{m.r}", all_of(one, is_load)),
    "W x R reps": Form(lambda m: f"{m.w}{m.x}{m.r} reps", all_of(one, is_load)),
    "R x W": Form(lambda m: f"{m.r}{m.x}{m.w}", all_of(one, is_in_unit)),
    "W x R x S": Form(lambda m: f"{m.w}{m.x}{m.r}{m.x}{m.s}", all_of(equal, is_load)),
    "S x R x W": Form(lambda m: f"{m.s}{m.x}{m.r}{m.x}{m.w}", all_of(equal, is_load, is_largest)),
    "W SxR": Form(lambda m: f"{m.w} {m.s}{m.x}{m.r}", all_of(equal, is_load)),
    "W, SxR": Form(lambda m: f"{m.w}, {m.s}{m.x}{m.r}", all_of(equal, few, is_load), is_parted=True),
    "SxR @ W": Form(lambda m: f"{m.s}{m.x}{m.r} @ {m.w}", all_of(equal, is_no_rpe)),
    "SxR @W": Form(lambda m: f"{m.s}{m.x}{m.r} @{m.w}", all_of(equal, is_no_rpe)),
    "SxR at W": Form(lambda m: f"{m.s}{m.x}{m.r} at {m.w}", all_of(equal, is_no_rpe)),
    "SxR W": Form(lambda m: f"{m.s}{m.x}{m.r} {m.w}", all_of(equal, is_load)),
    "SxR with W": Form(lambda m: f"{m.s}{m.x}{m.r} with {m.w}", all_of(equal, is_load)),
    "W for R": Form(lambda m: f"{m.w} for {m.r}", all_of(one, is_load)),
    "W for R reps": Form(lambda m: f"{m.w} for {m.r} reps", all_of(one, is_load)),
    "W for a triple": Form(lambda m: f"{m.w} for a {NAMED[m.reps[0]]}", all_of(one, is_load, has_name)),
    "S triples at W": Form(lambda m: f"{m.s} {NAMED[m.reps[0]]}s at {m.w}", all_of(equal, is_no_rpe, has_name)),
    "R reps at W": Form(lambda m: f"{m.r} reps at {m.w}", all_of(one, is_no_rpe)),
    "R at W": Form(lambda m: f"{m.r} at {m.w}", all_of(one, is_load)),
    "S sets of R at W": Form(lambda m: f"{m.some} of {m.r} at {m.w}", all_of(equal, is_no_rpe)),
    "S sets of R reps with W": Form(lambda m: f"{m.some} of {m.r} reps with {m.w}", all_of(equal, is_load)),
    "S sets x R reps @ W": Form(lambda m: f"{m.some} x {m.r} reps @ {m.w}", all_of(equal, is_no_rpe)),
    "W for S sets of R": Form(lambda m: f"{m.w} for {m.some} of {m.r}", all_of(equal, is_load)),
    "WxR for S sets": Form(lambda m: f"{m.w}{m.x}{m.r} for {m.some}", all_of(equal, is_load)),
    "W, R reps, S sets": Form(lambda m: f"{m.w}, {m.r} reps, {m.some}", all_of(equal, is_load), is_parted=True),
    "W R,R,R": Form(lambda m: f"{m.w} {','.join(map(str, m.reps))}", all_of(several, is_load)),
    "W: R, R, R": Form(lambda m: f"{m.w}: {', '.join(map(str, m.reps))}", all_of(several, is_load)),
    "WxR, R, R": Form(lambda m: f"{m.w}{m.x}{', '.join(map(str, m.reps))}", all_of(several, is_load)),
    "WxR,R,R": Form(lambda m: f"{m.w}{m.x}{','.join(map(str, m.reps))}", all_of(several, is_load)),
    "WxR/R/R": Form(lambda m: f"{m.w}{m.x}{'/'.join(map(str, m.reps))}", all_of(several, is_load)),
    "R/R/R @ W": Form(lambda m: f"{'/'.join(map(str, m.reps))} @ {m.w}", all_of(several, is_load)),
    "R,R,R at W": Form(lambda m: f"{','.join(map(str, m.reps))} at {m.w}", all_of(several, is_load)),
    "WxR, WxR": Form(lambda m: ", ".join(f"{m.w}{m.x}{reps}" for reps in m.reps), all_of(several, is_load)),
    "WxR on lines": Form(lambda m: "\n".join(f"{m.w}{m.x}{reps}" for reps in m.reps), all_of(is_load)),
    "weight: W": Form(lambda m: f"weight: {m.w}, reps: {m.r}, sets: {len(m.reps)}", all_of(equal), is_parted=True),
}

PLACES: Final[Mapping[str, str]] = {
    "before": "{name} {sets}{effort}",
    "before a colon": "{name}: {sets}{effort}",
    "before a dash": "{name} - {sets}{effort}",
    "on its own line": "{name}\n{sets}{effort}",
    "behind": "{sets} {name}{effort}",
    "at the end": "{sets}{effort} {name}",
    "on the": "{sets} on the {name}{effort}",
    "did": "did {name} {sets}{effort} today",
}


def is_whole(rpe: Decimal) -> bool:
    return rpe % 1 == 0


EFFORTS: Final[Mapping[str, tuple[Callable[[Decimal], str], Callable[[Decimal], bool]]]] = {
    "@8": (lambda rpe: f" @{plain(rpe)}", lambda _: True),
    "glued @8": (lambda rpe: f"@{plain(rpe)}", lambda _: True),
    "@ 8": (lambda rpe: f" @ {plain(rpe)}", lambda _: True),
    "rpe 8": (lambda rpe: f" rpe {plain(rpe)}", lambda _: True),
    "RPE8": (lambda rpe: f" RPE{plain(rpe)}", lambda _: True),
    "@ RPE 8": (lambda rpe: f" @ RPE {plain(rpe)}", lambda _: True),
    "(rpe 8)": (lambda rpe: f" (rpe {plain(rpe)})", lambda _: True),
    ", rpe 8,5": (lambda rpe: f", rpe {plain(rpe).replace('.', ',')}", lambda _: True),
    "2 rir": (lambda rpe: f" {plain(10 - rpe)} rir", lambda rpe: rpe >= 5),
    "RIR 2": (lambda rpe: f", RIR {plain(10 - rpe)}", lambda rpe: rpe >= 5),
    "2 left in the tank": (lambda rpe: f", {plain(10 - rpe)} left in the tank", lambda rpe: is_whole(rpe) and rpe >= 5),
    "2 in reserve": (lambda rpe: f" with {plain(10 - rpe)} in reserve", lambda rpe: is_whole(rpe) and rpe >= 5),
    "to failure": (lambda _: " to failure", lambda rpe: rpe == RPE_ENDS),
}


def places_of(form: str) -> tuple[str, ...]:
    """Where the name may stand."""
    return tuple(place for place in PLACES if not FORMS[form].is_parted or PLACES[place].index("{name}") < 5)


def written(meant: Meant, form: str, place: str = "before", effort: str | None = None) -> str:
    """The message. Without *effort* the RPE is not said; it is glued to digits alone."""
    said = EFFORTS[effort][0](meant.rpe) if effort and meant.rpe is not None else ""
    sets = FORMS[form].write(meant)
    may_be_glued = sets[-1].isdigit() and "{sets}{effort}" in PLACES[place]
    if said[:1] == "@" and not may_be_glued:
        said = f" {said}"
    return PLACES[place].format(name=meant.name, sets=sets, effort=said)


def unrated(meant: Meant) -> Meant:
    return replace(meant, rpe=None)
