"""What a message is for. The order of intents, where several fit: pain, correction, PR, log, question, small talk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.parse import words
from bot.parse.asking import asks, complains_of_standstill
from bot.parse.days import day_said
from bot.parse.facts import Intent, SaidSet
from bot.parse.names import Mention
from bot.parse.readiness import speaks_of_readiness
from bot.parse.sheet import Sheet
from bot.parse.talk import chats
from bot.parse.tokens import phrase_at
from storage.records import SetKind

_PR: Final = words.set_of("pr prs pb pbs prd pred")
_PR_PHRASES: Final = words.phrases_of(
    "personal best,personal record,all time best,lifetime best,new max,new best,new record,first time ever",
    "ive ever,i have ever,never done before,never done that before,this much before,that much before,never hit that",
    "first ever,for the first time,rep max,my first,most ive,heaviest ever,best ever",
    "rep record,time record,new rep,beat my,beats my,broke my,smashed my old",
)
_PR_WORDS: Final = _PR | words.firsts(_PR_PHRASES) | {"new"}
_PR_DENIED: Final = words.set_of("no not my for the last old previous current near close")
_PR_WANTED: Final = words.set_of("attempt attempts soon next day")
_HOW_IT_WENT: Final = words.set_of("felt feels feeling was were went moved flew easy hard heavy light good bad great")
_HOW_IT_WENT_WITHIN: Final = 2  # words behind the lift
_WITH_QUESTION: Final = frozenset({Intent.PAIN, Intent.CORRECTION, Intent.PR_CLAIM, Intent.LOG})
_FILLERS: Final = words.FILLERS | _PR


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was read of a message, as far as its intent rests on it."""

    sets: Sequence[SaidSet]
    is_fact: bool  # something was told that can be kept
    is_refused: bool
    is_danger: bool
    is_correction: bool
    is_talk: bool  # plans, denials or other people were spoken of


@dataclass(frozen=True, slots=True)
class Decided:
    """What a message is for. *when*: as in ``DAYS_SAID``, None for today."""

    intent: Intent
    also: tuple[Intent, ...]
    when: str | None


def decided(heard: Heard, sheet: Sheet, named: Sequence[Mention]) -> Decided:
    """The intent, a question beside it, and the day that is spoken of. Words that only say so are taken."""
    is_asking = any(token.text == "?" for token in sheet.tokens) or (not heard.is_correction and asks(sheet.tokens))
    is_asking = is_asking or (bool(named) and not heard.is_fact and complains_of_standstill(sheet.tokens))
    intent = _intent(heard, sheet, named, is_asking=is_asking)
    also = (Intent.QUESTION,) if is_asking and intent in _WITH_QUESTION else ()
    sheet.stage = "day"
    when = day_said(sheet) if heard.is_fact or heard.is_danger else None
    if heard.is_fact or heard.is_correction:
        sheet.stage = "filler"
        _take_fillers(sheet)
    return Decided(intent, also, when)


def _intent(heard: Heard, sheet: Sheet, named: Sequence[Mention], *, is_asking: bool) -> Intent:
    """The first that fits, the gravest first."""
    if heard.is_danger:
        return Intent.PAIN
    if heard.is_correction:
        return Intent.CORRECTION
    if _says_pr(sheet) or (any(said.kind is SetKind.WORK for said in heard.sets) and _is_at_last(sheet)):
        return Intent.PR_CLAIM
    if heard.is_fact or (not heard.is_refused and _is_spoken_of(sheet, () if heard.is_talk else named)):
        return Intent.LOG
    if heard.is_refused:
        return Intent.GARBAGE
    if is_asking:
        return Intent.QUESTION
    return Intent.SMALLTALK if heard.is_talk or _is_talk(sheet, named) else Intent.GARBAGE


def _is_talk(sheet: Sheet, named: Sequence[Mention]) -> bool:
    """Talk and more than the name of a lift, which somebody wanted to say something of."""
    in_name = {at for mention in named for at in range(mention.start, mention.stop)}
    said = [at for at in range(len(sheet)) if sheet.tokens[at].is_word]
    return chats(sheet.tokens) and not (said and in_name.issuperset(said))


def _is_at_last(sheet: Sheet) -> bool:
    """Finally benched a plate: beside a set, in its sentence; not "my shoulder finally feels great"."""
    at = sheet.find({"finally"})
    if at is None:
        return False
    ends = [place for place in range(len(sheet)) if sheet.raw(place).text in words.SENTENCE_ENDS]
    start = max((place for place in ends if place < at), default=-1)
    stop = min((place for place in ends if place > at), default=len(sheet))
    return any(stage == "set" and start < taken < stop for taken, _, stage in sheet.takes)


def _says_pr(sheet: Sheet) -> bool:
    """Whether a personal record is claimed. What was hidden claims nothing: a plan, a question."""
    if not sheet.has_any(_PR_WORDS):
        return False
    for at in range(len(sheet)):
        before = at - 2 if sheet[at - 1].text == "a" else at - 1
        if sheet[before].text in _PR_DENIED:
            continue
        if sheet[at].text in _PR and sheet[at + 1].text not in _PR_WANTED:
            return True
        if sheet.is_free(at) and (phrase_at(sheet.tokens, at, _PR_PHRASES) or _is_new_max(sheet, at)):
            return True
    return False


def _is_new_max(sheet: Sheet, at: int) -> bool:
    """New 3rm."""
    return sheet[at].text == "new" and sheet.raw(at + 1).value is not None and sheet.raw(at + 2).text == "rm"


def _is_spoken_of(sheet: Sheet, named: Sequence[Mention]) -> bool:
    """Barely slept, bench felt good: how the lifter was, or how a lift went, without a number; so that is asked for."""
    return speaks_of_readiness(sheet) or _is_lift_spoken_of(sheet, named)


def _is_lift_spoken_of(sheet: Sheet, named: Sequence[Mention]) -> bool:
    behind = (sheet.raw(at).text for mention in named for at in range(mention.stop, mention.stop + _HOW_IT_WENT_WITHIN))
    return any(text in _HOW_IT_WENT for text in behind)


def _take_fillers(sheet: Sheet) -> None:
    for at in range(len(sheet)):
        if sheet[at].text in _FILLERS:
            sheet.take(at, at + 1)
