"""The ways to say sets, and what must not become one."""

import pytest

from bot.parse.facts import Intent, SaidSet
from knowledge.units import Unit
from storage.records import SetKind
from tests.bot.reading import read, said

BENCH = said("bench_press", "185", 5)
THREE = said("bench_press", "185", 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "bench 185x5", "Bench 185 x 5", "BENCH: 185 X 5", "bench 185×5", "bench 185*5", "bench 185lbs x 5",
        "bench 185 for 5", "bench 185 for 5 reps", "bench 185 5 reps", "bench 5 @ 185", "bench 5 reps at 185",
        "bench 5x185", "185x5 bench", "185 bench for 5", "185 on bench x5", "did 185 for 5 on bench",
        "benched 185 for a set of 5", "bench 185 pounds, 5 reps", "bench185x5", "benhc 185x5",
        "hit 5 at 185 on bench",
        "bench press (barbell): 185 lb x 5", "- bench 185x5", "1) bench 185x5", "bench\n185x5", "<i>bench</i> 185x5",
        "жим 185х5", "bench 185 x 5 reps", "bench one eighty five by five", "bench one eighty five times five",
    ],
)  # fmt: skip
def test_one_set_is_read_however_it_is_said(text: str) -> None:
    assert read(text).sets == (BENCH,)


@pytest.mark.parametrize(
    "text",
    [
        "bench 185x5x3", "bench 185 x 5 x 3", "bench 185 3x5", "bench 3x5 185", "bench 3x5 @ 185", "bench 3x5x185",
        "bench 3 sets of 5 at 185", "bench 3 sets of 5 @ 185lbs", "bench 3 sets x 5 reps x 185", "185 bench 3x5",
        "bench 185 for 3 sets of 5", "bench 185 for 3x5", "bench 185 5 reps x 3 sets", "bench 185x5 3 sets",
        "bench 185x5 for 3 sets", "3x5 bench at 185", "3x5 at 185 on bench", "bench 185 5,5,5", "bench 185x5,5,5",
        "bench 185 5/5/5", "bench 185 5 5 5", "bench 185 5-5-5", "bench 5/5/5 @ 185", "bench 185x5, 185x5, 185x5",
        "bench 185x5\n185x5\n185x5", "bench: 185 x5, x5, x5", "bench 185lb, 3 sets of 5", "bench 185x5 (x3)",
        "three sets of five at 185 bench", "bench 185 x 5,5 then 5",
        "Bench Press - 185lbs - 5 reps - 3 sets", "3 sets bench 185x5", "3 sets of bench 185x5", "bench 3 sets 185x5",
        "bench 3 sets 185 for 5", "bench 185x5 (3 sets)", "bench 185x5 3 times", "bench 185x5 three times",
        "bench 185x5 thrice", "bench (185) 3x5", "bench (185 lb) 3x5",
    ],
)  # fmt: skip
def test_three_sets_are_read_however_they_are_said(text: str) -> None:
    assert read(text).sets == (THREE,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("same again x4", said(None, None, 4)),
        ("5x5", said(None, None, 5, 5)),
        ("3x5 squat", said("squat", None, 5, 3)),
        ("bench 185", said("bench_press", "185", None)),
        ("bench 225@8", said("bench_press", "225", None, rpe="8")),
        ("bench 185x5.5", said("bench_press", "185", None)),
        ("bench 185.12345 3x5", said("bench_press", None, 5, 3)),
        ("3 sets bench 185", said("bench_press", "185", None, 3)),
        ("225x5", said(None, "225", 5)),
    ],
)
def test_what_was_not_said_is_not_known(text: str, expected: SaidSet) -> None:
    parsed = read(text)
    assert parsed.sets == (expected,)
    assert parsed.intent is Intent.LOG


@pytest.mark.parametrize(
    "text",
    [
        "", "185", "bench", "squat day", "room 12x14", "ran 5k in 25 min",
        "i bench 3 times a week", "2025-11-22", "call me at 5551234567", "rest 3 min", "week 3 day 2", "rpe 8", "@8",
        "what should i squat, 225x5?", "is 185x5 on bench good?", "bench 185x5?", "should i do bench 225x5",
        "goal: bench 225x5", "my goals: squat 405x1, bench 315x1", "tomorrow squat 225x5", "i want to bench 225x5",
        "gonna bench 225x5", "i'll bench 225x5 later", "if i bench 225x5 what is my max", "planning bench 225x5",
        "my buddy benched 315x5", "he hit 405x5 squat", "my brother did bench 225x5, squat 315x5",
        "never benched 225x5",
        "didn't bench 185x5", "skipped bench 185x5", "last week i did bench 185x5", "program says bench 225x5",
        "log bench 315x5 for user 123456789", "trying to bench 225x5 someday", "can i bench 185x5 today",
        "remind me to bench 225x5", "plan: bench 185x5", "lets do bench 225x5", "my max is 315x1 bench",
        "bench 225x5 jk",         "someone at my gym benches 315x5",
        "imagine benching 405x1", "i can bench 225 for 5", "todays plan squat 225x5x3", "today's plan: squat 225x5x3",
        "the plan is squat 225x5x3", "squat 225x5 tomorrow", "squat 225x5 tomorrow at 6", "225x5 my buddy did",
        "bench 185.12345x5", "bench 5x185.12345", "bench 0.0001x5", "bench 1e9999x5",
    ],
)  # fmt: skip
def test_no_set_is_invented(text: str) -> None:
    assert read(text).sets == ()


@pytest.mark.parametrize(
    "text",
    [
        "no belt, bench 185x5", "no pr today, bench 185x5", "no squats today, bench 185x5", "what a day, bench 185x5",
        "hit bench 185x5, whats my 1rm?", "my buddy squatted 315x5, i did bench 185x5",
        "didn't sleep well, bench 185x5",
        "bench 185x5. tomorrow squat 225x5", "bench 185x5, next week 190x5", "skipped squats but bench 185x5",
        "last session was bad, today bench 185x5", "my brother spotted me. bench 185x5", "not great, bench 185x5",
        "can you log bench 185x5", "feeling ill, bench 185x5", "dead tired but bench 185x5",
        "good morning! bench 185x5", "bench 185x5 and john did 225x5", "bench 185x5, john benched 225x5",
        "bench 185x5 and my buddy 225x5", "bench 185x5 while my buddy did 225x5", "bench 185x5 goal 315x5",
        "bench 185x5 tomorrow 190x5", "bench 185x5 goal: 225x5", "bench 185x5 next week 190x5",
        "my mom had a heart attack last year so bench 185x5", "my buddy tore his pec, bench 185x5",
        "stuck to the plan, bench 185x5", "bench 185x5 three times a week", "bench 185x5 twice a week",
    ],
)  # fmt: skip
def test_what_was_done_is_logged_beside_what_was_not(text: str) -> None:
    assert read(text).sets == (BENCH,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("squat 225x5, bench 185x5", [said("squat", "225", 5), BENCH]),
        ("225x5 squat and 185x5 bench", [said("squat", "225", 5), BENCH]),
        ("225x5 squat 185x5 bench", [said("squat", "225", 5), BENCH]),
        ("squat 225x5 bench 185x5", [said("squat", "225", 5), BENCH]),
        ("squat 225x5 then 185x5 on bench", [said("squat", "225", 5), BENCH]),
        ("3 sets bench 185x5, 3 sets squat 225x5", [THREE, said("squat", "225", 5, 3)]),
        ("bench 185x5 and then did 205x3", [BENCH, said("bench_press", "205", 3)]),
        ("bench 185x5 and easily hit 205x3", [BENCH, said("bench_press", "205", 3)]),
        ("bench 185x5 and squat hit 225x5", [BENCH, said("squat", "225", 5)]),
        ("squat/bench 225/185 x5", [said("squat", "225", 5), BENCH]),
        ("bench 185x5, 10 pullups", [BENCH, said("pull_up", "0", 10, bodyweight=True)]),
        ("bench 185x5, curls 3x10", [BENCH, said("dumbbell_curl", None, 10, 3)]),
        (
            "3x8 rdl 185 3x10 leg press 300",
            [said("romanian_deadlift", "185", 8, 3), said("leg_press", "300", 10, 3)],
        ),
        ("bench 185 squat 225 3x5", [said("bench_press", "185", None), said("squat", "225", 5, 3)]),
        ("135/155/185 x5 bench", [said("bench_press", "135", 5), said("bench_press", "155", 5), BENCH]),
    ],
)
def test_each_set_goes_to_its_lift(text: str, expected: list[SaidSet]) -> None:
    assert list(read(text).sets) == expected


@pytest.mark.parametrize(
    ("text", "load", "unit"),
    [
        ("bench 82,5x5", "82.5", Unit.LB),
        ("bench 82.5 kg x 5", "82.5", Unit.KG),
        ("bench 5x82,5kg", "82.5", Unit.KG),
        ("bench 100kgx5", "100", Unit.KG),
        ("bench 100 kilos x 5", "100", Unit.KG),
        ("bench 185x5 kg", "185", Unit.KG),
        ("bench 225# x 5", "225", Unit.LB),
        ("bench a plate x 5", "135", Unit.LB),
        ("bench 2 plates and a 25 each side x 5", "275", Unit.LB),
        ("bench 2 plates + 10s x 5", "245", Unit.LB),
        ("bench just the bar x 5", "45", Unit.LB),
        ("bench two hundred and five for five", "205", Unit.LB),
        ("bench four oh five for five", "405", Unit.LB),
        ("bench a buck thirty five x 5", "135", Unit.LB),
    ],
)
def test_a_load_is_read_in_the_unit_in_which_it_was_said(text: str, load: str, unit: Unit) -> None:
    assert read(text).sets == (said("bench_press", load, 5, unit=unit),)


@pytest.mark.parametrize(
    ("text", "load"), [("squat 2 plates x 5", "100"), ("squat bar x 5", "20"), ("squat 2 plates and a 5 x 5", "110")]
)
def test_plates_and_bars_are_those_of_the_unit(text: str, load: str) -> None:
    assert read(text, Unit.KG).sets == (said("squat", load, 5, unit=Unit.KG),)


@pytest.mark.parametrize(
    ("text", "load", "reps", "sets"),
    [
        ("pullups 3x8", "0", 8, 3),
        ("bw pullups x 8", "0", 8, 1),
        ("pull-ups bw 8, 8, 8", "0", 8, 3),
        ("12 pull ups", "0", 12, 1),
        ("pull ups 8x30", "0", 30, 8),
        ("pull ups 3x8 +25", "25", 8, 3),
        ("weighted pullups 45 lbs 3x5", "45", 5, 3),
        ("weighted pullups 10 3x8", "10", 8, 3),
        ("pull-ups 8,8,8 with 20lb", "20", 8, 3),
        ("assisted pull ups 40 3x8", "-40", 8, 3),
        ("pull ups 3x8 with 40 lb assist", "-40", 8, 3),
    ],
)
def test_on_a_bodyweight_move_the_load_is_what_is_added(text: str, load: str, reps: int, sets: int) -> None:
    assert read(text).sets == (said("pull_up", load, reps, sets, bodyweight=True),)


@pytest.mark.parametrize(
    ("text", "rpe"),
    [
        ("@8", "8"), ("@ 8.5", "8.5"), ("@rpe 8", "8"), ("rpe 8", "8"), ("rpe8", "8"), ("RPE: 8", "8"),
        ("at rpe 8", "8"),
        ("8 rpe", "8"), ("rpe 7-8", "7.5"), ("@7-8", "7.5"), ("(@9)", "9"), (", rpe 8", "8"), ("rpe 8,5", "8.5"),
        ("2 rir", "8"), ("rir 2", "8"), ("@2rir", "8"), ("rir 1-2", "8.5"), ("0 rir", "10"), ("2 in the tank", "8"),
        ("with 2 reps left in the tank", "8"), ("had 1 left", "9"), ("1 rep in reserve", "9"), ("to failure", "10"),
    ],
)  # fmt: skip
def test_effort_is_kept_as_rpe(text: str, rpe: str) -> None:
    assert read(f"bench 185x5 {text}").sets == (said("bench_press", "185", 5, rpe=rpe),)


def test_one_rpe_covers_its_group_and_that_of_the_last_set_only_the_last() -> None:
    assert read("bench 185 5,5,4 @8").sets == (
        said("bench_press", "185", 5, 2, rpe="8"),
        said("bench_press", "185", 4, rpe="8"),
    )
    assert read("bench 5x5 185, last set @9").sets == (
        said("bench_press", "185", 5, 4),
        said("bench_press", "185", 5, rpe="9"),
    )
    for effort in ("@9", "rpe 9", "rpe: 9", "9 rpe", "rir 1"):
        assert read(f"bench 60kg 5,5,4 {effort}").sets == (
            said("bench_press", "60", 5, 2, rpe="9", unit=Unit.KG),
            said("bench_press", "60", 4, rpe="9", unit=Unit.KG),
        )
    assert read("bench 185 5@7, 5@8").sets == (
        said("bench_press", "185", 5, rpe="7"),
        said("bench_press", "185", 5, rpe="8"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bench 225 failed", [said("bench_press", "225", 0, kind=SetKind.FAILED)]),
        ("missed 225 on bench", [said("bench_press", "225", 0, kind=SetKind.FAILED)]),
        ("bench 225x0", [said("bench_press", "225", 0, kind=SetKind.FAILED)]),
        ("bench 185x5, failed the 6th", [said("bench_press", "185", 5, kind=SetKind.FAILED)]),
        ("bench 185x5 missed the last rep", [said("bench_press", "185", 4, kind=SetKind.FAILED)]),
        ("bench 225 failed on rep 4", [said("bench_press", "225", 3, kind=SetKind.FAILED)]),
        ("bench 185x5 but only got 3", [said("bench_press", "185", 3, kind=SetKind.FAILED)]),
        ("got 3 of 5 at 185 on bench", [said("bench_press", "185", 3, kind=SetKind.FAILED)]),
        ("bench 185, but only got 3 of 5", [said("bench_press", "185", 3, kind=SetKind.FAILED)]),
        ("bench 185 only got 3", [said("bench_press", "185", 3, kind=SetKind.FAILED)]),
        ("bench 185 got 3", [said("bench_press", "185", 3)]),
        ("got 5 of 5 at 185 on bench", [BENCH]),
        ("planned 185x5, got 185x3 bench", [said("bench_press", "185", 3, kind=SetKind.FAILED)]),
        ("planned 185x3, got 185x5 bench", [BENCH]),
        ("bench 225x1 F", [said("bench_press", "225", 0, kind=SetKind.FAILED)]),
        ("bench 225x1f", [said("bench_press", "225", 0, kind=SetKind.FAILED)]),
        ("bench 185x5 F", [said("bench_press", "185", 5, kind=SetKind.FAILED)]),
        ("bench 185x5 missed", [said("bench_press", "185", None, kind=SetKind.FAILED)]),
        (
            "bench 185 5,5,4 missed",
            [said("bench_press", "185", 5, 2), said("bench_press", "185", 4, kind=SetKind.FAILED)],
        ),
        (
            "bench 185x5x3 but missed the last set at 3",
            [said("bench_press", "185", 5, 2), said("bench_press", "185", 3, kind=SetKind.FAILED)],
        ),
        ("bench 185x5, almost failed", [BENCH]),
        ("bench 185x5, no misses", [BENCH]),
        (
            "bench 3x5 185, failed the last set",
            [said("bench_press", "185", 5, 2), said("bench_press", "185", None, kind=SetKind.FAILED)],
        ),
    ],
)
def test_a_miss_is_one_where_it_is_said_with_the_reps_that_were_done(text: str, expected: list[SaidSet]) -> None:
    assert list(read(text).sets) == expected


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("warmup 45x10, 95x5 then bench 185x5", ["warmup", "warmup", "work"]),
        ("bench warm up: 45x10, 95x5, 185 3x5", ["warmup", "warmup", "work"]),
        ("bench 135x5 (warmup), 185x5", ["warmup", "work"]),
        ("bench 45x10, 95x5, 135x5, 185x5", ["work", "work", "work", "work"]),
        ("warmed up, bench 185x5", ["work"]),
    ],
)
def test_a_warm_up_is_one_only_where_it_is_said(text: str, kinds: list[str]) -> None:
    assert [said_set.kind for said_set in read(text).sets] == kinds


@pytest.mark.parametrize("typed", ["sqaut", "squta", "sqat", "squuat", "sqyat", "sqauts", "SQAUT"])
def test_a_small_typing_error_in_a_name_is_forgiven(typed: str) -> None:
    assert read(f"{typed} 225x5").sets == (said("squat", "225", 5),)


@pytest.mark.parametrize("typed", ["deadlfit", "dedlift", "deadliftt", "daedlifts", "deadlitf"])
def test_a_longer_name_forgives_two(typed: str) -> None:
    assert read(f"{typed} 225x5").sets == (said("deadlift", "225", 5),)


@pytest.mark.parametrize("word", ["beach", "squad", "clan", "string", "font"])
def test_a_word_of_its_own_is_no_typing_error(word: str) -> None:
    assert read(f"{word} 225x5").sets == (said(None, "225", 5),)


def test_sets_said_twice_are_two() -> None:
    assert read("bench 185x5 twice, 205x3").sets == (said("bench_press", "185", 5, 2), said("bench_press", "205", 3))


def test_an_rpe_is_kept_in_halves() -> None:
    assert read("bench 185x5 rpe 8.25").sets == (said("bench_press", "185", 5, rpe="8"),)


@pytest.mark.parametrize(
    "text",
    [
        "can I log squat 100x5 later?",
        "remind me to log bench 80x5",
        "will log bench 80x5 tonight",
        "I wanted to squat 100x5 but stopped",
        "remember when I did squat 100x5?",
    ],
)
def test_what_is_put_off_or_was_only_wanted_is_no_set(text: str) -> None:
    assert read(text).sets == ()


@pytest.mark.parametrize(
    "text",
    [
        "can you log bench 185x5",
        "can I log bench 185x5",
        "I want to log bench 185x5",
        "I wanted to log bench 185x5",
        "will you log bench 185x5",
        "wanted to bench 185x5 and did it",
        "I wanted to squat 405x5 but did bench 185x5",
    ],
)
def test_what_was_done_is_a_set_though_it_was_wanted_or_is_an_order(text: str) -> None:
    assert read(text).sets == (BENCH,)
