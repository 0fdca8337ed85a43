"""Which model is asked for the one that is configured: an ordered list, what the endpoint lists, and what is gone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PureWindowsPath
from typing import Final

# Source: NVIDIA's model catalogue in autumn 2026. Ids drift, and two spellings of one model occur.
CHAT_MODELS: Final = (
    "nvidia/nemotron-3.5-lightning-30b-a3b",
    "nvidia/nemotron-3-nano-30b-a3b",
    "nvidia/nemotron-nano-3-30b-a3b",
    "nvidia/nemotron-3-super-120b-a12b",
)
VISION_MODELS: Final = (
    "nvidia/nemotron-3-nano-omni-30b-a3b-reasoning",
    "nvidia/nemotron-nano-12b-v2-vl",
    "nvidia/nvidia-nemotron-nano-12b-v2-vl",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a call names: *asked* stands in its ``model``, *base* is the model that will speak, with *adapter* or bare.

    *extra* belongs into the body. llama.cpp chooses adapters by number and for each call, and what its cache holds of
    one adapter would colour the others.
    """

    asked: str
    base: str
    adapter: str | None = None
    extra: Mapping[str, object] = field(default_factory=dict)


class Served:
    """Learns from lists and from refusals, for as long as the program runs."""

    def __init__(self, fallbacks: Sequence[str] = ()) -> None:
        self._fallbacks = tuple(fallbacks)
        self._gone: set[str] = set()
        self._pardoned: set[str] = set()  # listed again after they had gone
        self._without: set[str] = set()  # adapters that were missed, so that each is told of once
        self.models: tuple[str, ...] = ()  # as listed; what is not listed may be served nevertheless
        self.by_number = False  # whether adapters are chosen so, as llama.cpp does
        self.adapters: Mapping[str, int] = {}  # of llama.cpp alone: name to number

    def order(self, model: str, *, sees: bool = False) -> tuple[str, ...]:
        """The models to ask for *model*, best first, never empty; *sees* wants such as can look at pictures.

        Those that are listed, where any is; otherwise all: a server that lists one name of its own answers to any, and
        the list may not have come yet. When all have gone, *model* itself, for it may be back.
        """
        wanted = dict.fromkeys((model, *(VISION_MODELS if sees else self._fallbacks)))
        left = tuple(name for name in wanted if name not in self._gone)
        listed = tuple(name for name in left if name in self.models)
        return listed or left or (model,)

    def targets(self, model: str, adapters: Sequence[str] = (), *, sees: bool = False) -> tuple[Target, ...]:
        """The same behind those of *adapters* that are served, each on the model that it was trained on: *model*."""
        bare = _by_number(sorted(self.adapters.values()), None)
        bases = (Target(asked=name, base=name, extra=bare) for name in self.order(model, sees=sees))
        adapted = (self._adapted(model, name) for name in dict.fromkeys(adapters) if self._may_serve(name))
        return (*adapted, *bases)

    def is_missing(self, adapter: str) -> bool:
        """True the first time that *adapter* is asked for and not served."""
        if adapter in self._without or self._may_serve(adapter):
            return False
        self._without.add(adapter)
        return True

    def is_listed(self, adapter: str) -> bool:
        """Whether the last list had it, or there is none yet."""
        return not self.models or adapter in self.models or adapter in self.adapters

    def _may_serve(self, adapter: str) -> bool:
        return adapter not in self._gone and self.is_listed(adapter)

    def _adapted(self, model: str, adapter: str) -> Target:
        chosen = self.adapters.get(adapter)
        if chosen is None:
            return Target(asked=adapter, base=model, adapter=adapter)
        numbered = _by_number(sorted(self.adapters.values()), chosen)
        return Target(asked=model, base=model, adapter=adapter, extra=numbered)

    def learn(self, listed: Sequence[str]) -> None:
        """What a fresh list names is no longer gone: a refusal may have been a moment's.

        That counts once, until a list leaves it out: some endpoints go on listing what they refuse to everybody.
        """
        self.models = tuple(listed)
        named = {*listed, *self.adapters}
        self._pardoned &= named
        back = (self._gone & named) - self._pardoned
        self._gone -= back
        self._pardoned |= back

    def lose(self, name: str) -> bool:
        """*name* is not served, or not any more. True the first time, and the first time after it was back."""
        is_news = name not in self._gone
        self._gone.add(name)
        return is_news


def adapters_in(listed: object) -> dict[str, int]:
    """The adapters that llama.cpp lists, by the stem of their file; {} where *listed* is nothing of the kind."""
    rows: Iterable[object] = listed if isinstance(listed, list) else ()
    found = {}
    for row in rows:
        match row:
            case {"id": int(number), "path": str(path)}:
                found[PureWindowsPath(path).stem] = number  # knows both separators
            case _:
                continue
    return found


def _by_number(numbers: Sequence[int], chosen: int | None) -> Mapping[str, object]:
    """Each named with its scale: one that is left out keeps the scale that the server was started with."""
    if not numbers:
        return {}
    return {"lora": [{"id": n, "scale": int(n == chosen)} for n in numbers], "cache_prompt": False}
