"""What a message is for. The order of intents, where several fit: pain, correction, PR, log, question, small talk."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.parse import words
from bot.parse.facts import Intent, Parsed
from bot.parse.sheet import Sheet
from bot.parse.tokens import Token, phrase_at
from storage.records import SetKind

_ASKING: Final = words.set_of(
    "what whats how hows why which when where who should can could is are am do does did will"
)
_ASKING_ANYWHERE: Final = words.phrases_of(
    "whats my,what is my,what should,what do,how much,how many,how do,how should,should i,can i,could i,what about",
    "what if,any tips,any advice,need advice,need help,what is the,whats the,whats next,what next,how come",
)
_ORDERS: Final = words.set_of(
    "show graph chart plot list convert explain tell give recommend suggest compare help stats"
)
_PR: Final = words.set_of("pr prs pb pbs")
_PR_PHRASES: Final = words.phrases_of(
    "personal best,personal record,all time best,lifetime best,new max,new 1rm,new best,new record,first time ever",
)
_PR_DENIED: Final = words.set_of("no not my for the last old previous current near close")
_PR_WANTED: Final = words.set_of("attempt attempts soon next day")
_WITH_QUESTION: Final = frozenset({Intent.PAIN, Intent.CORRECTION, Intent.PR_CLAIM, Intent.LOG})
_GREETING: Final = words.set_of(
    "thanks thank thx ty cheers hi hello hey yo sup gm gn bye lol lmao haha hahaha cool nice awesome sweet perfect",
    "legend ok okay k yes yeah yep yup no nope sure sorry great good morning evening night goodnight wow please love",
    "welcome",
)
# What talk is made of: where a message has nothing else, it is small talk.
_ORDINARY: Final = _GREETING | words.set_of(
    "the a an i im ive you your youre u my me we it its is was am are to and of in on for that this so but not with",
    "all just have had got get been be at if now then there here as from too very really pretty bit little lot much",
    "man dude bro buddy mate coach bot gym session workout training day days week weekend today tomorrow tonight",
    "later time rest work goal goals tired ready done feeling feel felt feels will lets go going gonna see ya back",
    "soon again hard heavy easy tough fun brutal light strong weak packed busy crowded empty closed hot cold late",
    "early dead wild did do doing killed crushed crushing killing bad better best ever happy hyped proud stoked glad",
    "excited hungry how hows up what whats about monday tuesday wednesday thursday friday saturday sunday one more set",
    "sets appreciate kind fine alright right made out down can cant wait dont know think legs arms legday nothing",
)
_WARM: Final = frozenset("👍💪🔥🙏😂❤🎉😊😀😅🤝👊🙌😎")


def decided(parsed: Parsed, sheet: Sheet, *, is_correction: bool, is_talk: bool) -> Parsed:
    """*parsed* with its intent, a question beside it, and the day it speaks of. Words that only say so are taken.

    *is_talk*: plans, denials or other people were spoken of.
    """
    is_fact = _is_fact(parsed)
    is_pr = _claims_pr(sheet) and (bool(parsed.sets) and any(said.kind is SetKind.WORK for said in parsed.sets))
    is_asking = any(token.text == "?" for token in sheet.tokens) or (not is_correction and asks(sheet.tokens))
    fitting = {
        Intent.PAIN: parsed.danger is not None,
        Intent.CORRECTION: is_correction,
        Intent.PR_CLAIM: is_pr or _says_pr(sheet),
        Intent.LOG: is_fact or (not parsed.refused and _is_ready_spoken_of(sheet)),
        Intent.QUESTION: is_asking and not parsed.refused,
        Intent.SMALLTALK: (is_talk or chats(sheet.tokens)) and not parsed.refused,
        Intent.GARBAGE: True,
    }
    chosen = next(intent for intent, fits in fitting.items() if fits)
    also = (Intent.QUESTION,) if is_asking and chosen in _WITH_QUESTION else ()
    when = _when(sheet) if is_fact else None
    if is_fact or is_correction:
        _take_fillers(sheet)
    return replace(parsed, intent=chosen, also=also, when=when)


def _is_fact(parsed: Parsed) -> bool:
    ready = (parsed.sleep_minutes, parsed.soreness, parsed.energy, parsed.body_weight)
    return bool(parsed.sets) or any(value is not None for value in ready)


def _claims_pr(sheet: Sheet) -> bool:
    """Whether one is claimed in so many words, or with "finally", which counts beside sets alone."""
    return _says_pr(sheet) or sheet.find({"finally"}) is not None


def _says_pr(sheet: Sheet) -> bool:
    """Whether a personal record is claimed. What was hidden claims nothing: a plan, a question."""
    for at in range(len(sheet)):
        if sheet[at - 1].text in _PR_DENIED:
            continue
        if sheet[at].text in _PR and sheet[at + 1].text not in _PR_WANTED:
            return True
        if sheet.is_free(at) and phrase_at(sheet.tokens, at, _PR_PHRASES):
            return True
    return False


def _is_ready_spoken_of(sheet: Sheet) -> bool:
    """barely slept, kinda sore: no number, so it is asked for."""
    for at in range(len(sheet)):
        if sheet[at].text in words.SORE and sheet[at + 1].text != "throat":
            return True
        if sheet[at].text in words.SLEEP and sheet[at - 1].text not in {"to", "go", "will"}:
            return True
    return False


def _when(sheet: Sheet) -> str | None:
    for at in range(len(sheet)):
        day = sheet[at].text.removesuffix("s") if sheet[at].text != "yesterday" else "yesterday"
        if day in words.WEEKDAYS or day == "yesterday":
            sheet.take(at - (sheet[at - 1].text in {"last", "on", "from", "this"}), at + 1)
            return day
    return None


def _take_fillers(sheet: Sheet) -> None:
    for at in range(len(sheet)):
        if sheet[at].text in words.FILLERS | _PR:
            sheet.take(at, at + 1)


def asks(tokens: Sequence[Token]) -> bool:
    """Whether something is asked or ordered."""
    begins = True
    for at, token in enumerate(tokens):
        if token.text == "?" or phrase_at(tokens, at, _ASKING_ANYWHERE):
            return True
        if begins and token.text in _ASKING | _ORDERS and not _is_exclaimed(tokens, at):
            return True
        begins = token.text in words.CLAUSE_ENDS | {"but", "so", "and", "please", "also"}
    return False


def _is_exclaimed(tokens: Sequence[Token], at: int) -> bool:
    """What a day; did 3 sets; when it rains: no questions."""
    behind = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if tokens[at].text == "what":
        return behind in {"a", "an"}
    if tokens[at].text == "when":
        return behind not in words.set_of("should do is can will")
    is_statement = tokens[at].text in words.set_of("did do can will is are could would should does")
    return is_statement and behind not in words.set_of("i you we it that this my the there these")


def chats(tokens: Sequence[Token]) -> bool:
    """Whether it is talk and nothing else: known words alone, of which one greets or speaks of the day, or a cheer.

    A number, a unit or an unknown word may be what somebody wanted to log, so that is said not to be understood.
    """
    said = [token for token in tokens if token.is_word or token.value is not None]
    if not said:
        return any(token.text[:1] in _WARM for token in tokens)
    return all(token.text in _ORDINARY for token in said) or _greets(said)


def _greets(said: Sequence[Token]) -> bool:
    """Thanks for everything, hello from berlin: a greeting, and no number or unit behind it."""
    is_plain = all(token.value is None and token.text not in words.UNITS for token in said)
    return is_plain and said[0].text in _GREETING
