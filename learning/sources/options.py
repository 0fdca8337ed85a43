"""What ``focusflow dataset read`` can be told."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

SUBREDDITS: Final = "fitness,weightroom,bodybuilding"  # the guide's, section 9
LEAST_SCORE: Final = 10


class By(StrEnum):
    """Who finds questions and answers in passages."""

    RULES = "rules"
    MODEL = "model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """*source* is "" where each record names its file; *licence* is "" where each file has one beside it."""

    files: tuple[Path, ...]
    out: Path
    licence: str = ""
    source: str = ""
    agent: str = "adviser"
    least_score: int = LEAST_SCORE
    subreddits: frozenset[str] = frozenset(SUBREDDITS.split(","))  # in lower case
    by: By = By.RULES
