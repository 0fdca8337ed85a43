"""A LoRA adapter of a Llama as a GGUF file that llama.cpp loads."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import gguf
import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from learning.tuning.card import Architecture
from learning.tuning.errors import TuningError

# The type of a base in its config.json, and what GGUF calls it. llama.cpp computes these with its own order of the
# rows of q and k; other architectures have orders and names of their own.
ARCHITECTURES: Final[Mapping[str, str]] = {"llama": "llama"}
# The names of a Llama's layers here and in GGUF. Source: ggml's GGUF specification, "Standardized tensor names".
LAYERS: Final[Mapping[str, str]] = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
# What changes how an adapter is applied, with the value under which llama.cpp's way is right.
PLAIN: Final[Mapping[str, object]] = {
    "peft_type": "LORA",
    "use_dora": False,
    "use_rslora": False,
    "bias": "none",
    "modules_to_save": None,
    "rank_pattern": {},
    "alpha_pattern": {},
    "fan_in_fan_out": False,
}

_NAME = re.compile(r"base_model\.model\.model\.layers\.(\d+)\.([a-z_]+\.[a-z_]+)\.lora_([AB])\.weight")

Matrix = NDArray[np.float32]


def write_adapter(settings: Mapping[str, Any], weights: Path, architecture: Architecture, to: Path) -> None:
    """Writes *weights*, as PEFT saved them with *settings*. Raises TuningError for what llama.cpp would get wrong."""
    name = ARCHITECTURES.get(architecture.model_type)
    if name is None:
        raise TuningError(
            f"An adapter of a {architecture.model_type} cannot be written as GGUF; serve its folder with NIM or vLLM."
        )
    for setting, plain in PLAIN.items():
        if settings.get(setting, plain) != plain:
            raise TuningError(f"llama.cpp cannot apply an adapter with {setting}; tune it without.")
    writer = gguf.GGUFWriter(to, name)
    try:
        writer.add_type(gguf.GGUFType.ADAPTER)
        writer.add_string(gguf.Keys.Adapter.TYPE, "lora")
        writer.add_float32(gguf.Keys.Adapter.LORA_ALPHA, float(settings["lora_alpha"]))
        for tensor, values in _tensors(load_file(weights), architecture):
            writer.add_tensor(tensor, values)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
    finally:
        writer.close()


def _tensors(weights: Mapping[str, Any], architecture: Architecture) -> Iterator[tuple[str, Matrix]]:
    for name in sorted(weights):
        found = _NAME.fullmatch(name)
        if not found or found[2] not in LAYERS:
            raise TuningError(f"An adapter on {name} cannot be written as GGUF; set tuning.targets to other layers.")
        block, layer, side = found.groups()
        values = np.ascontiguousarray(weights[name], dtype=np.float32)
        if side == "B":
            values = _in_order(values, layer, architecture)
        yield f"blk.{block}.{LAYERS[layer]}.weight.lora_{side.lower()}", values


def _in_order(rows: Matrix, layer: str, architecture: Architecture) -> Matrix:
    """The rows that come out of q and k as llama.cpp turns them.

    Rotary embedding turns pairs of a head's rows. Hugging Face pairs row i with row i + half, llama.cpp neighbours.
    """
    heads = {"self_attn.q_proj": architecture.heads, "self_attn.k_proj": architecture.kv_heads}.get(layer)
    return rows if heads is None else interleaved(rows, heads)


def interleaved(rows: Matrix, heads: int) -> Matrix:
    """For each of *heads*: row 0, row half, row 1, row half + 1, ..."""
    halves = rows.reshape(heads, 2, rows.shape[0] // heads // 2, *rows.shape[1:])
    return np.ascontiguousarray(halves.swapaxes(1, 2).reshape(rows.shape))
