"""What a decision rests on, and what it comes to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from agents.case import Case
from agents.inquiry import Inquiry
from agents.proposal import Unread
from agents.questions import Question
from agents.senses import Medium
from bot.decide.boards import Contender
from bot.decide.private_words import Discretion
from bot.imports.compared import NOTHING, Standing
from bot.imports.sheet import FileLog, NotALog
from bot.languages import spoken_outgoing
from bot.message import Incoming, Said
from bot.parse.facts import Parsed
from bot.wording import DAY_TO_COME, NO_SUCH_DAY, day_long_ago, day_of_which_year
from bot.wording_own import KEEPING, Keeping
from knowledge.exercise import ExerciseId, Exercises
from knowledge.passage import Found
from knowledge.red_flags import RedFlag
from knowledge.units import Unit
from knowledge.words import joined
from storage.records import (
    Button,
    Changes,
    Entry,
    Identity,
    Memory,
    Outgoing,
    Person,
    Prediction,
    Profile,
    Readiness,
    RowId,
    row_id,
)

LOGGED_BACK = timedelta(days=366)  # a year, leap years included: what is told later is a slip or an import
NEARER_TO_COME = timedelta(days=300)  # a day without a year so long ago is rather a slip, or still to come
ROWS, BUTTONS_IN_ROW = 2, 5
LEAP_YEARS_APART = 8  # at most
STARS = "stars"  # the verb of their buttons, and what a question lacks that is about them
STARS_COUNTED = ("1", "2", "3", "4", "5")


@dataclass(frozen=True, slots=True)
class Opened:
    """A file of training, and what of it is not on record yet."""

    log: FileLog
    new: tuple[Entry, ...]
    new_readiness: tuple[Readiness, ...] = ()
    standing: Standing = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One message, who sent it, and all that is remembered of him."""

    incoming: Incoming
    parsed: Parsed  # what the reader made of it; empty where it has no words
    named: tuple[ExerciseId, ...]  # the lifts that it speaks of, sets or not
    settles: tuple[str, str]
    person: Person
    is_new: bool
    memory: Memory
    exercises: Exercises
    read: Callable[[str, Unit], Parsed]  # the reader, for an answer that completes what was said before
    red_flag: Callable[[str], RedFlag | None]  # the warning sign in a text, with what to do about it
    now: datetime
    check_in_days: int
    arms: tuple[str, ...] = ()  # "experiment:arm" of the experiments that he is in
    is_taught: bool = False  # the profile of *person* has changed with this message
    noted: str = ""  # what is said about that; empty where the answer shows it anyway
    question: Question | None = None  # that it asks, alone or beside what it logs
    log: tuple[tuple[Entry, ...], tuple[Readiness, ...]] | None = None  # all of it, where what it asks needs that
    found: tuple[Found, ...] = ()  # passages about what it asks, best first; empty where it asks nothing
    senses: frozenset[Medium] = frozenset()  # what of photos and voice notes a model is asked about
    evolves: bool = False  # messages on his platform can be edited so that he sees it
    targets: tuple[Prediction, ...] = ()  # all that were ever named, oldest first; only where a chart is asked for
    file: Opened | NotALog | None = None  # what the file that it is about says, or why that is no log
    board: tuple[Contender, ...] = ()  # who is on the group's board, where that is asked for
    past: tuple[Entry, ...] = ()  # the whole log, where a new best is cheered and what is recalled does not tell
    keeping: Keeping = KEEPING  # what is kept of him, and for how long
    code: str = ""  # a new one-time code, where one is asked for

    @property
    def turn(self) -> RowId:
        return turn_of(self.incoming)

    @property
    def unit(self) -> Unit:
        return self.person.profile.unit

    @property
    def language(self) -> str:
        """Of LANGUAGES."""
        return self.person.profile.language or "en"

    @property
    def said_on(self) -> date:
        """The training day of the message."""
        return local_day(self.incoming.sent_at, self.person)

    @property
    def today(self) -> date:
        """The day that is planned for."""
        return planned_day(self.incoming, self.person, self.now)


@dataclass(frozen=True, slots=True)
class Decision:
    """Rows to keep, at most one case for the three minds to add words to, and words for the fourth to read."""

    changes: Changes
    case: Case | None = None
    unread: Unread | None = None
    inquiry: Inquiry | None = None  # a question for the fifth to word the answer of
    language: str = "en"  # of LANGUAGES: what is added to the answer later is said in it too
    below: str = ""  # the answer to a question beside a log: the end of its text, whatever words stand above
    discretion: Discretion | None = None  # what may be said where others read along; None: they are alone


@dataclass(slots=True)
class Answer:
    """A reply in the making: its lines and rows of buttons."""

    lines: list[str] = field(default_factory=list)
    buttons: list[tuple[Button, ...]] = field(default_factory=list)
    recipe: str | None = None  # of the picture or file that goes with it


def turn_of(incoming: Incoming) -> RowId:
    """The turn that answers an update; the same update is the same turn."""
    return row_id("turn", incoming.source)


def zone_of(profile: Profile) -> ZoneInfo:
    """The lifter's zone, or UTC: a name that the time zone database has dropped must not lock him out."""
    try:
        return ZoneInfo(profile.zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def local_day(at: datetime, person: Person) -> date:
    """The training day of an instant, in the person's own zone."""
    return at.astimezone(zone_of(person.profile)).date()


def planned_day(incoming: Incoming, person: Person, now: datetime) -> date:
    """The day that an answer plans for: that of the message, but today for an edit, which may come days after it."""
    is_edit = isinstance(incoming, Said) and incoming.edited
    return local_day(now if is_edit else incoming.sent_at, person)


def day_said(when: str | None, today: date) -> date:
    """The latest day, up to *today*, that *when* means: a form of DAYS_SAID, or None for today.

    Raises:
        ValueError: there is no such day.
    """
    if when is None:
        return today
    if when == "yesterday":
        return today - timedelta(days=1)
    if when.endswith(" days ago"):
        return _days_back(when.removesuffix(" days ago"), today)
    if when.startswith("--"):
        return _latest_of_years(when.removeprefix("--"), today)
    weekday = next((back for back in range(7) if f"{today - timedelta(days=back):%A}".lower() == when), None)
    return date.fromisoformat(when) if weekday is None else today - timedelta(days=weekday)


def _days_back(days: str, today: date) -> date:
    try:
        return today - timedelta(days=int(days))
    except OverflowError as error:
        raise ValueError(f"there was no day {days} days ago") from error


def _latest_of_years(month_and_day: str, today: date) -> date:
    for year in range(today.year, today.year - LEAP_YEARS_APART - 1, -1):
        try:
            found = date.fromisoformat(f"{year:04}-{month_and_day}")
        except ValueError:
            continue  # 29 February, or a year that never was
        if found <= today:
            return found
    raise ValueError(f"no year has a day {month_and_day}")


def day_refusal(when: str | None, today: date) -> str | None:
    """Why nothing can be logged for that day; None when it can: it is *today* or a day of the year before.

    A day that was said without its year is one of the ten months before: else it may be meant as one to come.
    """
    try:
        day = day_said(when, today)
    except ValueError:
        return NO_SUCH_DAY
    if day > today:
        return DAY_TO_COME
    if when and when.startswith("--") and today - day > NEARER_TO_COME:
        return day_of_which_year(day)
    return None if today - day <= LOGGED_BACK else day_long_ago(day)


def blank(scene: Scene) -> Changes:
    """The changes that every decision makes: the update is settled, a newcomer is known, what he taught, his arms."""
    who = scene.incoming.who
    return Changes(
        at=scene.now,
        user=scene.person.user,
        turn=scene.turn,
        arms=scene.arms,
        settles=scene.settles,
        log_version=scene.memory.log_version,
        person=scene.person if scene.is_new or scene.is_taught else None,
        identity=Identity(who.platform, who.account) if scene.is_new else None,
    )


def say(scene: Scene, changes: Changes, answer: Answer) -> Changes:
    """*changes* with the answer on its way to where the message came from, in the lifter's language.

    An empty answer is not sent.
    """
    if not answer.lines:
        return changes
    outgoing = Outgoing(
        id=row_id("reply", scene.turn),
        turn=scene.turn,
        address=scene.incoming.where,
        text=joined(answer.lines),
        buttons=tuple(answer.buttons),
        reply_to=getattr(scene.incoming, "reply_to", None) or None,
        recipe=answer.recipe,
        written_at=scene.now,
    )
    return replace(changes, outbox=(*changes.outbox, spoken_outgoing(outgoing, scene.language)))


def in_plain_words(decision: Decision, scene: Scene) -> Decision:
    """*decision* with every word in the lifter's language.

    Where that is not English a model words nothing: what it says could not be held to the numbers.
    """
    outbox = tuple(spoken_outgoing(words, scene.language) for words in decision.changes.outbox)
    told = replace(decision, changes=replace(decision.changes, outbox=outbox), language=scene.language)
    return told if scene.language == "en" else replace(told, case=None, inquiry=None)


def thumbs(scene: Scene) -> tuple[Button, ...]:
    """The vote on the answer of this turn."""
    return (Button("👍", f"up:{scene.turn}"), Button("👎", f"down:{scene.turn}"))


def stars(turn: RowId) -> tuple[Button, ...]:
    """The rating of the coaching since that turn."""
    return tuple(Button(f"{count} ★", f"{STARS}:{turn}:{count}") for count in STARS_COUNTED)


def in_rows(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    """Buttons of their own row, as far as there is room: Discord shows five rows of five, and some are others'."""
    each = 1 if len(buttons) <= ROWS else BUTTONS_IN_ROW
    shown = buttons[: ROWS * BUTTONS_IN_ROW]
    return tuple(tuple(shown[at : at + each]) for at in range(0, len(shown), each))


def reply(scene: Scene, text: str, *buttons: tuple[Button, ...]) -> Decision:
    """A decision that only answers."""
    return Decision(say(scene, blank(scene), Answer([text], list(buttons))))
