"""Who wants to be forgotten is told which versions of the coach were trained with him."""

from datetime import UTC, datetime

import pytest

from bot.wording_learning import forgotten
from bot.wording_own import BACKUPS
from storage.records import Dataset, UserId, Version, VersionState
from tests.bot.lifter import Lifter, talk

MADE_AT = datetime(2026, 11, 20, tzinfo=UTC)


def version(name: str, dataset: str) -> Version:
    return Version(
        name=name,
        agent="coach",
        base="base",
        parent=None,
        dataset=dataset,
        path=f"adapters/{name}",
        settings="{}",
        evaluation="{}",
        state=VersionState.TRAINED,
        why="",
        made_at=MADE_AT,
        changed_at=MADE_AT,
    )


async def train(lifter: Lifter, name: str, *members: UserId) -> None:
    """A version of the coach on a dataset with those lifters in it."""
    store = lifter.app.store
    await store.keep_dataset(Dataset(id=f"of-{name}", card="{}", members=members, made_at=MADE_AT))
    await store.keep_version(version(name, f"of-{name}"))


async def met(lifter: Lifter) -> UserId:
    await lifter.say("bench 185x5")
    person = await lifter.app.store.person(lifter.who)
    assert person is not None
    return person.user


async def forget(lifter: Lifter) -> str:
    return (await lifter.press((await lifter.say("forget me")).buttons["Delete everything"])).text


async def test_the_last_words_name_the_versions_that_were_trained_with_him_and_no_others() -> None:
    async with talk() as ann:
        eve = Lifter(ann.app, ann.room, ann.clock, name="eve", chat="2")
        hers, eves = await met(ann), await met(eve)
        await train(ann, "coach-a", hers, eves)
        await train(ann, "coach-b", hers)
        await train(ann, "coach-c", eves)
        assert await forget(ann) == (
            "Everything about you is deleted. Versions coach-a and coach-b of the coach were trained with your talks; "
            "no later one will be. If you write again, we start afresh.\n"
            "Backups of who runs this bot may still hold it until they are rotated."
        )
        assert await ann.log() == []


async def test_they_are_as_ever_where_nothing_was_trained_with_him() -> None:
    async with talk() as ann:
        await met(ann)
        await train(ann, "coach-a")
        told = "Everything about you is deleted. If you write again, we start afresh."
        assert await forget(ann) == f"{told}\n{BACKUPS}"


async def test_who_comes_back_is_asked_for_his_consent_anew() -> None:
    async with talk() as ann:
        await ann.say("learn yes")
        await forget(ann)
        answer = await ann.say("bench 185x5")
        assert "trained on our talks?" in (await ann.press(answer.buttons["👍"])).text


@pytest.mark.parametrize(
    ("versions", "said"),
    [(["a"], "Version a of the coach was trained"), (["a", "b", "c"], "Versions a, b and c of the coach were trained")],
)
def test_one_version_and_many(versions: list[str], said: str) -> None:
    assert said in forgotten(versions)
