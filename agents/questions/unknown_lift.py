"""Whether a question names a lift that is not known: "my ..." and a word that the wordings do not have."""

from functools import cache
from itertools import pairwise
from typing import Final

from agents.questions.reading import phrase
from agents.questions.wordings import COMPLAINTS, ROWS
from knowledge.phrases import Word

_OWN: Final = frozenset(
    word
    for line in (
        "my mein meine meinem meinen meiner meim mi mis mon ma mes meu minha meus beim",
        "мои моя мое моем моеи мою",
    )
    for word in line.split()
)
_NO_LIFTS: Final = frozenset(  # that are one's own, and no lift
    word
    for line in (
        "gym coach trainer life lifts lift lifting training strength strong muscles body legs arms arm leg chest",
        "shoulders numbers progress gains weights weight working work first second third main normal usual own new old",
        "friend whole current goal goals top upper lower left right age height bodyweight log app phone diet wife",
        "fourth favorite favourite average total three big other warm max workout workouts session sessions",
        "kraft fortschritt leistung gewicht freund fuerza progreso entrenamiento force progression poids entrainement",
        "forca progresso treino сила силы тренер тренировка вес прогресс",
    )
    for word in line.split()
)


def names_unknown_lift(words: tuple[Word, ...]) -> bool:
    """Of a question in which no lift was recognised. *words* are as they are compared."""
    behind = (after.text for before, after in pairwise(words) if before.text in _OWN)
    return any(text.isalpha() and text not in _NO_LIFTS | _known_words() for text in behind)


@cache
def _known_words() -> frozenset[str]:
    """Every word of the wordings: what they know is the name of no lift."""
    lines = (*(row.phrases for row in ROWS), *(words for _, words in COMPLAINTS))
    places = (place for line in lines for part in line.split(";") for place in phrase(part))
    return frozenset(word for place in places for word in place)
