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


async def test_a_set_after_the_day_keeps_the_week() -> None:
    async with talk() as ann:
        for words in ("profile programme 531", "profile tm bench 225", "bench 145x5", "bench 170x5"):
            await ann.say(words)
        week_2 = "Next: 160 × 3, 180 × 3, 205 × 3+, up: 5/3/1 week 2: 3+ at 90 % of 225."
        done = await ann.say("bench 190x8")
        assert done.next == week_2
        assert (await ann.say("bench 205x3")).next == week_2
        assert all(entry.lift.planned is None for entry in await ann.entries())
        await ann.say("undo")
        assert (await ann.press(done.buttons["Done as prescribed"])).next == week_2


async def test_the_plan_of_a_day_is_that_of_all_its_sets() -> None:
    async with talk() as ann:
        for words in ("profile programme 531", "profile tm bench 225", "plan bench"):
            await ann.say(words)
        for words in ("bench 145x5, 170x5, 190x8", "bench 205x3"):
            shown = await ann.say(words)
        assert shown.next == "Next: 160 × 3, 180 × 3, 205 × 3+, up: 5/3/1 week 2: 3+ at 90 % of 225."
        targets = [entry.lift.planned for entry in await ann.entries()]
        assert [target and target.load.amount for target in targets] == [145, 170, 190, 190]


async def test_a_training_max_is_enough_for_a_first_day() -> None:
    async with talk() as ann:
        await ann.say("profile programme 531")
        await ann.say("profile tm bench 225")
        first = await ann.say("plan bench")
        assert first.next == "Next: 145 × 5, 170 × 5, 190 × 5+, hold: 5/3/1 week 1: 5+ at 85 % of 225."
        done = await ann.press(first.buttons["Done as prescribed"])
        assert done.next == "Next: 160 × 3, 180 × 3, 205 × 3+, up: 5/3/1 week 2: 3+ at 90 % of 225."


async def test_a_linear_day_is_done_when_all_its_sets_are() -> None:
    async with talk() as ann:
        await ann.say("profile programme starting strength")
        await ann.say("3 days ago squat 225 3x5")
        rest = await ann.say("squat 225x5")
        assert rest.next == "Next: 225 × 5, 2 sets, hold: Starting Strength: 1 of 3 sets done today."
        whole = await ann.press(rest.buttons["Done as prescribed"])
        assert whole.next == "Next: 230 × 5, 3 sets, up: Starting Strength adds 5 when every set is made."


async def test_a_day_that_hurt_takes_no_week_on() -> None:
    async with talk() as ann:
        for words in ("profile programme 531", "profile tm bench 225"):
            await ann.say(words)
        hurt = await ann.say("bench 190x5 felt a sharp pain in my shoulder")
        assert hurt.next == ""
        await ann.say("I'm cleared to train it")
        for after in (timedelta(minutes=1), timedelta(days=3)):
            assert (await ann.say("plan bench", after=after)).next.startswith("Next: 145 × 5, 170 × 5, 190 × 5, hold")


@pytest.mark.parametrize("since", ["2026-11-09", "2 weeks ago", "monday", "last mon", "6 days ago", "nov 9"])
async def test_a_programme_that_began_earlier_counts_from_then(since: str) -> None:
    async with talk() as ann:
        text = (await ann.say(f"profile programme 5/3/1 from {since}")).text
        assert "Programme 5/3/1 since" in text
        assert "since Sun 22 Nov" not in text
        await ann.say("profile tm bench 225")
        await ann.say("6 days ago bench 145x5, 170x5, 190x8")
        assert "week 3" in (await ann.say("3 days ago bench 160x3, 180x3, 205x5")).next


@pytest.mark.parametrize("since", ["2026-12-09", "2026-02-31", "the beginning", "99999999999999999999 days ago"])
async def test_a_day_on_which_none_can_have_begun_is_refused(since: str) -> None:
    async with talk() as ann:
        text = (await ann.say(f"profile programme 5/3/1 from {since}")).text
        assert "like `profile programme 5/3/1 from 2026-11-09`" in text
        assert "since" not in text
        assert "`profile programme 5/3/1 from monday`" in (await ann.say("profile programme")).text


async def test_an_undone_session_takes_the_programme_back() -> None:
    async with talk() as ann:
        await ann.say("profile programme starting strength")
        assert (await ann.say("bench 185x5x3")).next.startswith("Next: 187.5 × 5, 3 sets, up: Starting Strength")
        await ann.say("bench 187.5x5x3", after=timedelta(days=2))
        assert "190 × 5" in (await ann.say("plan bench", after=timedelta(days=2))).next
        await ann.say("undo")
        assert "187.5 × 5" in (await ann.say("plan bench")).next


async def test_a_programme_goes_on_where_most_of_a_long_log_is_not_recalled() -> None:
    async with talk() as ann:
        await ann.say("profile programme 5/3/1")
        await ann.say("profile tm squat 100")
        await ann.say("squat 65x5")
        for day in range(64):
            asked = await ann.say("plan squat", after=timedelta(days=2))
            if day % 3 == 2:
                await ann.say("squat warmup 45x5")
            else:
                last = await ann.press(asked.buttons["Done as prescribed"])
        assert last.next == "Next: 80 × 5, 100 × 5, 120 × 5, deload: 5/3/1 week 4: 5 at 60 % of 200."


@pytest.mark.parametrize("change", ["step 0.001", "plates 20 10 0.05"])
async def test_a_plate_and_a_step_are_no_finer_than_a_tenth(change: str) -> None:
    async with talk() as ann:
        assert "at least 0.1" in (await ann.say(f"profile squat {change}")).text
        assert "Own:" not in (await ann.say("profile")).text


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


def test_json_needs_no_history_for_a_named_maximum() -> None:
    found = answer(asked(profile__programme="5/3/1", profile__training_max=225, history=[]))
    assert found["next"] == {"weight": 190, "unit": "lb", "reps": 5, "sets": 1, "amrap": True}
    assert [one["weight"] for one in found["lead_up"]] == [145, 170]


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
