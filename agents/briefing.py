"""What a mind is told: its prompt, filled in the order of importance up to what the prompt may cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from agents.budget import AROUND_MESSAGES, cost, estimate, fitted
from agents.examples import Example
from agents.prompting import Prompts

LEAST_ABOUT: Final = 28  # tokens for the profile; beyond them it has half of the room, for the log has more to say
LABEL: Final = 8  # the words before a line or an example: "Worth knowing:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What could be told. *facts*, *said* and the first example always are; of the rest what there is room for."""

    facts: tuple[str, ...]
    about: tuple[str, ...] = ()  # the lifter
    observations: tuple[str, ...] = ()  # more facts, the most telling first
    background: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    said: str = ""
    style: str
    shape: str = ""  # of the answer, where it is to be JSON

    def values(self) -> Mapping[str, object]:
        """As the prompts name them."""
        return {
            "facts": (*self.facts, *self.observations),
            "about": self.about,
            "cues": self.cues,
            "background": self.background,
            "examples": self.examples,
            "said": self.said,
            "style": self.style,
            "shape": self.shape,
        }


def fit(name: str, material: Material, prompts: Prompts, most_tokens: int) -> Material:
    """*material* without what is beyond *most_tokens* in the prompt *name*.

    First the second example goes, then passages and cues, then observations, then the profile; never the rules, nor the
    facts of the plan.
    """
    bare = replace(material, about=(), observations=(), background=(), cues=(), examples=material.examples[:1])
    prompt = prompts.render(name, bare.values())
    room = _Room(most_tokens - AROUND_MESSAGES - estimate(prompt.system) - estimate(prompt.user))
    about = room.take(sorted(material.about, key=_weight), LABEL, max(LEAST_ABOUT, room.tokens // 2))
    return replace(
        bare,
        about=tuple(line for line in material.about if line in about),
        observations=room.take(material.observations),
        background=room.take(material.background, LABEL),
        cues=room.take(material.cues, LABEL),
        examples=(*bare.examples, *room.take_example(material.examples[1:2])),
    )


@dataclass(slots=True)
class _Room:
    """Tokens that are left."""

    tokens: int

    def take(self, lines: Sequence[str], label: int = 0, most: int | None = None) -> tuple[str, ...]:
        kept = fitted(lines, (self.tokens if most is None else min(self.tokens, most)) - label)
        self.tokens -= cost(kept) + label if kept else 0
        return kept

    def take_example(self, examples: tuple[Example, ...]) -> tuple[Example, ...]:
        costs = sum(cost((one.facts, one.answer)) + LABEL for one in examples)
        return examples if costs <= self.tokens else ()


def _weight(line: str) -> int:
    """What hurts and what there is to train with come first: they change what may be said."""
    if line.startswith("injuries that are over"):
        return 2
    return 0 if line.startswith("injuries ") else 1 if line.startswith("has only") else 2
