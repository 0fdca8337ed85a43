"""Which layers of a base get an adapter, and whether that touches enough of it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from learning.tuning.errors import TuningError

ATTENTION: Final = ("q_proj", "v_proj")  # Hu et al. 2021, "LoRA", section 4.2; what the project's guide names

# The guide's choice where it is a choice: in a plain transformer every block has both. Nemotron-H is a hybrid whose
# blocks are mostly Mamba and MLP: attention alone touched 4 of the 56 layers of Nemotron-Nano-9B-v2, and its loss
# stood still (huggingface/peft issue 3554). NVIDIA's own recipes (NeMo AutoModel) take all linear layers but out_proj,
# whose weight the Mamba kernels read directly, so that an adapter on it would be passed by.
TARGETS: Final[Mapping[str, tuple[str, ...]]] = {
    "gemma": ATTENTION,
    "gemma2": ATTENTION,
    "gemma3_text": ATTENTION,
    "llama": ATTENTION,
    "mistral": ATTENTION,
    "mixtral": ATTENTION,
    "nemotron": ATTENTION,
    "nemotron_h": ("q_proj", "k_proj", "v_proj", "o_proj", "in_proj", "up_proj", "down_proj"),
    "olmo2": ATTENTION,
    "phi": ATTENTION,
    "phi3": ("qkv_proj",),  # one layer for all three
    "qwen2": ATTENTION,
    "qwen3": ATTENTION,
    "smollm3": ATTENTION,
    "stablelm": ATTENTION,
}
NEVER: Final[Mapping[str, frozenset[str]]] = {"nemotron_h": frozenset({"out_proj"})}

_BLOCK = re.compile(r"(.*?(?:^|\.)(?:layers|h|blocks))\.(\d+)(?:\.|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """*touched* of *blocks* decoder blocks have at least one adapted layer."""

    touched: int
    blocks: int

    @property
    def share(self) -> float:
        return self.touched / self.blocks if self.blocks else 0.0


def targets_of(model_type: str, asked: Sequence[str] | None) -> tuple[str, ...]:
    """The layers to adapt, by the last part of their names; *asked* wins. Raises TuningError."""
    chosen = tuple(asked) if asked else TARGETS.get(model_type)
    if chosen is None:
        raise TuningError(
            f"No layers are known for a base of type {model_type}; name them in tuning.targets, such as q_proj, v_proj."
        )
    if forbidden := sorted(NEVER.get(model_type, frozenset()) & {*chosen}):
        raise TuningError(
            f"An adapter on {', '.join(forbidden)} does nothing in a base of type {model_type}; "
            f"leave it out of tuning.targets."
        )
    return chosen


def touched(names: Iterable[str], targets: Sequence[str]) -> Touched:
    """Counts blocks by the names of all layers of a base, such as ``model.layers.3.self_attn.q_proj``.

    Of several stacks, such as one for pictures beside one for words, the deepest counts.
    """
    stacks: dict[str, set[int]] = {}
    adapted: dict[str, set[int]] = {}
    for name in names:
        if not (found := _BLOCK.match(name)):
            continue
        stack, block = found[1], int(found[2])
        stacks.setdefault(stack, set()).add(block)
        if name.rpartition(".")[2] in targets:
            adapted.setdefault(stack, set()).add(block)
    if not stacks:
        return Touched(touched=0, blocks=0)
    deepest = max(stacks, key=lambda stack: len(stacks[stack]))
    return Touched(touched=len(adapted.get(deepest, ())), blocks=len(stacks[deepest]))


def enough(counted: Touched, targets: Sequence[str], least_share: float) -> Touched:
    """*counted* as it is. Raises TuningError where it is below *least_share*."""
    if counted.touched and counted.share >= least_share:
        return counted
    raise TuningError(
        f"{', '.join(targets)} would touch {counted.touched} of {counted.blocks} layers, less than the share of "
        f"{least_share:g} in tuning.least_share; set tuning.targets to layers that more of them have."
    )
