from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.scores import BODY_WEIGHTS_KG, Event, Sex, dots, ipf_gl

Score = Callable[[float, float, Sex], float | None]


@pytest.mark.parametrize(
    ("total_kg", "body_weight_kg", "sex", "by_dots", "by_gl"),
    [(600, 90, Sex.MEN, 387.96, 79.77), (350, 63, Sex.WOMEN, 376.43, 76.57)],
)
def test_a_total_scores_as_it_is_published(
    total_kg: float, body_weight_kg: float, sex: Sex, by_dots: float, by_gl: float
) -> None:
    assert dots(total_kg, body_weight_kg, sex) == pytest.approx(by_dots, abs=0.005)
    assert ipf_gl(total_kg, body_weight_kg, sex) == pytest.approx(by_gl, abs=0.005)


def test_a_bench_press_alone_has_points_of_its_own() -> None:
    assert ipf_gl(140, 90, Sex.MEN, Event.BENCH) == pytest.approx(67.51, abs=0.005)
    women = ipf_gl(70, 63, Sex.WOMEN, Event.BENCH)
    assert women is not None
    assert 55 < women < 80


@pytest.mark.parametrize("score", [dots, ipf_gl])
@pytest.mark.parametrize(
    ("total_kg", "body_weight_kg", "sex"),
    [(600, 39.9, Sex.MEN), (600, 210.1, Sex.MEN), (350, 150.1, Sex.WOMEN), (0, 90, Sex.MEN), (-1, 90, Sex.MEN)],
)
def test_there_are_no_points_where_the_curves_do_not_hold(
    score: Score, total_kg: float, body_weight_kg: float, sex: Sex
) -> None:
    assert score(total_kg, body_weight_kg, sex) is None


@given(st.sampled_from(Sex), st.floats(0, 1), st.floats(1, 1200), st.floats(1.001, 2))
@pytest.mark.parametrize("score", [dots, ipf_gl])
def test_more_lifted_at_the_same_weight_is_more_points(
    score: Score, sex: Sex, place: float, total_kg: float, times: float
) -> None:
    lightest, heaviest = BODY_WEIGHTS_KG[sex]
    body_weight_kg = lightest + place * (heaviest - lightest)
    less, more = score(total_kg, body_weight_kg, sex), score(total_kg * times, body_weight_kg, sex)
    assert less is not None
    assert more is not None
    assert 0 < less < more
