"""Which model is asked in place of the one that is wanted, and how an adapter is named."""

import pytest

from agents.reasoning import without_reasoning
from agents.served import CHAT_MODELS, VISION_MODELS, Served, Target, adapters_in


def served(*listed: str, fallbacks: tuple[str, ...] = ("b", "c")) -> Served:
    found = Served(fallbacks)
    found.models = listed
    return found


@pytest.mark.parametrize(
    ("listed", "order"),
    [
        ((), ("a", "b", "c")),  # no list has come yet
        (("a", "x"), ("a",)),
        (("c", "b"), ("b", "c")),  # the order is ours
        (("smollm2",), ("a", "b", "c")),  # a server with one name of its own answers to any
    ],
)
def test_the_first_that_is_listed_is_asked_first(listed: tuple[str, ...], order: tuple[str, ...]) -> None:
    assert served(*listed).order("a") == order


def test_what_has_gone_is_asked_no_more_until_nothing_else_is_left() -> None:
    models = served("a", "b")
    assert (models.lose("a"), models.lose("a")) == (True, False)
    assert models.order("a") == ("b",)
    models.lose("b")
    assert models.order("a") == ("c",), "it is not listed, but may be served"
    models.lose("c")
    assert models.order("a") == ("a",)


def test_what_a_fresh_list_names_is_no_longer_gone() -> None:
    models = served("a", "b")
    models.lose("a")
    models.learn(["a", "b"])
    assert models.order("a") == ("a", "b")


def test_what_is_listed_and_refused_again_stays_gone_until_a_list_leaves_it_out() -> None:
    models = served("a", "b")
    for _ in range(2):
        models.lose("a")
        models.learn(["a", "b"])
    assert models.order("a") == ("b",)
    models.learn(["b"])
    models.learn(["a", "b"])
    assert models.order("a") == ("a", "b")


def test_a_picture_goes_to_models_that_see() -> None:
    assert served().order("a", sees=True) == ("a", *VISION_MODELS)
    assert served(VISION_MODELS[1]).order("a", sees=True) == (VISION_MODELS[1],)


def test_an_adapter_is_asked_by_its_name_and_after_it_its_base_model() -> None:
    adapted, base = served("a", "coach-1").targets("a", ["coach-1"])
    assert adapted == Target(asked="coach-1", base="a", adapter="coach-1")
    assert base == Target(asked="a", base="a")


def test_an_adapter_that_is_not_served_is_missed_once_and_the_base_model_speaks() -> None:
    models = served("a")
    assert models.targets("a", ["coach-1"]) == (Target(asked="a", base="a"),)
    assert [models.is_missing("coach-1"), models.is_missing("coach-1")] == [True, False]
    gone = served("a", "coach-1")
    assert not gone.is_missing("coach-1")
    gone.lose("coach-1")
    assert [target.asked for target in gone.targets("a", ["coach-1"])] == ["a"]


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        (("a", "new", "old"), ["new", "old", "a"]),
        (("a", "old"), ["old", "a"]),
        (("a", "new"), ["new", "a"]),
        (("a",), ["a"]),
    ],
)
def test_a_new_adapter_comes_before_the_old_one_and_both_before_the_base(
    listed: tuple[str, ...], asked: list[str]
) -> None:
    assert [target.asked for target in served(*listed).targets("a", ["new", "old"])] == asked


def test_llama_cpp_gets_every_adapter_s_number_with_its_scale_and_no_cache_of_another_one() -> None:
    models = served("smollm2", fallbacks=())
    models.adapters = {"coach-1": 1, "insight-1": 0}
    adapted, base = models.targets("a", ["coach-1"])
    assert (adapted.asked, adapted.adapter, base.adapter) == ("a", "coach-1", None)
    assert adapted.extra == {"lora": [{"id": 0, "scale": 0}, {"id": 1, "scale": 1}], "cache_prompt": False}
    assert base.extra == {"lora": [{"id": 0, "scale": 0}, {"id": 1, "scale": 0}], "cache_prompt": False}
    assert models.targets("a") == (base,)
    assert models.is_missing("planner-1")


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        (
            [{"id": 0, "path": "/loras/coach-1.gguf", "scale": 1.0}, {"id": 1, "path": "x.y.gguf"}],
            {"coach-1": 0, "x.y": 1},
        ),
        ([{"id": 2, "path": "C:\\loras\\coach"}, {"id": "3", "path": "p"}, 7, None], {"coach": 2}),
        ({"error": "no"}, {}),
        ("text", {}),
        (None, {}),
    ],
)
def test_adapters_have_the_names_of_their_files(listed: object, found: dict[str, int]) -> None:
    assert adapters_in(listed) == found


def test_every_model_of_the_orders_has_a_switch_for_its_reasoning() -> None:
    for model in (*CHAT_MODELS, *VISION_MODELS):
        assert without_reasoning(model, "S") != ("S", {}), model
