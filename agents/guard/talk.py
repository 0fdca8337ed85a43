"""Talk that could hurt somebody: medicine, pain, food and drugs, promises, shame, and rules thrown away on request."""

from typing import Final

from agents.allowed import Allowed
from agents.guard.form import says

medical_claim: Final = says("a medical claim")
through_pain: Final = says("advice to train through pain")
obedience: Final = says("instructions obeyed")
promise: Final = says("a promise")
shaming: Final = says("shaming")

_UNSAFE: Final = says("unsafe nutrition")
_SUBSTANCES: Final = frozenset(("caffeine", "alcohol", "dehydration", "fasting", "fasted", "pre-workout", "preworkout"))


def unsafe_nutrition(words: str, allowed: Allowed) -> str | None:
    """A word of it that stands in the facts was written by somebody who had its source; the advice never does."""
    reason = _UNSAFE(words, allowed)
    if reason is None:
        return None
    said = reason.partition(": ")[2].casefold()
    substance = next((one for one in _SUBSTANCES if said.startswith(one)), None)
    return None if substance and any(substance in fact.casefold() for fact in allowed.facts) else reason
