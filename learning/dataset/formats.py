"""Records as others read them: the guide's array, chat and KTO lines of TRL and NIM, and pairs for NeMo's DPO."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from learning.dataset.duplicates import normalised
from learning.dataset.record import Record

Message = dict[str, str]


def has_both(records: Iterable[Record]) -> bool:
    """Whether there are desirable and undesirable ones, as KTO needs them."""
    return {record.label for record in records} == {True, False}


def guide_text(records: Sequence[Record]) -> str:
    """A JSON array of the desirable ones: ``input``, ``output`` and ``metadata``."""
    return json.dumps([_guide(record) for record in records if record.label], ensure_ascii=False, indent=1) + "\n"


def _guide(record: Record) -> dict[str, object]:
    metadata = record.model_dump(
        mode="json", include={"category", "experience", "agent", "style", "outcome", "source", "licence"}
    )
    return {"input": record.input, "output": record.output, "metadata": metadata}


def chat_text(records: Sequence[Record]) -> str:
    """A conversation a line, of the desirable ones: ``{"messages": [...]}``."""
    return _lines({"messages": [*_prompt(record), _answer(record)]} for record in records if record.label)


def kto_text(records: Sequence[Record]) -> str:
    """``{"prompt": [...], "completion": [...], "label": true}`` a line; none unless there are both labels."""
    if not has_both(records):
        return ""
    return _lines(
        {"prompt": _prompt(record), "completion": [_answer(record)], "label": record.label} for record in records
    )


def dpo_text(records: Sequence[Record]) -> str:
    """``{"prompt", "chosen_response", "rejected_response"}`` a line, where one prompt got both votes."""
    found: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
    for record in records:
        found[record.agent, record.system, normalised(record.input)].append(record)
    return _lines(pair for same in found.values() for pair in _pairs(same))


def _pairs(same: Sequence[Record]) -> Iterator[dict[str, str]]:
    chosen = [record for record in same if record.label]
    rejected = [record for record in same if not record.label]
    for one, other in product(chosen, rejected):
        prompt = "\n\n".join(filter(None, (one.system, one.input)))
        yield {"prompt": prompt, "chosen_response": one.output, "rejected_response": other.output}


def _prompt(record: Record) -> list[Message]:
    system = [{"role": "system", "content": record.system}] if record.system else []
    return [*system, {"role": "user", "content": record.input}]


def _answer(record: Record) -> Message:
    return {"role": "assistant", "content": record.output}


def _lines(values: Iterable[Mapping[str, object]]) -> str:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)


FORMATS: Final[Mapping[str, Callable[[Sequence[Record]], str]]] = {
    "guide.json": guide_text,
    "chat.jsonl": chat_text,
    "kto.jsonl": kto_text,
    "dpo.jsonl": dpo_text,
}
"""By the end of a file's name. One whose text is empty is not written."""
