"""Muscles and body parts as they are shown, in any language. What is not known is shown as it was said. Pure."""

from collections.abc import Mapping
from typing import Final

from knowledge.words import words

MUSCLES: Final[Mapping[str, str]] = {
    "abdominals": words("abdominals"),
    "adductors": words("adductors"),
    "biceps": words("biceps"),
    "brachialis": words("brachialis"),
    "calves": words("calves"),
    "chest": words("chest"),
    "forearms": words("forearms"),
    "front deltoids": words("front deltoids"),
    "glutes": words("glutes"),
    "hamstrings": words("hamstrings"),
    "hip flexors": words("hip flexors"),
    "lats": words("lats"),
    "middle trapezius": words("middle trapezius"),
    "obliques": words("obliques"),
    "quadriceps": words("quadriceps"),
    "rear deltoids": words("rear deltoids"),
    "rotator cuff": words("rotator cuff"),
    "side deltoids": words("side deltoids"),
    "spinal erectors": words("spinal erectors"),
    "trapezius": words("trapezius"),
    "triceps": words("triceps"),
    "upper back": words("upper back"),
    "upper chest": words("upper chest"),
    "upper trapezius": words("upper trapezius"),
}
PARTS: Final[Mapping[str, str]] = {
    "ankle": words("ankle"),
    "back": words("back"),
    "calf": words("calf"),
    "chest": words("chest"),
    "elbow": words("elbow"),
    "groin": words("groin"),
    "hamstring": words("hamstring"),
    "hip": words("hip"),
    "knee": words("knee"),
    "legs": words("legs"),
    "lower back": words("lower back"),
    "neck": words("neck"),
    "shoulder": words("shoulder"),
    "upper back": words("upper back"),
    "wrist": words("wrist"),
}


def muscle_shown(muscle: str) -> str:
    return MUSCLES.get(muscle, muscle)


def part_shown(site: str) -> str:
    """*site* may be a lifter's own words."""
    return PARTS.get(site.casefold(), site)
