"""A circuit breaker: an endpoint that keeps failing is left alone for a while, then tried by one call."""

from agents.model import ModelUnavailable


class CircuitOpen(ModelUnavailable):
    """Nobody was asked, because the endpoint has just failed so often."""


class Breaker:
    """Opens for *open_seconds* after *failures* in a row; then one call may probe. Times are seconds of one clock."""

    def __init__(self, *, failures: int = 5, open_seconds: float = 30.0) -> None:
        self._failures_to_open = failures
        self._open_seconds = open_seconds
        self._failures = 0
        self._open_until = 0.0
        self._probing = False

    def enter(self, at: float) -> None:
        """Begin a call; it must end in *succeeded*, *failed* or *left*. Raises CircuitOpen."""
        if self._failures < self._failures_to_open:
            return
        if at < self._open_until:
            raise CircuitOpen(
                f"not asked: {self._failures} calls in a row failed, next try in {self._open_until - at:.0f} s"
            )
        if self._probing:
            raise CircuitOpen("not asked: one call is finding out whether the endpoint is back")
        self._probing = True

    def is_open(self, at: float) -> bool:
        """Whether calls are refused until one of them has found the endpoint back."""
        return self._failures >= self._failures_to_open and (at < self._open_until or self._probing)

    def succeeded(self) -> None:
        self._failures = 0
        self._probing = False

    def failed(self, at: float) -> None:
        self._failures += 1
        self._probing = False
        self._open_until = at + self._open_seconds

    def left(self) -> None:
        """The call was given up by its caller, which says nothing about the endpoint."""
        self._probing = False
