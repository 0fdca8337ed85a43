"""The words of commands in other languages, as whole messages: they are read as the English ones. Pure.

A command is a few words with one meaning, so a message that is anything more than that stays what it is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from bot.message import Incoming, Said

COMMAND_WORDS: Final[Mapping[str, Mapping[str, Sequence[str]]]] = {
    "de": {
        "help": ("hilfe",),
        "undo": ("rückgängig", "rückgängig machen", "zurücknehmen", "nimm das zurück", "löschen"),
        "delete": ("lösche", "lösch", "löschen"),
        "stop": ("stopp", "abbrechen", "abbruch"),
        "rest": ("pause", "satzpause"),
        "profile": ("profil",),
        "history": ("verlauf",),
        "last": ("zuletzt", "letztes mal", "letzte", "letztes"),
        "that was": ("das waren", "das war", "es waren", "es war", "waren", "war"),
        "i weigh": ("ich wiege", "körpergewicht", "mein gewicht ist", "mein gewicht"),
    },
    "es": {
        "help": ("ayuda",),
        "undo": ("deshacer", "deshaz", "anular", "anula", "borrar", "borra"),
        "delete": ("borra", "borrar", "elimina", "eliminar"),
        "stop": ("parar", "cancelar", "cancela"),
        "rest": ("descanso", "pausa"),
        "profile": ("perfil",),
        "history": ("historial",),
        "last": ("último", "última", "última vez", "lo último"),
        "that was": ("eran", "era", "fueron", "fue"),
        "i weigh": ("peso", "yo peso", "mi peso es", "peso corporal"),
    },
    "fr": {
        "help": ("aide",),
        "undo": ("annuler", "annule"),
        "delete": ("supprime", "supprimer", "efface", "effacer"),
        "stop": ("arrête", "arrêter"),
        "rest": ("repos", "pause"),
        "profile": ("profil",),
        "history": ("historique",),
        "last": ("dernier", "dernière", "dernière fois"),
        "that was": ("c'était", "c'étaient", "c’était", "c’étaient", "était"),
        "i weigh": ("je pèse", "mon poids est", "poids de corps"),
    },
    "pt": {
        "help": ("ajuda",),
        "undo": ("desfazer", "desfaz", "desfaça", "anular", "apagar"),
        "delete": ("apaga", "apagar", "apague", "exclui", "excluir"),
        "stop": ("parar", "pare", "cancelar", "cancela"),
        "rest": ("descanso", "pausa"),
        "profile": ("perfil",),
        "history": ("histórico",),
        "last": ("último", "última", "última vez"),
        "that was": ("foi", "foram", "era", "eram"),
        "i weigh": ("peso", "eu peso", "meu peso é", "peso corporal"),
    },
    "ru": {
        "help": ("помощь", "справка"),
        "undo": ("отмена", "отмени", "отменить"),
        "delete": ("удали", "удалить", "убери", "сотри"),
        "stop": ("стоп",),
        "rest": ("отдых", "пауза"),
        "profile": ("профиль",),
        "history": ("история",),
        "last": ("последний", "последняя", "последнее", "прошлый раз"),
        "that was": ("это было", "было", "это был", "был"),
        "i weigh": ("вешу", "я вешу", "мой вес", "вес тела"),
    },
}
"""By language and the English word that each stands for."""

_ARTICLE: Final = re.compile(r"^(?:(?:die|der|das|den|el|las?|los|les?|o|as?|os)\s+|l['’])", re.IGNORECASE)
_TIME: Final = r"(?:\d{1,2}:[0-5]\d|\d{1,4}(?:[.,]\d)?)\s*(?:min(?:uten?|utos?|utes?)?|мин|m|s|сек|sek|sec|seg)?"
_LIFT: Final = r"[^\d,;:]{0,30}"  # "letzte Woche 100x5" is no log, and stays none
_UNIT: Final = r"(?:kgs?|кг|lbs?|фунт\w*)"
_SET: Final = rf"\d{{1,4}}(?:[.,]\d{{1,2}})?\s*{_UNIT}?(?:\s*[x×х*]\s*\d{{1,3}}){{0,2}}"
_WEIGHT: Final = rf"\d{{2,3}}(?:[.,]\d{{1,2}})?\s*{_UNIT}"
BEHIND: Final[Mapping[str, str]] = {
    "help": "",
    "undo": "",
    "delete": r"[^\W\d][^\d,;:]{1,29}",
    "stop": "",
    "rest": _TIME,
    "profile": r"(?:.{1,60})?",
    "history": _LIFT,
    "last": _LIFT,
    "that was": _SET,
    "i weigh": _WEIGHT,
}
"""What may stand behind each: a pattern of the whole rest of the message."""
_RUSSIAN_UNITS: Final = (("мин", " min"), ("сек", " s"), ("sek", " s"), ("seg", " s"), ("кг", "kg"), ("х", "x"))


def _plain(word: str) -> str:
    return word.casefold().translate(_ACCENTS)


_ACCENTS: Final = str.maketrans("áàâãéèêíóôõúüöäçё’", "aaaaeeeiooouuoace'")
_COMMANDS: Final[Sequence[tuple[str, str]]] = sorted(
    {(_plain(word), english) for said in COMMAND_WORDS.values() for english, words in said.items() for word in words},
    key=lambda pair: -len(pair[0]),
)
"""The longest first, so that "última vez" is not "última" with something behind it."""


def in_english(text: str) -> str:
    """*text* with its command in English; as it is where it is none, or more than one."""
    said = text.strip().removeprefix("/").rstrip(".! ")
    low = _plain(said)
    for word, english in _COMMANDS:
        if low != word and not low.startswith(f"{word} "):
            continue
        rest = said[len(word) :].strip()
        if re.fullmatch(BEHIND[english], rest, re.IGNORECASE):
            return f"{english} {_rest_in_english(english, rest)}".strip()
    return text


_OF_NUMBERS: Final = ("rest", "that was", "i weigh")


def _rest_in_english(english: str, rest: str) -> str:
    if english == "delete":
        return _ARTICLE.sub("", rest, count=1)
    return _in_latin(rest) if english in _OF_NUMBERS else rest


def _in_latin(rest: str) -> str:
    """Numbers with their units as the English forms have them."""
    low = re.sub(r"\bmin\w+", "min", rest.casefold())
    for unit, latin in _RUSSIAN_UNITS:
        low = low.replace(unit, latin)
    return low


def as_commanded(incoming: Incoming) -> Incoming:
    """*incoming*, with a command of another language in English; edits and questions stay what they are."""
    if not isinstance(incoming, Said) or "?" in incoming.text:
        return incoming
    english = in_english(incoming.text)
    return incoming if english == incoming.text else replace(incoming, text=english)
