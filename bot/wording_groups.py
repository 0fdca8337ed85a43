"""What FocusFlow says in groups: what is left for a private talk, settings, boards, cheers, summaries. Pure."""

from collections.abc import Sequence
from typing import Final

from knowledge.words import Words, counted, joined, words

BETWEEN_US: Final = words("The rest is between us: I've written to you.")
ALL_BETWEEN_US: Final = words("That is between us: I've written to you.")
SEE_OUR_TALK: Final = words(
    "The rest is between us: see our private messages. If nothing is there, write to me there, and I'll tell you."
)
SEE_OUR_TALK_ALONE: Final = words(
    "That is between us: see our private messages. If nothing is there, write to me there, and I'll tell you."
)
WRITE_TO_ME: Final = words("The rest is between us: write to me in private, and I'll tell you there.")
WRITE_TO_ME_ALONE: Final = words("That is between us: write to me in private, and I'll tell you there.")
NOT_ALL_READ: Final = words("Not all of that was read, so not all of it is logged.")
NAMELESS: Final = words("You write as the group, so I can't tell whose sets these are: write as yourself.")
CALL_NOW: Final = words(
    "This can be an emergency: stop, and call your emergency number now, or have somebody take you in."
)


def next_without_reason(lift: str, load: str, reps: int) -> Words:
    """A plan whose reason is nobody else's business."""
    return words("Next {lift}: {load} × {reps}.", lift=lift, load=load, reps=reps)


# ── settings ───────────────────────────────────────────────────────────────────────────────────────────────────────

GROUP_HELP: Final = words(
    "Who manages this group can say: `group cheers on`, `group summary on`, `group check-ins on`, "
    "`group board share` or `group board dots`; `off` ends each. "
    "Everybody joins for himself: `board join`, `check-ins join`."
)
ONLY_MANAGERS: Final = words("Only who manages this group can change that, so nothing is changed.")
NO_SUCH_GROUP_SETTING: Final = words("I know no such setting of a group, so nothing is changed.")
ONLY_IN_GROUPS: Final = words("That is for groups, and here we are alone.")
ON: Final = words("on")
OFF: Final = words("off")
BOARD_SHARE: Final = words("share of the own best")
BOARD_DOTS: Final = words("DOTS")


def group_settings(board: Words, cheers: bool, summary: bool, check_ins: bool) -> Words:
    """How a group is set, in one line."""
    return words(
        "In this group: board {board}, cheers {cheers}, weekly summary {summary}, shared check-ins {check_ins}.",
        board=board,
        cheers=_on(cheers),
        summary=_on(summary),
        check_ins=_on(check_ins),
    )


def _on(is_on: bool) -> Words:
    return ON if is_on else OFF


# ── members ────────────────────────────────────────────────────────────────────────────────────────────────────────

ON_BOARD: Final = words(
    "You are on this group's board: your share, your PRs and how often you trained can be seen here. "
    "`board leave` ends it."
)
CHEERED: Final = words(
    "This group has no board. You take part in its cheers and its weekly summary: your PRs and how often you trained "
    "can be seen here. `board leave` ends it."
)
ON_DOTS_BOARD: Final = words(
    "You are on this group's board. A DOTS number and your lifts together let others work out roughly what you weigh; "
    "the weight itself is never shown. `board leave` ends it."
)
SAY_CLASS: Final = words(
    "A DOTS board needs to know which formula is yours: say `board join men` or `board join women`."
)
ON_BOARD_ALREADY: Final = words("You are on this group's board already. `board leave` ends it.")
NOT_ON_BOARD: Final = words("You are not on this group's board. `board join` puts you there.")
LEFT_BOARD: Final = words("You are off this group's board: nothing about you is shown in it any more.")
BOARD_IS_OFF: Final = words(
    "This group has no board. Who manages it can say `group board share` or `group board dots`."
)
SHARES_CHECK_INS: Final = words(
    "When I named you a target here, I'll ask here whether you got it. `check-ins leave` ends it."
)
NO_SHARED_CHECK_INS: Final = words("From now on I ask you in private.")
CHECK_INS_ARE_OFF: Final = words("This group has no shared check-ins. Who manages it can say `group check-ins on`.")


# ── boards ─────────────────────────────────────────────────────────────────────────────────────────────────────────

EMPTY_BOARD: Final = words("Nobody is on this group's board yet. `board join` puts you there.")
SHARE_TITLE: Final = words("Board: the best of the last 28 days, as a share of the own best (est. 1RM):")
DOTS_TITLE: Final = words("Board: DOTS of the best squat, bench and deadlift (est. 1RM):")


def board_line(place: int, name: str, score: str, tied: bool) -> Words:
    """``1. Ann: 98 %``; who has the same score has the same place."""
    if tied:
        return words("{place}. {name}: {score} (tied)", place=place, name=name, score=score)
    return words("{place}. {name}: {score}", place=place, name=name, score=score)


def too_little(names: Sequence[str], needed: Words) -> Words:
    return words("Too little on record: {names}. {needed}", names=", ".join(names), needed=needed)


NEEDS_SHARE: Final = words("It takes a main lift in the last 28 days.")
NEEDS_DOTS: Final = words("It takes a squat, a bench, a deadlift and what you told me in private.")


# ── cheers and summaries ───────────────────────────────────────────────────────────────────────────────────────────


def cheer(name: str, lift: str) -> Words:
    return words("New best for {name} on {lift}. Well done.", name=name, lift=lift)


def cheer_target(name: str, target: str) -> Words:
    return words("{name} got the target: {target}. Well done.", name=name, target=target)


def summary_of(lines: Sequence[str], *, is_over: bool) -> Words:
    return joined([words("Last week in the group:") if is_over else words("This week in the group:"), *lines])


def summary_line(name: str, sessions: int, sets: int, bests: Sequence[str]) -> Words:
    """``Ann: 3 sessions, 24 sets. New bests: bench, squat.``"""
    parts = {
        "name": name,
        "sessions": counted("{count} session", "{count} sessions", count=sessions),
        "sets": counted("{count} set", "{count} sets", count=sets),
    }
    if not bests:
        return words("{name}: {sessions}, {sets}.", **parts)
    return words("{name}: {sessions}, {sets}. New bests: {bests}.", **parts, bests=", ".join(bests))


def told_in_group(name: str, told: str) -> Words:
    """What is about one of them."""
    return words("{name}: {told}", name=name, told=told)
