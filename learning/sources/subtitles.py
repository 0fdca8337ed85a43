"""Transcripts: the words of .vtt and .srt files, without times, markup and lines that roll on."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from learning.sources.found import Section
from learning.sources.sentences import passages_of
from learning.sources.tidy import plain

_TIMES: Final = re.compile(r"^\s*(?:\d+:)?\d{1,2}:\d\d[.,]\d{1,3}\s+-->\s+(?:\d+:)?\d{1,2}:\d\d[.,]\d{1,3}")
_TAG: Final = re.compile(r"<[^<>]{0,200}>|\{\\[^{}]{0,100}\}")
_SOUND: Final = re.compile(r"\[[^\[\]]{0,60}\]|\([a-z ]{0,40}\)|♪[^♪]{0,200}♪?")
_SPEAKER: Final = re.compile(r"^(?:-\s*)?(?:>>\s*)?(?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}:\s+)?(?:>>\s*)?")


def transcript(text: str) -> Iterator[Section]:
    """The whole talk as one section of passages."""
    words = " ".join(_unrolled(_said(text.split("\n"))))
    if words:
        yield Section(paragraphs=tuple(passages_of(words)))


def _said(rows: Iterable[str]) -> Iterator[str]:
    """The lines of cues. Whatever is no cue (a header, notes, styles, numbers) is not said."""
    in_cue = False
    held = ""
    for row in rows:
        if _TIMES.match(row):
            if held and not held.strip().isdigit():  # the number of the next cue, where no line is empty
                yield held
            in_cue, held = True, ""
        elif not row:
            yield held
            in_cue, held = False, ""
        elif in_cue:
            yield held
            held = row
    yield held


def _unrolled(rows: Iterable[str]) -> Iterator[str]:
    """Each line once: live captions show the line before again above the new one, and let lines grow."""
    before: list[str] = []
    waiting = ""
    for row in rows:
        words = _words(row)
        if not words or words in before[-2:]:
            continue
        if waiting and not words.startswith(waiting):
            yield waiting
        waiting = words
        before = [*before[-1:], words]
    if waiting:
        yield waiting


def _words(row: str) -> str:
    bare = plain(_TAG.sub("", row))
    return plain(_SOUND.sub("", _SPEAKER.sub("", bare)))
