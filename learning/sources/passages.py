"""Passages, and the questions that they answer by rule: a heading that asks, a topic, a question in the text."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from learning.sources.found import Passage, Section
from learning.sources.sentences import (
    LONGEST_QUESTION,
    SHORTEST_ANSWER,
    SHORTEST_QUESTION,
    asks,
    begins_as_question,
    passages_of,
    sentences,
    shortened,
)

LONGEST_TOPIC: Final = 6  # words of a heading that is a topic
LONGEST_ACRONYM: Final = 4  # letters; they keep their case
_NO_TOPIC: Final = re.compile(
    r"^(?:chapter|part|section|appendix|introduction|conclusions?|contents|table of|references|bibliography|index"
    r"|notes?|preface|foreword|acknowledge?ments?|about|copyright|figure|abstract|summary|glossary|credits|dedication|title)\b",
    re.IGNORECASE,
)
_TO_DO: Final = re.compile(r"^To ([a-z]{2,}[^,.;:?!]{4,80}), ")
_BEST_WAY: Final = re.compile(r"^The (best|safest|easiest|simplest) way to ([a-z][^,.;:?!]{4,80}?) (?:is|are)\b")
_YOURS: Final = {"your": "my", "you": "I", "yourself": "myself", "you're": "I'm", "yours": "mine"}


def passages(sections: Iterable[Section]) -> Iterator[Passage]:
    """A few sentences at a time, never over the end of a section."""
    for at, section in enumerate(sections, 1):
        texts = (text for paragraph in _merged(section.paragraphs) for text in passages_of(paragraph))
        for number, text in enumerate(texts, 1):
            yield Passage(text=text, heading=section.heading, is_first=number == 1, place=f"{at}.{number}")


def _merged(paragraphs: Iterable[str]) -> Iterator[str]:
    """Short paragraphs with the next one: alone they say too little."""
    held = ""
    for paragraph in paragraphs:
        held = f"{held} {paragraph}".strip()
        if len(held) >= SHORTEST_ANSWER * 4:
            yield held
            held = ""
    if held:
        yield held


def pairs_by_rule(passage: Passage) -> Iterator[tuple[str, str]]:
    """Questions and answers, each answer in the passage's own words."""
    parts = sentences(passage.text)
    asked = _asked_by(passage.heading) if passage.is_first else None
    told = [part for part in parts if not asks(part)]
    found = [(asked, told)] if asked else []
    for at, part in enumerate(parts):
        if question := part if asks(part) else _answered_by(part):
            found.append((question, _until_question(parts[at + 1 :] if asks(part) else parts[at:])))
    taken = set[str]()
    for question, answer in found:
        words = shortened(answer)
        if words and words not in taken and is_fit(question, words):
            taken.add(words)
            yield question, words


def is_fit(question: str, answer: str) -> bool:
    return SHORTEST_QUESTION <= len(question) <= LONGEST_QUESTION and len(answer) >= SHORTEST_ANSWER


def _asked_by(heading: str) -> str | None:
    if not heading:
        return None
    if asks(heading) or begins_as_question(heading):
        return heading.rstrip(" ?.") + "?"
    words = heading.split()
    if len(words) > LONGEST_TOPIC or _NO_TOPIC.match(heading) or not re.search(r"[A-Za-z]{3}", heading):
        return None
    topic = " ".join(
        word if word.isupper() and len(words) > 1 and len(word) <= LONGEST_ACRONYM else word.lower() for word in words
    )
    return f"What should I know about {topic}?"


def _answered_by(sentence: str) -> str | None:
    """The question of a sentence that says how: "To brace well, breathe in first"."""
    if found := _TO_DO.match(sentence):
        return f"How do I {_mine(found[1])}?"
    if found := _BEST_WAY.match(sentence):
        return f"What is the {found[1]} way to {_mine(found[2])}?"
    return None


def _mine(words: str) -> str:
    return " ".join(_YOURS.get(word.lower(), word) for word in words.split())


def _until_question(parts: list[str]) -> list[str]:
    at = next((place for place, part in enumerate(parts) if asks(part)), len(parts))
    return parts[:at]
