"""One lifter, two platforms: the one-time code that joins his accounts, and parting them. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Final

from bot.decide.scene import Answer, Decision, Scene, blank, reply, say
from bot.message import Incoming, Pressed, Said
from bot.wording_own import (
    CODE_MINUTES,
    CODE_SEEN,
    LINK_IN_PRIVATE,
    LINK_OWN,
    LINK_SAME_PLATFORM,
    LINK_TOO_OFTEN,
    LINK_UNKNOWN,
    PART,
    STAY,
    UNLINK_ASKED,
    link_code,
)
from knowledge.words import Words
from storage.records import Button, LinkCode, Linked

UNLINK: Final = "unlink"  # the verb of its button
ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that looks like something else
CODE_LENGTH: Final = 8
WRONG_MOST: Final = 5  # codes of one account in WRONG_WITHIN
WRONG_WITHIN: Final = timedelta(hours=1)
_TYPED: Final = re.compile(r"/?link[\s:]+`?([a-z0-9]{4}[\s-][a-z0-9]{4}|[a-z0-9]{6,12})`?\s*[.!]*", re.IGNORECASE)
_ASKED: Final = re.compile(r"/?link[\s.!]*", re.IGNORECASE)
REFUSALS: Final[dict[Linked, Words]] = {
    Linked.UNKNOWN: LINK_UNKNOWN,
    Linked.OWN: LINK_OWN,
    Linked.SAME_PLATFORM: LINK_SAME_PLATFORM,
}


def asks_for_code(incoming: Incoming) -> bool:
    return isinstance(incoming, Said) and _ASKED.fullmatch(incoming.text.strip()) is not None


def code_typed(incoming: Incoming) -> str | None:
    """The code that a message types, as it was given; None where it types none."""
    found = _TYPED.fullmatch(incoming.text.strip()) if isinstance(incoming, Said) else None
    return re.sub(r"[\s-]", "", found[1]).upper() if found else None


def digest_of(code: str) -> str:
    """What is kept of a code."""
    return blake2b(code.encode(), digest_size=16).hexdigest()


def link_said(scene: Scene) -> Decision:
    """The answer to ``link``: a new code, which ends the one before. Asked for in a group it is told in his private
    talk; who has none yet asks again there, since nobody knows whether he would read it in time.
    """
    if scene.incoming.company is not None and scene.memory.private_chat is None:
        return reply(scene, LINK_IN_PRIVATE)
    code = LinkCode(
        digest=digest_of(scene.code),
        user=scene.person.user,
        platform=scene.incoming.where.platform,
        expires_at=scene.now + timedelta(minutes=CODE_MINUTES),
    )
    return Decision(say(scene, replace(blank(scene), link_codes=(code,)), Answer([link_code(scene.code)])))


def code_seen(scene: Scene) -> Decision:
    """The answer to a code that others could read. His own ends at once; a stranger's is never taken in a group."""
    return reply(scene, CODE_SEEN)


def refused(linked: Linked, scene: Scene) -> Decision:
    return reply(scene, REFUSALS[linked])


def too_often(scene: Scene) -> Decision:
    return reply(scene, LINK_TOO_OFTEN)


def lately(wrong: Sequence[datetime], now: datetime) -> tuple[datetime, ...]:
    """Those wrong codes that still count."""
    return tuple(at for at in wrong if now - at < WRONG_WITHIN)


def unlink_said(scene: Scene) -> Decision:
    buttons = (Button(PART, f"{UNLINK}:{scene.person.user}"), Button(STAY, f"keep:{scene.person.user}"))
    return reply(scene, UNLINK_ASKED, buttons)


def asks_to_part(incoming: Incoming) -> bool:
    """Whether he asks for it where nobody reads along."""
    if not isinstance(incoming, Said) or incoming.company is not None:
        return False
    return incoming.text.strip().lower().strip("/ .!") == UNLINK


def parts(scene: Scene) -> bool:
    """Whether he has tapped that his accounts are parted."""
    incoming = scene.incoming
    return isinstance(incoming, Pressed) and incoming.press == f"{UNLINK}:{scene.person.user}"
