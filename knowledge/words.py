"""Sentences that can be said in another language: English text that remembers what it was made of. Pure.

A sentence is written once, in English, where it is needed: ``words("Logged: {what}.", what=shown)``. It is a string, so
whatever looks at it sees plain English; who shows it asks for it in a lifter's language (``bot.languages``). What was
joined or cut by ordinary string operations has forgotten what it was made of, and stays English: use *joined*.
"""

from collections.abc import Iterable, Sequence
from typing import Final, Protocol, Self

PAIR: Final = 2


class Catalogue(Protocol):
    """The sentences of one language. What it does not know it gives back as it is."""

    def one(self, pattern: str) -> str: ...

    def many(self, singular: str, plural: str, count: int) -> str: ...


class Words(str):
    """English text, and what it was made of: see *words*, *counted* and *joined*, which make them."""

    pattern: str
    plural: str | None
    number: int
    parts: dict[str, object]

    __slots__ = ("number", "parts", "pattern", "plural")

    def __new__(
        cls, text: str, pattern: str, parts: dict[str, object], plural: str | None = None, number: int = 1
    ) -> Self:
        self = super().__new__(cls, text)
        self.pattern, self.plural, self.number, self.parts = pattern, plural, number, parts
        return self

    def __deepcopy__(self, _memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """In another program it is plain English."""
        return str, (str(self),)

    def said_in(self, catalogue: Catalogue) -> str:
        """The same in the catalogue's language; parts that are sentences too are said in it as well."""
        if self.plural is None:
            pattern = catalogue.one(self.pattern)
        else:
            pattern = catalogue.many(self.pattern, self.plural, self.number)
        said = {name: _fitting(part, catalogue, f"{{{name}}}." in pattern) for name, part in self.parts.items()}
        return self._with_one_stop(pattern.format(**said) if said else pattern)

    def _with_one_stop(self, said: str) -> str:
        """A sentence whose last part ended in a full stop, as "22. Nov." does, without a second one."""
        return said[:-1] if said.endswith("..") and not (said.endswith("...") or self.endswith("..")) else said


class Joined(Words):
    """Several texts, one behind the other."""

    __slots__ = ("between", "texts")

    between: str
    texts: tuple[str, ...]

    def said_in(self, catalogue: Catalogue) -> str:
        said = ((text, in_language(text, catalogue)) for text in self.texts)
        return in_language(self.between, catalogue).join(there for text, there in said if there or not text)


class Capital(Words):
    """A clause as a sentence of its own: its first letter is large in every language."""

    __slots__ = ("clause",)

    clause: str

    def said_in(self, catalogue: Catalogue) -> str:
        return _large(in_language(self.clause, catalogue))


class EnglishAlone(Words):
    """What other languages leave out unless they have it: a detail that says nothing to who cannot read it."""

    __slots__ = ()

    def said_in(self, catalogue: Catalogue) -> str:
        said = catalogue.one(self.pattern)
        return "" if said == self.pattern else said


def words(pattern: str, /, **parts: object) -> Words:
    """*pattern* with *parts* in the places of their names: ``words("Next: {load}", load="185")``.

    Without parts it is shown as it is, braces included. The pattern must be a literal, so that it is found for the
    catalogues.
    """
    return Words(pattern.format(**parts) if parts else pattern, pattern, parts)


def counted(singular: str, plural: str, /, *, count: int, **parts: object) -> Words:
    """The form for *count* things, which is a part of its own: ``counted("{count} set", "{count} sets", count=3)``."""
    named: dict[str, object] = {"count": count, **parts}
    pattern = singular if count == 1 else plural
    return Words(pattern.format(**named), singular, named, plural, count)


def joined(texts: Iterable[str], between: str = "\n") -> Words:
    """*texts* one behind the other, each still known for what it is."""
    kept = tuple(texts)
    made = Joined(between.join(kept), "", {})
    made.between, made.texts = between, kept
    return made


def capital(clause: str) -> Words:
    """*clause* with a large first letter."""
    made = Capital(_large(clause), "", {})
    made.clause = clause
    return made


def english_alone(text: str) -> Words:
    """*text*, which is left out in a language whose catalogue does not have it."""
    return EnglishAlone(text, text, {})


def listed(texts: Sequence[str]) -> Words:
    """``a``, ``a and b``, ``a, b and c``; empty of nothing."""
    if len(texts) < PAIR:
        return joined(texts)
    return joined([joined(texts[:-1], ", "), texts[-1]], words(" and "))


def grouped(number: int) -> Words:
    """``7,011``, with what stands between thousands in the language."""
    return joined(f"{number:,}".split(","), words(","))


def filled(pattern: Words, /, **parts: object) -> Words:
    """A sentence that was written without its parts, with them: ``filled(words("It was {load}."), load="185")``."""
    return Words(pattern.pattern.format(**parts), pattern.pattern, parts)


def in_language(text: str, catalogue: Catalogue) -> str:
    """*text* in the catalogue's language, as far as it is known for what it is; else as it is."""
    return text.said_in(catalogue) if isinstance(text, Words) else text


def _said(part: object, catalogue: Catalogue) -> object:
    return in_language(part, catalogue) if isinstance(part, str) else part


def _fitting(part: object, catalogue: Catalogue, is_before_stop: bool) -> object:
    """A part in the language; one of ours that ends in a full stop, as "22. Nov." does, without it before another."""
    said = _said(part, catalogue)
    if is_before_stop and isinstance(part, Words) and isinstance(said, str) and not said.endswith(".."):
        return said.removesuffix(".")
    return said


def _large(clause: str) -> str:
    return clause[:1].upper() + clause[1:]
