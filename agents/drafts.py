"""What the three minds' own code makes of a case: what is shown at once, and what stands when the model is silent."""

from agents import coach, insight, planner
from agents.case import Case
from agents.facts import Drafts


def drafts_of(case: Case) -> Drafts:
    """The drafts of all three, in words."""
    drafted, unit = insight.draft(case.exercise, case.history, case.today), case.profile.unit
    return Drafts(
        observations=drafted.observations,
        plan_words=planner.words(case.plan, case.exercise, unit),
        coach_words=coach.draft(case.plan, drafted, case.exercise, case.arm),
        last=case.history[-1].lift.load if case.history else None,
    )
