"""Prompts are files: one a mind in ``agents/prompts/``, with a block for the system words and one for the user's.

What is the same for all lifters stands in the system words, so that an endpoint can keep what it made of them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable

from jinja2 import DictLoader, Environment, StrictUndefined, select_autoescape

from agents.examples import Example, examples_from
from agents.guard.leak import runs_of

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
    @cache
    def load(cls) -> "Prompts":
        """The prompts that ship with the agents: the same ones whenever they are asked for."""
        return cls(prompt_files())

    @cached_property
    def rules(self) -> frozenset[str]:
        """Runs of words of the prompts' rules, which no lifter may read."""
        return runs_of(text for name, text in self._files.items() if not name.startswith(EXAMPLES))

    def examples(self, name: str) -> tuple[Example, ...]:
        return self._examples.get(name, ())

    def render(self, name: str, values: Mapping[str, object]) -> Prompt:
        template = self._templates.get_template(f"{name}.j2")
        system, user = (
            "".join(template.blocks[block](template.new_context(dict(values)))).strip() for block in ("system", "user")
        )
        return Prompt(system, user)

    def compile(self) -> None:
        """Raises jinja2's TemplateError where one is none, which names it."""
        for name in self._files:
            if not name.startswith(EXAMPLES):
                self._templates.get_template(f"{name}.j2")

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


def prompt_files(folder: Traversable = PROMPT_FOLDER) -> dict[str, str]:
    """The text of every prompt by its name, and of every file of examples by ``examples/NAME``."""
    examples = folder / EXAMPLES
    return {
        **{path.name.removesuffix(".j2"): path.read_text("utf-8") for path in _ending(folder, ".j2")},
        **{EXAMPLES + path.name.removesuffix(".yaml"): path.read_text("utf-8") for path in _ending(examples, ".yaml")},
    }


def _ending(folder: Traversable, end: str) -> list[Traversable]:
    return [path for path in folder.iterdir() if path.name.endswith(end)] if folder.is_dir() else []


def quoted(words: str, longest: int = LONGEST_QUOTE) -> str:
    """A stranger's words, fit to stand in a prompt: one line, without marks that could close a quote or open a role."""
    flat = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    bare = re.sub(r"[<>{}\[\]|`«»]", "", flat)
    return bare if len(bare) <= longest else bare[:longest] + " …"
