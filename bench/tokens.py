"""What a coached message costs in tokens, calls and time, beside a plain chain of three calls, in one run.

Both speak to the same loopback endpoint, which takes a fixed time for every token that it reads and writes, so that the
ratio of their times is one of their structure alone. Tokens are counted by the tokenizer of the local model where it is
installed (``make test-model`` installs it), else by the estimate of agents/budget.py.
"""

import asyncio
import json
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import Any
from urllib.request import Request as Post
from urllib.request import urlopen

from aiohttp import web

from agents.budget import AROUND_MESSAGES, estimate
from agents.case import Case
from agents.facts import Drafts, about, facts_of
from agents.model import Request, whole
from agents.nim import NimModel
from agents.prompting import quoted
from agents.team import Means, think
from bench.loopback import percentile, table
from knowledge.exercise import Exercise
from knowledge.passages import load_passages
from tests.agents.cases import EXERCISES, SETTINGS, means
from tests.agents.coached_cases import coached
from tests.servers.local_model import LocalModel
from tests.servers.model import ModelServer, says

SECONDS_A_TOKEN_READ = 0.0002  # 5,000 tokens a second
SECONDS_A_TOKEN_WRITTEN = 0.01  # 100 tokens a second
AT_ONCE = 8
MOST_TOKENS = 1_500

OBSERVED = '{"observations": ["Every rep of the last sessions was made, and the trend is up.", "The day leaves room."]}'
WORDS = (
    "You came in and did the work, and it shows in how clean the last reps were. Brace before you unlock, keep the bar "
    "close, and let the next session come to you."
)
CHAIN = (
    "You are an analytical strength coach. Find the patterns in the lifter's log.",
    "You are a strategic strength coach. Make the plan for the next session from the log and the analysis.",
    "You are a hardcore strength coach and motivator who helps lifters push past plateaus. Use the log and the plan.",
)

PASSAGES = {passage.id: passage for passage in load_passages(EXERCISES)}

Count = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one message."""

    requests: tuple[dict[str, Any], ...]  # as they were sent
    seconds: float


class Endpoint(ModelServer):
    """Answers after a time that follows from the tokens alone; *answers* keeps what each request was told."""

    def __init__(self) -> None:
        super().__init__([self._paced])

    async def _paced(self, request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        answer = plausible(asked)
        read = sum(estimate(message["content"]) for message in asked["messages"])
        await asyncio.sleep(read * SECONDS_A_TOKEN_READ + estimate(answer) * SECONDS_A_TOKEN_WRITTEN)
        return await says(answer)(request, asked)


def agent_of(asked: dict[str, Any]) -> str:
    """Which mind was asked, by the shape that it asked for."""
    return str(asked.get("response_format", {}).get("json_schema", {}).get("name", "coach"))


def plausible(asked: dict[str, Any]) -> str:
    """An answer of the usual length; the planner's is the low end of its range."""
    agent = agent_of(asked)
    if agent == "insight":
        return OBSERVED
    if agent == "planner":
        found = re.findall(r"- Range: (-?[\d.]+)", asked["messages"][1]["content"])
        return json.dumps({"load_tenths": round(float(found[0]) * 10), "reason": "A little less keeps the reps clean."})
    return WORDS


# ── the two ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def ours(case: Case, drafts: Drafts, model: NimModel) -> None:
    await think(case, drafts, replace(means_of(model), passages=PASSAGES))


def means_of(model: NimModel) -> Means:
    return replace(means(model), elapsed_ms=lambda: time.monotonic_ns() // 1_000_000)


async def chain(case: Case, drafts: Drafts, model: NimModel) -> None:
    """Three calls, one after the other, each with the whole entry of the exercise, the profile and the whole log."""
    said = f"The lifter says: {quoted(case.said)}"
    for system in CHAIN:
        told = "\n".join((entry_of(case.exercise), *about(case.profile, case.today.on), *log_of(case), said))
        answer = await whole(model, request_of(system, told))
        said = f"{said}\n{answer.text}"


def request_of(system: str, user: str) -> Request:
    coach = SETTINGS["coach"]
    return Request(
        agent="coach", model=coach.model, system=system, user=user, temperature=0.7, max_tokens=300, timeout_seconds=60
    )


def entry_of(exercise: Exercise) -> str:
    advice = exercise.advice
    schemes = (f"{scheme}: {how}" for scheme, how in advice.progression)
    named = (f"muscles: {', '.join(exercise.muscles)}", f"assistance: {', '.join(advice.assistance)}")
    lines = (exercise.name.upper(), *named, *exercise.cues, *exercise.mistakes, *schemes, *advice.deload)
    return "\n".join(lines)


def log_of(case: Case) -> list[str]:
    sets = [f"{entry.on}: {entry.lift.load} x {entry.lift.reps}, {entry.lift.sets} sets" for entry in case.history]
    return [*sets, *facts_of(case, None)[2:]]


# ── counting ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def cost(ask: Callable[[Case, Drafts, NimModel], Any], case: Case, drafts: Drafts) -> Cost:
    async with Endpoint() as server:
        clock = asyncio.get_running_loop().time
        model = NimModel(server.base_url, "", clock=clock, sleep=asyncio.sleep, jitter=lambda: 0.5)
        await whole(model, request_of("Hello.", "Hello."))  # a connection is opened once, not for every message
        server.requests.clear()
        began_at = time.perf_counter()
        await ask(case, drafts, model)
        took = time.perf_counter() - began_at
        await model.close()
        return Cost(tuple(server.requests), took)


async def costs(ask: Callable[[Case, Drafts, NimModel], Any], cases: Sequence[tuple[Case, Drafts]]) -> list[Cost]:
    turns = asyncio.Semaphore(AT_ONCE)

    async def in_turn(case: Case, drafts: Drafts) -> Cost:
        async with turns:
            return await cost(ask, case, drafts)

    return list(await asyncio.gather(*(in_turn(case, drafts) for case, drafts in cases)))


def tokens(asked: dict[str, Any], count: Count) -> tuple[int, int]:
    """Of the prompt, and of the answer."""
    return AROUND_MESSAGES + sum(count(message["content"]) for message in asked["messages"]), count(plausible(asked))


def counter() -> tuple[Count, str]:
    if find_spec("xllamacpp") is None:
        return estimate, "the estimate of agents/budget.py"
    server = LocalModel()

    def count(text: str) -> int:
        body = Post(f"{server.address}/tokenize", json.dumps({"content": text}).encode())
        with urlopen(body) as answer:
            return len(json.load(answer)["tokens"])

    return count, "SmolLM2's tokenizer"


def row(name: str, figures: Sequence[float], unit: str = "") -> list[str]:
    ordered = sorted(figures)
    return [name, *(f"{percentile(ordered, share):.{2 if unit else 0}f}{unit}" for share in (0.5, 0.95, 1))]


def show(name: str, found: Sequence[Cost], count: Count) -> list[int]:
    spent = [[(agent_of(asked), *tokens(asked, count)) for asked in one.requests] for one in found]
    totals = [sum(read + written for _, read, written in message) for message in spent]
    rows = [row(f"{name}, tokens", totals), row(f"{name}, calls", [len(one.requests) for one in found])]
    minds = ("insight", "planner", "coach") if name == "FocusFlow" else ()
    rows.extend(
        row(f"  prompt of the {agent}", [read for m in spent for who, read, _ in m if who == agent]) for agent in minds
    )
    rows.append(row(f"{name}, time", [one.seconds for one in found], " s"))
    table([name, "p50", "p95", "most"], rows)
    print()
    return totals


def calibration(found: Sequence[Cost], count: Count) -> str:
    texts = [message["content"] for one in found for asked in one.requests for message in asked["messages"]]
    real = [count(text) for text in texts]
    ratios = sorted(estimate(text) / n for text, n in zip(texts, real, strict=True))
    return (
        f"{sum(map(len, texts)) / sum(real):.2f} characters a token over {len(texts)} texts; the estimate is "
        f"{ratios[0]:.2f} to {ratios[-1]:.2f} times the count, {sum(map(estimate, texts)) / sum(real):.2f} in all"
    )


async def main() -> None:
    cases = list(coached())
    count, how = counter()
    print(f"A coached message, {len(cases)} cases; tokens by {how}")
    mine, plain = await costs(ours, cases), await costs(chain, cases)
    totals, chained = show("FocusFlow", mine, count), show("plain chain", plain, count)
    print(f"Above {MOST_TOKENS} tokens: {sum(n > MOST_TOKENS for n in totals)} of {len(totals)}")
    took, chain_took = (sum(one.seconds for one in found) for found in (mine, plain))
    print(f"Of the plain chain: {sum(totals) / sum(chained):.0%} of its tokens, {took / chain_took:.0%} of its time")
    print(f"Estimate: {calibration(mine, count)}")


if __name__ == "__main__":
    asyncio.run(main())
