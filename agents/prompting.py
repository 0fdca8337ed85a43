"""Prompts are files: one a mind in ``agents/prompts/``, with a block for the system words and one for the user's.

What is the same for all lifters stands in the system words, so that an endpoint can keep what it made of them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined, select_autoescape

from agents.examples import Example, examples_from

PROMPT_FOLDER = files("agents") / "prompts"
EXAMPLES = "examples/"  # the folder of each mind's examples
LONGEST_QUOTE = 300  # characters of a lifter's message that a model sees


@dataclass(frozen=True, slots=True)
class Prompt:
    system: str
    user: str


class Prompts:
    """The prompts in *files*, by name without ``.j2``, and their examples. What a prompt names must be given, or
    rendering raises."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = dict(files)
        self._examples = {
            name.removeprefix(EXAMPLES): examples_from(text)
            for name, text in files.items()
            if name.startswith(EXAMPLES)
        }
        loader = DictLoader({f"{name}.j2": text for name, text in files.items()})
        # Not HTML, so nothing is escaped; what is untrusted goes through *quoted*.
        self._templates = Environment(
            loader=loader, undefined=StrictUndefined, autoescape=select_autoescape(()), trim_blocks=True
        )

    @classmethod
    def load(cls) -> "Prompts":
        """The prompts that ship with the agents."""
        return cls(prompt_files())

    def examples(self, name: str) -> tuple[Example, ...]:
        return self._examples.get(name, ())

    def render(self, name: str, values: Mapping[str, object]) -> Prompt:
        template = self._templates.get_template(f"{name}.j2")
        system, user = (
            "".join(template.blocks[block](template.new_context(dict(values)))).strip() for block in ("system", "user")
        )
        return Prompt(system, user)

    def most_tokens(self, name: str) -> int:
        """What the prompt may cost, as its first line says: ``{# at most 350 tokens #}``. Raises ValueError."""
        front = re.match(r"{# at most (\d+) tokens #}", self._files[name])
        if front is None:
            raise ValueError(f"prompt {name}: its first line must say how many tokens it may cost")
        return int(front[1])

    def version(self, name: str) -> str:
        """8 hexadecimal digits that change when the text of the prompt, of what it includes or of its examples does."""
        included = sorted(re.findall(r'{% include "(\w+)\.j2" %}', self._files[name]))
        text = "\0".join(self._files.get(part, "") for part in (name, *included, EXAMPLES + name))
        return blake2b(text.encode(), digest_size=4).hexdigest()


def prompt_files() -> dict[str, str]:
    """The text of every prompt by its name, and of every file of examples by ``examples/NAME``."""
    prompts = {path.name: path for path in PROMPT_FOLDER.iterdir() if path.name.endswith(".j2")}
    examples = {path.name: path for path in (PROMPT_FOLDER / EXAMPLES).iterdir() if path.name.endswith(".yaml")}
    return {
        **{name.removesuffix(".j2"): path.read_text("utf-8") for name, path in prompts.items()},
        **{EXAMPLES + name.removesuffix(".yaml"): path.read_text("utf-8") for name, path in examples.items()},
    }


def quoted(words: str, longest: int = LONGEST_QUOTE) -> str:
    """A stranger's words, fit to stand in a prompt: one line, without marks that could close a quote or open a role."""
    flat = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    bare = re.sub(r"[<>{}\[\]|`«»]", "", flat)
    return bare if len(bare) <= longest else bare[:longest] + " …"
