"""What a run of the demonstration is made of: how much of everything, and where it lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Final

from agents.prompting import Prompts, prompt_files
from bot.config import Config

AGENT: Final = "coach"
MODEL: Final = "local"  # the name under which the server offers the base model
BEGINS_AT: Final = datetime(2026, 9, 1, 4, tzinfo=UTC)  # of the simulated days
SECONDS: Final = 120.0  # that an answer may take: the machine may be slow, and that is not what is looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """*weights* are the GGUF file that is served, and *base* the same weights as they are tuned.

    The canary has the situations and lifters that it takes to see an effect of 0.1: with fewer its end was a matter of
    luck. One run with another seed was looked at before these numbers were set.
    """

    folder: Path
    base: str
    weights: Path
    seed: int = 1
    lifters: int = 160  # whose votes are learned from
    talks: int = 9  # of each
    steps: int = 110
    batch_size: int = 4
    learning_rate: float = 1.5e-3
    longest_answer_tokens: int = 70
    situations: int = 60  # in which both arms are asked for the canary
    canary_lifters: int = 1_000
    canary_days: int = 90
    least_lifters: int = 20
    least_examples: int = 200

    @property
    def database(self) -> Path:
        return self.folder / "demo.db"

    def config(self, base_url: str) -> Config:
        """All that is not said here is as it ships."""
        fields: Mapping[str, object] = {
            "database": {"url": f"sqlite:///{self.database}"},
            "model": {"base_url": base_url, "name": MODEL, "fallbacks": (), "seed": self.seed},
            "agents": {
                AGENT: {
                    "temperature": 0.3,
                    "timeout_seconds": SECONDS,
                    "max_tokens": self.longest_answer_tokens,
                }
            },
            "learning": {
                "folder": self.folder / "learning-runs",
                "least_examples": self.least_examples,
                "least_lifters": self.least_lifters,
                "canary_days": self.canary_days,
                "agents": (AGENT,),
            },
            "tuning": {
                "base": self.base,
                "steps": self.steps,
                "batch_size": self.batch_size,
                "learning_rate": self.learning_rate,
                "seed": self.seed,
            },
        }
        return Config.model_validate(fields)


def prompts() -> Prompts:
    """Those that ship, but for the coach's, which is short: a small model and two cores have no room for a long one."""
    return Prompts({**prompt_files(), **prompt_files(files("learning.demo") / "prompts")})
