"""Text from files, made plain: nothing hidden in it, no links, nobody's name where it is known to be one."""

import html
import re
from collections.abc import Collection
from typing import Final
from unicodedata import category, normalize

SHORTEST_NAME: Final = 3  # letters; shorter ones are words

_UNSEEN: Final = frozenset(["Cf", "Cc", "Co", "Cs", "Cn"])
_LINK: Final = re.compile(r"(?:https?://|www\.)[^\s)\]>]{1,2000}", re.IGNORECASE)
_MARKDOWN_LINK: Final = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\n]{0,2000}\)")
_USER: Final = re.compile(r"(?<!\w)(?:/?u/|@)[\w-]{2,40}", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_EMPHASIS: Final = re.compile(r"(?<!\w)([*_~`]{1,3})(?=\S)([^*_~`\n]{1,500})(?<=\S)\1(?!\w)")
_STARS: Final = re.compile(r"\*{1,3}|~~|`+")
_SIGN: Final = re.compile(r"[\[<*_~`@]|u/|://|www\.", re.IGNORECASE)  # of any markup
_EMPTY: Final = re.compile(r"\(\s*\)|\[\s*\]|«\s*»")
_BEFORE_MARK: Final = re.compile(r" +(?=[,.;:!?])")


def seen(text: str) -> str:
    """*text* in ordinary letters, without those that nobody sees; lines stay."""
    if text.isascii() and text.isprintable():
        return text
    plain = normalize("NFKC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    return "".join(letter for letter in plain.replace("\t", " ") if letter == "\n" or category(letter) not in _UNSEEN)


def plain(text: str, names: Collection[str] = ()) -> str:
    """One paragraph without markup, links, user names and *names*."""
    text = seen(html.unescape(text))
    if _SIGN.search(text):
        text = _without_markup(text)
    for name in names:
        if len(name) >= SHORTEST_NAME and name.casefold() in text.casefold():
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "", text, flags=re.IGNORECASE)
    return _BEFORE_MARK.sub("", " ".join(text.split()))


def _without_markup(text: str) -> str:
    text = _MARKDOWN_LINK.sub(r"\1", text)
    text = _USER.sub("", _LINK.sub("", text))
    text = _STARS.sub("", _EMPHASIS.sub(r"\2", _TAG.sub("", text)))
    return _EMPTY.sub("", text)
