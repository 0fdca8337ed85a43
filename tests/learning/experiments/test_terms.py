"""What may be registered, and when it begins and ends."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from learning.experiments.terms import BadTerms, NotNow, Terms, registered, started, stopped
from storage.records import Arm, Varies

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
STYLE = Terms(
    name="style",
    varies=Varies.STYLE,
    agent=None,
    control="conservative",
    treatment="aggressive",
    metric="agreement",
    horizon_days=28,
    effect=0.1,
    share=0.5,
    most_days=180,
)
BANK = replace(STYLE, name="bank", varies=Varies.EXAMPLES, agent="coach", control="", treatment="bank", share=0.2)
PROMPTS = replace(BANK, name="short", varies=Varies.PROMPTS, treatment="short")


def test_terms_are_kept_as_they_were_said() -> None:
    found = registered(BANK, "salt", NOW)
    assert (found.control, found.treatment) == (Arm("base", ""), Arm("bank", "bank"))
    assert (found.name, found.agent, found.share, found.salt) == ("bank", "coach", 0.2, "salt")
    assert (found.metric, found.horizon_days, found.minimum_effect, found.most_days) == ("agreement", 28, 0.1, 180)
    assert (found.registered_at, found.started_at, found.ended_at) == (NOW, None, None)


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        (replace(STYLE, name="a:b"), "The name 'a:b' is no name"),
        (replace(STYLE, name=""), "The name '' is no name"),
        (replace(STYLE, treatment="bold"), "No style is called 'bold': it is one of aggressive, conservative."),
        (replace(STYLE, treatment="conservative"), "there is nothing to compare"),
        (replace(STYLE, agent="coach"), "leave --agent and --share out"),
        (replace(STYLE, share=0.2), "leave --agent and --share out"),
        (replace(STYLE, metric="joy"), "There is no experiment on 'joy'"),
        (replace(STYLE, metric="relevance"), "There is no experiment on 'relevance'"),
        (replace(BANK, share=1.0), "The share is 1"),
        (replace(BANK, effect=0.0), "The effect is 0"),
        (replace(BANK, effect=float("nan")), "The effect is nan"),
        (replace(BANK, horizon_days=0), "The horizon is 0 days"),
        (replace(BANK, share=1e-7), "The share is 1e-07: give 0.01 to 0.99."),
        (replace(BANK, effect=1e-300), "The effect is 1e-300: give 0.001 to 0.9."),
        (replace(BANK, horizon_days=366, most_days=400), "The horizon is 366 days: give 1 to 365."),
        (replace(BANK, most_days=99_999_999_999), "that it runs is 99999999999 days: give 1 to 3650."),
        (replace(BANK, most_days=28), "nobody would be measured"),
        (replace(BANK, agent="chef"), "There is no agent 'chef'"),
        (replace(BANK, treatment="mine"), "No examples is called 'mine': it is one of '' (as it ships), bank."),
        (replace(PROMPTS, treatment="long"), "No prompts is called 'long'"),
        (replace(BANK, varies=Varies.ADAPTER, agent=None), "An adapter is one agent's"),
    ],
)
def test_terms_that_cannot_stand_are_refused_in_a_sentence(terms: Terms, sentence: str) -> None:
    with pytest.raises(BadTerms) as refused:
        registered(terms, "salt", NOW, ["short"])
    assert sentence in str(refused.value)


def test_prompts_that_are_configured_can_be_compared() -> None:
    assert registered(PROMPTS, "salt", NOW, ["short"]).treatment == Arm("short", "short")


def test_it_begins_once_and_ends_once() -> None:
    found = registered(BANK, "salt", NOW)
    begun = started(found, [], NOW)
    ended = stopped(begun, "it\nwas  enough", NOW + timedelta(days=1))
    assert begun == replace(found, started_at=NOW)
    assert ended == replace(begun, ended_at=NOW + timedelta(days=1), ended_why="it was enough")
    for again in (begun, ended):
        with pytest.raises(NotNow):
            started(again, [], NOW)
    for other in (found, ended):
        with pytest.raises(NotNow):
            stopped(other, "enough", NOW)
    with pytest.raises(BadTerms, match="Say why"):
        stopped(begun, " ", NOW)


def test_two_that_vary_the_same_of_one_agent_do_not_run_beside_each_other() -> None:
    running = started(registered(BANK, "salt", NOW), [], NOW)
    same = registered(replace(BANK, name="bank-2"), "salt", NOW)
    other = registered(replace(BANK, name="bank-3", agent="planner"), "salt", NOW)
    with pytest.raises(NotNow, match="bank-2 varies what bank varies: stop that one first"):
        started(same, [running], NOW)
    assert started(other, [running], NOW).started_at == NOW
