"""Tables of phrases: each can be said, and none leaves a mark of its grammar behind."""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from learning.dataset.duplicates import normalised
from learning.evaluation.case import load_cases
from learning.synth.phrases import drawn, parsed, table

FIELDS = {"last": ("185 lb",), "sore": ("3",)}


def _texts(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        for heading, below in found.items():
            if heading != "shapes":
                yield from _texts(below)
    else:
        yield from found


@pytest.mark.parametrize("name", ["coach", "insight", "planner", "bad"])
def test_no_phrase_leaves_a_mark_of_its_grammar(name: str) -> None:
    for text in _texts(table(name)):
        phrase = parsed(text)
        known = {field: ("1",) for piece in phrase.pieces for option in piece for field in option.fields}
        for seed in range(8):
            said = phrase.said(known, Random(seed))
            assert not set("()|{}[]") & set(said), text
            assert "  " not in said.strip(), text


@pytest.mark.parametrize("name", ["coach", "insight", "planner"])
def test_no_phrase_is_a_reference_of_the_evaluation(name: str) -> None:
    references = {normalised(case.reference) for case in load_cases()}
    for text in _texts(table(name)):
        phrase = parsed(text)
        known = {field: ("1",) for piece in phrase.pieces for option in piece for field in option.fields}
        assert not {normalised(phrase.said(known, Random(seed))) for seed in range(30)} & references, text


def test_a_phrase_is_used_only_where_all_is_known_and_so() -> None:
    phrase = parsed("[made] {last} was (good|fine, {reps}).")
    assert phrase.fits(FIELDS, frozenset({"made"}))
    assert not phrase.fits(FIELDS, frozenset())
    assert not phrase.fits({}, frozenset({"made"}))
    assert {phrase.said(FIELDS, Random(seed)) for seed in range(9)} == {"185 lb was good."}
    assert drawn([phrase], {}, frozenset(), Random(1)) is None


def test_an_option_that_is_nothing_leaves_no_gap() -> None:
    assert parsed("up (now|), and done.").said({}, Random(3)) in ("Up now, and done.", "Up, and done.")
