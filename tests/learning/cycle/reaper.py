"""Kills: everything ends before or after a chosen effect on the world, as if the process were gone."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any
from unittest.mock import patch

from learning.cycle import journal as journal_module
from learning.cycle import run as run_module


class Killed(BaseException):
    """The process is gone."""


class Reaper:
    """Ends everything before or after the n-th effect on the world; effects are counted over all that is wrapped."""

    def __init__(self, at: int | None = None, *, before: bool = True) -> None:
        self.at, self.before, self.count = at, before, 0
        self.effects: list[str] = []

    async def around(self, name: str, effect: Callable[[], Awaitable[Any]]) -> Any:
        self.begin(name, before=True)
        found = await effect()
        self.begin(name, before=False)
        return found

    def begin(self, name: str, *, before: bool) -> None:
        if before:
            self.count += 1
            self.effects.append(name)
        if self.count == self.at and before is self.before:
            raise Killed(name)

    def journals(self) -> AbstractContextManager[object]:
        """The journal is an effect too."""
        write = journal_module.write

        def written(*given: Any) -> None:
            self.begin("journal", before=True)
            write(*given)
            self.begin("journal", before=False)

        return patch.object(run_module, "write", written)


class KilledAt(Reaper):
    """Ends everything before or after the n-th effect of a name."""

    def __init__(self, name: str, n: int = 1, *, before: bool) -> None:
        super().__init__()
        self._name, self._n, self._is_before = name, n, before

    def begin(self, name: str, *, before: bool) -> None:
        super().begin(name, before=before)
        if name == self._name and before is self._is_before and self.effects.count(name) == self._n:
            raise Killed(name)


class Mortal:
    """*inner*, whose effects a reaper may end. What only reads leaves the world as the last effect left it."""

    def __init__(self, inner: object, reaper: Reaper, effects: Sequence[str]) -> None:
        self._inner, self._reaper, self._effects = inner, reaper, effects

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if name not in self._effects:
            return found
        return lambda *given: self._reaper.around(name, lambda: found(*given))
