"""What is wrong with variables of the environment that are to override the configuration."""

import json
from collections.abc import Iterable, Mapping
from typing import Final

from pydantic import BaseModel

PREFIX: Final = "FOCUSFLOW__"
EXAMPLES: Final = {"ACCESS": '["telegram:123"]'}  # by section


def unknown_section(names: Iterable[str], sections: Iterable[str]) -> str | None:
    """The first of *names* that is ours and names none of *sections*."""
    known = {f"{PREFIX}{section.upper()}" for section in sections}
    return next((name for name in names if _is_ours(name) and "__".join(_parts(name)[:2]) not in known), None)


def not_json(environment: Mapping[str, str], defaults: Mapping[str, object]) -> str | None:
    """What to do about the first variable whose key takes a list or keys of its own, while its value is no JSON.

    *defaults* are the sections by name. The value may be a secret, and is not shown.
    """
    for name, value in environment.items():
        example = _example(_parts(name), defaults) if _is_ours(name) else None
        if example and not _is_json(value):
            return f"{name}: its value is no JSON; write it like {name}='{example}'."
    return None


def _is_ours(name: str) -> bool:
    return name.upper().startswith(PREFIX)


def _parts(name: str) -> list[str]:
    return name.upper().split("__")


def _example(parts: list[str], defaults: Mapping[str, object]) -> str | None:
    """A value for that key; None: it takes plain text."""
    default: object = defaults
    for part in parts[1:]:
        default = default.get(part.lower()) if isinstance(default, Mapping) else getattr(default, part.lower(), None)
    if isinstance(default, tuple):
        return EXAMPLES.get(parts[1], '["one", "two"]')
    return '{"key": "value"}' if isinstance(default, BaseModel | Mapping) else None


def _is_json(value: str) -> bool:
    try:
        json.loads(value)
    except (ValueError, RecursionError):
        return False
    return True
