"""A line of chat to facts. Pure: no clock, no user, no I/O; linear in the length of the text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from bot.parse import intent, limits, scope, sleep, words
from bot.parse.correction import Correction, correction, patch
from bot.parse.facts import Intent, Parsed, SaidSet
from bot.parse.groups import Group, GroupReader
from bot.parse.names import Mention, mentions
from bot.parse.numbers import with_numbers
from bot.parse.outcome import warm_ups, with_failures
from bot.parse.owners import exercise_of
from bot.parse.readiness import mentions_soreness, read_body_weight, read_energy, read_soreness
from bot.parse.said import said_sets
from bot.parse.sheet import Sheet
from bot.parse.tokens import Token, tokenize
from knowledge.exercise import Exercises
from knowledge.red_flags import RedFlag, RedFlags
from knowledge.units import Load, Unit
from storage.records import Energy

_ASSISTANCE: Final = words.set_of("assisted assist assistance assisting")


@dataclass(slots=True)
class _Readiness:
    sleep_minutes: int | None = None
    soreness: int | None = None
    site: str | None = None
    energy: Energy | None = None
    body_weight: Load | None = None
    is_spoken_of: bool = False
    refused: list[str] = field(default_factory=list)


def parse(text: str, exercises: Exercises, red_flags: RedFlags, unit: Unit) -> Parsed:
    """Read *text*; a bare load is in *unit*. What no rule takes is in ``rest``, in order. Takes any text.

    Loads that were not said are None, and so are exercises; nothing is guessed. Of two plausible readings the
    convention is taken: 225x3x5 is load x reps x sets.
    """
    tokens = with_numbers(tokenize(text))
    named = mentions(tokens, exercises)
    sheet = Sheet(tokens)
    flag = red_flags.red_flag(text)
    corrected = correction(sheet, named)
    if not corrected:
        for hidden in scope.not_done(tokens, named):
            sheet.hide(hidden.start, hidden.stop)
    is_pr = intent.claims_pr(sheet)
    ready = _readiness(sheet, unit)
    sets, refused = _sets(sheet, named, corrected, exercises, unit)
    when = _when(sheet)
    ...
