"""What to eat, in numbers that follow from a body weight; and where none are given."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from agents.questions.basis import basis
from agents.questions.notes import fitting, noted, tells
from agents.questions.question import Answered, Goal, Known, Question
from agents.questions.refer import UNDERWEIGHT, referred
from agents.questions.too_little import DEFICIT, LOSS, a_week, too_little
from knowledge.passage import Passage
from knowledge.units import Load
from knowledge.words import Words, joined, words

PROTEIN: Final = (Decimal("1.6"), Decimal("2.2"))  # g/kg a day; Jäger 2017 (ISSN), Morton 2018
SURPLUS: Final = (200, 500)  # kcal a day; a coaching convention
LEAST_BMI: Final = Decimal("18.5")  # kg/m²: below it is underweight (WHO)
OF_LOSING: Final = frozenset({"calories_to_lose", "nutrition_floors"})  # passages
ANY_MEAL: Final = frozenset(
    ["eat", "eating", "food", "meal", "diet", "nutrition", "day", "rest", "training", "today", "week"]
)  # tells of none
NO_WEIGHT: Final = words("Tell me what you weigh, like `bw 82kg`, and I'll put it into grams.")
NO_PASSAGE: Final = words("From the planner's own table: Jäger 2017, Morton 2018, Murphy 2021.")


def eating(question: Question, known: Known) -> Answered | None:
    """The numbers for this lifter, or why there are none; None where the notes alone answer, and have nothing."""
    weight = question.body_weight or known.profile.body_weight
    if refused := too_little(question, weight):
        return refused
    if question.goal is Goal.LOSE and weight and _is_underweight(weight, question.height_m):
        return referred(UNDERWEIGHT, question, known)
    match question.about:
        case "protein":
            return _protein(question, known, weight)
        case "energy":
            return _energy(question, known, weight)
        case "food" if _is_of_losing_alone(question, known):
            return _in_general(question, weight)
        case _:
            return noted(question, known)


def grams(weight: Load) -> tuple[int, int]:
    """Protein a day for a body weight, from least to most, to the nearest gram."""
    least, most = (int((weight.kg * share).quantize(Decimal(1), ROUND_HALF_UP)) for share in PROTEIN)
    return least, most


def _protein(question: Question, known: Known, weight: Load | None) -> Answered:
    passages = _about(question, known, "protein")
    if weight is None:
        lines = (words("1.6 to 2.2 g of protein per kg of body weight a day (0.7 to 1 g per lb)."), NO_WEIGHT)
        return Answered(lines=lines, basis=basis(passages=passages), passages=passages)
    least, most = grams(weight)
    parts = {"least": least, "most": most, "weight": weight}
    lines = (
        words("{least} to {most} g of protein a day at {weight}: 1.6 to 2.2 g per kg.", **parts),
        words("Go to the upper end while you lose weight."),
    )
    return Answered(lines=lines, basis=_from(question, weight, passages), passages=passages)


def _energy(question: Question, known: Known, weight: Load | None) -> Answered:
    passages = _about(
        question, known, *(("lose",) if question.goal is Goal.LOSE else ("gain",) if question.goal else ())
    )
    lines = [_kcal(question.goal)]
    if question.goal is Goal.LOSE and weight is not None:
        slow, quick = (a_week(weight, share) for share in LOSS)
        lines.append(
            words(
                "Aim at {slow} to {quick} {unit} a week, and keep protein at {span}.",
                slow=slow,
                quick=quick,
                unit=weight.unit,
                span=_span(weight),
            )
        )
    elif weight is not None:
        lines.append(words("Protein at {weight}: {span} a day.", weight=weight, span=_span(weight)))
    lines.append(
        words("I can't know your maintenance: weigh yourself for two weeks on what you eat now, and move from there.")
    )
    return Answered(lines=tuple(lines), basis=_from(question, weight, passages), passages=passages)


def _kcal(goal: Goal | None) -> str:
    down, up = (words("{least} to {most} kcal a day", least=least, most=most) for least, most in (DEFICIT, SURPLUS))
    if goal is Goal.LOSE:
        return words("{span} under maintenance, no more: a larger gap costs muscle and strength.", span=down)
    if goal is Goal.GAIN:
        return words("{span} over maintenance; more adds mostly fat.", span=up)
    return words("To gain, {up} over maintenance; to lose, {down} under it.", up=up, down=down)


def _is_of_losing_alone(question: Question, known: Known) -> bool:
    """Whether what fits best is about losing weight, of which nothing was asked: what should I eat."""
    best = next(iter(fitting(question, known)), None)
    return best is not None and best.id in OF_LOSING and not tells(best, question, but=ANY_MEAL)


def _in_general(question: Question, weight: Load | None) -> Answered:
    if weight is None:
        protein = words("1.6 to 2.2 g of protein per kg of body weight a day (0.7 to 1 g per lb).")
        return Answered(lines=(protein, _kcal(None), NO_WEIGHT), basis=NO_PASSAGE)
    protein = words("Protein at {weight}: {span} a day.", weight=weight, span=_span(weight))
    return Answered(lines=(protein, _kcal(None)), basis=_from(question, weight, ()))


def _about(question: Question, known: Known, *words: str) -> tuple[Passage, ...]:
    """The passages that were found and are about it by their title, best first; without such, the best one."""
    found = fitting(question, known)
    told = tuple(one for one in found if any(word in one.title.lower() for word in words))
    return (told or found)[:1]


def _from(question: Question, weight: Load | None, passages: tuple[Passage, ...]) -> str:
    notes = basis(passages=passages) if passages else NO_PASSAGE
    if weight is None:
        return notes
    if question.body_weight:
        whence = words("From your question: body weight {weight}.", weight=weight)
    else:
        whence = words("From your profile: body weight {weight}.", weight=weight)
    return joined([whence, notes], " ")


def _span(weight: Load) -> Words:
    least, most = grams(weight)
    return words("{least} to {most} g", least=least, most=most)


def _is_underweight(weight: Load, height_m: Decimal | None) -> bool:
    return height_m is not None and weight.kg / (height_m * height_m) < LEAST_BMI
