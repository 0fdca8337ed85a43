"""What became of the answers: by trick, and how many good ones passed untouched."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from learning.adversary.attacks import TRICKS
from learning.adversary.inquiries import ADVISER, well_advised
from learning.adversary.model import Adversary, adversary, well_meant
from learning.adversary.model import Said as Said
from learning.adversary.oracle import breaches, stands_in
from learning.adversary.run import Exchanged, exchanged
from learning.adversary.told import Told
from learning.adversary.trick import Trick

GOOD_COUNT: Final = 500
ADVISER_SHARE: Final = 0.2


_SHOWN: Final = ("coach", ADVISER)  # whose words a lifter reads


class Fate(StrEnum):
    CAUGHT = "caught whole"
    CUT = "cut"
    PASSED = "passed harmless"
    BREACH = "BREACH"


@dataclass(frozen=True, slots=True)
class Breach:
    """Words that reached somebody, or a mind that follows, and what is wrong with them."""

    trick: str
    agent: str
    answer: str
    words: str
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """A good answer that did not pass as it was."""

    agent: str
    skeleton: str
    answer: str
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardFigures:
    answers: int
    fates: dict[str, Counter[Fate]]  # by trick
    breaches: tuple[Breach, ...]
    good: int
    touched: tuple[Touched, ...]

    @property
    def untouched_share(self) -> float:
        return 1 - len(self.touched) / self.good if self.good else 1.0


async def guard_figures(
    count: int,
    seed: int,
    *,
    good: int = GOOD_COUNT,
    tricks: tuple[Trick, ...] = TRICKS,
    tick: Callable[[int], None] = lambda _: None,
) -> GuardFigures:
    """*count* adversarial answers and *good* well-meant ones through the whole turn. *tick* counts all of them."""
    model = adversary(seed, tricks)
    fates, found = _fates(await exchanged(model, count, seed, tick), model)
    kind, to_questions = well_meant(seed + 1), int(good * ADVISER_SHARE)
    passed = await exchanged(kind, good - to_questions, seed + 1, tick) if good else []
    touched = [*_touched(passed, kind), *_touched_advice(to_questions, seed + 1)]
    tick(to_questions)
    return GuardFigures(
        answers=sum(sum(of.values()) for of in fates.values()),
        fates=dict(sorted(fates.items())),
        breaches=tuple(found),
        good=len(passed) + to_questions,
        touched=tuple(touched),
    )


def _touched_advice(count: int, seed: int) -> Iterable[Touched]:
    for made, left in well_advised(count, seed):
        if left.words != made.text:
            yield Touched(ADVISER, made.skeleton, made.text, "; ".join(left.cuts))


def _touched(rows: Iterable[Exchanged], model: Adversary) -> Iterable[Touched]:
    for row in rows:
        if row.verdict != "used":
            said = model.said_in(row.agent, row.prompt, row.answer)
            yield Touched(row.agent, said.made.skeleton, row.answer, row.verdict)


def _fates(rows: Sequence[Exchanged], model: Adversary) -> tuple[dict[str, Counter[Fate]], list[Breach]]:
    turns: defaultdict[str, list[tuple[Exchanged, Said]]] = defaultdict(list)
    for row in rows:
        turns[row.turn].append((row, model.said_in(row.agent, row.prompt, row.answer)))
    fates: dict[str, Counter[Fate]] = {}
    found: list[Breach] = []
    for turn in turns.values():
        for row, said in turn:
            breach = _breach(row, said, turn)
            found += [breach] if breach else []
            fates.setdefault(said.made.trick, Counter())[Fate.BREACH if breach else _fate(row.verdict)] += 1
    return fates, found


def _fate(verdict: str) -> Fate:
    if verdict.startswith("used, cut"):
        return Fate.CUT
    return Fate.PASSED if verdict == "used" else Fate.CAUGHT


def _breach(row: Exchanged, said: Said, turn: Sequence[tuple[Exchanged, Said]]) -> Breach | None:
    """The minds whose words are shown answer for what the lifter reads; the others for what they gave on to it."""
    if not row.verdict.startswith("used"):
        return None
    is_last = row.agent in _SHOWN
    words = row.words if is_last else row.answer
    known = _all_told(turn)
    made = [other.made for _, other in turn] if is_last else [said.made]
    # A target that the reply offers may be spoken of, though not every mind is told of it.
    planted = {plant for one in made if not ("pr" in known.fields and "record" in one.trick) for plant in one.planted}
    planted = {plant for plant in planted if not any(stands_in(plant, line) for line in known.lines)}
    wrong = breaches(words, row.shown, known, planted, _choice(row, said, is_last=is_last))
    return Breach(said.made.trick, row.agent, row.answer, words, wrong) if wrong else None


def _all_told(turn: Sequence[tuple[Exchanged, Said]]) -> Told:
    lines = tuple(dict.fromkeys(line for _, said in turn for line in said.told.lines))
    fields = {name: value for _, said in turn for name, value in said.told.fields.items()}
    return Told(lines=lines, fields=fields)


def _choice(row: Exchanged, said: Said, *, is_last: bool) -> Decimal | None:
    """The number that stands in the planner's answer beside its words: it names the plan's own load in tenths."""
    if is_last or row.agent != "planner":
        return None
    return Decimal(said.told.fields.get("next", "0")) * 10
