"""Why a lift is stuck: each reason is found where it was planted, and nowhere else."""

from collections.abc import Sequence

import pytest

from agents.questions import answer
from agents.questions.ahead import found_of
from agents.questions.question import Answered, Known
from agents.questions.stuck_reasons import View, causes
from knowledge.exercise import ExerciseId
from storage.records import Entry, Readiness, SetKind
from tests.agents.questions.known import EXERCISES, entry, known, question, said

BENCH = ExerciseId("bench_press")
WEEKS = range(38, 0, -5)  # eight sessions, five days apart


def flat(rpe: str = "8") -> list[Entry]:
    """Flat, but with nothing in it that holds it: the loads vary and every session was made."""
    return [entry(ago, "185" if place % 2 else "187.5", 5, rpe=rpe) for place, ago in enumerate(WEEKS)]


def nights(hours: float) -> list[Readiness]:
    return [said(ago, hours, 2) for ago in WEEKS]


def away() -> list[Entry]:
    return [entry(ago, "185" if ago % 2 else "187.5") for ago in (45, 42, 40, 37, 34, 10, 6, 3)]


def jumped() -> list[Entry]:
    loads = ("180", "182.5", "180", "182.5", "180", "182.5", "200", "182.5")
    return [entry(ago, load, 3 if load == "200" else 5) for ago, load in zip(WEEKS, loads, strict=True)]


def missed() -> list[Entry]:
    reps = (5, 5, 5, 5, 5, 3, 5, 3)
    return [
        entry(ago, "185", made, planned="185", kind=SetKind.WORK if made == 5 else SetKind.FAILED)
        for ago, made in zip((22, 19, 16, 13, 10, 7, 4, 1), reps, strict=True)
    ]


def tired() -> list[Entry]:
    return [entry(ago, "185", 5, rpe="10") for ago in (22, 18, 14, 10, 6, 2)]


def lighter() -> list[Entry]:
    return [entry(ago, "185", planned="190") for ago in WEEKS]


PLANTED: dict[str, tuple[Sequence[Entry], Sequence[Readiness]]] = {
    "layoff": (away(), ()),
    "deload_due": (tired(), ()),
    "seldom": ([entry(ago, "185" if place % 2 else "187.5") for place, ago in enumerate((40, 31, 22, 13, 4))], ()),
    "misses": (missed(), ()),
    "large_jumps": (jumped(), ()),
    "short_nights": (flat(), nights(5.5)),
    "same_load": ([entry(ago, "185") for ago in WEEKS], ()),
    "below_plan": (lighter(), ()),
    "sore_days": (flat(), [said(ago, 8, 7) for ago in WEEKS]),
}


def names(entries: Sequence[Entry], readiness: Sequence[Readiness] = ()) -> list[str]:
    who = known(entries, readiness)
    return [one.name for one in causes(View(exercise=EXERCISES[BENCH], found=found_of(BENCH, who), known=who))]


def asked_of(who: Known) -> Answered:
    plain = answer(question("why is my bench stuck?", BENCH), who)
    assert plain is not None
    return plain


@pytest.mark.parametrize("cause", PLANTED)
def test_a_reason_is_found_where_it_was_planted(cause: str) -> None:
    assert cause in names(*PLANTED[cause])


@pytest.mark.parametrize("cause", PLANTED)
def test_a_reason_is_not_found_where_it_was_not(cause: str) -> None:
    assert cause not in names(flat(), nights(8))


def test_short_nights_are_told_first_with_their_count_and_what_the_log_holds() -> None:
    plain = asked_of(known(flat(), nights(5.5)))
    assert plain.lines[0].startswith("Yes: bench is flat in 5 weeks, 8 sessions.")
    assert plain.lines[1].startswith("You slept 6 h or less before 8 of 8 sessions")
    assert plain.lines[-1].startswith("What I'd do: bench ")
    assert plain.basis.startswith("From your log: 8 bench sessions since 15 Oct; sleep said on 8 of those days.")
    assert len(plain.lines) <= 6


def test_who_is_not_stuck_is_told_so() -> None:
    rising = [entry(ago, str(180 + 2.5 * place)) for place, ago in enumerate(WEEKS)]
    plain = asked_of(known(rising, nights(5)))
    assert plain.lines[0].startswith("No plateau: bench is up ")
    assert not any("slept" in line for line in plain.lines)


def test_where_nothing_is_to_be_seen_that_is_said() -> None:
    assert any("Nothing in your log explains it" in line for line in asked_of(known(flat(), nights(8))).lines)


def test_two_sessions_say_nothing_and_none_even_less() -> None:
    assert asked_of(known([entry(8, "185"), entry(3, "185")])).lines[0].startswith("Too early to say: 2 bench sessions")
    assert asked_of(known()).lines[0].startswith("Too early to say: 0 bench sessions")


def test_no_more_than_two_reasons_are_told() -> None:
    plain = asked_of(known(missed(), [said(ago, 5, 8) for ago in (22, 19, 16, 13, 10, 7, 4, 1)]))
    assert len(plain.lines) <= 4


def test_two_flat_weeks_are_no_plateau_yet() -> None:
    plain = asked_of(known([entry(ago, "185") for ago in (12, 8, 4, 1)]))
    assert plain.lines[0].startswith("Flat in 2 weeks, 4 sessions: too short to call it a plateau")
