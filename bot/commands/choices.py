"""What options of the command line may be."""

from enum import StrEnum


class First(StrEnum):
    DAY = "day"
    MONTH = "month"


class Form(StrEnum):
    CSV = "csv"
    JSON = "json"
