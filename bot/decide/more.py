"""The rest of a passage, one tap away from its beginning."""

from typing import Final

from agents.questions import Answered
from agents.questions.basis import cited
from bot.decide.scene import Decision, Scene, reply
from bot.message import Incoming, Pressed
from bot.wording import GONE, NOT_YOURS
from knowledge.passage import Passage, PassageId, Query
from knowledge.words import joined, words
from storage.records import Button, RowId

NOTES_ARE_ENGLISH: Final = words("(What my notes say about that is in English.)")
MORE: Final = "more"
LONGEST_PRESS: Final = 64  # bytes that a button carries on Telegram


def more_button(plain: Answered, turn: RowId) -> tuple[Button, ...]:
    """The button under an answer that shows the beginning of a passage alone; none where it shows all of it."""
    passage = next(iter(plain.passages), None)
    if passage is None or not _is_cut(passage, plain.lines):
        return ()
    press = f"{MORE}:{turn}:{passage.id}"
    return (Button(words("More"), press),) if len(press.encode()) <= LONGEST_PRESS else ()


def passage_pressed(incoming: Incoming) -> Query | None:
    """What is looked up for a tap on that button; None for anything else."""
    if not isinstance(incoming, Pressed) or not incoming.press.startswith(f"{MORE}:"):
        return None
    passage = incoming.press.removeprefix(f"{MORE}:").partition(":")[2]
    return Query(words="", passage=PassageId(passage), at_once=True) if passage else None


def show_more(_verb: str, rest: str, scene: Scene) -> Decision:
    """The whole passage, for the one whose answer it was."""
    if not scene.memory.turn_is_own:
        return reply(scene, NOT_YOURS)
    wanted = rest.partition(":")[2]
    passage = next((one.passage for one in scene.found if one.passage.id == wanted), None)
    if passage is None:
        return reply(scene, GONE)
    aside = [] if scene.language == "en" else [NOTES_ARE_ENGLISH]
    rests_on = words("From the notes: {notes}.", notes=cited(passage))
    return reply(scene, joined([_joined(passage.text), *aside, rests_on]))


def _is_cut(passage: Passage, lines: tuple[str, ...]) -> bool:
    text = _joined(passage.text)
    return any(line != text and text.startswith(line) for line in lines)


def _joined(text: str) -> str:
    return " ".join(text.split())
