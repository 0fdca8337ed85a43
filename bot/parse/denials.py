"""What was not done: "didn't bench", "not bench 80x5", "bench 80x5 nope", "жим 80х5 не делал"; up to a "but"."""

from collections.abc import Sequence
from typing import Final

from bot.parse import other_languages, words
from bot.parse.clauses import Clause, has_set
from bot.parse.tokens import Token, phrase_at

_DENIALS: Final = words.phrases_of(
    "did not,have not,didnt,havent,never,skipped,skip,skipping,cancelled,no,wont,dont,couldnt,instead of",
    "didnt get to,did not get to,never got to,couldnt get to",
)
_LIFTING: Final = words.set_of("do hit lift train log make bench squat deadlift press attempt")
NOT: Final = words.set_of(
    "not nicht kein keine pas jamais não nao nunca jamás не ne никогда nie wasnt isnt werent arent aint"
)
_BESIDE_NOT: Final = words.set_of(  # between "not" and what it denies
    "the a an my any done did do doing logged log this that das die el la los las le les o os de du des yet able to",
    "mehr plus mais больше hice hago hecho fait fiz feito gemacht делал делала сделал сделала",
)
_DONE: Final = words.set_of(
    "done logged gemacht geschafft gehoben fait faite hice hago fiz делал делала сделал сделала"
)
_NOT_DONE: Final = NOT | other_languages.ALMOST
_BEFORE_DONE: Final = NOT | {"no"}
_REFUSALS: Final = words.set_of("no nope nah nein non não нет")
_REFUSING_AHEAD: Final = words.set_of("nope nein non нет")  # "no" and "não" deny in more ways, "nah" puts right
_TAKING_BACK: Final = NOT | _REFUSALS
_PARTING: Final = frozenset(",\n")
_TURNS: Final = words.set_of("doch eigentlich gar actually wait en fait al final i think acho que - ...") | _PARTING
_BESIDE_VALUES: Final = _TURNS | words.UNITS.keys() | words.REPS | words.SETS
_BESIDE_REACH: Final = 8  # tokens between a set and its denial
_LAST_WORDS: Final = words.set_of("lol haha sorry actually though danke")
BUT: Final = words.set_of("but sondern sino mais mas а")
DENYING: Final = words.firsts(_DENIALS) | NOT | _REFUSALS | other_languages.ALMOST
"""Where none of these stands, nothing is denied."""


def denied(tokens: Sequence[Token], at: int, clause: Clause, names: set[int]) -> range | None:
    """What the denial at *at* denies of *clause*; None where it is none, or denies no lift: "not hard"."""
    is_behind = tokens[at].text in _BEFORE_DONE and _denies_before(tokens, at, clause)
    if is_behind:
        return range(clause.start, clause.stop)
    if (start := _taken_back_from(tokens, at, clause, names)) is not None:
        return range(start, at + 1)
    is_denied = tokens[at].text in _NOT_DONE and _denies_ahead(tokens, at, clause, names)
    if is_denied or _refuses_ahead(tokens, at, clause, names) or _is_denied(tokens, at, clause, names):
        start = clause.start if _is_of_no_other(tokens, at, clause, names) else at
        return range(start, _until_lift(tokens, at, clause.stop, names))
    return None


def until_but(tokens: Sequence[Token], at: int, stop: int) -> int:
    """The place of the "but" between *at* and *stop*; *stop* where none is."""
    return next((place for place in range(at, stop) if tokens[place].text == "but"), stop)


def _until_lift(tokens: Sequence[Token], at: int, stop: int, names: set[int]) -> int:
    """The same, or up to a "but" of another language before a lift: for "mais" is "more" as well."""
    others = (place for place in range(at, stop) if tokens[place].text in BUT and place + 1 in names)
    return min(until_but(tokens, at, stop), next(others, stop))


def _denies_ahead(tokens: Sequence[Token], at: int, clause: Clause, names: set[int]) -> bool:
    """Not bench 80x5, not the 80x5: a lift or a set right behind it; "not hard" and "not my best squat" have none."""
    place = at + 1
    while place < clause.stop and tokens[place].text in _BESIDE_NOT:
        place += 1
    return place < clause.stop and (place in names or has_set(tokens, place, min(place + 3, clause.stop)))


def _denies_before(tokens: Sequence[Token], at: int, clause: Clause) -> bool:
    """Жим 80х5 не делал, bench 80x5 not done: nothing stands behind it."""
    return at + 2 == clause.stop and tokens[at + 1].text in _DONE


def _taken_back_from(tokens: Sequence[Token], at: int, clause: Clause, names: set[int]) -> int | None:
    """Bench 80x5 nope, kniebeuge 100x5 doch nicht, bank 80x5 nein kniebeuge: where the set begins that is denied."""
    if tokens[at].text not in _TAKING_BACK or (at == clause.start and not clause.ends_sentence):
        return None
    is_last = all(tokens[place].text in _LAST_WORDS for place in range(at + 1, clause.stop))
    if not is_last and not (tokens[at].text in _REFUSING_AHEAD and _denies_ahead(tokens, at, clause, names)):
        return None
    near = range(max(0, at - _BESIDE_REACH), at)
    value = next((place for place in reversed(near) if tokens[place].value is not None), None)
    if value is None or (start := _sentence_start(tokens, at)) > value:
        return None
    between = range(value + 1, at)
    is_beside = all(tokens[place].text in _BESIDE_VALUES for place in between) or not names.isdisjoint(between)
    is_set = has_set(tokens, start, at) or not names.isdisjoint(range(start, at))
    return start if is_beside and is_set else None


def _sentence_start(tokens: Sequence[Token], at: int) -> int:
    """Where the clause of *at* begins; the one before where only a comma or a line parts a set from its denial."""
    stop = at - 1 if at and tokens[at - 1].text in _PARTING else at
    return next((place + 1 for place in reversed(range(stop)) if tokens[place].text in words.CLAUSE_ENDS), 0)


def _refuses_ahead(tokens: Sequence[Token], at: int, clause: Clause, names: set[int]) -> bool:
    """Nein kniebeuge 100x5, nope bench 80x5: no comma parts them, so nothing is put right."""
    return at == clause.start and tokens[at].text in _REFUSING_AHEAD and _denies_ahead(tokens, at, clause, names)


def _is_of_no_other(tokens: Sequence[Token], at: int, clause: Clause, names: set[int]) -> bool:
    """80x5 not bench: the set before has no lift but the one that is denied."""
    return has_set(tokens, clause.start, at) and names.isdisjoint(range(clause.start, at))


def _is_denied(tokens: Sequence[Token], at: int, clause: Clause, names: set[int]) -> bool:
    length = phrase_at(tokens, at, _DENIALS)
    if not length:
        return False
    if tokens[at].text == "never" and any(tokens[place].text == "before" for place in range(at, clause.stop)):
        return False  # never pulled this much before
    if tokens[at].text == "no" and at + 1 < clause.stop and tokens[at + 1].text in words.CIRCUMSTANCES:
        return False  # no belt squat 225x5
    ahead = range(at + length, min(at + length + 2, clause.stop))
    is_no_set = tokens[at].text == "no" and has_set(tokens, at + 1, min(at + 4, clause.stop))
    return is_no_set or any(
        place in names or (tokens[place].text in _LIFTING and tokens[at].text != "no") for place in ahead
    )
