"""Whether a model may be trained on a lifter's talks: asked once, with the thanks for his first vote.

The buttons carry the turn that asked, so that nobody else's tap counts: ``consent:<turn>:yes``.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.decide.labels import plain_words
from bot.decide.scene import Answer, Decision, Scene, blank, reply, say
from bot.message import Said
from bot.wording import GONE, NOT_YOURS
from bot.wording_learning import LEARNING, LEARNING_NO_MORE, LEARNING_ON_OR_OFF, MAY_I_LEARN, NOT_LEARNING
from knowledge.words import words
from storage.records import Button, Changes, Consent, Person

CONSENT: Final = "consent"  # the verb of its buttons
LATELY: Final = timedelta(minutes=30)  # after it was asked, when a bare yes or no may be about it
LABELS: Final = {"yes": words("Yes"), "no": words("No")}
GIVEN_OR_NOT: Final = {"yes": Consent.GIVEN, "no": Consent.REFUSED}
SAID: Final = {
    Consent.GIVEN: (
        *("learn yes", "learn on", "learning yes", "learning on", "profile learning on", "profile learning yes"),
        *("you may learn from me", "you can learn from me", "learn from me"),
    ),
    Consent.REFUSED: (
        *("learn no", "learn off", "learning no", "learning off", "profile learning off", "profile learning no"),
        *("don't learn from me", "dont learn from me", "do not learn from me", "stop learning from me"),
        *("you may not learn from me", "never learn from me"),
    ),
}
_SETTING: Final = "profile learning"


def with_question(scene: Scene, changes: Changes, answer: Answer) -> Decision:
    """*answer* to a vote, with the question under it where it was never asked; answered or not, it is asked once.

    It is not asked where others read along.
    """
    if scene.person.profile.consent is not None or scene.incoming.company is not None:
        return Decision(say(scene, changes, answer))
    buttons = tuple(Button(LABELS[word], f"{CONSENT}:{scene.turn}:{word}") for word in GIVEN_OR_NOT)
    asked = Answer([*answer.lines, MAY_I_LEARN], [*answer.buttons, buttons])
    return Decision(say(scene, replace(changes, person=_consenting(scene, Consent.ASKED)), asked))


def consent_pressed(_verb: str, rest: str, scene: Scene) -> Decision:
    """His answer by a tap. The newest one stands, so a tap on an old button counts too."""
    if not scene.memory.turn_is_own:
        return reply(scene, NOT_YOURS)
    consent = GIVEN_OR_NOT.get(rest.partition(":")[2])
    return _answered(consent, scene) if consent else reply(scene, GONE)


def consent_said(said: Said, scene: Scene) -> Decision | None:
    """His answer in words, asked or not; None when the words are about something else."""
    words = " ".join(plain_words(said.text).split())
    consent = next((consent for consent, sentences in SAID.items() if words in sentences), None)
    if consent is None:
        return reply(scene, LEARNING_ON_OR_OFF) if f"{words} ".startswith(f"{_SETTING} ") else None
    return _answered(consent, scene)


def is_asked_lately(scene: Scene) -> bool:
    """Whether the question waits that a bare yes or no may be about. Neither is taken for an answer to it."""
    profile = scene.person.profile
    asked_at = profile.consent_at if profile.consent is Consent.ASKED else None
    return asked_at is not None and scene.now - asked_at <= LATELY


def _answered(consent: Consent, scene: Scene) -> Decision:
    was_given = scene.person.profile.consent is Consent.GIVEN
    refused = LEARNING_NO_MORE if was_given else NOT_LEARNING
    changes = replace(blank(scene), person=_consenting(scene, consent))
    return Decision(say(scene, changes, Answer([LEARNING if consent is Consent.GIVEN else refused])))


def _consenting(scene: Scene, consent: Consent) -> Person:
    return replace(scene.person, profile=replace(scene.person.profile, consent=consent, consent_at=scene.now))
