"""What was answered and promised, and messages in and out, as rows and back."""

from datetime import date

from knowledge.exercise import ExerciseId
from storage.columns import (
    buttons_from,
    buttons_text,
    instant,
    instant_from,
    instant_or_none,
    instant_or_none_from,
    load_columns,
    load_from,
    load_or_none_from,
    targets_from,
    targets_text,
    texts_from,
    texts_text,
)
from storage.records import (
    Delivery,
    Exchange,
    Feedback,
    Outcome,
    Outgoing,
    Prediction,
    Prescription,
    Promise,
    PromiseState,
    RowId,
    Style,
    Thumb,
    Update,
    UserId,
)
from storage.rows_people import address_from, address_row
from storage.steps import Params, Row


def prescription_row(prescription: Prescription) -> Params:
    return {
        "id": prescription.id,
        "turn": prescription.turn,
        "user": prescription.user,
        "exercise": prescription.exercise,
        "made_at": instant(prescription.made_at),
        "made_on": prescription.on.isoformat(),
        "action": prescription.action,
        "rule": prescription.rule,
        **load_columns("load", prescription.load),
        "reps": prescription.reps,
        "sets": prescription.sets,
        "amrap": int(prescription.amrap),
        "lead_up": targets_text(prescription.lead_up),
    }


def prescription_from(row: Row) -> Prescription:
    return Prescription(
        id=RowId(row["id"]),
        turn=RowId(row["turn"]),
        user=UserId(row["user_id"]),
        exercise=ExerciseId(row["exercise"]),
        made_at=instant_from(row["made_at"]),
        on=date.fromisoformat(row["made_on"]),
        action=row["action"],
        rule=row["rule"],
        load=load_or_none_from(row["load_milli"], row["load_unit"]),
        reps=row["reps"],
        sets=row["sets"],
        amrap=bool(row["amrap"]),
        lead_up=targets_from(row["lead_up"]),
    )


def outcome_row(prediction: Prediction) -> Params:
    return {
        "id": prediction.id,
        "outcome": prediction.outcome.value if prediction.outcome else None,
        "outcome_at": instant_or_none(prediction.outcome_at),
        "outcome_source": prediction.outcome_source,
    }


def prediction_row(prediction: Prediction) -> Params:
    return {
        **outcome_row(prediction),
        "turn": prediction.turn,
        "user": prediction.user,
        "exercise": prediction.exercise,
        **load_columns("load", prediction.load),
        "reps": prediction.reps,
        "probability": prediction.probability,
        "forecast": prediction.forecast,
        "arm": prediction.arm.value,
        "offered_at": instant(prediction.offered_at),
        "due_on": prediction.due_on.isoformat(),
    }


def prediction_from(row: Row) -> Prediction:
    return Prediction(
        id=RowId(row["id"]),
        turn=RowId(row["turn"]),
        user=UserId(row["user_id"]),
        exercise=ExerciseId(row["exercise"]),
        load=load_from(row["load_milli"], row["load_unit"]),
        reps=row["reps"],
        probability=row["probability"],
        forecast=row["forecast"],
        arm=Style(row["arm"]),
        offered_at=instant_from(row["offered_at"]),
        due_on=date.fromisoformat(row["due_on"]),
        outcome=None if row["outcome"] is None else Outcome(row["outcome"]),
        outcome_at=instant_or_none_from(row["outcome_at"]),
        outcome_source=row["outcome_source"],
    )


def promise_row(promise: Promise) -> Params:
    return {
        "id": promise.id,
        "user": promise.user,
        "prediction": promise.prediction,
        **address_row(promise.address),
        "due_at": instant(promise.due_at),
        "state": promise.state.value,
        "asked_in": promise.asked_in,
    }


def promise_from(row: Row) -> Promise:
    return Promise(
        id=RowId(row["id"]),
        user=UserId(row["user_id"]),
        prediction=RowId(row["prediction"]),
        address=address_from(row),
        due_at=instant_from(row["due_at"]),
        state=PromiseState(row["state"]),
        asked_in=None if row["asked_in"] is None else RowId(row["asked_in"]),
    )


def feedback_row(feedback: Feedback) -> Params:
    return {
        "source": feedback.source,
        "user": feedback.user,
        "turn": feedback.turn,
        "said_at": instant(feedback.said_at),
        "thumb": feedback.thumb.value if feedback.thumb else None,
        "stars": feedback.stars,
        "reason": feedback.reason,
    }


def feedback_from(row: Row) -> Feedback:
    return Feedback(
        user=UserId(row["user_id"]),
        turn=RowId(row["turn"]),
        source=row["source"],
        said_at=instant_from(row["said_at"]),
        thumb=Thumb(row["thumb"]) if row["thumb"] else None,
        stars=row["stars"],
        reason=row["reason"],
    )


def exchange_row(exchange: Exchange) -> Params:
    return {
        "id": exchange.id,
        "turn": exchange.turn,
        "user": exchange.user,
        "agent": exchange.agent,
        "model": exchange.model,
        "adapter": exchange.adapter,
        "prompt_version": exchange.prompt_version,
        "arm": exchange.arm.value,
        "occasion": exchange.occasion,
        "facts": texts_text(exchange.facts),
        "system": exchange.system,
        "prompt": exchange.prompt,
        "answer": exchange.answer,
        "verdict": exchange.verdict,
        "prompt_tokens": exchange.prompt_tokens,
        "completion_tokens": exchange.completion_tokens,
        "latency_ms": exchange.latency_ms,
        "at": instant(exchange.at),
    }


def exchange_from(row: Row) -> Exchange:
    return Exchange(
        id=RowId(row["id"]),
        turn=RowId(row["turn"]),
        user=UserId(row["user_id"]),
        agent=row["agent"],
        model=row["model"],
        adapter=row["adapter"],
        prompt_version=row["prompt_version"],
        arm=Style(row["arm"]),
        occasion=row["occasion"],
        facts=texts_from(row["facts"]),
        system=row["system"],
        prompt=row["prompt"],
        answer=row["answer"],
        verdict=row["verdict"],
        prompt_tokens=row["prompt_tokens"],
        completion_tokens=row["completion_tokens"],
        latency_ms=row["latency_ms"],
        at=instant_from(row["at"]),
    )


def update_row(update: Update) -> Params:
    return {
        "platform": update.platform,
        "id": update.id,
        "chat": update.chat,
        "raw": update.raw,
        "received_at": instant(update.received_at),
    }


def update_from(row: Row) -> Update:
    return Update(row["platform"], row["id"], row["chat"], row["raw"], instant_from(row["received_at"]))


def outgoing_row(outgoing: Outgoing, user: UserId | None) -> Params:
    return {
        "id": outgoing.id,
        "turn": outgoing.turn,
        "user": user,
        **address_row(outgoing.address),
        "text": outgoing.text,
        "buttons": buttons_text(outgoing.buttons),
        "reply_to": outgoing.reply_to,
        "edits": outgoing.edits,
        "recipe": outgoing.recipe,
        "private": int(outgoing.private),
        "waits": int(outgoing.private and outgoing.edits is None),
        "written_at": instant(outgoing.written_at),
        "delivery": outgoing.delivery.value,
        "sent_as": outgoing.sent_as,
        "asks_until": instant_or_none(outgoing.asks_until),
    }


def outgoing_from(row: Row) -> Outgoing:
    return Outgoing(
        id=RowId(row["id"]),
        turn=RowId(row["turn"]),
        address=address_from(row),
        text=row["text"],
        buttons=buttons_from(row["buttons"]),
        reply_to=row["reply_to"],
        edits=None if row["edits"] is None else RowId(row["edits"]),
        recipe=row["recipe"],
        private=bool(row["private"]),
        written_at=instant_from(row["written_at"]),
        delivery=Delivery(row["delivery"]),
        sent_as=row["sent_as"],
        not_before=instant_or_none_from(row["not_before"]),
        asks_until=instant_or_none_from(row["asks_until"]),
    )
