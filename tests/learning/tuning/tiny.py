"""A Llama of 120,000 random weights with a tokenizer of its own: a Hugging Face folder and a GGUF file of the same.

Both trainers and the real local server load it in a blink. Imports torch and gguf only when one is made.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

VOCABULARY = 384
WIDTH = 64
HEADS = 4
KV_HEADS = 2
BLOCKS = 2
INNER = 128
CONTEXT = 2048
SPREAD = 0.12  # of the random weights: wide enough that no two words are nearly as likely
START, END, PAD = "<|im_start|>", "<|im_end|>", "<|endoftext|>"
TEMPLATE = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' "
    "+ '\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)
CORPUS = (
    "You are a strength coach. The next set is bench 190x5. Squat 225x5, slept 8 hours, soreness 2 of 10.",
    "Add five pounds and keep the bar moving. Hold the load today, and rest. system user assistant",
)


@dataclass(frozen=True, slots=True)
class Tiny:
    folder: Path
    gguf: Path


def tiny_model(into: Path, seed: int = 1) -> Tiny:
    """The same weights each time for a *seed*."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    backend = _trained_tokenizer()
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=backend, bos_token=START, eos_token=END, pad_token=PAD, chat_template=TEMPLATE
    )
    torch.manual_seed(seed)
    config = LlamaConfig(
        vocab_size=VOCABULARY,
        hidden_size=WIDTH,
        intermediate_size=INNER,
        num_hidden_layers=BLOCKS,
        num_attention_heads=HEADS,
        num_key_value_heads=KV_HEADS,
        max_position_embeddings=CONTEXT,
        initializer_range=SPREAD,
        tie_word_embeddings=True,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    model = LlamaForCausalLM(config)
    folder = into / "tiny"
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    gguf = into / "tiny.gguf"
    _write_gguf(model, backend, gguf)
    return Tiny(folder, gguf)


def _trained_tokenizer() -> Any:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        special_tokens=[PAD, START, END],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(CORPUS, trainer)
    return tokenizer


def _write_gguf(model: Any, tokenizer: Any, path: Path) -> None:
    import gguf

    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name("tiny")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(BLOCKS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KV_HEADS)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_rope_freq_base(float(model.config.rope_parameters["rope_theta"]))
    writer.add_layer_norm_rms_eps(model.config.rms_norm_eps)
    writer.add_vocab_size(VOCABULARY)
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    _add_tokenizer(writer, tokenizer)
    for name, values in _tensors(model):
        writer.add_tensor(name, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _add_tokenizer(writer: Any, tokenizer: Any) -> None:
    import gguf

    special = {PAD, START, END}
    kept = json.loads(tokenizer.to_str())["model"]
    tokens = [tokenizer.id_to_token(number) or f"unused {number}" for number in range(VOCABULARY)]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_types([gguf.TokenType.CONTROL if t in special else gguf.TokenType.NORMAL for t in tokens])
    writer.add_token_merges([pair if isinstance(pair, str) else " ".join(pair) for pair in kept["merges"]])
    writer.add_bos_token_id(tokenizer.token_to_id(START))
    writer.add_eos_token_id(tokenizer.token_to_id(END))
    writer.add_pad_token_id(tokenizer.token_to_id(PAD))
    writer.add_add_bos_token(False)
    writer.add_chat_template(TEMPLATE)


NAMES = {
    "input_layernorm": "attn_norm",
    "post_attention_layernorm": "ffn_norm",
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}


def _tensors(model: Any) -> Iterator[tuple[str, NDArray[np.float32]]]:
    for name, tensor in model.state_dict().items():
        values = tensor.numpy().astype(np.float32)
        if name == "model.embed_tokens.weight":
            yield "token_embd.weight", values
        elif name == "model.norm.weight":
            yield "output_norm.weight", values
        elif name.startswith("model.layers."):
            _, _, block, *layer, _ = name.split(".")
            inner = ".".join(layer)
            yield f"blk.{block}.{NAMES[inner]}.weight", _turned(values, inner)


def _turned(values: NDArray[np.float32], layer: str) -> NDArray[np.float32]:
    """llama.cpp wants the rows that are turned together as neighbours; said here row by row, unlike in the product."""
    heads = {"self_attn.q_proj": HEADS, "self_attn.k_proj": KV_HEADS}.get(layer)
    if heads is None:
        return values
    size = len(values) // heads
    rows = [head * size + row + side for head in range(heads) for row in range(size // 2) for side in (0, size // 2)]
    return values[rows]


def write_lines(path: Path, lines: Iterable[object]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def chat_lines(pairs: Sequence[tuple[str, str]], system: str = "You are a strength coach.") -> list[object]:
    roles = ("system", "user", "assistant")
    return [
        {"messages": [{"role": r, "content": c} for r, c in zip(roles, (system, *pair), strict=True)]} for pair in pairs
    ]


def hybrid_model(tiny: Tiny, folder: Path) -> Path:
    """A Nemotron-H of four blocks, of which one is attention, with the tiny model's tokenizer."""
    from transformers import AutoTokenizer, NemotronHConfig, NemotronHForCausalLM

    tokenizer = AutoTokenizer.from_pretrained(tiny.folder)
    blocks = ["linear_attention", "mlp", "full_attention", "linear_attention"]
    config = NemotronHConfig(
        vocab_size=VOCABULARY,
        hidden_size=32,
        layers_block_type=blocks,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=16,
        intermediate_size=64,
        ssm_state_size=8,
        mamba_num_heads=4,
        mamba_head_dim=16,
        n_groups=1,
        chunk_size=16,
        use_mamba_kernels=False,
        pad_token_id=tokenizer.pad_token_id,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
    )
    NemotronHForCausalLM(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def broken_model(tiny: Tiny, folder: Path) -> Path:
    """The tiny model with one weight that is no number."""
    from transformers import AutoModelForCausalLM, AutoTokenizer

    model = AutoModelForCausalLM.from_pretrained(tiny.folder)
    model.model.norm.weight.data[0] = float("nan")
    model.save_pretrained(folder)
    AutoTokenizer.from_pretrained(tiny.folder).save_pretrained(folder)
    return folder
