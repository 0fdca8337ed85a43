"""Numbers that the words before them announce as somebody's: my number is 555 12 34, tel 0171 12 34, мой номер ..."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.parse import words
from bot.parse.tokens import Token, token_at

ANNOUNCING: Final = words.set_of(
    "number phone cell mobile whatsapp tel telefon telefonnummer handy handynummer nummer telefono movil numero numeri",
    "telephone portable celular telefone zap номер телефон тел call text ring iban pin",
)
_CALLING: Final = words.set_of("call text ring")  # call me 555 12 34; but "call it 225 5 5"
_BETWEEN: Final = words.set_of("is s are me at on here ist lautet es est c cest le la o e мои моя : = - –")
_FEWEST_DIGITS: Final = 7
_FEWEST_GROUPS: Final = 2
_MOST_BETWEEN: Final = 4  # tokens


def numbered(tokens: Sequence[Token]) -> Iterator[range]:
    """The words that announce somebody's number, with the number: it may look like a load and its reps."""
    for at, token in enumerate(tokens):
        is_call = token.text in _CALLING
        if token.text not in ANNOUNCING or (is_call and token_at(tokens, at + 1).text != "me"):
            continue
        start = at + 1
        while start < len(tokens) and start <= at + _MOST_BETWEEN and tokens[start].text in _BETWEEN:
            start += 1
        stop = start
        while stop < len(tokens) and tokens[stop].text.isdecimal():
            stop += 1
        if stop - start >= _FEWEST_GROUPS and sum(len(token.text) for token in tokens[start:stop]) >= _FEWEST_DIGITS:
            yield range(at, stop)
