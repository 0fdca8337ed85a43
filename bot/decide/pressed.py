"""Buttons: one tap, one meaning. Whose row it is decides; the button itself proves nothing."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.decide.charts import CHART, chart_pressed
from bot.decide.cleared import clear
from bot.decide.coaching import Coaching, coach
from bot.decide.consent import CONSENT, consent_pressed
from bot.decide.first_minute import BEGIN, begun
from bot.decide.labels import plain_words, typed_for
from bot.decide.language import LANGUAGE, language_pressed
from bot.decide.log import as_planned, is_plan_of
from bot.decide.made import ask_reps, asked_reps, in_turn, is_asked, prescribed_lifts, reps_told
from bot.decide.more import MORE, show_more
from bot.decide.named import take_lift
from bot.decide.promises import LATER, in_daytime, promise_about, settled
from bot.decide.rest import LONGER, REST, STOP, rest_changed, rest_pressed
from bot.decide.scene import STARS, Answer, Decision, Scene, blank, in_rows, local_day, reply, say
from bot.decide.taken import proposal_button, refuse_proposed, take_other, take_proposed
from bot.decide.tap_rows import PLATES, PLUS, RPE, WARM_UP, sets_done
from bot.decide.taps import rate, reckon
from bot.decide.uploads import LEAVE, TAKE, UNDO, leave, take, undo_upload
from bot.decide.votes import asking_stars, stars_pressed, thumb, why
from bot.message import Pressed, Said
from bot.wording import (
    GONE,
    NOT_YOURS,
    WHICH_TARGET,
    logged,
    more_sets_than_planned,
    old_plan,
    show_day,
    show_target,
    went_on,
)
from knowledge.words import words
from storage.records import (
    Button,
    Entry,
    Outcome,
    Prediction,
    Prescription,
    PromiseState,
    Target,
)

ANSWERS = {
    "hit": (Outcome.HIT, words("Great. Send me the set, so that it is in your log too.")),
    "notyet": (Outcome.NOT_YET, words("Not yet, then. I'll be more careful with the next target.")),
    "didnt": (Outcome.DID_NOT_TRY, words("Noted: not tried. It doesn't count against you.")),
}
SAID = {
    "hit": ("hit it", "hit", "got it", "yes", "i did", "did it", "nailed it"),
    "notyet": ("not yet", "no", "nope", "missed it", "didn't get it", "not quite"),
    "didnt": ("didn't try", "did not try", "didnt try", "not tried", "haven't tried"),
    "later": ("ask me later", "later", "ask later"),
}
DONE_ALREADY = words("That one is in your log already.")
LADDER = 5  # how many rep counts fit under one thumb


def decide_pressed(pressed: Pressed, scene: Scene) -> Decision:
    """The decision about a button; a forged or foreign one changes nothing and is told so."""
    verb, _, rest = pressed.press.partition(":")
    decide = VERBS.get(verb)
    return decide(verb, rest, scene) if decide else reply(scene, GONE)


def outcome_said(said: Said, scene: Scene) -> Decision | None:
    """The check-in answered in words, when a target of this lifter is due; None otherwise."""
    words = plain_words(said.text)
    verb = next((verb for verb, sentences in SAID.items() if words in sentences or words in typed_for(verb)), None)
    due = [p for p in scene.memory.predictions if p.due_on <= scene.today]
    if verb is None or not due:
        return None
    proposed = proposal_button(said, scene)
    return (
        _answer_check_in(verb, due[0], scene) if len(due) == 1 and not proposed else _which(verb, due, proposed, scene)
    )


def _which(verb: str, due: Sequence[Prediction], proposed: Button | None, scene: Scene) -> Decision:
    """Ask what is answered: one of the targets, or what a model has just proposed."""
    buttons = [Button(show_target(p, scene.exercises[p.exercise], scene.unit), f"{verb}:{p.id}") for p in due]
    return reply(scene, WHICH_TARGET, *in_rows([*([proposed] if proposed else []), *buttons]))


def _done(_verb: str, rest: str, scene: Scene) -> Decision:
    prescription, sets = scene.memory.prescription, rest.partition(":")[2]
    if prescription is None:
        return reply(scene, NOT_YOURS)
    if sets not in ("", str(prescription.sets)):
        return reply(scene, GONE)
    return _log_prescribed(scene, prescription, prescription.reps, shown_sets=bool(sets))


def _missed(_verb: str, _rest: str, scene: Scene) -> Decision:
    prescription = scene.memory.prescription
    if prescription is None:
        return reply(scene, NOT_YOURS)
    if refused := _refused(scene, prescription):
        return reply(scene, refused)
    fewer = range(max(0, prescription.reps - LADDER), prescription.reps)
    buttons = tuple(Button(str(reps), f"got:{prescription.id}:{reps}") for reps in fewer)
    changes = replace(blank(scene), ask=ask_reps(prescription, scene))
    return Decision(say(scene, changes, Answer([asked_reps(prescription)], [buttons] if buttons else [])))


def made_said(said: Said, scene: Scene) -> Decision | None:
    """The reps of each set of a plan that was missed, in words; None when they were not asked for."""
    told = reps_told(said, scene)
    if told is None:
        return None
    prescription, reps = told
    if len(reps) > prescription.sets:
        return reply(scene, more_sets_than_planned(prescription.sets))
    return _log_prescribed(scene, prescription, reps[-1], told=reps)


def _got(_verb: str, rest: str, scene: Scene) -> Decision:
    prescription, reps = scene.memory.prescription, rest.partition(":")[2]
    if prescription is None:
        return reply(scene, NOT_YOURS)
    if not (reps.isdecimal() and int(reps) < prescription.reps):
        return reply(scene, GONE)
    return _log_prescribed(scene, prescription, int(reps))


def _refused(scene: Scene, prescription: Prescription) -> str | None:
    """Why a tap on a prescription logs nothing: it is done once, and while it is a plan."""
    if _is_done(prescription, scene):
        return DONE_ALREADY
    if not is_plan_of(prescription, scene.today, scene):
        return old_plan(prescription.on)
    return None


def _log_prescribed(
    scene: Scene, prescription: Prescription, reps: int, *, shown_sets: bool = False, told: Sequence[int] = ()
) -> Decision:
    """What was prescribed: its sets that were shown, and those that lead up to it, each with its own target.

    One set where none were shown; *told*: the reps of each. A set that goes on counts with its least reps, and that
    is said.
    """
    if prescription.load is None:
        return reply(scene, GONE)
    if refused := _refused(scene, prescription):
        return reply(scene, refused)
    message = _done_message(prescription)
    sets = sets_done(prescription, shows_sets=shown_sets)
    lifts = prescribed_lifts(scene, prescription, Target(prescription.load, prescription.reps), reps, sets)
    lifts = [*lifts[:-1], *in_turn(lifts[-1], told)] if told else lifts
    entries = tuple(
        Entry(
            user=scene.person.user,
            source=scene.incoming.source,
            place=place,
            message=message,
            said_at=scene.incoming.sent_at,
            on=scene.today,
            lift=as_planned(lift, prescription, scene.incoming.sent_at, scene),
        )
        for place, lift in enumerate(lifts)
    )
    changes = replace(blank(scene), message=message, entries=entries, answered_ask=is_asked(scene))
    answer = Answer([logged(lifts, None, scene.exercises, scene.unit)])
    if prescription.amrap and reps == prescription.reps:
        answer.lines.append(went_on(reps))
    return coach(Coaching(scene, changes, answer, "done as prescribed", (prescription.exercise,)), entries, None)


def _done_message(prescription: Prescription) -> str:
    """Names the one message that the taps on a prescription come to, so that it is done once and can be undone."""
    return f"done:{prescription.id}"


def _is_done(prescription: Prescription, scene: Scene) -> bool:
    message = _done_message(prescription)
    return any(entry.message == message for entry in scene.memory.history.get(prescription.exercise, ()))


def _outcome(verb: str, _rest: str, scene: Scene) -> Decision:
    prediction = scene.memory.prediction
    return _answer_check_in(verb, prediction, scene) if prediction else reply(scene, NOT_YOURS)


def _answer_check_in(verb: str, prediction: Prediction, scene: Scene) -> Decision:
    if prediction.outcome is not None:
        return reply(scene, words("You have told me already, thanks."))
    if verb == "later":
        asked_at = in_daytime(scene.now + LATER, scene.person.profile)
        promise = promise_about(scene, prediction, PromiseState.WAITING, asked_at)
        day = show_day(local_day(asked_at, scene.person))
        return Decision(
            say(scene, replace(blank(scene), promises=(promise,)), Answer([words("I'll ask again on {day}.", day=day)]))
        )
    outcome, told = ANSWERS[verb]
    changes = replace(
        blank(scene),
        outcomes=(settled(prediction, outcome, scene.incoming.source, scene.now),),
        promises=(promise_about(scene, prediction, PromiseState.KEPT, scene.now),),
    )
    return asking_stars(scene, prediction.turn, changes, told)


def _keep_log(_verb: str, rest: str, scene: Scene) -> Decision:
    """*rest* is whose button it is; those of before that was told stand in groups too, where anybody may press them."""
    is_old = rest == "log" and scene.incoming.company is None
    return reply(scene, words("Kept.") if is_old or rest == scene.person.user else NOT_YOURS)


def _plus(_verb: str, _rest: str, scene: Scene) -> Decision:
    """One rep more than prescribed: of several sets in the last one, which alone may go on."""
    prescription = scene.memory.prescription
    if prescription is None:
        return reply(scene, NOT_YOURS)
    sets = sets_done(prescription, shows_sets=False)
    if sets > 1 and not prescription.amrap:
        return reply(scene, GONE)
    told = (*([prescription.reps] * (sets - 1)), prescription.reps + 1)
    return _log_prescribed(scene, prescription, prescription.reps + 1, told=told)


VERBS: dict[str, Callable[[str, str, Scene], Decision]] = {
    "up": thumb,
    "down": thumb,
    "why": why,
    STARS: stars_pressed,
    CONSENT: consent_pressed,
    "done": _done,
    "missed": _missed,
    "got": _got,
    PLUS: _plus,
    RPE: rate,
    WARM_UP: reckon,
    PLATES: reckon,
    REST: rest_pressed,
    LONGER: rest_changed,
    STOP: rest_changed,
    "hit": _outcome,
    "notyet": _outcome,
    "didnt": _outcome,
    "later": _outcome,
    "clear": clear,
    "keep": _keep_log,
    BEGIN: begun,
    MORE: show_more,
    LANGUAGE: language_pressed,
    CHART: chart_pressed,
    "lift": take_lift,
    "read": take_other,
    "yes": take_proposed,
    "no": refuse_proposed,
    TAKE: take,
    LEAVE: leave,
    UNDO: undo_upload,
}
