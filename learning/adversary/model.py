"""A model that means harm, or means well: it answers every mind from the generator, and keeps what it said."""

from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from random import Random
from typing import Final

from agents.model import Answer, Request
from learning.adversary.attacks import Made, attack, good
from learning.adversary.told import Told, told
from learning.adversary.trick import Trick

ECHO: Final = "echo"
_ECHO_SHARE: Final = 0.15
MINDS: Final = (
    "insight",
    "planner",
    "coach",
    "adviser",
)  # whose words are guarded here; a reading is checked by its reader
_READ_NOTHING: Final = '{"sets": []}'
_BEFORE: Final = ("- Observation: ", "- Also possible: ")

Make = Callable[[Told, str, Random], Made]


@dataclass(frozen=True, slots=True)
class Said:
    """One answer, and what its mind had been told."""

    made: Made
    told: Told


class Adversary:
    """Answers are drawn from *seed*, the prompt, and how often it came; *said* has them by mind, prompt and text."""

    def __init__(self, make: Make, seed: int) -> None:
        self._make = make
        self._seed = seed
        self._asked: Counter[tuple[str, str]] = Counter()
        self.said: dict[tuple[str, str, str], Said] = {}
        self._by_text: dict[tuple[str, str], Said] = {}
        self.count = 0

    def said_in(self, agent: str, prompt: str, text: str) -> Said:
        """What was said there. The record of a mended answer has more of the talk in its prompt than was sent."""
        return self.said.get((agent, prompt, text)) or self._by_text[agent, text]

    async def stream(self, request: Request) -> AsyncIterator[str | Answer]:
        if request.agent not in MINDS:
            yield Answer(_READ_NOTHING, "adversary", 0, 0, 0)
            return
        prompt = f"{request.system}\n\n{request.user}"
        time = self._asked[request.agent, prompt]
        self._asked[request.agent, prompt] += 1
        random = Random(f"{self._seed}:{time}:{request.agent}:{prompt}")
        known = told(request.user)
        made = self._make(known, request.agent, random)
        if request.agent == "coach":
            made = _echoed(request.user, made, random)
        said = Said(made, known)
        self.said[request.agent, prompt, made.text] = said
        self._by_text[request.agent, made.text] = said
        self.count += 1
        yield Answer(made.text, "adversary", 0, 0, 0)


def _echoed(prompt: str, made: Made, random: Random) -> Made:
    """Now and then the words of the minds before, said on."""
    if made.trick == "good" or random.random() > _ECHO_SHARE:
        return made
    lines = [line.removeprefix(start) for line in prompt.splitlines() for start in _BEFORE if line.startswith(start)]
    return Made(ECHO, " ".join(lines)) if lines else made


def adversary(seed: int, tricks: tuple[Trick, ...]) -> Adversary:
    return Adversary(lambda known, agent, random: attack(known, agent, random, tricks), seed)


def well_meant(seed: int) -> Adversary:
    return Adversary(good, seed)
