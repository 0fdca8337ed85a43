"""``focusflow import``: a training log of another app, or our own export, into a lifter's log; and out of it again."""

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from stat import S_ISREG
from typing import Final

from agents.lineup import style_salt
from bot.decide.scene import zone_of
from bot.imports.compared import Standing, compared
from bot.imports.entries import message_of
from bot.imports.preview import everything, is_cut, preview
from bot.imports.read import decode
from bot.imports.sheet import FileLog, NotALog
from bot.imports.table import MOST_CHARACTERS
from bot.turn import newcomer
from knowledge.exercise import Exercises
from knowledge.units import Unit
from storage.open import open_store
from storage.records import (
    Address,
    Changes,
    Entry,
    Identity,
    Person,
    Profile,
    Readiness,
    RowId,
    Upload,
    UploadState,
    UserId,
    Wanted,
    row_id,
)
from storage.store import Store

_BEGINS: Final = message_of(RowId(""))


@dataclass(frozen=True, slots=True)
class OnRecord:
    """A lifter, and all that stands in his log. *is_new*: nobody wrote from that account yet."""

    person: Person
    identity: Identity
    is_new: bool
    entries: tuple[Entry, ...] = ()
    readiness: tuple[Readiness, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that was read, and what of it is new to the lifter's log."""

    log: FileLog
    upload: Upload
    entries: tuple[Entry, ...]
    readiness: tuple[Readiness, ...]
    standing: Standing

    @property
    def is_empty(self) -> bool:
        return not self.entries and not self.readiness

    def preview(self) -> str:
        """What the chat shows, and which options take the file another way."""
        log = self.log
        options = [
            f"--unit {other_unit(log.guessed_unit)} takes them the other way."
            if log.guessed_unit and not self.is_empty
            else "",
            "--dates day or --dates month says it." if log.unclear_date else "",
            "--all lists every row that is not logged." if is_cut(log) else "",
        ]
        return "\n".join([preview(log, len(self.entries), self.standing), *filter(None, options)])

    def everything(self) -> Iterator[str]:
        return everything(self.log)


def text_of(path: Path) -> str:
    """The text of a file. Raises NotALog with a sentence where it cannot be read or is too large."""
    try:
        if not S_ISREG(path.stat().st_mode):
            raise NotALog(f"{path} cannot be read: it is no regular file.")
        if path.stat().st_size > 2 * MOST_CHARACTERS:
            raise NotALog(f"{path} is larger than {2 * MOST_CHARACTERS // 1_000_000} MB; export a shorter time.")
        return decode(path.read_bytes())
    except OSError as failure:
        raise NotALog(f"{path} cannot be read: {failure.strerror or failure}.") from None


async def look_up(url: str, who: Identity, profile: Profile) -> OnRecord:
    """The lifter of an account with his log; somebody new, with *profile*, where nobody wrote from there."""
    async with open_store(url) as store:
        person = await store.person(who)
        if person is None:
            return OnRecord(newcomer(who, who.account, profile, style_salt(await store.lineup())), who, is_new=True)
        return OnRecord(person, who, False, *await store.log(person.user))


def read_offer(
    text: str,
    name: str,
    unit: Unit | None,
    known: OnRecord,
    exercises: Exercises,
    at: datetime,
    *,
    is_day_first: bool | None = None,
) -> Offer:
    """What of *text* is new. *unit*: what its loads are in where it does not say so; None: the lifter's.

    *is_day_first*: 03/04/2026 is in April; None: as its other dates tell. Raises NotALog with one sentence.
    """
    user, own = known.person.user, unit or known.person.profile.unit
    upload = Upload(
        id=row_id("upload", user, name, at.isoformat()), user=user, name=name, text=text, unit=own, offered_at=at
    )
    on_record, zone = (known.entries, known.readiness), zone_of(known.person.profile)
    found = compared(upload, is_day_first, on_record, zone, exercises)
    return Offer(found.log, upload, found.new, found.new_readiness, found.standing)


def other_unit(unit: Unit) -> Unit:
    return Unit.KG if unit is Unit.LB else Unit.LB


def undoing(path: Path, who: Identity) -> str:
    """The command that takes the import of a file back, as a shell reads it."""
    words = ["focusflow", "import", str(path), "--platform", who.platform, "--user", who.account, "--undo"]
    return shlex.join(words)


async def take(url: str, offer: Offer, known: OnRecord) -> None:
    """Keep the new rows of a file, all of them or none."""
    message = message_of(offer.upload.id)
    changes = Changes(
        at=offer.upload.offered_at,
        user=known.person.user,
        turn=row_id("turn", message),
        message=message,
        person=known.person if known.is_new else None,
        identity=known.identity if known.is_new else None,
        entries=offer.entries,
        imported_readiness=offer.readiness,
        uploads=(replace(offer.upload, state=UploadState.TAKEN),),
    )
    async with open_store(url) as store:
        await store.keep(changes)


async def take_back(url: str, who: Identity, text: str, name: str, at: datetime) -> str:
    """Undo the newest import of a file, known by its *text* or else by its *name*; a sentence says what was undone.

    Raises LookupError with a sentence where none stands.
    """
    async with open_store(url) as store:
        person = await store.person(who)
        if person is None:
            raise LookupError(f"Nobody called {who.account!r} on {who.platform} has written yet.")
        entries, readiness = await store.log(person.user)
        messages = dict.fromkeys([entry.message for entry in entries] + [word.message for word in readiness])
        ids = [message for message in messages if message.startswith(_BEGINS)]
        uploads = [await _upload(store, person.user, RowId(id_.removeprefix(_BEGINS)), at) for id_ in ids]
        upload = _newest([upload for upload in uploads if upload is not None], text, name)
        if upload is None:
            raise LookupError(f"No import of {name} stands in that log, so nothing is undone.")
        undone = replace(upload, state=UploadState.UNDONE)
        message = message_of(upload.id)
        await store.keep(Changes(at=at, user=person.user, undo=(message,), uploads=(undone,)))
        count = sum(entry.message == message for entry in entries)
    return f"Undone: {count:,} set{'s' * (count != 1)} from {upload.name}, imported on {upload.offered_at:%Y-%m-%d}."


async def _upload(store: Store, user: UserId, id_: RowId, at: datetime) -> Upload | None:
    nowhere = Address("import", "import")
    return (await store.recall(user, Wanted(on=at.date(), address=nowhere, upload=id_))).upload


def _newest(uploads: list[Upload], text: str, name: str) -> Upload | None:
    same = [upload for upload in uploads if upload.text == text] or [one for one in uploads if one.name == name]
    return max(same, key=lambda upload: upload.offered_at, default=None)


@contextmanager
def shown_at_work(what: str, is_terminal: bool) -> Iterator[None]:
    """A bar on the terminal while something long is done, whose end nobody knows; gone afterwards."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not is_terminal) as progress:
        progress.add_task(what, total=None)
        yield
