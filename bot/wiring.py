"""What the composition root puts together from what is read from files."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from agents.proposal import Library
from agents.senses import Medium
from bot.config import Config
from bot.decide.language import language_of
from bot.decide.readings import lifts_alone
from bot.imports.read import decode
from bot.languages import spoken_outgoing
from bot.message import Incoming
from bot.parse.named import named, sole_name
from bot.parse.read import parse
from bot.platforms import Platform
from bot.turn import Turns
from bot.wording import FAILED
from knowledge.exercise import Exercises
from knowledge.library import load_exercises
from knowledge.passage import Found, Passage, Query
from knowledge.passages import load_passages
from knowledge.red_flags import RedFlags, load_red_flags
from knowledge.shelf import Shelf
from storage.records import Outgoing, Person, Profile, row_id
from storage.store import Store

Find = Callable[[Query], Awaitable[tuple[Found, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What is read from files, once a process."""

    exercises: Exercises
    red_flags: RedFlags
    passages: tuple[Passage, ...]
    shelf: Shelf

    @classmethod
    @cache
    def load(cls) -> "Knowledge":
        exercises = load_exercises()
        passages = load_passages(exercises)
        return cls(exercises=exercises, red_flags=load_red_flags(), passages=passages, shelf=Shelf(passages))


def turns_of(
    config: Config,
    store: Store,
    knowledge: Knowledge,
    now: Callable[[], datetime],
    find: Find,
    senses: frozenset[Medium],
) -> Turns:
    """Turns as the configuration has them, without what changes while the bot runs."""
    exercises, red_flags = knowledge.exercises, knowledge.red_flags
    return Turns(
        store=store,
        exercises=exercises,
        read=lambda text, unit: parse(text, exercises, red_flags, unit),
        named=lambda text: named(text, exercises),
        red_flag=red_flags.red_flag,
        newcomer=Profile(**config.profile.model_dump()),
        check_in_days=config.check_ins.after_days,
        now=now,
        find=find,
        senses=senses,
    )


def evolving(platforms: Mapping[str, Platform]) -> Callable[[str], bool]:
    """Whether the platform of a name runs here, and an edit of a message is seen on it."""
    return lambda name: name in platforms and platforms[name].evolves


def apology(incoming: Incoming, person: Person | None, now: datetime) -> Outgoing:
    """That his message could not be dealt with yet, in his language."""
    turn = row_id("turn", incoming.source)
    words = Outgoing(id=row_id("failed", turn), turn=turn, address=incoming.where, text=FAILED, written_at=now)
    return spoken_outgoing(words, language_of(person, incoming))


def text_of(body: bytes) -> str:
    """The text of a file that a lifter sent."""
    return decode(body).replace("\0", "")  # PostgreSQL keeps no NUL


def library_of(knowledge: Knowledge) -> Library:
    """What a model's proposal must agree with."""
    exercises, red_flags = knowledge.exercises, knowledge.red_flags
    return Library(
        exercises=exercises,
        named=lambda text: sole_name(text, exercises),
        read=lambda text, unit: lifts_alone(parse(text, exercises, red_flags, unit)),
    )
