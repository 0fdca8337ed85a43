"""A set of the own body without its lift is asked about, and kept whole when it is named."""

import pytest

from tests.bot.lifter import talk


@pytest.mark.parametrize(
    ("text", "kept"),
    [("bw80x8", "pull-ups body weight × 8"), ("bw x 8", "pull-ups body weight × 8"), ("bw+25 x 8", "pull-ups +25 × 8")],
)
async def test_it_is_kept_when_its_lift_is_named(text: str, kept: str) -> None:
    async with talk() as lifter:
        assert "Which lift was" in (await lifter.say(text)).text
        assert kept in (await lifter.say("pull-ups")).text
        assert (await lifter.say("last pull-ups")).text.endswith(kept.removeprefix("pull-ups "))


async def test_what_the_body_weighs_is_kept_as_such() -> None:
    async with talk() as lifter:
        shown = await lifter.say("pullups bw 82kg x 8")
        assert shown.text.startswith("Logged: pull-ups body weight × 8; body weight 82 kg.")
        assert "Body weight 82 kg" in (await lifter.say("profile")).text
