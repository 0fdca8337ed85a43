"""The day that a message speaks of."""

import pytest

from tests.bot.reading import read, said


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("bench 185x5 yesterday", "yesterday"),
        ("ystd bench 185x5", "yesterday"),
        ("yesteday bench 185x5", "yesterday"),
        ("gestern bench 100x5", "yesterday"),
        ("ayer sentadilla 100x5", "yesterday"),
        ("hier bench 100x5", "yesterday"),
        ("вчера bench 100x5", "yesterday"),
        ("wczoraj bench 100x5", "yesterday"),
        ("monday's session: bench 185x5", "monday"),
        ("mon: bench 185x5", "monday"),
        ("last friday bench 185x5", "friday"),
        ("fri bench 185x5", "friday"),
        ("on tues i benched 185x5", "tuesday"),
        ("2 days ago i squatted 255x5", "2 days ago"),
        ("two days ago bench 185x5", "2 days ago"),
        ("the day before yesterday bench 185x5", "2 days ago"),
        ("a couple of days ago i did bench 185x5", "2 days ago"),
        ("a week ago i squatted 255x5", "7 days ago"),
        ("a day ago bench 185x5", "yesterday"),
        ("20 days ago bench 185x5", "20 days ago"),
        ("bench 185x5 20 days ago", "20 days ago"),
        ("from 20 days ago: bench 185x5", "20 days ago"),
        ("3 weeks ago bench 185x5", "21 days ago"),
        ("about three weeks ago i did squat 225 5x5", "21 days ago"),
        ("1 month ago bench 185x5", "30 days ago"),
        ("a month ago bench 185x5", "30 days ago"),
        ("366 days ago bench 185x5", "366 days ago"),
        ("52 weeks ago bench 185x5", "364 days ago"),
        ("12 months ago bench 185x5", "365 days ago"),
        ("2026-11-20 bench 185x5", "2026-11-20"),
        ("Nov 20 bench 185x5", "--11-20"),
        ("20 Nov: bench 185x5", "--11-20"),
        ("November 20th bench 185x5", "--11-20"),
        ("on the 20th of November bench 185x5", "--11-20"),
        ("20.11. bench 100x5", "--11-20"),
        ("on 11/20 bench 185x5", "--11-20"),
        ("11/20/2026 bench 185x5", "2026-11-20"),
        ("20.11.2026 bench 100x5", "2026-11-20"),
        ("20.11.26 bench 100x5", "2026-11-20"),
        ("Nov 20, 2026 bench 185x5", "2026-11-20"),
        ("20 November 2026 bench 185x5", "2026-11-20"),
        ("Thursday, November 19, 2026 at 18:42\nbench 185x5", "2026-11-19"),
        ("may 20 bench 185x5", "--05-20"),
        ("yesterday my knee hurt", "yesterday"),
        ("yesterday i slept 5 hours", "yesterday"),
        ("montag bench 100x5", "monday"),
        ("в пятницу жим 100x5", "friday"),
        ("vorgestern bench 100x5", "2 days ago"),
        ("hace 2 días sentadilla 100x5", "2 days ago"),
        ("il y a 2 jours bench 100x5", "2 days ago"),
        ("vor 2 Tagen bench 100x5", "2 days ago"),
        ("vor einer Woche bench 100x5", "7 days ago"),
        ("vor 3 Wochen bench 100x5", "21 days ago"),
        ("hace un mes sentadilla 100x5", "30 days ago"),
        ("il y a 3 semaines bench 100x5", "21 days ago"),
        ("3 дня назад жим 100x5", "3 days ago"),
        ("месяц назад жим 100x5", "30 days ago"),
        ("2 miesiące temu bench 100x5", "61 days ago"),
        ("3 days ago at 18:30 bench 185x5", "3 days ago"),
    ],
)
def test_a_day_is_read_however_it_is_said(text: str, day: str) -> None:
    assert read(text).when == day


@pytest.mark.parametrize(
    "text",
    [
        "bench 185x5 may add weight",
        "i sat down then bench 185x5",
        "bench 185x5 in the sun",
        "still sore from yesterday. bench 185x5",
        "pecs tender from monday's bench, 4/10 sore",
        "knee hurts since monday, bench 185x5",
        "every monday bench 185x5",
        "skipped yesterday, bench 185x5 today",
        "better than yesterday, bench 185x5",
    ],
)
def test_no_day_is_read_where_a_day_is_a_cause_or_a_word(text: str) -> None:
    assert read(text).when is None


def test_a_set_of_some_days_ago_is_a_set_of_that_day() -> None:
    parsed = read("2 days ago i squatted 255x5")
    assert (parsed.when, parsed.sets) == ("2 days ago", (said("squat", "255", 5),))


@pytest.mark.parametrize(
    "text",
    [
        "i benched 225x5 years ago",
        "2 years ago i benched 225x5",
        "back in 2019 i benched 225x5",
        "13 months ago bench 225x5",
        "53 weeks ago bench 225x5",
        "367 days ago bench 225x5",
        "my bench was 225x5 a month ago",
        "6 months ago my max bench was 225x1",
        "3 weeks ago i hurt my back, bench 135x10",
    ],
)
def test_history_is_not_logged(text: str) -> None:
    parsed = read(text)
    assert (parsed.sets, parsed.when) == ((), None)


def test_history_beside_a_set_of_today_is_not_logged() -> None:
    parsed = read("6 months ago i benched 225x5, today 245x5")
    assert (parsed.sets, parsed.when) == ((said("bench_press", "245", 5),), None)


@pytest.mark.parametrize(
    "text", ["22:30", "at 18:42", "ran 5k in 27:10", "2026-02-31", "11/20/2026", "20.11.2026", "Nov 20"]
)
def test_a_time_or_a_date_is_no_set(text: str) -> None:
    assert read(text).sets == ()


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("bench 185x5 on 31 feb", "--02-31"),
        ("feb 30: bench 185x5", "--02-30"),
        ("bench 185x5 on 2/31", "--02-31"),
        ("bench 185x5 on 45 feb", "--02-45"),
        ("bench 185x5 2026-02-31", "2026-02-31"),
        ("bench 185x5 31.02.2026", "2026-02-31"),
        ("bench 185x5 am 31. Februar", "--02-31"),
        ("bench 185x5 el 30 de febrero", "--02-30"),
        ("bench 185x5 le 31 novembre", "--11-31"),
        ("bench 185x5 dia 30 de fevereiro", "--02-30"),
        ("bench 185x5 31 июня", "--06-31"),
    ],
)
def test_a_day_that_cannot_be_is_said_so_that_it_is_refused(text: str, when: str) -> None:
    assert read(text).when == when


@pytest.mark.parametrize(
    "text",
    ["bench 90x5 next week", "bench 90x5 last year", "morgen bank 90x5", "mañana press banca 90x5", "squat 90x5 demain",
     "amanhã supino 90x5", "завтра жим 90х5", "nächste woche bank 90x5", "el año pasado press banca 90x5"],
)  # fmt: skip
def test_a_set_of_another_day_is_not_logged_for_today(text: str) -> None:
    assert read(text).sets == ()


@pytest.mark.parametrize("text", ["heute morgen bank 90x5", "esta mañana press banca 90x5"])
def test_the_morning_is_not_tomorrow(text: str) -> None:
    assert len(read(text).sets) == 1
