"""Which parts of a message speak of what was not done: planned, asked, denied, or somebody else's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.parse import words
from bot.parse.names import Mention
from bot.parse.tokens import Token, phrase_at
from bot.parse.weights import HEAVIER_THAN_SETS

# What comes behind these is not done: a condition, a wish, a plan.
PLANS: Final = words.set_of(
    "if should would could wanna gonna wish hoping hope planning aiming trying thinking supposed suppose considering",
    "might may",
)
PLAN_PHRASES: Final = words.phrases_of(
    "want to,going to,plan to,plan is,plan for,planned,will,can i,can you,program says,programme says,coach says",
    "coach wants,calls for,is it,is that,is this,am i,do i,did i,let me,try to,used to,back in,best ever,im doing",
    "need to,have to,remind me,about to,ready for,aim for,aim to,lets do,lets try,lets hit,i can,plan :,my max,my best",
    "max is,prescribed,imagine,usually,normally,rather",
)
OTHER_TIMES: Final = words.set_of("time week session month year workout") | set(words.WEEKDAYS)  # behind next and last
LATELY: Final = frozenset(f"last{day}" for day in words.WEEKDAYS)  # last monday is a day to log
# A clause with one of these is about another day as a whole.
OTHER_DAYS: Final = words.set_of("tomorrow tmrw tmr tmw goal goals target someday eventually ago jk kidding")
AHEAD: Final = OTHER_DAYS - {"ago", "jk", "kidding"}  # these may head another set behind one that was done
PLANNED_FOR: Final = words.set_of(
    "today todays tonight tonights tomorrows weeks s this the my next new"
)  # before "plan"
ASKING: Final = words.set_of("what whats how hows why which when where who")
ASKED: Final = words.set_of(
    "is are was were should do does can could would my to about much many weight load comes next am the have has if s",
)
PEOPLE: Final = words.set_of(
    "he she they buddy friend brother bro sister wife husband girlfriend boyfriend gf bf partner dad mom mum son",
    "daughter coworker colleague somebody someone guy dude",
)
ACCOUNTS: Final = words.set_of("user account userid")
DOING: Final = words.set_of("did hit hits got does can lifts lifted pulls does repped reps just made says said put")
LIFTED: Final = DOING | words.set_of("benched benches squatted squats deadlifted deadlifts pressed presses pulled")
JOINING: Final = words.set_of("and but while & whereas ,")
# Who or what may stand between "and" and "did 225x5" when the lifter speaks of himself.
NOBODY: Final = words.set_of(
    "i ive we id then also just only still even later again finally eventually afterwards after now so today tonight",
    "yesterday yest yday ystd tonite actually always first second third last next one that this it which all both me",
    "coach man bro dude have had ve did warmup cooldown somehow almost maybe well ok okay not never to never had got",
)
DENIALS: Final = words.phrases_of(
    "did not,have not,didnt,havent,never,skipped,skip,skipping,cancelled,no,wont,dont",
)
LIFTING: Final = words.set_of("do hit lift train log make bench squat deadlift press attempt")
LOGGING: Final = words.set_of("log add record save note track")
RESUMING: Final = words.set_of("today i did hit got just made but instead anyway ended managed")
RESUMING_FROM_PEOPLE: Final = words.set_of("i me my mine but")
DONE: Final = words.set_of("did hit got made just finished completed managed today logged log benched squatted pulled")
_PERSON_REACH: Final = 5  # somebody at my gym deadlifts 600x3


@dataclass(frozen=True, slots=True)
class Clause:
    """The tokens from *start* up to *stop*; *end* is the mark that closes them, empty at the end of the message."""

    start: int
    stop: int
    end: str

    @property
    def ends_sentence(self) -> bool:
        return not self.end or self.end in words.SENTENCE_ENDS


def clauses(tokens: Sequence[Token], ends: frozenset[str] = words.CLAUSE_ENDS) -> Iterator[Clause]:
    """The parts of a message between *ends*; empty ones are left out."""
    start = 0
    for at, token in enumerate(tokens):
        if token.text in ends:
            if at > start:
                yield Clause(start, at, token.text)
            start = at + 1
    if start < len(tokens):
        yield Clause(start, len(tokens), "")


def not_done(tokens: Sequence[Token], named: Sequence[Mention]) -> Iterator[range]:
    """The tokens that speak of what was not done: they are hidden from the rules that log."""
    names = {mention.start for mention in named}
    resuming: frozenset[str] | None = None
    for clause in _parted_at_so(clauses(tokens), tokens, names):
        if resuming is not None and tokens[clause.start].text not in resuming:
            yield range(clause.start, clause.stop)
        else:
            resuming = None
            hidden = _hidden(tokens, clause, names)
            if hidden:
                yield hidden[0]
                resuming = hidden[1]
        if clause.ends_sentence or clause.end == "so":
            resuming = None


def _parted_at_so(parts: Iterator[Clause], tokens: Sequence[Token], names: set[int]) -> Iterator[Clause]:
    """Last year was bad so bench 185x5: what follows "so" with a name or "i" is another clause."""
    for clause in parts:
        start = clause.start
        for at in range(clause.start + 1, clause.stop - 1):
            if tokens[at].text == "so" and (at + 1 in names or tokens[at + 1].text in {"i", "today"}):
                yield Clause(start, at, "so")
                start = at + 1
        yield Clause(start, clause.stop, clause.end)


def _hidden(tokens: Sequence[Token], clause: Clause, names: set[int]) -> tuple[range, frozenset[str] | None] | None:
    """What is hidden of a clause, and with which words a later one goes on; None: the later ones are not touched."""
    for at in range(clause.start, clause.stop):
        text = tokens[at].text
        if text in OTHER_DAYS:
            is_behind = text in AHEAD and _has_set(tokens, clause.start, at) and _has_load(tokens, at + 1, clause.stop)
            return range(at if is_behind else clause.start, clause.stop), RESUMING
        if _is_somebody_else(tokens, at, clause, names):
            return range(_where_he_begins(tokens, at, clause), clause.stop), RESUMING_FROM_PEOPLE
        if _is_denied(tokens, at, clause, names):
            return range(at, _until_but(tokens, at, clause.stop)), None
        if _is_planned(tokens, at, clause, names) and not any(
            token.text in LOGGING for token in tokens[at + 1 : at + 4]
        ):
            return range(at, _until_but(tokens, at, clause.stop)), RESUMING
    is_asked = clause.end == "?" and not any(token.text in DONE for token in tokens[clause.start : clause.stop])
    return (range(clause.start, clause.stop), None) if is_asked else None


def _is_somebody_else(tokens: Sequence[Token], at: int, clause: Clause, names: set[int]) -> bool:
    text = tokens[at].text
    ahead = range(at + 1, min(at + _PERSON_REACH, clause.stop))
    if _is_named_stranger(tokens, at, clause, names):
        return True
    if text in ACCOUNTS:
        return any(tokens[place].value is not None for place in ahead)
    is_along = any(tokens[place].text in {"with", "w"} for place in range(max(clause.start, at - 2), at))
    is_person = text in PEOPLE and not is_along and not (text == "bro" and at == clause.start)
    return is_person and any(
        place in names or tokens[place].text in DOING or tokens[place].value is not None for place in ahead
    )


def _where_he_begins(tokens: Sequence[Token], at: int, clause: Clause) -> int:
    """185x5 and my buddy 225x5: the set before was done; but 225x5 my buddy did."""
    is_lifting = any(token.value is not None for token in tokens[at : clause.stop]) and tokens[at].text not in ACCOUNTS
    is_behind = is_lifting and _has_set(tokens, clause.start, at)
    return at if is_behind else clause.start


def _is_named_stranger(tokens: Sequence[Token], at: int, clause: Clause, names: set[int]) -> bool:
    """185x5 and john did 225x5: an unknown word between "and" and what was done."""
    before, behind = tokens[at - 1].text if at else "", tokens[at + 1].text if at + 1 < clause.stop else ""
    if before not in JOINING or behind not in LIFTED or not tokens[at].is_word or at in names:
        return False
    is_known = tokens[at].text in NOBODY | words.FILLERS or tokens[at].text.endswith("ly")
    return not is_known and any(token.value is not None for token in tokens[at + 2 : min(at + 5, clause.stop)])


def _has_set(tokens: Sequence[Token], start: int, stop: int) -> bool:
    return any(
        tokens[at].value is not None and tokens[at + 1].text in words.TIMES and tokens[at + 2].value is not None
        for at in range(start, stop - 2)
    )


def _has_load(tokens: Sequence[Token], start: int, stop: int) -> bool:
    values = (tokens[at].value for at in range(start, stop))
    return any(value is not None and value > HEAVIER_THAN_SETS for value in values)


def _is_denied(tokens: Sequence[Token], at: int, clause: Clause, names: set[int]) -> bool:
    length = phrase_at(tokens, at, DENIALS)
    ahead = range(at + length, min(at + length + 2, clause.stop))
    return bool(length) and any(
        place in names or (tokens[place].text in LIFTING and tokens[at].text != "no") for place in ahead
    )


def _is_planned(tokens: Sequence[Token], at: int, clause: Clause, names: set[int]) -> bool:
    text = tokens[at].text
    behind = tokens[at + 1].text if at + 1 < clause.stop else ""
    if text in PLANS:
        return behind != "only"
    if text in ASKING:
        return behind in ASKED
    if text == "plan":  # but "plan bench" is an order
        is_head = at == clause.start or tokens[at - 1].text in PLANNED_FOR
        is_list = (at > 0 and at + 1 in names) or behind in {":", "is", "for", "today", "was"}
        return is_head and is_list
    if text in {"next", "last"}:
        return behind in OTHER_TIMES and text + behind not in LATELY
    if text == "ill":
        return "'" in tokens[at].raw or "’" in tokens[at].raw
    return bool(phrase_at(tokens, at, PLAN_PHRASES)) and not (at and tokens[at - 1].text == "as")


def account_refusal(tokens: Sequence[Token]) -> tuple[str, ...]:
    """A sentence when sets are to be written into somebody's account by its number: each has his own log alone."""
    for at, token in enumerate(tokens):
        number = tokens[at + 1].value if at + 1 < len(tokens) else None
        if token.text in ACCOUNTS and number is not None:
            return ("I keep only your own log. Was that set yours? Then send it without the account.",)
    return ()


def _until_but(tokens: Sequence[Token], at: int, stop: int) -> int:
    return next((place for place in range(at, stop) if tokens[place].text == "but"), stop)
