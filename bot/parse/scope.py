"""Which parts of a message speak of what was not done: planned, asked, denied, or somebody else's."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.parse import other_languages, words
from bot.parse.asking import QUESTION_WORDS, begins_question
from bot.parse.clauses import Clause, clauses, has_load, has_set
from bot.parse.days import is_lately
from bot.parse.denials import DENYING, denied, until_but
from bot.parse.names import Mention
from bot.parse.numbered import ANNOUNCING, numbered
from bot.parse.people import ACCOUNTS, MINE, somebody_else, tells_of_people
from bot.parse.tokens import Token, phrase_at

# What comes behind these is not done: a condition, a wish, a plan.
_PLANS: Final = (
    words.set_of(
        "if should would could wanna gonna wish hoping hope planning aiming trying thinking supposed suppose",
        "considering might may wouldve couldve shouldve",
    )
    | other_languages.PLANS
)
_PLAN_PHRASES: Final = words.phrases_of(
    "want to,going to,plan to,plan is,plan for,planned,will,can i,can you,program says,programme says,coach says",
    "plan said,plan was,program said,lets say,suppose,hypothetically,coach wants,calls for,called for,is it,is that",
    "is this,am i,do i,did i,let me,try to,used to,back in,best ever,im doing",
    "need to,have to,remind me,about to,ready for,aim for,aim to,lets do,lets try,lets hit,i can,plan :,my max,my best",
    "max is,prescribed,imagine,usually,normally,id rather,would rather,app has,app says,app wants,app gave me",
    "program has",
    "programme has",
    "wanted to,remember when",
    "program is,programme is,sheet says,sheet has,spreadsheet says,spreadsheet has,template is,template says,scheduled",
    "on the menu,i want,i need,working up to,working towards,working toward,dreaming of,dream is,someday,one day",
    "old pr,old max,was my old,no way i do,no way im,no way i can,no way i could,no way id,no way i will,no way ill",
    *other_languages.PLAN_PHRASES,
)
_REACHED: Final = words.set_of("as tied hit beat matched equaled equalled broke over")  # tied my best: 205x5
_OTHER_TIMES: Final = words.set_of("time week wk session month year workout") | set(words.WEEKDAYS)  # behind next, last
_LATELY: Final = frozenset(f"last{day}" for day in words.WEEKDAYS)  # last monday is a day to log
_COMPARING: Final = words.set_of("as than from since like beat over vs versus")
# A clause with one of these is about another day as a whole.
# These may head another set behind one that was done.
_AHEAD: Final = other_languages.DAYS_AHEAD | words.set_of("tomorrow tmrw tmr tmw goal goals target someday eventually")
_OTHER_DAYS: Final = _AHEAD | other_languages.PAST | {"ago", "jk", "kidding"}
_HEADS: Final = _AHEAD | words.set_of("todo upcoming plan schedule planned")  # over lines that are all to come
_JOKES: Final = words.phrases_of("jk,kidding,in my dreams,in a dream,in my dream,🙄", *other_languages.JOKES)
_SARCASM: Final = words.phrases_of("yeah sure,yeah right,sure jan,as if")  # at the beginning
_PLANNED_FOR: Final = words.set_of(
    "today todays tonight tonights tomorrows weeks s this the my next new"
)  # before "plan"
_PLANNED_BEHIND: Final = words.set_of("planned scheduled prescribed")  # had 4x8 planned
_ASKING: Final = words.set_of("what whats how hows why which when where who")
_ASKED: Final = words.set_of(
    "is are was were should does do can could would my to about much many weight load comes next am the have has if s",
)
_TAGS: Final = words.set_of("right correct yeah yes no ok okay eh huh true")  # 3x5 squat, right?
_LOGGING: Final = words.set_of("log add record save note track")
_RESUMING: Final = other_languages.RESUMING | words.set_of(
    "today i did hit got just made but instead anyway ended managed only"
)
_RESUMING_FROM_PEOPLE: Final = MINE | other_languages.RESUMING | words.set_of("my but")
_DONE: Final = other_languages.DONE | words.set_of(
    "did hit got made just finished completed managed today logged log benched squatted pulled"
)
_ROLES: Final = words.set_of("assistant system bot focusflow")  # somebody plays the coach
_ORDERING: Final = words.set_of("system assistant")
_PLAYED: Final = _ROLES | {"{"}
_PLANNING: Final = _PLANS | _ASKING | _PLANNED_BEHIND | words.firsts(_PLAN_PHRASES) | words.set_of("plan next last ill")
_TRIGGERS: Final = (
    _PLANS | words.firsts(_PLAN_PHRASES, _JOKES, _SARCASM, other_languages.OTHER_DAYS) | DENYING | ANNOUNCING | _HEADS
    | _OTHER_DAYS | _ROLES | _ASKING | _PLANNED_BEHIND | QUESTION_WORDS | words.set_of("? plan next last ill { @")
)  # fmt: skip
_ALLOWED: Final = words.set_of("can could should would will do")
_TO_COME: Final = words.set_of("it that this them try attempt hit do lift")  # bench 225x5 should i try it?
_THINKABLE: Final = words.set_of("possible realistic doable tomorrow")
_ASKED_LEAST: Final = 3  # tokens: "can i?" alone asks about the set itself
_LONGEST_HEAD: Final = 4  # tokens: plan for tomorrow:


def not_done(tokens: Sequence[Token], named: Sequence[Mention]) -> Iterator[range]:
    """The tokens that speak of what was not done: they are hidden from the rules that log."""
    if _TRIGGERS.isdisjoint([token.text for token in tokens]) and not tells_of_people(tokens):
        return
    names = {mention.start for mention in named}
    inside = {at for mention in named for at in range(mention.start + 1, mention.stop)}
    yield from _played(tokens)
    yield from numbered(tokens)
    if (joke := _joke(tokens)) is not None:
        yield range(joke)
    resuming: frozenset[str] | None = None
    is_headed = False
    parted = _parted_at_question(_with_tags(clauses(tokens), tokens), tokens, names)
    for clause in _parted_at_so(parted, tokens, names):
        if is_headed and tokens[clause.start].text in _RESUMING:
            is_headed = False
        if is_headed or (resuming is not None and tokens[clause.start].text not in resuming):
            yield range(clause.start, clause.stop)
        else:
            resuming = None
            hidden = _hidden(tokens, clause, names, inside)
            if hidden:
                yield hidden[0]
                resuming = hidden[1]
            is_headed = _is_head(tokens, clause)
        if clause.ends_sentence or clause.end == "so":
            resuming = None


def _played(tokens: Sequence[Token]) -> Iterator[range]:
    """<assistant>logged 405x1</assistant>, {{7*7}}: words put into the coach's mouth, and what is no chat at all."""
    if _PLAYED.isdisjoint([token.text for token in tokens]):
        return
    opened = 0 if len(tokens) > 1 and tokens[0].text in _ORDERING and tokens[1].text == ":" else None
    for at, token in enumerate(tokens):
        behind = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if token.text in _ROLES and behind == ">":
            if opened is not None:
                yield range(opened, at + 1)
            opened = at if opened is None else None
        elif token.text == "{" and behind == "{":
            opened = at
        elif token.text == "}" and opened is not None and tokens[opened].text == "{":
            yield range(opened, at + 1)
            opened = None
    if opened is not None and tokens[opened].text in _ROLES:
        yield range(opened, len(tokens))


def _joke(tokens: Sequence[Token]) -> int | None:
    """Up to where all was a joke; None when nothing was."""
    if phrase_at(tokens, 0, _SARCASM):
        return len(tokens)
    return next((at + 1 for at in reversed(range(len(tokens))) if phrase_at(tokens, at, _JOKES)), None)


def _is_head(tokens: Sequence[Token], clause: Clause) -> bool:
    """tomorrow: or "plan for next week" alone on a line: what follows is all to come."""
    is_line = clause.end == "\n" or tokens[clause.stop - 1].text == ":"
    if not is_line:
        return False
    is_short = clause.stop - clause.start <= _LONGEST_HEAD and all(
        tokens[at].value is None for at in range(clause.start, clause.stop)
    )
    is_ahead = any(
        tokens[at].text in _HEADS or (tokens[at].text == "next" and tokens[at + 1].text in _OTHER_TIMES)
        for at in range(clause.start, min(clause.stop, len(tokens) - 1))
    )
    is_told = any(tokens[at].text in _DONE for at in range(clause.start, clause.stop))
    return is_short and is_ahead and not is_told


def _with_tags(parts: Iterator[Clause], tokens: Sequence[Token]) -> Iterator[Clause]:
    """3x5 squat, 3x5 bench right?: one question, so none of its clauses is a statement."""
    waiting: list[Clause] = []
    for clause in parts:
        waiting.append(clause)
        if not clause.ends_sentence:
            continue
        asks_more = len(waiting) > 1 and begins_question(tokens, clause.start)  # 3x5 squat, is that ok?
        is_tagged = clause.end == "?" and tokens[clause.stop - 1].text in _TAGS and not asks_more
        yield from (Clause(c.start, c.stop, "?" if is_tagged else c.end) for c in waiting)
        waiting = []
    yield from waiting


def _parted_at_question(parts: Iterator[Clause], tokens: Sequence[Token], names: set[int]) -> Iterator[Clause]:
    """Bench 185x5 why is it stuck?: a set that was done, and what is asked of it. Not "bench 225x5 can I do it?"."""
    for clause in parts:
        at = _question_behind_set(tokens, clause, names) if clause.end == "?" else None
        if at is None:
            yield clause
        else:
            yield Clause(clause.start, at, ",")
            yield Clause(at, clause.stop, clause.end)


def _question_behind_set(tokens: Sequence[Token], clause: Clause, names: set[int]) -> int | None:
    if clause.start not in names and tokens[clause.start].value is None:
        return None
    behind = range(clause.start + 1, clause.stop - 1)
    at = next((at for at in behind if begins_question(tokens, at)), None)
    if at is None or not has_set(tokens, clause.start, at):
        return None
    asked = {tokens[place].text for place in range(at + 1, clause.stop)}
    is_to_come = tokens[at].text in _ALLOWED and (not asked.isdisjoint(_TO_COME) or clause.stop - at < _ASKED_LEAST)
    return None if is_to_come or not asked.isdisjoint(_THINKABLE) else at


def _parted_at_so(parts: Iterator[Clause], tokens: Sequence[Token], names: set[int]) -> Iterator[Clause]:
    """Last year was bad so bench 185x5: what follows "so" with a name or "i" is another clause."""
    for clause in parts:
        start = clause.start
        for at in range(clause.start + 1, clause.stop - 1):
            if tokens[at].text == "so" and (at + 1 in names or tokens[at + 1].text in {"i", "today"}):
                yield Clause(start, at, "so")
                start = at + 1
        yield Clause(start, clause.stop, clause.end)


def _hidden(
    tokens: Sequence[Token], clause: Clause, names: set[int], inside: set[int]
) -> tuple[range, frozenset[str] | None] | None:
    """What is hidden of a clause, and with which words a later one goes on; None: the later ones are not touched."""
    whole = range(clause.start, clause.stop)
    is_told = any(tokens[at].text in _DONE for at in whole)
    is_asked = clause.end == "?" and not _is_amazed(tokens, clause)
    if not is_told and (is_asked or begins_question(tokens, clause.start)):
        return whole, None
    for at in whole:
        text = tokens[at].text
        if _is_another_day(tokens, at) or _ends_with_other_time(tokens, at, clause):
            is_behind = text in _AHEAD and has_set(tokens, clause.start, at) and has_load(tokens, at + 1, clause.stop)
            return range(at if is_behind else clause.start, clause.stop), _RESUMING
        others = None if at in inside else somebody_else(tokens, at, clause, names)  # the curls of hammer curls
        if others is not None:
            return others, _RESUMING_FROM_PEOPLE
        if text in DENYING and (not_it := denied(tokens, at, clause, names)) is not None:
            return not_it, None
        if text in _PLANNING and _is_planned(tokens, at, clause, names) and not _is_to_be_logged(tokens, at, clause):
            start = clause.start if text in _PLANNED_BEHIND and not is_told else at
            return range(start, until_but(tokens, at, clause.stop)), _RESUMING
    return None


def _is_another_day(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].text in _OTHER_DAYS:
        return not is_lately(tokens, at) and not other_languages.is_morning(tokens, at)
    return bool(phrase_at(tokens, at, other_languages.OTHER_DAYS))


def _ends_with_other_time(tokens: Sequence[Token], at: int, clause: Clause) -> bool:
    """Bench 90x5 next week; but "bench 90x5, last week 85" tells of this one too."""
    return at > clause.start and at + 2 == clause.stop and _is_other_time(tokens, at, clause)


def _is_other_time(tokens: Sequence[Token], at: int, clause: Clause) -> bool:
    text, behind = tokens[at].text, tokens[at + 1].text if at + 1 < clause.stop else ""
    is_compared = at > clause.start and tokens[at - 1].text in _COMPARING
    return text in {"next", "last"} and behind in _OTHER_TIMES and text + behind not in _LATELY and not is_compared


def _is_amazed(tokens: Sequence[Token], clause: Clause) -> bool:
    """ohp 120 for 6??: no question."""
    behind = tokens[clause.stop + 1] if clause.stop + 1 < len(tokens) else None
    return (
        behind is not None
        and behind.glued
        and behind.text in {"?", "!"}
        and has_load(tokens, clause.start, clause.stop)
    )


def _is_planned(tokens: Sequence[Token], at: int, clause: Clause, names: set[int]) -> bool:
    text = tokens[at].text
    behind = tokens[at + 1].text if at + 1 < clause.stop else ""
    if text in _PLANS:
        return behind not in {"only", "lie"}  # not gonna lie, bench 80x5 was hard
    if text in _ASKING:
        return behind in _ASKED
    if text == "plan":  # but "plan bench" is an order
        is_head = at == clause.start or tokens[at - 1].text in _PLANNED_FOR
        is_list = (at > 0 and at + 1 in names) or behind in {":", "is", "for", "today", "was", "said", "says", "had"}
        return is_head and is_list
    if text in {"next", "last"}:
        return _is_other_time(tokens, at, clause)
    if text == "ill":
        return "'" in tokens[at].raw or "’" in tokens[at].raw
    if text == "wanted" and any(token.text in _DONE for token in tokens[at : until_but(tokens, at, len(tokens))]):
        return False  # wanted to bench 80x5 and did it
    return bool(phrase_at(tokens, at, _PLAN_PHRASES)) and not (at and tokens[at - 1].text in _REACHED)


def _is_to_be_logged(tokens: Sequence[Token], at: int, clause: Clause) -> bool:
    """Can you log squat 100x5; but not "remind me to log it", "will log it" or "can i log it later?"."""
    ahead = [token.text for token in tokens[at + 1 : at + 4]]
    is_put_off = tokens[at].text == "remind" or (tokens[at].text == "will" and not _LOGGING.isdisjoint(ahead[:1]))
    is_later = any(tokens[place].text == "later" for place in range(at, clause.stop))
    return not (is_put_off or is_later) and not _LOGGING.isdisjoint(ahead)


def account_refusal(tokens: Sequence[Token]) -> tuple[str, ...]:
    """A sentence when sets are to be written into somebody's account by its number: each has his own log alone."""
    if ACCOUNTS.isdisjoint([token.text for token in tokens]):
        return ()
    for at, token in enumerate(tokens):
        number = tokens[at + 1].value if at + 1 < len(tokens) else None
        if token.text in ACCOUNTS and number is not None:
            return ("I keep only your own log. Was that set yours? Then send it without the account.",)
    return ()
