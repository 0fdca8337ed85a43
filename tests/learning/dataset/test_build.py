"""A dataset as it lies in its folder."""

import json
from collections.abc import Callable
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from learning.dataset.build import DUPLICATE, OneClass, built, purged
from learning.dataset.folder import BadDataset, faults, leaks, read_card, read_splits
from learning.dataset.gathering import PERSONAL, SOURCE
from learning.dataset.held_out import HELD_OUT
from learning.dataset.pseudonym import pseudonym
from learning.dataset.record import Record, write_records
from learning.dataset.splits import Split, split, whose
from learning.evaluation.case import load_cases
from storage.records import UserId
from tests.learning.dataset.made import KEY, record

ON = date(2026, 11, 22)
LIFTERS = [UserId(f"user{n}") for n in range(30)]


def of_lifters(each: int = 4) -> list[Record]:
    """*each* records of every lifter, a quarter of them undesirable."""
    return [
        record(
            n, lifter=pseudonym(LIFTERS[n % 30], KEY), label=n % 4 != 3, source=SOURCE, licence="consent", made_on=ON
        )
        for n in range(30 * each)
    ]


def test_the_folder_has_every_format_of_every_split_and_a_card(tmp_path: Path) -> None:
    given = of_lifters()
    card = built(given, tmp_path / "set", made_on=ON, left_out={"no vote": 3})
    splits = read_splits(tmp_path / "set")
    assert sorted(one.id for some in splits.values() for one in some) == sorted(one.id for one in given)
    assert all(splits.values())
    assert (card.records, card.desirable, len(card.lifters)) == (120, 90, 30)
    assert card.left_out == {"no vote": 3}
    assert card.counts["licence"] == {"consent": 120}
    assert {name: one.records for name, one in card.splits.items()} == {each: len(splits[each]) for each in Split}
    assert read_card(tmp_path / "set") == card
    assert f"# Dataset {card.id}" in (tmp_path / "set" / "CARD.md").read_text()
    assert faults(tmp_path / "set") == ()
    assert [path.name for path in tmp_path.iterdir()] == ["set"]


def test_the_guide_s_format(tmp_path: Path) -> None:
    built(of_lifters(), tmp_path / "set", made_on=ON)
    read = json.loads((tmp_path / "set" / "train.guide.json").read_text())
    good = [one for one in read_splits(tmp_path / "set")[Split.TRAIN] if one.label]
    assert [set(one) for one in read] == [{"input", "output", "metadata"}] * len(good)
    assert read[0]["metadata"]["category"] == "increase"
    assert read[0]["metadata"]["experience"] == "unknown"


def lines_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_chat_and_kto_lines_are_messages(tmp_path: Path) -> None:
    built(of_lifters(), tmp_path / "set", made_on=ON)
    train = read_splits(tmp_path / "set")[Split.TRAIN]
    chat, kto = lines_of(tmp_path / "set" / "train.chat.jsonl"), lines_of(tmp_path / "set" / "train.kto.jsonl")
    asked = [[{"role": "system", "content": one.system}, {"role": "user", "content": one.input}] for one in train]
    answers = [{"role": "assistant", "content": one.output} for one in train]
    assert kto == [
        {"prompt": prompt, "completion": [answer], "label": one.label}
        for prompt, answer, one in zip(asked, answers, train, strict=True)
    ]
    assert chat == [
        {"messages": [*prompt, answer]} for prompt, answer, one in zip(asked, answers, train, strict=True) if one.label
    ]


def test_pairs_are_made_only_of_a_prompt_that_got_both_votes(tmp_path: Path) -> None:
    asked = {"input": "Bench 185 x 5, slept 6 h.", "lifter": "one"}
    given = [
        record(1, **asked, output="Hold 185 lb, crisp reps."),
        record(2, **asked, output="Add 20 lb and grind it.", label=False),
        record(3, lifter="one", label=False),
        record(4, lifter="one"),
    ]
    built(given, tmp_path / "set", made_on=ON)
    (path,) = (tmp_path / "set").glob("*.dpo.jsonl")
    assert lines_of(path) == [
        {
            "prompt": "You are the coach.\n\nBench 185 x 5, slept 6 h.",
            "chosen_response": "Hold 185 lb, crisp reps.",
            "rejected_response": "Add 20 lb and grind it.",
        }
    ]


@pytest.mark.parametrize("label", [True, False])
def test_one_class_is_refused_for_kto_in_one_sentence(label: bool, tmp_path: Path) -> None:
    given = [record(n, label=label) for n in range(20)]
    with pytest.raises(OneClass, match="KTO needs both labels"):
        built(given, tmp_path / "set", made_on=ON, kto=True)
    assert not list(tmp_path.iterdir())
    built(given, tmp_path / "set", made_on=ON)
    assert not list((tmp_path / "set").glob("*.kto.jsonl"))


def test_the_same_records_make_the_same_dataset_and_another_seed_another_split(tmp_path: Path) -> None:
    given = of_lifters()
    first = built(given, tmp_path / "a", made_on=ON)
    again = built(reversed(given), tmp_path / "b", made_on=date(2027, 1, 1))
    other = built(given, tmp_path / "c", made_on=ON, seed=2)
    assert first.id == again.id != other.id
    assert (tmp_path / "a" / "train.jsonl").read_text() == (tmp_path / "b" / "train.jsonl").read_text()


def test_a_lifter_stays_in_his_split_when_others_come() -> None:
    before = split(of_lifters()[60:], 1)
    after = split(of_lifters(), 1)
    for each in Split:
        assert {whose(one) for one in before[each]} <= {whose(one) for one in after[each]}


def test_about_eight_of_ten_are_trained_on() -> None:
    found = split([record(n) for n in range(2000)], 1)
    assert [round(len(found[each]) / 2000, 1) for each in Split] == [0.8, 0.1, 0.1]


def test_what_two_lifters_were_told_alike_never_straddles_the_split() -> None:
    """Nearly the same, or the same question with another answer: such pairs join their lifters, in every pair of 40."""
    given = []
    for n in range(40):
        text = " ".join(record(k).output for k in range(n, n + 6))
        other = {"input": f"{text}?", "output": "Go now."} if n % 2 else {"input": text, "output": text[::-1]}
        given += [
            record(n, id=f"a{n}", lifter=f"a{n}", input=text, output="Go."),
            record(n, id=f"b{n}", lifter=f"b{n}", label=False, **other),
        ]
    found = {one.id: each for each, some in split(given, 3).items() for one in some}
    assert all(found[f"a{n}"] is found[f"b{n}"] for n in range(40))
    assert len(set(found.values())) > 1


def replant(folder: Path, change: Callable[[dict[Split, list[Record]]], None]) -> None:
    splits = {each: list(some) for each, some in read_splits(folder).items()}
    change(splits)
    for each, some in splits.items():
        write_records(some, folder / f"{each}.jsonl")


def test_a_planted_lifter_in_two_splits_is_found(tmp_path: Path) -> None:
    built(of_lifters(), tmp_path / "set", made_on=ON)
    assert leaks(tmp_path / "set") == ()

    def plant(splits: dict[Split, list[Record]]) -> None:
        splits[Split.TEST].append(splits[Split.TRAIN].pop())

    replant(tmp_path / "set", plant)
    found = leaks(tmp_path / "set")
    assert len(found) == 1
    assert "is in test and train" in found[0]
    assert len(faults(tmp_path / "set")) > 1  # the card and the other files tell it too


def test_a_planted_near_duplicate_of_another_lifter_is_found(tmp_path: Path) -> None:
    given = [
        one.model_copy(update={"input": f"{one.input} {record(n + 500).input}"}) for n, one in enumerate(of_lifters())
    ]
    built(given, tmp_path / "set", made_on=ON)

    def plant(splits: dict[Split, list[Record]]) -> None:
        one = splits[Split.TRAIN][0]
        copied = one.model_copy(update={"id": "copy", "lifter": "nobody", "output": one.output + "!"})
        splits[Split.VALIDATION].append(copied)

    replant(tmp_path / "set", plant)
    assert any("copy" in leak and "nearly the same" in leak for leak in leaks(tmp_path / "set"))


def test_a_split_that_leaks_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(records: list[Record], _seed: int) -> dict[Split, tuple[Record, ...]]:
        third = len(records) // 3
        cut = (records[:third], records[third : 2 * third], records[2 * third :])
        return {each: tuple(some) for each, some in zip(Split, cut, strict=True)}

    monkeypatch.setattr("learning.dataset.build.split", careless)
    with pytest.raises(BadDataset, match="Nothing was written"):
        built(of_lifters(), tmp_path / "set", made_on=ON)
    assert not list(tmp_path.iterdir())


def test_duplicates_and_answers_with_names_are_left_out_and_counted(tmp_path: Path) -> None:
    prose = {"input": "How do I squat more?", "source": "a book", "licence": "CC BY 4.0", "lifter": ""}
    given = [
        *of_lifters(1),
        *(one.model_copy(update={"id": one.id + "x"}) for one in of_lifters(1)[:5]),
        record(900, **prose, output="Kowalski says to brace before each rep."),
        record(901, **prose, output="Brace before each rep."),
    ]
    card = built(given, tmp_path / "set", made_on=ON)
    assert card.left_out == {DUPLICATE: 5, PERSONAL: 1}
    assert card.counts["source"] == {"a book": 1, SOURCE: 30}


def test_what_the_evaluation_measures_by_is_never_trained_on(tmp_path: Path) -> None:
    """Each reference as it is, inside other words, and as an agent's object."""
    references = dict.fromkeys(case.reference for case in load_cases())
    forms = ("{}", "Well done. {} See you on Friday.", '{{"observations": ["{}"]}}')
    said = [form.format(one) for one in references for form in forms]
    planted = [record(1000 + n, output=one, label=n % 2 == 0) for n, one in enumerate(said)]
    card = built([*of_lifters(1), *planted], tmp_path / "set", made_on=ON)
    assert card.records == 30
    assert card.left_out[HELD_OUT] == len(planted) - card.left_out.get(PERSONAL, 0)


def test_a_planted_reference_is_found(tmp_path: Path) -> None:
    built(of_lifters(), tmp_path / "set", made_on=ON)

    def plant(splits: dict[Split, list[Record]]) -> None:
        splits[Split.TRAIN].append(record(1000, output=load_cases()[0].reference))

    replant(tmp_path / "set", plant)
    assert f"r01000 must not be trained on: {HELD_OUT}." in faults(tmp_path / "set")


def test_nothing_is_no_dataset_and_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(BadDataset, match="nothing to build from"):
        built([], tmp_path / "set", made_on=ON)
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("mine")
    with pytest.raises(BadDataset, match="no dataset"):
        built(of_lifters(), tmp_path / "home", made_on=ON)
    assert (tmp_path / "home" / "letter.txt").read_text() == "mine"


def test_a_build_replaces_a_dataset_whole_and_a_kill_between_two_names_is_made_good(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    built(of_lifters(), folder, made_on=ON)
    second = built([record(n) for n in range(20)], folder, made_on=ON)
    assert read_card(folder) == second
    assert not list(folder.glob("*.kto.jsonl"))
    folder.rename(tmp_path / ".set.old")
    assert read_card(folder) == second


def test_lifters_who_are_gone_go_from_every_file_and_the_card_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    given = [*of_lifters(), *(record(n, lifter=f"sim{n}") for n in range(500, 520))]
    card = built(given, folder, made_on=ON)
    left = [pseudonym(one, KEY) for one in LIFTERS[2:]]
    gone = [one for one in given if one.lifter not in left and one.source == SOURCE]
    assert purged(folder, left, date(2026, 12, 1)) == len(gone) == 8
    texts = "".join(path.read_text() for path in folder.iterdir())
    assert not [one for one in gone if one.id in texts or one.lifter in texts]
    after = read_card(folder)
    assert after.id == card.id != after.content
    assert [(one.records, one.lifters) for one in after.removed] == [(8, 2)]
    assert after.records == card.records - 8
    assert faults(folder) == ()
    assert purged(folder, left, date(2026, 12, 2)) == 0


def test_splits_share_no_lifter() -> None:
    found = split(of_lifters(), 5)
    for one, other in combinations(found.values(), 2):
        assert not {whose(record) for record in one} & {whose(record) for record in other}
