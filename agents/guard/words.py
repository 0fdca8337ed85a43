"""Only words and signs that a coach needs: a list of what may be said has no gaps that a new phrase could find."""

import re
from functools import lru_cache
from typing import Final

from agents.allowed import Allowed
from agents.guard.form import flat
from agents.guard.vocabulary import vocabulary, words_in

_RECORDS: Final = frozenset(["record", "records", "personal", "pr", "prs", "pb", "best", "max", "milestone"])
_SIGNS: Final = frozenset(
    " \n.,;:!?'\"()-/%×+=&€°~–—’‘“”…·≈→½¼¾é💪🔥👏🙌👍👊🏋️🚀😊🙂😀😄😉🎯✅⚡🌟⭐✨😴💤🥗💧🎉🥳🙏🤝❤🧘🚶🛌🛑⚠📈📉"
)
_STRANGE_SIGN: Final = re.compile(rf"[^\w{re.escape(''.join(sorted(_SIGNS)))}]")
_TALLY: Final = re.compile(
    r"""
    ([^\w\s.…!?]) (?: \s*\1 ){2,}  # ●●●
    | ([!?]) (?: \s*\2 ){4,}
    | \b (\w) \3{3,} \b  # aaaa
    | (?: (?: ^ | (?<=[.!?…]) ) \s* (?: zero|one|two|three|four|five|six|seven|eight|nine|ten|\d+ ) [.!?…] ){2,}
    | \b (\w+) \b (?: \W+ (?: an?\s+ | and\s+ | one\s+ )* \4\b ){2,}  # a rep, a rep and a rep
    """,
    re.IGNORECASE | re.VERBOSE,
)


def strange_word(words: str, allowed: Allowed) -> str | None:
    """A word that is neither a coach's nor in the facts."""
    known, given = vocabulary(), _given(allowed.facts, allowed.pr_allowed)
    for word in words_in(flat(words).casefold()):
        if word not in known and word not in given:
            return f"a strange word: {word}"
    return None


@lru_cache(maxsize=256)
def _given(facts: tuple[str, ...], pr_allowed: bool) -> frozenset[str]:
    return frozenset(word for fact in facts for word in words_in(fact.casefold())) | (_RECORDS if pr_allowed else set())


def strange_sign(words: str, _: Allowed) -> str | None:
    found = _STRANGE_SIGN.search(words)
    return f"a strange sign: {found[0]}" if found else None


def tally(words: str, _: Allowed) -> str | None:
    """Marks and words that are there to be counted."""
    found = _TALLY.search(words)
    return f"a tally: {found[0]}" if found else None
