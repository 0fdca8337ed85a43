"""What a mind was told about itself must not be said on: its rules, its facts as a list, the names of its fields."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Final

from agents.allowed import Allowed
from agents.guard.form import says

RUN_WORDS: Final = 8  # so many words of a prompt's rule in a row are no accident

_WORD: Final = re.compile(r"(?<![a-z'])[a-z]+")
_RUN_WORD: Final = re.compile(r"\w+")
_MARK: Final = "/"
_VALUES: Final = re.compile(r"^What matters$.*?(?=^\s*$|^\{%)", re.MULTILINE | re.DOTALL)
_EXAMPLES: Final = re.compile(r"^Examples?$.*?(?=^\s*$|^\{%)", re.MULTILINE | re.DOTALL)
_SENTENCE_END: Final = re.compile(r"[.!?;:]\s|\n")
_FEWEST: Final = 4  # words that mean something, in common with one rule: no accident where they are most of a sentence
_SHARE: Final = 0.6
_STEM: Final = 5  # letters
_EMPTY_TEXT: Final = """
    a about all am an and any are as at be been but by can could did do does done for from had has have he her
    his i if in into is it its me my no not of off on only or our out so than that the their them then there
    these they this those to too up was we were what when which who will with would you your
"""
_EMPTY: Final = frozenset(_EMPTY_TEXT.split())

leak: Final = says(
    "a leak",
    also=r"""
    (?: load_?tenths | max_tokens | api[\s_]key )\b
    | observations?"?\s*:
    | (?: ^ | (?<=[.!?]\s) )  # a field of a prompt, at the beginning of a sentence
        (?: facts|answer|assistant|user|system|example|plan|shown|range|lifter|exercise|cues|voice|rules?|plain\ words
        |also\ possible|coach|insight|planner|adviser )\s*:
    """,
)


def runs_of(texts: Iterable[str]) -> frozenset[str]:
    """What of *texts* nobody may read, except their examples: every run of RUN_WORDS words in a line, and every rule as
    its words that mean something ("facts/number/stand"). What matters to a coach may be said in other words."""
    told = [_EXAMPLES.sub("", text) for text in texts]
    lines = (line for text in told for line in _VALUES.sub("", text).splitlines())
    rules = (
        _MARK.join(sorted(_meaning(rule))) for line in lines for rule in _SENTENCE_END.split(line) if "{" not in rule
    )
    runs = (run for text in told for line in text.splitlines() for run in _runs(line))
    return frozenset((*runs, *(rule for rule in rules if rule.count(_MARK) >= _FEWEST - 1)))


def _runs(text: str) -> Iterable[str]:
    words = _RUN_WORD.findall(text.casefold())
    return (" ".join(words[at : at + RUN_WORDS]) for at in range(len(words) - RUN_WORDS + 1))


def _meaning(text: str) -> frozenset[str]:
    """The beginnings of the words that mean something: "sentences" and "sentence" have the same."""
    return frozenset(word[:_STEM] for word in _WORD.findall(text.casefold()) if word not in _EMPTY)


def prompt_told(words: str, allowed: Allowed) -> str | None:
    """A rule word for word, or a sentence whose words are mostly those of one, in whatever order or form."""
    if not allowed.private:
        return None
    if run := next((run for run in _runs(words) if run in allowed.private), None):
        return f"a leak: {run}"
    rules = _by_word(allowed.private)
    for sentence in _SENTENCE_END.split(words):
        said = _meaning(sentence)
        if len(said) < _FEWEST:
            continue
        shared = Counter(chain.from_iterable(rules[word] for word in said if word in rules))
        rule, count = max(shared.items(), key=itemgetter(1), default=("", 0))
        if count >= _FEWEST and count >= _SHARE * min(len(said), rule.count(_MARK) + 1):
            return f"a leak: {rule}"
    return None


@lru_cache(maxsize=8)
def _by_word(rules: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for rule in sorted(rule for rule in rules if _MARK in rule):
        for word in rule.split(_MARK):
            found.setdefault(word, []).append(rule)
    return {word: tuple(of) for word, of in found.items()}
