"""A load that slipped, ``bench 1855x5``: what was asked, "did you mean 185?", is offered to be taken."""

import re
from dataclasses import replace
from typing import Final

from bot.decide.readings import lifts_alone, reading_of, settled
from bot.decide.scene import Answer, Decision, Scene, blank, say
from bot.message import Said
from bot.parse.facts import Parsed
from bot.wording import show_lifts
from knowledge.words import joined, words
from storage.records import Button

_SLIP: Final = re.compile(r"(?P<wrong>\d[\d.]*) .*: did you mean (?P<right>[\d.]+(?: lb)?)\?")


def refused(said: Said, parsed: Parsed, scene: Scene) -> Decision:
    """Why nothing is logged, and where one number alone is in doubt a button with the other one; "yes" takes it too."""
    answer, changes = Answer([joined(parsed.refused)]), replace(blank(scene), message=said.message)
    text = _put_right(said.text, parsed)
    lifts = lifts_alone(settled(scene.read(text, scene.unit))) if text else ()
    if not lifts:
        return Decision(say(scene, blank(scene), answer))
    reading = replace(reading_of("slip", said, scene, replaces=False), text=text)
    meant = Button(show_lifts(lifts, scene.exercises, scene.unit), f"yes:{reading.id}")
    answer.buttons.append((meant, Button(words("No"), f"no:{reading.id}")))
    return Decision(say(scene, replace(changes, readings=(reading,)), answer))


def _put_right(text: str, parsed: Parsed) -> str:
    """*text* with the number that was asked for; "" where more than one thing is wrong."""
    found = _SLIP.fullmatch(str(parsed.refused[0])) if len(parsed.refused) == 1 else None
    if found is None or text.count(found["wrong"]) != 1:
        return ""
    return re.sub(rf"{re.escape(found['wrong'])}(?:\s*kgs?)?", found["right"], text, count=1)
