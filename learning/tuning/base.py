"""The model under an adapter: a folder, a name on the hub, or a GGUF file that is unpacked once and kept.

Imports torch, so nothing but a tuning may import it.
"""

import hashlib
import shutil
from pathlib import Path
from typing import Any, Final

import torch
from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer

from learning.tuning.card import Architecture
from learning.tuning.errors import TuningError
from learning.tuning.smollm2 import SMOLLM2, smollm2

CHUNK_BYTES: Final = 1 << 20
HALF_ON_A_PROCESSOR: Final = ("avx512_bf16", "amx_bf16")


def device() -> str:
    """ "cuda" or "cpu"."""
    return "cuda" if torch.cuda.is_available() else "cpu"


def is_half() -> bool:
    """Whether the machine multiplies in bfloat16 itself. A step on a processor that does takes less time for it."""
    if device() == "cuda":
        return bool(torch.cuda.is_bf16_supported())
    known = torch.cpu.get_capabilities()
    return any(known.get(name) for name in HALF_ON_A_PROCESSOR)


def folder_of(base: str, bases: Path) -> str:
    """Where *base* can be loaded from: a folder, or the name as it is, for the hub. A GGUF file is unpacked to *bases*.

    Raises TuningError.
    """
    if base == SMOLLM2:
        return str(_unpacked(smollm2(), bases))
    if Path(base).suffix == ".gguf":
        return str(_unpacked(Path(base), bases))
    return base


def loaded(place: str, base: str) -> tuple[Any, Any]:
    """The model, in float32 or, where the machine knows it, bfloat16; and its tokenizer. Raises TuningError."""
    try:
        tokenizer = AutoTokenizer.from_pretrained(place)
        model = AutoModelForCausalLM.from_pretrained(place, dtype=torch.bfloat16 if is_half() else torch.float32)
    except (OSError, ValueError, KeyError) as error:
        raise TuningError(
            f"The base {base} cannot be loaded ({_line(error)}); "
            f"set tuning.base to a folder of weights, a hub name that can be reached, or a GGUF file."
        ) from error
    if not tokenizer.chat_template:
        raise TuningError(f"The base {base} has no chat template; take an instruction-tuned one for tuning.base.")
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    return model, tokenizer


def architecture_of(model: Any) -> Architecture:
    config = model.config.get_text_config()
    heads = int(config.num_attention_heads)
    kv_heads = int(getattr(config, "num_key_value_heads", None) or heads)
    return Architecture(model_type=str(config.model_type), heads=heads, kv_heads=kv_heads)


def _unpacked(gguf: Path, bases: Path) -> Path:
    """A folder with the weights of *gguf*, named by their digest; made once, whole or not at all."""
    try:
        folder = bases / f"{gguf.stem}-{_digest(gguf)[:12]}"
    except OSError as error:
        raise TuningError(
            f"The base {gguf} cannot be read: {error.strerror}; name a GGUF file that is there."
        ) from error
    if folder.exists():
        return folder
    new = bases / f".{folder.name}.new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    _unpack(gguf, new)
    new.rename(folder)
    return folder


def _unpack(gguf: Path, folder: Path) -> None:
    place = {"pretrained_model_name_or_path": str(gguf.parent), "gguf_file": gguf.name}
    try:
        tokenizer = AutoTokenizer.from_pretrained(**place)
        model = AutoModelForCausalLM.from_pretrained(**place, dtype=torch.float32)
    except (OSError, ValueError, KeyError, NotImplementedError) as error:
        raise TuningError(f"The base {gguf} cannot be unpacked ({_line(error)}); give a folder of weights.") from error
    tokenizer.save_pretrained(folder)
    _unquantised(model).half().save_pretrained(folder)  # what was quantised loses nothing that counts in 16 bits


def _unquantised(model: Any) -> Any:
    """The same weights in a model that does not know that they were quantised, which would not be saved."""
    fields = model.config.to_dict()
    fields.pop("quantization_config", None)
    fresh = AutoModelForCausalLM.from_config(AutoConfig.for_model(**fields))
    fresh.load_state_dict(model.state_dict())
    if model.generation_config is not None:
        fresh.generation_config = model.generation_config
    return fresh


def _digest(path: Path) -> str:
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            whole.update(chunk)
    return whole.hexdigest()


def _line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".") or type(error).__name__
