"""LoRA adapters: tuned, carded and exported. Nothing here imports torch before something is tuned."""

import os

from learning.tuning.card import CARD, Card, read_card
from learning.tuning.errors import TuningError
from learning.tuning.export import exported, exported_gguf
from learning.tuning.job import BadJob, TuneJob, read_job, write_job
from learning.tuning.progress import Shown, Step
from learning.tuning.stamp import refuse_another, stamp_of

__all__ = [
    "BadJob",
    "Card",
    "Shown",
    "Step",
    "TuneJob",
    "TuningError",
    "exported",
    "exported_gguf",
    "read_card",
    "read_job",
    "tuned",
    "write_job",
]

NOT_INSTALLED = "Tuning needs its libraries: `make .venv/installed-tune`, or `pip install 'focusflow[tune]'`."


def tuned(job: TuneJob, shown: Shown) -> Card:
    """Train the adapter of *job* into its folder, or go on where a killed one was; *shown* hears of each step.

    ``job.out`` then holds adapter_config.json, adapter_model.safetensors and card.json. Where it is finished already,
    its card is given. Raises TuningError.
    """
    stamp = stamp_of(job)
    refuse_another(job, stamp)
    if (job.out / CARD).exists():
        return read_card(job.out)
    # Threads that spin while they wait cost five times the work where the cores are shared. Read when torch is loaded.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        from learning.tuning.train import trained
    except ModuleNotFoundError as error:
        raise TuningError(NOT_INSTALLED) from error
    return trained(job, stamp, shown)
