"""What an adapter was made of, and how its training went: ``card.json`` beside its weights."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from learning.tuning.errors import TuningError

CARD = "card.json"
CONFIG = "adapter_config.json"
WEIGHTS = "adapter_model.safetensors"


class Architecture(BaseModel):
    """What a writer of another format has to know of the base."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model_type: str
    heads: int
    kv_heads: int


class Card(BaseModel):
    """One adapter. *losses* stand by step; *left_out* examples were longer than the settings allow."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    method: str
    base: str
    agent: str | None
    data: str  # SHA-256 of the files that it was trained on
    settings: dict[str, object]
    seed: int
    architecture: Architecture
    targets: tuple[str, ...]
    touched: int  # decoder blocks with an adapted layer
    blocks: int
    trainable: int  # parameters
    examples: int
    undesirable: int  # of these
    left_out: int
    steps: int
    losses: dict[int, float]
    validation_loss: float | None
    device: str
    versions: dict[str, str]
    minutes: float  # of the last start: one that went on from a checkpoint did less


def read_card(folder: Path) -> Card:
    """The card of a finished adapter. Raises TuningError."""
    path = folder / CARD
    try:
        return Card.model_validate_json(path.read_bytes())
    except OSError as error:
        raise TuningError(f"{folder} holds no finished adapter: {CARD} cannot be read; tune it first.") from error
    except ValidationError as error:
        raise TuningError(f"{path} is not one of FocusFlow's; tune the adapter again.") from error


def write_card(card: Card, folder: Path) -> None:
    """Whole or not at all. Raises OSError."""
    new = folder / f"{CARD}.new"
    new.write_text(card.model_dump_json(indent=2) + "\n", encoding="utf-8")
    new.replace(folder / CARD)
