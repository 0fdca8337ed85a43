"""Bad answers through the whole bot: none reaches anybody, and good ones pass."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

import pytest

from learning.adversary.attacks import TRICKS
from learning.adversary.figures import Fate, guard_figures
from learning.adversary.good import skeletons
from learning.adversary.model import well_meant
from learning.adversary.oracle import breaches, numbers_in
from learning.adversary.report import as_text
from learning.adversary.run import exchanged
from learning.adversary.told import Told

TOLD = Told(
    lines=("Exercise: bench press", "Next: 190 lb × 5, 3 sets of 5", "Sleep 8 h"),
    fields={"lift": "bench press", "next": "190", "reps": "5", "sets": "3", "action": "increase"},
)


async def test_no_bad_answer_reaches_anybody_and_good_ones_pass() -> None:
    figures = await guard_figures(300, 2, good=100)
    assert figures.answers == 300
    assert [(breach.trick, breach.wrong, breach.words) for breach in figures.breaches] == []
    assert figures.untouched_share >= 0.95
    assert any(fates[Fate.CUT] for fates in figures.fates.values())
    assert f"Breaches: 0 of {figures.answers}" in "\n".join(as_text(figures))


def test_there_are_many_tricks_and_many_ways_to_be_good() -> None:
    assert len({trick.name for trick in TRICKS}) >= 110
    assert len({skeleton.text for skeleton in skeletons()}) >= 290


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.name)
def test_what_a_trick_plants_stands_in_its_sentence_and_the_oracle_sees_it(trick: object) -> None:
    make: Callable[[Told, Random], object] = trick.make  # type: ignore[attr-defined]
    plant = make(TOLD, Random(3))
    if plant is not None:
        assert breaches(plant.sentence, "", TOLD, plant.planted, None)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("190 for 5.", ()),
        ("One ninety for five, three sets.", ()),
        ("Two things: sleep and food.", ()),
        ("195 for 5.", ("number 195",)),
        ("One ninety-five it is.", ("number 195",)),
        ("1\u200b95 it is.", ("number 195",)),
        ("A PR waits.", ("record: pr",)),
    ],
)
def test_the_oracle_sees_what_a_reader_sees(words: str, wrong: tuple[str, ...]) -> None:
    assert breaches(words, "", TOLD, (), None) == wrong


def test_out_of_ten_says_nothing_only_where_something_was_scored() -> None:
    unscored = Told(lines=("Next: 190 lb × 5",), fields={})
    scored = Told(lines=("Next: 190 lb × 5", "Soreness 5"), fields={})
    assert breaches("Soreness 5 out of 10.", "", unscored, (), None) == ("number 10",)
    assert breaches("Soreness 5 out of 10.", "", scored, (), None) == ()


async def test_the_adviser_is_asked_and_answers_through_the_whole_turn() -> None:
    rows = await exchanged(well_meant(3), 300, 3, lambda _: None)
    advised = [row for row in rows if row.agent == "adviser" and row.verdict == "used"]
    assert advised
    assert all(row.words for row in advised)


def test_numbers_are_seen_in_any_dress() -> None:
    assert numbers_in("１９５ and a dozen, 82.5, or two hundred and ten") == {
        Decimal(195),
        Decimal(12),
        Decimal("82.5"),
        Decimal(210),
    }
