"""Facts from a line of chat."""

from bot.parse.read import parse

__all__ = ["parse"]
