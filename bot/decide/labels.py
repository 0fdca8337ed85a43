"""The words on our own buttons, typed by hand: in every language they mean what the button means."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from bot.languages import LANGUAGES, spoken
from knowledge.words import words

LABELS: Final[Mapping[str, Sequence[str]]] = {
    "hit": (words("Hit it"),),
    "notyet": (words("Not yet"), words("Missed")),
    "didnt": (words("Didn't try"),),
    "later": (words("Ask me later"),),
    "yes": (words("Yes"),),
    "no": (words("No"),),
    "done": (words("Done as prescribed"),),
    "missed": (words("Missed"),),
}
"""By the verb of their buttons."""
ALSO: Final[Mapping[str, Sequence[str]]] = {
    "hit": (
        *("geschafft", "ja", "ja, geschafft", "sí", "si", "lo hice", "oui", "réussi", "sim", "consegui"),
        *("да", "сделал", "сделала", "получилось"),
    ),
    "notyet": (
        *("nicht geschafft", "noch nicht", "nein", "no", "todavía no", "aún no", "non", "pas encore", "raté"),
        *("não", "nao", "ainda não", "нет", "пока нет", "не вышло", "не получилось"),
    ),
    "didnt": ("nicht versucht", "no lo intenté", "pas essayé", "não tentei", "не пробовал", "не пробовала"),
    "later": ("später", "luego", "más tarde", "plus tard", "depois", "mais tarde", "позже", "потом"),
    "yes": ("sí", "si", "claro", "oui", "ouais", "sim", "isso", "да", "ага", "genau", "stimmt", "ja bitte"),
    "no": ("nee", "nö", "non", "não", "nao", "нет", "неа"),
}
"""What lifters say for them besides, in the other languages."""


def plain_words(text: str) -> str:
    """A short answer without its case, apostrophes and full stop."""
    return text.strip().lower().strip(".! ").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def in_all_languages(label: str) -> frozenset[str]:
    """A label as it is compared, in every language."""
    return frozenset(plain_words(spoken(label, language)) for language in LANGUAGES)


@cache
def typed_for(verb: str) -> frozenset[str]:
    """Plain words that mean the button with that verb."""
    labels = (in_all_languages(label) for label in LABELS.get(verb, ()))
    return frozenset(ALSO.get(verb, ())).union(*labels)


def is_label(text: str) -> bool:
    """Whether words are those of a button, and so no question, whatever they read like."""
    return any(plain_words(text) in typed_for(verb) for verb in LABELS)
