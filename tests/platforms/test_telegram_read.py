"""What Telegram's updates say: pure reading."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.message import Company, Media, Pressed, Reacted, Said, Sent
from bot.platforms.telegram_read import Me, read, row
from storage.records import Address, Identity, Thumb, Update

ME = Me(99, "FocusBot")
STARTING = Me(99)  # before Telegram has told the name
AT = datetime(2027, 1, 15, 8, 0, tzinfo=UTC)
ADA = {"id": 5, "is_bot": False, "first_name": "Ada", "last_name": "L."}
SENT_AT = int(AT.timestamp())


def update(**kinds: Any) -> Update:
    return row({"update_id": 1, **kinds}, AT)


def message(text: str | None, chat: int = 5, **more: Any) -> dict[str, Any]:
    kind = "private" if chat > 0 else "supergroup"
    shape = {"message_id": 3, "date": SENT_AT, "chat": {"id": chat, "type": kind}, "from": ADA}
    return shape | ({} if text is None else {"text": text}) | more


def words(text: str, chat: int = 5, me: Me = ME, **more: Any) -> str | None:
    said = read(update(message=message(text, chat, **more)), me)
    assert said is None or isinstance(said, Said)
    return said.text if said else None


def test_a_private_message_is_said() -> None:
    assert read(update(message=message("bench 185x5")), ME) == Said(
        who=Identity("telegram", "5"),
        name="Ada L.",
        where=Address("telegram", "5"),
        source="telegram:5:3",
        message="telegram:5:3",
        reply_to="3",
        text="bench 185x5",
        sent_at=AT,
    )


def test_an_edit_names_its_message_and_has_a_source_of_its_own() -> None:
    edit = update(edited_message=message("bench 195x5", edit_date=SENT_AT + 60))
    said = read(edit, ME)
    assert isinstance(said, Said)
    source = f"telegram:5:3:{SENT_AT + 60}:{edit.id}"
    assert (said.message, said.source, said.edited) == ("telegram:5:3", source, True)


def test_two_edits_within_a_second_are_two() -> None:
    edit = update(edited_message=message("bench 195x5", edit_date=SENT_AT + 60))
    first, second = read(edit, ME), read(replace(edit, id=f"{edit.id}1"), ME)
    assert isinstance(first, Said)
    assert isinstance(second, Said)
    assert (first.message, first.source == second.source) == (second.message, False)


OTHER = {"id": 6, "is_bot": False, "first_name": "Bo"}


@pytest.mark.parametrize(
    ("origin", "is_anothers"),
    [
        (None, False),
        ({"type": "user", "sender_user": OTHER, "date": SENT_AT}, True),
        ({"type": "user", "sender_user": ADA, "date": SENT_AT}, False),
        ({"type": "hidden_user", "sender_user_name": "Bo", "date": SENT_AT}, True),
        ({"type": "channel", "chat": {"id": -9, "type": "channel"}, "message_id": 1, "date": SENT_AT}, True),
    ],
)
def test_what_somebody_else_wrote_is_told_apart(origin: dict[str, Any] | None, is_anothers: bool) -> None:
    forwarded = {"forward_origin": origin} if origin else {}
    said = read(update(message=message("bench 185x5", **forwarded)), ME)
    assert isinstance(said, Said)
    assert said.forwarded is is_anothers


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("/log bench 185x5", "bench 185x5"),
        ("/log\nbench 185x5\nsquat 225x5", "bench 185x5\nsquat 225x5"),
        ("/log@FocusBot bench 185x5", "bench 185x5"),
        ("/LOG bench 185x5", "bench 185x5"),
        ("/log", "help"),
        ("/undo", "undo"),
        ("/plan bench", "plan bench"),
        ("/plan@focusbot bench", "plan bench"),
        ("/profile unit kg", "profile unit kg"),
        ("/start", "start"),
        ("/start from_a_link", "start"),
        ("/help", "help"),
        ("/forget me", "forget me"),
        ("/bench 185x5", "bench 185x5"),
        ("/", "/"),
        ("@FocusBot bench 185x5", "bench 185x5"),
        ("bench 185x5 @focusbot", "bench 185x5"),
    ],
)
def test_commands_become_the_words_that_they_stand_for(text: str, meant: str) -> None:
    assert words(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("bench 185x5", None),
        ("@FocusBot bench 185x5", "bench 185x5"),
        ("@FocusBot, bench 185x5", "bench 185x5"),
        ("hey @focusbot bench 185x5", "hey bench 185x5"),
        ("@FocusBot\nbench 185x5", "bench 185x5"),
        ("@FocusBot /log bench 185x5", "bench 185x5"),
        ("@FocusBot", "help"),
        ("@FocusBotty bench 185x5", None),
        ("@OtherBot bench 185x5", None),
        ("ada@FocusBot.example", None),
        ("/log bench 185x5", "bench 185x5"),
        ("/undo@FocusBot", "undo"),
        ("/undo@OtherBot", None),
        ("/weather", None),
        ("/weather@FocusBot", "weather"),
    ],
)
def test_in_a_group_it_hears_only_what_is_meant_for_it(text: str, meant: str | None) -> None:
    assert words(text, chat=-100) == meant


def test_in_a_group_a_reply_is_heard_when_it_is_to_the_bot() -> None:
    ours = {"message_id": 2, "date": SENT_AT, "from": {"id": 99, "is_bot": True, "first_name": "Focus"}}
    theirs = {"message_id": 2, "date": SENT_AT, "from": {"id": 6, "is_bot": False, "first_name": "Bo"}}
    assert words("got it", chat=-100, reply_to_message=ours) == "got it"
    assert words("got it", chat=-100, reply_to_message=theirs) is None


@pytest.mark.parametrize(
    ("text", "chat", "meant"),
    [
        ("bench 185x5", 5, "bench 185x5"),
        ("/undo", -100, "undo"),
        ("/undo@FocusBot", -100, "undo"),
        ("@FocusBot bench 185x5", -100, "bench 185x5"),
        ("bench 185x5", -100, None),
        ("@ada bench 185x5", -100, None),
    ],
)
def test_what_waited_through_a_restart_is_heard_before_the_name_is_known(
    text: str, chat: int, meant: str | None
) -> None:
    assert words(text, chat, STARTING) == meant


def test_a_caption_is_words_too() -> None:
    said = read(update(message=message(None, caption="bench 185x5", photo=[{"file_id": "x"}])), ME)
    assert isinstance(said, Media)
    assert said.caption == "bench 185x5"


@pytest.mark.parametrize(
    "shape",
    [
        message(None, sticker={"file_id": "x", "emoji": "💪"}),
        message(None, video_note={"file_id": "x"}),
        message("   "),
    ],
)
def test_who_sends_no_words_in_private_is_told_so_and_in_a_group_left_alone(shape: dict[str, Any]) -> None:
    said = read(update(message=shape), ME)
    assert isinstance(said, Said)
    assert said.text == ""
    assert read(update(message=shape | {"chat": {"id": -5, "type": "supergroup"}}), ME) is None


@pytest.mark.parametrize(
    "shape",
    [
        message("beep", **{"from": {"id": 8, "is_bot": True, "first_name": "Other"}}),
        {key: value for key, value in message("a channel").items() if key != "from"},
    ],
)
def test_what_no_person_says_is_none_of_its_concern(shape: dict[str, Any]) -> None:
    assert read(update(message=shape), ME) is None


def test_a_topic_is_a_thread_and_a_chain_of_replies_is_none() -> None:
    topic = read(update(message=message("/undo", -100, message_thread_id=9, is_topic_message=True)), ME)
    chain = read(update(message=message("/undo", -100, message_thread_id=9)), ME)
    assert topic is not None
    assert chain is not None
    assert (topic.where.thread, chain.where.thread) == ("9", None)


def test_a_press_brings_back_what_the_button_was_given() -> None:
    shown = message("Next: 190", -100, message_thread_id=9, is_topic_message=True)
    press = {"id": "77", "from": ADA, "message": shown, "chat_instance": "1", "data": "up:1f"}
    assert read(update(callback_query=press), ME) == Pressed(
        who=Identity("telegram", "5"),
        name="Ada L.",
        where=Address("telegram", "-100", "9"),
        source="telegram:cb:77",
        press="up:1f",
        sent_at=AT,
        company=Company("-100"),
    )


def test_a_press_on_a_message_that_telegram_no_longer_shows_still_counts() -> None:
    press = {"id": "77", "from": ADA, "message": {"chat": {"id": 5}, "message_id": 3, "date": 0}, "data": "up:1f"}
    assert isinstance(read(update(callback_query=press), ME), Pressed)


def reaction(old: str, new: str, **more: Any) -> Update:
    emoji = [[{"type": "emoji", "emoji": one} for one in side] for side in (old, new)]
    shape = {"chat": {"id": 5, "type": "private"}, "message_id": 3, "date": SENT_AT, "user": ADA}
    return update(message_reaction=shape | {"old_reaction": emoji[0], "new_reaction": emoji[1]} | more)


def test_a_thumb_that_is_taken_away_says_which() -> None:
    for old, new, thumb in (("👍", "", None), ("👎", "🔥", None), ("👍", "👎", Thumb.DOWN)):
        reacted = read(reaction(old, new), ME)
        assert isinstance(reacted, Reacted)
        assert (reacted.thumb, reacted.taken_away) == (thumb, (Thumb.UP if old == "👍" else Thumb.DOWN,))


@pytest.mark.parametrize(
    ("old", "new", "thumb"),
    [
        ("", "👍", Thumb.UP),
        ("", "👎", Thumb.DOWN),
        ("👍", "👎", Thumb.DOWN),
        ("🔥", "🔥👍", Thumb.UP),
        ("👍", "👍🔥", None),
        ("", "🔥", None),
    ],
)
def test_a_thumb_newly_laid_on_a_message_is_a_vote(old: str, new: str, thumb: Thumb | None) -> None:
    reacted = read(reaction(old, new), ME)
    if thumb is None:
        assert reacted is None
        return
    assert isinstance(reacted, Reacted)
    assert (reacted.on, reacted.thumb, reacted.who, reacted.source) == (
        "3",
        thumb,
        Identity("telegram", "5"),
        "telegram:re:1",
    )


GYM = {"id": -100, "type": "supergroup", "title": "The gym"}


def in_gym(text: str | None, **more: Any) -> dict[str, Any]:
    return message(text, -100, **more) | {"chat": GYM}


SAID = update(message=in_gym("/undo"))
EDITED = update(edited_message=in_gym("/undo", edit_date=SENT_AT))
SHOWN = update(message=in_gym("", photo=[{"file_id": "x"}], caption="@FocusBot"))
SENT = update(message=in_gym(None, document={"file_id": "x"}, caption="@FocusBot"))
PRESSED = update(callback_query={"id": "1", "from": ADA, "message": in_gym("hi"), "data": "up:1"})
LAID = reaction("", "👍", chat=GYM)


@pytest.mark.parametrize("kept", [SAID, EDITED, SHOWN, SENT, PRESSED, LAID])
def test_who_speaks_in_a_group_is_in_its_company(kept: Update) -> None:
    incoming = read(kept, ME)
    assert incoming is not None
    assert incoming.company == Company("-100", "The gym")


@pytest.mark.parametrize("kept", [update(message=message("undo")), reaction("", "👍")])
def test_who_speaks_alone_is_in_nobodys_company(kept: Update) -> None:
    incoming = read(kept, ME)
    assert incoming is not None
    assert incoming.company is None


def test_the_language_of_the_client_comes_along() -> None:
    ada = ADA | {"language_code": "pt-br"}
    press = {"id": "77", "from": ada, "message": message("hi"), "data": "up:1f"}
    written = message("hi", **{"from": ada})
    photo = message(None, photo=[{"file_id": "x"}], **{"from": ada})
    log = message(None, document={"file_id": "x"}, **{"from": ada})
    for kept in (update(callback_query=press), *(update(message=one) for one in (written, photo, log))):
        incoming = read(kept, ME)
        assert isinstance(incoming, Pressed | Said | Media | Sent)
        assert incoming.locale == "pt-br"


@pytest.mark.parametrize(("account", "answers"), [(99, "2"), (6, None)])
@pytest.mark.parametrize("kind", ["message", "edited_message"])
def test_a_reply_names_the_message_of_ours_that_it_answers(account: int, answers: str | None, kind: str) -> None:
    replied = {"message_id": 2, "date": SENT_AT, "from": {"id": account, "is_bot": True, "first_name": "Focus"}}
    edited = {"edit_date": SENT_AT} if kind == "edited_message" else {}
    said = read(update(**{kind: message("it was 195", reply_to_message=replied, **edited)}), ME)
    assert isinstance(said, Said)
    assert said.answers == answers


def test_who_may_manage_the_group_stands_in_the_row_and_only_we_can_put_it_there() -> None:
    said = {"update_id": 1, "message": message("/group summary on", -100), "focusflow": {"may_manage": True}}
    forged, asked = read(row(said, AT), ME), read(row(said, AT, may_manage=True), ME)
    assert forged is not None
    assert asked is not None
    assert (forged.company, asked.company) == (Company("-100"), Company("-100", may_manage=True))


@pytest.mark.parametrize("command", ["/rest 3", "/prs@FocusBot", "/board join", "/language deutsch", "/last bench"])
def test_every_command_of_the_menu_may_be_called_bare_in_a_group(command: str) -> None:
    assert words(command, chat=-100) == command.removeprefix("/").replace("@FocusBot", "")


def test_a_reaction_of_nobody_in_particular_is_no_vote() -> None:
    assert read(reaction("", "👍", user=None, actor_chat={"id": -100, "type": "supergroup"}), ME) is None


def test_a_nul_is_taken_out_because_postgresql_keeps_none() -> None:
    assert words("bench\0 185x5") == "bench 185x5"


@pytest.mark.parametrize(
    ("kinds", "chat"),
    [
        ({"message": message("hi", -100)}, "-100"),
        ({"callback_query": {"id": "1", "from": ADA, "message": message("hi", -100)}}, "-100"),
        ({"callback_query": {"id": "1", "from": ADA}}, "5"),
        ({"my_chat_member": {"chat": {"id": 5, "type": "private"}, "from": ADA}}, "5"),
        ({"something_new": {"id": 1}}, ""),
    ],
)
def test_a_row_has_the_chat_that_it_is_about_and_all_that_came(kinds: dict[str, Any], chat: str) -> None:
    kept = update(**kinds)
    assert (kept.platform, kept.id, kept.chat, kept.received_at) == ("telegram", "1", chat, AT)
    assert json.loads(kept.raw) == {"update_id": 1, **kinds}


def test_a_row_can_be_stored_even_with_half_a_character() -> None:
    update(message=message("\ud83d")).raw.encode()


KEYS = [
    *("message", "callback_query", "message_reaction", "chat", "from", "user", "id", "date", "message_id", "text"),
    *("data", "new_reaction", "old_reaction", "emoji", "edit_date", "is_bot", "type", "reply_to_message"),
]
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=20,
)


@given(body=anything, kind=st.sampled_from(["message", "edited_message", "callback_query", "message_reaction"]))
def test_no_shape_that_a_stranger_can_send_breaks_the_reading(body: Any, kind: str) -> None:
    read(row({"update_id": 1, kind: body}, AT), ME)


@pytest.mark.parametrize("raw", ["", "null", "[]", "{", '{"message": {"date": 1e400}}', "[" * 5000])
def test_what_is_no_update_says_nothing(raw: str) -> None:
    assert read(Update("telegram", "1", "5", raw, AT), ME) is None
