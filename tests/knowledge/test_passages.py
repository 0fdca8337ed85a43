"""Passages as they are written, and those that exercises bring."""

import pytest

from knowledge.exercise import Advice, Complaint, Equipment, Exercise, ExerciseId, Exercises, Region
from knowledge.exercise_passages import passages_about
from knowledge.library import load_exercises
from knowledge.passage import Topic
from knowledge.passages import TEXT_LETTERS, load_passages, load_principles, passage_from

WRITTEN = """---
id: naps
title: Whether naps help
topics: [sleep, recovery]
asked: [should i nap, "nap: before or after"]
---

A nap of twenty minutes
helps.

## Sources

- Somebody 2020: naps.
"""
BENCH = Exercise(
    id=ExerciseId("bench_press"),
    name="bench press",
    short="bench",
    aliases=(),
    region=Region.UPPER,
    equipment=Equipment.BARBELL,
    muscles=("chest",),
    sites=("chest",),
    cues=("Feet flat.", "Touch the chest"),
    mistakes=("The bar bounces.",),
    sources=("A book.",),
    advice=Advice(
        progression=(("Linear", "add 5 lb."),),
        assistance=(ExerciseId("dip"), ExerciseId("nobody_wrote_it")),
        by_equipment=((Equipment.DUMBBELL, (ExerciseId("dip"),)), (Equipment.CABLE, ())),
        by_complaint=((Complaint.SHOULDER, (ExerciseId("dip"),)),),
    ),
)
DIP = Exercise(
    **{
        name: getattr(BENCH, name)
        for name in ("region", "equipment", "muscles", "sites", "cues", "mistakes", "sources")
    },
    id=ExerciseId("dip"),
    name="dip",
    short="dips",
    aliases=(),
)
BOTH = Exercises((BENCH, DIP))


def test_a_principle_is_read() -> None:
    passage = passage_from(WRITTEN)
    assert (passage.id, passage.title, passage.exercise) == ("naps", "Whether naps help", None)
    assert passage.text == "A nap of twenty minutes helps."
    assert passage.topics == (Topic.SLEEP, Topic.RECOVERY)
    assert passage.asked == ("should i nap", "nap: before or after")
    assert passage.sources == ("Somebody 2020: naps.",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("---\nid", "id", "between two lines of ---"),
        ("title: Whether naps help\n", "", "^missing: title"),
        ("id: naps", "id: naps\nmood: good", "^unknown: mood"),
        ("sleep, recovery", "sleep, naps", "topics: naps is none of"),
        ("sleep, recovery", "sleep, sleep", "each once"),
        ("topics: [sleep, recovery]", "topics: []", "topics must be a list"),
        ("title: Whether naps help", "title: [7]", "title must be words"),
        ("A nap of twenty minutes\nhelps.", "", "0 letters"),
        ("helps.", "helps " * TEXT_LETTERS, f"up to {TEXT_LETTERS}"),
        ("- Somebody 2020: naps.", "Somebody", "Sources"),
    ],
)
def test_a_principle_that_is_not_as_it_should_be_says_why(old: str, new: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        passage_from(WRITTEN.replace(old, new))


def test_an_exercise_brings_a_passage_a_question() -> None:
    passages = {passage.id: passage for passage in passages_about(BENCH, BOTH)}
    assert list(passages) == [
        f"bench_press/{kind}" for kind in ("cues", "mistakes", "progression", "assistance", "swaps")
    ]
    texts = {id_.partition("/")[2]: passage.text for id_, passage in passages.items()}
    assert texts == {
        "cues": "Feet flat. Touch the chest.",
        "mistakes": "The bar bounces.",
        "progression": "Linear: add 5 lb.",
        "assistance": "What usually builds it: dip.",
        "swaps": "With dumbbell: dip. When the shoulder complains: dip.",
    }
    assert all(passage.exercise == BENCH.id and passage.sources == BENCH.sources for passage in passages.values())
    assert passages["bench_press/swaps"].title == "Bench press: what can take its place"  # type: ignore[index]


def test_an_exercise_that_says_nothing_on_it_brings_no_passage() -> None:
    assert [passage.id for passage in passages_about(DIP, BOTH)] == ["dip/cues", "dip/mistakes"]


def test_the_knowledge_base_is_whole() -> None:
    exercises = load_exercises()
    passages = load_passages(exercises)
    ids = [passage.id for passage in passages]
    assert len(set(ids)) == len(ids)
    assert len(load_principles()) >= 60
    assert {f"{id_}/cues" for id_ in exercises} <= set(ids)
    assert all(passage.text and passage.sources and passage.topics and passage.asked for passage in passages)
    too_long = [passage.id for passage in passages if len(passage.text) > 2 * TEXT_LETTERS]
    assert not too_long, "a chat shows it as it stands"
