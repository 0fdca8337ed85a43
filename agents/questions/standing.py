"""Where a programme stands: its week, its next deload, its training maxes; from its own replay of the log."""

import re
from decimal import Decimal
from typing import Final

from agents.phrases import capital
from agents.plan import Today
from agents.programmes import Stand, stand_of
from agents.questions.basis import basis, sessions_text
from agents.questions.named import big_lifts
from agents.questions.notes import noted
from agents.questions.question import Answered, Known, Question
from agents.sessions import Session, sessions
from agents.situation import SESSIONS, situation
from knowledge.exercise import ExerciseId
from knowledge.programme import Waves, programmes
from knowledge.units import plain
from knowledge.words import counted as of_number
from knowledge.words import words

_SHARE: Final = re.compile(r"\b(\d{2,3}(?:[.,]\d)?) ?%")
NO_MAX: Final = words("I know no training max of yours yet: name one with `profile tm bench 225`, or log a set of it.")


def where_it_stands(question: Question, known: Known) -> Answered | None:
    """Of the lifts that are named or his main ones. On a programme without weeks or maxima the notes answer."""
    programme = programmes().get(known.profile.programme)
    if not isinstance(programme, Waves):
        return noted(question, known) or _no_programme(known)
    named = tuple(one.exercise for one in known.profile.training_maxes)
    lifts = question.lifts or tuple(dict.fromkeys((*named, *big_lifts(known))))
    stands = {lift: stand for lift in lifts[:4] if (stand := stand_for(lift, known))}
    if not stands:
        return Answered(lines=(NO_MAX,), basis=basis(rule=programme.name), is_final=True)
    lines = tuple(_line(question, lift, stand, known) for lift, stand in stands.items())
    rows = [sessions_text(known.exercises[lift], _found(lift, known), known.day.on) for lift in stands]
    return Answered(lines=lines, basis=basis(rows, rule=programme.sources[0]))


def stand_for(lift: ExerciseId, known: Known) -> Stand | None:
    entries = [entry for entry in known.history.get(lift, ()) if entry.lift.hold_seconds is None]
    today = Today(on=known.day.on)
    exercise = known.exercises[lift]
    now = situation(exercise, known.profile, entries, today, is_cut=lift in known.cut)
    return stand_of(exercise, known.profile, now)


def _line(question: Question, lift: ExerciseId, stand: Stand, known: Known) -> str:
    name = capital(known.exercises[lift].short)
    if question.about == "week":
        parts = {"lift": name, "week": stand.week, "weeks": stand.weeks}
        if stand.is_deload:
            return words("{lift}: week {week} of {weeks} is next (the deload).", **parts)
        return words("{lift}: week {week} of {weeks} is next.", **parts)
    if question.about == "deload":
        return words("{lift}: {deload}.", lift=name, deload=_until_deload(stand))
    maximum = f"{plain(stand.maximum.amount)} {stand.maximum.unit}"
    if found := _SHARE.search(question.words):
        percent = Decimal(found[1].replace(",", "."))
        part = (stand.maximum.amount * percent / 100).quantize(Decimal("0.1"))
        return words(
            "{lift}: {percent} % of your training max of {maximum} is {part}.",
            lift=name,
            percent=plain(percent),
            maximum=maximum,
            part=plain(part),
        )
    return words("{lift}: training max {maximum}.", lift=name, maximum=maximum)


def _until_deload(stand: Stand) -> str:
    if stand.sessions_to_deload is None:
        return words("the programme has no deload week")
    if stand.sessions_to_deload == 0:
        return words("the next session is the deload")
    return of_number(
        "the deload comes after {count} more session of it",
        "the deload comes after {count} more sessions of it",
        count=stand.sessions_to_deload,
    )


def _found(lift: ExerciseId, known: Known) -> tuple[Session, ...]:
    return sessions(lift, known.history.get(lift, ()), known.day.on, SESSIONS)


def _no_programme(known: Known) -> Answered:
    programme = programmes().get(known.profile.programme)
    name = programme.name if programme else "free"
    line = words(
        "You follow {programme}, which has no weeks and no training max. Set one with `profile programme 5/3/1`.",
        programme=name,
    )
    return Answered(lines=(line,), basis=basis(rule=words("your profile")), is_final=True)
