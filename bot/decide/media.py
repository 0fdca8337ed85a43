"""Photos and voice notes: told of at once; what a model then made of them is offered for one tap, and never logged."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from agents.loading import bar_of, is_on_bar
from agents.phrases import counted
from agents.prompting import quoted
from agents.proposal import canonical
from agents.senses import (
    LONGEST_SECONDS,
    MOST_BYTES,
    MOST_LIFTS,
    Medium,
    Perceived,
    Seen,
    lines_of,
    load_on,
    seen_in,
)
from bot.decide.asks import is_whole
from bot.decide.commands import command
from bot.decide.log import log, readiness_of, tells_readiness
from bot.decide.readings import NEVER, choose, lifts_alone, reading_of, settled
from bot.decide.said import decide_said
from bot.decide.scene import Answer, Decision, Scene, blank, day_refusal, day_said, say
from bot.decide.sent import as_words, caption_said, is_for_the_log, second
from bot.message import Media, Said
from bot.parse.facts import Intent, Parsed
from bot.wording import show_day, show_lifts, show_load, show_readiness
from bot.wording_media import BEGUN as BEGUN
from bot.wording_media import CANNOT as CANNOT
from bot.wording_media import MEDIA, TYPE_IT, why_nothing
from bot.wording_media import TOO_LARGE as TOO_LARGE
from bot.wording_media import TOO_LONG as TOO_LONG
from knowledge.exercise import Exercise
from knowledge.plates import STANDARD_BAR
from knowledge.units import Load, Unit
from knowledge.words import joined, words
from storage.records import Button, EnergyLevel, Lift, Readiness, RowId, row_id

LONGEST_HEARD = 300  # characters of a voice note that are shown
LINK = re.compile(r"\S*(?:://|www\.)\S*")


def why_not_taken(media: Media, senses: Set[Medium]) -> str:
    """Why no model is asked about it, in one sentence; empty where one is."""
    if media.medium not in senses:
        return CANNOT[media.medium]
    if media.most_bytes > MOST_BYTES[media.medium]:
        return TOO_LARGE[media.medium]
    return TOO_LONG if (media.seconds or 0) > LONGEST_SECONDS else ""


def decide_media(media: Media, scene: Scene) -> Decision:
    """The first turn tells that it came, and logs what the caption says; the second offers what a model read."""
    if media.perceived is None:
        return _told(media, scene)
    decision = _understood(media, media.perceived, scene)
    return replace(decision, changes=replace(decision.changes, exchanges=media.perceived.exchanges))


def _told(media: Media, scene: Scene) -> Decision:
    words = second(Answer([why_not_taken(media, scene.senses) or BEGUN[media.medium]]), media, scene)
    said = caption_said(media)
    if not _means_something(said, scene):
        return Decision(replace(blank(scene), outbox=(words,)))
    decision = decide_said(said, as_words(said, scene))
    return replace(decision, changes=replace(decision.changes, outbox=(*decision.changes.outbox, words)))


def _means_something(said: Said, scene: Scene) -> bool:
    """Whether a caption is more than a title or a friendly word."""
    if not said.text:
        return False
    is_talk = scene.parsed.intent in (Intent.SMALLTALK, Intent.GARBAGE)
    return not is_talk or is_for_the_log(scene.parsed) or command(said, replace(scene, incoming=said)) is not None


def _understood(media: Media, perceived: Perceived, scene: Scene) -> Decision:
    if perceived.trouble is not None:
        return _shown(Answer([why_nothing(media.medium, perceived.trouble)]), media, scene)
    if media.medium is Medium.VOICE:
        return _heard(media, perceived.text, scene)
    return _seen(media, seen_in(perceived.text, lambda line: _lifts(scene.read(line, scene.unit), scene)), scene)


# ── a photo ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _seen(media: Media, seen: Seen, scene: Scene) -> Decision:
    if seen.lifts:
        return _offer(media, seen.lifts, _left_out(seen), scene)
    if seen.plates:
        return _loaded(media, seen.plates, scene)
    return _shown(Answer([_nothing_read(media.medium)]), media, scene)


def _lifts(parsed: Parsed, scene: Scene) -> tuple[Lift, ...]:
    """The sets of words that say whole sets and nothing else, in the one reading that is offered."""
    return lifts_alone(settled(choose(parsed, scene.memory)))


def _left_out(seen: Seen) -> list[str]:
    if not seen.left_out:
        return []
    lines = "line" if seen.left_out == 1 else "lines"
    return [
        words(
            "Left out: {left_out} {lines} that I can't read as sets for sure, or beyond {most_lifts} sets.",
            left_out=seen.left_out,
            lines=lines,
            most_lifts=MOST_LIFTS,
        )
    ]


def _nothing_read(medium: Medium) -> str:
    return words(
        "I found no whole set that I can read for sure in that {medium}, so nothing is logged: {type_it}",
        medium=MEDIA[medium],
        type_it=TYPE_IT,
    )


def _loaded(media: Media, plates: Sequence[Load], scene: Scene) -> Decision:
    """A loaded bar: its load is reckoned here, and is a set only with a caption that says the rest of one."""
    lift, bar = _captioned(media, scene), Load(STANDARD_BAR[plates[0].unit], plates[0].unit)
    exercise = scene.exercises[lift.exercise] if lift else None
    profile = scene.person.profile
    if exercise:
        bar = bar_of(exercise, profile, bar.unit)
    elif profile.bar and profile.bar.unit is bar.unit:
        bar = profile.bar
    load = load_on(bar, plates, profile)
    if load is None or (exercise and not _takes_pairs(exercise, scene)):
        return _shown(Answer([_nothing_read(media.medium)]), media, scene)
    side = " + ".join(show_load(plate, plate.unit) for plate in plates)
    line = words(
        "I see {side} a side: {load} with a bar of {bar}.",
        side=side,
        load=show_load(load, load.unit),
        bar=show_load(bar, bar.unit),
    )
    if lift:
        return _offer(media, [replace(lift, load=load)], [line], scene)
    return _shown(Answer([words("{line} Nothing is logged: {type_it}", line=line, type_it=TYPE_IT)]), media, scene)


def _takes_pairs(exercise: Exercise, scene: Scene) -> bool:
    return is_on_bar(exercise, scene.person.profile) and not exercise.one_sided


def _captioned(media: Media, scene: Scene) -> Lift | None:
    """The one set of a caption that says all but the load: "bench x5"."""
    parsed = scene.read(media.caption, scene.unit)
    said = parsed.sets[0] if len(parsed.sets) == 1 else None
    if said is None or said.exercise is None or said.load is not None or said.reps is None:
        return None
    if parsed != Parsed(sets=parsed.sets, intent=Intent.LOG) or said.bodyweight:
        return None
    nothing_yet = Load(STANDARD_BAR[Unit.KG], Unit.KG)
    return Lift(exercise=said.exercise, load=nothing_yet, reps=said.reps, sets=said.sets, rpe=said.rpe, kind=said.kind)


# ── a voice note ───────────────────────────────────────────────────────────────────────────────────────────────────


def _heard(media: Media, text: str, scene: Scene) -> Decision:
    """Spoken words are the lifter's own, so a warning sign in them counts at once; all else is only offered."""
    parsed = scene.parsed
    heard = [words("I heard: “{heard}”", heard=quoted(LINK.sub("…", text), LONGEST_HEARD))] if text else []
    if parsed.danger is not None:
        return _warned(media, text, heard, scene)
    if not lines_of(text) or parsed.intent in NEVER or parsed.delete_last or parsed.again:
        return _shown(Answer([*heard, _nothing_read(media.medium)]), media, scene)
    if wrong := day_refusal(parsed.when, scene.said_on):
        return _shown(Answer([*heard, wrong]), media, scene)
    whole = [said for said in parsed.sets if is_whole(said)]
    lifts = _lifts(Parsed(sets=tuple(whole), intent=Intent.LOG), scene)
    lines = [*heard, *parsed.refused]
    if len(lifts) > MOST_LIFTS or len(lifts) != len(whole) or not (lifts or tells_readiness(parsed)):
        return _shown(Answer([*lines, _nothing_read(media.medium)]), media, scene)
    return _offer(media, lifts, lines, scene, parsed)


def _warned(media: Media, text: str, heard: Sequence[str], scene: Scene) -> Decision:
    """The sign alone is kept, and answered as if it had been typed."""
    alone = Parsed(intent=scene.parsed.intent, danger=scene.parsed.danger, danger_words=scene.parsed.danger_words)
    said = _as_said(media, text)
    decision = log(said, alone, replace(scene, incoming=said, parsed=alone))
    first, *others = decision.changes.outbox
    not_logged = [words("Sets in it are not logged: type them.")] if scene.parsed.sets else []
    lines = [first.text, *heard, *_unread(media), *not_logged]
    first = replace(first, text=joined(lines), edits=_edited(media), reply_to=media.reply_to or None)
    return Decision(replace(decision.changes, outbox=(first, *others)))


# ── what is offered ────────────────────────────────────────────────────────────────────────────────────────────────


def _offer(
    media: Media, lifts: Sequence[Lift], lines: Sequence[str], scene: Scene, told: Parsed | None = None
) -> Decision:
    """Ask whether it may be logged; not asked where the reader would not read our words for it as just that."""
    on = day_said(told.when if told else None, scene.said_on)
    said = _as_said(media, "")
    readiness = readiness_of(said, told, scene) if told else None
    text = ", ".join(filter(None, (canonical(lifts, scene.exercises), _in_words(readiness))))
    text += f" on {on}" if on != scene.said_on else ""
    if not _is_read_as(text, lifts, told, scene):
        return _shown(Answer([*lines, _nothing_read(media.medium)]), media, scene)
    reading = reading_of("perceived", replace(said, text=text), scene, replaces=False)
    shown = [show_lifts(lifts, scene.exercises, scene.unit)] if lifts else []
    shown += [show_readiness(readiness, scene.unit)] if readiness else []
    lead = words("I read: ") if media.medium is Medium.PHOTO else ""
    question = words("{lead}{shown}. Log it for {day}?", lead=lead, shown=joined(shown, "; "), day=show_day(on))
    answer = Answer(
        [*lines, question], [(Button(words("Yes"), f"yes:{reading.id}"), Button(words("No"), f"no:{reading.id}"))]
    )
    decision = _shown(answer, media, scene)
    return replace(decision, changes=replace(decision.changes, readings=(reading,)))


def _is_read_as(text: str, lifts: Sequence[Lift], told: Parsed | None, scene: Scene) -> bool:
    read = scene.read(text, scene.unit)
    if lifts_alone(Parsed(sets=read.sets, intent=Intent.LOG)) != tuple(lifts) or read.rest or read.refused:
        return False
    return _states(read) == _states(told or Parsed())


def _states(parsed: Parsed) -> tuple[object, ...]:
    return (
        *(parsed.sleep_minutes, parsed.soreness, parsed.energy),
        *(parsed.stress, parsed.body_weight),
    )


def _in_words(readiness: Readiness | None) -> str:
    """How he is, as the reader reads it without a doubt; a sore body part is left to his own words."""
    if readiness is None:
        return ""
    hours, minutes = divmod(readiness.sleep_minutes or 0, 60)
    energy = readiness.energy.value if isinstance(readiness.energy, EnergyLevel) else readiness.energy
    words = {
        f"slept {hours}h{minutes:02}": readiness.sleep_minutes,
        f"sore {readiness.soreness}": readiness.soreness,
        f"energy {energy}": energy,
        f"stress {readiness.stress}": readiness.stress,
        f"body weight {readiness.body_weight}": readiness.body_weight,
    }
    return ", ".join(word for word, value in words.items() if value is not None)


# ── words ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _shown(answer: Answer, media: Media, scene: Scene) -> Decision:
    """In place of the first answer, or as an answer of its own where he has said something since."""
    changes = say(scene, blank(scene), replace(answer, lines=[*_unread(media), *answer.lines]))
    [words] = changes.outbox
    return Decision(replace(changes, outbox=(replace(words, edits=_edited(media)),)))


def _unread(media: Media) -> list[str]:
    """The files of the message that nothing came of, unless it is all of them: that is an answer of its own."""
    perceived = media.perceived
    lost = media.unread + (perceived.unread if perceived and perceived.trouble is None else 0)
    return (
        [words("Left out: {files} that I could not get or read: send it by itself.", files=counted(lost, "file"))]
        if lost
        else []
    )


def _edited(media: Media) -> RowId | None:
    return row_id("file", row_id("turn", media.first_source)) if media.is_last else None


def _as_said(media: Media, text: str) -> Said:
    return replace(caption_said(media), text=text)
