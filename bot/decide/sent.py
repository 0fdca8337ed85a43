"""A file, and the words beside it."""

from dataclasses import replace

from bot.decide.log import tells_readiness
from bot.decide.questions import question_of
from bot.decide.said import decide_said
from bot.decide.scene import Answer, Decision, Scene, blank, say
from bot.decide.uploads import offer, only_one_read
from bot.message import Media, Said, Sent
from bot.parse.facts import Parsed
from knowledge.words import joined
from storage.records import Changes, Outgoing, Upload, row_id


def decide_sent(sent: Sent, scene: Scene) -> Decision:
    """The decision about a file. Words beside it that say something for the log are answered first, as a message."""
    answer, uploads = offer(sent, scene)
    if left := only_one_read(sent):
        answer.lines.append(left)
    if not is_for_the_log(scene.parsed):
        return Decision(say(scene, replace(blank(scene), uploads=uploads), answer))
    said = caption_said(sent)
    decision = decide_said(said, as_words(said, scene))
    return replace(decision, changes=_beside(decision.changes, second(answer, sent, scene), uploads))


def is_for_the_log(parsed: Parsed) -> bool:
    return bool(parsed.sets or parsed.refused or parsed.danger is not None or tells_readiness(parsed))


def caption_said(sent: Sent | Media) -> Said:
    """The words beside a file or photo as a message."""
    return Said(
        who=sent.who,
        name=sent.name,
        where=sent.where,
        source=sent.source,
        message=sent.message,
        reply_to=sent.reply_to,
        text=sent.caption,
        sent_at=sent.sent_at,
        forwarded=sent.forwarded,
    )


def as_words(caption: Said, scene: Scene) -> Scene:
    """The scene of the words alone."""
    words = replace(scene, incoming=caption)
    return replace(words, question=question_of(words))


def second(answer: Answer, sent: Sent | Media, scene: Scene) -> Outgoing:
    """The words about the file as a message of their own: an answer to sets may yet be edited by the coach."""
    return Outgoing(
        id=row_id("file", scene.turn),
        turn=scene.turn,
        address=sent.where,
        text=joined(answer.lines),
        buttons=tuple(answer.buttons),
        reply_to=sent.reply_to,
        written_at=scene.now,
    )


def _beside(changes: Changes, second: Outgoing, uploads: tuple[Upload, ...]) -> Changes:
    return replace(changes, outbox=(*changes.outbox, second), uploads=uploads)
