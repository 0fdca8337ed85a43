"""A small export in Hevy's form: nine sets on three days, and a run."""

HEADER = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index",'
    '"set_type","weight_kg","reps","distance_km","duration_seconds","rpe"'
)
DAYS = ("12 Jan 2025, 18:00", "15 Jan 2025, 18:05", "19 Jan 2025, 18:10")
SETS = (
    ("Bench Press (Barbell)", "60", "8"),
    ("Bench Press (Barbell)", "80", "5"),
    ("Squat (Barbell)", "100", "5"),
)


def row(began: str, title: str, index: int, kg: str, reps: str, km: str = "", seconds: str = "") -> str:
    cells = ("Full body", began, began, "", title, "", "", str(index), "normal", kg, reps, km, seconds, "")
    return ",".join(f'"{cell}"' for cell in cells)


def hevy(days: tuple[str, ...] = DAYS) -> bytes:
    """Three sets a day, and a run that is no set."""
    rows = [row(began, title, index, kg, reps) for began in days for index, (title, kg, reps) in enumerate(SETS)]
    run = row(days[0], "Running", 0, "", "", "5", "1500")
    return "\n".join([HEADER, *rows, run, ""]).encode()


SET_COUNT = len(DAYS) * len(SETS)
