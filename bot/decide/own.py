"""What is the lifter's own: what is kept of him, his log as a file. ``privacy``, ``export``, ``export json``."""

import json
from dataclasses import replace
from typing import Final

from bot.decide.linking import link_said, unlink_said
from bot.decide.scene import Answer, Decision, Scene, blank, reply, say
from bot.wording_own import EXPORT_CSV, EXPORT_HOW, EXPORT_JSON, NO_CODE, NOTHING_TO_EXPORT, privacy
from storage.records import Consent, UserId

EXPORT: Final = "export"  # the kind of its recipe
LONGEST_FORM: Final = 2  # words
FORMS: Final = {"": "csv", "csv": "csv", "json": "json", "as csv": "csv", "as json": "json"}


def own_command(word: str, rest: str, scene: Scene) -> Decision | None:
    """The decision about a command on what is his own; None where it is talk that begins with its word."""
    match word, rest:
        case "privacy", "":
            return privacy_said(scene)
        case "export", _ if len(rest.split()) <= LONGEST_FORM:
            return export_said(rest, scene)
        case "link", "":
            return link_said(scene)
        case "link", _ if len(rest.split()) == 1 and "://" not in rest:
            return reply(scene, NO_CODE)
        case "unlink", "":
            return unlink_said(scene)
        case _:
            return None


def privacy_said(scene: Scene) -> Decision:
    return reply(scene, privacy(scene.keeping, learning=scene.person.profile.consent is Consent.GIVEN))


def export_said(rest: str, scene: Scene) -> Decision:
    """His log as a file that is made when it is sent, and never where others read along."""
    form = FORMS.get(rest)
    if form is None:
        return reply(scene, EXPORT_HOW)
    if not scene.memory.recent and form == "csv":
        return reply(scene, NOTHING_TO_EXPORT)
    text = EXPORT_CSV if form == "csv" else EXPORT_JSON
    changes = say(scene, blank(scene), Answer([text], recipe=export_recipe(scene.person.user, form)))
    if scene.incoming.company is None:
        *before, last = changes.outbox
        changes = replace(changes, outbox=(*before, replace(last, private=True)))
    return Decision(changes)


def export_recipe(user: UserId, form: str) -> str:
    return json.dumps({EXPORT: {"user": user, "as": form}})
