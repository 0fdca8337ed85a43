"""A reading that was offered: taken or refused, by its button or in a word."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import chain
from typing import TypeAlias

from bot.decide.asks import is_whole
from bot.decide.corrections import as_edit
from bot.decide.labels import plain_words, typed_for
from bot.decide.log import log, tells_readiness
from bot.decide.memory_without import forgetting
from bot.decide.readings import lifts_alone, settled, turned
from bot.decide.scene import Answer, Decision, Scene, blank, day_refusal, day_said, reply, say
from bot.message import Pressed, Said
from bot.parse.facts import Parsed, SaidSet
from bot.wording import GONE, NOT_MEANT, READ_BEFORE, READ_OTHERWISE, show_lifts
from knowledge.exercise import ExerciseId
from knowledge.units import Load, Unit
from storage.records import Button, Entry, Lift, Readiness, Reading

OFFER_LASTS = timedelta(hours=1)  # in which "yes" is about a proposal; its buttons last until it is settled
SAID = {
    "yes": ("yes", "yes please", "yep", "yeah", "yup", "y", "ja", "jo", "jep", "correct", "exactly"),
    "no": ("no", "nope", "nah", "n", "nein"),
}
REPLACES = {"read": True, "yes": False, "no": False}  # which kind of reading a button is for

Numbers: TypeAlias = tuple[ExerciseId | None, Load | None, int | None, int]


# ── which one is meant ─────────────────────────────────────────────────────────────────────────────────────────────


def reading_meant(scene: Scene) -> Reading | None:
    """The reading that a message answers, with its button or in a word; None where it answers none that is open."""
    match scene.incoming:
        case Pressed(press=press):
            verb, _, id_ = press.partition(":")
            return _pressed(verb, id_, scene)
        case Said() as said:
            answered = _answered(said, scene)
            return answered[1] if answered else None
        case _:
            return None


def _pressed(verb: str, id_: str, scene: Scene) -> Reading | None:
    """Memory holds the lifter's own open readings alone, so a foreign, forged or settled id names none."""
    readings = (one for one in scene.memory.readings if one.replaces is REPLACES.get(verb))
    return next((one for one in readings if one.id == id_), None)


def is_yes_or_no(said: Said) -> bool:
    return _verb(said) is not None


def _verb(said: Said) -> str | None:
    text = plain_words(said.text)
    return next((verb for verb, words in SAID.items() if text in words or text in typed_for(verb)), None)


def _answered(said: Said, scene: Scene) -> tuple[str, Reading] | None:
    """A yes or no, and the proposal that it is about: the last thing that was said in that chat, lately."""
    verb = _verb(said)
    here = [one for one in scene.memory.readings if not one.replaces and one.address == scene.incoming.where]
    if verb is None or not here or scene.now - here[-1].offered_at > OFFER_LASTS:
        return None
    return None if _is_overtaken(here[-1], scene) else (verb, here[-1])


def _is_overtaken(reading: Reading, scene: Scene) -> bool:
    """Whether anything was logged or asked since."""
    memory = scene.memory
    logged: tuple[Entry | Readiness, ...] = (*memory.recent, *memory.latest, *memory.readiness)
    is_asked = memory.ask is not None and memory.ask.asked_at > reading.offered_at
    return is_asked or any(one.said_at > reading.said_at and one.message != reading.message for one in logged)


def reading_said(said: Said, scene: Scene) -> Decision | None:
    """A proposal answered in a word; None when none is open."""
    answered = _answered(said, scene)
    if answered is None:
        return None
    verb, reading = answered
    return take_proposed(verb, reading.id, scene) if verb == "yes" else refuse_proposed(verb, reading.id, scene)


def proposal_button(said: Said, scene: Scene) -> Button | None:
    """What a yes or no may also be about, to be chosen; None when no proposal is open."""
    answered = _answered(said, scene)
    if answered is None:
        return None
    verb, reading = answered
    lifts = lifts_alone(scene.read(reading.text, scene.unit))
    return Button(show_lifts(lifts, scene.exercises, scene.unit) or reading.text, f"{verb}:{reading.id}")


# ── what becomes of it ─────────────────────────────────────────────────────────────────────────────────────────────


def take_other(verb: str, id_: str, scene: Scene) -> Decision:
    """Replace what a message logged by its other reading, as an edit of that message would."""
    reading = _pressed(verb, id_, scene)
    if reading is None:
        return reply(scene, READ_BEFORE)
    parsed = _other_than_logged(reading, scene)
    if parsed is None:
        return reply(scene, GONE)
    said = _as_said(reading, scene)
    without = replace(scene, memory=forgetting(scene.memory, reading.message))
    logged = log(said, parsed, _staged(said, parsed, without), note=READ_OTHERWISE)
    return _settling(reading, as_edit(said, logged, scene))


def take_proposed(verb: str, id_: str, scene: Scene) -> Decision:
    """Log what was proposed, as if it had been said in place of the words that were not read."""
    reading = _pressed(verb, id_, scene)
    if reading is None:
        return reply(scene, READ_BEFORE)
    parsed = _on_its_day(settled(scene.read(reading.text, scene.unit)), reading, scene)
    if not (tells_readiness(parsed) or any(is_whole(said) for said in parsed.sets)):
        return reply(scene, GONE)
    said = _as_said(reading, scene)
    return _settling(reading, log(said, parsed, _staged(said, parsed, scene)))


def refuse_proposed(verb: str, id_: str, scene: Scene) -> Decision:
    """Settle a proposal; it never was in the log."""
    reading = _pressed(verb, id_, scene)
    if reading is None:
        return reply(scene, READ_BEFORE)
    return _settling(reading, Decision(say(scene, blank(scene), Answer([NOT_MEANT]))))


def _settling(reading: Reading, decision: Decision) -> Decision:
    return replace(decision, changes=replace(decision.changes, settled_readings=(reading.id,)))


def _as_said(reading: Reading, scene: Scene) -> Said:
    """The message of a reading, as it comes back: an edit, for its plan is for today."""
    incoming = scene.incoming
    return Said(
        who=incoming.who,
        name=incoming.name,
        where=incoming.where,
        source=incoming.source,
        message=reading.message,
        reply_to=incoming.reply_to if isinstance(incoming, Said) else "",
        text=reading.text,
        sent_at=reading.said_at,
        edited=True,
    )


def _staged(said: Said, parsed: Parsed, scene: Scene) -> Scene:
    named = tuple(dict.fromkeys(one.exercise for one in parsed.sets if one.exercise))
    return replace(scene, incoming=said, parsed=parsed, named=named)


def _on_its_day(parsed: Parsed, reading: Reading, scene: Scene) -> Parsed:
    """*parsed* with its day by date: "yesterday" is counted from the day on which it was said."""
    if day_refusal(parsed.when, reading.on):
        return parsed
    on = day_said(parsed.when, reading.on).isoformat()
    return parsed if day_refusal(on, scene.said_on) else replace(parsed, when=on)


def _other_than_logged(reading: Reading, scene: Scene) -> Parsed | None:
    """The way of reading a message that was not logged; None when what it logged is neither of the two any more."""
    logged = Counter(_of_lift(entry.lift) for entry in _entries_of(reading.message, scene))
    for unit in (scene.unit, *(unit for unit in Unit if unit is not scene.unit)):  # his unit may have changed since
        read = scene.read(reading.text, unit)
        for taken, other in ((read, turned(read)), (turned(read), read)):
            is_logged = Counter(_of_set(said) for said in taken.sets if is_whole(said)) == logged
            if is_logged and taken.sets != other.sets:
                return _on_its_day(settled(other), reading, scene)
    return None


def _entries_of(message: str, scene: Scene) -> Iterable[Entry]:
    known = chain(scene.memory.recent, *scene.memory.history.values())
    return {(entry.source, entry.place): entry for entry in known if entry.message == message}.values()


def _of_lift(lift: Lift) -> Numbers:
    return lift.exercise, lift.load, lift.reps, lift.sets


def _of_set(said: SaidSet) -> Numbers:
    return said.exercise, said.load, said.reps, said.sets
