"""What the buttons between two sets do: how hard a set was, the plates of a load, the way up to it."""

from dataclasses import replace

from bot.decide.coaching import Coaching, coach, lifts_of
from bot.decide.loaded import plates_text, warm_up_text
from bot.decide.memory_without import without_sets
from bot.decide.scene import Answer, Decision, Scene, blank, reply
from bot.decide.tap_rows import RATINGS, WARM_UP, rated_by
from bot.decide.which import Meant, replaced
from bot.wording import GONE, NOT_YOURS, corrected


def rate(_verb: str, rest: str, scene: Scene) -> Decision:
    """RPE for the set above the button: a correction of that set, of which one undo takes back the rating alone."""
    given, said = scene.memory.prescription, rest.partition(":")[2]
    if given is None:
        return reply(scene, NOT_YOURS)
    rating = next((one for one in RATINGS if str(one) == said), None)
    entry = rated_by(given, scene.memory.history.get(given.exercise, ()))
    if rating is None or entry is None:
        return reply(scene, GONE)
    lift = replace(entry.lift, rpe=rating)
    gone, entries = replaced(Meant(entry), lift, scene.incoming.source, scene)
    without = replace(scene, memory=without_sets(scene.memory, gone))
    changes = replace(blank(scene), message=entry.message, undo_entries=gone, entries=entries)
    answer = Answer([corrected([one.lift for one in entries], None, scene.exercises, scene.unit)])
    return coach(Coaching(without, changes, answer, f"rpe {rating}", lifts_of(entries)), entries, None)


def reckon(verb: str, _rest: str, scene: Scene) -> Decision:
    """The plates of the prescribed load, or the sets that lead up to it; nothing is logged."""
    given = scene.memory.prescription
    if given is None:
        return reply(scene, NOT_YOURS)
    if given.load is None:
        return reply(scene, GONE)
    text = warm_up_text if verb == WARM_UP else plates_text
    return reply(scene, text(scene.exercises[given.exercise], given.load, scene))
