"""What a Discord row says. Nothing here knows the library."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.message import Pressed, Reacted, Said
from bot.platforms.discord_read import read, update_of
from bot.platforms.discord_shapes import Clicked, Commanded, Event, Thumbed, Written, snowflake_of
from storage.records import Address, Identity, Thumb, Update

AT = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)
FROM_ANN = {"channel": "10", "account": "7", "name": "Ann", "at": AT}
LATER = AT + timedelta(minutes=2)


def written(text: str = "bench 185x5", **more: Any) -> Written:
    nobody = {"by_bot": False, "is_dm": False, "mentions_us": False, "replies_to_us": False, "watched": False}
    return Written.model_validate({**FROM_ANN, "message": "20", "text": text, "us": "1", **nobody, **more})


def clicked(custom_id: str) -> Clicked:
    return Clicked.model_validate({**FROM_ANN, "interaction": "9", "custom_id": custom_id})


def thumbed(emoji: str = "👍", **more: Any) -> Thumbed:
    seen = {"message": "30", "author": "1", "us": "1", "by_bot": False, "emoji": emoji}
    return Thumbed.model_validate({**FROM_ANN, **seen, **more})


def said_by(event: Event) -> str | None:
    said = read(update_of(event, AT))
    return said.text if isinstance(said, Said) else None


def test_a_direct_message_says_who_where_and_when() -> None:
    assert read(update_of(written(is_dm=True), LATER)) == Said(
        who=Identity("discord", "7"),
        name="Ann",
        where=Address("discord", "10"),
        source="discord:10:20",
        message="discord:10:20",
        reply_to="20",
        text="bench 185x5",
        sent_at=AT,
    )


def test_an_edit_is_a_new_source_for_the_same_message_of_the_same_time() -> None:
    update = update_of(written(is_dm=True, edited_at=LATER), LATER)
    said = read(update)
    assert isinstance(said, Said)
    assert (said.message, said.source, said.sent_at, said.edited) == (
        "discord:10:20",
        "discord:10:20:1795370820000",
        AT,
        True,
    )
    assert update.id == "e:20:1795370820000"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<@1> bench 185x5", "bench 185x5"),
        ("<@!1>, bench 185x5", "bench 185x5"),
        ("bench 185x5 <@1>", "bench 185x5"),
        ("<@1> bench 185x5\nsquat 225x5", "bench 185x5\nsquat 225x5"),
        ("<@1> tell <@12> hi", "tell <@12> hi"),
        ("<@1>", ""),
    ],
)
def test_our_own_mention_is_no_part_of_the_words(text: str, words: str) -> None:
    assert said_by(written(text, mentions_us=True)) == words


@pytest.mark.parametrize("how", ["is_dm", "mentions_us", "replies_to_us", "watched"])
def test_a_lifter_is_heard_where_he_speaks_to_us(how: str) -> None:
    assert said_by(written(**{how: True})) == "bench 185x5"


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(written(), id="chatter between others"),
        pytest.param(written("", watched=True), id="a picture in a watched channel"),
        pytest.param(written(is_dm=True, by_bot=True), id="another bot"),
        pytest.param(written(is_dm=True, account="1"), id="ourselves"),
        pytest.param(clicked("other:1"), id="a button that is not ours"),
        pytest.param(thumbed("🎉"), id="another emoji"),
        pytest.param(thumbed(author="8"), id="a reaction to what somebody else said"),
        pytest.param(thumbed(account="1"), id="our own reaction"),
        pytest.param(thumbed(by_bot=True), id="a bot's reaction"),
    ],
)
def test_what_is_not_meant_for_us_says_nothing(event: Event) -> None:
    assert read(update_of(event, AT)) is None


@pytest.mark.parametrize(
    ("command", "text", "words"),
    [
        ("log", "bench 185x5", "bench 185x5"),
        ("plan", "", "plan"),
        ("plan", "bench", "plan bench"),
        ("undo", "", "undo"),
        ("profile", "kg", "profile kg"),
    ],
)
def test_a_slash_command_is_words_like_any_other(command: str, text: str, words: str) -> None:
    event = Commanded.model_validate({**FROM_ANN, "interaction": "9", "command": command, "text": text})
    said = read(update_of(event, AT))
    assert isinstance(said, Said)
    assert (said.text, said.source, said.message, said.reply_to) == (words, "discord:10:9", "discord:10:9", "")


def test_the_language_of_his_client_comes_with_what_he_chooses_and_presses() -> None:
    command = {**FROM_ANN, "interaction": "9", "command": "plan", "locale": "pt-BR"}
    said = read(update_of(Commanded.model_validate(command), AT))
    assert isinstance(said, Said)
    assert said.locale == "pt-BR"
    pressed = read(update_of(clicked("ff:up:1f").model_copy(update={"locale": "de"}), AT))
    assert isinstance(pressed, Pressed)
    assert pressed.locale == "de"


def test_a_pressed_button_gives_back_what_it_was_given() -> None:
    pressed = read(update_of(clicked("ff:up:1f"), AT))
    assert isinstance(pressed, Pressed)
    assert (pressed.press, pressed.source) == ("up:1f", "discord:i:9")


@pytest.mark.parametrize(
    ("emoji", "thumb"), [("👍", Thumb.UP), ("👍🏽", Thumb.UP), ("👎", Thumb.DOWN), ("👎🏿", Thumb.DOWN)]
)
def test_a_thumb_counts_in_every_skin_tone(emoji: str, thumb: Thumb) -> None:
    reacted = read(update_of(thumbed(emoji), AT))
    assert isinstance(reacted, Reacted)
    assert (reacted.thumb, reacted.on, reacted.who) == (thumb, "30", Identity("discord", "7"))


def test_a_reaction_counts_when_discord_does_not_say_whose_message_it_is_on() -> None:
    assert isinstance(read(update_of(thumbed(author=None), AT)), Reacted)


def test_a_vote_that_is_given_again_later_is_another_update() -> None:
    assert update_of(thumbed(), AT).id != update_of(thumbed(at=LATER), AT).id


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "{",
        "null",
        "[]",
        "[" * 100_000,
        '"\ud800"',
        '{"kind": "written"}',
        '{"kind": "nothing we know"}',
        written(is_dm=True).model_dump_json().replace("2026-11-22T18:05:00Z", "0001-01-01T00:00:00+14:00"),
        written(is_dm=True).model_dump_json().replace("2026-11-22T18:05:00Z", "2026-11-22T18:05:00"),
        written(is_dm=True).model_dump_json().replace('"Ann"', "7"),
    ],
)
def test_a_row_that_is_no_row_of_ours_says_nothing(raw: str) -> None:
    assert read(Update("discord", "m:1", "10", raw, AT)) is None


@given(st.text())
def test_no_row_raises(raw: str) -> None:
    assert read(Update("discord", "m:1", "10", raw, AT)) is None


@given(st.text(), st.text())
def test_whatever_is_written_to_us_comes_back_as_it_was(text: str, name: str) -> None:
    said = read(update_of(written(text, name=name, is_dm=True), AT))
    assert isinstance(said, Said)
    assert (said.text, said.name) == (text.strip(), name)


@pytest.mark.parametrize(
    ("event", "place"),
    [
        (written(), 20),
        (clicked("ff:up:1f"), 9),
        (written(edited_at=LATER), (int(LATER.timestamp() * 1000) - 60_000 - 1_420_070_400_000) << 22),
        (thumbed(at=LATER), (int(LATER.timestamp() * 1000) - 60_000 - 1_420_070_400_000) << 22),
    ],
)
def test_an_update_says_from_where_on_messages_may_have_been_missed(event: Event, place: int) -> None:
    assert snowflake_of(update_of(event, AT).id) == place


@given(st.text())
def test_whatever_stands_in_an_id_raises_nothing(id_: str) -> None:
    assert (snowflake_of(id_) or 0) >= 0
