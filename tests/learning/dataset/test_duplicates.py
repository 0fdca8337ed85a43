import random
from collections.abc import Sequence

from learning.dataset import duplicates
from learning.dataset.duplicates import alike, deduplicated, told
from learning.dataset.record import Record
from tests.learning.dataset.made import record

LONG = "Steady work today, every rep was in place. {} lb is a small step, so take your time and brace first."


def test_of_the_same_the_better_rated_stays() -> None:
    same = [
        record(1, id="disliked", label=False, input="Bench  185", output="Rest."),
        record(1, id="missed", outcome="missed", input="bench 185", output="rest."),
        record(1, id="made", outcome="made", input="Bench 185", output="Rest."),
        record(1, id="other agent", agent="insight", input="Bench 185", output="Rest."),
    ]
    assert [one.id for one in deduplicated(same)] == ["made", "other agent"]


def test_nearly_the_same_of_one_label_is_one_and_another_number_in_a_short_answer_is_another_answer() -> None:
    long = "Facts: slept 8 h, soreness 2, last 225 × 5 in 3 sets, next 230. " + LONG.format(230)
    near = [
        record(1, id="a", input=long, output="Go."),
        record(2, id="b", input=long.replace("a small step", "one small step"), output="Go."),
        record(3, id="bad", label=False, input=long, output="Go go."),
        record(4, id="c", input="Bench 185 x 5", output="Next 190."),
        record(5, id="d", input="Bench 205 x 5", output="Next 210."),
    ]
    assert {one.id for one in deduplicated(near)} in ({"a", "bad", "c", "d"}, {"b", "bad", "c", "d"})


def test_pairs_are_found_as_the_exact_measure_finds_them() -> None:
    draw = random.Random(7)
    words = [f"word{n}" for n in range(200)]
    texts = [[draw.choice(words) for _ in range(60)] for _ in range(40)]
    records = []
    for at, text in enumerate(texts):
        changed = list(text)
        for place in draw.sample(range(60), 1 if at % 2 else 30):
            changed[place] = "lunge"
        records += [record(2 * at, input=" ".join(text)), record(2 * at + 1, input=" ".join(changed))]
    records = [one.model_copy(update={"output": "ok"}) for one in records]
    found = set(alike(records))
    assert found == {(2 * at, 2 * at + 1) for at in range(40) if at % 2}


def test_a_crowd_that_shares_most_of_its_words_costs_no_square() -> None:
    """Four times as many are compared with about four times as many others; nobody's clock is asked."""
    draw = random.Random(1)
    crowd = [
        record(at, input=f"Bench {draw.randint(100, 400)} x {draw.randint(1, 9)}", output=LONG.format(at))
        for at in range(2000)
    ]
    few, many = (looked_at(crowd[:count]) for count in (500, 2000))
    assert few > 5000
    assert many < 6 * few


def looked_at(records: Sequence[Record]) -> int:
    """How many pairs."""
    return len(duplicates._candidates(duplicates._signatures([told(one) for one in records])))
