"""Photos and voice notes: which are taken, what a model is asked about them, and what its answer may be used for.

Nothing that comes back is logged. It is kept as text that the reader itself reads, and offered to the lifter.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final, Protocol

from agents.calls import About, Heard, Means, ask, exchange_of
from agents.model import Answer, ModelUnavailable, Request
from knowledge.plates import HEAVIEST, STANDARD_PLATES
from knowledge.units import Load, Unit
from storage.records import Exchange, Lift, Profile, row_id

EYES: Final = "eyes"
EARS: Final = "ears"


class Medium(StrEnum):
    PHOTO = "photo"
    VOICE = "voice note"


MOST_BYTES: Final[Mapping[Medium, int]] = {Medium.PHOTO: 5 * 1024 * 1024, Medium.VOICE: 10 * 1024 * 1024}
LONGEST_SECONDS: Final = 120
MOST_LIFTS: Final = 12  # in one offer: more would not be read before it is tapped
MOST_LINES: Final = 60  # of an answer: a page of a log has fewer, and a model that is caught in a loop writes more
LONGEST_ANSWER: Final = 4_000  # characters
NOTHING: Final = "nothing"  # what the prompt has the model answer where it is not sure


class Trouble(StrEnum):
    """Why there is no answer."""

    GONE = "gone"  # the platform does not give it out
    UNFIT = "unfit"  # too large, or of a format that is not taken
    UNAVAILABLE = "unavailable"  # no model answered
    SPENT = "spent"  # he has had his share of models for the day


@dataclass(frozen=True, slots=True, kw_only=True)
class Perceived:
    """What models made of a photo or voice note: untrusted *text*, or the *trouble* why there is none."""

    text: str = ""
    trouble: Trouble | None = None
    unread: int = 0  # parts that were not got or not answered
    exchanges: tuple[Exchange, ...] = ()


class Ears(Protocol):
    """The port to a transcription."""

    @property
    def name(self) -> str:
        """Of the model."""
        ...

    async def hear(self, recording: bytes, media_type: str, whose: str) -> str:
        """The words of *recording*; untrusted, may be empty. *whose*: the person who waits. Raises ModelUnavailable."""
        ...

    async def close(self) -> None: ...


# ── what is taken ──────────────────────────────────────────────────────────────────────────────────────────────────

_BEGINNINGS: Final = (
    (Medium.PHOTO, "image/jpeg", rb"\xff\xd8\xff"),
    (Medium.PHOTO, "image/png", rb"\x89PNG\r\n\x1a\n"),
    (Medium.PHOTO, "image/webp", rb"RIFF.{4}WEBP"),
    (Medium.VOICE, "audio/ogg", rb"OggS"),
    (Medium.VOICE, "audio/wav", rb"RIFF.{4}WAVE"),
    (Medium.VOICE, "audio/mp4", rb".{4}ftyp(?:M4A |M4B |mp4[12]|isom|iso[2-6])"),
    (Medium.VOICE, "audio/mpeg", rb"ID3|\xff[\xe2-\xe7\xf2-\xf7\xfa-\xff]"),
)


def media_type_of(body: bytes, medium: Medium) -> str | None:
    """What *body* is by its first bytes, whatever it was called; None where that is not taken, or it is too large."""
    if len(body) > MOST_BYTES[medium]:
        return None
    kinds = (name for kind, name, beginning in _BEGINNINGS if kind is medium and re.match(beginning, body, re.DOTALL))
    return next(kinds, None)


# ── asking ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def see(pictures: Sequence[bytes], unit: Unit, about: About, means: Means) -> Perceived:
    """What is written on *pictures*, one after another; what can not be read of one is no reason to drop the others.

    Cancelling leaves the call. Raises nothing that a model could cause.
    """
    kinds = [media_type_of(body, Medium.PHOTO) for body in pictures]
    fit = [(kind, body) for kind, body in zip(kinds, pictures, strict=True) if kind is not None]
    texts, exchanges = [], []
    for number, picture in enumerate(fit):
        request = means.request(EYES, {"unit": unit.value}, None, about.user)
        heard = await ask(replace(request, images=(picture,)), means)
        exchange = exchange_of(heard, _verdict(heard), about, means)
        exchanges.append(replace(exchange, id=row_id(about.turn, EYES, str(number))))
        texts += [heard.answer.text] if heard.answer else []
    trouble = None if texts else (Trouble.UNAVAILABLE if fit else Trouble.UNFIT)
    unread = len(pictures) - len(texts)
    return Perceived(text="\n".join(texts), trouble=trouble, unread=unread, exchanges=tuple(exchanges))


async def hear(recording: bytes, about: About, ears: Ears, elapsed_ms: Callable[[], int], at: datetime) -> Perceived:
    """The words of a *recording*; *elapsed_ms* only goes forward.

    Cancelling leaves the call. Raises nothing that a model could cause.
    """
    kind = media_type_of(recording, Medium.VOICE)
    if kind is None:
        return Perceived(trouble=Trouble.UNFIT)
    begun = elapsed_ms()
    answer, error = None, None
    try:
        text = (await ears.hear(recording, kind, about.user)).strip()
        answer = Answer(text, ears.name, 0, 0, elapsed_ms() - begun)
    except ModelUnavailable as unavailable:
        text, error = "", unavailable
    request = _heard_request(ears.name, f"{kind}, {len(recording)} bytes")
    heard = Heard(request, at, elapsed_ms() - begun, text, answer, error)
    exchange = _exchange(heard, about)
    return Perceived(text=text, trouble=None if answer else Trouble.UNAVAILABLE, exchanges=(exchange,))


def _heard_request(model: str, what: str) -> Request:
    """A transcription is asked for in no words; what stands in its record is what was sent."""
    return Request(agent=EARS, model=model, system="", user=what, temperature=0, max_tokens=0, timeout_seconds=0)


def _exchange(heard: Heard, about: About) -> Exchange:
    return Exchange(
        id=row_id(about.turn, EARS),
        turn=about.turn,
        user=about.user,
        agent=EARS,
        model=heard.request.model,
        adapter=None,
        prompt_version="",
        arm=about.arm,
        occasion="",
        facts=(),
        system="",
        prompt=heard.request.user,
        answer=heard.text,
        verdict=_verdict(heard),
        prompt_tokens=0,
        completion_tokens=0,
        latency_ms=heard.latency_ms,
        at=heard.at,
    )


def _verdict(heard: Heard) -> str:
    if heard.answer is None:
        return f"unavailable: {heard.error or 'the answer broke off'}"
    return "used" if lines_of(heard.answer.text) else "guard: it found nothing to offer"


# ── reading ────────────────────────────────────────────────────────────────────────────────────────────────────────

_BULLET: Final = re.compile(r"^[\s•*·–-]*(?:\d{1,2}[.)]\s+)?")
_PER_SIDE: Final = re.compile(r"(?:plates )?per side:(?P<plates>.+)", re.IGNORECASE)
_PLATE: Final = re.compile(r"(?P<amount>\d{1,3}(?:\.\d{1,2})?) ?(?P<unit>lb|kg)s?", re.IGNORECASE)
# Beside the plates that every gym has. Source: the ranges of the makers of calibrated and bumper plates.
_RARER: Final[Mapping[Unit, tuple[Decimal, ...]]] = {
    Unit.LB: tuple(map(Decimal, ("100", "55", "35", "15"))),
    Unit.KG: tuple(map(Decimal, ("50", "0.5", "0.25"))),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands on a photo. *lifts* were read as whole sets with nothing else on their lines."""

    lifts: tuple[Lift, ...] = ()
    left_out: int = 0  # lines that were not, and lifts beyond MOST_LIFTS
    plates: tuple[Load, ...] = ()  # on one side of a loaded bar


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of an answer; none where it says that there is nothing, or is no answer of a sane length."""
    if len(text) > LONGEST_ANSWER:
        return ()
    lines = tuple(line for line in (_BULLET.sub("", raw).strip() for raw in text.splitlines()) if line)
    wanted = tuple(line for line in lines if line.strip(".").lower() != NOTHING)
    return wanted if len(wanted) <= MOST_LINES else ()


def seen_in(text: str, read: Callable[[str], Sequence[Lift]]) -> Seen:
    """What an answer about a photo says; *read* gives the sets of a line that says whole sets and nothing else."""
    lifts: list[Lift] = []
    plates: tuple[Load, ...] = ()
    left_out = 0
    for line in lines_of(text):
        if side := _PER_SIDE.fullmatch(line):
            plates = plates or _plates(side["plates"])
        elif found := read(line):
            lifts += found
        else:
            left_out += 1
    return Seen(tuple(lifts[:MOST_LIFTS]), left_out + len(lifts[MOST_LIFTS:]), plates)


def _plates(listed: str) -> tuple[Load, ...]:
    """Plates of one unit, as they were named; none where anything else is among them."""
    found = [_PLATE.fullmatch(part.strip()) for part in re.split(r"[,+]", listed)]
    named = [Load(Decimal(one["amount"]), Unit(one["unit"].lower())) for one in found if one]
    return tuple(named) if len(named) == len(found) and len({plate.unit for plate in named}) == 1 else ()


def load_on(bar: Load, plates: Sequence[Load], profile: Profile) -> Load | None:
    """*bar* with *plates* on each side; None where one of them is no plate that there is, or nobody could lift it."""
    unit = bar.unit
    known = {*STANDARD_PLATES[unit], *_RARER[unit], *(plate.amount for plate in profile.plates if plate.unit is unit)}
    if not plates or any(plate.unit is not unit or plate.amount not in known for plate in plates):
        return None
    amount = bar.amount + 2 * sum((plate.amount for plate in plates), Decimal(0))
    return Load(amount, unit) if amount <= HEAVIEST[unit] else None
