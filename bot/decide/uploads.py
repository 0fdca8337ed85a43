"""A file of training: shown, then taken, left or taken back with one tap. Nothing of it is logged before."""

from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.decide.scene import Answer, Decision, Opened, Scene, blank, reply, say, zone_of
from bot.imports.compared import compared
from bot.imports.entries import message_of
from bot.imports.preview import counted_readiness, counted_sets, in_other_unit, preview, span_of
from bot.imports.sheet import NotALog
from bot.message import Pressed, Sent
from bot.wording import NOT_YOURS
from knowledge.units import Unit
from knowledge.words import counted, joined, words
from storage.records import Button, Entry, Readiness, RowId, Upload, UploadState, row_id

OnRecord: TypeAlias = tuple[tuple[Entry, ...], tuple[Readiness, ...]]
"""All that stands in a lifter's log."""

UNREADABLE = words(
    "I can't get that file, so nothing is imported: it is larger than 20 MB, or gone. Send the "
    "CSV or JSON file that your training app exports."
)
ALL_THERE = words("All of it is on record already, so nothing is changed.")
NOT_KEPT = words("That file is not kept any more, so nothing is imported. Send it again.")
UNDONE = words("Undone: all that the last imported file had brought.")
LEFT = words("Then nothing is imported.")
NOTHING_OF_IT = words("Nothing of that file is in your log, so nothing is changed.")
TAKE, LEAVE, UNDO = "import", "leave", "unimport"  # the verbs of its buttons
DAY, MONTH, LOOK = "day", "month", "look"  # how a file is read, and that it is shown first
LONGEST_NAME = 60  # characters of a file's name that are shown


def is_import(message: str) -> bool:
    """Whether *message* names sets that came with a file."""
    return message.startswith(message_of(RowId("")))


# ── reading, beside the other chats: it takes a second for ten years of training ───────────────────────────────────


def upload_meant(scene: Scene) -> Upload | None:
    """The file that a message brings, or that its button takes; None where there is none to read."""
    match scene.incoming:
        case Sent(text=str(text), file_name=name):
            return Upload(
                id=row_id("upload", scene.turn),
                user=scene.person.user,
                name=name,
                text=text,
                unit=scene.unit,
                offered_at=scene.now,
            )
        case Pressed(press=press) if press.startswith(f"{TAKE}:"):
            upload = scene.memory.upload
            if upload is None or not upload.text or upload.state is UploadState.TAKEN:
                return None
            return replace(upload, unit=_way(scene).unit or upload.unit)
        case _:
            return None


def opened(upload: Upload, on_record: OnRecord, scene: Scene) -> Opened | NotALog:
    """What is in a file, and what of it is not *on_record*; or why it is no log. It may take a second."""
    zone, way = zone_of(scene.person.profile), _way(scene)
    try:
        found = compared(upload, way.is_day_first, on_record, zone, scene.exercises)
    except NotALog as refusal:
        return refusal.with_traceback(None)  # which would keep the text
    return Opened(found.log, found.new, found.new_readiness, found.standing)


@dataclass(frozen=True, slots=True)
class _Way:
    """How a button has its file read, where the file leaves it open: ``import:<id>:kg:day:look``."""

    unit: Unit | None = None
    is_day_first: bool | None = None
    is_look: bool = False  # it is shown that way first, and taken with the next tap

    def press(self, upload: Upload) -> str:
        order = {None: "", True: DAY, False: MONTH}[self.is_day_first]
        words = (TAKE, upload.id, self.unit, order, LOOK if self.is_look else "")
        return ":".join(word for word in words if word)


def _way(scene: Scene) -> _Way:
    press = scene.incoming.press if isinstance(scene.incoming, Pressed) else ""
    words = set(press.split(":")[2:])
    unit = next((unit for unit in Unit if unit in words), None)
    return _Way(unit, DAY in words if words & {DAY, MONTH} else None, LOOK in words)


# ── deciding ───────────────────────────────────────────────────────────────────────────────────────────────────────


def offer(sent: Sent, scene: Scene) -> tuple[Answer, tuple[Upload, ...]]:
    """What a file says, with the buttons that take it or leave it; and its row where there is something to take."""
    upload, file = upload_meant(scene), scene.file
    if upload is None or file is None:
        return Answer([sent.trouble or UNREADABLE]), ()
    if isinstance(file, NotALog):
        return Answer([file.why]), ()
    answer = _shown_with_buttons(file, upload, _Way())
    return answer, (upload,) if answer.buttons else ()


def _shown_with_buttons(file: Opened, upload: Upload, way: _Way) -> Answer:
    """A preview, with a button for each way to read the file; none where nothing of it is new."""
    shown = preview(file.log, len(file.new), file.standing)
    takes = _takes(file, upload, way)
    return Answer([shown], [(*takes, Button(words("No"), f"{LEAVE}:{upload.id}"))] if takes else [])


def _takes(file: Opened, upload: Upload, way: _Way) -> tuple[Button, ...]:
    if file.log.unclear_date:
        orders = ((words("The day is first"), True), (words("The month is first"), False))
        return tuple(
            Button(label, replace(way, is_day_first=first, is_look=True).press(upload)) for label, first in orders
        )
    if not (file.new or file.new_readiness):
        return ()
    guess, what, way = (
        file.log.guessed_unit,
        words("Import {sets}", sets=_counted(file)),
        replace(way, is_look=False),
    )
    if guess is None:
        return (Button(what, way.press(upload)),)
    return tuple(
        Button(words("{what} in {unit}", what=what, unit=unit), replace(way, unit=unit).press(upload))
        for unit in sorted(Unit, key=lambda one: one != guess)
    )


def take(_verb: str, _rest: str, scene: Scene) -> Decision:
    """Log what of a file is not on record yet; a second tap changes nothing, and says so."""
    upload, file = scene.memory.upload, scene.file
    if upload is None:
        return reply(scene, NOT_YOURS)
    if upload.state is UploadState.TAKEN:
        return reply(scene, ALL_THERE, *_undo_button(upload))
    if file is None or isinstance(file, NotALog):
        return reply(scene, file.why if file else NOT_KEPT)
    way = _way(scene)
    if way.is_look:
        return Decision(say(scene, blank(scene), _shown_with_buttons(file, upload, way)))
    if not (file.new or file.new_readiness):
        return reply(scene, in_other_unit(file.log, file.standing) or ALL_THERE)
    taken = replace(upload, state=UploadState.TAKEN)
    changes = replace(
        blank(scene),
        message=message_of(upload.id),
        entries=file.new,
        imported_readiness=file.new_readiness,
        uploads=(taken,),
    )
    return Decision(say(scene, changes, Answer([_imported(file, upload)], list(_undo_button(taken)))))


def leave(_verb: str, _rest: str, scene: Scene) -> Decision:
    """Refuse a file; one that was taken stays, for there is another button to undo it."""
    upload = scene.memory.upload
    if upload is None:
        return reply(scene, NOT_YOURS)
    if upload.state is UploadState.TAKEN:
        return reply(scene, words("{name} is imported already.", name=_shown(upload.name)), *_undo_button(upload))
    changes = blank(scene)
    if upload.state is UploadState.OFFERED:
        changes = replace(changes, uploads=(replace(upload, state=UploadState.REFUSED),))
    return Decision(say(scene, changes, Answer([LEFT])))


def undo_upload(_verb: str, _rest: str, scene: Scene) -> Decision:
    """Take back all that came with a file."""
    upload = scene.memory.upload
    if upload is None:
        return reply(scene, NOT_YOURS)
    if upload.state is not UploadState.TAKEN:
        return reply(scene, NOTHING_OF_IT)
    undone = replace(upload, state=UploadState.UNDONE)
    changes = replace(blank(scene), undo=(message_of(upload.id),), uploads=(undone,))
    return Decision(
        say(scene, changes, Answer([words("Undone: everything that came from {name}.", name=_shown(upload.name))]))
    )


def _undo_button(upload: Upload) -> tuple[tuple[Button, ...], ...]:
    is_taken = upload.state is UploadState.TAKEN
    return ((Button(words("Undo import"), f"{UNDO}:{upload.id}"),),) if is_taken else ()


# ── words ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _imported(file: Opened, upload: Upload) -> str:
    days = sorted(row.on for rows in (file.new, file.new_readiness) for row in rows)
    lifts = len({entry.lift.exercise for entry in file.new})
    of = counted(" of {count} exercise", " of {count} exercises", count=lifts) if lifts else ""
    span = span_of(days[0], days[-1])
    return words(
        "Imported {sets}{of} from {name}, {span}.", sets=_counted(file), of=of, name=_shown(upload.name), span=span
    )


def _counted(file: Opened) -> str:
    """``7,011 sets``; the words on readiness where there is no set."""
    if file.new:
        return counted_sets(len(file.new))
    return counted_readiness(len(file.new_readiness))


def _shown(name: str) -> str:
    """A file's name as far as it can be shown."""
    printable = "".join(letter for letter in name if letter.isprintable()).strip()
    return printable[:LONGEST_NAME] or words("the file")


def only_one_read(sent: Sent) -> str:
    """That other files of the message were left alone; empty where there were none."""
    if not sent.unread:
        return ""
    others = joined(tuple(map(_shown, sent.unread)), ", ")
    return words(
        "I read one file a message, here {name}. Send {others} by itself.",
        name=_shown(sent.file_name),
        others=others,
    )
