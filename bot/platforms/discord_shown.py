"""Words, buttons and files as the library takes them."""

from io import BytesIO

import discord

from bot.attachments import Attachment
from bot.platforms.discord_client import Press
from bot.platforms.discord_text import cut
from storage.records import Button, Outgoing

LABEL_LIMIT = 80  # characters of a button's label
NONCE_LIMIT = 25  # characters
ROWS = 5
IN_ROW = 5


def nonce_of(words: Outgoing, part: int) -> str:
    """The same for the same part of the same words, and for no other."""
    mark = f".{part}" if part else ""
    return words.id[: NONCE_LIMIT - len(mark)] + mark


def view_of(buttons: tuple[tuple[Button, ...], ...]) -> discord.ui.View:
    """Buttons in their rows; a row that is too long for Discord goes on in the next, and what has no room is left."""
    view = discord.ui.View(timeout=None)
    rows = [line[start : start + IN_ROW] for line in buttons for start in range(0, len(line), IN_ROW)]
    for row, line in enumerate(rows[:ROWS]):
        for button in line:
            view.add_item(Press(button.press, cut(button.label, LABEL_LIMIT), row))
    return view


def file_of(attachment: Attachment) -> discord.File:
    return discord.File(BytesIO(attachment.body), filename=attachment.name)
