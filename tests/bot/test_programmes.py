"""Programmes in the chat and on the command line."""

from datetime import timedelta

import pytest

from tests.bot.lifter import talk
from tests.bot.test_plan_json import answer, asked, refusal


async def test_a_lifter_follows_531_by_taps() -> None:
    async with talk() as ann:
        chosen = await ann.say("profile programme 5/3/1")
        assert "Programme 5/3/1 since Sun 22 Nov." in chosen.text
        assert "training max of bench 225" in (await ann.say("profile tm bench 225")).text
        first = await ann.say("bench 135x5")
        assert first.next == "Next: 145 × 5, 170 × 5, 190 × 5+, up: 5/3/1 week 1: 5+ at 85 % of 225."
        done = await ann.press(first.buttons["Done as prescribed"], after=timedelta(days=2))
        assert "The last set is logged with 5 reps. Did you get more?" in done.text
        assert done.next == "Next: 160 × 3, 180 × 3, 205 × 3+, up: 5/3/1 week 2: 3+ at 90 % of 225."
        targets = [(entry.lift.load.amount, entry.lift.planned) for entry in await ann.entries()][1:]
        assert [(amount, planned and planned.reps) for amount, planned in targets] == [(145, 5), (170, 5), (190, 5)]
        assert all(planned and planned.load.amount == amount for amount, planned in targets)
        await ann.say("it was 8 reps")
        assert "bench_press 190x8" in await ann.log()
        await ann.say("bench 160x3, 180x3", after=timedelta(days=2))
        assert [entry.lift.planned and entry.lift.planned.load.amount for entry in await ann.entries()][-2:] == [
            160,
            180,
        ]


async def test_an_undone_session_takes_the_programme_back() -> None:
    async with talk() as ann:
        await ann.say("profile programme starting strength")
        assert (await ann.say("bench 185x5x3")).next.startswith("Next: 187.5 × 5, 3 sets, up: Starting Strength")
        await ann.say("bench 187.5x5x3", after=timedelta(days=2))
        assert "190 × 5" in (await ann.say("plan bench", after=timedelta(days=2))).next
        await ann.say("undo")
        assert "187.5 × 5" in (await ann.say("plan bench")).next


@pytest.mark.parametrize("words", ["profile programme", "profile programme smolov"])
async def test_programmes_are_listed_and_nothing_is_changed(words: str) -> None:
    async with talk() as ann:
        text = (await ann.say(words)).text
        assert "5/3/1, double progression, RPE target, Starting Strength, StrongLifts and Texas Method" in text
        assert "Nothing is changed." in text


@pytest.mark.parametrize("words", ["profile tm bench", "profile training max 225", "profile tm bench -5"])
async def test_a_training_max_that_is_none_is_refused(words: str) -> None:
    async with talk() as ann:
        assert "like `profile tm bench 225`" in (await ann.say(words)).text


def test_json_has_what_leads_up_only_where_there_is_some() -> None:
    found = answer(asked(profile__programme="5/3/1", profile__training_max=225))
    assert found["next"] == {"weight": 190, "unit": "lb", "reps": 5, "sets": 1, "amrap": True}
    assert [one["weight"] for one in found["lead_up"]] == [145, 170]
    assert all("amrap" not in one for one in found["lead_up"])
    free = answer(asked())
    assert "lead_up" not in free
    assert "amrap" not in free["next"]


def test_json_replays_what_it_prescribed() -> None:
    value = asked(profile__programme="wendler", history=[])
    value["history"] = [{"date": "2026-09-01", "sets": [{"weight": 250, "reps": 1}]}]
    tops = []
    for week in range(5):
        value["today"]["date"] = f"2026-09-{5 + 5 * week:02}"
        found = answer(value)
        tops.append(found["next"]["weight"])
        sets = [
            {"weight": one["weight"], "reps": one["reps"], "planned_weight": one["weight"], "planned_reps": one["reps"]}
            for one in (*found["lead_up"], found["next"])
        ]
        value["history"].append({"date": value["today"]["date"], "sets": sets})
    assert tops == [190, 205, 215, 135, 195]


def test_json_refuses_a_programme_that_there_is_not() -> None:
    assert refusal(asked(profile__programme="smolov")).startswith("profile.programme: there is no programme 'smolov'")
