"""What a board ranks by, from logs alone."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot.decide.boards import Contender, board_text, new_bests, ranking, share_score
from knowledge.exercise import ExerciseId
from knowledge.scores import Sex
from knowledge.units import Load, Unit
from storage.records import Board, Entry, Lift, SetKind, UserId

TODAY = date(2026, 11, 22)


def entry(lift: str, weight: float, reps: int, days_ago: int = 0, **more: object) -> Entry:
    on = TODAY - timedelta(days=days_ago)
    made = Lift(exercise=ExerciseId(lift), load=Load(Decimal(str(weight)), Unit.KG), reps=reps, **more)  # type: ignore[arg-type]
    said_at = datetime(on.year, on.month, on.day, 17, tzinfo=UTC)
    return Entry(user=UserId("u"), source="s", place=0, message="m", said_at=said_at, on=on, lift=made)


def contender(name: str, *entries: Entry, kg: str | None = None, sex: Sex | None = None) -> Contender:
    weight = Load(Decimal(kg), Unit.KG) if kg else None
    return Contender(name=name, entries=entries, body_weight=weight, sex=sex)


def test_a_share_is_the_mean_over_the_lifts_that_are_trained() -> None:
    log = [entry("bench_press", 100, 1, 60), entry("bench_press", 90, 1), entry("squat", 150, 1, 1)]
    assert share_score([*log, entry("deadlift", 200, 1, 90)], TODAY) == (0.9 + 1.0) / 2


def test_who_has_trained_no_main_lift_lately_has_no_share() -> None:
    assert share_score([entry("bench_press", 100, 1, 28)], TODAY) is None
    assert share_score([entry("bench_press", 100, 1, 27)], TODAY) == 1
    assert share_score([entry("barbell_curl", 40, 5)], TODAY) is None
    assert share_score([entry("bench_press", 100, 1, 0, kind=SetKind.WARMUP)], TODAY) is None


def test_a_tie_is_one_place_and_the_next_is_counted_on() -> None:
    full, less = entry("squat", 100, 1), (entry("squat", 100, 1, 60), entry("squat", 90, 1))
    board = [contender("Cat", *less), contender("bob", full), contender("Ann", full)]
    ranked, unranked = ranking(Board.SHARE, board, TODAY)
    assert [(one.place, one.name, one.tied) for one in ranked] == [
        (1, "Ann", True),
        (1, "bob", True),
        (3, "Cat", False),
    ]
    assert unranked == ()


def test_who_has_too_little_on_record_is_named_below() -> None:
    lifts = (entry("squat", 220, 1), entry("bench_press", 140, 1), entry("deadlift", 240, 1))
    board = [
        contender("Ann", *lifts, kg="90", sex=Sex.MEN),
        contender("Bob", *lifts),
        contender("Cat", *lifts[:2], kg="60", sex=Sex.WOMEN),
    ]
    lines = board_text(Board.DOTS, board, TODAY).split("\n")
    assert lines[1] == "1. Ann: 388.0"
    assert lines[2].startswith("Too little on record: Bob, Cat.")
    assert "90" not in "".join(lines)


def test_one_member_and_none() -> None:
    assert board_text(Board.SHARE, [], TODAY).startswith("Nobody is on this group's board yet.")
    assert board_text(Board.SHARE, [contender("Ann", entry("squat", 100, 1))], TODAY).endswith("1. Ann: 100 %")
    assert board_text(Board.SHARE, [contender("Ann")], TODAY).startswith("Too little on record: Ann.")


def test_a_new_best_needs_an_old_one() -> None:
    before = [entry("squat", 100, 5, 7), entry("bench_press", 80, 5, 7)]
    new = [entry("squat", 105, 5), entry("bench_press", 80, 5), entry("deadlift", 200, 1)]
    assert new_bests(before, new) == (ExerciseId("squat"),)
