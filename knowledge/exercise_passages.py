"""What every exercise's own file says, cut to a passage a question."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from knowledge.exercise import Exercise, ExerciseId, Exercises
from knowledge.passage import Passage, PassageId, Topic


def passages_about(exercise: Exercise, exercises: Exercises) -> tuple[Passage, ...]:
    """What *exercise* says, a passage a question; one it says nothing on is left out."""
    return tuple(_passages_about(exercise, exercises))


def _passages_about(exercise: Exercise, exercises: Exercises) -> Iterator[Passage]:
    advice = exercise.advice
    texts = {
        "cues": _sentences(exercise.cues),
        "mistakes": _sentences(exercise.mistakes),
        "progression": _sentences(f"{scheme}: {how}" for scheme, how in advice.progression),
        "deload": _sentences(advice.deload),
        "assistance": _named(advice.assistance, exercises),
        "swaps": _swaps(exercise, exercises),
    }
    for facet, text in texts.items():
        if text:
            yield _passage(exercise, facet, text)


def _passage(exercise: Exercise, facet: str, text: str) -> Passage:
    about = FACETS[facet]
    return Passage(
        id=PassageId(f"{exercise.id}/{facet}"),
        title=f"{exercise.name.capitalize()}: {about.title}",
        text=text,
        topics=(about.topic,),
        sources=exercise.sources,
        asked=about.asked,
        exercise=exercise.id,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """What a passage of an exercise is about, whichever it is."""

    title: str
    topic: Topic
    asked: tuple[str, ...]


FACETS: Final[Mapping[str, Facet]] = {
    "cues": Facet(
        title="how to do it",
        topic=Topic.TECHNIQUE,
        asked=(
            "how do I do it",
            "form cues and technique tips",
            "how do I set up",
            "where do my hands, elbows, feet and the bar go",
            "what grip and stance should I use",
            "am I doing it right, form check",
            "which muscles should I feel",
        ),
    ),
    "mistakes": Facet(
        title="common mistakes",
        topic=Topic.TECHNIQUE,
        asked=(
            "what am I doing wrong",
            "common form mistakes and faults",
            "my form breaks down when it gets heavy",
            "my hips, back, knees or elbows move the wrong way",
            "why does it feel off",
            "is it bad if I bounce, cheat or swing",
        ),
    ),
    "progression": Facet(
        title="how the load goes up",
        topic=Topic.PROGRESSION,
        asked=(
            "how do I add weight",
            "how do I progress",
            "how much should I add each session or week",
            "when do I go up in weight",
            "which jumps and steps should I take",
            "can I run 5/3/1, linear progression or the Texas Method with it",
        ),
    ),
    "deload": Facet(
        title="how to deload it",
        topic=Topic.DELOAD,
        asked=(
            "how do I deload it",
            "what to do in a light week",
            "how much weight do I take off",
            "how many sets in a deload",
        ),
    ),
    "assistance": Facet(
        title="what builds it",
        topic=Topic.ASSISTANCE,
        asked=(
            "what accessories help",
            "assistance exercises for it",
            "what should I do to make it stronger",
            "which exercises carry over and bring it up",
            "what else to train on that day",
        ),
    ),
    "swaps": Facet(
        title="what can take its place",
        topic=Topic.SWAPS,
        asked=(
            "what can I do instead",
            "alternative, substitute or replacement",
            "it hurts, what spares the shoulder, back, knee, elbow or wrist",
            "no barbell, rack, bench, cable or machine here, only dumbbells",
            "the equipment is taken, what else works",
            "which variation is similar",
        ),
    ),
}


def _sentences(lines: Iterable[str]) -> str:
    return " ".join(line if line.endswith((".", "!", "?")) else f"{line}." for line in lines)


def _named(ids: Iterable[ExerciseId], exercises: Exercises) -> str:
    names = [exercises[id_].name for id_ in ids if id_ in exercises]
    return f"What usually builds it: {', '.join(names)}." if names else ""


def _swaps(exercise: Exercise, exercises: Exercises) -> str:
    advice = exercise.advice
    rows: list[tuple[str, tuple[ExerciseId, ...]]] = [
        *((f"With {equipment}", ids) for equipment, ids in advice.by_equipment),
        *((f"When the {complaint} complains", ids) for complaint, ids in advice.by_complaint),
    ]
    named = ((label, [exercises[id_].name for id_ in ids if id_ in exercises]) for label, ids in rows)
    return " ".join(f"{label}: {', '.join(names)}." for label, names in named if names)
