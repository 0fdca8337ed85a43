"""The limit of an endpoint, shared by all who wait for it: permits trickle in, and are dealt person by person."""

from collections import OrderedDict, deque
from collections.abc import Iterable
from typing import Final

from agents.model import ModelUnavailable

WINDOW_SECONDS: Final = 60.0
BURST_SHARE: Final = 5  # a fifth of the limit may be used at once, the rest trickles in over the window


class Busy(ModelUnavailable):
    """Nobody was asked, because the endpoint's limit leaves no room before the deadline."""


class Ticket:
    """A caller's place. It is waiting, then granted or dropped."""

    __slots__ = ("deadline", "is_dropped", "is_granted", "whose")

    def __init__(self, whose: str, deadline: float) -> None:
        self.whose = whose
        self.deadline = deadline
        self.is_granted = False
        self.is_dropped = False


class Bucket:
    """At most *per_minute* permits in any 60 s, None: as many as are wanted. Times are seconds of one clock.

    Who waits is served person by person, each in his own order: whoever has many calls waiting delays anybody else by
    one of them. A limit that were given out all at once would leave nothing for the rest of its minute, so only a fifth
    is; after that a permit comes every ``60 / (per_minute - burst + 1)`` seconds.
    """

    def __init__(self, per_minute: int | None) -> None:
        self._burst = max(1, (per_minute or 0) // BURST_SHARE)
        self._spacing_seconds = WINDOW_SECONDS / (per_minute - self._burst + 1) if per_minute else 0.0
        self._full_at = 0.0  # when no permit will be out any more; each that is taken moves it on by the spacing
        self._paused_until = 0.0
        self._waiting: OrderedDict[str, deque[Ticket]] = OrderedDict()  # of each person; the next is the first

    def join(self, whose: str, at: float, deadline: float) -> Ticket:
        """Wait for a permit, or have it at once. Raises Busy where it could only come too late."""
        self.serve(at)
        granted_at = self._granted_at(self._ahead_of_next(whose), at)
        if granted_at >= deadline:
            raise Busy(f"not asked: the endpoint's limit leaves no room for {granted_at - at:.0f} s")
        ticket = Ticket(whose, deadline)
        self._waiting.setdefault(whose, deque()).append(ticket)
        self.serve(at)
        return ticket

    def leave(self, ticket: Ticket) -> None:
        """Its caller has gone; a permit that it had and did not use goes to the next."""
        if ticket.is_granted:
            self._full_at -= self._spacing_seconds
        elif not ticket.is_dropped:
            ticket.is_dropped = True
            self._remove(ticket)

    def serve(self, at: float) -> tuple[Ticket, ...]:
        """Those who are granted a permit now, or dropped because their deadline has come."""
        done = [ticket for ticket in self._tickets() if ticket.deadline <= at]
        for ticket in done:
            self.leave(ticket)
        while self._waiting and self._granted_at(0, at) <= at:
            ticket = self._next()
            ticket.is_granted = True
            self._full_at = max(self._full_at, at) + self._spacing_seconds
            done.append(ticket)
        return tuple(done)

    def wakes_at(self, at: float) -> float | None:
        """When *serve* will have something to do; None while nobody waits."""
        if not self._waiting:
            return None
        return min(self._granted_at(0, at), *(ticket.deadline for ticket in self._tickets()))

    def pause(self, at: float, seconds: float) -> None:
        """The endpoint wants to be left alone, by everybody; then it is asked by one call, and no burst."""
        until = at + seconds
        self._paused_until = max(self._paused_until, until)
        self._full_at = max(self._full_at, until + (self._burst - 1) * self._spacing_seconds)

    def _granted_at(self, ahead: int, at: float) -> float:
        """When a caller with so many before him gets his permit, if nobody else comes."""
        ready_at = max(self._full_at, at) - (self._burst - 1 - ahead) * self._spacing_seconds
        return max(ready_at, self._paused_until, at)

    def _ahead_of_next(self, whose: str) -> int:
        """How many are served before the next call of *whose*: all of his own, and of the others as many turns."""
        own = len(self._waiting.get(whose, ()))
        names = list(self._waiting)
        place = names.index(whose) if whose in self._waiting else len(names)
        others = ((n, len(self._waiting[name])) for n, name in enumerate(names) if name != whose)
        return own + sum(min(waiting, own + (n < place)) for n, waiting in others)

    def _next(self) -> Ticket:
        whose, tickets = next(iter(self._waiting.items()))
        ticket = tickets.popleft()
        self._waiting.move_to_end(whose)
        if not tickets:
            del self._waiting[whose]
        return ticket

    def _remove(self, ticket: Ticket) -> None:
        tickets = self._waiting[ticket.whose]
        tickets.remove(ticket)
        if not tickets:
            del self._waiting[ticket.whose]

    def _tickets(self) -> Iterable[Ticket]:
        return (ticket for tickets in self._waiting.values() for ticket in tickets)
