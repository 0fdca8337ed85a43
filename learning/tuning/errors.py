"""Why something was not tuned or not exported, in one sentence."""


class TuningError(Exception):
    """The message says in one sentence what is wrong, where, and what to do."""
