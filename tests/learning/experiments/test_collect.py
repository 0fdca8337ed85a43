"""Who adds what to an experiment, and who adds nothing."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from agents.lineup import arm_of
from knowledge.library import load_exercises
from learning.experiments.analysis import analyse
from learning.experiments.collect import HARMS, Collected, Left, collected, joined, observations, usual_values
from learning.experiments.observation import CONTROL, TREATMENT
from learning.metrics import METRICS
from storage.records import Arm, Experiment, Style, Thumb, UserId, Varies, Whole
from tests.learning.experiments.made import STARTED_AT, experiment
from tests.learning.experiments.on_record import FIRST_AT, answered, called, day, lifter, voted, warned

EXERCISES = load_exercises()
CANARY = experiment(metric="agreement")
STYLES = experiment(
    name="style",
    varies=Varies.STYLE,
    agent=None,
    metric="agreement",
    control=Arm("conservative", "conservative"),
    treatment=Arm("aggressive", "aggressive"),
)
LATE = STARTED_AT + timedelta(days=80)


def of(*lifters: Whole, of: Experiment = CANARY, now: datetime = LATE) -> Collected:
    return collected(of, lifters, EXERCISES, now)


def content(user: str = "anna", of: Experiment = CANARY) -> Whole:
    """One answer, one thumb up."""
    return voted(answered(lifter(user), FIRST_AT, of), Thumb.UP, day(0.1))


def test_a_lifter_is_one_observation_taken_when_his_horizon_is_over() -> None:
    whole = voted(answered(content(), day(3), CANARY), Thumb.DOWN, day(3.1))
    (one,) = observations(CANARY, [whole], EXERCISES, LATE)
    arm = TREATMENT if arm_of(CANARY, UserId("anna")) == CANARY.treatment else CONTROL
    assert (one.user, one.arm, one.at, one.value) == ("anna", arm, day(14), 0.5)


def test_both_arms_are_met_and_each_lifter_is_in_that_of_his_hash() -> None:
    found = of(*(content(f"lifter {n}") for n in range(40)))
    assert {one.arm for one in found.observations} == {CONTROL, TREATMENT}
    for one in found.observations:
        is_treated = arm_of(CANARY, one.user) == CANARY.treatment
        assert one.arm == (TREATMENT if is_treated else CONTROL)


def test_what_came_before_he_was_in_it_does_not_count() -> None:
    before = voted(answered(lifter(), day(-0.5), None), Thumb.DOWN, day(-0.4))
    assert of(voted(answered(before, FIRST_AT, CANARY), Thumb.UP, day(0.1))).observations[0].value == 1.0


@pytest.mark.parametrize("days", [14.0, 14.5, 40.0])
def test_what_comes_after_the_horizon_does_not_count(days: float) -> None:
    later = voted(answered(content(), day(days), CANARY), Thumb.DOWN, day(days))
    changed_mind = voted(later, Thumb.DOWN, day(days), turn=0)
    assert of(warned(changed_mind, day(days))) == of(content())


def test_what_comes_within_the_horizon_counts() -> None:
    assert of(voted(content(), Thumb.DOWN, day(13.9))).observations[0].value == 0.0


def test_his_observation_is_the_same_at_every_later_look() -> None:
    whole = voted(answered(content(), day(13), CANARY), Thumb.DOWN, day(20))
    looks = [of(whole, now=day(days)).observations for days in (14, 15, 21, 60)]
    assert looks[0]
    assert all(look == looks[0] for look in looks)


def test_whose_horizon_is_not_over_waits() -> None:
    found = of(content(), now=day(13.9))
    assert not found.observations
    assert [one.why for one in found.left_out] == [Left.WAITS]


def test_whose_horizon_is_not_over_when_it_ends_is_never_measured() -> None:
    ended = experiment(metric="agreement", ended_at=day(10))
    assert [one.why for one in of(content(of=ended), of=ended).left_out] == [Left.WAITS]


def test_who_was_never_answered_in_it_is_not_in_it() -> None:
    early = answered(lifter(), STARTED_AT - timedelta(days=1), CANARY)
    after_its_end = answered(lifter(), STARTED_AT + timedelta(days=CANARY.most_days), CANARY)
    elsewhere = answered(lifter(), FIRST_AT, experiment(name="canary-2"))
    for whole in (lifter(), early, after_its_end, elsewhere, answered(lifter(), FIRST_AT, None)):
        assert of(whole) == of()
    assert of(content(), of=experiment(started_at=None)) == of()


def test_a_lifter_without_a_value_changes_nothing_and_is_counted() -> None:
    silent = answered(lifter("ben"), FIRST_AT, CANARY)
    found = of(content(), silent)
    assert found.observations == of(content()).observations
    assert analyse(CANARY, found.observations) == analyse(CANARY, of(content()).observations)
    assert [(one.user, one.arm, one.why) for one in found.left_out] == [
        ("ben", arm_of(CANARY, UserId("ben")).name, Left.NO_VALUE)
    ]


def test_who_was_answered_in_the_other_arm_is_named_and_left_out() -> None:
    arms = {CANARY.control.name, CANARY.treatment.name}
    (other,) = arms - {arm_of(CANARY, UserId("anna")).name}
    for stray in (answered(content(), day(1), CANARY, other), answered(lifter(), FIRST_AT, CANARY, other)):
        found = of(stray)
        assert not found.observations
        assert not found.harms[0].observations
        assert [(one.user, one.why) for one in found.left_out] == [("anna", Left.OTHER_ARM)]


def test_a_style_is_that_of_the_profile() -> None:
    dealt = [lifter(f"dealt {n}", style=Style.AGGRESSIVE) for n in range(8)]
    found = of(*(voted(answered(one, FIRST_AT, STYLES, "aggressive"), Thumb.UP, day(0.1)) for one in dealt), of=STYLES)
    assert [one.arm for one in found.observations] == [TREATMENT] * 8


def test_who_leaves_the_style_that_he_was_dealt_counts_in_its_arm() -> None:
    """Or the arm that is left by those who dislike it would look better than it is; and a later choice changes nothing
    of what was seen."""
    dealt = voted(answered(lifter(style=Style.AGGRESSIVE), FIRST_AT, STYLES, "aggressive"), Thumb.DOWN, day(0.1))
    profile = replace(dealt.person.profile, style=Style.CONSERVATIVE, style_chosen=True)
    chose = replace(dealt, person=replace(dealt.person, profile=profile))
    assert [(one.arm, one.value) for one in of(chose, of=STYLES).observations] == [(TREATMENT, 0.0)]
    assert of(chose, of=STYLES) == of(dealt, of=STYLES)


def test_who_had_chosen_his_style_is_in_no_experiment_on_it() -> None:
    had_chosen = voted(answered(lifter(style_chosen=True), FIRST_AT, None), Thumb.UP, day(0.1))
    assert of(had_chosen, of=STYLES) == of(of=STYLES)


def test_who_was_met_before_an_experiment_on_style_began_has_none_of_its_styles() -> None:
    begins = {"met": STARTED_AT, "before": STARTED_AT - timedelta(seconds=1)}
    lifters = [replace(content(user, STYLES), met_at=met_at) for user, met_at in begins.items()]
    styled = [replace(one, turns=(replace(one.turns[0], arms=("style:conservative",)),)) for one in lifters]
    found = of(*styled, of=STYLES)
    assert [one.user for one in found.observations] == ["met"]
    assert [(one.user, one.arm, one.why) for one in found.left_out] == [("before", "conservative", Left.MET_BEFORE)]
    elsewhere = of(*(replace(content(user), met_at=met_at) for user, met_at in begins.items()))
    assert [one.user for one in elsewhere.observations] == ["met", "before"]


def test_who_chose_his_style_is_in_experiments_on_other_things() -> None:
    whole = voted(answered(lifter(style_chosen=True), FIRST_AT, CANARY), Thumb.UP, day(0.1))
    assert len(of(whole).observations) == 1


def test_harm_is_counted_of_answers_and_of_the_agents_calls_within_the_horizon() -> None:
    whole = answered(content(), day(10), CANARY)
    whole = called(called(called(whole, "coach", "guard: promise"), "coach", "used"), "planner", "guard: promise")
    found = {harm.name: [one.value for one in harm.observations] for harm in of(warned(whole, day(13.9))).harms}
    assert found == dict(zip(HARMS, ([1.0], [], [0.5]), strict=True))
    assert [one.value for one in of(whole).harms[0].observations] == [0.0]


def test_who_has_no_value_can_be_harmed_all_the_same() -> None:
    hurt = warned(answered(lifter(), FIRST_AT, CANARY), day(2))
    assert [one.value for one in of(hurt).harms[0].observations] == [1.0]


def test_lifters_collected_one_by_one_are_the_same_as_together() -> None:
    lifters = [content("anna"), answered(lifter("ben"), FIRST_AT, CANARY), warned(content("cara"), day(1))]
    assert joined([of(), *(of(one) for one in lifters)]) == of(*lifters)
    assert [harm.margin for harm in joined(()).harms] == [*HARMS.values()]


def test_usual_values_are_those_of_lifters_in_no_experiment_too() -> None:
    whole = voted(answered(lifter(), FIRST_AT, None), Thumb.UP, day(0.1))
    late = voted(answered(whole, day(20), None), Thumb.DOWN, day(20.1))
    for now, values in ((day(13), []), (day(60), [1.0])):
        found = usual_values(METRICS["agreement"], 14, [late, lifter("ben")], EXERCISES, now)
        assert [*found] == values
