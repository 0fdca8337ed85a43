"""What a message is for. The order of intents, where several fit: pain, correction, PR, log, question, small talk."""

from collections.abc import Sequence
from typing import Final

from bot.parse import words
from bot.parse.sheet import Sheet
from bot.parse.tokens import Token, phrase_at

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
_PR_DENIED: Final = words.set_of("no not my for a the last old previous current")
_FINALLY: Final = words.set_of("finally")
_ORDINARY: Final = words.set_of(
    "the a i you my me we it is was am are to and of in on for that this so but not with just have had got get good great",
    "thanks thank thx ty cheers hi hello hey yo sup gm morning evening night bye ok okay cool nice lol haha yes yeah yep no",
    "nope sure man dude bro coach gym today tomorrow tired ready done feeling feel felt will be at if me now awesome sorry",
    "perfect sweet love legend goal lets go time rest day work week doing skipped goals",
)
_WARM: Final = frozenset("👍💪🔥🙏😂❤🎉😊😀😅🤝👊🙌😎")


def claims_pr(sheet: Sheet) -> bool:
    """Whether a personal record is claimed. Only what was not hidden counts: a plan claims nothing."""
    for at in range(len(sheet)):
        text = sheet[at].text
        is_claimed = (
            text in _PR
            and sheet[at - 1].text not in _PR_DENIED - {"a"}
            and sheet[at + 1].text not in {"attempt", "attempts", "soon"}
        )
        if is_claimed or text in _FINALLY:
            return True
        if sheet.is_free(at) and phrase_at(sheet.tokens, at, _PR_PHRASES) and sheet[at - 1].text not in _PR_DENIED:
            return True
    return False


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
    if tokens[at].text in {"what", "when"}:
        return (
            behind in {"a", "an"} or tokens[at].text == "when" and behind not in words.set_of("should do is can will")
        )
    is_statement = tokens[at].text in {"did", "do", "can", "will", "is", "are"}
    return is_statement and behind not in words.set_of("i you we it that this my the there these")


def chats(tokens: Sequence[Token]) -> bool:
    """Whether it is talk between people, rather than keys that were hit."""
    return any(token.text in _ORDINARY or token.text[:1] in _WARM for token in tokens)
