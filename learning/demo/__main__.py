"""``python -m learning.demo``: the loop from votes to a decision, with a small real model and no GPU."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from learning.cycle.command import TRAINS
from learning.demo.plan import Plan
from learning.demo.show import played
from learning.tuning import NOT_INSTALLED, TuningError
from learning.tuning.smollm2 import SMOLLM2, smollm2


def main(words: Sequence[str]) -> int:
    asked = _asked(words)
    try:
        weights = smollm2()
    except TuningError as error:
        return _said(str(error))
    if find_spec(TRAINS) is None:
        return _said(NOT_INSTALLED)
    with tempfile.TemporaryDirectory(prefix="focusflow-demo-") as temporary:
        plan = Plan(folder=asked.folder or Path(temporary), base=SMOLLM2, weights=weights, seed=asked.seed)
        if plan.database.exists():
            return _said(f"{plan.database} is there already: name a folder that is not there yet.")
        if asked.quick:
            plan = quick(plan)
        asyncio.run(played(plan, lambda line: print(line, flush=True)))  # noqa: T201
    return 0


def quick(plan: Plan) -> Plan:
    """Too little to learn anything: only whether every part works."""
    return replace(
        plan,
        lifters=12,
        talks=5,
        steps=3,
        batch_size=2,
        situations=4,
        canary_lifters=40,
        canary_days=20,
        least_lifters=5,
        least_examples=15,
        longest_answer_tokens=30,
    )


def _asked(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m learning.demo", description=__doc__)
    parser.add_argument("--folder", type=Path, help="where everything is kept; without it nothing is")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="see in two minutes whether every part works")
    return parser.parse_args(words)


def _said(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
