"""A question: what it is, the plain answer with its basis, and what the mind that words it gets."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from agents.inquiry import Inquiry
from agents.norms import usual
from agents.plan import Today
from agents.questions import Answered, Kind, Known, Question, answer, asked
from agents.questions.ahead import found_of, lifts_lately
from agents.questions.answer import taken_instead
from agents.questions.basis import basis, sessions_text
from agents.questions.cautions import cautioned, must_be_answered
from agents.questions.stuck import DOING
from bot.decide.labels import is_label
from bot.decide.log import tells_readiness
from bot.decide.more import NOTES_ARE_ENGLISH, more_button
from bot.decide.scene import Answer, Decision, Scene, blank, local_day, say, thumbs
from bot.decide.stopped import of_lifts
from bot.languages import spoken
from bot.message import Said
from bot.parse.facts import Intent
from knowledge.exercise import ExerciseId
from knowledge.passage import Query
from knowledge.words import joined
from storage.records import Danger, Entry, Memory, Outgoing, Readiness

PLANNED: Final = (Kind.NEXT, Kind.OTHER)  # what a plan answers already, where a message also logs
MOST_BESIDE: Final = 2  # lines of an answer below a log
OF_ALL: Final = (Kind.HISTORY, Kind.WEEK, Kind.STUCK)  # that need all of the log
FROM_LOG: Final = (Kind.NEXT, Kind.WEEK, Kind.HISTORY)  # which no passage answers
TALK: Final = (Intent.SMALLTALK, Intent.GARBAGE)  # which is answered all the same where silence would do harm
OPENING: Final = frozenset(
    ["is", "are", "am", "do", "does", "can", "should", "how", "what", "why", "when", "which", "was"]
)
LEAST_OF_TALK: Final = 3  # words
STOPPED: Final = (Danger.EMERGENCY, Danger.URGENT)  # nothing stands beside that advice


def question_of(scene: Scene) -> Question | None:
    """The question that a message asks, alone or beside what it logs; None where it asks nothing."""
    said, parsed = scene.incoming, scene.parsed
    if not isinstance(said, Said) or not said.text.strip() or parsed.danger in STOPPED:
        return None
    if is_label(said.text):
        return None
    is_asked = parsed.intent is Intent.QUESTION or Intent.QUESTION in parsed.also
    may_ask = said.text.lower().startswith(("plan ", "next ")) or _is_foreign_question(parsed.intent, said.text)
    may_ask = may_ask or (_opens_as_one(said.text) and not parsed.sets and not tells_readiness(parsed))
    may_harm = parsed.intent in TALK and len(said.text.split()) >= LEAST_OF_TALK
    if not is_asked and not may_ask and not may_harm:  # matching every wording takes longest
        return None
    question = asked(said.text, scene.named, scene.today, scene.unit)
    if must_be_answered(question):
        return question
    return question if is_asked or (may_ask and question.kind is not Kind.OTHER) else None


def query_of(question: Question) -> Query:
    return Query(words=question.words, lifts=question.lifts, topics=question.topics, passage=question.passage)


def needs_notes(question: Question) -> bool:
    """Whether its answer may rest on passages."""
    return question.kind not in FROM_LOG


def lifts_of_question(question: Question, scene: Scene, memory: Memory) -> tuple[ExerciseId, ...]:
    """The lifts beyond those that it names whose history it needs."""
    needs_week = question.kind in (Kind.WEEK, Kind.DELOAD) or (
        question.kind is Kind.NEXT and _is_to_come(question, scene)
    )
    is_all = needs_week and (not question.lifts or question.kind is Kind.WEEK)
    return lifts_lately(scene.log[0] if scene.log else memory.recent, scene.today) if is_all else ()


def is_about_lifting(question: Question) -> bool:
    """Whether the last lift is meant where none is named."""
    return question.kind in (Kind.NEXT, Kind.STUCK, Kind.HISTORY, Kind.WHY, Kind.DELOAD)


def plans_today(question: Question, scene: Scene) -> bool:
    """Whether today's plan is what is asked for; it then prescribes, as after a set."""
    if scene.person.profile.pregnant or cautioned(question, known_of(scene)):
        return False
    if question.kind is Kind.OTHER:
        return bool(scene.named) and question.done is None
    return question.kind is Kind.NEXT and not _is_to_come(question, scene)


def answered_alone(question: Question, scene: Scene, asks: str = "") -> Decision | None:
    """The answer to a message that only asks, and what it *asks* back; None where there is none."""
    plain = answer(question, known_of(scene))
    if plain is None:
        return None
    buttons = (*thumbs(scene), *more_button(plain, scene.turn))
    shown = Answer([*plain.lines, *aside(plain, scene), plain.basis, *([asks] if asks else [])], [buttons])
    message = getattr(scene.incoming, "message", None)
    changes = say(scene, replace(blank(scene), message=message), shown)
    return Decision(changes, inquiry=_inquiry(question, plain, scene))


def with_basis(decision: Decision, scene: Scene) -> Decision:
    """*decision* about today's plan that was asked for in words, with what it rests on below."""
    question, changes = scene.question, decision.changes
    lifts = [given.exercise for given in changes.prescriptions]
    if question is None or scene.parsed.intent is not Intent.QUESTION or not lifts or not changes.outbox:
        return decision
    known = known_of(scene)
    rows = (sessions_text(known.exercises[lift], found_of(lift, known)) for lift in lifts)
    below = joined(list(filter(None, (taken_instead(question, known), basis(rows)))), " ")
    first, *others = changes.outbox
    outbox = (replace(first, text=f"{first.text}\n\n{spoken(below, scene.language)}"), *others)
    return replace(decision, changes=replace(changes, outbox=outbox), below=below)


def with_answer(decision: Decision, scene: Scene) -> Decision:
    """*decision* about what a message logged, with the answer to what it also asks below, where its plan is none."""
    question = scene.question
    if question is None or question.kind in PLANNED or not decision.changes.outbox:
        return decision
    flagged = bool(decision.changes.flags)
    plain = answer(question, known_of(scene, decision.changes.entries, decision.changes.readiness))
    if plain is None or (flagged and question.kind not in (Kind.SWAP, Kind.MEDICAL)):
        return decision
    short = replace(plain, lines=tuple(line for line in plain.lines if not line.startswith(DOING))[:MOST_BESIDE])
    below = joined((*short.lines, *aside(short, scene), short.basis))
    first, *others = decision.changes.outbox
    outbox: tuple[Outgoing, ...] = (replace(first, text=f"{first.text}\n\n{spoken(below, scene.language)}"), *others)
    inquiry = None if flagged else _inquiry(question, short, scene)
    return replace(decision, changes=replace(decision.changes, outbox=outbox), below=below, inquiry=inquiry)


def aside(plain: Answered, scene: Scene) -> tuple[str, ...]:
    """That a line of the answer is English, where the lifter speaks another language."""
    return (NOTES_ARE_ENGLISH,) if plain.quotes and scene.language != "en" else ()


def known_of(scene: Scene, entries: tuple[Entry, ...] = (), readiness: Readiness | None = None) -> Known:
    """What is known of who asks, with what this message has logged."""
    memory, person = scene.memory, scene.person
    recent = scene.log[0] if scene.log else memory.recent
    on_record = _by_lift(recent) if scene.log else memory.history
    history = {lift: tuple(sorted(known, key=_when)) for lift, known in _histories(on_record, entries)}
    said = scene.log[1] if scene.log else (*memory.usual, *memory.readiness)
    flags = of_lifts(memory.flags, tuple(scene.exercises), scene.exercises)
    told = [*said, *([readiness] if readiness else [])]
    return Known(
        day=_today(scene, told),
        profile=person.profile,
        exercises=scene.exercises,
        history=history,
        cut=frozenset() if scene.log else frozenset(memory.strengths),
        recent=(*recent, *entries),
        readiness=tuple(told),
        flags=flags,
        cleared=tuple((flag.exercise, local_day(flag.cleared_at, person)) for flag in flags if flag.cleared_at),
        prescriptions=memory.prescriptions,
        found=scene.found,
    )


def _by_lift(entries: tuple[Entry, ...]) -> Mapping[ExerciseId, tuple[Entry, ...]]:
    found: dict[ExerciseId, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.lift.exercise, []).append(entry)
    return {lift: tuple(of_it) for lift, of_it in found.items()}


def _histories(
    on_record: Mapping[ExerciseId, tuple[Entry, ...]], entries: tuple[Entry, ...]
) -> Iterator[tuple[ExerciseId, tuple[Entry, ...]]]:
    for lift in dict.fromkeys((*on_record, *(entry.lift.exercise for entry in entries))):
        new = (entry for entry in entries if entry.lift.exercise == lift)
        yield lift, (*on_record.get(lift, ()), *new)


def _when(entry: Entry) -> tuple[object, object, int]:
    return entry.on, entry.said_at, entry.place


def _today(scene: Scene, told: list[Readiness]) -> Today:
    said = [one for one in told if one.on == scene.today]
    sore = next((one for one in reversed(said) if one.soreness is not None), None)
    return Today(
        on=scene.today,
        sleep_minutes=next((one.sleep_minutes for one in reversed(said) if one.sleep_minutes is not None), None),
        soreness=sore.soreness if sore else None,
        soreness_site=sore.soreness_site if sore else None,
        energy=next((one.energy for one in reversed(said) if one.energy is not None), None),
        usual=usual(scene.memory.usual, scene.today),
    )


def _is_to_come(question: Question, scene: Scene) -> bool:
    """Whether another day than today is asked about; "monday" on a Monday is the next one once that lift was done."""
    if question.unknown_day or (question.span is not None and question.on is None):
        return True
    if question.on is None or question.on != scene.today:
        return question.on is not None
    done = (one for one in scene.memory.recent if one.on == scene.today)
    return question.by_weekday and any(one.lift.exercise in question.lifts for one in done)


def _opens_as_one(text: str) -> bool:
    return "?" in text or text.split(maxsplit=1)[0].lower() in OPENING


def _is_foreign_question(intent: Intent, text: str) -> bool:
    """Whether words that the reader took for no language may ask in one that it does not know how to ask in."""
    return intent is Intent.GARBAGE and not any(letter.isdigit() for letter in text)


def _inquiry(question: Question, plain: Answered, scene: Scene) -> Inquiry | None:
    """What the mind that words it gets; None where code alone may speak."""
    if plain.is_final or question.kind is Kind.MEDICAL:
        return None
    profile = scene.person.profile
    return Inquiry(
        turn=scene.turn,
        user=scene.person.user,
        arm=profile.style,
        profile=profile,
        asked=question.words,
        facts=plain.facts or plain.lines,
        passages=plain.passages,
        plain="\n".join(plain.lines),
        basis=plain.basis,
        next_loads=plain.next_loads,
    )


def needs_log(question: Question, scene: Scene) -> bool:
    """Whether the whole log is needed, and not only the last training days of its lifts."""
    if question.kind is Kind.NEXT:
        return not question.lifts and _is_to_come(question, scene)
    return question.kind in OF_ALL or (question.kind is Kind.DELOAD and not question.lifts)
