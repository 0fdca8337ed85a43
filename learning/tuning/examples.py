"""What is trained on, as conversations: read from records, chat lines or KTO lines."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agents.reasoning import without_reasoning
from learning.dataset.record import Record
from learning.tuning.errors import TuningError


class Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Literal["system", "user", "assistant"]
    content: str


class ChatLine(BaseModel):
    """A conversation whose last words are the assistant's."""

    model_config = ConfigDict(frozen=True, extra="ignore")  # formats carry more, such as where a line is from

    messages: tuple[Message, ...] = Field(min_length=2)


class KtoLine(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    prompt: tuple[Message, ...] = Field(min_length=1)
    completion: tuple[Message, ...] = Field(min_length=1, max_length=1)
    label: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """*answer* is what is learned after *prompt*; or unlearned, where *label* is False."""

    prompt: tuple[Message, ...]
    answer: str
    label: bool = True


CLASSES: Final = 2  # desirable and undesirable


def read_examples(path: Path, agent: str | None = None) -> tuple[Example, ...]:
    """All of a file, or those of *agent*. Raises TuningError, naming file and line."""
    try:
        with path.open("rb") as file:
            lines = [(number, line) for number, line in enumerate(file, 1) if line.strip()]
    except OSError as error:
        raise TuningError(f"{path} cannot be read: {error.strerror or error}; name a file of examples.") from error
    return tuple(_read(lines, path, agent))


def _read(lines: Iterable[tuple[int, bytes]], path: Path, agent: str | None) -> Iterator[Example]:
    for number, line in lines:
        place = f"{path}, line {number}"
        try:
            example = _example(line, agent)
        except ValueError as error:
            raise TuningError(f"{place}: {_reason(error)}.") from error
        if example:
            yield example


def _example(line: bytes, agent: str | None) -> Example | None:
    fields = json.loads(line)
    if not isinstance(fields, dict):
        raise ValueError("no JSON object")  # noqa: TRY004  one kind of failure for a bad line
    if "messages" not in fields and "prompt" not in fields:
        record = Record.model_validate_json(line)
        return _of_record(record) if agent in (None, record.agent) else None
    if agent is not None:
        raise ValueError(f"a line without an agent cannot be chosen for the {agent}; give the file of records")
    if "prompt" in fields:
        return _of_kto(KtoLine.model_validate_json(line))
    return _of_chat(ChatLine.model_validate_json(line))


def _of_record(record: Record) -> Example:
    system = (Message(role="system", content=record.system),) if record.system else ()
    prompt = (*system, Message(role="user", content=record.input))
    return Example(prompt=prompt, answer=record.output, label=record.label)


def _of_chat(line: ChatLine) -> Example:
    *prompt, last = line.messages
    if last.role != "assistant":
        raise ValueError("the last message is not the assistant's")
    return Example(prompt=tuple(prompt), answer=last.content)


def _of_kto(line: KtoLine) -> Example:
    if line.completion[0].role != "assistant":
        raise ValueError("the completion is not the assistant's")
    return Example(prompt=line.prompt, answer=line.completion[0].content, label=line.label)


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    if isinstance(error, json.JSONDecodeError):
        return "no JSON"
    return str(error).rstrip(".")


def fit_for(method: str, examples: Sequence[Example], path: Path) -> tuple[Example, ...]:
    """Those that *method* learns from: KTO from both kinds, SFT from the desirable alone. Raises TuningError."""
    if method == "kto":
        return _both_kinds(examples, path)
    desirable = tuple(example for example in examples if example.label)
    if not desirable:
        raise TuningError(f"{path} holds no desirable example for this; build a dataset that does.")
    return desirable


def _both_kinds(examples: Sequence[Example], path: Path) -> tuple[Example, ...]:
    # With one kind the trainer runs without complaint at a loss of 0.5 and learns nothing.
    if len({example.label for example in examples}) < CLASSES:
        kind = "desirable" if examples and examples[0].label else "undesirable"
        held = f"{kind} examples alone" if examples else "no example for this"
        raise TuningError(f"{path} holds {held}; KTO needs both kinds: collect votes of both, or tune by sft.")
    return tuple(examples)


def as_asked(examples: Sequence[Example], base: str) -> tuple[Example, ...]:
    """With the system words as the agents send them to *base*: a record lacks what switches its reasoning off."""
    return tuple(replace(one, prompt=tuple(_as_asked(said, base) for said in one.prompt)) for one in examples)


def _as_asked(message: Message, base: str) -> Message:
    if message.role != "system":
        return message
    return message.model_copy(update={"content": without_reasoning(base, message.content)[0]})


def template_fields(base: str) -> Mapping[str, object]:
    """What the agents ask the chat template of *base* for; mostly nothing."""
    fields = without_reasoning(base, "")[1].get("chat_template_kwargs", {})
    return fields if isinstance(fields, Mapping) else {}


def kto_weights(examples: Sequence[Example]) -> tuple[float, float]:
    """What desirable and undesirable examples weigh, so that weight times number stands between 1 and 4/3 to 1.

    Source: Ethayarajh et al. 2024, "KTO: Model Alignment as Prospect Theoretic Optimization", section 4.2.
    """
    desirable = sum(example.label for example in examples)
    ratio = desirable / (len(examples) - desirable)
    if ratio < 1:
        return round(1 / ratio, 4), 1.0
    return 1.0, round(max(1.0, ratio * 3 / 4), 4)


def digest(*paths: Path | None) -> str:
    """SHA-256 over the contents of the files, in their order."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(hashlib.sha256(path.read_bytes() if path else b"").digest())
    return whole.hexdigest()
