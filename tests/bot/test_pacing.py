"""No platform is asked faster than it takes words, and nobody waits for another chat's limit."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.pacing import Pace, Pacer, Rate
from bot.platforms.telegram import Telegram

AT = datetime(2026, 11, 22, 17, tzinfo=UTC)
GROUP, PRIVATE = "-100", "7"
WAITS = st.lists(st.floats(0, 30), min_size=1, max_size=120)


def went(pacer: Pacer, waits: list[float], chat: str, *, is_answer: bool) -> list[float]:
    """When each word went, in seconds, where each came so long after the one before had gone."""
    now, gone = AT, []
    for wait in waits:
        now += timedelta(seconds=wait)
        now += timedelta(seconds=pacer.wait_seconds(chat, now, is_answer=is_answer))
        gone.append((now - AT).total_seconds())
    return gone


def most_in(seconds: float, gone: list[float]) -> int:
    return max(sum(begin <= at < begin + seconds - 1e-6 for at in gone) for begin in gone)


@given(waits=WAITS)
def test_a_group_never_gets_more_than_twenty_in_a_minute(waits: list[float]) -> None:
    assert most_in(60, went(Pacer(Telegram.pace), waits, GROUP, is_answer=True)) <= 20


@given(waits=WAITS)
def test_a_private_chat_gets_one_a_second_after_a_burst_of_three(waits: list[float]) -> None:
    gone = went(Pacer(Telegram.pace), waits, PRIVATE, is_answer=True)
    assert most_in(1, gone) <= 3
    assert most_in(10, gone) <= 12


def test_a_burst_of_three_waits_for_nothing_and_the_fourth_for_a_second() -> None:
    pacer = Pacer(Telegram.pace)
    assert [pacer.wait_seconds(PRIVATE, AT, is_answer=True) for _ in range(5)] == [0, 0, 0, 1, 2]


def test_what_is_sent_unasked_is_thirty_a_second_at_most_over_all_chats() -> None:
    pacer = Pacer(Telegram.pace)
    gone = [pacer.wait_seconds(str(chat), AT, is_answer=False) for chat in range(300)]
    assert most_in(1, gone) <= 30
    assert 11 < gone[-1] < 12.5


def test_an_answer_waits_for_no_broadcast() -> None:
    pacer = Pacer(Telegram.pace)
    for chat in range(300):
        pacer.wait_seconds(str(chat), AT, is_answer=False)
    assert pacer.wait_seconds("another", AT, is_answer=True) == 0


def test_a_rush_of_answers_leaves_room_for_what_is_sent_unasked() -> None:
    pacer = Pacer(Telegram.pace)
    for chat in range(3000):
        pacer.wait_seconds(str(chat), AT, is_answer=True)
    assert 0 < pacer.wait_seconds("unasked", AT, is_answer=False) < 1


def test_chats_whose_time_is_over_are_forgotten() -> None:
    pacer = Pacer(Pace(of_chat=lambda _: Rate(1, 1), overall=Rate(1, 0.001)))
    for chat in range(10_002):
        pacer.wait_seconds(str(chat), AT + timedelta(seconds=chat), is_answer=True)
    assert len(pacer._chats) < 10
