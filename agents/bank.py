"""Examples out of the bank: what was told to others about whom the facts were most alike."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from math import fsum, log
from typing import Final

from agents.budget import estimate, fitted
from agents.examples import MOST, MOST_TOKENS, Example
from agents.prompting import quoted
from storage.records import BankExample, Style, UserId

MOST_LOOKED_AT: Final = 200  # of one agent, occasion and style, the newest: more would cost a turn milliseconds
_WORD: Final = re.compile(r"[^\W\d_]+")
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")
_SHOWN: Final = "Shown:"  # what he read tells all of the other facts again


def alike(
    bank: Sequence[BankExample], facts: Sequence[str], occasion: str, style: Style, user: UserId, most: int = MOST
) -> tuple[Example, ...]:
    """At most so many of *bank*, all of one agent and the newest first; the most alike to *facts* first.

    Of this occasion and style alone, of other lifters, and short enough with all numbers of its answer in what is told
    of its facts. How alike: the weight of the words that both have over that of all words of the two, where a word
    weighs log(1 + n / examples with it), so that rare ones count most (the inverse document frequency of Spärck Jones
    1972, in the weighted form of Jaccard's index). Numbers do not count. Of equals the newer is first.
    """
    fitting = [one for one in bank if (one.occasion, one.style) == (occasion, style) and one.user != user]
    looked_at = fitting[:MOST_LOOKED_AT]
    words = [_words(one.facts) for one in looked_at]
    counts = Counter(word for one in words for word in one)
    weights = {word: log(1 + len(words) / count) for word, count in counts.items()}
    own, rarest = _words(tuple(facts)), log(1 + len(words))

    def weight(of: Iterable[str]) -> float:
        return fsum(weights.get(word, rarest) for word in of)

    scores = [weight(own & one) / weight(own | one) if own | one else 0.0 for one in words]
    best = sorted(range(len(looked_at)), key=lambda index: -scores[index])
    found = (_example(looked_at[index]) for index in best)
    return tuple(islice((one for one in found if one is not None), most))


@lru_cache(maxsize=4096)
def _words(facts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for fact in facts for word in _WORD.findall(fact.casefold()))


def _example(one: BankExample) -> Example | None:
    """As a prompt shows it; None where it is too long, or its facts do not hold what its answer says."""
    said = {*_NUMBER.findall(one.answer)}
    told = [quoted(fact) for fact in one.facts if not fact.startswith(_SHOWN)]
    first = sorted(told, key=lambda fact: not said & {*_NUMBER.findall(fact)})  # those that the answer speaks of
    kept = fitted(first, MOST_TOKENS - estimate(one.answer))
    facts = " ".join(f"{fact.rstrip('.')}." for fact in told if fact in kept)
    if not kept or not said <= {*_NUMBER.findall(facts)}:
        return None
    answer = " ".join(one.answer.split())  # a blank line would end the example in the prompt
    return Example(occasion=one.occasion, style=one.style, facts=facts, answer=answer)
