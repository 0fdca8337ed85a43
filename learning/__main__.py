"""``python -m learning``: the same as ``focusflow``."""

from learning.cli import main

main()
