"""Prompts are files: one a mind in ``agents/prompts/``, with a block for the system words and one for the user's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined, select_autoescape

PROMPT_FOLDER = files("agents") / "prompts"
LONGEST_QUOTE = 300  # characters of a lifter's message that a model sees


@dataclass(frozen=True, slots=True)
class Prompt:
    system: str
    user: str


class Prompts:
    """The prompts in *files*, by name without ``.j2``. What a prompt names must be given, or rendering raises."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = dict(files)
        loader = DictLoader({f"{name}.j2": text for name, text in files.items()})
        # Not HTML, so nothing is escaped; what is untrusted goes through *quoted*.
        self._templates = Environment(
            loader=loader, undefined=StrictUndefined, autoescape=select_autoescape(()), trim_blocks=True
        )

    @classmethod
    def load(cls) -> "Prompts":
        """The prompts that ship with the agents."""
        paths = [path for path in PROMPT_FOLDER.iterdir() if path.name.endswith(".j2")]
        return cls({path.name.removesuffix(".j2"): path.read_text("utf-8") for path in paths})

    def render(self, name: str, values: Mapping[str, object]) -> Prompt:
        template = self._templates.get_template(f"{name}.j2")
        system, user = (
            "".join(template.blocks[block](template.new_context(dict(values)))).strip() for block in ("system", "user")
        )
        return Prompt(system, user)

    def version(self, name: str) -> str:
        """8 hexadecimal digits that change when the text of the prompt, or of what it includes, does."""
        included = sorted(re.findall(r'{% include "(\w+)\.j2" %}', self._files[name]))
        text = "\0".join(self._files[part] for part in (name, *included))
        return blake2b(text.encode(), digest_size=4).hexdigest()


def quoted(words: str, longest: int = LONGEST_QUOTE) -> str:
    """A stranger's words, fit to stand in a prompt: one line, without marks that could close a quote or open a role."""
    flat = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    bare = re.sub(r"[<>{}\[\]|`«»]", "", flat)
    return bare if len(bare) <= longest else bare[:longest] + " …"
