"""TRL's trainers as a job wants them. Imports torch."""

from collections.abc import Sequence
from typing import Any, Final

import torch
from datasets import Dataset
from peft import LoraConfig
from transformers import PrinterCallback
from trl import KTOConfig, KTOTrainer, SFTConfig, SFTTrainer

from learning.tuning.base import device, is_half
from learning.tuning.errors import TuningError
from learning.tuning.examples import Example, kto_weights, template_fields
from learning.tuning.job import TuneJob
from learning.tuning.progress import Shown
from learning.tuning.watch import Watcher

CHECKPOINTS: Final = "checkpoints"
STEPS_PER_CHECKPOINT: Final = 5
LEAST_KTO_BATCH: Final = 2  # its baseline comes from the other examples of a batch


def trainer_of(
    job: TuneJob,
    model: Any,
    tokenizer: Any,
    targets: Sequence[str],
    examples: Sequence[Example],
    validation: Sequence[Example],
    shown: Shown,
) -> Any:
    """A trainer of one adapter on *model*, its seed set. Raises TuningError."""
    lora = LoraConfig(
        r=job.r, lora_alpha=job.alpha, lora_dropout=job.dropout, target_modules=list(targets), task_type="CAUSAL_LM"
    )
    common: dict[str, Any] = {
        "model": model,
        "processing_class": tokenizer,
        "peft_config": lora,
        "train_dataset": _rows(examples, job),
        "eval_dataset": _rows(validation, job) if validation else None,
        "callbacks": [Watcher(shown)],
    }
    trainer = _kto(job, examples, common) if job.method == "kto" else _sft(job, common)
    trainer.remove_callback(PrinterCallback)  # it prints dictionaries
    torch.utils.deterministic.fill_uninitialized_memory = False  # finds faults in libraries, and costs time
    return trainer


def _sft(job: TuneJob, common: dict[str, Any]) -> Any:
    return SFTTrainer(args=SFTConfig(**_arguments(job), completion_only_loss=True, packing=False), **common)


def _kto(job: TuneJob, examples: Sequence[Example], common: dict[str, Any]) -> Any:
    if job.batch_size < LEAST_KTO_BATCH:
        raise TuningError(f"KTO compares the examples of a batch; set tuning.batch_size to {LEAST_KTO_BATCH} or more.")
    desirable, undesirable = kto_weights(examples)
    weights = {"desirable_weight": desirable, "undesirable_weight": undesirable}
    return KTOTrainer(args=KTOConfig(**_arguments(job), **weights), **common)


def _rows(examples: Sequence[Example], job: TuneJob) -> Any:
    rows, fields = [], template_fields(job.base)
    for example in examples:
        row: dict[str, object] = {
            "prompt": [message.model_dump() for message in example.prompt],
            "completion": [{"role": "assistant", "content": example.answer}],
        }
        if job.method == "kto":
            row["label"] = example.label
        if fields:
            row["chat_template_kwargs"] = dict(fields)
        rows.append(row)
    return Dataset.from_list(rows)


def _arguments(job: TuneJob) -> dict[str, Any]:
    return {
        "output_dir": str(job.out / CHECKPOINTS),
        "max_steps": job.steps,
        "per_device_train_batch_size": job.batch_size,
        "per_device_eval_batch_size": job.batch_size,
        "learning_rate": job.learning_rate,
        "max_length": job.longest_tokens,
        "seed": job.seed,
        "data_seed": job.seed,
        "full_determinism": True,
        "use_cpu": device() == "cpu",
        "bf16": is_half(),
        "logging_steps": 1,
        "logging_nan_inf_filter": False,  # it would hide a loss that is not finite
        "save_steps": min(STEPS_PER_CHECKPOINT, job.steps),
        "save_total_limit": 2,  # if a kill leaves the newest half written, the other one is there
        "report_to": [],
        "disable_tqdm": True,
        "dataloader_pin_memory": False,
    }
