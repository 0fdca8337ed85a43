"""What a lifter reads of a message on Discord, which takes its Markdown for marks."""

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

# Discord's Markdown is its own, but for these rules; what it has beyond them stands in MORE.
RULES: Final = ("escape", "backticks", "emphasis", "strikethrough", "link", "heading", "blockquote")
MORE: Final = re.compile(r"(?<!\\)(?:\|\||<[@#:/tiah])|^ *(?:>>>|-#|[-*]|\d+\.) ", re.MULTILINE)
CODE: Final = re.compile(r"(?<!\\)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)


def as_read(content: str) -> str:
    """*content* with code between backticks; «» stand where something is read as a mark."""
    unread = MORE.sub("«»", CODE.sub(lambda code: code[0].replace("<", "").replace("|", ""), content))
    marks = "«»" * unread.count("«»")
    return marks + "\n".join(_block(token) for token in _parsed(content))


def _parsed(content: str) -> list[Token]:
    """Every line is a block of its own: Discord keeps line ends, and no paragraph ends a mark."""
    parser = MarkdownIt("zero").enable(list(RULES))
    # Blank lines and spaces at the beginning of lines are kept, which Markdown would swallow.
    return [token for line in content.split("\n") for token in _line(parser, line)]


def _line(parser: MarkdownIt, line: str) -> list[Token]:
    found = parser.parse(line)
    shown = [token for token in found if token.type == "inline"]
    if any(token.type in ("heading_open", "blockquote_open") for token in found):
        return [Token("marked", "", 0, content=line)]
    return shown or [Token("inline", "", 0, content="", children=[])]


def _block(token: Token) -> str:
    return "«»" + token.content if token.type == "marked" else "".join(map(_inline, token.children or ()))


def _inline(token: Token) -> str:
    if token.type in ("text", "text_special"):
        return token.content
    return f"`{token.content}`" if token.type == "code_inline" else "«»"
