"""Care for the body, the other way round: a complaint is spoken of only to be heeded, and sleep only to be had."""

from typing import Final

from agents.allowed import Allowed
from agents.guard.form import says, sentences
from agents.guard.phrases import pattern

careless: Final = says(
    "careless",
    also=r"""
    (?: through|despite|with )\ (?: the\ |a\ |your\ )? (?: fever|flu|cold|illness|injury|sickness|swelling )\b
    (?= [^,]*$ )  # "with a cold, rest" is no such advice
    (?! \ alone )
    """,
)


def complaint_unheeded(words: str, allowed: Allowed) -> str | None:
    """Pain and illness in a sentence that says nothing of stopping, easing or asking somebody who knows."""
    complaint, heeded = pattern("a complaint"), pattern("a complaint heeded")
    for sentence in sentences(words):
        found = complaint.search(sentence)
        if found and not heeded.search(sentence) and not any(sentence in fact.casefold() for fact in allowed.facts):
            return f"a complaint that is not heeded: {found[0]}"
    return None
