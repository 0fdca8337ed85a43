"""The equipment that a question speaks of: what is not there, and what is."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from agents.questions.reading import ranks, table
from knowledge.exercise import Equipment
from knowledge.phrases import BREAKS, Phrases, Word, folded


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


NAMES: Final = {
    Equipment.BARBELL: "rack|bar|barbell|barbells|plates|hantelbank|langhantel|barra|barre|штанга|штанги|штангои",
    Equipment.DUMBBELL: "dumbbell|dumbbells|db|dbs|kurzhantel|kurzhanteln|mancuerna|mancuernas|haltere|halteres|"
    "гантели|гантелей|гантелями",
    Equipment.KETTLEBELL: "kettlebell|kettlebells|kb|kbs|гиря|гири|гирей",
    Equipment.MACHINE: "machine|machines|maschine|maschinen|maquina|maquinas|тренажер|тренажера|тренажере",
    Equipment.CABLE: "cable|cables|pulley|kabel|kabelzug|polea|poleas|poulie|poulies|polia|блок|блоке",
}
_LACKED: Final = _words(
    "no without dont doesnt havent hasnt cant cannot not lack lacking missing ohne kein keine keinen sin sans pas sem "
    "nao без нет"
)
_UNABLE: Final = frozenset(["cant", "cannot"])  # also behind "with": "i can't squat with a barbell"
_WITH: Final = _words("with using only just mit nur con solo avec seulement com apenas с только на")
_OWNED: Final = _words("have got own use has habe tengo uso ai jai tenho есть")  # "don't have" lacks it still
_TAKEN: Final = (
    "taken|busy|broken|occupied|full|used|gone|missing|closed|belegt|kaputt|ocupado|ocupada|pris|prise|занят|занята"
)


def lacking(words: tuple[Word, ...]) -> tuple[Equipment, ...]:
    """What is not there, or is taken; what is only named is not lacking."""
    taken = ranks(_taken(), words)
    lacked = {equipment for equipment, has in _spoken_of(words) if has is False}
    return tuple(one for place, one in enumerate(NAMES) if one in lacked or place in taken)


def having(words: tuple[Word, ...]) -> tuple[Equipment, ...]:
    """What is to be used."""
    spoken_of = dict(_spoken_of(words))
    missing = lacking(words)
    return tuple(one for one in NAMES if spoken_of.get(one) is True and one not in missing)


def _spoken_of(words: tuple[Word, ...]) -> Iterator[tuple[Equipment, bool | None]]:
    """Each that is named, with whether it is there; None where that is not said."""
    has: bool | None = None
    before = ""
    for word in words:
        if word.text in BREAKS:
            has, before = None, ""
        elif word.text in _LACKED:
            has, before = False, word.text
        elif word.text in _WITH and before not in _UNABLE:
            has, before = True, word.text
        elif word.text in _OWNED and has is None:
            has = True
        elif word.text in _names():
            yield _names()[word.text], has


@cache
def _names() -> dict[str, Equipment]:
    return {folded(name): equipment for equipment, names in NAMES.items() for name in names.split("|")}


@cache
def _taken() -> Phrases:
    return table(f"{names} is|are|ist|esta|est {_TAKEN}; {names} {_TAKEN}" for names in NAMES.values())
