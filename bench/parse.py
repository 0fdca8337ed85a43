"""How fast messages are read, and how the time grows with their length: it is linear, also where somebody means ill."""

import json
import time
from collections.abc import Callable
from pathlib import Path

from bot.parse import parse
from knowledge.library import load_exercises
from knowledge.red_flags import load_red_flags
from knowledge.units import Unit

MESSAGES = Path(__file__).parent.parent / "tests" / "bot" / "messages.jsonl"
LENGTHS = (625, 1250, 2500, 5000)  # characters
ROUNDS = 20
TEXTS = {
    "a session": "squat 225 3x5 @8, bench 185x5, slept 6h sore 7 legs. felt good but the last set was a grinder\n",
    "a log in columns": "185x5\n",
    "chat": "hey coach the gym was packed today and i did not feel like training much but here we are again ",
    "typing errors": "deadlfitz romainina benhcq sqautz ",
    "digits and commas": "5,",
    "digits and slashes": "185/",
    "signs": "×",
    "pain and denials": "no chest pain not my knee ",
}


def main() -> None:
    exercises, red_flags = load_exercises(), load_red_flags()

    def read(text: str) -> None:
        parse(text, exercises, red_flags, Unit.LB)

    messages = [json.loads(line)["text"] for line in MESSAGES.read_text(encoding="utf-8").splitlines()]
    read(" ".join(messages)[:5000])
    seconds = _fastest(lambda: [read(text) for text in messages * ROUNDS]) / ROUNDS / len(messages)
    length = sum(map(len, messages)) / len(messages)
    print(
        f"{len(messages)} labelled messages of {length:.0f} characters on average: {1 / seconds:,.0f} a second, ",
        end="",
    )
    print(f"{seconds * 1e6:.0f} µs each\n")
    print(f"{'milliseconds to read':24}" + "".join(f"{length:>8,}" for length in LENGTHS) + "  characters")
    for name, piece in TEXTS.items():
        times = [_fastest(lambda text=(piece * 5000)[:length]: read(text)) * 1000 for length in LENGTHS]
        print(f"{name:24}" + "".join(f"{ms:8.1f}" for ms in times))


def _fastest(work: Callable[[], object], tries: int = 3) -> float:
    seconds = []
    for _ in range(tries):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


if __name__ == "__main__":
    main()
