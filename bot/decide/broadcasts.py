"""What is sent to all lifters at once: anybody may switch it off for himself. Pure."""

from dataclasses import replace
from typing import Final

from bot.decide.scene import Answer, Decision, Scene, blank, say
from bot.message import Said
from knowledge.words import words

HOW_TO_END: Final = words("(To all who train here. `broadcast off` ends that for you.)")
NO_MORE: Final = words("From now on I send you nothing that goes to everybody. `broadcast on` changes that.")
AGAIN: Final = words("From now on you get what goes to everybody. `broadcast off` ends it.")


def broadcast_said(said: Said, scene: Scene) -> Decision | None:
    """The decision about ``broadcast off`` or ``on``; None where the words are neither."""
    words_said = said.text.strip().lower().strip("/ .!").split()
    if len(words_said) != 2 or words_said[1] not in ("on", "off"):
        return None
    is_on = words_said[1] == "on"
    person = replace(scene.person, profile=replace(scene.person.profile, broadcasts_on=is_on))
    return Decision(say(scene, replace(blank(scene), person=person), Answer([AGAIN if is_on else NO_MORE])))
