"""The plan in an answer: what to lift next, the buttons under it, the target that is promised."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from agents import planner
from agents.case import Case
from agents.drafts import drafts_of
from agents.norms import usual
from agents.phrases import shows_sets
from agents.plan import Action, Plan, Today
from agents.rules_training import raise_promised
from agents.swaps import swaps
from bot.decide.carried import carry
from bot.decide.promises import answered_by_log, asks_on, met_by, predict, settled, since_offer
from bot.decide.scene import Answer, Decision, Scene, in_rows, local_day, say, thumbs
from bot.decide.stopped import sites_of, stopped_words, stops
from bot.decide.tap_rows import below_thumbs, beside_thumbs, marks
from bot.wording import more_plans, offered, target_hit
from knowledge.exercise import Exercise, ExerciseId
from knowledge.words import joined, words
from storage.records import (
    Button,
    Changes,
    Danger,
    Entry,
    Flag,
    Outcome,
    Prediction,
    Prescription,
    Readiness,
    RowId,
    Strength,
    Target,
    row_id,
)

CLEARED_TO_TRAIN = words("I'm cleared to train it")
MOST_PLANS = 3  # in one answer: more would be a wall of text
GRAVITY = (Danger.EMERGENCY, Danger.URGENT, Danger.PAIN)


@dataclass(frozen=True, slots=True)
class Coaching:
    """An answer so far, and what it is about."""

    scene: Scene
    changes: Changes
    answer: Answer
    said: str
    lifts: tuple[ExerciseId, ...]  # to plan, in this order; more than MOST_PLANS are only named, timed ones passed over


def lifts_of(entries: Sequence[Entry]) -> tuple[ExerciseId, ...]:
    """Each once, in the order in which they were lifted; what was only held for a time has no next load."""
    return tuple(dict.fromkeys(entry.lift.exercise for entry in entries if entry.lift.hold_seconds is None))


def lifts_meant(scene: Scene) -> tuple[ExerciseId, ...]:
    """The lifts that a message without sets is about: those that it names, else the one that was recalled."""
    return scene.named or tuple(scene.memory.history)[:1]


def coach(so_far: Coaching, entries: Sequence[Entry], readiness: Readiness | None) -> Decision:
    """Add what the day's words call for: advice on a warning sign, the plan of each lift, targets hit and named."""
    scene, changes, answer = so_far.scene, so_far.changes, so_far.answer
    changes, hit = _with_targets_hit(scene, changes, answer, entries)
    flags = (*scene.memory.flags, *changes.flags)
    flag = scene.red_flag(so_far.said) if changes.flags else None
    if flag:
        stopped = stopped_words(changes.flags, _lately(scene), scene.exercises)
        answer.lines.extend([flag.advice, *([stopped] if stopped else [])])
    lifts = [name for name in so_far.lifts if not scene.exercises[name].timed]
    planned = [
        _case(so_far, scene.exercises[name], entries, _today(scene, name, readiness, flags), hit)
        for name in lifts[:MOST_PLANS]
    ]
    cases = [case for case, _ in planned]
    changes = replace(changes, strengths=tuple(kept for _, kept in planned if kept))
    for case in cases:
        changes = _with_plan(
            scene,
            changes,
            answer,
            case,
            alone=len(cases) == 1 and bool(entries or scene.named),
            advised=flag is not None,
        )
    if not cases and (tired := planner.rest_words(scene.person.profile, _today(scene, None, readiness, flags))):
        answer.lines.append(tired)
    if unplanned := lifts[MOST_PLANS:]:
        answer.lines.append(more_plans([scene.exercises[name] for name in unplanned]))
    _add_buttons(so_far, changes, flags, entries, [case.plan for case in cases])
    thought_about = replace(cases[0], shown=joined(answer.lines)) if _is_worth_words(cases) else None
    if thought_about is not None:
        answer.lines.extend(("", drafts_of(thought_about).coach_words))
    return Decision(say(scene, changes, answer), thought_about)


def _is_worth_words(cases: Sequence[Case]) -> bool:
    """Whether the coach has anything to add: one lift, and more to say than to stop."""
    return len(cases) == 1 and cases[0].plan.action is not Action.REFER


def _with_targets_hit(
    scene: Scene, changes: Changes, answer: Answer, entries: Sequence[Entry]
) -> tuple[Changes, frozenset[RowId]]:
    """Targets that these entries reach: the log answers the question, mostly before it is asked."""
    hit = [(p, entry) for p in scene.memory.predictions if (entry := met_by(p, since_offer(p, entries, scene.person)))]
    answer.lines.extend(target_hit(p, scene.unit) for p, _ in hit)
    changes = replace(
        changes,
        outcomes=tuple(settled(p, Outcome.HIT, entry.source, scene.now) for p, entry in hit),
        promises=tuple(chain.from_iterable(answered_by_log(p, scene) for p, _ in hit)),
    )
    return changes, frozenset(p.id for p, _ in hit)


def _today(scene: Scene, lift: ExerciseId | None, readiness: Readiness | None, flags: Sequence[Flag]) -> Today:
    """Everything that was said today, the latest word on each."""
    told = [r for r in (*scene.memory.readiness, readiness) if r is not None and r.on == scene.today]
    own = [flag for flag in flags if stops(flag, lift, scene.exercises)]
    raised = [flag.danger for flag in own if flag.cleared_at is None]
    sore = next((r for r in reversed(told) if r.soreness is not None), None)
    cleared_on = {local_day(flag.cleared_at, scene.person) for flag in own if flag.cleared_at is not None}
    return Today(
        on=scene.today,
        sleep_minutes=next((r.sleep_minutes for r in reversed(told) if r.sleep_minutes is not None), None),
        soreness=sore.soreness if sore else None,
        soreness_site=sore.soreness_site if sore else None,
        energy=next((r.energy for r in reversed(told) if r.energy is not None), None),
        danger=next((danger for danger in GRAVITY if danger in raised), None),
        cleared_today=scene.today in cleared_on,
        cleared_on=max((day for day in cleared_on if day < scene.today), default=None),
        usual=usual(scene.memory.usual, scene.today),
    )


def _case(
    so_far: Coaching, exercise: Exercise, entries: Sequence[Entry], today: Today, hit: frozenset[RowId]
) -> tuple[Case, Strength | None]:
    """What the minds are told of a lift, and the form of it to keep."""
    scene = so_far.scene
    own = [e for e in entries if e.lift.exercise == exercise.id]
    lifted = (e for e in (*scene.memory.history.get(exercise.id, ()), *own) if e.lift.hold_seconds is None)
    history = sorted(lifted, key=lambda e: (e.on, e.said_at, e.place))
    still_open: list[Prediction] = [p for p in scene.memory.predictions if p.id not in hit]
    promised = raise_promised(scene.memory.prescriptions.get(exercise.id, ()), scene.today)
    carried = carry(scene, exercise.id, history)
    plan = planner.plan(
        exercise,
        scene.person.profile,
        history,
        today,
        still_open,
        promised=promised,
        form=carried.form,
        is_cut=exercise.id in scene.memory.strengths,
    )
    if plan.offer is not None:
        plan = replace(plan, offer=replace(plan.offer, due_on=asks_on(scene)))
    case = Case(
        turn=scene.turn,
        user=scene.person.user,
        arm=scene.person.profile.style,
        exercise=exercise,
        profile=scene.person.profile,
        today=today,
        history=tuple(history),
        plan=plan,
        said=so_far.said,
        shown="",
    )
    return case, carried.kept


def _with_plan(scene: Scene, changes: Changes, answer: Answer, case: Case, *, alone: bool, advised: bool) -> Changes:
    plan, exercise = case.plan, case.exercise
    if not (advised and plan.action is Action.REFER):  # the advice has said it
        line = planner.words(plan, exercise, scene.unit, is_named=not alone)
        answer.lines.extend([line] if line not in answer.lines else [])
    if (spared := _spared(scene, case)) is not None:
        answer.lines.append(spared)
    prescription = _prescription(scene, exercise.id, plan)
    if prescription is not None:
        changes = replace(changes, prescriptions=(*changes.prescriptions, prescription))
    if plan.offer is None:
        return changes
    prediction, promise = predict(scene, exercise.id, plan.offer)
    answer.lines.append(offered(plan.offer, scene.unit))
    return replace(changes, predictions=(*changes.predictions, prediction), promises=(*changes.promises, promise))


def _spared(scene: Scene, case: Case) -> str | None:
    """What may stand in for a lift that an injury holds."""
    if not any(reason.rule == "injury" for reason in case.plan.reasons):
        return None
    found = swaps(case.exercise, scene.exercises, case.profile)
    return words("Or spare it: {lift}.", lift=scene.exercises[found[0].exercise].name) if found else None


def _prescription(scene: Scene, exercise: ExerciseId, plan: Plan) -> Prescription | None:
    if plan.dose is None and plan.action not in (Action.REST, Action.REFER):
        return None
    return Prescription(
        id=row_id("prescription", scene.turn, exercise),
        turn=scene.turn,
        user=scene.person.user,
        exercise=exercise,
        made_at=scene.now,
        on=scene.today,
        action=plan.action,
        rule=plan.reasons[0].rule,
        load=plan.dose.load if plan.dose else None,
        reps=plan.dose.reps if plan.dose else 0,
        sets=plan.dose.sets if plan.dose else 0,
        amrap=plan.dose.amrap if plan.dose else False,
        lead_up=tuple(Target(dose.load, dose.reps) for dose in plan.lead_up for _ in range(dose.sets)),
    )


def _add_buttons(
    so_far: Coaching, changes: Changes, flags: Sequence[Flag], entries: Sequence[Entry], plans: Sequence[Plan]
) -> None:
    """Done and missed where one load was prescribed, thumbs under any advice, and a way out of a flag.

    Done carries the number of sets where it was said. What else goes with a plan stands where there is room.
    """
    scene, answer = so_far.scene, so_far.answer
    is_alone, shown = not answer.buttons, any(map(shows_sets, plans))
    given = next(iter(changes.prescriptions), None) if len(changes.prescriptions) == 1 else None
    given = given if given and given.load is not None else None
    if given:
        answer.buttons.append(marks(given, f":{given.sets}" if shown else ""))
    if any(p.action != Action.REFER for p in changes.prescriptions):
        beside = beside_thumbs(given, entries, scene, shows_sets=shown) if given else ()
        answer.buttons.append((*thumbs(scene), *beside))
    referred = {p.exercise for p in changes.prescriptions if p.action == Action.REFER}
    new = [flag for flag in changes.flags if sites_of(flag, scene.exercises)]
    standing = [f for f in flags if f in new or any(stops(f, lift, scene.exercises) for lift in referred)]
    answer.buttons.extend(in_rows([*ways_out(standing, scene)]))
    if given and is_alone and not standing:
        answer.buttons.extend(below_thumbs(given, entries, scene))


def _lately(scene: Scene) -> tuple[ExerciseId, ...]:
    return tuple(dict.fromkeys((*scene.memory.history, *(e.lift.exercise for e in reversed(scene.memory.recent)))))


def ways_out(flags: Sequence[Flag], scene: Scene, *, alone: bool = True) -> Iterator[Button]:
    """A button for each lift that is stopped, or for all at once: one clears every flag on what it names.

    *alone*: the only one needs no name, as what is stopped stands above it.
    """
    raised = {(flag.exercise, sites_of(flag, scene.exercises)): flag for flag in flags if flag.cleared_at is None}
    for (exercise, sites), flag in raised.items():
        what = scene.exercises[exercise].short if exercise else joined(sites, words(" and ")) or words("any lift")
        named = words("I'm cleared for {what}", what=what)
        yield Button(CLEARED_TO_TRAIN if alone and len(raised) == 1 else named, f"clear:{flag.id}")
