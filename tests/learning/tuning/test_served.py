"""An adapter in the real local server says what it says in torch, and the server of the agents' client finds it."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from agents.model import Answer, ModelUnavailable, Request
from agents.nim import NimModel
from learning.tuning import TuneJob, TuningError, exported_gguf
from learning.tuning.card import read_card, write_card
from tests.learning.tuning.tiny import Tiny, chat_lines, write_lines
from tests.learning.tuning.tuned import PAIRS, post, run
from tests.servers.local_model import LocalModel

pytestmark = [pytest.mark.tune, pytest.mark.timeout(300), pytest.mark.filterwarnings("ignore")]

EVERY = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
ASKED = [
    {"role": "system", "content": "You are a strength coach."},
    {"role": "user", "content": "Bench 145x5, slept 8 h"},
]
CLOSE = 0.02  # of log-probabilities: the server keeps its attention's memory in 16 bits


@pytest.fixture(scope="module")
def tuned(tiny: Tiny, tmp_path_factory: pytest.TempPathFactory) -> TuneJob:
    """An adapter on every kind of layer that there is a name for."""
    here = tmp_path_factory.mktemp("tuned")
    train = write_lines(here / "train.jsonl", chat_lines(PAIRS))
    job = TuneJob(base=str(tiny.folder), train=train, out=here / "coach-1", steps=60, learning_rate=2e-2, targets=EVERY)
    code, _, told = run(job, here / "job.json")
    assert code == 0, told
    return job


@pytest.fixture(scope="module")
def server(tiny: Tiny, tuned: TuneJob) -> LocalModel:
    return LocalModel(tiny.gguf, [exported_gguf(tuned.out, tuned.out.parent / "coach-1.gguf")])


def in_torch(job: TuneJob, with_adapter: bool, prompt: Sequence[int]) -> dict[int, float]:
    """The log-probabilities of the next token."""
    import torch
    from peft import PeftModel
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_pretrained(job.base, dtype=torch.float32)
    if with_adapter:
        model = PeftModel.from_pretrained(model, job.out)
    with torch.no_grad():
        logits = model.eval()(torch.tensor([list(prompt)])).logits[0, -1]
    return dict(enumerate(torch.log_softmax(logits.double(), -1).tolist()))


def in_server(address: str, with_adapter: bool, prompt: Sequence[int]) -> dict[int, float]:
    body: dict[str, Any] = {"prompt": list(prompt), "n_predict": 1, "n_probs": 20, "temperature": 0}
    body |= {"lora": [{"id": 0, "scale": int(with_adapter)}], "cache_prompt": False}
    (first,) = post(address, "/completion", body)["completion_probabilities"]
    return {token["id"]: token["logprob"] for token in first["top_logprobs"]}


def tokens_of(job: TuneJob, messages: Sequence[dict[str, str]]) -> list[int]:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(job.base)
    return list(tokenizer.apply_chat_template(list(messages), add_generation_prompt=True, return_dict=False))


def test_the_server_reads_the_same_tokens(tuned: TuneJob, server: LocalModel) -> None:
    prompt = post(server.address, "/apply-template", {"messages": ASKED})["prompt"]
    body = {"content": prompt, "add_special": False, "parse_special": True}
    assert post(server.address, "/tokenize", body)["tokens"] == tokens_of(tuned, ASKED)


def test_it_weighs_the_next_word_as_torch_does_with_the_adapter_and_without(tuned: TuneJob, server: LocalModel) -> None:
    prompt = tokens_of(tuned, ASKED)
    told = {}
    for with_adapter in (False, True):
        here = in_torch(tuned, with_adapter, prompt)
        there = told[with_adapter] = in_server(server.address, with_adapter, prompt)
        assert max(there, key=there.__getitem__) == max(here, key=here.__getitem__)
        likely = [token for token in there if there[token] > -8]
        assert likely
        assert all(abs(here[token] - there[token]) < CLOSE for token in likely)
    off, on = (max(told[each], key=told[each].__getitem__) for each in (False, True))
    assert off != on, "the adapter changes what is said"


def test_the_agents_client_asks_it_by_name_and_hears_what_was_taught(tuned: TuneJob, server: LocalModel) -> None:
    said = asyncio.run(_said(server.address, "coach-1"))
    assert said.startswith("Hold 1")
    assert said.endswith(" and rest.")
    with pytest.raises(ModelUnavailable, match="did not fit"):  # what was taught nothing comes to no end
        asyncio.run(_said(server.address, None))


async def _said(address: str, adapter: str | None) -> str:
    clock = asyncio.get_running_loop().time
    model = NimModel(f"{address}/v1", "", clock=clock, sleep=asyncio.sleep, jitter=lambda: 0.5)
    system, user = (message["content"] for message in ASKED)
    request = Request(
        agent="coach", model="smollm2", system=system, user=user, temperature=0, max_tokens=20, timeout_seconds=30,
        adapter=adapter,
    )  # fmt: skip
    try:
        await model.look()  # as the bot does at its start
        async with aclosing(model.stream(request)) as pieces:
            answers = [piece async for piece in pieces if isinstance(piece, Answer)]
    finally:
        await model.close()
    return answers[-1].text


def test_what_llama_cpp_would_get_wrong_is_not_written(tuned: TuneJob, tmp_path: Path) -> None:
    card = read_card(tuned.out)
    foreign = card.model_copy(
        update={"architecture": card.architecture.model_copy(update={"model_type": "nemotron_h"})}
    )
    for file in tuned.out.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    write_card(foreign, tmp_path)
    with pytest.raises(TuningError, match="nemotron_h cannot be written as GGUF"):
        exported_gguf(tmp_path, tmp_path / "a.gguf")
    write_card(card, tmp_path)
    settings = tmp_path / "adapter_config.json"
    settings.write_text(settings.read_text().replace('"use_dora": false', '"use_dora": true'))
    with pytest.raises(TuningError, match="use_dora"):
        exported_gguf(tmp_path, tmp_path / "a.gguf")
    assert not list(tmp_path.glob("*a.gguf*"))
