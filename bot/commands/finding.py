"""One line of ``focusflow doctor``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    broken: bool
    says: str

    def __str__(self) -> str:
        return f"{'WRONG' if self.broken else 'ok':<6} {self.what:<10} {self.says}"
