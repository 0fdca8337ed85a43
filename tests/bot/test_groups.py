"""A group is set by who manages it, and everybody opts in for himself."""

from datetime import timedelta

import pytest

from bot.decide.shown_name import shown_name
from bot.wording import NOT_YOURS
from bot.wording_groups import (
    BOARD_IS_OFF,
    CHECK_INS_ARE_OFF,
    CHEERED,
    EMPTY_BOARD,
    LEFT_BOARD,
    NOT_ON_BOARD,
    ON_BOARD,
    ON_BOARD_ALREADY,
    ON_DOTS_BOARD,
    ONLY_IN_GROUPS,
    ONLY_MANAGERS,
    SAY_CLASS,
    SHARES_CHECK_INS,
)
from storage.records import Board, Group
from tests.bot.desk import NAME
from tests.bot.lifter import Lifter, talk

ALL_OFF = "In this group: board off, cheers off, weekly summary off, shared check-ins off."
MONTH = timedelta(days=30)


def other(ann: Lifter, name: str) -> Lifter:
    return Lifter(ann.app, ann.room, ann.clock, name=name, chat=name)


async def group_of(lifter: Lifter) -> Group | None:
    return await lifter.app.store.group(NAME, "g")


# ── settings ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_all_is_off_at_first_and_shown_to_everybody() -> None:
    async with talk() as ann:
        assert (await ann.in_group().say("group")).text.split("\n")[0] == ALL_OFF
        assert await group_of(ann) is None


@pytest.mark.parametrize("text", ["group cheers on", "group board dots", "group summary on", "group check-ins on"])
async def test_who_may_not_manage_changes_nothing(text: str) -> None:
    async with talk() as ann:
        assert (await ann.in_group().say(text)).text == ONLY_MANAGERS
        assert await group_of(ann) is None


async def test_who_may_manage_sets_it_one_by_one_and_it_stays() -> None:
    async with talk() as ann:
        boss = ann.in_group(may_manage=True)
        await boss.say("group cheers on")
        await boss.say("group board share")
        shown = await boss.say("Group summary on!")
        assert shown.text == (
            "In this group: board share of the own best, cheers on, weekly summary on, shared check-ins off."
        )
        await boss.say("group check-ins on")
        await boss.say("group board off")
        group = await group_of(ann)
        assert group is not None
        assert (group.cheers, group.summary, group.check_ins, group.board) == (True, True, True, Board.OFF)
        assert group.address == boss.where


@pytest.mark.parametrize("text", ["group cheers", "group board wilks", "group cheers maybe", "group nonsense"])
async def test_what_is_no_setting_is_said_so(text: str) -> None:
    async with talk() as ann:
        answer = await ann.in_group(may_manage=True).say(text)
        assert "I know no such setting of a group" in answer.text
        assert await group_of(ann) is None


@pytest.mark.parametrize("text", ["group", "group cheers on", "board", "board join", "check-ins join"])
async def test_alone_there_is_no_group(text: str) -> None:
    async with talk() as ann:
        assert (await ann.say(text)).text == ONLY_IN_GROUPS


@pytest.mark.parametrize("text", ["group hug everyone was great", "board games tonight?", "board of directors"])
async def test_talk_that_begins_with_such_a_word_is_no_command(text: str) -> None:
    async with talk() as ann:
        answer = await ann.in_group(may_manage=True).say(text)
        assert "group" not in answer.text.lower().split("\n")[0]


# ── joining ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_everybody_joins_and_leaves_for_himself() -> None:
    async with talk() as ann:
        group = ann.in_group(may_manage=True)
        await group.say("group board share")
        assert (await group.say("board leave")).text == NOT_ON_BOARD
        assert (await group.say("board join")).text == ON_BOARD
        assert (await group.say("board join")).text == ON_BOARD_ALREADY
        [member] = await ann.app.store.members(NAME, "g")
        assert (member.name, member.on_board, member.shares_check_ins) == ("Ann", True, False)
        assert (await group.say("board leave")).text == LEFT_BOARD
        assert await ann.app.store.members(NAME, "g") == ()


async def test_a_board_that_is_off_is_not_joined_but_cheers_are() -> None:
    async with talk() as ann:
        boss = ann.in_group(may_manage=True)
        assert (await boss.say("board join")).text == BOARD_IS_OFF
        assert await ann.app.store.members(NAME, "g") == ()
        await boss.say("group cheers on")
        assert (await boss.say("board join")).text == CHEERED


@pytest.mark.parametrize("text", ["board foo", "/board foo", "check-ins maybe"])
async def test_a_choice_that_there_is_not_is_said_so(text: str) -> None:
    async with talk() as ann:
        assert "I know no such setting of a group" in (await ann.in_group().say(text)).text


async def test_a_dots_board_asks_for_the_formula_and_says_what_it_gives_away() -> None:
    async with talk() as ann:
        boss = ann.in_group(may_manage=True)
        await boss.say("group board dots")
        assert (await boss.say("board join")).text == SAY_CLASS
        assert (await boss.say("board join women")).text == ON_DOTS_BOARD
        assert "roughly what you weigh" in ON_DOTS_BOARD


async def test_shared_check_ins_are_joined_where_the_group_has_them() -> None:
    async with talk() as ann:
        boss = ann.in_group(may_manage=True)
        assert (await boss.say("check-ins join")).text == CHECK_INS_ARE_OFF
        await boss.say("group check-ins on")
        assert (await boss.say("check-ins join")).text == SHARES_CHECK_INS
        [member] = await ann.app.store.members(NAME, "g")
        assert member.shares_check_ins
        await boss.say("check-ins leave")
        assert await ann.app.store.members(NAME, "g") == ()


# ── the board ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_board_shows_who_joined_and_nobody_else() -> None:
    async with talk() as ann:
        boss, eve, bob = ann.in_group(may_manage=True), other(ann, "eve"), other(ann, "bob")
        assert (await boss.say("board")).text == BOARD_IS_OFF
        await boss.say("group board share")
        assert (await boss.say("board")).text == EMPTY_BOARD
        for one in (ann, eve, bob):
            await one.say("bench 200x1")
        ann.clock.at += MONTH
        await ann.say("bench 190x1")
        await eve.say("bench 200x1")
        await bob.say("bench 100x1")
        await boss.say("board join")
        await eve.in_group().say("board join")
        shown = (await bob.in_group().say("board")).text
        assert shown.split("\n")[1:] == ["1. Eve: 100 %", "2. Ann: 95 %"]
        await eve.in_group().say("board leave")
        assert "Eve" not in (await boss.say("board")).text


async def test_a_dots_board_shows_points_and_no_weight() -> None:
    async with talk() as ann:
        boss = ann.in_group(may_manage=True)
        await boss.say("group board dots")
        await boss.say("board join men")
        assert "Too little on record: Ann." in (await boss.say("board")).text
        for text in ("profile unit kg", "profile weight 90 kg", "squat 220x1", "bench 140x1", "deadlift 240x1"):
            await ann.say(text)
        shown = (await boss.say("board")).text
        assert shown.split("\n")[1] == "1. Ann: 388.0"
        assert "90" not in shown


# ── cheers ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def cheering(ann: Lifter) -> Lifter:
    boss = ann.in_group(may_manage=True)
    await ann.say("bench 185x5")
    await boss.say("group cheers on")
    await boss.say("board join")
    return boss


async def test_a_new_best_is_cheered_where_it_was_said() -> None:
    async with talk() as ann:
        boss = await cheering(ann)
        assert (await boss.say("bench 195x5")).text == "New best for Ann on bench. Well done."
        before = len(boss.shown_in("g"))
        await boss.say("bench 195x5")
        assert len(boss.shown_in("g")) == before + 1


async def test_a_lift_is_cheered_once_a_day_however_the_sets_rise() -> None:
    async with talk() as ann:
        boss = await cheering(ann)
        for text in ("bench 190x5", "bench 195x5", "bench 200x5"):
            await boss.say(text)
        assert len([text for text in boss.shown_in("g") if "New best" in text]) == 1
        assert (await boss.say("bench 205x5", after=timedelta(days=2))).text.startswith("New best")


async def test_who_joined_another_board_is_not_on_one_of_dots_before_he_is_told_what_that_shows() -> None:
    async with talk() as ann:
        boss = ann.in_group(may_manage=True)
        await ann.say("body weight 63 kg")
        for text in ("squat 225x5", "bench 185x5", "deadlift 315x3"):
            await ann.say(text)
        await boss.say("group board share")
        assert (await boss.say("board join women")).text == ON_BOARD
        await boss.say("group board dots")
        assert "Too little on record: Ann." in (await boss.say("board")).text
        assert (await boss.say("board join women")).text == ON_DOTS_BOARD
        assert "1. Ann: " in (await boss.say("board")).text


async def test_nothing_is_cheered_that_was_said_in_private_or_by_who_did_not_join() -> None:
    async with talk() as ann:
        boss = await cheering(ann)
        await ann.say("bench 200x5")
        assert not [text for text in boss.shown_in("g") if "New best" in text]
        eve = other(ann, "eve")
        await eve.say("squat 225x5")
        await eve.in_group().say("squat 300x5")
        assert not [text for text in boss.shown_in("g") if "New best" in text]


async def test_an_edit_and_a_first_set_are_no_new_best() -> None:
    async with talk() as ann:
        boss = await cheering(ann)
        await boss.say("squat 225x5")
        await boss.say("bench 190x5")
        assert len([text for text in boss.shown_in("g") if "New best" in text]) == 1
        await boss.edit(boss.message, "bench 195x5")
        assert len([text for text in boss.shown_in("g") if "New best" in text]) == 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ann", "Ann"),
        ("A\nnn  x", "Ann x"),
        ("*b* [x](http://y) @everyone", "b xhttp y everyone"),
        ("J. R. O. evil.com t.me/x", "J. R. O. evil com t me x"),
        ("", "?"),
        ("x" * 99, "x" * 40),
    ],
)
def test_a_name_is_one_short_line_and_marks_nothing(name: str, shown: str) -> None:
    assert shown_name(name) == shown


# ── other people's buttons ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("press", ["keep:log", "keep:somebody"])
async def test_a_button_that_keeps_a_log_is_its_owners(press: str) -> None:
    async with talk() as ann:
        group = ann.in_group()
        await group.say("bench 100x5")
        assert (await group.press(press)).text == NOT_YOURS


async def test_another_persons_buttons_do_nothing_and_say_so() -> None:
    async with talk() as ann:
        group = ann.in_group()
        answer = await group.say("bench 185x5")
        eve = other(ann, "eve").in_group()
        await eve.say("squat 225x5")
        for press in answer.buttons.values():
            assert "not for your log" in (await eve.press(press)).text
        assert await eve.log() == ["squat 225x5"]
        assert await ann.log() == ["bench_press 185x5"]
