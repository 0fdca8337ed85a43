from decimal import Decimal

import pytest

from knowledge.rules import LAYOFFS, RULES, layoff_share


@pytest.mark.parametrize(
    ("days", "share"),
    [(0, "1"), (10, "1"), (11, "0.95"), (20, "0.95"), (21, "0.925"), (34, "0.925"), (35, "0.9"), (69, "0.9"),
     (70, "0.8"), (4000, "0.8")],
)  # fmt: skip
def test_the_longer_the_layoff_the_lighter_the_way_back(days: int, share: str) -> None:
    assert layoff_share(days) == Decimal(share)


def test_the_longest_layoff_comes_first() -> None:
    assert list(LAYOFFS) == sorted(LAYOFFS, reverse=True)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_every_rule_says_when_it_fires_what_it_does_and_whence(rule: object) -> None:
    for sentence in ("when", "then"):
        assert getattr(rule, sentence).endswith(".")
    assert getattr(rule, "source")  # noqa: B009 - the table is what is looked at
