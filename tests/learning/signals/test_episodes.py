"""An answer, and all that came back of it."""

from dataclasses import replace
from datetime import date, timedelta

from learning.signals import HURT_DAYS, episodes
from storage.records import PastTurn, RowId, Thumb
from tests.learning.signals.made import (
    EXERCISES,
    at,
    done,
    episodes_of,
    exchange,
    flag,
    lb,
    plan,
    prediction,
    vote,
    whole,
)


def test_every_row_is_with_the_answer_that_it_came_with() -> None:
    first, second = plan(0, 18, lb("185")), plan(2, 18, lb("190"))
    named, said = prediction(2, 18, 0.7), exchange(2, 18)
    found = episodes_of(first, second, named, said, done(2, 18, lb("185")), arms=("style:aggressive",))
    assert [one.prescribed[0].prescription for one in found] == [first, second]
    assert (found[0].predictions, found[0].exchanges) == ((), ())
    assert (found[1].predictions, found[1].exchanges) == ((named,), (said,))
    assert found[0].prescribed[0].followed is True
    assert {one.arms for one in found} == {("style:aggressive",)}


def test_the_newest_thumb_and_the_newest_stars_count_each_for_itself() -> None:
    votes = [
        vote(0, 18, 1, thumb=Thumb.UP),
        vote(0, 18, 2, stars=2),
        vote(0, 18, 3, thumb=Thumb.DOWN),
        vote(0, 18, 4, thumb=Thumb.DOWN, reason="heavy"),
        vote(0, 18, 5, stars=4),
    ]
    (found,) = episodes_of(plan(0, 18, lb("185")), *votes)
    assert (found.thumb, found.reason, found.stars) == (Thumb.DOWN, "heavy", 4)
    (found,) = episodes_of(plan(0, 18, lb("185")), *votes, vote(0, 18, 6, thumb=Thumb.UP))
    assert (found.thumb, found.reason, found.stars) == (Thumb.UP, None, 4)


def test_of_two_votes_of_one_instant_the_later_row_is_the_newest() -> None:
    votes = vote(0, 18, 1, thumb=Thumb.UP), vote(0, 18, 1, thumb=Thumb.DOWN)
    (found,) = episodes_of(plan(0, 18, lb("185")), *votes)
    assert found.thumb is Thumb.DOWN


def test_an_answer_without_votes_has_none() -> None:
    (found,) = episodes_of(plan(0, 18, lb("185")))
    assert (found.thumb, found.reason, found.stars) == (None, None, None)


def test_a_warning_sign_counts_for_two_weeks_and_not_with_the_message_that_told_of_it() -> None:
    answered = plan(0, 18, lb("185"))
    turn_at = answered.made_at
    in_time = flag(HURT_DAYS, 18)
    cases = {
        replace(in_time, raised_at=turn_at): False,
        replace(in_time, raised_at=turn_at + timedelta(seconds=1)): True,
        replace(in_time, raised_at=turn_at + timedelta(days=HURT_DAYS)): True,
        replace(in_time, raised_at=turn_at + timedelta(days=HURT_DAYS, seconds=1)): False,
    }
    for raised, hurt in cases.items():
        (found,) = episodes_of(answered, raised)
        assert found.hurt_after is hurt


def test_the_day_is_that_of_the_lifter_s_zone() -> None:
    (found,) = episodes_of(plan(0, 23, lb("185")), zone="Asia/Tokyo")
    assert found.on == date(2026, 11, 3)


def test_what_the_guard_cut_is_told_by_the_verdicts() -> None:
    rows = [
        exchange(0, 18, "coach", "used, cut: promise; first person"),
        exchange(0, 18, "insight", "guard: number not given"),
        exchange(0, 18, "planner", "unavailable: late"),
        exchange(0, 18, "adviser", "used"),
    ]
    (found,) = episodes_of(*rows)
    assert found.guard_cuts == ("promise", "first person", "number not given")
    assert [one.agent for one in found.used] == ["coach", "adviser"]


def test_a_message_that_was_not_answered_is_no_episode() -> None:
    silent = PastTurn(id=RowId("silent"), at=at(0, 18), arms=(), words="")
    empty = replace(whole(), turns=(silent,))
    assert episodes(empty, EXERCISES) == ()
    assert len(episodes(replace(empty, turns=(replace(silent, words="Hello."),)), EXERCISES)) == 1
    voted = replace(vote(0, 18, 1, thumb=Thumb.UP), turn=silent.id)
    assert len(episodes(replace(empty, turns=(silent,), feedback=(voted,)), EXERCISES)) == 1


def test_a_lift_that_the_encyclopedia_has_lost_is_judged_all_the_same() -> None:
    lost = replace(plan(0, 18, lb("185")), exercise="a_lift_of_old")  # type: ignore[arg-type]
    (first, *_) = episodes_of(lost, done(2, 18, lb("185"), exercise="a_lift_of_old"))
    assert first.prescribed[0].followed is True
