"""The set before, done again: same again, same but 5 more, one more set, x5."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.parse import words
from bot.parse.effort import HARDEST
from bot.parse.facts import Again
from bot.parse.sheet import Sheet
from bot.parse.tokens import Token, phrase_at, token_at
from bot.parse.weights import HEAVIER_THAN_SETS
from knowledge.units import Load, Unit
from storage.records import SetKind

_HEADS: Final = words.phrases_of(
    "same again,same thing again,same thing,same weight,same load,same set,same,again,repeat,repeat that,ditto",
    "repeated",
    "did it again,did that again,another set,another one,one more set,one more,another round,one more round,again same",
    "next set was the same,next set was same,next set same,next one same,next one was the same,nochmal,noch mal",
    "noch einmal,otra vez,еще раз,encore,encore une fois,di nuovo,ancora,jeszcze raz,de novo,nog een keer",
)
_LEADS: Final = words.set_of("ok okay and then did got now , . yep yes just hit")
_FILLERS: Final = (
    words.set_of(
        "but with , . ! for x at @ this time got did only and again set sets weight load reps rep of it more less",
        "fewer plus",
        "minus + - up down by rpe same today now please made hit the as before last a one tho though felt like",
        "that just",
    )
    | words.UNITS.keys()
)
_KNOWN: Final = _FILLERS | _LEADS | {"\n", ":"}
_TIMES_HELD: Final = words.set_of("s sec secs second seconds min mins minute minutes")
_MORE: Final = words.set_of("plus + up add added")
_LESS: Final = words.set_of("minus - down")
_FEWER: Final = words.set_of("less fewer lighter")
_LIGHTEST_STEP: Final = Decimal("2.5")  # the smallest step of load in common use; below it "2 more" counts reps


@dataclass(slots=True)
class _Said:
    sets: int = 1
    reps: int | None = None
    load: Load | None = None
    more: Load | None = None
    more_reps: int | None = None
    rpe: Decimal | None = None

    def again(self, kind: SetKind) -> Again:
        return Again(
            sets=self.sets,
            reps=self.reps,
            load=self.load,
            more=self.more,
            more_reps=self.more_reps,
            rpe=self.rpe,
            kind=kind,
        )


def read_again(sheet: Sheet, unit: Unit) -> Again | None:
    """What is to be repeated, when the message says that and no more; its tokens are taken."""
    tokens = sheet.tokens
    start = _head(tokens)
    if start is None:
        return None
    said = _Said()
    for at in range(start, len(tokens)):
        if tokens[at].value is not None and not _take(said, tokens, at, unit):
            return None
    for at, token in enumerate(tokens):
        if at < start or token.value is not None or token.text in _KNOWN:
            sheet.take(at, at + 1)
    return said.again(SetKind.WARMUP if "warmup" in {token.text for token in tokens} else SetKind.WORK)


def _head(tokens: Sequence[Token]) -> int | None:
    """Where the changes begin; None when nothing is repeated."""
    at = 0
    while at < len(tokens) and tokens[at].text in _LEADS:
        at += 1
    if length := phrase_at(tokens, at, _HEADS):
        return at + length if _is_said_to_the_end(tokens, at + length) else None
    if token_at(tokens, at).text in words.TIMES and at + 1 < len(tokens) and tokens[at + 1].value is not None:
        return at if _is_all_known(tokens[at:]) else None
    if token_at(tokens, at).text == "set" and token_at(tokens, at + 2).text in {":", "-"}:  # set 3: 4 reps
        return at + 3 if _is_all_known(tokens[at + 3 :]) else None
    if token_at(tokens, at).text == "another" and at + 1 < len(tokens) and tokens[at + 1].value is not None:
        return at + 1 if _is_all_known(tokens[at + 1 :]) else None
    is_more = token_at(tokens, at + 1).text == "more" and token_at(tokens, at + 2).text in words.SETS
    is_again = token_at(tokens, at + 1).text == "again" and at + 2 == len(tokens)
    is_number = at < len(tokens) and tokens[at].value is not None
    return at if is_number and (is_more or is_again) and _is_all_known(tokens[at:]) else None


def _is_said_to_the_end(tokens: Sequence[Token], at: int) -> bool:
    """Same old story is no set; neither is "one more" of anything else."""
    return at >= len(tokens) or tokens[at].text in _KNOWN or tokens[at].value is not None


def _is_all_known(tokens: Sequence[Token]) -> bool:
    return all(token.text in _KNOWN or token.value is not None for token in tokens)


def _take(said: _Said, tokens: Sequence[Token], at: int, unit: Unit) -> bool:
    """Put one number into *said*; False when nobody can tell what it counts."""
    value, before = tokens[at].value or Decimal(0), token_at(tokens, at - 1).text
    named = words.UNITS.get(token_at(tokens, at + 1).text)
    behind = token_at(tokens, at + 1 + (named is not None)).text
    if behind in _TIMES_HELD:
        return False
    if behind in words.SETS or (behind == "more" and token_at(tokens, at + 2).text in words.SETS):
        said.sets = int(value)
    elif behind in {"more", *_FEWER} or before in _MORE | _LESS:
        return _change(said, value * (-1 if behind in _FEWER or before in _LESS else 1), tokens, at, named or unit)
    elif before in {"@", "rpe"} and value <= HARDEST:
        said.rpe = value
    elif named or before in {"@", "at", "with"} or value > HEAVIER_THAN_SETS:
        said.load = Load(value, named or unit)
    elif value % 1 == 0:
        said.reps = int(value)
    else:
        return False
    return True


def _change(said: _Said, value: Decimal, tokens: Sequence[Token], at: int, unit: Unit) -> bool:
    counted = {token_at(tokens, place).text for place in range(at + 1, at + 4)}
    is_reps = bool(counted & words.REPS) or (abs(value) < _LIGHTEST_STEP and not counted & words.UNITS.keys())
    if is_reps and value % 1 == 0:
        said.more_reps = int(value)
    else:
        said.more = Load(value, unit)
    return True
