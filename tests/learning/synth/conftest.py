"""Examples of some lifters, made once for all tests of them."""

import pytest

from learning.dataset.record import Record
from learning.synth.examples import Order, of_lifter

LIFTERS = 8


@pytest.fixture(scope="session")
def records() -> list[Record]:
    return [record for number in range(LIFTERS) for record in of_lifter(number, Order(bad=0.25)).records]


@pytest.fixture(scope="session")
def good(records: list[Record]) -> list[Record]:
    return [record for record in records if record.label]


@pytest.fixture(scope="session")
def bad(records: list[Record]) -> list[Record]:
    return [record for record in records if not record.label]
