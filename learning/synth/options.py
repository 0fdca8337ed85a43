"""What can be asked of ``focusflow dataset synth``; light to import, for the command line shows it."""

from enum import StrEnum


class Formula(StrEnum):
    OURS = "ours"
    GUIDE = "guide"


class Format(StrEnum):
    RECORDS = "records"
    GUIDE = "guide"
    CHAT = "chat"


class SynthAgent(StrEnum):
    COACH = "coach"
    INSIGHT = "insight"
    PLANNER = "planner"
    ALL = "all"
