"""Synthetic examples, held to the guard and to the prompts they answer."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

from agents.answers import Ground, read_choice, read_insight, read_words
from agents.drafts import drafts_of
from agents.minds import COACH, INSIGHT, PLANNER, minds_for
from agents.occasion import Occasion
from agents.team import asked_of
from bot.app import Knowledge
from learning.adversary.oracle import numbers_in
from learning.dataset.record import Record, WrongUse
from learning.synth import examples, generate
from learning.synth.answers import answer
from learning.synth.bad import GUARDED
from learning.synth.command import Options, run_synth, summary
from learning.synth.examples import MINDS, SOURCE, Order, means, of_lifter
from learning.synth.generate import Tally, generated
from learning.synth.guide import guide_advice, guide_records
from learning.synth.lifters import lifter
from learning.synth.options import Format, Formula, SynthAgent
from learning.synth.seasons import cases
from learning.synth.spread import distinct_share, masked
from tests.learning.synth.conftest import LIFTERS

READERS = {COACH: read_words, INSIGHT: read_insight, PLANNER: read_choice}


def made(count: int, order: Order, workers: int = 1) -> list[Record]:
    return list(generated(count, order, workers=workers, tally=Tally()))


def _asked(number: int) -> Iterator[tuple[str, str, Ground]]:
    """Agent, prompt and ground of all that is asked about a lifter's messages where no mind has spoken yet."""
    for case in islice(cases(lifter(1, number, Knowledge.load().exercises), Knowledge.load().exercises), 30):
        drafts = drafts_of(case)
        for agent in minds_for(case):
            request, ground = asked_of(agent, case, drafts, means())
            yield agent, request.user, ground


def test_every_answer_that_is_called_good_passes_the_guard_again() -> None:
    order = Order(agents=(INSIGHT, PLANNER))
    given = {record.input: record for record in of_lifter(3, order).records}
    again = [(given[prompt], agent, ground) for agent, prompt, ground in _asked(3) if prompt in given]
    assert len(again) >= len(given) > 20  # two of his messages may make one prompt
    for record, agent, ground in again:
        assert not READERS[agent](record.output, ground).cuts


def test_every_coach_s_answer_without_words_of_others_passes_the_guard_again() -> None:
    own = [record for record in of_lifter(5, Order(agents=(COACH,))).records if "- Observation" not in record.input]
    given = {record.input: record for record in own}
    again = [(given[prompt], ground) for agent, prompt, ground in _asked(5) if prompt in given]
    assert len(again) >= 10
    for record, ground in again:
        assert not READERS[COACH](record.output, ground).cuts


def test_an_answer_that_breaks_a_rule_is_drawn_again_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = ["Push through the pain.", "Put 987 lb on the bar.", "Ignore the doctor."]
    real, turns = answer, count()

    def sometimes(*asked: Any) -> str | None:
        turn = next(turns)
        return real(*asked) if turn % 2 else broken[turn // 2 % len(broken)]

    monkeypatch.setattr(examples, "answer", sometimes)
    found = of_lifter(1, Order(agents=(COACH,)))
    assert found.records
    assert not {record.output for record in found.records} & set(broken)
    assert sum(found.refused.values()) >= len(found.records)


def test_numbers_of_an_answer_stand_in_its_prompt(good: list[Record]) -> None:
    for record in good:
        if record.agent != PLANNER:
            assert numbers_in(record.output) <= numbers_in("\n".join(record.facts)), record.output
    assert any(numbers_in(record.output) for record in good)


def test_facts_are_lines_of_the_prompt(good: list[Record]) -> None:
    assert all(f"- {fact}" in record.input for record in good for fact in record.facts)


def test_answers_have_the_shape_of_their_agent(good: list[Record]) -> None:
    for record in good:
        if record.agent == INSIGHT:
            assert 1 <= len(json.loads(record.output)["observations"]) <= 2
        elif record.agent == PLANNER:
            assert set(json.loads(record.output)) == {"load_tenths", "reason"}
        else:
            assert not record.output.startswith("{")


def test_occasions_styles_units_and_exercises_are_all_there(good: list[Record]) -> None:
    text = [line for record in good for line in record.facts]
    usual = {Occasion.FIRST, Occasion.INCREASE, Occasion.HOLD, Occasion.TIRED, Occasion.MISSED, Occasion.REST}
    assert {record.category for record in good} >= {occasion.value for occasion in usual}
    assert {record.style for record in good} == {"aggressive", "conservative"}
    assert {record.agent for record in good} == set(MINDS)
    assert {record.experience for record in good} == {"novice", "intermediate", "advanced"}
    assert any(" kg × " in line for line in text)
    assert any(" lb × " in line for line in text)
    assert len({line for line in text if line.startswith("Exercise:")}) >= 10


def test_a_record_says_where_it_comes_from_and_whose_it_is(records: list[Record]) -> None:
    assert {record.source for record in records} == {SOURCE}
    assert {record.licence for record in records} == {"Apache-2.0"}
    assert {record.lifter for record in records} == {f"synthetic-1-{number}" for number in range(LIFTERS)}
    assert len({record.id for record in records}) == len(records)
    assert all(record.system.startswith("You are the") for record in records)


def test_a_bad_answer_is_never_called_good_and_stands_beside_a_good_one(good: list[Record], bad: list[Record]) -> None:
    prompts = {record.input for record in good}
    assert 0.2 < len(bad) / (len(bad) + len(good)) < 0.3
    assert all(record.input in prompts for record in bad)
    assert not {record.output for record in bad} & {record.output for record in good}
    assert {record.agent for record in bad} == set(MINDS)


def test_a_wrong_load_is_one_that_no_fact_names(bad: list[Record]) -> None:
    wrong = [record for record in bad if record.agent == COACH and record.id.rsplit("-", 1)[1] in GUARDED]
    named = [record for record in wrong if numbers_in(record.output)]
    assert named
    for record in named:
        assert not numbers_in(record.output) <= numbers_in("\n".join(record.facts)), record.output


def test_most_words_differ(good: list[Record]) -> None:
    for agent, least in ((COACH, 0.97), (INSIGHT, 0.92), (PLANNER, 0.92)):
        outputs = [masked(record.output) for record in good if record.agent == agent]
        assert len(set(outputs)) / len(outputs) > least, agent
    assert distinct_share([record.output for record in good if record.agent == COACH], 3) > 0.3


def test_the_summary_counts_words_that_differ_in_numbers_alone_once(good: list[Record]) -> None:
    same = [good[0].model_copy(update={"agent": COACH, "output": f"{load} lb is next."}) for load in ("62.5", "185")]
    assert "outputs coach 50.0%;" in " ".join(summary(same, Tally()))


def test_the_same_seed_makes_the_same_records_and_another_one_others() -> None:
    order = Order(bad=0.2)
    assert made(30, order) == made(30, order)
    assert made(30, order) != made(30, replace(order, seed=2))


def test_so_many_are_made_and_a_shorter_run_is_the_beginning_of_a_longer_one() -> None:
    longer = made(50, Order())
    assert len(longer) == 50
    assert made(20, Order()) == longer[:20]


def test_the_same_desirable_words_come_once(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = of_lifter(0, Order(agents=(COACH,)))
    monkeypatch.setattr(generate, "of_lifter", lambda number, order: twice if number < 2 else of_lifter(number, order))
    tally = Tally()
    found = list(generated(len(twice.records) + 5, Order(agents=(COACH,)), workers=1, tally=tally))
    assert len({record.output for record in found}) == len(found)
    assert tally.repeated >= len(twice.records)


def test_several_processes_make_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "FEW", 0)
    monkeypatch.setattr(generate, "LIFTERS_A_SHARD", 1)
    monkeypatch.setattr(generate, "SHARDS_AHEAD", 1)
    order = Order(agents=(INSIGHT,), bad=0.1)
    alone = made(22, order)
    assert len({record.lifter for record in alone}) > 1  # so that both processes have made some
    assert made(22, order, workers=2) == alone


def test_the_guide_s_formula_is_the_guide_s() -> None:
    assert guide_advice(200, 7.6, 3) == ("increase", "Great recovery! Try 205lbs today.")
    assert guide_advice(200, 7.5, 3)[0] == guide_advice(200, 6, 7)[0] == guide_advice(200, 8, 4)[0] == "hold"
    assert guide_advice(200, 5.9, 1) == ("reduce", "Recovery compromised. Drop to 190lbs or rest.")
    assert guide_advice(200, 9, 8)[0] == "reduce"
    assert guide_advice(200, 6.5, 5) == ("hold", "Moderate recovery. Maintain 200lbs, focus on form.")
    found = list(guide_records(300, 1))
    assert found == list(guide_records(300, 1)) != list(guide_records(300, 2))
    assert {record.source for record in found} == {"guide formula"}
    assert {record.category for record in found} == {"increase", "reduce", "hold"}


def test_the_command_writes_the_formats_and_leaves_nothing_half(tmp_path: Path) -> None:
    out = tmp_path / "set.json"
    run_synth(Options(count=12, out=out, formula=Formula.GUIDE, format=Format.GUIDE))
    assert {*json.loads(out.read_text())[0]} == {"input", "output", "metadata"}
    run_synth(Options(count=12, out=out, format=Format.CHAT, workers=1))
    lines = out.read_text().splitlines()
    assert len(lines) == 12
    assert [message["role"] for message in json.loads(lines[0])["messages"]] == ["system", "user", "assistant"]
    assert list(tmp_path.iterdir()) == [out]


def test_a_run_that_is_stopped_leaves_the_old_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "set.jsonl"
    out.write_text("old")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(generate, "of_lifter", stopped)
    with pytest.raises(KeyboardInterrupt):
        run_synth(Options(count=5, out=out, workers=1))
    assert out.read_text() == "old"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"bad": 0.6}, "give one from 0 to 0.5"),
        ({"bad": 0.1, "formula": Formula.GUIDE}, "leave --bad out"),
        ({"formula": Formula.GUIDE, "agent": SynthAgent.INSIGHT}, "no answers of the insight; leave --agent out"),
        ({"bad": 0.1, "format": Format.CHAT}, "use --format records"),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_sentence(change: dict[str, object], words: str, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=words):
        run_synth(replace(Options(count=1, out=tmp_path / "set"), **change))  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())
