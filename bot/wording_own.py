"""What FocusFlow says about what is the lifter's own: his accounts, his privacy, his export. Pure."""

from dataclasses import dataclass
from typing import Final

from knowledge.words import Words, counted, joined, words

# ── linking ────────────────────────────────────────────────────────────────────────────────────────────────────────

CODE_MINUTES: Final = 15
LINK_IN_PRIVATE: Final = words("Linking is for a private talk, so that nobody reads the code: say `link` here.")
CODE_SEEN: Final = words(
    "Others could read that code, so it counts no more. Write to me in private, and say `link` anew."
)
LINK_UNKNOWN: Final = words(
    "I don't know that code: it is mistyped, used or older than 15 minutes. "
    "Say `link` on the other platform for a new one."
)
NO_CODE: Final = words("That is no code. Say `link` on the other platform for one: it has 8 letters and digits.")
LINK_OWN: Final = words(
    "That is your own code, and this is the account that asked for it. Type it on the other platform."
)
LINK_SAME_PLATFORM: Final = words(
    "The person of that code has an account of this platform already, so nothing is joined. `unlink` there parts it."
)
LINK_TOO_OFTEN: Final = words("Too many wrong codes. Try again in an hour.")
ONLY_ACCOUNT: Final = words("This is your only account, so there is nothing to part.")
UNLINKED: Final = words(
    "Parted. What was logged through this account went with it, and your settings were copied. "
    "The other one stays as it is."
)
PART: Final = words("Part them")
STAY: Final = words("Stay joined")
UNLINK_ASKED: Final = words(
    "That parts this account from your other one: what was logged through it goes with it, into a log of its own."
)


def link_code(code: str) -> Words:
    return words(
        "Your code: `{code}`. On the other platform, write me in private: `link {code}`. "
        "It counts once, for 15 minutes; whoever types it shares your log, so show it to nobody.",
        code=code,
    )


def linked(sets: int) -> Words:
    return words(
        "Joined: both accounts are one lifter now, with {sets} from both in one log. `unlink` parts them.",
        sets=counted("{count} set", "{count} sets", count=sets),
    )


# ── privacy ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Keeping:
    """How the operator has set what is kept, and for how many days. None: until it is deleted."""

    inbox_days: int | None = None
    outbox_days: int | None = None
    exchanges_days: int | None = None
    model: str = ""  # where models are asked; "": none are


KEEPING: Final = Keeping()


def privacy(keeping: Keeping, *, learning: bool) -> Words:
    """What is kept of a lifter, in twelve lines at most."""
    return joined(
        [
            words("Kept: your sets, how you said you were, your profile, what I named and what you thought of it."),
            words("Where: in the database of who runs this bot. Nobody else's bot sees it."),
            words("Messages as they came: {days}.", days=_for(keeping.inbox_days)),
            words("My answers: {days}.", days=_for(keeping.outbox_days)),
            words("What models were asked about you: {days}.", days=_for(keeping.exchanges_days)),
            words("Your log: until you delete it."),
            words(
                "Who reads it: you, and who runs this bot. "
                "A group sees the sets that you say there, and boards that you join."
            ),
            words("In a group I never show body weight, pain, illness, age or what you eat."),
            _models(keeping.model),
            LEARNS if learning else LEARNS_NOT,
            words("`export` sends you your log as a file, `export json` all of it with how you said you were."),
            words("`forget me` deletes everything; copies in the operator's backups go when those are rotated."),
        ]
    )


def _for(days: int | None) -> Words:
    if days is None:
        return words("kept until you delete them")
    return counted("deleted after {count} day", "deleted after {count} days", count=days)


def _models(model: str) -> Words:
    if not model:
        return words("Models: none is asked here; all answers come from code.")
    return words(
        "Models: your message and what it is about go to {model} for its words, without your name.", model=model
    )


LEARNS: Final = words("Training: models may be trained on our talks, as you allowed. `learn no` ends it.")
LEARNS_NOT: Final = words("Training: no model is trained on our talks. `learn yes` would allow it.")
BACKUPS: Final = words("Backups of who runs this bot may still hold it until they are rotated.")

# ── export ─────────────────────────────────────────────────────────────────────────────────────────────────────────

EXPORT_CSV: Final = words("Your sets as a table. `export json` sends all of it, with how you said you were.")
EXPORT_JSON: Final = words("Your whole log.")
EXPORT_HOW: Final = words("I export as `export csv` or `export json`.")
NOTHING_TO_EXPORT: Final = words("There is nothing in your log yet.")
