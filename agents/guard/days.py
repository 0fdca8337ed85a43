"""The days that a text names."""

import re
from collections.abc import Iterable
from typing import Final

_MONTH: Final = r"""
    (?: jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec ) (?: uary|ruary|ch|il|e|y|ust|t|tember|ober|ember )?
"""
_DAY: Final = re.compile(
    rf"""
    \b (?:
        (?P<weekday> mon|tues|wednes|thurs|fri|satur|sun )days?\b
        | (?P<month> january|february|april|june|july|august|september|october|november|december )\b
        | (?P<before> \d+ ) (?: st|nd|rd|th )? \s+ (?: of\s+ )? (?P<of> {_MONTH} )\b
            (?! (?<=\bmay)\s+[a-z] )  # "5 may feel heavy" is no date
        | (?P<in> {_MONTH} )\.? \s+ (?P<after> \d+ )
    )
    | \b (?: on|by|until|next|this|every )\ (?P<short> mon|tue|wed|thu|fri|sat|sun )\b
    | \b (?P<given> mon|tue|wed|thu|fri|sat|sun )\ \d
    """,
    re.VERBOSE,
)


def days_in(text: str) -> Iterable[str]:
    """The weekdays, months and dates of lower-case *text*, each in one way of writing."""
    for found in _DAY.finditer(text):
        weekday = found["weekday"] or found["short"] or found["given"]
        month, number = found["month"] or found["of"] or found["in"], found["before"] or found["after"]
        if weekday:
            yield weekday[:3]
        if month:
            yield month[:3]
        if number:
            yield f"{number} {(month or '')[:3]}"
