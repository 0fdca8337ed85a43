"""The six metrics, against numbers that were worked out by hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.embedding import EmbedderUnavailable, Vectors
from agents.plan import Action
from learning.backtest.scores import Draws, error_sums, figure, mean
from learning.evaluation.case import load_cases
from learning.metrics import METRICS, References, metrics_with
from learning.metrics.bootstrap import bounds_of
from learning.signals import Episode, Prescribed
from storage.records import Exchange, Outcome, Prediction, RowId, Thumb, UserId
from tests.learning.letters import Letters
from tests.learning.signals.made import ANNA, done, exchange, lb, plan, prediction

BEN = UserId("ben")
DAYS = count()


def answer(**other: object) -> Episode:
    """An answer of which nothing came back but what is said."""
    day = next(DAYS)
    fields: dict[str, object] = {
        "user": ANNA,
        "turn": RowId(f"turn-{day}"),
        "at": datetime(2026, 11, 2, 18, tzinfo=UTC) + timedelta(days=day),
        "on": date(2026, 11, 2) + timedelta(days=day),
        "arms": (),
        "words": "Next: 185.",
        "exchanges": (),
        "thumb": None,
        "reason": None,
        "stars": None,
        "prescribed": (),
        "predictions": (),
        "hurt_after": False,
    }
    return Episode(**fields | other)  # type: ignore[arg-type]


def voted(*thumbs: Thumb | None) -> list[Episode]:
    return [answer(thumb=thumb) for thumb in thumbs]


def rated(*stars: int | None) -> list[Episode]:
    return [answer(stars=each) for each in stars]


def named(*targets: tuple[float, Outcome | None]) -> list[Episode]:
    predictions: list[Prediction] = [prediction(0, 18, chance, outcome) for chance, outcome in targets]
    return [answer(predictions=(one,)) for one in predictions]


def followed(*known: bool | None, made: bool | None = None) -> list[Episode]:
    return [answer(prescribed=(prescribed(followed=each, made=made),)) for each in known]


def prescribed(action: Action = Action.HOLD, day: int | None = None, **other: object) -> Prescribed:
    """A plan of a day of its own, or of that day."""
    number = next(DAYS)
    own = plan(number if day is None else day, 18, lb("185"), id=f"plan-{number}", action=action)
    fields: dict[str, object] = {"prescription": own, "followed": None, "made": None, "earned": True, "done": ()}
    return Prescribed(**fields | other)  # type: ignore[arg-type]


UP, DOWN = Thumb.UP, Thumb.DOWN
HIT, NOT_YET, DID_NOT_TRY = Outcome.HIT, Outcome.NOT_YET, Outcome.DID_NOT_TRY

# ── what lifters think ─────────────────────────────────────────────────────────────────────────────────────────────


def test_agreement_is_the_share_of_thumbs_up() -> None:
    found = METRICS["agreement"].measured({ANNA: voted(UP, UP, DOWN, None), BEN: voted(None)})
    assert (found.value, found.n, found.lifters) == (2 / 3, 3, 1)
    assert (found.parts["up"], found.parts["down"]) == (2, 1)


def test_agreement_counts_why_answers_were_turned_down() -> None:
    lifters = {ANNA: [answer(thumb=DOWN, reason="heavy"), answer(thumb=DOWN), answer(thumb=UP)]}
    assert METRICS["agreement"].measured(lifters).parts["down_because"] == {
        "heavy": 1,
        "light": 0,
        "unclear": 0,
        "other": 0,
    }


def test_satisfaction_is_the_mean_of_the_stars() -> None:
    found = METRICS["satisfaction"].measured({ANNA: rated(5, 4, None), BEN: rated(2, 5)})
    assert (found.value, found.n, found.lifters) == (4.0, 4, 2)
    assert found.parts["by_stars"] == {"1": 0, "2": 1, "3": 0, "4": 1, "5": 2}
    assert found.parts["at_least_4_share"] == 0.75


# ── targets ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_pr_success_is_the_share_hit_of_those_tried_beside_what_was_said() -> None:
    targets = named((0.7, HIT), (0.7, NOT_YET), (0.6, HIT), (0.75, HIT), (0.6, DID_NOT_TRY), (0.6, None))
    found = METRICS["pr_success"].measured({ANNA: targets})
    assert (found.value, found.n) == (0.75, 4)
    parts = found.parts
    assert (parts["hit"], parts["not_yet"], parts["did_not_try"], parts["without_an_answer"]) == (3, 1, 1, 1)
    assert parts["said"] == pytest.approx((0.7 + 0.7 + 0.6 + 0.75) / 4)
    assert parts["brier"] == pytest.approx((0.3**2 + 0.7**2 + 0.4**2 + 0.25**2) / 4)
    # bins of a tenth: 0.6 came true once of once; 0.7, 0.7 and 0.75 said 2.15 and came true twice
    assert parts["ece"] == pytest.approx((abs(0.6 - 1) + abs(2.15 - 2)) / 4)
    assert [one["n"] for one in parts["bins"]] == [1, 3]  # type: ignore[attr-defined]


def test_targets_that_nobody_tried_are_counted_and_give_no_rate() -> None:
    found = METRICS["pr_success"].measured({ANNA: named((0.7, DID_NOT_TRY), (0.7, None))})
    assert (found.value, found.n, found.lifters) == (None, 0, 0)
    assert (found.parts["did_not_try"], found.parts["brier"]) == (1, None)
    assert found.lacking == "no targets that were tried yet"


# ── plans ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_adherence_counts_each_lifter_once_however_much_he_trains() -> None:
    found = METRICS["adherence"].measured({ANNA: followed(*[True] * 9, False, None), BEN: followed(False, False)})
    assert found.value == pytest.approx((0.9 + 0.0) / 2)
    assert (found.n, found.lifters) == (12, 2)
    assert found.parts["lifters_with_at_least_half_share"] == 0.5
    assert (found.parts["prescriptions_followed"], found.parts["prescriptions_unknown"]) == (9, 1)


def test_adherence_says_how_often_a_plan_that_was_followed_was_made() -> None:
    lifters = {ANNA: [*followed(True, True, True, made=True), *followed(True, made=False), *followed(True, made=None)]}
    parts = METRICS["adherence"].measured(lifters).parts
    assert (parts["made_when_followed_share"], parts["followed_loads"]) == (0.75, 4)


def test_prevention_counts_what_held_back_where_the_plain_rule_would_push() -> None:
    kinds = [Action.HOLD, Action.REDUCE, Action.DELOAD, Action.REST, Action.REFER]
    plans = [prescribed(kind) for kind in kinds] + [prescribed(Action.INCREASE)]
    not_earned = [prescribed(Action.HOLD, earned=False), prescribed(Action.REST, earned=None)]
    found = METRICS["prevention"].measured({ANNA: [answer(prescribed=(one,)) for one in [*plans, *not_earned]]})
    assert (found.value, found.n) == (5 / 6, 6)
    assert [found.parts[kind] for kind in ("held", "cut", "rested", "stopped")] == [1, 2, 1, 1]


def test_prevention_says_what_followed_beside_the_same_after_raises() -> None:
    back = [prescribed(made=True), prescribed(made=False), prescribed(made=None), prescribed(made=True)]
    raised = [prescribed(Action.INCREASE, made=True), prescribed(Action.INCREASE, made=False)]
    episodes = [answer(prescribed=(one,)) for one in [*back, *raised]]
    episodes[0] = replace(episodes[0], hurt_after=True)
    parts = METRICS["prevention"].measured({ANNA: episodes}).parts
    assert parts["after_holding_back"] == {
        "n": 4,
        "next_session_known": 3,
        "made_next_share": 2 / 3,
        "hurt_within_14_days": 1,
        "hurt_within_14_days_share": 0.25,
    }
    assert parts["after_a_raise"] == {
        "n": 2,
        "next_session_known": 2,
        "made_next_share": 0.5,
        "hurt_within_14_days": 0,
        "hurt_within_14_days_share": 0.0,
    }


def test_a_session_told_set_by_set_is_one_plan_and_a_step_that_was_taken_in_it_is_a_raise() -> None:
    held = [prescribed(Action.HOLD, day=0) for _ in range(3)]
    step = prescribed(Action.INCREASE, day=1, done=(done(1, 18.2, lb("190")),))
    stepped = [step, prescribed(Action.HOLD, day=1), prescribed(Action.HOLD, day=1, earned=False)]
    missed = [prescribed(day=3, done=(done(3, 18.2, lb("185")),)), prescribed(day=3, earned=False)]
    not_taken = [prescribed(Action.INCREASE, day=2, done=(done(4, 18, lb("190")),)), prescribed(Action.HOLD, day=2)]
    found = METRICS["prevention"].measured(
        {ANNA: [answer(prescribed=(one,)) for one in [*held, *stepped, *missed, *not_taken]]}
    )
    assert (found.value, found.n) == (2 / 3, 3)


# ── relevance ──────────────────────────────────────────────────────────────────────────────────────────────────────


REFERENCE = next(case.reference for case in load_cases() if case.agent == "coach")


def used(text: str, agent: str = "coach", verdict: str = "used", n: int = 0) -> Exchange:
    return exchange(n, 18, agent, verdict, answer=text)


async def test_relevance_is_the_likeness_to_the_nearest_reference_of_the_same_agent() -> None:
    same, other = used(REFERENCE), used("zzzz", n=1)
    episodes = [answer(exchanges=(same,)), answer(exchanges=(other, used(REFERENCE, verdict="guard: promise", n=2)))]
    nearness = await References(Letters()).nearness(episodes)
    assert nearness.keys() == {same.id, other.id}
    assert nearness[same.id] == pytest.approx(1, abs=1e-6)
    found = metrics_with(nearness)["relevance"].measured({ANNA: episodes})
    assert found.value == pytest.approx((nearness[same.id] + nearness[other.id]) / 2)
    assert found.n == 2


async def test_relevance_reads_the_words_out_of_what_an_agent_answers_in() -> None:
    rows = [
        used('{"observations": ["Every rep hit.", "Fresh today."]}', "insight"),
        used('```json\n{"load_tenths": 1850, "reason": "One step up."}\n```', "planner", n=1),
        used("no shape at all", "insight", n=2),
        used("bench 185x5", "eyes", n=3),
    ]
    embedder = Letters()
    nearness = await References(embedder).nearness([answer(exchanges=tuple(rows))])
    assert nearness.keys() == {rows[0].id, rows[1].id}
    assert {"Every rep hit. Fresh today.", "One step up."} < set(embedder.asked)


async def test_what_was_compared_once_is_not_compared_again() -> None:
    embedder = Letters()
    references = References(embedder)
    first = await references.nearness([answer(exchanges=(used(REFERENCE),))])
    asked = len(embedder.asked)
    again = await references.nearness([answer(exchanges=(used(REFERENCE, n=1),))])
    assert len(embedder.asked) == asked
    assert list(first.values()) == list(again.values())


async def test_an_embedder_that_fails_is_said_to_have_failed() -> None:
    class Broken(Letters):
        async def passages(self, texts: Sequence[str]) -> Vectors:
            raise EmbedderUnavailable("no weights")

    with pytest.raises(EmbedderUnavailable, match="no weights"):
        await References(Broken()).nearness([answer(exchanges=(used(REFERENCE),))])


def test_without_an_embedder_there_is_no_number_but_a_reason() -> None:
    found = METRICS["relevance"].measured({ANNA: [answer(exchanges=(used(REFERENCE),))]})
    assert (found.value, found.n, found.low) == (None, 0, None)
    assert "embedder" in found.lacking


# ── one lifter, and how sure it is ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "episodes", "value"),
    [
        ("agreement", voted(UP, DOWN, UP, UP), 0.75),
        ("satisfaction", rated(4, 4), 0.75),
        ("satisfaction", rated(1), 0.0),
        ("satisfaction", rated(5), 1.0),
        ("pr_success", named((0.7, HIT), (0.7, NOT_YET)), 0.5),
        ("prevention", [answer(prescribed=(prescribed(),))], 1.0),
        ("adherence", followed(True, False, False, False), 0.25),
    ],
)
def test_a_lifter_s_value_lies_between_nought_and_one(name: str, episodes: list[Episode], value: float) -> None:
    assert METRICS[name].of_lifter(episodes) == pytest.approx(value)


@pytest.mark.parametrize("name", METRICS)
def test_where_there_is_nothing_to_take_it_of_nothing_is_made_up(name: str) -> None:
    assert METRICS[name].of_lifter([answer()]) is None
    assert METRICS[name].of_lifter([]) is None
    for lifters in ({}, {ANNA: []}, {ANNA: [answer()], BEN: [answer()]}):
        found = METRICS[name].measured(lifters)
        assert (found.value, found.low, found.high, found.n, found.lifters) == (None, None, None, 0, 0)
        assert found.lacking.startswith("no ")


def test_likeness_below_nought_is_the_worst_value_of_a_lifter() -> None:
    said = used("x")
    assert metrics_with({said.id: -0.2})["relevance"].of_lifter([answer(exchanges=(said,))]) == 0.0


def test_one_lifter_has_no_interval_and_two_have_one() -> None:
    alone = METRICS["agreement"].measured({ANNA: voted(UP, DOWN), BEN: voted(None)})
    assert (alone.value, alone.low, alone.high) == (0.5, None, None)
    both = METRICS["agreement"].measured({ANNA: voted(UP, UP), BEN: voted(DOWN, DOWN)})
    assert (both.value, both.low, both.high) == (0.5, 0.0, 1.0)


@settings(max_examples=20)
@given(st.lists(st.lists(st.booleans(), min_size=1, max_size=6), min_size=2, max_size=8))
def test_the_interval_holds_the_value_and_stays_within_the_scale(votes: list[list[bool]]) -> None:
    lifters = {UserId(str(at)): voted(*(UP if up else DOWN for up in own)) for at, own in enumerate(votes)}
    found = METRICS["agreement"].measured(lifters)
    assert found.value is not None
    if found.low is None or found.high is None:
        assert len({sum(own) / len(own) for own in votes}) == 1
        return
    assert 0 <= found.low <= found.value + 1e-9
    assert found.value - 1e-9 <= found.high <= 1


def test_lifters_who_are_all_alike_prove_no_certainty() -> None:
    alike = METRICS["agreement"].measured({ANNA: voted(UP), BEN: voted(UP, UP)})
    assert (alike.value, alike.low, alike.high) == (1.0, None, None)


def test_the_draws_of_lifters_agree_with_those_of_the_back_test() -> None:
    errors = {str(at): [at % 7 / 7] * (1 + at % 3) for at in range(60)}
    theirs = figure(Draws(sorted(errors)).totals({name: error_sums(own) for name, own in errors.items()}), mean)
    low, high = bounds_of([error_sums(own) for own in errors.values()], mean)
    assert (low, high) == (pytest.approx(theirs.low, abs=0.02), pytest.approx(theirs.high, abs=0.02))


def test_the_order_of_the_lifters_moves_nothing() -> None:
    votes = {UserId(str(at)): voted(*[UP] * at, DOWN) for at in range(6)}
    turned = dict(reversed(votes.items()))
    assert METRICS["agreement"].measured(turned) == METRICS["agreement"].measured(votes)
