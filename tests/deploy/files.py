"""What stands in the files that others run FocusFlow by."""

import json
import re
import shlex
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONTAINERFILE = ROOT / "Containerfile"


def instructions() -> list[tuple[str, str]]:
    """Of the Containerfile: each with what it is given, continued lines joined."""
    text = re.sub(r"^\s*#.*\n", "", CONTAINERFILE.read_text(), flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", " ", text).splitlines()
    return [(word.upper(), rest.strip()) for word, _, rest in (line.partition(" ") for line in lines) if word]


def of_last_stage() -> list[tuple[str, str]]:
    """Those that make the image that is run."""
    given = instructions()
    last = max(at for at, (word, _) in enumerate(given) if word == "FROM")
    return given[last:]


def given_to(word: str) -> str:
    """What the last stage gives to an instruction that it has once."""
    (rest,) = [rest for one, rest in of_last_stage() if one == word]
    return rest


def variables() -> dict[str, str]:
    return dict(pair.split("=", 1) for word, rest in of_last_stage() if word == "ENV" for pair in shlex.split(rest))


RUN_COMMAND: list[str] = json.loads(given_to("CMD"))
HEALTH_COMMAND: list[str] = json.loads(given_to("HEALTHCHECK").partition("CMD ")[2])
