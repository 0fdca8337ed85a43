"""Which layers get an adapter, and when that is too few of them."""

import pytest

from learning.tuning.errors import TuningError
from learning.tuning.targets import TARGETS, Touched, enough, targets_of, touched

LLAMA = [f"model.layers.{block}.{layer}" for block in range(3) for layer in ("self_attn.q_proj", "mlp.up_proj")]
# As a Nemotron-H names them: a block is Mamba, MLP or, seldom, attention.
HYBRID = [
    *(f"model.layers.{block}.mixer.in_proj" for block in (0, 2)),
    *(f"model.layers.{block}.mixer.up_proj" for block in (1, 3, 5)),
    "model.layers.4.mixer.q_proj",
    "model.layers.4.mixer.v_proj",
]


def test_a_plain_transformer_gets_what_the_guide_says() -> None:
    assert targets_of("llama", None) == ("q_proj", "v_proj")
    assert touched(LLAMA, ("q_proj", "v_proj")) == Touched(touched=3, blocks=3)


def test_the_guides_choice_is_refused_on_a_hybrid_and_the_tables_touches_all_of_it() -> None:
    few = touched(HYBRID, ("q_proj", "v_proj"))
    assert few == Touched(touched=1, blocks=6)
    with pytest.raises(TuningError, match=r"q_proj, v_proj would touch 1 of 6 layers.*set tuning\.targets"):
        enough(few, ("q_proj", "v_proj"), 0.5)
    assert touched(HYBRID, targets_of("nemotron_h", None)).share == 1
    assert "out_proj" not in TARGETS["nemotron_h"]


def test_what_does_nothing_in_a_hybrid_is_refused_by_name() -> None:
    with pytest.raises(TuningError, match="out_proj"):
        targets_of("nemotron_h", ("q_proj", "out_proj"))
    assert targets_of("llama", ("out_proj",)) == ("out_proj",)


def test_an_unknown_base_asks_for_targets_and_takes_those_that_are_set() -> None:
    with pytest.raises(TuningError, match=r"type unheard_of.*tuning\.targets"):
        targets_of("unheard_of", None)
    assert targets_of("unheard_of", ("wq",)) == ("wq",)


def test_a_share_of_zero_still_wants_one_layer() -> None:
    with pytest.raises(TuningError):
        enough(touched(LLAMA, ("wq",)), ("wq",), 0.0)
    assert enough(touched(HYBRID, ("q_proj",)), ("q_proj",), 0.1).touched == 1


def test_the_stack_that_looks_at_pictures_does_not_count() -> None:
    names = [f"vision.blocks.{block}.q_proj" for block in range(2)] + [f"text.layers.{n}.mixer" for n in range(4)]
    assert touched(names, ("q_proj",)) == Touched(touched=0, blocks=4)
