"""Answers of code alone: what stands when no model is there."""

from learning.evaluation.answer import Answer
from learning.evaluation.case import Agent, EvaluationCase
from learning.evaluation.stage import Advised, Coached, Staged

SOURCE = "drafts"


def drafted(case: EvaluationCase, stage: Staged) -> Answer:
    """The draft of the case's agent."""
    match stage:
        case Coached():
            return _coached(case, stage)
        case Advised():
            return Answer(
                case=case.id,
                agent=case.agent,
                source=SOURCE,
                words=stage.words,
                beside=stage.beside,
                given=stage.given,
            )


def _coached(case: EvaluationCase, stage: Coached) -> Answer:
    """The coach's words stand below the plan's; the insight's are read by the minds that follow, and alone."""
    words = {
        Agent.INSIGHT: " ".join(stage.drafts.observations),
        Agent.PLANNER: stage.beside,
        Agent.COACH: stage.drafts.coach_words,
    }
    return Answer(
        case=case.id,
        agent=case.agent,
        source=SOURCE,
        words=words[case.agent],
        beside=stage.beside if case.agent is Agent.COACH else "",
        plan=None if case.agent is Agent.INSIGHT else stage.plan,
        given=stage.given,
    )
