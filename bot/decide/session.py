"""A session as one message: where messages can be edited, the answer to a set takes the place of the one before it.

Its first line is the session so far. A warning, a question and a refusal are never hidden in an edit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from typing import Final

from agents.plan import Action
from bot.decide.scene import Decision, Scene
from bot.languages import spoken
from bot.message import Media, Sent
from bot.wording import show_lifts
from knowledge.words import joined, words
from storage.records import Changes, Delivery, Entry, Lift, Outgoing

CARD_LASTS: Final = timedelta(minutes=90)  # since the newest set in it was said
MOST_ANSWERS: Final = 6  # in one message: further up than that nobody looks
WARNINGS: Final = (Action.REFER, Action.REST)


def on_card(decision: Decision, scene: Scene) -> Decision:
    """*decision* with the session so far above its answer, in the message that stands last where that is its card."""
    if not scene.evolves or isinstance(scene.incoming, Sent | Media) or not _is_about_sets(decision, scene):
        return decision
    first, *others = decision.changes.outbox
    line = _session_line(decision.changes, scene)
    card = _card(decision, scene)
    text = f"{spoken(line, scene.language)}\n{first.text}" if line else first.text
    shown = replace(first, text=text, edits=card.id if card else None)
    case = decision.case
    case = replace(case, shown=joined([line, case.shown])) if case and line else case
    return replace(decision, changes=replace(decision.changes, outbox=(shown, *others)), case=case)


def _is_about_sets(decision: Decision, scene: Scene) -> bool:
    """Whether it logs, changes or takes back sets of today."""
    changes = decision.changes
    if not changes.outbox or changes.outbox[0].edits or changes.outbox[0].address != scene.incoming.where:
        return False
    gone = _gone(changes, _of_today(scene))
    return bool(gone) or any(entry.on == scene.today for entry in changes.entries)


def _card(decision: Decision, scene: Scene) -> Outgoing | None:
    """The message to edit; None: a new one is due, as while that one is still on its way: then each answer comes."""
    card, told = scene.memory.card, scene.memory.card_entries
    if card is None or card.delivery is not Delivery.SENT or card.address != scene.incoming.where:
        return None
    if _must_be_seen(decision.changes, scene):
        return None
    newest = max((entry.said_at for entry in told if entry.on == scene.today), default=None)
    if newest is None or scene.now - newest > CARD_LASTS:
        return None
    messages = {entry.message for entry in told}
    is_new = any(entry.message not in messages for entry in decision.changes.entries)
    is_of_card = is_new or bool(_gone(decision.changes, told))
    return card if is_of_card and len(messages) + is_new <= MOST_ANSWERS else None


def _must_be_seen(changes: Changes, scene: Scene) -> bool:
    """Whether the answer warns, stops a lift, asks something, or says that something is not logged."""
    parsed = scene.parsed
    is_stopped = any(given.action in WARNINGS for given in changes.prescriptions)
    is_part_left = bool(parsed.refused or parsed.unread or changes.ask)
    return bool(changes.flags) or parsed.danger is not None or is_stopped or is_part_left


# ── what stands ────────────────────────────────────────────────────────────────────────────────────────────────────


def _of_today(scene: Scene) -> list[Entry]:
    return [entry for entry in scene.memory.recent if entry.on == scene.today]


def _gone(changes: Changes, among: Iterable[Entry]) -> list[Entry]:
    taken = {(entry.source, entry.place) for entry in changes.undo_entries}
    return [entry for entry in among if entry.message in changes.undo or (entry.source, entry.place) in taken]


def _session_line(changes: Changes, scene: Scene) -> str:
    """``Today: bench 185 × 5, 3 sets; squat 225 × 5``; empty where nothing of it is older than the answer."""
    before = _of_today(scene)
    gone = _gone(changes, before)
    standing = [entry for entry in before if entry not in gone]
    new = [entry for entry in (*changes.entries, *changes.revived) if entry.on == scene.today]
    if not standing:
        return ""
    done = sorted((*standing, *new), key=lambda entry: (entry.said_at, entry.place))
    return words("Today: {sets}.", sets=sets_text([entry.lift for entry in done], scene))


def sets_text(lifts: Sequence[Lift], scene: Scene) -> str:
    """Sets in the order of their lifts; equal ones behind one another are told once, with their number."""
    by_lift: dict[str, list[Lift]] = {}
    for lift in lifts:
        by_lift.setdefault(lift.exercise, []).append(lift)
    shown = [show_lifts(_merged(own), scene.exercises, scene.unit) for own in by_lift.values()]
    return joined(shown, "; ")


def _merged(lifts: Sequence[Lift]) -> list[Lift]:
    alike = groupby(lifts, key=lambda lift: replace(lift, sets=1, rpe=None, planned=None))
    return [replace(lift, sets=sum(one.sets for one in equal)) for lift, equal in alike]
