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
    ("text", "hours"),
    [
        ("bed 22:30 woke 05:00", 6.5), ("asleep by midnight, up at 5:45", 5.75), ("slept from 1am til 9", 8),
        ("passed out at 10pm and woke up at 6am", 8), ("went to bed at ten forty five woke up at six fifteen", 7.5),
        ("slept quarter to eleven till six", 7.25), ("half past ten to six thirty was my sleep", 8),
        ("in bed 11ish up at 6ish", 7), ("lights out 11, alarm at 6", 7), ("slept 2330-0600", 6.5),
        ("slept 11:30p-6a", 6.5), ("slept 9pm to 10", 13), ("to bed at 10, awake at 6", 8),
        ("in bed by 1, alarm went off at 6", 5), ("22:30-06:00 sleep", 7.5), ("up at 6, bed was at 22:30", 7.5),
    ],
)  # fmt: skip
def test_clock_times_make_a_night(text: str, hours: float) -> None:
    parsed = read(text)
    assert parsed.sleep_minutes == hours * 60
    assert parsed.sets == ()
    assert parsed.intent is Intent.LOG


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("slpet 7", 7), ("slep 7h", 7), ("slp 6", 6), ("five n a half hrs sleep", 5.5), ("8 solid hours of shuteye", 8),
        ("6 hours last night plus an hour nap so 7 total", 7), ("last night: 5h", 5), ("running on 5 hours", 5),
        ("got like 6 hours", 6), ("slept 7 3/4 hours", 7.75), ("slept like 7ish hours", 7), ("slept 6-7 hrs", 6.5),
        ("my kid slept 4h so i got 5.5", 5.5), ("slept 7h, wife slept 5h", 7),
        ("bw 92.4 / slept 7.5 / sq 5x5 150", 7.5),
        ("6,5 Std geschlafen", 6.5), ("dormí 7 horas", 7), ("dormí de 23:30 a 7:00", 7.5), ("dormi 7h30", 7.5),
        ("ho dormito 7 ore e mezza", 7.5), ("спал 7 часов", 7), ("spałem 7h", 7), ("6,5 uur geslapen", 6.5),
        ("ho dormito dalle 23 alle 6", 7), ("спал с 23 до 6", 7), ("von 23 Uhr bis 6:30 geschlafen", 7.5),
    ],
)  # fmt: skip
def test_sleep_is_read_in_a_hurry_and_in_other_languages(text: str, hours: float) -> None:
    assert read(text, Unit.KG).sleep_minutes == hours * 60


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
        "is 6 hours of sleep enough to pull heavy",
        "need 8 hours of sleep",
        "my wife slept 9h",
        "sleep score 80",
        "gym at 6:30, worked 10 to 6",
        "had 3 hours to kill",
        "went to bed at 11",
        "ran 5k in 27:10",
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
        ("sore 0", 0, None), ("sore 10", 10, None), ("sorenes 5", 5, None), ("sorness 4", 4, None),
        ("legs 5 arms 2 for soreness", 5, "legs"), ("glutes are a 5 on soreness, low back maybe a 2", 5, "glutes"),
        ("i'm like a six out of ten sore", 6, None), ("five outta ten sore", 5, None), ("soreness 4 from 10", 4, None),
        ("was a 7 sore yesterday, only 3 today", 3, None), ("agujetas 6", 6, None), ("Muskelkater 4/10", 4, None),
        ("soreness: none", 0, None), ("sore 7 nov 20", 7, None),
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
        ("had 2 energy drinks", None), ("energey 5", 5), ("nrg 7", 7), ("energy is a solid 8", 8),
        ("like 2 out of 10 on energy", 2), ("energía 6", 6), ("энергия 7", 7), ("what energy 5 feels like", None),
    ],
)  # fmt: skip
def test_energy_is_a_number_or_a_word(text: str, energy: Energy | None) -> None:
    assert read(text).energy == energy


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("bw 180", "180 lb"), ("bw: 82.5kg", "82.5 kg"), ("bodyweight 180lb", "180 lb"), ("body weight 178", "178 lb"),
        ("weighed in at 82,4 kg", "82.4 kg"), ("i weigh 80 kg", "80 kg"), ("82kg bw", "82 kg"),
        ("scale said 181", "181 lb"), ("90kg on the scale this morning", "90 kg"), ("down to 82 kg!!", "82 kg"),
        ("Weight's 203 as of this morning", "203 lb"), ("my weight is 203", "203 lb"), ("bw 92.4 / slept 7", "92.4 lb"),
        ("weight was 86 last week, 84.8 now", "84.8 lb"), ("i'm 82 kg today", "82 kg"), ("weight: 185 reps: 5", None),
        ("bench 225x5, down to 185 lb", None), ("worked up to 100 kg for triples", None),
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


@pytest.mark.parametrize(
    ("text", "stress"),
    [
        ("stress 7", 7), ("stress 7/10", 7), ("stress is like an 8/10 cuz of work", 8), ("energy 6 stress 9", 9),
        ("stress: 3", 3), ("7/10 stress", 7), ("stressed 8/10", 8), ("so stressed", None), ("stress 12", None),
    ],
)  # fmt: skip
def test_stress_is_a_number(text: str, stress: int | None) -> None:
    assert read(text).stress == stress


def test_a_stress_beyond_the_scale_is_refused() -> None:
    assert read("stress 12").refused == ("Stress 12: the scale is 0 to 10. What is it?",)


def test_a_bare_number_is_in_the_unit_of_the_lifter() -> None:
    assert str(read("bw 82", Unit.KG).body_weight) == "82 kg"


@pytest.mark.parametrize(
    ("text", "weight", "lift"),
    [
        ("pullups bw 180 x 8", "180 lb", "pull_up"), ("bw80x8", "80 lb", None),
        ("dips bw 82kg x 8 x 3", "82 kg", "dip"), ("chins bw 78.5 kg x 6", "78.5 kg", "chin_up"),
    ],
)  # fmt: skip
def test_a_weight_behind_bw_is_the_body_that_is_lifted(text: str, weight: str, lift: str | None) -> None:
    parsed = read(text)
    assert str(parsed.body_weight) == weight
    assert {one.exercise for one in parsed.sets} == {lift}
    assert {one.load.amount if one.load else None for one in parsed.sets} == {0}


@pytest.mark.parametrize("text", ["pullups bw+25 x 8", "pullups bw 25 x 8", "pullups bw + 90 x 5", "bench bw 185 x 5"])
def test_what_is_added_is_no_body_weight(text: str) -> None:
    parsed = read(text)
    assert parsed.body_weight is None
    assert parsed.sets[0].load is not None
    assert parsed.sets[0].load.amount > 0
