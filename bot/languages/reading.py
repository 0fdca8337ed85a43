"""Catalogues as they are read: an entry that would break an answer is refused, and English stands in its place."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from string import Formatter
from typing import Final

import structlog
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

COUNT: Final = ("count", "", None)  # a form for one thing may leave its number out
Field = tuple[str, str, str | None]

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Sentences:
    """A catalogue; without *translations* it is English. *refused*: the English of entries that were left out."""

    translations: NullTranslations = field(default_factory=NullTranslations)
    refused: tuple[str, ...] = ()

    def one(self, pattern: str) -> str:
        return self.translations.gettext(pattern) if pattern else pattern

    def many(self, singular: str, plural: str, count: int) -> str:
        return self.translations.ngettext(singular, plural, count)


def read_catalogue(language: str) -> Sentences:
    """The catalogue of that name beside this file, without the entries whose placeholders are not those of English."""
    return sentences(files("bot.languages").joinpath(f"{language}.po").read_bytes())


def sentences(po: bytes) -> Sentences:
    """A ``.po`` file as a catalogue."""
    found = read_po(BytesIO(po))
    for message in [one for one in found if one.pluralizable and not all(one.string or ())]:
        found.delete(message.id)  # half a plural says nothing for some counts
    refused = tuple(filter(None, map(_refused, found)))
    for pattern in refused:
        log.warning("a translation is refused: its placeholders differ", language=str(found.locale), english=pattern)
        found.delete(pattern)
    return Sentences(GNUTranslations(BytesIO(_compiled(found))), refused)


def _compiled(found: Catalog) -> bytes:
    compiled = BytesIO()
    write_mo(compiled, found)
    return compiled.getvalue()


def _refused(message: Message) -> str | None:
    """The English of a message whose translation does not fit; None where it fits, or is not there."""
    if not message.id or not message.string:
        return None
    english: Sequence[str] = message.id if isinstance(message.id, tuple | list) else (message.id,)
    said: Sequence[str] = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return None if fits(english, said) else english[0]


def fits(english: Sequence[str], said: Sequence[str]) -> bool:
    """Whether each form of a translation can be filled with what English is filled with, and drops none of it.

    Of several forms one may leave out the count, as "one set" does. Empty forms are not there, and stay English.
    """
    try:
        wanted = frozenset().union(*map(_fields, english))
    except ValueError:  # no pattern: it is shown as it is, braces included
        return True
    check = partial(_fits, wanted, is_counted=len(english) > 1)
    return all(check(form) for form in said if form)


def _fits(wanted: frozenset[Field], form: str, *, is_counted: bool) -> bool:
    try:
        named = _fields(form)
    except ValueError:
        return False
    return named == wanted or (is_counted and named == wanted - {COUNT})


def _fields(pattern: str) -> frozenset[Field]:
    """The placeholders of a pattern. Raises ValueError where its braces do not pair."""
    return frozenset(
        (name, spec or "", conversion) for _, name, spec, conversion in Formatter().parse(pattern) if name is not None
    )
