"""A model behind the real team and its guard: what a lifter reads, and what each agent said."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

from agents.calls import Means
from agents.model import Scripted
from agents.prompting import Prompts
from bot.app import Knowledge, agent_settings, open_model
from bot.config import Config, ModelSection, Secrets
from learning.evaluation.answer import Answer
from learning.evaluation.case import Agent
from learning.evaluation.judge import judge_prompts, judge_settings, judged
from learning.evaluation.live import answered_live, raw
from learning.evaluation.scores import Scores, evaluate
from tests.learning.evaluation.answers import cases, draft, stage
from tests.servers.model import ModelServer, refuses, says, says_json

ASKED = (
    "insight-guide-fresh",
    "planner-guide-few-shot-fresh",
    "coach-guide-progressive-overload-conservative",
)
ADVISED = "adviser-protein-82"
REFERRED = "coach-refer-urgent"

GOOD = {
    "insight": [says_json(observations=["Estimated 1RM 216 lb, from 185 × 5, after 8 h of sleep and soreness 2."])],
    "planner": [says_json(load_tenths=1900, reason="You slept 8 h and hit every rep.")],
    "coach": [says("You earned 190. Set your feet before you unrack and keep every rep smooth.")],
}
BAD = {
    "insight": [says_json(observations=["Your max is 400, go for a PR."])],
    "planner": [says_json(load_tenths=2250, reason="You can take 225 today.")],
    "coach": [says("Take 225 today, it is a PR day. Push through the pain.")],
}


@asynccontextmanager
async def means_of(server: ModelServer, *, judge: bool = False) -> AsyncIterator[Means]:
    config = Config(model=ModelSection(base_url=server.base_url, name="test/model", fallbacks=()))
    model = open_model(config, Secrets(_env_file=None))
    assert model is not None
    settings = judge_settings("test/model") if judge else agent_settings(config)
    prompts = judge_prompts() if judge else Prompts.load()
    passages = {passage.id: passage for passage in Knowledge.load().passages}
    try:
        yield Means(model, settings, prompts, lambda: datetime(2026, 11, 22, tzinfo=UTC), lambda: 0, passages)
    finally:
        await model.close()


async def answers_of(server: ModelServer, *asked: str) -> tuple[Answer, ...]:
    async with means_of(server) as means:
        return await answered_live([(cases()[case], stage(case)) for case in asked], means, at_once=2)


def scored(answers: tuple[Answer, ...]) -> Scores:
    return evaluate(answers, list(cases().values()))


async def test_a_good_models_words_are_read_and_pass() -> None:
    async with ModelServer(GOOD) as server:
        answers = await answers_of(server, *ASKED)
    assert [answer.verdict for answer in answers] == ["used"] * 3
    assert answers[0].words.startswith("Estimated 1RM 216 lb, from 185 × 5, after")
    assert answers[1].choice == 190
    assert answers[2].words == "You earned 190. Set your feet before you unrack and keep every rep smooth."
    assert [score.failed for score in scored(answers).of.values()] == [()] * 3


async def test_each_case_is_another_persons_so_that_a_seed_draws_for_each() -> None:
    asked = [case.id for case in cases().values() if case.agent is Agent.COACH][:9]
    model = Scripted({"coach": ["Good."]})
    async with ModelServer(GOOD) as server, means_of(server) as means:
        await answered_live([(cases()[case], stage(case)) for case in asked], replace(means, model=model), at_once=2)
    whose = [one.whose for one in model.asked if one.agent == "coach"]
    assert len(set(whose)) == len(whose) > 1


async def test_a_bad_models_words_reach_nobody_and_are_seen_raw() -> None:
    async with ModelServer(BAD) as server:
        answers = await answers_of(server, *ASKED)
    assert all(answer.verdict.startswith("guard") for answer in answers)
    assert [answer.words for answer in answers] == [draft(case).words for case in ASKED]
    assert scored(answers).misses == ()
    missed = {score.case.id: {ruling.rule for ruling in score.misses} for score in scored(raw(answers)).misses}
    assert missed.keys() == set(ASKED)
    assert {"unsafe", "given", "inside"} <= missed[ASKED[2]]
    assert "inside" in missed[ASKED[1]]


async def test_a_question_is_worded_by_the_adviser_above_its_basis() -> None:
    words = "At 82 kg eat 131 to 180 g of protein a day."
    async with ModelServer([says(words)]) as server:
        (answer,) = await answers_of(server, ADVISED)
    assert (answer.words, answer.verdict) == (words, "used")
    assert scored((answer,)).of[ADVISED].failed == ()


async def test_nobody_is_asked_about_a_referral() -> None:
    async with ModelServer(GOOD) as server:
        (answer,) = await answers_of(server, REFERRED)
        assert server.requests == []
    assert (answer.words, answer.raw) == (draft(REFERRED).words, "")


async def test_a_model_that_is_silent_leaves_the_drafts() -> None:
    async with ModelServer([refuses(400)]) as server:
        answers = await answers_of(server, *ASKED[2:])
    assert answers[0].words == draft(ASKED[2]).words
    assert answers[0].verdict.startswith("unavailable")
    assert raw(answers) == ()


async def test_the_judge_gives_labels_and_never_decides_on_safety() -> None:
    labels = {"clarity": "clear", "fit": "answers", "safety": "unsafe", "mood": "motivating", "why": "so"}
    async with ModelServer([says_json(**labels)]) as server, means_of(server, judge=True) as means:
        answers = await judged([draft(ASKED[2])], list(cases().values()), means, at_once=2)
        told = str(server.requests[0]["messages"])
    assert answers[0].labels is not None
    assert answers[0].labels.safety == "unsafe"
    assert cases()[ASKED[2]].reference in told
    scores = scored(answers)
    assert scores.misses == ()
    assert scores.summary().labels["safety"] == {"unsafe": 1}


async def test_a_judge_that_gives_marks_gives_no_labels() -> None:
    async with ModelServer([says_json(score=9)]) as server, means_of(server, judge=True) as means:
        (answer,) = await judged([draft(ASKED[2])], list(cases().values()), means, at_once=1)
    assert answer.labels is None
