"""The whole command line: the bot's commands, and those of learning, which the bot may not know of."""

import sys

from bot.cli import app
from bot.cli import main as main

NOT_BUILT = ("import", "backtest", "eval", "dataset", "tune", "learn", "report")


def _not_built(name: str) -> None:
    @app.command(name, context_settings={"allow_extra_args": True, "ignore_unknown_options": True}, hidden=True)
    def answer() -> None:
        print(f"`focusflow {name}` is not built yet.", file=sys.stderr)
        sys.exit(2)


for _name in NOT_BUILT:
    _not_built(_name)
