"""Which word of a message became what, for people who add names. Pure; it looks at how a message was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import Final, TypeAlias

from bot.parse.facts import Intent, Parsed
from bot.parse.read import Read
from bot.parse.recognised import nearest_name, recognised
from bot.parse.tokens import WALL
from bot.parse.told import BESIDE, refused_of, told_facts, told_sets
from knowledge.exercise import Exercises


class Became(StrEnum):
    """What words were read as."""

    LIFT = "lift"
    SET = "set"
    WARM_UP = "warm-up"
    ASSISTANCE = "assistance"
    SLEEP = "sleep"
    SORENESS = "soreness"
    ENERGY = "energy"
    STRESS = "stress"
    BODY_WEIGHT = "body weight"
    DAY = "day"
    CORRECTION = "correction"
    LABEL = "label"
    NOT_DONE = "not done"  # a plan, a question, a denial, or somebody else
    FILLER = "filler"
    LEFT_OVER = "left over"


@dataclass(frozen=True, slots=True)
class Line:
    """Neighbouring words, as written (after NFKC), and what they became.

    *value* is what they say, or that words beside them tell it; *note* is how that was recognised, or why it was not.
    Each may be empty.
    """

    words: str
    became: Became
    value: str = ""
    note: str = ""


_Role: TypeAlias = tuple[Became, int]
"""What a token became, and by which take or mention, where neighbours of one kind may be two things."""

_ONE_THING: Final = -1


def explain(read: Read, exercises: Exercises) -> tuple[Line, ...]:
    """What the words of a message became, in their order; each token is in exactly one line.

    A mark that no rule took goes with the words before it. A value stands where it is said first.
    """
    roles = _roles(read)
    sets = told_sets(read.parsed, _numbers_of_sets(read, roles))
    facts = told_facts(read.parsed)
    lines: list[Line] = []
    seen: set[_Role] = set()
    for role, places in groupby(range(len(roles)), key=roles.__getitem__):
        is_set = role[0] is Became.SET
        value = sets[role[1]] if is_set else facts.get(role[0].value, "")
        again = BESIDE if is_set and value else ""
        lines.append(_line(read, exercises, role, [*places], again if role in seen else value))
        seen.add(role)
    return tuple(lines)


# ── what each token became ─────────────────────────────────────────────────────────────────────────────────────────


def _roles(read: Read) -> list[_Role]:
    """What each token became: of the rules that took it the last one says, of the names in a set their own."""
    roles = [(Became.LEFT_OVER, _ONE_THING)] * len(read.sheet)
    for part in read.not_done:
        for at in part:
            roles[at] = (Became.NOT_DONE, _ONE_THING)
    is_one_set = _is_one_set(read.parsed)
    for place, (start, stop, stage) in enumerate(read.sheet.takes):
        became = Became(stage)
        for at in range(max(start, 0), min(stop, len(roles))):
            if read.sheet.is_read(at):
                roles[at] = (became, place if became is Became.SET and not is_one_set else _ONE_THING)
    for place, mention in enumerate(read.named):
        for at in range(mention.start, mention.stop):
            if roles[at][0] in (Became.LIFT, Became.SET):
                roles[at] = (Became.LIFT, place)
    return _with_marks(read, roles)


def _is_one_set(parsed: Parsed) -> bool:
    """A repetition and a correction are taken value by value, and say one set together."""
    return parsed.again is not None or (parsed.intent is Intent.CORRECTION and len(parsed.sets) <= 1)


def _with_marks(read: Read, roles: list[_Role]) -> list[_Role]:
    """Commas and the like that nothing took go with what stands before them, at the beginning with what follows."""
    is_mark = [role[0] is Became.LEFT_OVER and _is_mark(read, at) for at, role in enumerate(roles)]
    first = next((role for at, role in enumerate(roles) if not is_mark[at]), (Became.LEFT_OVER, _ONE_THING))
    found: list[_Role] = []
    for at, role in enumerate(roles):
        found.append(role if not is_mark[at] else found[-1] if found else first)
    return found


def _is_mark(read: Read, at: int) -> bool:
    raw = read.sheet.tokens[at].raw
    return raw.isascii() and not raw[0].isalnum()


def _numbers_of_sets(read: Read, roles: Sequence[_Role]) -> dict[int, frozenset[Decimal]]:
    """The numbers of each take that says sets, in the order of the message."""
    found: dict[int, set[Decimal]] = {}
    for at, (became, place) in enumerate(roles):
        if became is Became.SET:
            value = read.sheet.tokens[at].value
            found.setdefault(place, set()).update(() if value is None else (value,))
    return {place: frozenset(numbers) for place, numbers in found.items()}


# ── lines ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _line(read: Read, exercises: Exercises, role: _Role, run: Sequence[int], value: str) -> Line:
    tokens = [read.sheet.tokens[at] for at in run]
    written = "".join(token.raw if token.glued and at else f" {token.raw}" for at, token in enumerate(tokens))
    became, note = role[0], ""
    if became is Became.LIFT:
        mention = read.named[role[1]]
        value, note = ", ".join(mention.ids), recognised(mention, read.sheet.tokens, exercises)
        if any(mention.start in part for part in read.not_done):
            note += "; said where nothing was done"
    elif became is Became.LEFT_OVER:
        note = _why_left_over(read, exercises, run)
    elif not value:
        note = refused_of({token.value for token in tokens if token.value is not None}, read.parsed.refused)
    return Line(written[1:], became, value, note)


def _why_left_over(read: Read, exercises: Exercises, run: Sequence[int]) -> str:
    """The lifts that have no set, and the name that was nearly said beside them."""
    here = [mention for mention in read.named if run[0] <= mention.start <= run[-1]]
    in_name = {at for mention in here for at in range(mention.start, mention.stop)}
    lifts = ", ".join(dict.fromkeys(id_ for mention in here for id_ in mention.ids))
    near = nearest_name([WALL if at in in_name else read.sheet.tokens[at] for at in run], exercises)
    parts = (f"names {lifts}, without a set" if lifts else "", f"nearest name: {near}" if near else "")
    return "; ".join(part for part in parts if part)
