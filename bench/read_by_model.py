"""A language model that reads messages of lifters by structured output: what a bot does that has no grammar."""

import json
from dataclasses import dataclass
from typing import Any, Final

from openai import OpenAI

from knowledge.exercise import Exercises
from knowledge.units import Unit

MOST_TOKENS: Final = 400
_MOST_SETS_IN_ANSWER: Final = 6  # a small model goes on for ever otherwise
_PROMPT: Final = """You read messages of lifters and answer with JSON.
sets: only sets that the writer did. Plans, questions, goals and other people's sets are none.
W x R is load x reps, W x R x S adds how many sets; beside a load 3x5 is sets x reps. @8 is RPE 8, @ 225 a load.
unit: as said, else {unit}. sleep_h: hours slept. soreness and energy: 0 to 10. What was not said is null.
intent: log, correction, pr_claim, question, pain, smalltalk or garbage.
exercises: {exercises}"""
_SHOWN: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    ("bench 185x5x3 @8 slept 6h", {"sets": [("bench_press", 185, 5, 3, 8)], "sleep_h": 6, "intent": "log"}),
    ("should i squat 225 today?", {"sets": [], "sleep_h": None, "intent": "question"}),
    ("sore 7, deadlift 3x5 315", {"sets": [("deadlift", 315, 5, 3, None)], "soreness": 7, "intent": "log"}),
)


@dataclass(frozen=True, slots=True)
class ModelReader:
    """Keeps its server alive as long as it lives."""

    name: str
    client: OpenAI
    exercises: Exercises
    server: object = None

    def read(self, text: str, unit: Unit) -> dict[str, Any]:
        """What the model says, in the schema of the labelled messages; nothing where it is no JSON."""
        answer = self.client.chat.completions.create(  # type: ignore[call-overload]
            model=self.name,
            messages=_messages(text, unit, self.exercises),
            response_format=_format(self.exercises),
            temperature=0,
            max_tokens=MOST_TOKENS,
        )
        try:
            return dict(json.loads(answer.choices[0].message.content or ""))
        except json.JSONDecodeError:
            return {"sets": []}


def at(url: str, name: str, exercises: Exercises) -> ModelReader:
    """The reader behind any OpenAI-compatible server; without a *name* its first model."""
    client = OpenAI(base_url=url, api_key="none")
    return ModelReader(name or next(iter(client.models.list())).id, client, exercises)


def local(exercises: Exercises) -> ModelReader:
    """SmolLM2 with 135 million parameters on one core of this machine."""
    from tests.servers.local_model import LocalModel

    server = LocalModel()
    client = OpenAI(base_url=f"{server.address}/v1", api_key="none", timeout=120)
    return ModelReader("smollm2", client, exercises, server)


def _messages(text: str, unit: Unit, exercises: Exercises) -> list[dict[str, str]]:
    said = [{"role": "system", "content": _PROMPT.format(unit=unit, exercises=", ".join(sorted(exercises)))}]
    for shown, answer in _SHOWN:
        sets = [dict(zip(("exercise", "weight", "reps", "sets", "rpe"), each, strict=True)) for each in answer["sets"]]
        for each in sets:
            each["unit"] = unit.value
        whole = {"sets": sets, "sleep_h": None, "soreness": None, "energy": None} | {**answer, "sets": sets}
        said += [{"role": "user", "content": shown}, {"role": "assistant", "content": json.dumps(whole)}]
    return [*said, {"role": "user", "content": text}]


def _format(exercises: Exercises) -> dict[str, Any]:
    number: dict[str, Any] = {"type": ["number", "null"]}
    one = {
        "exercise": {"type": ["string", "null"], "enum": [*sorted(exercises), None]},
        "weight": number,
        "reps": {"type": ["integer", "null"]},
        "sets": {"type": "integer"},
        "rpe": number,
        "unit": {"type": ["string", "null"], "enum": ["kg", "lb", None]},
    }
    whole = {
        "sets": {"type": "array", "items": _object(one), "maxItems": _MOST_SETS_IN_ANSWER},
        "sleep_h": number,
        "soreness": {"type": ["integer", "null"]},
        "energy": {"type": ["integer", "null"]},
        "intent": {"enum": ["log", "correction", "pr_claim", "question", "pain", "smalltalk", "garbage"]},
    }
    return {"type": "json_schema", "json_schema": {"name": "message", "strict": True, "schema": _object(whole)}}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}
