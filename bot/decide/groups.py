"""A group's settings, who opted in to what, and the cheer for a PR: ``group cheers on``, ``board join``."""

from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from typing import Final

from bot.decide.boards import board_text, first_bests
from bot.decide.scene import Answer, Decision, Scene, blank, reply, say
from bot.decide.shown_name import shown_name
from bot.languages import spoken
from bot.message import Said
from bot.wording import show_target
from bot.wording_groups import (
    BOARD_DOTS,
    BOARD_IS_OFF,
    BOARD_SHARE,
    CHECK_INS_ARE_OFF,
    CHEERED,
    GROUP_HELP,
    LEFT_BOARD,
    NO_SHARED_CHECK_INS,
    NO_SUCH_GROUP_SETTING,
    NOT_ON_BOARD,
    OFF,
    ON_BOARD,
    ON_BOARD_ALREADY,
    ON_DOTS_BOARD,
    ONLY_IN_GROUPS,
    ONLY_MANAGERS,
    SAY_CLASS,
    SHARES_CHECK_INS,
    cheer,
    cheer_target,
    group_settings,
)
from knowledge.scores import Sex
from knowledge.words import Words, joined
from storage.records import Board, Changes, Group, Member, Outcome, Outgoing, row_id

SWITCHES: Final = {"cheers": "cheers", "summary": "summary", "check-ins": "check_ins", "checkins": "check_ins"}
BOARDS: Final[dict[Board, Words]] = {Board.OFF: OFF, Board.SHARE: BOARD_SHARE, Board.DOTS: BOARD_DOTS}
SEXES: Final = {"men": Sex.MEN, "m": Sex.MEN, "women": Sex.WOMEN, "w": Sex.WOMEN, "f": Sex.WOMEN}


def group_command(said: Said, scene: Scene) -> Decision | None:
    """The decision about a command of groups; None when the words are none."""
    words = said.text.strip().lower().lstrip("/").rstrip(".!").split()
    decide = COMMANDS.get(" ".join(words[:1]))
    if decide is None or not _is_short(words) or scene.named:
        return None
    return decide(words[1:], scene) if scene.incoming.company else reply(scene, ONLY_IN_GROUPS)


def _is_short(words: list[str]) -> bool:
    """Whether they are a command and no talk that begins with its word."""
    if words[0] == "group":
        return len(words) == 1 or words[1] in (*SWITCHES, "board") or len(words) == 2
    return len(words) <= 2 or (words[1] in ("join", "leave") and len(words) <= 3)


def wants_board(scene: Scene) -> bool:
    """Whether the board is asked for, so that the logs of all who are on it are needed."""
    said = scene.incoming
    is_asked = isinstance(said, Said) and said.text.strip().lower().rstrip(".!?") in ("board", "leaderboard")
    return is_asked and said.company is not None


def group_of(scene: Scene) -> Group:
    """The group of the scene's message, as it is set; one that is not known yet has all switched off."""
    company = scene.incoming.company
    if company is None:
        raise ValueError("this message was said in no group")
    known = scene.memory.group or Group(platform=scene.incoming.where.platform, id=company.id)
    return replace(known, title=company.title or known.title)


def _member_of(scene: Scene) -> Member:
    group = group_of(scene)
    known = scene.memory.member or Member(
        platform=group.platform, group=group.id, user=scene.person.user, joined_at=scene.now
    )
    return replace(known, name=shown_name(scene.incoming.name or known.name or scene.person.name))


# ── settings ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _group(rest: list[str], scene: Scene) -> Decision:
    """Show how the group is set, or set it where he may."""
    group, company = group_of(scene), scene.incoming.company
    if not rest:
        return reply(scene, joined([_described(group), GROUP_HELP]))
    changed = _set(group, rest, scene)
    if changed is None:
        return reply(scene, joined([NO_SUCH_GROUP_SETTING, GROUP_HELP]))
    if company is None or not company.may_manage:
        return reply(scene, ONLY_MANAGERS)
    changes = replace(blank(scene), groups=(changed,))
    return Decision(say(scene, changes, Answer([_described(changed)])))


def _set(group: Group, rest: list[str], scene: Scene) -> Group | None:
    """*group* after a setting; what is switched on happens where it was said. None: there is no such setting."""
    key, value = rest[0], " ".join(rest[1:])
    if key == "board" and value in set(Board):
        return replace(group, board=Board(value))
    if key not in SWITCHES or value not in ("on", "off"):
        return None
    is_on = value == "on"
    changed = _switched(group, SWITCHES[key], is_on)
    if SWITCHES[key] == "cheers" or not is_on:
        return changed
    if SWITCHES[key] == "check_ins":
        return replace(changed, check_in_address=scene.incoming.where)
    return replace(changed, address=scene.incoming.where, summed_up_at=scene.now)  # nothing is summed up of before


def _switched(group: Group, key: str, is_on: bool) -> Group:
    match key:
        case "cheers":
            return replace(group, cheers=is_on)
        case "summary":
            return replace(group, summary=is_on)
        case _:
            return replace(group, check_ins=is_on)


def _described(group: Group) -> Words:
    return group_settings(BOARDS[group.board], group.cheers, group.summary, group.check_ins)


# ── opting in ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _board(rest: list[str], scene: Scene) -> Decision:
    group, member = group_of(scene), scene.memory.member
    match rest:
        case []:
            is_off = group.board is Board.OFF
            return reply(scene, BOARD_IS_OFF if is_off else board_text(group.board, scene.board, scene.today))
        case ["leave"] if member is None or not member.on_board:
            return reply(scene, NOT_ON_BOARD)
        case ["leave"]:
            return _joined(replace(_member_of(scene), on_board=False, sex=None), LEFT_BOARD, scene)
        case ["join", *said] if all(word in SEXES for word in said):
            return _joins_board(group, SEXES[said[0]] if said else None, scene)
        case _:
            return reply(scene, joined([NO_SUCH_GROUP_SETTING, GROUP_HELP]))


def _joins_board(group: Group, sex: Sex | None, scene: Scene) -> Decision:
    """A board of shares needs nothing of him, and so do cheers and summaries without any board."""
    member = scene.memory.member
    before = member.sex if member else None
    known = (sex or before) if group.board is Board.DOTS else before  # he is told only there what DOTS give away
    if group.board is Board.DOTS and known is None:
        return reply(scene, SAY_CLASS)
    if member is not None and member.on_board and known is member.sex:
        return reply(scene, ON_BOARD_ALREADY)
    if group.board is Board.OFF and not (group.cheers or group.summary):
        return reply(scene, BOARD_IS_OFF)
    told = {Board.DOTS: ON_DOTS_BOARD, Board.SHARE: ON_BOARD, Board.OFF: CHEERED}[group.board]
    return _joined(replace(_member_of(scene), on_board=True, sex=known), told, scene)


def _check_ins(rest: list[str], scene: Scene) -> Decision:
    match rest:
        case ["join"] if not group_of(scene).check_ins:
            return reply(scene, CHECK_INS_ARE_OFF)
        case ["join"]:
            return _joined(replace(_member_of(scene), shares_check_ins=True), SHARES_CHECK_INS, scene)
        case ["leave"]:
            return _joined(replace(_member_of(scene), shares_check_ins=False), NO_SHARED_CHECK_INS, scene)
        case _:
            return reply(scene, joined([NO_SUCH_GROUP_SETTING, GROUP_HELP]))


def _joined(member: Member, told: Words, scene: Scene) -> Decision:
    changes = replace(blank(scene), members=(member,))
    if scene.memory.group is None:
        changes = replace(changes, groups=(group_of(scene),))
    return Decision(say(scene, changes, Answer([told])))


COMMANDS: Final[dict[str, Callable[[list[str], Scene], Decision]]] = {
    "group": _group,
    "board": _board,
    "leaderboard": _board,
    "check-ins": _check_ins,
    "checkins": _check_ins,
}


# ── cheers ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def may_cheer(scene: Scene) -> bool:
    """Whether a new best of this lifter is cheered where he has said it."""
    group, member = scene.memory.group, scene.memory.member
    return bool(scene.incoming.company and group and group.cheers and member and member.on_board)


def needs_whole_log(scene: Scene) -> bool:
    """Whether what is recalled of the lifts is too short to tell a new best."""
    return may_cheer(scene) and bool(scene.memory.strengths)


def with_cheer(decision: Decision, scene: Scene) -> Decision:
    """*decision* with one short message for the group where it logs a new best or reaches a target.

    It stands by itself: a model's words would take its place. An edit is cheered by nobody a second time.
    """
    is_edit = isinstance(scene.incoming, Said) and scene.incoming.edited
    line = _cheer(decision.changes, scene) if may_cheer(scene) and not is_edit else None
    if line is None:
        return decision
    cheered = Outgoing(
        id=row_id("cheer", scene.turn),
        turn=scene.turn,
        address=scene.incoming.where,
        text=spoken(line, scene.language),
        written_at=scene.now,
    )
    outbox = (*decision.changes.outbox, cheered)
    return replace(decision, changes=replace(decision.changes, outbox=outbox))


def _cheer(changes: Changes, scene: Scene) -> Words | None:
    name = shown_name(scene.incoming.name or scene.person.name)
    hit = [one for one in changes.outcomes if one.outcome is Outcome.HIT]
    if hit:
        return cheer_target(name, show_target(hit[0], scene.exercises[hit[0].exercise], scene.unit))
    before = scene.past or tuple(chain.from_iterable(scene.memory.history.values()))
    done = first_bests(before, changes.entries)
    return cheer(name, ", ".join(scene.exercises[lift].short for lift in done)) if done else None
