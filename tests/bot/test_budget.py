"""A lifter has his share of model calls a day; beyond it his answers stay whole, in plain words. He is told once."""

from datetime import timedelta
from pathlib import Path

from agents.model import Scripted
from bot.budget import SPENT
from bot.config import Budget
from tests.bot.operated import another, operated

WORDS = "Strong work, stay tight."
FRESH = "bench 185x5 slept 8h sore 2"


def talker() -> Scripted:
    return Scripted({"coach": [WORDS], "insight": ["{}"], "planner": ["{}"]})


async def test_beyond_his_share_plain_words_stand_and_that_is_said_once_a_day(tmp_path: Path) -> None:
    model = talker()
    async with operated(tmp_path, model=model, budget=Budget(model_calls_per_day=1)) as ann:
        assert WORDS in (await ann.say(FRESH)).words.text
        asked = len(model.asked)
        second, third = await ann.say("bench 185x5"), await ann.say("bench 185x5")
        assert second.text.endswith(f"\n{SPENT}")
        assert "Next" in second.text
        assert SPENT not in third.text
        assert WORDS not in second.text + third.text
        assert len(model.asked) == asked
        assert len(await ann.log()) == 3


async def test_the_share_is_his_own_and_new_on_his_next_day(tmp_path: Path) -> None:
    async with operated(tmp_path, model=talker(), budget=Budget(model_calls_per_day=1)) as ann:
        await ann.say("profile zone Pacific/Auckland")  # where it is 06:00 on Monday
        await ann.say(FRESH)
        assert WORDS not in (await ann.say("bench 185x5")).text
        ben = another(ann, "ben")
        assert WORDS in (await ben.say(FRESH)).text
        later = timedelta(hours=17, minutes=50)  # five to midnight there
        assert SPENT not in (await ann.say("bench 185x5", after=later)).text
        assert WORDS in (await ann.say("bench 185x5", after=timedelta(minutes=10))).text


async def test_a_share_of_nothing_asks_no_model_at_all(tmp_path: Path) -> None:
    model = talker()
    async with operated(tmp_path, model=model, budget=Budget(model_calls_per_day=0)) as ann:
        assert (await ann.say(FRESH)).text.endswith(SPENT)
        assert "Undone" in (await ann.say("undo")).text
    assert model.asked == []


async def test_without_a_budget_every_set_has_the_coach_s_words(tmp_path: Path) -> None:
    async with operated(tmp_path, model=talker()) as ann:
        for _ in range(4):
            assert WORDS in (await ann.say("bench 185x5")).text
