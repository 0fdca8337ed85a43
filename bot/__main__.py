"""``python -m bot``: the same as ``focusflow``."""

from bot.cli import main

main()
