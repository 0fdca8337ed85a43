"""Sleep, soreness, energy and body weight, in any order and beside sets."""

import pytest

from bot.parse.facts import Intent
from knowledge.units import Load, Unit
from storage.records import Energy, EnergyLevel
from tests.bot.reading import read, said


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("slept 6h", 6), ("slept 6.5", 6.5), ("slept 6,5", 6.5), ("slept 6½ h", 6.5), ("6h sleep", 6),
        ("sleep 8hrs", 8), ("slept 6:30", 6.5), ("sleep: 7", 7), ("sleep=7", 7), ("slept 6h30", 6.5),
        ("slept 6 hours 30 minutes", 6.5), ("slept 6 hours and 30 min", 6.5), ("7.5 hours of sleep", 7.5),
        ("only slept 4", 4), ("slept about 7 hrs", 7), ("slept like 5 hours", 5), ("slept six and a half hours", 6.5),
        ("slept 6-7", 6.5), ("slept 6 to 7 hours", 6.5), ("slept 11pm-7am", 8), ("slept 11-7", 8), ("slept 10 to 6", 8),
        ("slept 12:30 to 7", 6.5), ("slept 1am to 9", 8), ("slept 23:00-6:30", 7.5), ("got 8 hours last night", 8),
        ("slept badly, 4h", 4), ("slept 90 min", 1.5), ("5h, sore 9", 5), ("sore 9, 5 hours", 5), ("slept 0", 0),
    ],
)  # fmt: skip
def test_sleep_is_read_however_it_is_said(text: str, hours: float) -> None:
    assert read(text).sleep_minutes == hours * 60


@pytest.mark.parametrize(
    "text",
    [
        "barely slept",
        "slept like a baby",
        "sleep 8/10",
        "trained 2h",
        "45 min session",
        "bench 185x5 at 6:30",
        "2h nap",
    ],
)
def test_no_sleep_is_read_where_none_is_counted(text: str) -> None:
    assert read(text).sleep_minutes is None


@pytest.mark.parametrize(
    ("text", "score", "site"),
    [
        ("sore 7", 7, None), ("soreness 7/10", 7, None), ("sore: 7 out of 10", 7, None), ("7/10 sore", 7, None),
        ("sore 7 legs", 7, "legs"), ("legs sore 7", 7, "legs"), ("legs 6 sore, chest 3", 6, "legs"),
        ("soreness 6 legs 3 chest", 6, "legs"), ("soreness 3 chest 6 legs", 6, "legs"), ("sore quads 6/10", 6, "quads"),
        ("soreness 6 in my quads", 6, "quads"), ("my legs are still sore 7", 7, "legs"), ("soreness 6-7", 6, None),
        ("sore 7.5", 7, None), ("sore 7-8", 7, None), ("sore 7.6", 8, None),
        ("pretty sore, like 6/10", 6, None), ("doms 8", 8, None), ("not sore", 0, None), ("no soreness", 0, None),
        ("sore 0", 0, None), ("sore 10", 10, None),
    ],
)  # fmt: skip
def test_the_highest_soreness_is_kept_with_its_body_part(text: str, score: int, site: str | None) -> None:
    parsed = read(text)
    assert (parsed.soreness, parsed.soreness_site) == (score, site)


@pytest.mark.parametrize(
    "text", ["kinda sore", "sore throat 3 days", "not too sore", "sore, 3x5 squat", "knee hurts 6/10"]
)
def test_no_soreness_is_read_where_none_is_rated(text: str) -> None:
    assert read(text).soreness is None


@pytest.mark.parametrize(
    ("text", "energy"),
    [
        ("energy 4", 4), ("energy: 6/10", 6), ("5/10 energy", 5), ("energy low", EnergyLevel.LOW),
        ("low energy", EnergyLevel.LOW), ("energy is really low", EnergyLevel.LOW), ("no energy", EnergyLevel.LOW),
        ("exhausted", EnergyLevel.LOW), ("im tired", EnergyLevel.LOW), ("energy ok", EnergyLevel.OK),
        ("high energy", EnergyLevel.HIGH), ("energy good", EnergyLevel.HIGH), ("not tired", None),
        ("had 2 energy drinks", None),
    ],
)  # fmt: skip
def test_energy_is_a_number_or_a_word(text: str, energy: Energy | None) -> None:
    assert read(text).energy == energy


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("bw 180", "180 lb"), ("bw: 82.5kg", "82.5 kg"), ("bodyweight 180lb", "180 lb"), ("body weight 178", "178 lb"),
        ("weighed in at 82,4 kg", "82.4 kg"), ("i weigh 80 kg", "80 kg"), ("82kg bw", "82 kg"),
        ("scale said 181", "181 lb"),
        ("bw pullups 3x8", None), ("bw 8,8,7 pullups", None), ("pullups bw+25x5", None), ("bw dips 4x10", None),
    ],
)  # fmt: skip
def test_a_body_weight_is_told_from_a_move(text: str, weight: str | None) -> None:
    found: Load | None = read(text).body_weight
    assert (found and str(found)) == weight


@pytest.mark.parametrize(
    "text",
    [
        "bench 185x5 slept 6h sore 7",
        "slept 6h sore 7 bench 185x5",
        "sore 7, bench 185x5, 6h sleep",
        "6h sleep, sore 7/10. Bench 185 x 5",
        "sore 7\nslept 6\nbench 185x5",
        "Bench 185x5, sleep 6hrs, soreness 7/10",
    ],
)
def test_order_does_not_matter(text: str) -> None:
    parsed = read(text)
    assert (parsed.sets, parsed.sleep_minutes, parsed.soreness) == ((said("bench_press", "185", 5),), 360, 7)
    assert parsed.intent is Intent.LOG
    assert parsed.rest == ""


def test_readiness_words_without_a_number_are_for_the_log_and_asked_about() -> None:
    assert read("barely slept").intent is Intent.LOG
    assert read("kinda sore today").intent is Intent.LOG


def test_a_bare_number_is_in_the_unit_of_the_lifter() -> None:
    assert str(read("bw 82", Unit.KG).body_weight) == "82 kg"
