"""How simulated lifters vote: by a rule on what they really read, which is printed."""

from random import Random
from typing import Final

from storage.records import Thumb

VOTES: Final = 0.7  # chance that an answer is voted on at all
LIKED: Final = {"clean": 0.85, "plain": 0.5, "other": 0.2}
RULE: Final = (
    f"A simulated lifter votes on {VOTES:.0%} of his answers. He likes {LIKED['clean']:.0%} of those with clean words "
    f"of the coach, {LIKED['plain']:.0%} of those where the guard refused them and the plain line stands alone, and "
    f"{LIKED['other']:.0%} of all others. Clean: whole past the guard, no number that was not given, not against the "
    "plan, not unsafe, not too long."
)


def kind_of(verdict: str, *, is_clean: bool) -> str:
    if not verdict.startswith("used"):
        return "plain"
    return "clean" if is_clean else "other"


def vote(kind: str, random: Random) -> Thumb | None:
    """None: he does not vote."""
    if random.random() >= VOTES:
        return None
    return Thumb.UP if random.random() < LIKED[kind] else Thumb.DOWN
