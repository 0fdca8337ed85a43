"""Why a call came to nothing, in one clause for the operator; and how long the endpoint wants to be left alone."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

import httpx2
from openai import APIConnectionError, APIError, APIStatusError

NOT_SERVED: Final = (404, 410)
LONGEST_EXCERPT: Final = 120  # characters of what the endpoint said
_CAUSES: Final = {
    401: "the key is refused",
    402: "the account has no credits left",
    403: "the key may not use this model",
    404: "this model is not served there; `focusflow doctor` lists what is",
    410: "this model has reached its end of life; `focusflow doctor` lists what is served",
    429: "too many requests",
}


def is_not_served(error: APIStatusError) -> bool:
    """The model, or the adapter that was asked for as one."""
    return error.status_code in NOT_SERVED


def may_be_the_adapter(error: Exception) -> bool:
    """Whether the model might answer without its adapter: one that cannot be loaded is refused in many ways."""
    return isinstance(error, APIStatusError) and (error.status_code in (400, 422) or error.status_code >= 500)


def cause_of(error: Exception) -> str:
    """May hold the key, if the endpoint has sent it back: the caller takes it out."""
    match error:
        case APIStatusError(status_code=status):
            said = _CAUSES.get(status, f"it said: {excerpt(error)}" if status in (400, 422) else "it failed")
            return f"{status}, {said}"
        case TimeoutError():
            return "no whole answer before the deadline"
        case APIConnectionError() | httpx2.HTTPError():
            return f"no connection, or it broke off ({type(error.__cause__ or error).__name__})"
        case APIError():
            return f"it gave up in the middle of its answer: {excerpt(error)}"
        case _:
            return "it does not answer as an OpenAI-compatible endpoint does"


def excerpt(error: APIError) -> str:
    """The beginning of what the endpoint said, on one line."""
    return "".join(letter for letter in error.message if letter.isprintable())[:LONGEST_EXCERPT]


def told_to_wait(error: Exception) -> float | None:
    """Retry-After in seconds, never below 0; None when it is absent or nonsense.

    A date is measured from the answer's own Date, so that no clock of ours has to agree with the endpoint's.
    """
    if not isinstance(error, APIStatusError):
        return None
    told = error.response.headers.get("retry-after", "")
    if re.fullmatch(r"\d{1,6}(\.\d+)?", told):
        return float(told)
    until, said_at = (_instant(text) for text in (told, error.response.headers.get("date", "")))
    return max(0.0, (until - said_at).total_seconds()) if until and said_at else None


def _instant(text: str) -> datetime | None:
    try:
        instant = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
