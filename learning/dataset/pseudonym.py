"""What stands for lifters and their answers in datasets, so that no list of accounts can undo it."""

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

from storage.records import UserId

DIGITS: Final = 16  # hexadecimal


@dataclass(frozen=True, slots=True)
class Key:
    """The secret that names are made with: BLAKE2b with a key (RFC 7693), of at most 64 bytes. It is never shown."""

    secret: bytes = field(repr=False)

    def name_of(self, kind: str, what: str) -> str:
        """DIGITS hexadecimal digits: the same with the same key, and anybody's guess without it."""
        return blake2b(f"{kind}|{what}".encode(), digest_size=DIGITS // 2, key=self.secret).hexdigest()


def pseudonym(user: UserId, key: Key) -> str:
    return key.name_of("lifter", user)
