"""The languages that FocusFlow speaks, from gettext catalogues (``*.po``) beside this file. Read once a process."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from bot.languages.reading import Sentences, read_catalogue
from knowledge.words import Catalogue, in_language
from storage.records import Button, Outgoing

LANGUAGES: Final = ("en", "de", "es", "fr", "pt", "ru")
OWN_NAMES: Final = {
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "pt": "Português",
    "ru": "Русский",
}
_LOCALE: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> Catalogue:
    """The sentences of one of LANGUAGES. Raises KeyError for any other."""
    if language not in LANGUAGES:
        raise KeyError(f"no catalogue for the language {language!r}: there are {', '.join(LANGUAGES)}")
    return Sentences() if language == "en" else read_catalogue(language)


def closest(locale: str) -> str | None:
    """The one of LANGUAGES that a client's locale asks for: ``pt-BR`` is "pt". None: none of them, or no locale."""
    found = _LOCALE.fullmatch(locale)
    language = found[1].lower() if found else ""
    return language if language in LANGUAGES else None


def spoken(text: str, language: str) -> str:
    """*text* as plain text in one of LANGUAGES; what has no line in its catalogue stays English."""
    return str(text) if language == "en" else str(in_language(text, catalogue(language)))


def spoken_button(button: Button, language: str) -> Button:
    return replace(button, label=spoken(button.label, language))


def spoken_outgoing(words: Outgoing, language: str) -> Outgoing:
    """The same words in that language, buttons too; what is plain text already stays as it is."""
    buttons = tuple(tuple(spoken_button(button, language) for button in row) for row in words.buttons)
    return replace(words, text=spoken(words.text, language), buttons=buttons)
