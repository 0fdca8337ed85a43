"""What a phone makes of speech, put back: r p e is rpe, five comma five is a list, for too reps is for two reps."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from bot.parse import words
from bot.parse.tokens import Token, merged, token_at

_SPELLED_FROM: Final = 3  # letters; two may be anything
_SOUNDS_LIKE: Final = {"too": 2, "to": 2, "for": 4, "ate": 8}
_BEGINS_COUNT: Final = words.set_of("did do for i just me got") | {""}
_WORDS: Final = {"comma", "fr", *_SOUNDS_LIKE}
_BESIDE: Final = words.REPS | words.SETS | {"comma", "fr"}


def as_spoken(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """*tokens* with letters that were spelled one by one as one word, and with numbers that were heard as words."""
    texts = {token.text for token in tokens}
    if sum(len(text) == 1 and text.isalpha() for text in texts) >= _SPELLED_FROM - 1:
        tokens = tuple(_unspelled(tokens))
    if texts & _WORDS and texts & _BESIDE:
        tokens = tuple(_heard(tokens, at) for at in range(len(tokens)))
    return tokens


def _unspelled(tokens: tuple[Token, ...]) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        stop = at
        while stop < len(tokens) and _is_letter(tokens[stop]):
            stop += 1
        stop += stop - at >= _SPELLED_FROM - 1 and stop < len(tokens) and _is_last_letter(tokens[stop])
        is_word = stop - at >= _SPELLED_FROM
        yield _spelled(tokens[at:stop]) if is_word else tokens[at]
        at = stop if is_word else at + 1


def _is_letter(token: Token) -> bool:
    return len(token.text) == 1 and token.text.isalpha() and not token.glued and token.text not in {"x", "a", "i"}


def _is_last_letter(token: Token) -> bool:
    """The l's of r d l's."""
    return len(token.text) == 2 and token.text[1] == "s" and "'" in token.raw.replace("’", "'")


def _spelled(letters: tuple[Token, ...]) -> Token:
    """Letters as the word that they spell; written as they were."""
    return replace(merged(letters), text="".join(letter.text for letter in letters))


def _heard(tokens: tuple[Token, ...], at: int) -> Token:
    token = tokens[at]
    if token.text == "comma":
        return replace(token, text=",")
    if token.text == "fr" and at + 1 < len(tokens) and tokens[at + 1].value is not None:
        return replace(token, text="for")
    value = _SOUNDS_LIKE.get(token.text)
    if value is None or not _is_count(token.text, token_at(tokens, at - 1).text, tokens, at):
        return token
    return replace(token, value=Decimal(value), text=str(value))


def _is_count(text: str, before: str, tokens: tuple[Token, ...], at: int) -> bool:
    behind = token_at(tokens, at + 1).text
    if text == "ate":
        is_asked_for = before == "of" and token_at(tokens, at - 2).text in words.SETS
        return is_asked_for or (before == "for" and behind in words.REPS | {""})
    if text == "for":
        return behind in words.SETS and before in _BEGINS_COUNT - {"for"}
    is_count = behind in words.SETS and token_at(tokens, at + 2).text == "of"
    return before in _BEGINS_COUNT and (is_count or (before == "for" and behind in words.REPS))
