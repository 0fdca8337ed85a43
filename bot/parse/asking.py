"""Whether something is asked or ordered."""

from collections.abc import Sequence
from typing import Final

from bot.parse import words
from bot.parse.tokens import Token, phrase_at

QUESTION_WORDS: Final = words.set_of(
    "what whats how hows why which when where who should can could is are am do does did will would",
    "warum wieso weshalb pourquoi почему зачем ¿",
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
_OTHER_LANGUAGES: Final = words.set_of(  # that begin a question or an order, where no set stands beside them
    "combien comment pourquoi quel quelle wie warum wieso welche welches cuanto cuánto cuanta cuánta cuantas cuántas",
    "cuantos cuántos porque como cómo quanto quante quanti perche perché hoeveel hoe waarom ile jak dlaczego",
    "сколько как почему какой какая какие распиши составь посоветуй подскажи",
)
_TRIGGERS: Final = QUESTION_WORDS | words.firsts(_ASKING_ANYWHERE) | _ORDERS | _OTHER_LANGUAGES | {"?"}
_STUCK: Final = words.set_of("stuck plateau plateaued plateauing stalled stalling")
_STUCK_PHRASES: Final = words.phrases_of(
    "isnt moving,is not moving,not moving,wont move,doesnt move,wont go up,isnt going up,doesnt go up,wont budge",
)
_STATEMENTS: Final = words.set_of("did do can will is are could would should does")
_ASKED: Final = words.set_of("i u you ya yall we it that this my the there these")
_ASKED_OF_NUMBERS: Final = words.set_of("is are")
_EXCLAIMED: Final = words.set_of("a an")
_WHEN_ASKED: Final = words.set_of("should do does is are can could will would did plate plates lift exercise one to")
_ABOUT_THINGS: Final = words.set_of("is are does do will")
_HOW_IT_IS: Final = words.set_of(  # "is heavy today" tells of a set whose name was left out
    "good heavy easy fine ok okay done better great bad hard light not a an what so too very really getting still now",
    "over gone back going feeling sore tired dead up down at in on for",
)
_EFFECTS: Final = words.set_of(
    "make makes help helps hurt kill kills ruin cause causes work affect increase build improve slow stunt count",
    "matter need",
)
_EFFECT_WITHIN: Final = 4  # words behind
_BEFORE_QUESTIONS: Final = words.CLAUSE_ENDS | {"but", "so", "and", "please", "also"}


def asks(tokens: Sequence[Token]) -> bool:
    """Whether something is asked or ordered."""
    if _TRIGGERS.isdisjoint([token.text for token in tokens]):
        return False
    if tokens[0].text in _OTHER_LANGUAGES:
        return True
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


def complains_of_standstill(tokens: Sequence[Token]) -> bool:
    """Bench stuck, my squat isn't moving: why is what is asked, though no word says so."""
    return any(token.text in _STUCK or bool(phrase_at(tokens, at, _STUCK_PHRASES)) for at, token in enumerate(tokens))


def _asks_about_things(tokens: Sequence[Token], at: int) -> bool:
    """Is creatine safe, does cardio kill gains, will fasting hurt my bench: no question mark is needed."""
    behind = [token.text for token in tokens[at + 1 : at + 2 + _EFFECT_WITHIN]]
    if len(behind) < 2 or not tokens[at + 1].is_word or behind[0] in _HOW_IT_IS:
        return False
    return tokens[at].text in {"is", "are", "does"} or any(text in _EFFECTS for text in behind[1:])


def begins_question(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word at *at*, where a clause begins, asks. What a day; did 3 sets; when it rains: no questions."""
    text = tokens[at].text
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    behind = following.text if following else ""
    if text == "what":
        return behind not in _EXCLAIMED
    if text in {"when", "which", "who", "where"}:
        return behind in _WHEN_ASKED
    if text == "por":
        return behind == "que"
    if text == "am":
        return behind == "i"
    if text == "would" and behind == "you":
        return not (at + 2 < len(tokens) and tokens[at + 2].text == "believe")
    if text == "can" and behind.endswith("ing"):
        return True
    if text in _ABOUT_THINGS and _asks_about_things(tokens, at):
        return True
    if text in _STATEMENTS:
        return behind in _ASKED or (text in _ASKED_OF_NUMBERS and following is not None and following.value is not None)
    return text in QUESTION_WORDS
