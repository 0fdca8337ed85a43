"""Questions and answers that a model finds in passages. What the passage does not literally support is dropped."""

import asyncio
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import islice
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from agents.answers import read_shape, schema_of
from agents.calls import Means, ask, judged
from agents.case import AgentSettings
from agents.number_words import in_digits
from agents.prompting import Prompts, quoted
from learning.sources.found import Passage, Tally
from learning.sources.passages import is_fit
from learning.sources.sentences import LONGEST_ANSWER, words_in
from learning.sources.tidy import plain

AGENT: Final = "source"
TIMEOUT_SECONDS: Final = 60.0
MOST_TOKENS: Final = 700
LEAST_SUPPORTED: Final = 0.8  # share of an answer's longer words that stand in the passage
LONGEST_HEADING: Final = 120  # characters of it that the model sees
LONGEST_PASSAGE: Final = 2000

SILENT: Final = "passages that the model gave no answer to"
INVALID: Final = "passages that the model answered in no shape of ours"
NOTHING: Final = "passages that answer no question"
UNSUPPORTED: Final = "answers of the model that the passage does not support"

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_SHORTEST_WORD: Final = 4  # letters; shorter words say little
_STEM: Final = 5  # letters that words of one family share

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_ANSWER)]


class FoundPair(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    question: Words
    answer: Words


class FoundPairs(BaseModel):
    """What the model may answer."""

    model_config = ConfigDict(extra="forbid", strict=True)
    pairs: list[FoundPair] = Field(max_length=3)


def source_prompts() -> Prompts:
    return Prompts({AGENT: (files("learning.sources") / "prompts" / f"{AGENT}.j2").read_text("utf-8")})


def source_settings(model: str) -> Mapping[str, AgentSettings]:
    return {AGENT: AgentSettings(model=model, temperature=0, timeout_seconds=TIMEOUT_SECONDS, max_tokens=MOST_TOKENS)}


def pairs_by_model(
    passages: Iterable[Passage], means: Means, runner: asyncio.Runner, at_once: int, tally: Tally
) -> Iterator[tuple[Passage, tuple[str, str]]]:
    """So many passages at a time, in their order. Every call is made on the loop of *runner*."""
    rest = iter(passages)
    while some := list(islice(rest, at_once)):
        for passage, found in zip(some, runner.run(_found_in(some, means)), strict=True):
            for pair in _supported(passage, found, tally):
                yield passage, pair


async def _found_in(passages: Sequence[Passage], means: Means) -> list[tuple[FoundPairs | None, str]]:
    return await asyncio.gather(*(_found(passage, means) for passage in passages))


async def _found(passage: Passage, means: Means) -> tuple[FoundPairs | None, str]:
    values = {
        "heading": quoted(passage.heading or "none", LONGEST_HEADING),
        "passage": quoted(passage.text, LONGEST_PASSAGE),
    }
    heard = await ask(means.request(AGENT, values, schema_of(FoundPairs)), means)
    found, _ = judged(heard, lambda text: read_shape(FoundPairs, text))
    return found, SILENT if heard.answer is None else INVALID


def _supported(passage: Passage, found: tuple[FoundPairs | None, str], tally: Tally) -> Iterator[tuple[str, str]]:
    pairs, why = found
    if pairs is None or not pairs.pairs:
        tally.leave_out(NOTHING if pairs else why)
        return
    for pair in pairs.pairs:
        question, answer = plain(pair.question), plain(pair.answer)
        if is_fit(question, answer) and is_supported(question, answer, passage):
            yield question, answer
        else:
            tally.leave_out(UNSUPPORTED)


def is_supported(question: str, answer: str, passage: Passage) -> bool:
    """Whether every number of both stands in the passage, and LEAST_SUPPORTED of the answer's words do.

    Words of four letters and more count; those that begin with the same five letters are one.
    """
    ground = f"{passage.heading} {passage.text}"
    if not _numbers(f"{question} {answer}") <= _numbers(ground):
        return False
    said, known = _stems(answer), set(_stems(ground))
    return bool(said) and sum(stem in known for stem in said) >= LEAST_SUPPORTED * len(said)


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(in_digits(text.casefold())))


def _stems(text: str) -> list[str]:
    return [word[:_STEM] for word in words_in(text) if len(word) >= _SHORTEST_WORD and not word.isdigit()]
