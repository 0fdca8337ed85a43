"""Keeping a turn: everything that one message changed, in the order in which rows rest on each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from storage.columns import instant, texts_text
from storage.records import Address, Changes, Entry, Readiness, RowId, UploadState, UserId, row_id
from storage.rows import ask_row, entry_row, flag_row, readiness_row, reading_row, upload_row, upload_state_row
from storage.rows_answered import (
    exchange_row,
    feedback_row,
    outcome_row,
    outgoing_row,
    prediction_row,
    prescription_row,
    promise_row,
)
from storage.rows_people import profile_row
from storage.steps import Fetch, Params, Steps, Write, each
from storage.steps_groups import keep_groups, ring
from storage.steps_messages import waking
from storage.steps_strengths import renew_strengths
from storage.steps_undone import revive

UNDO = (  # in this order: the later ones look at what the first three have marked
    *("undo_entries", "undo_prescriptions", "undo_predictions"),
    *("withdraw_promises", "reopen_promises", "reopen_predictions"),
)


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn some changes are, and which: as they say, or as their rows show."""

    user: UserId | None
    id: RowId | None
    message: str | None


def keep(changes: Changes) -> Steps[bool]:
    """Write everything, or nothing when the update was settled or the alarm ended before: then False."""
    turn = _turn(changes)
    if changes.settles and not (yield from _settle(changes.settles, turn, instant(changes.at))):
        return False
    if changes.rings and not (yield from ring(changes.rings)):
        return False
    yield from _person(changes)
    messages, entries = _undone(changes, turn)
    yield from renew_strengths(changes, turn.user, [*messages, *entries])
    yield from _undo(changes, turn, messages, entries)
    yield from revive(changes.revived, changes.revived_readiness)
    yield from _record(turn, changes)
    yield from _said(changes, turn)
    yield from _readings(changes, turn)
    yield from _uploads(changes, turn)
    yield from _answered(changes)
    yield from keep_groups(changes)
    yield from _talk(changes, turn)
    yield from _alone(changes)
    return True


def _turn(changes: Changes) -> Turn:
    logged: list[Entry | Readiness] = [*changes.entries, *([changes.readiness] if changes.readiness else [])]
    made = (changes.prescriptions, changes.predictions, changes.exchanges, changes.outbox)
    ids = chain((row.turn for rows in made for row in rows), (row_id("turn", row.source) for row in logged))
    return Turn(
        user=changes.user or next(_users(changes), None),
        id=changes.turn or next(ids, None),
        message=changes.message or next((row.message for row in logged), None),
    )


def _users(changes: Changes) -> Iterator[UserId]:
    one = (changes.person, changes.readiness, changes.feedback, changes.ask)
    yield from (row.user for row in one if row is not None)
    many = (
        *(changes.entries, changes.flags, changes.prescriptions, changes.predictions),
        *(changes.promises, changes.outcomes, changes.exchanges, changes.readings, changes.undo_entries),
        *(changes.strengths, changes.uploads, changes.members, changes.alarms, changes.link_codes),
    )
    yield from (row.user for rows in many for row in rows)


def _settle(update: tuple[str, str], turn: Turn, at: str) -> Steps[bool]:
    platform, id_ = update
    return bool((yield Fetch("settle", {"platform": platform, "id": id_, "at": at, "user": turn.user})))


def _person(changes: Changes) -> Steps[None]:
    person, identity = changes.person, changes.identity
    if person is None:
        return
    yield Write("keep_user", {"user": person.user, "name": person.name, "at": instant(changes.at)})
    yield Write("keep_profile", profile_row(person))
    if identity is not None:
        account: Params = {"platform": identity.platform, "account": identity.account, "user": person.user}
        yield Write("keep_identity", {**account, "at": instant(changes.at)})


def _undone(changes: Changes, turn: Turn) -> tuple[list[Params], list[Params]]:
    """What is undone: whole messages, and single entries of others."""
    present: Params = {"user": turn.user, "turn": turn.id, "at": instant(changes.at)}
    whole: Params = {"source": None, "place": None, "exercise": None}
    messages: list[Params] = [{**present, **whole, "message": message} for message in changes.undo]
    return messages, [{**present, **_single(entry)} for entry in changes.undo_entries]


def _single(entry: Entry) -> Params:
    key: Params = {"source": entry.source, "place": entry.place}
    return {**key, "message": entry.message, "exercise": entry.lift.exercise}


def _undo(changes: Changes, turn: Turn, messages: Sequence[Params], entries: Sequence[Params]) -> Steps[None]:
    """Messages whole, and entries alone: each with what it had led to and the targets that it had reached."""
    present: Params = {"user": turn.user, "at": instant(changes.at)}
    words = [{**present, **_word(changes.undo_readiness)}] if changes.undo_readiness else []
    yield from each("undo_readiness", [*messages, *words])
    for name in ("undo_flags", "settle_readings_of", "undo_turns", "undo_uploads"):
        yield from each(name, messages)
    for name in UNDO:
        yield from each(name, [*messages, *entries])


def _word(readiness: Readiness) -> Params:
    return {"message": readiness.message, "source": readiness.source}


def _record(turn: Turn, changes: Changes) -> Steps[None]:
    if turn.id and turn.user:
        said: Params = {"message": turn.message, "at": instant(changes.at), "arms": texts_text(changes.arms)}
        yield Write("keep_turn", {**said, "turn": turn.id, "user": turn.user})


def _said(changes: Changes, turn: Turn) -> Steps[None]:
    yield from each("keep_entries", [entry_row(entry) for entry in changes.entries])
    if changes.readiness:
        yield Write("keep_readiness", readiness_row(changes.readiness))
    for readiness in changes.imported_readiness:
        yield Write("keep_readiness", readiness_row(readiness))
    yield from each("keep_flags", [flag_row(flag, turn.message) for flag in changes.flags])
    yield from each("clear_flags", [{"id": flag, "at": instant(changes.at)} for flag in changes.cleared])


def _readings(changes: Changes, turn: Turn) -> Steps[None]:
    yield from each("keep_readings", [reading_row(reading) for reading in changes.readings])
    settled: Params = {"user": turn.user, "at": instant(changes.at)}
    yield from each("settle_readings", [{**settled, "id": reading} for reading in changes.settled_readings])


def _uploads(changes: Changes, turn: Turn) -> Steps[None]:
    """A file that is known changes its state alone: its text may be large, and compressing it takes time."""
    for upload in changes.uploads:
        is_known = upload.state is not UploadState.OFFERED and (
            yield Fetch("change_upload", upload_state_row(upload, turn.id))
        )
        if not is_known:
            yield Write("keep_upload", upload_row(upload, turn.id))


def _answered(changes: Changes) -> Steps[None]:
    yield from each("keep_prescriptions", [prescription_row(row) for row in changes.prescriptions])
    yield from each("keep_predictions", [prediction_row(row) for row in changes.predictions])
    yield from each("keep_promises", [promise_row(row) for row in changes.promises])
    yield from each("keep_outcomes", [outcome_row(row) for row in changes.outcomes])
    yield from each("keep_exchanges", [exchange_row(row) for row in changes.exchanges])
    votes: list[Params] = [{"user": one.user, "turn": one.turn, "thumb": one.thumb.value} for one in changes.unvoted]
    yield from each("take_back_votes", votes)
    yield from each("drop_reasons_without_vote", votes)
    if changes.feedback:
        yield Write("keep_feedback", feedback_row(changes.feedback))


def _talk(changes: Changes, turn: Turn) -> Steps[None]:
    chat = next(_chats(changes), None)
    if changes.answered_ask and turn.user and chat:
        yield Write("answer_ask", _answer(turn.user, chat, instant(changes.at)))
    if changes.ask:
        yield Write("keep_ask", ask_row(changes.ask))
    yield from each("keep_outbox", [outgoing_row(words, turn.user) for words in changes.outbox])
    asked = [{"words": promise.asked_in, "at": instant(changes.at)} for promise in changes.promises if promise.asked_in]
    yield from each("ask_again", asked)  # where nobody takes the words


def _alone(changes: Changes) -> Steps[None]:
    """A private talk that is newly known or open again."""
    talk = changes.private_talk
    if talk is None:
        return
    who: Params = {"platform": talk.identity.platform, "account": talk.identity.account}
    yield Write("keep_private_chat", {**who, "chat": talk.chat})
    yield from each("wake_words", [waking(talk.identity.platform, changes.at, talk.chat, talk.identity.account)])
    yield Write("reach_alone", who)


def _chats(changes: Changes) -> Iterator[Address]:
    if changes.ask:
        yield changes.ask.address
    yield from (words.address for words in changes.outbox)


def _answer(user: UserId, chat: Address, at: str) -> Params:
    return {"user": user, "platform": chat.platform, "chat": chat.chat, "at": at}
