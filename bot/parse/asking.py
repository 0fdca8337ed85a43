"""Whether something is asked or ordered."""

from collections.abc import Sequence
from typing import Final

from bot.parse import words
from bot.parse.tokens import Token, phrase_at

QUESTION_WORDS: Final = words.set_of(
    "what whats how hows why which when where who should can could is are am do does did will would"
)
_ASKING_ANYWHERE: Final = words.phrases_of(
    "whats my,what is my,what should,what do,how much,how many,how do,how should,should i,can i,could i,what about",
    "what if,any tips,any advice,need advice,need help,what is the,whats the,whats next,what next,how come",
    "what would,how would,what will,how heavy,how often,how long,how far,do i need,do you think,wondering if",
    "remind me what,would i",
    "will i,am i",
)
_ORDERS: Final = words.set_of(
    "show graph chart plot list convert explain tell give recommend suggest compare help stats"
)
_TRIGGERS: Final = QUESTION_WORDS | words.firsts(_ASKING_ANYWHERE) | _ORDERS | {"?"}
_STATEMENTS: Final = words.set_of("did do can will is are could would should does")
_ASKED: Final = words.set_of("i u you ya yall we it that this my the there these")
_ASKED_OF_NUMBERS: Final = words.set_of("is are")
_EXCLAIMED: Final = words.set_of("a an")
_WHEN_ASKED: Final = words.set_of("should do does is are can could will would did plate plates lift exercise one to")
_BEFORE_QUESTIONS: Final = words.CLAUSE_ENDS | {"but", "so", "and", "please", "also"}


def asks(tokens: Sequence[Token]) -> bool:
    """Whether something is asked or ordered."""
    if _TRIGGERS.isdisjoint([token.text for token in tokens]):
        return False
    begins = True
    for at, token in enumerate(tokens):
        if token.text == "?" or phrase_at(tokens, at, _ASKING_ANYWHERE):
            return True
        if begins and token.text in _ORDERS:
            return True
        if begins and begins_question(tokens, at):
            return True
        begins = token.text in _BEFORE_QUESTIONS
    return False


def begins_question(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word at *at*, where a clause begins, asks. What a day; did 3 sets; when it rains: no questions."""
    text = tokens[at].text
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    behind = following.text if following else ""
    if text == "what":
        return behind not in _EXCLAIMED
    if text in {"when", "which", "who", "where"}:
        return behind in _WHEN_ASKED
    if text == "am":
        return behind == "i"
    if text == "would" and behind == "you":
        return not (at + 2 < len(tokens) and tokens[at + 2].text == "believe")
    if text == "can" and behind.endswith("ing"):
        return True
    if text in _STATEMENTS:
        return behind in _ASKED or (text in _ASKED_OF_NUMBERS and following is not None and following.value is not None)
    return text in QUESTION_WORDS
