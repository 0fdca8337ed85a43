"""What other apps call our exercises, where no rule says it."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final

import yaml

from knowledge.exercise import ExerciseId
from knowledge.library import LOADER

FILE: Final = "app_names.yaml"
_NONE: Final = "none"


@lru_cache(maxsize=1)
def load_app_names() -> Mapping[str, ExerciseId | None]:
    """The exercise of each name in ``knowledge/app_names.yaml``, as written there: lower case, no punctuation.

    None stands for a name that means no exercise of ours, though the chat may take it for one.

    Raises:
        ValueError: a name stands under two exercises, or the file is no mapping of lists.
    """
    listed = yaml.load(files("knowledge").joinpath(FILE).read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506
    if not isinstance(listed, dict) or not all(isinstance(names, list) for names in listed.values()):
        raise ValueError(f"{FILE}: it must name exercises, each with a list of names")
    found: dict[str, ExerciseId | None] = {}
    for id_, names in listed.items():
        meant = None if id_ == _NONE else ExerciseId(id_)
        for name in names:
            if found.setdefault(str(name), meant) != meant:
                raise ValueError(f"{FILE}: {name!r} stands under {found[str(name)]} and under {id_}")
    return found
