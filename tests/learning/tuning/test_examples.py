"""What is trained on is read from each of the dataset's forms, and refused where nothing can be learned from it."""

from pathlib import Path

import pytest

from learning.dataset.record import Record
from learning.tuning.errors import TuningError
from learning.tuning.examples import (
    Example,
    as_asked,
    digest,
    fit_for,
    kto_weights,
    read_examples,
    template_fields,
)
from tests.learning.tuning.tiny import chat_lines, write_lines
from tests.learning.tuning.tuned import PAIRS, kto_lines

CHATS = chat_lines(PAIRS[:4])


def record(number: int, agent: str = "coach", label: bool = True) -> object:
    made = Record(
        id=str(number), agent=agent, system="S", input="in", output="out", label=label, source="own", licence="own"
    )
    return made.model_dump(mode="json")


def test_records_are_those_of_the_agent(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "train.jsonl", [record(1), record(2, "planner"), record(3, label=False)])
    assert len(read_examples(path)) == 3
    mine = read_examples(path, "coach")
    assert [(one.answer, one.label) for one in mine] == [("out", True), ("out", False)]
    assert [message.role for message in mine[0].prompt] == ["system", "user"]


def test_chat_and_kto_lines_hold_the_same_conversations(tmp_path: Path) -> None:
    chats = read_examples(write_lines(tmp_path / "a.jsonl", CHATS))
    votes = read_examples(write_lines(tmp_path / "b.jsonl", kto_lines(CHATS)))
    assert [(one.prompt, one.answer) for one in chats] == [(one.prompt, one.answer) for one in votes]
    assert [one.label for one in votes] == [True, False, True, False]
    assert chats[0].answer == PAIRS[0][1]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "no JSON"),
        ("[]", "no JSON object"),
        ('{"messages": [{"role": "user", "content": "a"}]}', "messages"),
        ('{"messages": [{"role": "system", "content": "a"}, {"role": "user", "content": "a"}]}', "not the assistant's"),
        ('{"prompt": [{"role": "user", "content": "a"}], "completion": [{"role": "user", "content": "a"}], "label": 1}',
         "label|completion"),
        ('{"id": "1"}', "agent"),
    ],
)  # fmt: skip
def test_a_bad_line_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text("\n" + line + "\n")
    with pytest.raises(TuningError, match=rf"train\.jsonl, line 2: .*({said})"):
        read_examples(path)


def test_lines_that_name_no_agent_are_not_taken_for_one(tmp_path: Path) -> None:
    with pytest.raises(TuningError, match="line 1: a line without an agent"):
        read_examples(write_lines(tmp_path / "a.jsonl", CHATS), "coach")


def test_sft_learns_from_the_desirable_alone_and_kto_wants_both() -> None:
    liked, not_liked = (Example(prompt=(), answer="a", label=label) for label in (True, False))
    path = Path("train.jsonl")
    assert fit_for("sft", [liked, not_liked], path) == (liked,)
    assert fit_for("kto", [liked, not_liked], path) == (liked, not_liked)
    for one_kind in ([liked], [not_liked], []):
        with pytest.raises(TuningError, match="KTO needs both"):
            fit_for("kto", one_kind, path)
    with pytest.raises(TuningError, match="no desirable"):
        fit_for("sft", [not_liked], path)


@pytest.mark.parametrize(
    ("base", "system", "template"),
    [
        ("nvidia/NVIDIA-Nemotron-Nano-9B-v2", "S\n/no_think", {}),
        ("nvidia/Llama-3.1-Nemotron-Nano-8B-v1", "S\ndetailed thinking off", {}),
        ("nvidia/nemotron-3-nano", "S", {"enable_thinking": False}),
        ("HuggingFaceTB/SmolLM2-135M-Instruct", "S", {}),
    ],
)
def test_a_base_is_trained_on_the_words_that_the_agents_send_it(
    base: str, system: str, template: dict[str, object], tmp_path: Path
) -> None:
    (read,) = as_asked(read_examples(write_lines(tmp_path / "train.jsonl", [record(1)])), base)
    assert [message.content for message in read.prompt] == [system, "in"]
    assert template_fields(base) == template


@pytest.mark.parametrize(("desirable", "undesirable"), [(10, 10), (10, 90), (90, 10), (12, 10), (1, 1000)])
def test_what_kto_weighs_keeps_the_kinds_in_balance(desirable: int, undesirable: int) -> None:
    examples = [Example(prompt=(), answer="a", label=label) for label in [True] * desirable + [False] * undesirable]
    up, down = kto_weights(examples)
    assert 0.999 <= up * desirable / (down * undesirable) <= 4 / 3 + 0.001
    assert min(up, down) == 1


def test_the_digest_is_of_the_contents_and_of_which_file_holds_them(tmp_path: Path) -> None:
    one, two = write_lines(tmp_path / "a", [1]), write_lines(tmp_path / "b", [2])
    same = write_lines(tmp_path / "c", [1])
    assert digest(one, two) == digest(same, two)
    assert len({digest(one, two), digest(two, one), digest(one, None), digest(None, one)}) == 4
