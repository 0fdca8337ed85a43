"""The same on real weights: SmolLM2, unpacked from its GGUF file, with an adapter of chance."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from learning.tuning import exported_gguf
from learning.tuning.card import Architecture, write_card
from tests.learning.tuning.test_export import CARD
from tests.learning.tuning.tuned import post
from tests.servers.local_model import LocalModel

pytestmark = [
    pytest.mark.model,
    pytest.mark.tune,
    pytest.mark.timeout(300),
    pytest.mark.filterwarnings("ignore"),
]

ASKED = [{"role": "user", "content": "Bench 185x5 felt easy after 8 hours of sleep. What is my next set?"}]
LIKELY = 200  # next tokens that are compared


def test_an_adapter_moves_the_served_model_as_it_moves_the_unpacked_one(tmp_path: Path) -> None:
    import torch
    from peft import LoraConfig, get_peft_model

    from learning.tuning.base import SMOLLM2, architecture_of, folder_of, loaded

    torch.manual_seed(1)
    model, tokenizer = loaded(folder_of(SMOLLM2, tmp_path / "bases"), SMOLLM2)
    architecture = architecture_of(model)
    assert architecture == Architecture(model_type="llama", heads=9, kv_heads=3)
    lora = LoraConfig(r=16, lora_alpha=32, target_modules=["q_proj", "k_proj", "v_proj"], init_lora_weights=False)
    adapted = get_peft_model(model, lora).eval()
    adapted.save_pretrained(tmp_path)
    write_card(CARD.model_copy(update={"architecture": architecture}), tmp_path)
    server = LocalModel(adapters=[exported_gguf(tmp_path, tmp_path / "chance.gguf")])

    prompt = post(server.address, "/apply-template", {"messages": ASKED})["prompt"]
    tokens = post(server.address, "/tokenize", {"content": prompt, "add_special": False, "parse_special": True})
    assert tokens["tokens"] == tokenizer.apply_chat_template(ASKED, add_generation_prompt=True, return_dict=False)

    plain, moved = (_served(server.address, tokens["tokens"], scale) for scale in (0, 1))
    both = sorted(plain.keys() & moved.keys())
    assert len(both) > LIKELY / 10
    there = np.array([moved[token] - plain[token] for token in both])
    with torch.no_grad():
        ids = torch.tensor([tokens["tokens"]])
        on = torch.log_softmax(adapted(ids).logits[0, -1], -1)
        with adapted.disable_adapter():
            off = torch.log_softmax(adapted(ids).logits[0, -1], -1)
    here = np.array([float(on[token] - off[token]) for token in both])
    # The server multiplies in 4 and 8 bits where torch has 32, so the two agree in what moves, and only nearly how far.
    assert np.abs(here).mean() > 0.5
    assert np.corrcoef(here, there)[0, 1] > 0.95


def _served(address: str, prompt: list[int], scale: int) -> dict[int, float]:
    body: dict[str, Any] = {"prompt": prompt, "n_predict": 1, "n_probs": LIKELY, "temperature": 0}
    body |= {"lora": [{"id": 0, "scale": scale}], "cache_prompt": False}
    (first,) = post(address, "/completion", body)["completion_probabilities"]
    return {token["id"]: token["logprob"] for token in first["top_logprobs"]}
