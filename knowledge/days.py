"""Days as they are shown, in any language: weekdays and months are sentences of the catalogues. Pure."""

from datetime import date
from typing import Final

from knowledge.words import Words, filled, joined, words

WEEKDAYS: Final = (*(words("Mon"), words("Tue"), words("Wed"), words("Thu"), words("Fri"), words("Sat"), words("Sun")),)
DAYS_OF_MONTH: Final = (  # a day of each month, short
    *(words("{day} Jan"), words("{day} Feb"), words("{day} Mar"), words("{day} Apr"), words("{day} May")),
    *(words("{day} Jun"), words("{day} Jul"), words("{day} Aug"), words("{day} Sep"), words("{day} Oct")),
    *(words("{day} Nov"), words("{day} Dec")),
)


def show_day(day: date, today: date | None = None) -> Words:
    """``Mon 23 Nov``, with its year where it is not that of *today*."""
    return joined([WEEKDAYS[day.weekday()], show_day_of_month(day, today)], " ")


def show_day_of_month(day: date, today: date | None = None) -> Words:
    """``23 Nov``, with its year where it is not that of *today*."""
    shown = filled(DAYS_OF_MONTH[day.month - 1], day=day.day)
    return joined([shown, str(day.year)], " ") if today is not None and today.year != day.year else shown
