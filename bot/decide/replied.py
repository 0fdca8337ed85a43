"""A reply to one of our answers is about what that one logged, not about the newest sets."""

import re
from dataclasses import replace
from typing import Final

from bot.decide.asks import LATELY, waiting
from bot.decide.corrections import correct, delete
from bot.decide.learned import TAKEN_BACK, without_lesson_of
from bot.decide.log import flag_id
from bot.decide.put_back import put_back
from bot.decide.scene import Answer, Decision, Scene, blank, reply, say
from bot.decide.session import sets_text
from bot.decide.uploads import is_import
from bot.decide.which import entries_replied, patch_of
from bot.message import Said
from bot.parse.facts import Intent, Parsed
from bot.wording import undone
from knowledge.words import words
from storage.records import Entry, Lift

_NUMBER: Final = r"\d{1,4}(?:[.,]\d{1,3})?\s*"
_WEIGHT: Final = r"(?:kgs?|kilos?|lbs?|pounds?)"
_VALUE: Final = re.compile(
    r"(?P<lead>(?:(?:no|nope|oops|sorry)[\s,.!]+)?(?:(?:it|that)\s+)?(?:(?:was|were|is|should be|i meant?|meant)\s+)?)"
    rf"(?P<value>(?:@|rpe\s*)?{_NUMBER}(?:{_WEIGHT}|reps?|sets?|s|secs?|seconds?)?"
    rf"|(?P<set>(?:{_NUMBER}{_WEIGHT}?\s*)?[x×*]\s*(?P<reps>\d{{1,3}})))[.!]*",
    re.IGNORECASE,
)
_RATED: Final = re.compile(r"(?:@|rpe\s*)\d{1,2}(?:[.,]5)?[.!]?", re.IGNORECASE)
_UNDO: Final = re.compile(r"/?undo\b", re.IGNORECASE)
NOT_OF_HIS: Final = words("That answer is somebody else's. Nothing is changed in your log, nor in theirs.")


def as_reply(scene: Scene) -> Scene:
    """*scene* with a bare value in reply to an answer of ours as what it puts right: ``195`` is "that was 195".

    An RPE alone is that of the newest set, if it was done lately. In a group a reply is how one speaks to us, so there
    ``190x5`` is the next set.
    """
    said = scene.incoming
    if not isinstance(said, Said) or _is_asked(scene):
        return scene
    value = said.text.strip()
    is_rated = _RATED.fullmatch(value) is not None and _has_just_lifted(scene)
    found = _VALUE.fullmatch(value)
    if found is None or not (is_rated or entries_replied(scene)):
        return scene
    if found["set"] and not found["lead"] and said.company is not None:
        return scene
    told = f"{found['reps']} reps" if found["set"] and found["value"][0] in "xX×*" else found["value"]
    text = f"that was {told.replace('@', 'rpe ')}"
    read = scene.read(text, scene.unit)
    is_plain = read.intent is Intent.CORRECTION and len(read.sets) <= 1 and not read.delete_last
    return replace(scene, parsed=read, incoming=replace(said, text=text)) if is_plain else scene


def _has_just_lifted(scene: Scene) -> bool:
    newest = next(reversed(scene.memory.recent), None)
    return newest is not None and newest.on == scene.today and scene.now - newest.said_at <= LATELY


def _is_asked(scene: Scene) -> bool:
    """Whether a question waits that is newer than what he replied to: then a value is its answer."""
    ask = waiting(scene)
    told = entries_replied(scene) or scene.memory.recent[-1:]
    return ask is not None and all(ask.asked_at > entry.said_at for entry in told)


def decide_reply(said: Said, parsed: Parsed, scene: Scene) -> Decision | None:
    """The decision about a reply that takes back or puts right; None where it does neither."""
    replied = entries_replied(scene)
    if not replied and scene.memory.replied_is_others:
        return reply(scene, NOT_OF_HIS) if parsed.delete_last or parsed.intent is Intent.CORRECTION else None
    if not replied or is_import(replied[-1].message):
        return None
    if parsed.delete_last and parsed.which is None:
        if scene.memory.put_right is not None:
            return put_back(scene.memory.put_right, scene)
        newest = _newest(replied)
        is_one = len(newest) == 1 or _UNDO.match(said.text.strip()) is not None
        return _undone(newest, scene) if is_one else _asked(newest, scene)
    if parsed.intent is not Intent.CORRECTION or _is_asked(scene):
        return None
    if _is_unclear(parsed, replied, scene):
        return _asked(_newest(replied), scene)
    return delete(said, parsed, scene) if parsed.delete_last else correct(said, parsed, scene)


def _newest(replied: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The sets that the message says it logged; above them a session's message tells of earlier ones."""
    return tuple(entry for entry in replied if entry.message == replied[-1].message)


def _is_unclear(parsed: Parsed, replied: tuple[Entry, ...], scene: Scene) -> bool:
    """Whether a value may be that of several sets, none of which is named."""
    which = parsed.which
    if which is not None and (which.number is not None or which.was):
        return False
    is_of_a_set = bool(parsed.sets or parsed.unit_only or parsed.delete_last)
    named = which.exercise if which else None
    named = named or patch_of(parsed).exercise or next(iter(scene.named), None)
    newest = _newest(replied)
    own = [entry for entry in newest if named in (None, entry.lift.exercise)]
    own = own or [entry for entry in replied if entry.lift.exercise == named] or list(newest)
    return is_of_a_set and len(own) > 1


def _asked(replied: tuple[Entry, ...], scene: Scene) -> Decision:
    """Nothing is changed before it is said which one is meant."""
    number = min(2, len(replied))
    example = f"the {('first', 'second')[number - 1]} set was 195"
    return reply(
        scene,
        words(
            "Which one do you mean: {sets}? Nothing is changed yet. Say it like `{example}`, or with its lift.",
            sets=sets_text([entry.lift for entry in replied], scene),
            example=example,
        ),
    )


def _undone(replied: tuple[Entry, ...], scene: Scene) -> Decision:
    """All that the message had logged which that answer answered."""
    message, memory = replied[-1].message, scene.memory
    lifts: list[Lift] = [entry.lift for entry in sorted(replied, key=lambda entry: entry.place)]
    told = [one for one in memory.readiness if one.message == message]
    sources = {message, *(entry.source for entry in replied)}
    warned = any(flag.id == flag_id(source, flag.exercise) for flag in memory.flags for source in sources)
    person = without_lesson_of(message, scene.person)
    changes = replace(blank(scene), undo=(message,))
    changes = replace(changes, person=person) if person else changes
    line = undone(lifts, told, scene.exercises, scene.unit, warned=warned)
    return Decision(say(scene, changes, Answer([line, *([TAKEN_BACK] if person else [])])))
