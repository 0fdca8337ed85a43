"""Reasoning is switched off where a model has a switch, and hidden where it comes nevertheless."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_NO_THINK = "/no_think"
_THINKING_OFF = "detailed thinking off"

# Source: the model cards and NVIDIA's cookbooks of each family; the first match counts.
_BY_SYSTEM_WORDS = (
    (re.compile(r"nano-(?:9b|12b)-v2|super-49b-v1[._]5"), _NO_THINK),
    (re.compile(r"llama-3[._]\d-nemotron"), _THINKING_OFF),
)
_BY_TEMPLATE = re.compile(r"nemotron-3(?![0-9])|nemotron-nano-3(?![0-9])")


def without_reasoning(model: str, system: str) -> tuple[str, Mapping[str, object]]:
    """The system words and the extra fields of the request body that ask *model* to answer at once."""
    name = model.casefold()
    for pattern, words in _BY_SYSTEM_WORDS:
        if pattern.search(name):
            return f"{system}\n{words}", {}
    if _BY_TEMPLATE.search(name):
        return system, {"chat_template_kwargs": {"enable_thinking": False}}
    return system, {}


_OPEN, _CLOSE = "<think>", "</think>"


@dataclass(slots=True)
class Visible:
    """What is outside ``<think>…</think>``, from pieces that may cut a tag anywhere."""

    has_hidden: bool = False  # any words; a model that does not reason may leave its tags empty
    _held: str = ""
    _thinking: bool = False

    def feed(self, piece: str) -> str:
        """The words that have become certain to be visible; may be empty."""
        self._held += piece
        shown = ""
        while (tag := _CLOSE if self._thinking else _OPEN) in self._held:
            before, _, self._held = self._held.partition(tag)
            shown += self._shown(before)
            self._thinking = not self._thinking
        kept = next((n for n in range(len(tag) - 1, 0, -1) if self._held.endswith(tag[:n])), 0)
        certain, self._held = self._held[: len(self._held) - kept], self._held[len(self._held) - kept :]
        return shown + self._shown(certain)

    def _shown(self, words: str) -> str:
        self.has_hidden |= self._thinking and bool(words.strip())
        return "" if self._thinking else words

    def rest(self) -> str:
        """What was held back, once nothing more comes."""
        return "" if self._thinking else self._held
