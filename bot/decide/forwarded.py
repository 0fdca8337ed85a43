"""Words that somebody else wrote: nothing of them is logged by itself; plain sets are offered as the lifter's own."""

from collections.abc import Sequence
from dataclasses import replace

from agents.proposal import canonical
from agents.senses import MOST_LIFTS
from bot.decide.log import log
from bot.decide.readings import choose, lifts_alone, reading_of, settled
from bot.decide.scene import Answer, Decision, Scene, blank, reply, say
from bot.message import Said
from bot.parse.facts import Parsed
from bot.wording import show_lifts
from knowledge.words import words
from storage.records import Button, Danger, Lift

FORWARDED = words("That was forwarded, so nothing is taken from it. If it's about you, type it to me.")


def decide_forwarded(said: Said, scene: Scene) -> Decision:
    """Ask whether the sets are his; say that nothing is taken from any other words.

    An emergency is answered as if he had typed it: who forwards one may have it.
    """
    parsed = scene.parsed
    if parsed.danger in (Danger.EMERGENCY, Danger.URGENT):
        alone = Parsed(intent=parsed.intent, danger=parsed.danger, danger_words=parsed.danger_words)
        return log(said, alone, replace(scene, parsed=alone))
    lifts = lifts_alone(settled(choose(parsed, scene.memory)))
    text = canonical(lifts, scene.exercises) if 0 < len(lifts) <= MOST_LIFTS else ""
    if not text or lifts_alone(scene.read(text, scene.unit)) != lifts:
        return reply(scene, FORWARDED)
    return _offer(replace(said, text=text), lifts, scene)


def _offer(said: Said, lifts: Sequence[Lift], scene: Scene) -> Decision:
    reading = reading_of("forwarded", said, scene, replaces=False)
    shown = show_lifts(lifts, scene.exercises, scene.unit)
    question = words("That was forwarded: {shown}. Log it as yours?", shown=shown)
    buttons = (Button(words("Yes"), f"yes:{reading.id}"), Button(words("No"), f"no:{reading.id}"))
    return Decision(say(scene, replace(blank(scene), readings=(reading,)), Answer([question], [buttons])))
