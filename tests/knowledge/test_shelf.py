"""The shelf finds by words, by meaning and by both, and only among what may be found."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.exercise import ExerciseId
from knowledge.passage import Passage, PassageId, Query, Topic
from knowledge.shelf import QUERY_LETTERS, Shelf, Vectors, _weighted

BENCH, SQUAT = ExerciseId("bench_press"), ExerciseId("squat")


def passage(
    id_: str, title: str, text: str, *asked: str, exercise: ExerciseId | None = None, topic: Topic = Topic.TECHNIQUE
) -> Passage:
    return Passage(
        id=PassageId(id_), title=title, text=text, topics=(topic,), sources=("s",), asked=asked, exercise=exercise
    )


PROTEIN = passage(
    "protein", "How much protein a day", "Eat 1.6 g per kg.", "is one shake enough", topic=Topic.NUTRITION
)
PLATEAU = passage("plateau", "What to check first", "Sleep, food, steps.", "why am I stuck", topic=Topic.PLATEAU)
SLEEP = passage("sleep", "How long to sleep", "Seven to nine hours.", "am I stuck in bed too long", topic=Topic.SLEEP)
BENCH_CUES = passage("bench_press/cues", "Bench press: how to do it", "Pull the elbows in.", exercise=BENCH)
SQUAT_CUES = passage("squat/cues", "Squat: how to do it", "Point the knees and elbows down.", exercise=SQUAT)
PASSAGES = (PROTEIN, PLATEAU, SLEEP, BENCH_CUES, SQUAT_CUES)
SHELF = Shelf(PASSAGES)


def ids(query: Query, vector: Vectors | None = None, shelf: Shelf = SHELF, limit: int = 3) -> list[str]:
    return [found.passage.id for found in shelf.find(query, vector, limit)]


def pointing(*texts: str) -> Vectors:
    """Vectors of the shelf's texts: those of *texts* point one way, all the others another."""
    return np.array([[1, 0] if text in texts else [0, 1] for text in SHELF.texts], np.float32)


THAT_WAY = np.array([[1, 0]], np.float32)


def test_words_of_title_text_and_of_how_it_is_asked_find_it() -> None:
    for words in ("protein?", "1.6 g a kg", "one shake"):
        assert ids(Query(words=words))[0] == "protein"


def test_a_word_is_found_in_its_other_forms() -> None:
    assert ids(Query(words="sleeping"))[0] == "sleep"
    assert ids(Query(words="PROTEINS"))[0] == "protein"


@pytest.mark.parametrize("words", ["", "   ", "???", "zzz qqq", "the of and", "\0", "🏋️"])
def test_nothing_is_found_for_words_that_nobody_wrote(words: str) -> None:
    assert SHELF.find(Query(words=words)) == ()


def test_passages_about_other_lifts_are_left_out() -> None:
    assert set(ids(Query(words="elbows"))) == {"bench_press/cues", "squat/cues"}
    assert ids(Query(words="elbows", lifts=(BENCH,))) == ["bench_press/cues"]
    assert ids(Query(words="elbows hours", lifts=(ExerciseId("deadlift"),))) == ["sleep"]


def test_where_no_lift_is_named_a_passage_about_training_in_general_comes_before_one_about_a_lift() -> None:
    twins = Shelf((passage("squat/deload", "Deload", "Less.", exercise=SQUAT), passage("deload", "Deload", "Less.")))
    assert ids(Query(words="deload"), shelf=twins) == ["deload", "squat/deload"]
    assert ids(Query(words="deload", lifts=(SQUAT,)), shelf=twins) == ["squat/deload", "deload"]


def test_what_means_other_lifts_is_left_out_too() -> None:
    shelf = SHELF.with_vectors(pointing(SQUAT_CUES.text))
    assert "squat/cues" not in ids(Query(words="elbows", lifts=(BENCH,)), THAT_WAY, shelf)


def test_a_preferred_topic_is_a_mild_boost() -> None:
    words = "stuck am I"
    assert set(ids(Query(words=words))) == {"plateau", "sleep"}
    for topic, first in ((Topic.PLATEAU, "plateau"), (Topic.SLEEP, "sleep")):
        assert ids(Query(words=words, topics=frozenset({topic})))[0] == first
    assert ids(Query(words="how much protein", topics=frozenset({Topic.SLEEP})))[0] == "protein", (
        "and no more than that"
    )


def test_meaning_finds_what_shares_no_word() -> None:
    shelf = SHELF.with_vectors(pointing("is one shake enough"))
    assert ids(Query(words="whey"), THAT_WAY, shelf) == ["protein"]


def test_several_near_lines_beat_one_that_may_lie_near_by_chance() -> None:
    many = passage("many", "Three", "Of them.", "one line", "and one")
    once = passage("once", "Alone", "Far off.", "lies near", "lies far", "lies away")
    shelf = Shelf((once, many))
    near = ("Three", "Of them.", "one line", "lies near")
    vectors = np.array([[1, 0] if text in near else [0, 1] for text in shelf.texts], np.float32)
    assert ids(Query(words="zzz"), THAT_WAY, shelf.with_vectors(vectors)) == ["many", "once"]


def test_a_principle_s_sentences_are_lines_and_an_exercise_s_are_not() -> None:
    text = "The first of its sentences. The second of its sentences."
    assert "The second of its sentences." in Shelf((passage("a", "A", text),)).texts
    assert Shelf((passage("b/cues", "B", text, exercise=BENCH),)).texts == ("B", text)


def test_the_nearer_passage_comes_first() -> None:
    vectors = pointing()
    vectors[SHELF.texts.index("Seven to nine hours.")] = [0.8, 0.6]
    vectors[SHELF.texts.index("is one shake enough")] = [0.6, 0.8]
    found = SHELF.with_vectors(vectors).find(Query(words="zzz"), THAT_WAY)
    assert [one.passage.id for one in found] == ["sleep", "protein"]
    assert found[0].score > found[1].score > 0


def test_words_and_meaning_together_beat_either() -> None:
    shelf = SHELF.with_vectors(pointing("why am I stuck"))
    assert ids(Query(words="stuck"), THAT_WAY, shelf)[0] == "plateau"


def test_without_vectors_or_with_one_of_another_width_words_decide() -> None:
    query = Query(words="protein")
    assert ids(query, THAT_WAY) == ids(query)
    assert ids(query, np.ones((1, 5), np.float32), SHELF.with_vectors(pointing())) == ids(query)


def test_vectors_must_be_one_a_text() -> None:
    for wrong in (np.zeros((1, 2), np.float32), np.zeros(len(SHELF.texts), np.float32)):
        with pytest.raises(ValueError, match=f"{len(SHELF.texts)} texts"):
            SHELF.with_vectors(wrong)


def test_words_are_indexed_once_and_not_before_something_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    indexed: list[str] = []

    def counted(passage: Passage) -> str:
        indexed.append(passage.id)
        return _weighted(passage)

    monkeypatch.setattr("knowledge.shelf._weighted", counted)
    shelf = Shelf(PASSAGES)
    beside = shelf.with_vectors(pointing())
    assert indexed == []
    for one in (shelf, beside, shelf):
        assert one.find(Query(words="sleep"))
    assert indexed == [passage.id for passage in PASSAGES]


def test_who_looks_for_something_hears_nothing_of_the_library() -> None:
    alone = "import logging\nlogging.basicConfig(level='INFO')\nfrom tests.knowledge.test_shelf import *\n"
    words = f"{alone}Shelf(PASSAGES).find(Query(words='sleep'))"
    ran = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_shelf_with_vectors_is_another_one() -> None:
    assert SHELF.with_vectors(pointing()) is not SHELF
    assert ids(Query(words="whey"), THAT_WAY) == []


def test_a_text_of_several_passages_has_one_vector() -> None:
    twins = Shelf((passage("a", "One", "Text.", "same"), passage("b", "Two", "Other.", "same")))
    assert sorted(twins.texts) == ["One", "Other.", "Text.", "Two", "same"]
    vectors = np.array([[1, 0] if text == "same" else [0, 1] for text in twins.texts], np.float32)
    assert ids(Query(words="zzz"), THAT_WAY, twins.with_vectors(vectors)) == ["a", "b"]


def test_the_limit_is_kept() -> None:
    assert len(ids(Query(words="how to sleep elbows protein stuck"), limit=2)) == 2


def test_of_a_story_its_beginning_asks() -> None:
    assert ids(Query(words="x " * QUERY_LETTERS + "protein")) == []


@given(st.text(max_size=2000))
def test_any_text_finds_something_or_nothing(words: str) -> None:
    found = SHELF.find(Query(words=words, lifts=(BENCH,)))
    assert len(found) <= 3
    assert all(one.score > 0 and one.passage.exercise in (None, BENCH) for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
