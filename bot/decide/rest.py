"""The rest between two sets: ``rest 3`` or a button sets an alarm, and the next set that is logged stops it.

How long it is where he does not say goes by the reps of the plan: about 3 minutes for heavy sets, 1 to 2 for lighter
ones (American College of Sports Medicine, position stand 2009, Medicine & Science in Sports & Exercise 41:687;
Grgic et al. 2018, Sports Medicine 48:137).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from bot.decide.scene import Answer, Decision, Scene, blank, reply, say
from bot.decide.which import entries_replied
from bot.languages import spoken, spoken_button
from bot.message import Said
from bot.parse.facts import Parsed
from bot.wording import GONE, NOT_YOURS
from knowledge.words import joined, words
from storage.records import Alarm, AlarmState, Button, Changes, Outgoing, Prescription, row_id

REST: Final = "rest"  # the verbs of the buttons
LONGER: Final = "longer"
STOP: Final = "stop"
SHORTEST_SECONDS: Final = 10
LONGEST_SECONDS: Final = 30 * 60
MINUTE: Final = 60
MINUTES_AT_MOST: Final = 15  # a bare number up to here is minutes, and seconds from there on
HEAVY_REPS, MIDDLE_REPS = 5, 12  # at most
HEAVY_SECONDS, MIDDLE_SECONDS, LIGHT_SECONDS = 180, 120, 90
_LENGTH: Final = (
    r"(?:(\d{1,2})(?::|\s*m(?:in)?\s*)([0-5]\d)(?:\s*min|\s*s(?:ec)?)?"
    r"|(\d{1,4}(?:[.,]\d)?)\s*(m|mins?|minutes?|s|secs?|seconds?)?)"
)
_REST: Final = re.compile(rf"/?(?:rest|timer)(?:\s+(?:for\s+)?{_LENGTH})?")
_STOPPED: Final = re.compile(
    r"/?(?:rest|timer)\s+(?:stop|off|over|done|cancel)|(?:stop|cancel)\s+(?:the\s+)?(?:rest|timer)"
)
_UNTIMED: Final = re.compile(r"/?(?:rest|timer)\s+[-+]?\d[\d.,:]*\s*(?:m|mins?|minutes?|s|secs?|seconds?|h|hours?)?")
_CALLED_OFF: Final = re.compile(r"/?(?:stop|cancel)")
_BEHIND: Final = re.compile(rf"[\s,;.]rest(?:\s+(?:for\s+)?{_LENGTH})?[.!]?$", re.IGNORECASE)
BOUNDS: Final = words("I time rests from 10 s to 30 min, so no timer is set. Say it like `rest 3` or `rest 90s`.")
NO_REST: Final = words("No rest is being timed.")
REST_OVER: Final = words("That rest is over, or it is somebody else's. Nothing is changed.")
STOPPED: Final = words("Rest stopped.")
REST_PAST: Final = words("That rest is over by now, so no timer is set.")


def rest_said(said: Said, scene: Scene) -> Decision | None:
    """The decision about a rest that is asked for or called off; None where the words are neither."""
    told = said.text.strip().lower().rstrip(".!")
    if _STOPPED.fullmatch(told):
        alarm = scene.memory.alarm
        return _stopped(alarm, scene) if alarm else reply(scene, NO_REST)
    if _CALLED_OFF.fullmatch(told) and scene.memory.alarm and not entries_replied(scene):
        return _stopped(scene.memory.alarm, scene)
    found = _REST.fullmatch(told)
    if found is None:
        return reply(scene, BOUNDS) if _UNTIMED.fullmatch(told) else None
    seconds = _seconds(found.groups())
    return _started(_usual_seconds(scene) if seconds is None else seconds, scene)


def is_called_off(scene: Scene) -> bool:
    """Whether the words may call off a rest."""
    said = scene.incoming
    return isinstance(said, Said) and _CALLED_OFF.fullmatch(said.text.strip().lower().rstrip(".!")) is not None


def _seconds(parts: Sequence[str | None]) -> int | None:
    """Of the groups of _LENGTH; None: no length was said."""
    minutes, seconds, number, unit = parts
    if minutes is not None and seconds is not None:
        return int(minutes) * MINUTE + int(seconds)
    if number is None:
        return None
    amount = Decimal(number.replace(",", "."))
    is_minutes = unit.startswith("m") if unit else amount <= MINUTES_AT_MOST
    return int(amount * MINUTE) if is_minutes else int(amount)


def rest_of(given: Prescription | None) -> int:
    """The usual rest before what is prescribed, in seconds."""
    if given is None or HEAVY_REPS < given.reps <= MIDDLE_REPS:
        return MIDDLE_SECONDS
    return HEAVY_SECONDS if given.reps <= HEAVY_REPS else LIGHT_SECONDS


def _usual_seconds(scene: Scene) -> int:
    """Of the lift that was logged last."""
    newest = (made[0] for made in scene.memory.prescriptions.values() if made)
    return rest_of(next((given for given in newest if given.load is not None), None))


def rest_button(given: Prescription) -> Button:
    """It names the turn and not the plan: a rest that is tapped right after a correction is still one."""
    seconds = rest_of(given)
    return Button(words("Rest {time}", time=show_seconds(seconds)), f"{REST}:{given.turn}:{seconds}")


def show_seconds(seconds: int) -> str:
    """``90 s``, ``3 min``, ``2:30 min``."""
    minutes, rest = divmod(seconds, MINUTE)
    if minutes and not rest:
        return words("{minutes} min", minutes=minutes)
    return words("{seconds} s", seconds=seconds) if minutes <= 1 else words("{time} min", time=f"{minutes}:{rest:02}")


# ── begun, longer, stopped ─────────────────────────────────────────────────────────────────────────────────────────


def rest_pressed(_verb: str, rest: str, scene: Scene) -> Decision:
    """The button under a plan; it carries the turn and the seconds that its label showed."""
    seconds = rest.partition(":")[2]
    if not scene.memory.turn_is_own:
        return reply(scene, NOT_YOURS)
    return _started(int(seconds), scene) if re.fullmatch(r"[0-9]{1,4}", seconds) else reply(scene, GONE)


def _started(seconds: int, scene: Scene) -> Decision:
    if not SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS:
        return reply(scene, BOUNDS)
    alarm = _alarm(seconds, scene)
    if alarm.rings_at <= scene.now:
        return reply(scene, REST_PAST)
    return Decision(say(scene, replace(blank(scene), alarms=(alarm,)), Answer([_resting(seconds)], [_buttons(alarm)])))


def _alarm(seconds: int, scene: Scene) -> Alarm:
    """A new one. Its id is that of the words that tell of it, so that they can change with it."""
    return Alarm(
        id=row_id("reply", scene.turn),
        user=scene.person.user,
        address=scene.incoming.where,
        rings_at=_begun_at(scene) + timedelta(seconds=seconds),
        seconds=seconds,
        in_group=scene.incoming.company is not None,
        reply_to=getattr(scene.incoming, "reply_to", None) or None if scene.incoming.company else None,
    )


def _resting(seconds: int) -> str:
    return words("Resting {time}; I'll ping you.", time=show_seconds(seconds))


def _buttons(alarm: Alarm) -> tuple[Button, ...]:
    return (Button(words("+1 min"), f"{LONGER}:{alarm.id}"), Button(words("Stop"), f"{STOP}:{alarm.id}"))


def _begun_at(scene: Scene) -> datetime:
    """When it was asked for: a message that had to wait is not that of a rest that begins now."""
    is_edit = isinstance(scene.incoming, Said) and scene.incoming.edited
    return scene.now if is_edit else min(scene.incoming.sent_at, scene.now)


def rest_changed(verb: str, rest: str, scene: Scene) -> Decision:
    """One more minute, or the end of it. Only the one who rests may, while he does."""
    id_, _, elsewhere = rest.partition(":")
    alarm = scene.memory.alarm
    if alarm is None or alarm.id != id_:
        return reply(scene, REST_OVER)
    if verb == STOP:
        return _stopped(alarm, scene, in_place=not elsewhere)
    longer = replace(alarm, seconds=alarm.seconds + MINUTE, rings_at=alarm.rings_at + timedelta(seconds=MINUTE))
    if longer.seconds > LONGEST_SECONDS:
        return reply(scene, BOUNDS)
    answer = Answer([words("Resting {time} in all; I'll ping you.", time=show_seconds(longer.seconds))])
    answer.buttons.append(_buttons(longer))
    return Decision(_in_place(alarm, say(scene, replace(blank(scene), alarms=(longer,)), answer), scene))


def _stopped(alarm: Alarm, scene: Scene, *, in_place: bool = False) -> Decision:
    changes = replace(blank(scene), alarms=(replace(alarm, state=AlarmState.STOPPED),))
    changes = say(scene, changes, Answer([STOPPED]))
    return Decision(_in_place(alarm, changes, scene) if in_place else changes)


def _in_place(alarm: Alarm, changes: Changes, scene: Scene) -> Changes:
    """The words that told of the rest are changed, where he sees that."""
    if not scene.evolves:
        return changes
    return replace(changes, outbox=tuple(replace(told, edits=alarm.id) for told in changes.outbox))


# ── beside a set ───────────────────────────────────────────────────────────────────────────────────────────────────


def rest_behind(said: Said, scene: Scene) -> tuple[str, Parsed, int | None] | None:
    """The words before ``rest 3`` that log a set, as they are read, and the seconds (None: as usual).

    None where no rest is asked for behind a set.
    """
    if said.edited or scene.parsed.danger or not scene.parsed.sets:
        return None
    text = said.text.strip()
    if (found := _BEHIND.search(text)) is None:
        return None
    head = text[: found.start()].rstrip(" ,;.")
    before = scene.read(head, scene.unit)
    return (head, before, _seconds(found.groups())) if before.sets == scene.parsed.sets else None


def with_rest(decision: Decision, seconds: int | None, scene: Scene) -> Decision:
    """*decision* about a set, with the rest that was asked for behind it."""
    changes = decision.changes
    if not changes.entries or not changes.outbox:
        return decision
    given = next((one for one in changes.prescriptions if one.load is not None), None)
    seconds = rest_of(given) if seconds is None else seconds
    if not SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS:
        return _below(decision, BOUNDS, changes.outbox[0], scene)
    alarm = replace(_alarm(seconds, scene), id=row_id("rest", scene.turn))
    if alarm.rings_at <= scene.now:
        return _below(decision, REST_PAST, changes.outbox[0], scene)
    stop = spoken_button(Button(words("Stop rest"), f"{STOP}:{alarm.id}:set"), scene.language)
    first = changes.outbox[0]
    rows = tuple(tuple(stop if one.press.startswith(f"{REST}:") else one for one in row) for row in first.buttons)
    timed = replace(decision, changes=replace(changes, alarms=(alarm,)))
    return _below(timed, _resting(seconds), replace(first, buttons=rows), scene)


def _below(decision: Decision, line: str, first: Outgoing, scene: Scene) -> Decision:
    """The line is the end of the answer, whatever a model makes of the words above it."""
    below = joined([decision.below, line]) if decision.below else line
    text = f"{first.text}\n\n{spoken(line, scene.language)}"
    outbox = (replace(first, text=text), *decision.changes.outbox[1:])
    return replace(decision, changes=replace(decision.changes, outbox=outbox), below=below)


def until_next_set(decision: Decision, scene: Scene) -> Decision:
    """The next set of the day ends the rest, and nothing is said of it; putting right an earlier one does not.

    What was said of rests goes with it, where messages can be taken away: so the session's own message stands last.
    """
    changes, alarm = decision.changes, scene.memory.alarm
    is_new = any(entry.on == scene.today for entry in changes.entries)
    if not is_new or changes.undo or changes.undo_entries:
        return decision
    if scene.evolves:
        changes = replace(changes, outbox=(*changes.outbox, *_taken_away(scene)))
    if alarm is not None and not changes.alarms:
        changes = replace(changes, alarms=(replace(alarm, state=AlarmState.STOPPED),))
    return replace(decision, changes=changes)


def _taken_away(scene: Scene) -> Iterator[Outgoing]:
    for told in scene.memory.passing:
        yield Outgoing(
            id=row_id("away", scene.turn, told),
            turn=scene.turn,
            address=scene.incoming.where,
            text="",
            edits=told,
            written_at=scene.now,
        )
