"""The plain answer to a question: code alone, from the log, the planner and the passages that were found."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from agents.phrases import capital, listed, load_text
from agents.plan import Action
from agents.questions.ahead import found_of, next_on, plan_for, plan_line
from agents.questions.basis import NOTHING, basis, day, sessions_text
from agents.questions.cautions import cautioned
from agents.questions.days import unread_day
from agents.questions.eating import eating
from agents.questions.estimate import estimated
from agents.questions.named import big_lifts
from agents.questions.notes import NO_NOTE, any_noted, noted, swap, technique
from agents.questions.past import past
from agents.questions.question import BELOW_NECK, Answered, Kind, Known, Past, Question
from agents.questions.refer import FEVER, medical, referred, returning
from agents.questions.stuck import stuck
from agents.questions.terms import term
from agents.questions.week import week
from knowledge.exercise import Exercise, ExerciseId
from knowledge.rules import RULES
from knowledge.units import Load
from knowledge.words import joined, words

ABOVE_THE_NECK: Final = words(
    "Nose and throat only, no fever: an easy, short session is fine; go home if you feel worse."
)
BELOW_THE_NECK: Final = words(
    "Below the neck (chest, cough, stomach, aches) or with a fever: rest until a day after it is gone."
)
UNPRESCRIBED: Final = words(
    "Nothing was prescribed to you yet. Log a set, like `squat 225x5`, and the plan comes with its reason."
)
NECK_CHECK: Final = words("the check above and below the neck, coaching practice")
NEXT: Final = words("Next")
ACTIONS: Final[Mapping[str, str]] = {
    Action.INCREASE: words("increase"),
    Action.HOLD: words("hold"),
    Action.REDUCE: words("reduce"),
    Action.DELOAD: words("deload"),
    Action.REST: words("rest"),
    Action.REFER: words("refer"),
}
ABOUT_LAST: Final = (Kind.STUCK, Kind.WHY)  # the last lift is meant where none is named


def answer(question: Question, known: Known) -> Answered | None:
    """The answer; None where neither log nor notes have one."""
    if first := cautioned(question, known) or term(question, known):
        return first
    plain = _ANSWERS[question.kind](question, known)
    taken = taken_instead(question, known)
    if plain is None or not taken or question.kind not in ABOUT_LAST:
        return plain
    return replace(plain, basis=joined([taken, plain.basis], " "))


def taken_instead(question: Question, known: Known) -> str:
    """Which lift is meant where one seems to be named that is not known; "" where none is, or none was lifted."""
    lift = next((e.lift.exercise for e in reversed(known.recent) if e.lift.hold_seconds is None), None)
    if not question.names_unknown or lift is None:
        return ""
    short = known.exercises[lift].short
    return words("I know no lift of that name, so this is about {lift}, your last one.", lift=short)


def _next(question: Question, known: Known) -> Answered:
    if question.unknown_day:
        return unread_day(question)
    on, today = question.on or known.day.on, known.day.on
    if on < today or (question.span and question.span.last < today):
        return past(replace(question, past=Past.LAST), known) or _noted(question, known)
    trained = any(entry.on == today and entry.lift.exercise in question.lifts for entry in known.recent)
    return next_on(question, known, on + timedelta(days=7) if question.by_weekday and on == today and trained else on)


def _week(question: Question, known: Known) -> Answered:
    monday = known.day.on + timedelta(days=7 - known.day.on.weekday())
    return week(known, question.lifts) or next_on(question, known, monday)


def _noted(question: Question, known: Known) -> Answered:
    return noted(question, known) or Answered(lines=(NO_NOTE,), basis=NOTHING, is_final=True)


def _technique(question: Question, known: Known) -> Answered:
    return technique(question, known) or _noted(question, known)


def _swap(question: Question, known: Known) -> Answered:
    return swap(question, known) or _noted(question, known)


def _eating(question: Question, known: Known) -> Answered:
    return eating(question, known) or _noted(question, known)


def _ill(question: Question, known: Known) -> Answered:
    if question.about == "fever":
        return referred(FEVER, question, known)
    if question.passage and (back := returning(question, known)):
        return back
    told = [one for one in known.passages if question.topics & set(one.topics)][:1]
    rests_on = basis(passages=told) if told else basis(rule=NECK_CHECK)
    lines = (ABOVE_THE_NECK, BELOW_THE_NECK)
    return Answered(lines=lines[::-1] if question.about == BELOW_NECK else lines, basis=rests_on, passages=tuple(told))


def _deload(question: Question, known: Known) -> Answered:
    """Whether the planner asks for one now, of the lift that is named or of those that are on record."""
    lifts = [lift for lift in question.lifts or big_lifts(known) if known.history.get(lift)][:3]
    if not lifts:
        return _noted(question, known)
    plans = {lift: plan_for(lift, known.day.on, known) for lift in lifts}
    due = [lift for lift, plan in plans.items() if plan.action is Action.DELOAD]
    shorts = [known.exercises[lift].short for lift in due or lifts]
    if due:
        first = words("Yes, {lifts}: a deload is due.", lifts=listed(shorts))
    else:
        first = words("No deload due for {lifts}.", lifts=_any_of(shorts))
    lines = [first, *(plan_line(plans[lift], known.exercises[lift], known, NEXT) for lift in (due or lifts)[:1])]
    passages = tuple(one for one in known.passages if question.topics & set(one.topics))[:1]
    return Answered(
        lines=tuple(lines),
        basis=basis(
            (sessions_text(known.exercises[lift], found_of(lift, known), known.day.on) for lift in lifts), passages
        ),
        passages=passages,
        next_loads=tuple(plan.dose.load for plan in plans.values() if plan.dose),
        is_final=any(plan.action is Action.REFER for plan in plans.values()),
    )


def _any_of(shorts: list[str]) -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    return joined(list(filter(None, (", ".join(shorts[:-1]), shorts[-1]))), words(" or "))


def _why(question: Question, known: Known) -> Answered | None:
    """The rule behind the plan that stands, as it was given, and what would move it."""
    lift = _prescribed(question, known)
    if lift is None:
        return _unprescribed(question, known)
    given, exercise = known.prescriptions[lift][0], known.exercises[lift]
    rule, plan = RULES.get(given.rule), plan_for(lift, known.day.on, known)
    head = words(
        "{lift} {load} ({action}) of {day}",
        lift=capital(exercise.short),
        load=_given(given.load, given.reps, exercise) if given.load else words("no load"),
        action=ACTIONS.get(given.action, given.action),
        day=day(given.on, known.day.on),
    )
    lines: list[str] = [words("{plan}: {reason}.", plan=head, reason=plan.reasons[0].text)]
    if rule is not None and plan.reasons[0].rule != given.rule:
        lines = [words("{plan}: {reason}", plan=head, reason=rule.when)]
    lines += [words("The rule: {rule}", rule=rule.then)] if rule else []
    lines += [words("What moves it: {earn}.", earn=plan.earn)] if plan.earn else []
    return Answered(
        lines=tuple(lines),
        basis=basis([sessions_text(exercise, found_of(lift, known))], rule=rule.source if rule else ""),
        next_loads=(plan.dose.load,) if plan.dose else (),
        is_final=plan.action is Action.REFER,
        quotes=rule is not None,
    )


def _given(load: Load, reps: int, exercise: Exercise) -> str:
    """``225 lb × 5``, ``bodyweight × 10``, ``+5 kg × 8``."""
    unit = "" if exercise.bodyweight and load.amount == 0 else f" {load.unit}"
    return joined([load_text(load, exercise), f"{unit} × {reps}"], "")


def _unprescribed(question: Question, known: Known) -> Answered | None:
    """The reason of the plan that his log comes to, where none was shown to him."""
    lift = next((one for one in question.lifts if known.history.get(one)), None)
    if lift is None and (told := any_noted(question, known)):
        return told
    lift = lift or next((one for one in known.history if not question.lifts), None)
    if lift is None:
        return Answered(lines=(UNPRESCRIBED,), basis=NOTHING, is_final=True)
    exercise, plan = known.exercises[lift], plan_for(lift, known.day.on, known)
    rule = RULES.get(plan.reasons[0].rule)
    lines = [
        words("Nothing was prescribed for {lift} yet. What your log comes to:", lift=exercise.short),
        plan_line(plan, exercise, known, NEXT),
    ]
    return Answered(
        lines=(*lines, words("The rule: {rule}", rule=rule.then)) if rule else tuple(lines),
        basis=basis([sessions_text(exercise, found_of(lift, known))], rule=rule.source if rule else ""),
        next_loads=(plan.dose.load,) if plan.dose else (),
        is_final=plan.action is Action.REFER,
        quotes=rule is not None,
    )


def _other(question: Question, known: Known) -> Answered | None:
    return estimated(question.done, known) if question.done else any_noted(question, known)


def _prescribed(question: Question, known: Known) -> ExerciseId | None:
    """The lift that is named, or else the one whose plan is the newest."""
    lifts = [lift for lift in question.lifts or known.prescriptions if known.prescriptions.get(lift)]
    return max(lifts, key=lambda lift: known.prescriptions[lift][0].made_at, default=None)


_ANSWERS: Final[Mapping[Kind, Callable[[Question, Known], Answered | None]]] = {
    Kind.NEXT: _next,
    Kind.WEEK: _week,
    Kind.STUCK: stuck,
    Kind.DELOAD: _deload,
    Kind.HISTORY: past,
    Kind.TECHNIQUE: _technique,
    Kind.NUTRITION: _eating,
    Kind.RECOVERY: _noted,
    Kind.SLEEP: _noted,
    Kind.SORENESS: _noted,
    Kind.ILLNESS: _ill,
    Kind.SWAP: _swap,
    Kind.PROGRAMME: _noted,
    Kind.WHY: _why,
    Kind.MEDICAL: medical,
    Kind.OTHER: _other,
}
