"""A case, set up: what the minds would get of it, and what code alone has already made of it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Final

from pydantic import JsonValue

from agents import planner
from agents.case import Case
from agents.drafts import drafts_of
from agents.facts import Drafts, facts_of
from agents.inquiry import Inquiry
from agents.rules_training import raise_promised
from bot.app import Knowledge
from bot.decide import Scene, decide
from bot.decide.own_units import in_own_units
from bot.decide.questions import is_about_lifting, lifts_of_question, query_of, question_of
from bot.message import Said
from bot.parse.named import named
from bot.parse.read import parse
from bot.plan_json import USER, Asked, asked_of
from bot.plan_shown import shown
from bot.wording import offered
from knowledge.exercise import Equipment
from knowledge.units import Load, Unit
from learning.evaluation.case import BadCases, EvaluationCase, Question
from storage.records import Address, Entry, Identity, Memory, Person, Prescription, Profile, Readiness, row_id

AN_HOUR: Final = time(17)  # at which a message of a case comes
PLATFORM: Final = "evaluation"
NOT_LIFTED: Final = "squat"  # stands in where a question comes without a log: its history is empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Coached:
    """A case of the three minds."""

    case: Case
    drafts: Drafts
    plan: dict[str, JsonValue]  # as it is printed
    beside: str  # the plan in words, and the target where there is one
    given: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """A question: the answer of code, and what the adviser gets; None where code alone may speak."""

    words: str
    beside: str  # the basis, where it stands under whatever words
    given: tuple[str, ...]
    inquiry: Inquiry | None


Staged = Coached | Advised


def staged(case: EvaluationCase, knowledge: Knowledge) -> Staged:
    """Raises BadCases with the case's id."""
    try:
        return _advised(case, case.question, knowledge) if case.question else _coached(case, knowledge)
    except ValueError as error:
        raise BadCases(f"case {case.id}: {error}") from error


def _coached(case: EvaluationCase, knowledge: Knowledge) -> Coached:
    asked = _asked(dict(case.input), knowledge)
    today = replace(
        asked.today,
        cleared_today=case.cleared_on == asked.today.on,
        cleared_on=case.cleared_on if case.cleared_on != asked.today.on else None,
    )
    profile = replace(asked.profile, style=case.style)
    promised = raise_promised([_promise(case, asked)], today.on) if case.promised else None
    plan = planner.plan(asked.exercise, profile, asked.entries, today, promised=promised)
    line = planner.words(plan, asked.exercise, profile.unit)
    beside = "\n".join((line, offered(plan.offer, profile.unit))) if plan.offer else line
    subject = Case(
        turn=row_id("turn", case.id),
        user=USER,
        arm=case.style,
        exercise=asked.exercise,
        profile=profile,
        today=today,
        history=asked.entries,
        plan=plan,
        said=_text(case.input),
        shown=beside,
    )
    drafts = drafts_of(subject)
    given = (*facts_of(subject, drafts.last), *drafts.observations, drafts.plan_words, drafts.coach_words)
    return Coached(case=subject, drafts=drafts, plan=_plain(shown(plan)), beside=beside, given=given)


def _text(given: dict[str, JsonValue]) -> str:
    today = given.get("today")
    return str(today.get("text", "")) if isinstance(today, dict) else ""


def _plain(plan: dict[str, object]) -> dict[str, JsonValue]:
    """As it would be read again from a file."""
    read: dict[str, JsonValue] = json.loads(json.dumps(plan))
    return read


def _promise(case: EvaluationCase, asked: Asked) -> Prescription:
    promised = case.promised
    assert promised is not None  # noqa: S101 -- the caller looked
    turn = row_id("turn", f"promise of {case.id}")
    return Prescription(
        id=row_id("prescription", turn),
        turn=turn,
        user=USER,
        exercise=asked.exercise.id,
        made_at=datetime.combine(promised.date, AN_HOUR, UTC),
        on=promised.date,
        action="increase",
        rule="recovered_and_hit",
        load=Load(promised.weight, asked.profile.unit),
        reps=promised.reps,
        sets=promised.sets,
    )


def _asked(given: dict[str, JsonValue], knowledge: Knowledge) -> Asked:
    text = json.dumps(given, default=float)
    return asked_of(text, knowledge.exercises, knowledge.red_flags)


# ── questions ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _advised(case: EvaluationCase, question: Question, knowledge: Knowledge) -> Advised:
    decision = decide(_scene(case, question, knowledge))
    text = decision.changes.outbox[0].text if decision.changes.outbox else ""
    inquiry = decision.inquiry
    if inquiry is None:
        return Advised(words=text, beside="", given=(text, question.asked), inquiry=None)
    before = text.partition(inquiry.plain)[0].strip()
    given = (text, *inquiry.facts, inquiry.basis, *(passage.text for passage in inquiry.passages))
    beside = "\n".join(part for part in (before, inquiry.basis) if part)
    return Advised(words=inquiry.plain, beside=beside, given=given, inquiry=inquiry)


def _scene(case: EvaluationCase, question: Question, knowledge: Knowledge) -> Scene:
    logs = [_log(log, question, knowledge) for log in question.logs]
    bare = logs[0] if logs else _log({"lift": NOT_LIFTED}, question, knowledge)
    today, profile = bare.today.on, _profile(case, question, bare.profile)
    at = datetime.combine(today, AN_HOUR, UTC)
    read = in_own_units(
        lambda text, unit: parse(text, knowledge.exercises, knowledge.red_flags, unit), profile, knowledge.exercises
    )
    said = Said(
        who=Identity(PLATFORM, case.id),
        name="",
        where=Address(PLATFORM, case.id),
        source=case.id,
        message=case.id,
        reply_to="",
        text=question.asked,
        sent_at=at,
    )
    parsed = read(question.asked, profile.unit)
    lifted = dict.fromkeys(one.exercise for one in parsed.sets if one.exercise)
    scene = Scene(
        incoming=said,
        parsed=parsed,
        named=tuple(lifted or named(question.asked, knowledge.exercises)),
        settles=("", ""),
        person=Person(USER, "", profile),
        is_new=False,
        memory=Memory(),
        exercises=knowledge.exercises,
        read=read,
        red_flag=knowledge.red_flags.red_flag,
        now=at,
        check_in_days=7,
    )
    return _remembering(scene, logs, tuple(_readiness(bare, question)), knowledge)


def _remembering(scene: Scene, logs: Sequence[Asked], words: tuple[Readiness, ...], knowledge: Knowledge) -> Scene:
    """With what the store would recall for this message."""
    entries = sorted((entry for log in logs for entry in log.entries), key=lambda entry: (entry.on, entry.place))
    memory = Memory(
        recent=tuple(entries),
        readiness=tuple(word for word in words if word.on == scene.today),
        usual=tuple(word for word in words if word.on < scene.today),
    )
    asked = question_of(scene)
    needed = lifts_of_question(asked, scene, memory) if asked else ()
    last = tuple(dict.fromkeys(entry.lift.exercise for entry in entries[-1:]))
    meant = last if asked and is_about_lifting(asked) else ()
    lifts = (*scene.named, *(needed if needed or scene.named else meant))
    history = {lift: tuple(entry for entry in entries if entry.lift.exercise == lift) for lift in lifts}
    found = knowledge.shelf.find(query_of(asked)) if asked else ()
    return replace(scene, memory=replace(memory, history=history), question=asked, found=found)


def _log(log: dict[str, JsonValue], question: Question, knowledge: Knowledge) -> Asked:
    readiness: list[JsonValue] = list(question.readiness)
    given: dict[str, JsonValue] = {"profile": question.profile, "today": question.today, "readiness": readiness, **log}
    asked = _asked(given, knowledge)
    return replace(asked, entries=tuple(_of_its_lift(entry) for entry in asked.entries))


def _of_its_lift(entry: Entry) -> Entry:
    """Each lift of a day came with a message of its own."""
    name = f"{entry.lift.exercise}:{entry.source}"
    return replace(entry, source=name, message=name)


def _profile(case: EvaluationCase, question: Question, profile: Profile) -> Profile:
    weight = question.body_weight
    return replace(
        profile,
        style=case.style,
        body_weight=_weight(weight) if weight else None,
        days_per_week=question.days_per_week,
        equipment=tuple(Equipment(name) for name in question.equipment),
    )


def _weight(said: str) -> Load:
    amount, _, unit = said.partition(" ")
    return Load(Decimal(amount), Unit(unit))


def _readiness(asked: Asked, question: Question) -> Iterator[Readiness]:
    for day in (*question.readiness, question.today):
        yield _asked_day(day, asked)


def _asked_day(day: dict[str, JsonValue], asked: Asked) -> Readiness:
    on = datetime.fromisoformat(str(day["date"])).date()
    sleep_h, soreness = day.get("sleep_h"), day.get("soreness")
    return Readiness(
        user=USER,
        source="",
        message="",
        said_at=datetime.combine(on, AN_HOUR, UTC),
        on=on,
        sleep_minutes=None if sleep_h is None else round(Decimal(str(sleep_h)) * 60),
        soreness=None if soreness is None else int(str(soreness)),
        energy=asked.today.energy if on == asked.today.on else None,
    )
