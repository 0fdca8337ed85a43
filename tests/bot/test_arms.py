"""Every turn notes the arms of the experiments that its lifter is in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from agents.lineup import arm_of
from storage.records import Arm, Experiment, Lineup, Style, Thumb, Varies
from tests.bot.lifter import Lifter, talk

BEGAN_AT = datetime(2026, 11, 1, tzinfo=UTC)
PROMPTS = Experiment(
    name="prompts-1",
    varies=Varies.PROMPTS,
    agent="coach",
    control=Arm("shipped", ""),
    treatment=Arm("short", "short"),
    salt="salt",
    metric="satisfaction",
    horizon_days=14,
    minimum_effect=0.1,
    most_days=180,
    registered_at=BEGAN_AT,
    started_at=BEGAN_AT,
)
STYLE = replace(
    PROMPTS,
    name="style-1",
    varies=Varies.STYLE,
    agent=None,
    control=Arm("conservative", Style.CONSERVATIVE),
    treatment=Arm("aggressive", Style.AGGRESSIVE),
)


def running(lifter: Lifter, *experiments: Experiment) -> None:
    turns = lifter.app._turns
    lifter.app._turns = replace(turns, lineup=lambda: Lineup(experiments=experiments))


async def arms(lifter: Lifter) -> list[tuple[str, ...]]:
    """Of each of his turns, oldest first."""
    person = await lifter.app.store.person(lifter.who)
    assert person is not None
    whole = await lifter.app.store.whole(person.user)
    assert whole is not None
    return [turn.arms for turn in whole.turns]


async def test_each_turn_has_the_arms_that_ran_when_it_was_answered() -> None:
    async with talk() as ann:
        running(ann)
        await ann.say("bench 185x5")
        running(ann, PROMPTS)
        answer = await ann.say("what did i bench last time?")
        await ann.press(answer.buttons["👍"])
        await ann.react(list(ann.room.screen)[1], Thumb.UP)
        running(ann)
        await ann.say("thanks")
        person = await ann.app.store.person(ann.who)
        assert person is not None
        mine = (f"prompts-1:{arm_of(PROMPTS, person.user).name}",)
        assert await arms(ann) == [(), mine, mine, mine, ()]


async def test_a_newcomer_s_first_turn_has_the_style_that_he_was_dealt_until_he_chooses_one() -> None:
    async with talk() as ann:
        running(ann, STYLE)
        await ann.say("bench 185x5")
        person = await ann.app.store.person(ann.who)
        assert person is not None
        await ann.say("profile style aggressive")
        await ann.say("bench 185x5")
        dealt = (f"style-1:{person.profile.style}",)
        assert await arms(ann) == [dealt, dealt, ()]


async def styles(*experiments: Experiment) -> set[Style]:
    """Of a crowd that is met while these run."""
    async with talk() as ann:
        running(ann, *experiments)
        met = []
        for n in range(8):
            one = Lifter(ann.app, ann.room, ann.clock, name=f"lifter {n}")
            await one.say("bench 185x5")
            met.append(await ann.app.store.person(one.who))
        return {person.profile.style for person in met if person is not None}


async def test_newcomers_are_dealt_a_style_while_an_experiment_on_it_runs_alone() -> None:
    assert await styles(STYLE) == {Style.AGGRESSIVE, Style.CONSERVATIVE}
    assert await styles(PROMPTS) == {Style.CONSERVATIVE}  # or one that was stopped for harm would go on harming


async def test_a_check_in_leaves_the_arms_of_the_turn_that_it_is_about() -> None:
    async with talk() as ann:
        running(ann, PROMPTS)
        await ann.say("bench 185x5 slept 8h sore 2")
        before = await arms(ann)
        running(ann)
        await ann.look(timedelta(days=7))
        assert before != [()]
        assert await arms(ann) == before
