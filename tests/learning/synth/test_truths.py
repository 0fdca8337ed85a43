"""What synthetic answers say is so by the facts that stand in their prompts."""

import json
import re
from itertools import islice

from agents.minds import COACH, PLANNER
from bot.app import Knowledge
from learning.dataset.record import Record
from learning.synth.lifters import lifter
from learning.synth.seasons import cases
from tests.learning.synth.conftest import LIFTERS


def _lines(record: Record, begins: str) -> str:
    return next((fact.removeprefix(begins) for fact in record.facts if fact.startswith(begins)), "")


def _number(line: str) -> float:
    found = re.search(r"[\d.]+", line)
    return float(found[0]) if found else 0.0


_ON = r"(?: on (?:the )?[a-z -]+?)?"
_FELL = re.compile(
    rf"([\d.]+ × \d+){_ON} (?:was (?:the set that fell|where the reps|short|missed)|fell short)"
    r"|(?:out|ended) at (.+? × \d+)"
)
_MADE = re.compile(rf"([\d.]+ × \d+){_ON} (?:was (?:made|done)|is done|went up)|at ([\d.]+ × \d+) was")


def test_a_set_fell_short_only_where_the_facts_say_so(good: list[Record]) -> None:
    fell = [(one[1] or one[2], record) for record in good for one in _FELL.finditer(record.output)]
    assert fell
    for said, record in fell:
        assert re.search(rf"(?<![\d.]){re.escape(said)}(?: @[\d.]+)? missed", _lines(record, "Shown: ")), record.output


def test_a_set_was_made_only_where_the_facts_do_not_say_that_it_was_missed(good: list[Record]) -> None:
    did = [(one[1] or one[2], record) for record in good for one in _MADE.finditer(record.output)]
    assert did
    for said, record in did:
        assert not re.search(rf"(?<![\d.]){re.escape(said)}(?: @[\d.]+)? missed", _lines(record, "Shown: "))


def test_a_lift_without_history_has_no_load_yet_and_a_set_of_it_may_be_asked_for(good: list[Record]) -> None:
    first = [record for record in good if record.category == "first" and record.agent == COACH]
    assert len(first) > LIFTERS
    assert {_lines(record, "Next: ") for record in first} == {"no load is known yet"}


def test_a_reason_says_of_the_load_and_of_the_day_what_the_facts_say(good: list[Record]) -> None:
    planned = [record for record in good if record.agent == PLANNER]
    assert len(planned) > 100
    for record in planned:
        reason = json.loads(record.output)["reason"]
        share = _number(_lines(record, "Next:")) / _number(_lines(record, "Last:"))
        assert 1 < share <= 1.15 if "Plan: increase" in record.facts else share <= 1, reason
        if re.search(r"\b[Ff]atigue (?:is|was)|\btired\b|catches up", reason):
            tired = _number(_lines(record, "Soreness ")) >= 6 or "Energy low" in record.facts
            assert tired or 0 < _number(_lines(record, "Sleep ")) < 6, (reason, record.facts)
        if re.search(r"\b(?:small|modest|measured|even) step\b", reason):
            assert share <= 1.07, reason
        if "Plan: hold" in record.facts:
            assert share == 1, reason
        assert "smallest" not in reason


def test_no_words_have_a_gap_and_none_counts_one_in_the_plural(records: list[Record]) -> None:
    assert not [record.output for record in records if "  " in record.output]
    text = "\n".join(record.input for record in records)
    assert ", 1 set of " in text
    assert "1 sets" not in text
    assert not re.search(r"feeling sore, [0-2]\b", text)


def test_a_good_day_is_not_a_sore_one(good: list[Record]) -> None:
    for record in good:
        if re.search(r"good day", record.output):
            assert _number(_lines(record, "Soreness ")) <= 3, record.output


def test_who_is_pregnant_is_of_an_age_for_it_and_trains_with_reps_in_hand() -> None:
    exercises = Knowledge.load().exercises
    found = [one for one in (lifter(1, number, exercises) for number in range(2000)) if one.profile.pregnant]
    ages = [one.profile.age_years for one in found if one.profile.age_years]
    assert ages
    assert all(18 <= age <= 45 for age in ages)
    told = [case.history for one in found[:3] for case in islice(cases(one, exercises), 40)]
    efforts = [entry.lift.rpe for history in told for entry in history if entry.lift.rpe is not None]
    assert efforts
    assert max(efforts) <= 7
