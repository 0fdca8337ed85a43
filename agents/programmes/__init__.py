"""What the programme that a lifter follows prescribes next, from his log alone."""

from agents.situation import Proposal, Situation


def programme_proposal(now: Situation) -> Proposal | None:
    """What the programme of the profile prescribes; None on a free log, or where it has nothing to go by yet."""
    return None
