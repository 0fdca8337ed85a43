"""An adapter in the forms that servers read."""

import json
import shutil
from pathlib import Path
from typing import Any

from learning.tuning.card import CONFIG, WEIGHTS, read_card
from learning.tuning.errors import TuningError


def exported(out: Path, to: Path, name: str | None = None) -> Path:
    """The folder *name* in *to*, which NIM (``NIM_PEFT_SOURCE``) or vLLM reads; the name is that of *out* unless given.

    Whole or not at all: the settings, without which no server takes it for an adapter, are written last, and the folder
    gets its name when all is there. Raises TuningError, also where another adapter has that name.
    """
    read_card(out)
    folder = to / (name or out.resolve().name)
    new = to / f".{folder.name}.new"
    try:
        if folder.exists():
            return _same(out, folder)
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        for file in (WEIGHTS, CONFIG):
            shutil.copyfile(out / file, new / file)
        new.rename(folder)
    except OSError as error:
        raise TuningError(f"{folder} cannot be written: {error.strerror or error}; name another folder.") from error
    return folder


def _same(out: Path, folder: Path) -> Path:
    for file in (WEIGHTS, CONFIG):
        if not (folder / file).exists() or (folder / file).read_bytes() != (out / file).read_bytes():
            raise TuningError(f"{folder} holds another adapter; export under another name.")
    return folder


def exported_gguf(out: Path, file: Path) -> Path:
    """The same as a GGUF file for llama.cpp, which names an adapter by the file's stem. Raises TuningError."""
    try:
        from learning.tuning.gguf_adapter import write_adapter
    except ModuleNotFoundError as error:
        raise TuningError("A GGUF file needs the extra: `make .venv/installed-tune`.") from error
    new = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_adapter(_settings(out), out / WEIGHTS, read_card(out).architecture, new)
        new.replace(file)
    except OSError as error:
        raise TuningError(f"{file} cannot be written: {error.strerror or error}; name another file.") from error
    finally:
        new.unlink(missing_ok=True)
    return file


def _settings(out: Path) -> dict[str, Any]:
    try:
        settings = json.loads((out / CONFIG).read_bytes())
    except (OSError, ValueError) as error:
        raise TuningError(f"{out / CONFIG} cannot be read; tune the adapter again.") from error
    if not isinstance(settings, dict):
        raise TuningError(f"{out / CONFIG} holds no settings; tune the adapter again.")
    return settings
