"""Throw random and mutated messages at the reader until one breaks it (``make fuzz``). Pytest does not collect this.

A message is made from the seed and its number alone, so that any of them can be made again.
"""

import argparse
import json
import multiprocessing
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from bot.parse.as_json import to_json
from bot.parse.facts import Intent, Parsed, SaidSet
from bot.parse.tokens import tokenize
from knowledge.units import Unit
from tests.bot.catastrophes import TEXTS
from tests.bot.labelled import labelled_messages
from tests.bot.reading import EXERCISES, read
from tests.bot.said_words import never_said, says_a_number

BATCH: Final = 500
LONGEST: Final = 4096  # characters, as long as a message gets
UNKNOWN: Final = "zvqjkzq"  # a word that no rule knows: it must be left over
ALPHABET: Final = "0123456789 .,:;/x×х@+-–()'½²%#kglbhsmaeio\n\t\u00a0\u200b\u200d\u0301\ufe0f💪ßİ\ud800\x00"
MOST_REPS: Final = 100
MOST_SETS: Final = 20
MOST_KG: Final = 700
MOST_HOLD_SECONDS: Final = 24 * 3600


@cache
def corpus() -> tuple[str, ...]:
    """Labelled messages and every name of an exercise."""
    return (*(message.text for message in labelled_messages()), *EXERCISES.names, *TEXTS.values())


# ── messages ───────────────────────────────────────────────────────────────────────────────────────────────────────


def message(seed: int, number: int) -> tuple[str, Unit]:
    """The message of that *number*, and the profile's unit."""
    rng = random.Random(f"{seed}:{number}")
    text = rng.choice(BEGINNINGS)(rng)
    for _ in range(rng.choice((0, 1, 1, 2, 3, 6))):
        text = rng.choice(MUTATIONS)(text, rng)
    return text[:LONGEST], rng.choice((Unit.KG, Unit.LB))


def _labelled(rng: random.Random) -> str:
    return rng.choice(corpus())


def _joined(rng: random.Random) -> str:
    return rng.choice((" ", "\n", ", ", "", " then ", ". ")).join(rng.choices(corpus(), k=rng.randint(2, 4)))


def _salad(rng: random.Random) -> str:
    said = [word for text in rng.choices(corpus(), k=6) for word in text.split()]
    return " ".join(rng.choices(said, k=rng.randint(1, 15)))


def _noise(rng: random.Random) -> str:
    return "".join(rng.choices(ALPHABET, k=rng.randint(0, 60)))


BEGINNINGS: Final[tuple[Callable[[random.Random], str], ...]] = (
    _labelled, _labelled, _labelled, _joined, _salad, _noise,
)  # fmt: skip


def _without_word(text: str, rng: random.Random) -> str:
    said = text.split(" ")
    del said[rng.randrange(len(said))]
    return " ".join(said)


def _word_twice(text: str, rng: random.Random) -> str:
    said = text.split(" ")
    at = rng.randrange(len(said))
    return " ".join([*said[:at], said[at], *said[at:]])


def _words_swapped(text: str, rng: random.Random) -> str:
    said = text.split(" ")
    one, other = rng.randrange(len(said)), rng.randrange(len(said))
    said[one], said[other] = said[other], said[one]
    return " ".join(said)


def _letter_gone(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at + 1 :]


def _letter_more(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(ALPHABET) + text[at:]


def _letters_swapped(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


def _number_changed(text: str, rng: random.Random) -> str:
    places = [at for at, letter in enumerate(text) if letter.isdecimal()]
    if not places:
        return text
    at = rng.choice(places)
    return text[:at] + rng.choice(("0", "9", "99", "1e9", ".5", ",5", "-1", "", "½", "٣", "999999999")) + text[at + 1 :]


def _repeated(text: str, rng: random.Random) -> str:
    return text * rng.choice((2, 3, 3, 30))


def _with_unknown(text: str, rng: random.Random) -> str:
    said = text.split(" ")
    said.insert(rng.randint(0, len(said)), UNKNOWN)
    return " ".join(said)


MUTATIONS: Final[tuple[Callable[[str, random.Random], str], ...]] = (
    _without_word, _word_twice, _words_swapped, _letter_gone, _letter_more, _letters_swapped, _number_changed,
    _repeated, _with_unknown,
)  # fmt: skip


# ── what must hold ─────────────────────────────────────────────────────────────────────────────────────────────────


def broken(text: str, unit: Unit) -> str | None:
    """What is wrong with how *text* is read, its kind before a colon; None when nothing is."""
    try:
        parsed = read(text, unit)
        json.dumps(to_json(parsed), allow_nan=False)
    except Exception as error:  # noqa: BLE001  whatever it is, it is what is looked for
        return f"{type(error).__name__}: {error} ({traceback.extract_tb(error.__traceback__)[-1]})"
    wrong = [why for each in parsed.sets if (why := _impossible(each))]
    if wrong:
        return wrong[0]
    if parsed.sets and parsed.intent is not Intent.CORRECTION and not says_a_number(text):
        return "a set out of no number"
    return _lost(text, parsed)


def _impossible(said: SaidSet) -> str | None:
    limits = {
        f"{said.reps} reps": said.reps is None or 0 <= said.reps <= MOST_REPS,
        f"{said.sets} sets": 1 <= said.sets <= MOST_SETS,
        f"{said.load}": said.load is None or abs(said.load.kg) <= MOST_KG,
        f"RPE {said.rpe}": said.rpe is None or 1 <= said.rpe <= 10,
        f"{said.hold_seconds} seconds": said.hold_seconds is None or 1 <= said.hold_seconds <= MOST_HOLD_SECONDS,
    }
    return next((f"a set that cannot be: {what}" for what, is_possible in limits.items() if not is_possible), None)


def _lost(text: str, parsed: Parsed) -> str | None:
    """Words that are neither taken nor left; or left that nobody said."""
    if piece := never_said(text, parsed.rest):
        return f"out of order or never said: {piece!r}"
    alone = sum(token.raw == UNKNOWN for token in tokenize(text))
    return "a word that nobody knows is lost" if alone > parsed.rest.count(UNKNOWN) else None


# ── run ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Broken:
    number: int
    text: str
    unit: Unit
    why: str


def tried(batch: tuple[int, int, int]) -> Broken | None:
    """The first broken message of a batch: its seed, its first number and the one after its last."""
    seed, first, stop = batch
    for number in range(first, stop):
        text, unit = message(seed, number)
        if why := broken(text, unit):
            return Broken(number, text, unit, why)
    return None


def smallest(text: str, unit: Unit, why: str) -> str:
    """*text* without the words and letters that it takes not to break in the same way."""
    kind = why.partition(":")[0]
    for pieces in (text.split(" "), None):
        said, joiner = (pieces, " ") if pieces else (list(text), "")
        at = 0
        while at < len(said) and len(said) < LONGEST // 8:
            shorter = joiner.join(said[:at] + said[at + 1 :])
            if (broken(shorter, unit) or "").startswith(kind):
                del said[at]
                text = shorter
            else:
                at += 1
    return text


def _batches(seed: int, first: int, count: int) -> Iterator[tuple[int, int, int]]:
    for start in range(first, first + count, BATCH):
        yield seed, start, min(start + BATCH, first + count)


def _report(found: Broken, seed: int) -> str:
    """What can be pasted: the message as Python writes it, and how to make it again."""
    return "\n".join([
        f"\nmessage {found.number}, profile in {found.unit}: {found.why}",
        f"  text      {found.text!a}",
        f"  smallest  {smallest(found.text, found.unit, found.why)!a}",
        f"  again     python -m tests.bot.fuzz_reader --seed {seed} --first {found.number} --count 1",
    ])  # fmt: skip


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says how far it came


def _say(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


def run(seed: int, first: int, count: int, cores: int) -> int:
    """Exit status: 0 when every message was read well, 1 at the first that was not, 130 when interrupted."""
    done, begun = 0, time.monotonic()
    with multiprocessing.Pool(cores, _ignore_interrupts) as pool:
        try:
            for found in pool.imap(tried, _batches(seed, first, count)):
                if found:
                    _say(f"{_report(found, seed)}\n")
                    return 1
                done = min(done + BATCH, count)
                rate = done / (time.monotonic() - begun)
                _say(f"\r{done:,} of {count:,} messages, {rate:,.0f} a second")
        except KeyboardInterrupt:
            _say(f"\nStopped after {done:,} messages, none of them broken. ")
            _say(f"Go on with --seed {seed} --first {first + done}\n")
            return 130
    _say(f"\nNone broken, in {time.monotonic() - begun:,.0f} s.\n")
    return 0


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.bot.fuzz_reader", description=__doc__)
    options.add_argument("--count", type=int, default=200_000, help="how many messages")
    options.add_argument("--seed", type=int, default=1, help="another one makes other messages")
    options.add_argument("--first", type=int, default=0, help="the number of the first message")
    options.add_argument("--cores", type=int, default=os.cpu_count() or 1)
    options.add_argument("--text", help="read this one alone")
    given = options.parse_args()
    if given.text is not None:
        why = broken(given.text, Unit.LB)
        _say(f"{why or 'read well'}\n")
        sys.exit(bool(why))
    sys.exit(run(given.seed, given.first, given.count, given.cores))


if __name__ == "__main__":
    main()
