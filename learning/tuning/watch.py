"""What is told of a tuning while it goes, and where one that was killed goes on. Imports transformers."""

import json
import math
import time
from pathlib import Path
from typing import Any

from transformers import TrainerCallback

from learning.tuning.errors import TuningError
from learning.tuning.progress import Shown, Step


class Watcher(TrainerCallback):  # type: ignore[misc]  # its types are not read
    """Tells of each step, and stops where the loss is no number any more."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self._began: tuple[int, float] | None = None  # step and time

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        self._began = (state.global_step, time.monotonic())

    def on_log(self, args: Any, state: Any, control: Any, logs: dict[str, Any] | None = None, **_: Any) -> None:
        if not logs or "loss" not in logs:
            return
        loss = float(logs["loss"])
        if not math.isfinite(loss) or not math.isfinite(float(logs.get("grad_norm", 0))):
            raise TuningError(
                f"The loss was not finite at step {state.global_step}; "
                f"lower tuning.learning_rate and tune into another folder."
            )
        self._shown(Step(done=state.global_step, of=state.max_steps, loss=loss, seconds_left=self._left(state)))

    def _left(self, state: Any) -> float | None:
        if self._began is None or state.global_step <= self._began[0]:
            return None
        pace = (time.monotonic() - self._began[1]) / (state.global_step - self._began[0])
        return float(pace * (state.max_steps - state.global_step))


def last_whole(checkpoints: Path) -> str | None:
    """The newest checkpoint that was written to its end: the trainer writes its own state last."""
    whole = [path for path in checkpoints.glob("checkpoint-*") if _is_whole(path / "trainer_state.json")]
    return str(max(whole, key=_number)) if whole else None


def _is_whole(state: Path) -> bool:
    try:
        json.loads(state.read_bytes())
    except (OSError, ValueError):
        return False
    return True


def _number(checkpoint: Path) -> int:
    return int(checkpoint.name.rpartition("-")[2])
