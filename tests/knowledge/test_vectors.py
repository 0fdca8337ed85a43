"""The vectors that come with FocusFlow: of its own passages, and good enough."""

from io import BytesIO

import numpy as np

from agents.local_embedder import NAME
from knowledge.library import load_exercises
from knowledge.passages import load_passages
from knowledge.shelf import Shelf
from knowledge.vectors import STORED, key_of, packed, shipped_vectors

MOST_MISSING = 0.05  # of the texts: what a writer adds is computed at the first start; ``make vectors`` ships it


def test_nearly_every_text_of_the_shelf_comes_with_its_vector() -> None:
    texts = Shelf(load_passages(load_exercises())).texts
    shipped = shipped_vectors(NAME)
    missing = [text for text in texts if key_of(text) not in shipped]
    assert len(missing) <= MOST_MISSING * len(texts), "run make vectors"


def test_an_embedder_that_ships_none_has_none() -> None:
    assert shipped_vectors("another") == {}


def test_a_byte_a_number_keeps_what_a_vector_means() -> None:
    rng = np.random.default_rng(1)
    vectors = rng.normal(size=(40, 384)).astype(STORED)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    texts = [f"text {number}" for number in range(len(vectors))]
    with np.load(BytesIO(packed(texts, vectors))) as kept:
        rows = kept["rows"].astype(STORED)
        assert [bytes(key).hex() for key in kept["keys"]] == [key_of(text) for text in texts]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    assert (rows * vectors).sum(axis=1).min() > 0.9995
