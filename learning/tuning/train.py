"""A tuning from its job to the adapter with its card. Imports torch: a process of its own is the place for it."""

import json
import shutil
import time
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import datasets
import torch
from peft import get_peft_model_state_dict
from safetensors.torch import save
from transformers import logging as transformers_logging

from learning.tuning.base import architecture_of, device, folder_of, loaded
from learning.tuning.card import CONFIG, WEIGHTS, Architecture, Card, write_card
from learning.tuning.errors import TuningError
from learning.tuning.examples import Example, as_asked, fit_for, read_examples, template_fields
from learning.tuning.job import TuneJob, default_bases, settings_of
from learning.tuning.progress import Shown
from learning.tuning.stamp import Stamp, claim
from learning.tuning.targets import Touched, enough, targets_of, touched
from learning.tuning.trainer import CHECKPOINTS, trainer_of
from learning.tuning.watch import last_whole

VALIDATION_EXAMPLES: Final = 64  # at most; each costs about as much as one that is learned from
LIBRARIES: Final = ("torch", "transformers", "peft", "trl", "datasets", "accelerate")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    model: Any
    tokenizer: Any
    architecture: Architecture
    targets: tuple[str, ...]
    counted: Touched
    examples: tuple[Example, ...]
    validation: tuple[Example, ...]
    left_out: int


def trained(job: TuneJob, stamp: Stamp, shown: Shown) -> Card:
    """Train, or go on; see ``learning.tuning.tuned``. *stamp* is that of *job*."""
    _be_quiet()
    started = time.monotonic()
    ready = _prepared(job)
    trainer = trainer_of(job, ready.model, ready.tokenizer, ready.targets, ready.examples, ready.validation, shown)
    claim(job, stamp)
    trainer.train(resume_from_checkpoint=last_whole(job.out / CHECKPOINTS))
    _save(trainer.model, job)
    card = _card(job, ready, trainer, str(stamp["data"]), time.monotonic() - started)
    write_card(card, job.out)
    shutil.rmtree(job.out / CHECKPOINTS, ignore_errors=True)
    return card


def _prepared(job: TuneJob) -> _Prepared:
    """What can be refused is refused here, before a folder is made. Raises TuningError."""
    read = _read(job.train, job)
    model, tokenizer = loaded(folder_of(job.base, job.bases or default_bases(job.out)), job.base)
    architecture = architecture_of(model)
    targets = targets_of(architecture.model_type, job.targets)
    counted = enough(touched((name for name, _ in model.named_modules()), targets), targets, job.least_share)
    examples = _fitting(read, tokenizer, job)
    return _Prepared(
        model=model,
        tokenizer=tokenizer,
        architecture=architecture,
        targets=targets,
        counted=counted,
        examples=examples,
        validation=_validation(job, tokenizer),
        left_out=len(read) - len(examples),
    )


def _card(job: TuneJob, ready: _Prepared, trainer: Any, data: str, seconds: float) -> Card:
    return Card(
        method=job.method,
        base=job.base,
        agent=job.agent,
        data=data,
        settings=settings_of(job),
        seed=job.seed,
        architecture=ready.architecture,
        targets=ready.targets,
        touched=ready.counted.touched,
        blocks=ready.counted.blocks,
        trainable=sum(weights.numel() for weights in trainer.model.parameters() if weights.requires_grad),
        examples=len(ready.examples),
        undesirable=sum(not example.label for example in ready.examples),
        left_out=ready.left_out,
        steps=trainer.state.global_step,
        losses={entry["step"]: float(entry["loss"]) for entry in trainer.state.log_history if "loss" in entry},
        validation_loss=float(trainer.evaluate()["eval_loss"]) if ready.validation else None,
        device=device(),
        versions={name: version(name) for name in LIBRARIES},
        minutes=round(seconds / 60, 2),
    )


def _be_quiet() -> None:
    """What these libraries have to say is of no use to who tunes: the progress and the card say what counts."""
    warnings.filterwarnings("ignore")
    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()
    datasets.disable_progress_bars()


def _fitting(examples: Sequence[Example], tokenizer: Any, job: TuneJob) -> tuple[Example, ...]:
    """Those that are short enough: cut ones would teach to stop in mid-sentence. Raises TuningError."""
    short = tuple(example for example in examples if _tokens(example, tokenizer, job.base) <= job.longest_tokens)
    if not short:
        raise TuningError(f"No example of {job.train} fits into {job.longest_tokens} tokens; raise longest_tokens.")
    return fit_for(job.method, short, job.train)


def _tokens(example: Example, tokenizer: Any, base: str) -> int:
    messages = [message.model_dump() for message in example.prompt]
    messages.append({"role": "assistant", "content": example.answer})
    return len(tokenizer.apply_chat_template(messages, return_dict=False, **template_fields(base)))


def _validation(job: TuneJob, tokenizer: Any) -> tuple[Example, ...]:
    if job.validation is None:
        return ()
    return _fitting(_read(job.validation, job), tokenizer, job)[:VALIDATION_EXAMPLES]


def _read(path: Path, job: TuneJob) -> tuple[Example, ...]:
    """What is learned from of a file, as the base will be asked. Raises TuningError."""
    return as_asked(fit_for(job.method, read_examples(path, job.agent), path), job.base)


def _save(model: Any, job: TuneJob) -> None:
    """PEFT's two files, each the same for the same training: the weights in float32, the settings sorted."""
    weights = {
        name: tensor.detach().to("cpu", torch.float32).contiguous()
        for name, tensor in get_peft_model_state_dict(model).items()
    }
    new = job.out / f"{WEIGHTS}.new"
    new.write_bytes(save(weights, metadata={"format": "pt"}))  # its own way to a file lets only the owner read it
    new.replace(job.out / WEIGHTS)
    settings = model.peft_config["default"].to_dict() | {"base_model_name_or_path": job.base, "inference_mode": True}
    new = job.out / f"{CONFIG}.new"
    new.write_text(json.dumps(settings, indent=2, sort_keys=True, default=_listed) + "\n", encoding="utf-8")
    new.replace(job.out / CONFIG)


def _listed(value: object) -> object:
    return sorted(value) if isinstance(value, set) else str(value)
