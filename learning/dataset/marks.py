"""What stands in a text for what was taken out of it."""

from typing import Final

NAME: Final = "[name]"
PLACE: Final = "[place]"
WORD: Final = "[word]"
CONTACT: Final = "[contact]"
NUMBER: Final = "[number]"
HEALTH: Final = "[health]"
MARKS: Final = (NAME, PLACE, WORD, CONTACT, NUMBER, HEALTH)
MARK: Final = r"\[(?:name|place|word|contact|number|health)\]"  # as a pattern


def is_marked(text: str) -> bool:
    return any(mark in text for mark in MARKS)
