"""What an answer leaves out where others read along, and says in private instead. Applied to every decision."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from agents.case import Case
from agents.inquiry import Inquiry
from agents.plan import Today
from agents.senses import Perceived
from bot.decide.alone import where_alone
from bot.decide.commands import EVERYTHING
from bot.decide.held_back import ASKED_ALONE, OPEN, Line, is_of_notes, is_told_today, quotes, sets_undone
from bot.decide.overheard import concerns_the_log, is_overheard
from bot.decide.private_words import Discretion, is_said_of_himself
from bot.decide.scene import Decision, Scene
from bot.languages import spoken
from bot.message import Incoming, Media, Said, Sent
from bot.parse.taught import sites_in
from bot.wording import logged, show_load
from bot.wording_groups import (
    ALL_BETWEEN_US,
    BETWEEN_US,
    CALL_NOW,
    NOT_ALL_READ,
    SEE_OUR_TALK,
    SEE_OUR_TALK_ALONE,
    WRITE_TO_ME,
    WRITE_TO_ME_ALONE,
    next_without_reason,
)
from knowledge.exercise import Exercise
from storage.records import (
    Button,
    Changes,
    Danger,
    Entry,
    Outgoing,
    Prescription,
    Profile,
    Readiness,
    row_id,
)

PRIVATE_COMMANDS: Final = frozenset(
    {
        *("profile", "export", "privacy", "link", "unlink", "learn", "learning", "dots", "gl", "ipf", "language"),
    }
)
DELETING: Final = ("forget", "delete", "erase")
PRIVATE_VERBS: Final = frozenset({"clear", "consent", "stars", "forget", "unlink", "keep"})
OF_TRAINING: Final = (
    *("Logged", "Next", "In you by", "That is the", "Corrected", "It was", "Today:", "Resting"),
    *("How many reps", "How heavy", "How long was", "Which lift was"),  # answered where they are asked
)
"""Beginnings of the lines that may stand in a group though what was said there was private."""


def in_company(decision: Decision, plain: Decision, scene: Scene) -> Decision:
    """*decision* as it may be told where its message was said; *plain*: the same in English, line by line.

    In a private talk that is all of it. In a group what is nobody else's business goes to the lifter alone.
    """
    if scene.incoming.company is None:
        return decision
    if is_overheard(scene.incoming) and not concerns_the_log(decision, scene):
        return Decision(Changes(at=scene.now, settles=scene.settles))
    discretion = discretion_of(scene, decision.changes)
    told = [
        _told(words, english, discretion, scene, decision.changes)
        for words, english in zip(decision.changes.outbox, plain.changes.outbox, strict=True)
    ]
    outbox = tuple(words for pair in told for words in pair)
    decision = replace(decision, changes=replace(decision.changes, outbox=outbox), discretion=discretion)
    return decision if outbox and outbox[0].private else _unspoken_of(decision, discretion)


# ── what may be said ───────────────────────────────────────────────────────────────────────────────────────────────


def discretion_of(scene: Scene, changes: Changes) -> Discretion:
    parsed, memory, profile = scene.parsed, scene.memory, scene.person.profile
    readiness = [one for one in (*memory.usual, *memory.readiness, changes.readiness) if one]
    flags = (*memory.flags, *changes.flags)
    sites = (
        *(injury.site for injury in profile.injuries),
        *(site for flag in flags for site in sites_in(flag.words)),
        *(one.soreness_site for one in readiness if one.soreness_site),
    )
    lifts = {
        scene.exercises[lift]
        for lift in (*scene.named, *memory.history, *(entry.lift.exercise for entry in changes.entries))
        if lift in scene.exercises
    }
    return Discretion(
        sites=tuple(dict.fromkeys(sites)),
        lifts=tuple(sorted({name for lift in lifts for name in _names(lift)}, key=len, reverse=True)),
        told_sleep=parsed.sleep_minutes is not None,
        told_soreness=parsed.soreness is not None,
    )


def _names(exercise: Exercise) -> Iterator[str]:
    yield from (exercise.name.casefold(), exercise.short.casefold())


def is_said_in_confidence(scene: Scene) -> bool:
    """Whether the message itself was about what is nobody else's business, so that answers to it are too."""
    said = _said(scene.incoming)
    parsed = scene.parsed
    if parsed.body_weight or parsed.soreness_site or parsed.energy is not None or parsed.stress is not None:
        return True
    return parsed.danger is not None or is_said_of_himself(said) or is_own_business(said)


def is_own_business(text: str) -> bool:
    """Whether it is a command whose whole answer is for him alone."""
    word, _, rest = text.strip().casefold().rstrip(".!?").partition(" ")
    word = word.lstrip("/")
    return word in (DELETING if rest in EVERYTHING else PRIVATE_COMMANDS) or (word, rest) == ("forget", "")


def _said(incoming: Incoming) -> str:
    match incoming:
        case Media(caption=words, perceived=Perceived(text=heard)):
            return f"{words} {heard}".strip()
        case Said(text=words) | Sent(caption=words) | Media(caption=words):
            return words
        case _:
            return ""


# ── one message of ours ────────────────────────────────────────────────────────────────────────────────────────────


def _told(
    words: Outgoing, english: Outgoing, discretion: Discretion, scene: Scene, changes: Changes
) -> tuple[Outgoing, ...]:
    """*words* as they are, or whole in private with what may stand in the group behind them."""
    if words.private or words.address != scene.incoming.where:
        return (words,)
    lines = _lines(words.text, english.text, discretion, scene, changes)
    kept = [line.shown for line in lines if line.shown is not None]
    buttons = _buttons(words.buttons, english.buttons, discretion)
    if "\n".join(kept) == words.text and buttons == words.buttons:
        return (words,)
    if words.recipe is None and not _is_matter(lines, words, buttons):
        return _apart(words, lines, buttons, scene)
    return _between_us(words, "\n".join(kept).strip("\n"), buttons, scene)


def _is_matter(lines: Sequence[Line], words: Outgoing, buttons: tuple[tuple[Button, ...], ...]) -> bool:
    """Whether something about body or health is held back."""
    is_asked_alone = any(line.english in ASKED_ALONE for line in lines)
    return any(line.is_matter for line in lines) or (buttons != words.buttons and not is_asked_alone)


def _apart(
    words: Outgoing, lines: Sequence[Line], buttons: tuple[tuple[Button, ...], ...], scene: Scene
) -> tuple[Outgoing, ...]:
    """The answer where it was asked for; and what is his alone, where there is such a thing, by itself."""
    told = replace(words, text="\n".join(line.shown for line in lines if line.shown is not None), buttons=buttons)
    apart = "\n".join(line.whole for line in lines if line.is_apart)
    if not apart:
        return (told,)
    shown = {button.press for row in buttons for button in row}
    own = tuple(row for row in words.buttons if not any(button.press in shown for button in row))
    return (told, replace(_in_private(words, scene), text=apart, buttons=own))


def _between_us(
    words: Outgoing, shown: str, buttons: tuple[tuple[Button, ...], ...], scene: Scene
) -> tuple[Outgoing, ...]:
    """The whole answer in private, and in the group what may stand there; no button stands under nothing."""
    rest = [shown, _where_to_read(scene, is_all=False)] if shown else [_where_to_read(scene, is_all=True)]
    above = [CALL_NOW] if scene.parsed.danger is Danger.EMERGENCY else []
    text = "\n".join(spoken(line, scene.language) for line in (*above, *rest))
    return (_in_private(words, scene), replace(words, text=text, buttons=buttons if shown else (), recipe=None))


def _in_private(words: Outgoing, scene: Scene) -> Outgoing:
    alone = where_alone(scene)
    return replace(words, id=row_id("private", words.id), address=alone, private=True, reply_to=None, edits=None)


def _where_to_read(scene: Scene, *, is_all: bool) -> str:
    """Where what is left out is read: an account that never wrote to us alone may not be written to."""
    if scene.memory.is_shut:
        return WRITE_TO_ME_ALONE if is_all else WRITE_TO_ME
    if scene.memory.private_chat is None:
        return SEE_OUR_TALK_ALONE if is_all else SEE_OUR_TALK
    return ALL_BETWEEN_US if is_all else BETWEEN_US


def _lines(text: str, english: str, discretion: Discretion, scene: Scene, changes: Changes) -> Sequence[Line]:
    """The lines of *text*, each with what the group may read of it."""
    own, plain = text.split("\n"), english.split("\n")
    if len(own) != len(plain) or is_own_business(_said(scene.incoming)):
        return [Line(line, "", None) for line in own]
    in_confidence = is_said_in_confidence(scene)
    planned = iter([given for given in changes.prescriptions if given.load is not None])
    lines: list[Line] = []
    for line, read in zip(own, plain, strict=True):
        given = next(planned, None) if read.startswith("Next") else None
        is_ours = not in_confidence or not read or read.startswith(OF_TRAINING)
        is_general = not in_confidence and is_of_notes(read, lines, scene)
        if quotes(read):
            lines.append(Line(line, read, spoken(NOT_ALL_READ, scene.language)))
        elif read in OPEN or is_general or (is_ours and discretion.allows(read)):
            lines.append(Line(line, read, line))
        else:
            told_before = not in_confidence and is_told_today(given, scene)
            lines.append(Line(line, read, _instead(read, given, discretion, scene, changes), told_before))
    return lines


def _instead(
    line: str, given: Prescription | None, discretion: Discretion, scene: Scene, changes: Changes
) -> str | None:
    """What of a line may stand: of a log line the sets, of a plan the load without its reason."""
    if given is not None and given.load is not None:
        exercise = scene.exercises[given.exercise]
        shown = next_without_reason(exercise.short, show_load(given.load, scene.unit), given.reps)
        return spoken(shown, scene.language)
    if (taken := sets_undone(line, scene)) is not None:
        return spoken(taken, scene.language) if discretion.allows(taken) else None
    if not (changes.entries or changes.readiness) or line != _logged(changes.entries, changes.readiness, scene):
        return None
    public = _public_readiness(changes.readiness) if changes.readiness else None
    rebuilt = _logged(changes.entries, public, scene) if changes.entries or public else ""
    return spoken(rebuilt, scene.language) if rebuilt and discretion.allows(rebuilt) else None


def _logged(entries: Sequence[Entry], readiness: Readiness | None, scene: Scene) -> str:
    """The log line of these rows."""
    on = entries[0].on if entries else readiness.on if readiness else scene.today
    earlier = on if on != scene.today else None
    return logged([entry.lift for entry in entries], readiness, scene.exercises, scene.unit, earlier)


def _public_readiness(readiness: Readiness) -> Readiness | None:
    """Sleep and a bare soreness, which he has just said there himself; None where he said neither."""
    if readiness.sleep_minutes is None and readiness.soreness is None:
        return None
    return replace(readiness, soreness_site=None, energy=None, stress=None, body_weight=None)


def _buttons(
    shown: tuple[tuple[Button, ...], ...], english: tuple[tuple[Button, ...], ...], discretion: Discretion
) -> tuple[tuple[Button, ...], ...]:
    rows = (
        tuple(
            button
            for button, read in zip(row, plain, strict=False)
            if button.press.partition(":")[0] not in PRIVATE_VERBS and discretion.allows(read.label)
        )
        for row, plain in zip(shown, english, strict=False)
    )
    return tuple(row for row in rows if row)


# ── what models are told ───────────────────────────────────────────────────────────────────────────────────────────


def _unspoken_of(decision: Decision, discretion: Discretion) -> Decision:
    """*decision* whose models know nothing that may not be said in the group, where their words will stand."""
    case = _public_case(decision.case, discretion) if decision.case else None
    inquiry = _public_inquiry(decision.inquiry, discretion) if decision.inquiry else None
    return replace(decision, case=case, inquiry=inquiry)


def _public_case(case: Case, discretion: Discretion) -> Case:
    history = tuple(replace(entry, note="") for entry in case.history)
    today = _public_day(case.today, discretion)
    return replace(case, profile=_public_profile(case.profile), today=today, history=history)


def _public_inquiry(inquiry: Inquiry, discretion: Discretion) -> Inquiry:
    facts = tuple(fact for fact in inquiry.facts if discretion.allows_all(fact))
    return replace(inquiry, profile=_public_profile(inquiry.profile), facts=facts)


def _public_profile(profile: Profile) -> Profile:
    return replace(profile, injuries=(), body_weight=None, age_years=None, age_said_on=None, pregnant=False, lessons=())


def _public_day(today: Today, discretion: Discretion) -> Today:
    return replace(
        today,
        sleep_minutes=today.sleep_minutes if discretion.told_sleep else None,
        soreness=today.soreness if discretion.told_soreness else None,
        soreness_site=None,
        energy=None,
        usual=None,
    )
