"""The week of a group in one message: who is on its board, how often they trained, what was new. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final

from bot.decide.boards import Contender, new_bests
from bot.languages import spoken
from bot.wording_groups import summary_line, summary_of
from knowledge.exercise import Exercises
from knowledge.words import Words
from storage.records import Changes, Entry, Group, Outgoing, row_id

WEEK: Final = timedelta(days=7)
WEEKDAY, HOUR = 6, 18  # Sunday evening
LATE_MOST: Final = timedelta(days=2)  # an outage longer than that passes the week over
EARLIEST_HOUR: Final = 8  # of the day, where it is told later than on its evening: nobody is woken by it


def sums_up_at(now: datetime) -> datetime:
    """The latest instant, up to *now*, at which weeks are summed up, by the clocks of the zone of *now*."""
    day = now.date() - timedelta(days=(now.weekday() - WEEKDAY) % 7)
    at = datetime.combine(day, time(HOUR), now.tzinfo)
    return at if at <= now else at - WEEK


def is_due(group: Group, now: datetime) -> bool:
    """Whether this week's summary is still to be written. Nothing is written of a week that began unasked."""
    at = sums_up_at(now)
    if not group.summary or group.address is None or now - at > LATE_MOST or now.hour < EARLIEST_HOUR:
        return False
    return group.summed_up_at is None or group.summed_up_at < at


def week_of(group: Group, contenders: Sequence[Contender], exercises: Exercises, now: datetime) -> Changes:
    """What to do about a group that is due: write, or be silent where nobody trained; either way it is done."""
    done = replace(group, summed_up_at=now)
    text = summary(contenders, exercises, sums_up_at(now), now)
    if text is None or group.address is None:
        return Changes(at=now, groups=(done,))
    id_ = row_id("summary", group.platform, group.id, sums_up_at(now).isoformat())
    words = Outgoing(
        id=id_, turn=id_, address=group.address, text=spoken(text, language_among(contenders)), written_at=now
    )
    return Changes(at=now, groups=(done,), outbox=(words,))


def language_among(contenders: Sequence[Contender]) -> str:
    """What most of them are spoken to in; of two that are as common, that of who joined first. A group has no other."""
    languages = Counter(one.language for one in contenders)
    return languages.most_common(1)[0][0] if languages else "en"


def summary(contenders: Sequence[Contender], exercises: Exercises, at: datetime, now: datetime) -> Words | None:
    """The seven days up to *at*, that day included, as they are told *now*; None where nobody trained."""
    lines = [line for one in contenders if (line := _line(one, exercises, at)) is not None]
    return summary_of(lines, is_over=now.date() > at.date()) if lines else None


def _line(contender: Contender, exercises: Exercises, at: datetime) -> Words | None:
    last = at.date()
    first = last - WEEK + timedelta(days=1)
    week = [entry for entry in contender.entries if first <= entry.on <= last]
    if not week:
        return None
    before: list[Entry] = [entry for entry in contender.entries if entry.on < first]
    bests = [exercises[lift].short for lift in new_bests(before, week) if lift in exercises]
    return summary_line(contender.name, len({entry.on for entry in week}), sum(e.lift.sets for e in week), bests)
