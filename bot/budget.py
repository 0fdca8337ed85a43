"""How much of the models one lifter gets a day. Beyond it the coach's plain words stand, and he is told once a day."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime, time

from bot.decide.scene import Decision, Scene, zone_of
from bot.languages import spoken
from knowledge.words import words
from storage.records import Person, UserId

SPENT = words("I've said my share for today; plain words from here on.")

CallsSince = Callable[[UserId, datetime], Awaitable[int]]


class Budget:
    """*calls_per_day*: of models, for one lifter on one of his own days; None: as many as he likes."""

    def __init__(self, calls_per_day: int | None, calls_since: CallsSince) -> None:
        self._calls_per_day = calls_per_day
        self._calls_since = calls_since
        self._told_on: dict[UserId, date] = {}

    async def heeded(self, decision: Decision, scene: Scene) -> Decision:
        """*decision*, without what a model would be asked where his share is spent."""
        if self._calls_per_day is None or not asks_a_model(decision):
            return decision
        user, begun_at = scene.person.user, day_began_at(scene.person, scene.now)
        calls = 0 if scene.is_new else await self._calls_since(user, begun_at)
        if calls < self._calls_per_day:
            return decision
        return plain(decision, scene, says_so=self._is_first(user, begun_at.date()))

    async def left(self, person: Person, now: datetime) -> int | None:
        """How many calls of models he has left on his day, 0 at least; None: as many as he likes."""
        if self._calls_per_day is None:
            return None
        return max(0, self._calls_per_day - await self._calls_since(person.user, day_began_at(person, now)))

    def _is_first(self, user: UserId, today: date) -> bool:
        """Whether he has not been told yet that day. A restart may tell him again."""
        told_on = self._told_on.get(user)
        self._told_on = {one: day for one, day in self._told_on.items() if abs((today - day).days) <= 1}
        self._told_on[user] = today
        return told_on != today


def asks_a_model(decision: Decision) -> bool:
    return bool(decision.case or decision.unread or decision.inquiry)


def day_began_at(person: Person, now: datetime) -> datetime:
    """The midnight that began the lifter's own day."""
    zone = zone_of(person.profile)
    return datetime.combine(now.astimezone(zone).date(), time(), zone)


def plain(decision: Decision, scene: Scene, *, says_so: bool) -> Decision:
    """*decision* with nothing for a model in it; *says_so* adds the line about that to its first words."""
    without = replace(decision, case=None, unread=None, inquiry=None)
    if not (says_so and decision.changes.outbox):
        return without
    first, *others = decision.changes.outbox
    told = replace(first, text=f"{first.text}\n{spoken(SPENT, scene.language)}")
    return replace(without, changes=replace(decision.changes, outbox=(told, *others)))
