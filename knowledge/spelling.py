"""Words as they are typed in a hurry."""

from collections.abc import Iterator
from string import ascii_lowercase
from typing import Final

_ANY_ERROR_FROM: Final = 6  # letters; one changed letter of a shorter word makes another word too often


def typing_errors(word: str) -> Iterator[str]:
    """*word* with one letter after its first left out, put in, changed, or swapped with its neighbour."""
    for at in range(1, len(word) + 1):
        head, tail = word[:at], word[at:]
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        yield from (head + letter + rest for letter in ascii_lowercase for rest in (tail, tail[1:]))


def slips(word: str) -> Iterator[str]:
    """The typing errors that hardly make another word: all of a long word; swaps, gaps and doublings of a short one."""
    if len(word) >= _ANY_ERROR_FROM:
        yield from typing_errors(word)
        return
    for at in range(1, len(word)):
        head, tail = word[:at], word[at:]
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        yield head + tail[:1] + tail
