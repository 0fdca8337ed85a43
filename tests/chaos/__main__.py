"""``python -m tests.chaos --kills 500 --seed 1``; exits 1 when anything is lost or doubled."""

import argparse
import asyncio
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.chaos.killing import BOTH, Chaos


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    asked.add_argument("--kills", type=int, default=500)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    begun = time.monotonic()
    with TemporaryDirectory() as folder:
        chaos = Chaos(given.kills, given.seed, f"sqlite:///{Path(folder)}/bot.db", _tell)
        found = asyncio.run(chaos.run())
    both, minutes = chaos.lives[BOTH], (time.monotonic() - begun) / 60
    alone = ", ".join(f"{chaos.lives[name,]} on {name.title()} alone" for name in BOTH)
    _tell(f"\n{given.kills} kills ({both} on both platforms, {alone}), seed {given.seed}, {minutes:.1f} minutes\n")
    _tell(found.table())
    return 0 if found.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
