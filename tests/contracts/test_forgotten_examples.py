"""Who asks the bot to forget him is in no row and in no training example, of the future or kept; the others stay."""

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from agents.model import Scripted
from bot.app import App, open_app
from bot.config import Config, Database, Secrets
from knowledge.library import load_exercises
from learning.cycle.ports import CycleError
from learning.dataset.build import built, purged
from learning.dataset.command import collected, kept_as
from learning.dataset.key_file import read_key
from learning.dataset.pseudonym import Key, pseudonym
from learning.tuning import TuneJob
from storage.records import UserId
from tests.bot.desk import NAME, Clock
from tests.bot.lifter import Lifter, Room
from tests.contracts.databases import run, tables
from tests.learning.cycle.lifters import WORDS
from tests.learning.cycle.made import Trainer, World

# What each alone said: a word that may stand in a dataset, and one that no dictionary has.
SAID = {"ann": ("garden", "quixnor"), "ben": ("island", "zwirbelkopf"), "cleo": ("furniture", "mumpfel")}
GONE, ITS = "dora", ("lettuce", "schnirkel")
EVERYBODY = {**SAID, GONE: ITS}
DAYS = 3


@asynccontextmanager
async def whole_bot(url: str) -> AsyncIterator[tuple[App, Room, Clock]]:
    clock, room = Clock(), Room()
    answers = {
        "insight": ['{"observations": ["Every rep hit."]}'],
        "coach": [f"{words} And breathe." for words in WORDS],
    }
    model = Scripted({**answers, "planner": ["{}"], "adviser": ["Eat well and sleep."]})
    config = Config(database=Database(url=url))
    async with open_app(config, Secrets(_env_file=None), now=clock.now, sleep=clock.sleep, model=model) as app:
        app.platforms[NAME] = room
        yield app, room, clock


def lifter(app: App, room: Room, clock: Clock, name: str) -> Lifter:
    chat = str(list(EVERYBODY).index(name) + 4711)
    return Lifter(app, room, clock, name=f"{name}-{EVERYBODY[name][1]}", chat=chat)


class Waiting(Trainer):
    """Has its dataset, and nothing to train with."""

    async def train(self, job: TuneJob) -> None:
        raise CycleError("no GPU is free")


async def live(one: Lifter, plain: str, rare: str) -> None:
    """He consents, trains on some days, likes and dislikes what he is told, asks, is hurt, and plays in a group."""
    await one.say("learn yes")
    for day in range(DAYS):
        shown = await one.say(
            f"bench {185 + day}x5 slept 8h sore 2, my {plain} and {rare} felt heavy", timedelta(days=1)
        )
        await one.press(shown.buttons["👎" if day == 1 else "👍"])
    await one.say(f"the {rare} was too heavy")
    await one.say(f"profile goal {rare}")
    await one.say(f"is {rare} good with {plain} for squats?")
    await one.say(f"my knee hurts like {rare} on squats", timedelta(days=60))  # so late that no answer is to blame
    group = one.in_group("gym")
    await group.say("board join")
    await group.say(f"squat 225x5 {rare}")


async def texts(url: str) -> str:
    """All that stands in any column of any table."""
    return "\n".join([str(await run(url, f"SELECT * FROM {table}")) for table in await tables(url)]).casefold()


def texts_in(folder: Path, pattern: str = "**/*") -> str:
    return "\n".join(path.read_text() for path in folder.glob(pattern) if path.is_file()).casefold()


def found(words: Collection[str], text: str) -> set[str]:
    return {word for word in words if word.casefold() in text}


async def build(app: App, key: Key, to: Path) -> str:
    """A dataset as `focusflow dataset build` builds it: all that is in its files."""
    gathered = await collected(app.store, load_exercises(), key)
    at = app._now()
    card = built(gathered.records, to, made_on=at.date(), left_out=gathered.left_out)
    await app.store.keep_dataset(kept_as(card, gathered, at))
    return texts_in(to)


async def user_of(one: Lifter) -> UserId:
    person = await one.app.store.person(one.who)
    assert person is not None
    return person.user


async def cycles(world: World) -> Sequence[str]:
    return [ran.line for ran in await world.run()]


async def test_who_is_forgotten_is_in_no_row_and_in_no_example(url: str, tmp_path: Path) -> None:
    async with whole_bot(url) as (app, room, clock):
        everybody = {name: lifter(app, room, clock, name) for name in EVERYBODY}
        for name, one in everybody.items():
            await live(one, *EVERYBODY[name])
        world = World(app.store, tmp_path / "runs", {"least_examples": 3}, trainer=Waiting(), now=clock.at)
        await cycles(world)
        key, gone = read_key(world.folder), await user_of(everybody[GONE])
        name = pseudonym(gone, key)
        his = {*ITS, GONE, gone, name}

        before = await build(app, key, tmp_path / "kept")
        assert found(his, await texts(url)) == his - {name}
        assert found(his, before) == {"lettuce", name}  # his name and what no dictionary has never was
        assert found(his, texts_in(world.folder, "cycles/**/*")) == found(his, before)

        asked = await everybody[GONE].say("forget me")
        assert "deleted" in (await everybody[GONE].press(asked.buttons["Delete everything"])).text

        assert found(his, await texts(url)) == set()
        others = {word for words in SAID.values() for word in words}
        assert found(others, await texts(url)) == others

        after = await build(app, key, tmp_path / "next")
        assert found(his, after) == set()
        assert found(others, after) == {plain for plain, _ in SAID.values()}

        known = [pseudonym(await user_of(everybody[name]), key) for name in SAID]
        assert purged(tmp_path / "kept", known, clock.at.date()) > 0
        assert found(his, texts_in(tmp_path / "kept")) == set()
        assert found(others, texts_in(tmp_path / "kept")) == {plain for plain, _ in SAID.values()}

        world.now += timedelta(days=1)
        told = await cycles(world)
        assert "of lifters who are gone or consent no more were removed" in told[0]
        assert found(his, texts_in(world.folder, "cycles/**/*")) == set()
        assert found(his, await texts(url)) == set()
