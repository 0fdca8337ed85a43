"""Small files as each app writes them.

STRONG, HEVY and FITNOTES begin with rows of public logs, all under the MIT licence:
Strong: ys-math/strength-training, Copyright 2026 Yuto Sasaki;
Hevy: DaKheera47/strong-statistics, Copyright 2025 strong-statistics Contributors;
FitNotes: douglastkaiser/kaiserlift, Copyright 2025 Douglas Kaiser.

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions: The above copyright notice
and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""

STRONG = """Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE
2026-04-24 09:40:00,,51m,Bench Press (Barbell),1,40.0,10.0,0,0.0,
2026-04-24 09:40:00,,51m,Bench Press (Barbell),2,40.0,10.0,0,0.0,
2026-04-24 09:40:00,,51m,Bench Press (Barbell),3,40.0,10.0,0,0.0,
2026-04-24 09:40:00,,51m,Bench Press (Dumbbell),1,10.0,10.0,0,0.0,
"""

HEVY_HEADER = (
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,"
    "weight_kg,reps,distance_km,duration_seconds,rpe\n"
)
HEVY = HEVY_HEADER + (
    ',"15 Sep 2025, 07:48","15 Sep 2025, 09:13",,Seated Leg Curl (Machine),,,0,warmup,39,10,,0,6\n'
    ',"15 Sep 2025, 07:48","15 Sep 2025, 09:13",,Seated Leg Curl (Machine),,,1,warmup,51,6,,0,6\n'
    ',"15 Sep 2025, 07:48","15 Sep 2025, 09:13",,Seated Leg Curl (Machine),,,2,normal,78,12,,0,9\n'
    ',"15 Sep 2025, 07:48","15 Sep 2025, 09:13",,Seated Leg Curl (Machine),,,3,failure,78,10,,0,9.5\n'
)

FITNOTES = """Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment
2022-09-14,Barbell Overhead Press,Shoulders,45.0,lbs,10,,,,
2022-09-25,Plank,Abs,1.0,lbs,,,,0:01:00,
2023-12-21,Flat Dumbbell Bench Press,Chest,200.0,lbs,0,,,,
"""


def hevy_row(name: str = "Bench Press (Barbell)", **other: str) -> str:
    """A Hevy file with one row."""
    cells = {
        "start": '"15 Sep 2025, 07:48"',
        "notes": "",
        "kind": "normal",
        "weight": "100",
        "reps": "5",
        "distance": "",
        "seconds": "",
        "rpe": "",
    } | other
    return HEVY_HEADER + (
        f"Push,{cells['start']},,,{name},,{cells['notes']},0,{cells['kind']},{cells['weight']},{cells['reps']},"
        f"{cells['distance']},{cells['seconds']},{cells['rpe']}\n"
    )


def fitnotes_row(name: str, weight: str = "100", reps: str = "5", time: str = "") -> str:
    """A FitNotes file in kg with one row."""
    return f"Date,Exercise,Category,Weight (kg),Reps,Distance,Time\n2025-01-02,{name},Any,{weight},{reps},,{time}\n"
