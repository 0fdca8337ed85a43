"""What a lifter thinks of an answer: thumbs, by button or reaction, with a reason, and stars with the weekly check-in.

Every vote is a row of its own. The buttons of the stars carry the turn that named the target: ``stars:<turn>:4``.
"""

import re
from dataclasses import replace
from typing import Final

from bot.decide.asks import ASK_LASTS
from bot.decide.consent import with_question
from bot.decide.scene import STARS, STARS_COUNTED, Answer, Decision, Scene, blank, reply, say, stars
from bot.message import Reacted, Said
from bot.wording import GONE, NOT_YOURS, NOTED, WHY_NOT
from bot.wording_learning import HOW_WAS_IT, ONE_TO_FIVE, STARS_OF_WHAT
from knowledge.words import words
from storage.records import BY_REACTION, Ask, Button, Changes, Feedback, RowId, Thumb, Unvoted

REASONS: Final = {
    "heavy": words("Too heavy"),
    "light": words("Too light"),
    "unclear": words("Unclear"),
    "other": words("Something else"),
}
_SAID: Final = re.compile(r"(?:(\d{1,2})\s*(?:stars?|★|⭐)|stars?:?\s*(\d{1,2}))(?:\s*(?:out of|of|/)\s*5)?[.!]*")

# ── thumbs ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def decide_reacted(reacted: Reacted, scene: Scene) -> Decision:
    """A reaction is a vote, and its vote goes with it. One that is down asks why, unless others read along there."""
    turn = scene.memory.turn_of_sent
    if turn is None:
        return Decision(blank(scene))
    changes = replace(blank(scene), unvoted=tuple(Unvoted(scene.person.user, turn, one) for one in reacted.taken_away))
    if reacted.thumb is None:
        return Decision(changes)
    vote = _vote(scene, turn, reacted.thumb)
    changes = replace(changes, feedback=replace(vote, source=f"{BY_REACTION}{vote.source}"))
    is_asked = reacted.thumb is Thumb.DOWN and reacted.company is None
    return Decision(say(scene, changes, _asking_why(turn)) if is_asked else changes)


def thumb(verb: str, rest: str, scene: Scene) -> Decision:
    """A vote by button. Behind a thumb that is down comes the question why, and the thanks with its answer."""
    if not scene.memory.turn_is_own:
        return reply(scene, NOT_YOURS)
    turn = RowId(rest.partition(":")[0])
    changes = replace(blank(scene), feedback=_vote(scene, turn, Thumb(verb)))
    if verb == Thumb.UP:
        return with_question(scene, changes, Answer([NOTED]))
    return Decision(say(scene, changes, _asking_why(turn)))


def _asking_why(turn: RowId) -> Answer:
    reasons = tuple(Button(label, f"why:{turn}:{reason}") for reason, label in REASONS.items())
    return Answer([WHY_NOT], [reasons[:2], reasons[2:]])


def why(_verb: str, rest: str, scene: Scene) -> Decision:
    turn, _, reason = rest.partition(":")
    if not scene.memory.turn_is_own or reason not in REASONS:
        return reply(scene, NOT_YOURS)
    changes = replace(blank(scene), feedback=_vote(scene, RowId(turn), Thumb.DOWN, reason))
    return with_question(scene, changes, Answer([NOTED]))


def _vote(scene: Scene, turn: RowId, said: Thumb, reason: str | None = None) -> Feedback:
    return replace(_feedback(scene, turn), thumb=said, reason=reason)


def _feedback(scene: Scene, turn: RowId) -> Feedback:
    return Feedback(user=scene.person.user, turn=turn, source=scene.incoming.source, said_at=scene.now)


# ── stars ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def asking_stars(scene: Scene, turn: RowId, changes: Changes, words: str) -> Decision:
    """*words* about a target that *turn* named, and the question for stars under them.

    Of targets that are answered one behind the other it stands under the first alone. It is answered in words too,
    unless another question waits for some.
    """
    waits = _waiting(scene)
    if waits is not None and waits.missing == STARS:
        return Decision(say(scene, changes, Answer([words])))
    is_alone = scene.incoming.company is None  # else the question is told in private, and tapped there
    asked = changes if waits or not is_alone else replace(changes, ask=_ask(scene, turn))
    return Decision(say(scene, asked, Answer([words, HOW_WAS_IT], [stars(turn)])))


def _waiting(scene: Scene) -> Ask | None:
    ask = scene.memory.ask
    return ask if ask is not None and scene.now - ask.asked_at <= ASK_LASTS else None


def _ask(scene: Scene, turn: RowId) -> Ask:
    return Ask(user=scene.person.user, address=scene.incoming.where, missing=STARS, text=turn, asked_at=scene.now)


def stars_pressed(_verb: str, rest: str, scene: Scene) -> Decision:
    turn, _, count = rest.partition(":")
    if not scene.memory.turn_is_own:
        return reply(scene, NOT_YOURS)
    return _rated(scene, RowId(turn), int(count)) if count in STARS_COUNTED else reply(scene, GONE)


def stars_said(said: Said, scene: Scene) -> Decision | None:
    """``4 stars`` right after they were asked for; None when the words are no stars."""
    found = _SAID.fullmatch(said.text.strip().lower())
    if found is None:
        return None
    count, ask = found[1] or found[2], _waiting(scene)
    if ask is None or ask.missing != STARS:
        return reply(scene, STARS_OF_WHAT)
    return _rated(scene, RowId(ask.text), int(count)) if count in STARS_COUNTED else reply(scene, ONE_TO_FIVE)


def _rated(scene: Scene, turn: RowId, count: int) -> Decision:
    changes = replace(blank(scene), feedback=replace(_feedback(scene, turn), stars=count))
    return with_question(scene, changes, Answer([NOTED]))
