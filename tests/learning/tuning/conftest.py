"""What the tunings of the tests share: one tiny model."""

import pytest

from tests.learning.tuning.tiny import Tiny, tiny_model


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    return tiny_model(tmp_path_factory.mktemp("tiny"))
