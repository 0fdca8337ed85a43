from agents.sessions import Session, sessions
from tests.agents.lifts import BENCH, PULL_UP, SQUAT, TODAY, day, pounds


def only(*entries: object, **how: object) -> Session:
    (session,) = sessions(BENCH.id, day(0, *entries, **how), TODAY, 9)  # type: ignore[arg-type]
    return session


def test_several_lines_of_one_day_are_one_session_at_its_heaviest_work() -> None:
    session = only("45x10w", "135x5", "185x5", "185x5x2", "155x8")
    assert (session.load, session.reps, session.sets, session.hit) == (pounds(185), 5, 3, True)


def test_load_and_reps_together_make_a_hit() -> None:
    assert only("185x5x3", plan="185x5").hit
    assert only("190x5", plan="185x5").hit
    assert not only("185x5", "185x4", plan="185x5").hit
    assert not only("175x8", plan="185x5").hit


def test_less_than_prescribed_is_a_miss_and_more_load_for_fewer_reps_is_not() -> None:
    assert only("185x4", plan="185x5").missed
    assert only("175x5", plan="185x5").missed
    assert not only("195x3", plan="185x5").missed
    assert not only("195x3", plan="185x5").hit


def test_a_failed_set_is_a_miss_even_beside_hit_ones() -> None:
    session = only("185x5x3", "205x0!", plan="185x5")
    assert session.missed
    assert not session.hit
    assert session.reached == pounds(185)


def test_without_a_plan_what_was_done_is_the_target() -> None:
    assert only("185x5").hit
    uneven = only("185x5", "185x4")
    assert (uneven.reps, uneven.hit, uneven.missed) == (5, False, False)


def test_ramp_sets_alone_are_not_what_was_reached() -> None:
    session = only("135x5", "185x4", plan="185x5")
    assert (session.load, session.reached) == (pounds(185), None)


def test_the_same_load_in_another_unit_is_the_same_load() -> None:
    assert only("185.0x5", "185.000x5").sets == 2


def test_warm_ups_alone_are_no_session() -> None:
    assert sessions(BENCH.id, day(0, "45x10w", "95x5w"), TODAY, 9) == ()


def test_days_come_oldest_first_whatever_was_told_last_and_other_lifts_are_left_out() -> None:
    told = (*day(3, "180x5"), *day(0, "185x5"), *day(1, "225x5", lift=SQUAT), *day(5, "175x5"), *day(-1, "190x5"))
    found = sessions(BENCH.id, told, TODAY, 9)
    assert [session.load for session in found] == [pounds(175), pounds(180), pounds(185)]
    assert [session.load for session in sessions(BENCH.id, told, TODAY, 2)] == [pounds(180), pounds(185)]


def test_sets_below_a_lone_single_are_the_work_however_far_below_where_the_body_is_lifted_too() -> None:
    (pulled,) = sessions(PULL_UP.id, day(0, "20x1", "10x5x3", lift=PULL_UP), TODAY, 9)
    assert (pulled.load, pulled.reps, pulled.sets) == (pounds(10), 5, 3)
    (pulled,) = sessions(PULL_UP.id, day(0, "20x1", "10x5", lift=PULL_UP), TODAY, 9)
    assert (pulled.load, pulled.reps) == (pounds(20), 1)
    assert only("315x1", "185x5x3").load == pounds(315)
