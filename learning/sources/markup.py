"""HTML and XML as tokens, in linear time and without any entity but HTML's own: a document cannot make itself larger.

The standard parsers are no choice for strangers' files: expat expands what a document declares, and html.parser takes
minutes for a few hundred kilobytes of broken comments.
"""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[!?][^<>]{0,4000}>?"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][\w:.-]{0,60})(?P<rest>[^<>]{0,8000})>|(?P<text>[^<]+)|<",
    re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(r"\s([\w:.-]{1,60})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)')")
_BLOCKS: Final = frozenset(
    ["p", "div", "li", "td", "th", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "body", "pre"]
)
_HEADINGS: Final = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_UNREAD: Final = frozenset(["script", "style", "head", "nav", "aside", "sup", "svg", "math", "figure", "table"])


class Tag(NamedTuple):
    """*name* is in lower case and without its namespace; *text* is what stands before it, outside of tags."""

    text: str
    name: str = ""
    is_end: bool = False
    is_empty: bool = False
    attributes: Mapping[str, str] = {}


def tags(document: str) -> Iterator[Tag]:
    """Every tag with the text before it, and the text behind the last."""
    text: list[str] = []
    for token in _TOKEN.finditer(document):
        if token["text"] is not None:
            text.append(html.unescape(token["text"]))
        elif token["name"]:
            rest = token["rest"]
            found = {name.lower(): html.unescape(one or other) for name, one, other in _ATTRIBUTE.findall(rest)}
            name = token["name"].lower().rpartition(":")[2]
            yield Tag("".join(text), name, bool(token["end"]), rest.endswith("/"), found)
            text = []
    yield Tag("".join(text))


def blocks(document: str) -> Iterator[tuple[bool, str]]:
    """Paragraphs, and whether each is a heading."""
    text: list[str] = []
    unread, is_heading = 0, False
    for tag in tags(document):
        if not unread:
            text.append(tag.text)
        if tag.name in _UNREAD and not tag.is_empty:
            unread = max(0, unread + (-1 if tag.is_end else 1))
        elif tag.name in _BLOCKS or not tag.name:
            yield is_heading, " ".join("".join(text).split())
            text = []
            is_heading = tag.name in _HEADINGS and not tag.is_end
