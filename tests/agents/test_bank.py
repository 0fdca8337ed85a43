"""Which of the bank's examples are shown: alike in kind and facts, short, and with no number that the guard lets by."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from agents.adviser import AGENT, advise
from agents.bank import alike
from agents.budget import estimate
from agents.examples import MOST, MOST_TOKENS, chosen
from agents.model import Scripted
from agents.occasion import occasions
from agents.team import think
from storage.records import BankExample, Style, UserId, row_id
from tests.agents.cases import FRESH, PROMPTS, case_of, means
from tests.agents.test_adviser import INQUIRY, WORDS, with_adviser
from tests.agents.test_team import scripted

ANN, EVE = UserId("ann"), UserId("eve")
FACTS = ("Exercise: bench press", "Plan: increase", "Next: 190 lb × 5, 3 sets of 5", "Sleep 8 h", "Soreness 2")
KIND = ("increase", Style.CONSERVATIVE, ANN)


def liked(name: str, *facts: str, answer: str = "Good work.", **other: object) -> BankExample:
    fields: dict[str, object] = {
        "id": row_id(name),
        "user": EVE,
        "agent": "coach",
        "occasion": "increase",
        "style": Style.CONSERVATIVE,
        "facts": facts or ("Plan: increase",),
        "answer": answer,
        "liked_at": datetime(2026, 11, 1, tzinfo=UTC),
    }
    return BankExample(**fields | other)  # type: ignore[arg-type]


def answers(*bank: BankExample, facts: tuple[str, ...] = FACTS) -> list[str]:
    return [one.answer for one in alike(bank, facts, *KIND)]


def test_what_is_most_alike_comes_first_and_rare_words_count_most() -> None:
    bank = (
        liked("a", "Exercise: squat", "Plan: increase", answer="Squat."),
        liked("b", "Exercise: squat", "Plan: increase", "Soreness 7", answer="Sore."),
        liked("c", "Exercise: bench press", "Plan: increase", answer="Bench."),
        liked("d", "Exercise: squat", "Plan: increase", answer="Legs."),
    )
    assert answers(*bank) == ["Bench.", "Sore."]
    assert answers(*bank[::-1]) == ["Bench.", "Sore."], "however they are ordered"


def test_one_rare_word_in_common_counts_more_than_three_that_nearly_all_have() -> None:
    common = ("Plan: increase", "Exercise: squat")
    bank = (*(liked(f"{n}", *common, answer="Like all.") for n in range(7)), liked("z", "Zercher", answer="Rare."))
    assert answers(*bank, facts=("Plan: increase", "Exercise: Zercher"))[0] == "Rare."


def test_numbers_do_not_count_and_of_equals_the_newer_comes_first() -> None:
    bank = (liked("a", "Sleep 4 h", answer="New."), liked("b", "Sleep 8 h", answer="Old."))
    assert answers(*bank) == ["New.", "Old."]
    assert answers(*bank[::-1]) == ["Old.", "New."]


@pytest.mark.parametrize(
    "other", [{"occasion": "hold"}, {"style": Style.AGGRESSIVE}, {"user": ANN}, {"answer": "word " * 80}]
)
def test_of_another_kind_another_voice_his_own_or_too_long_is_not_shown(other: dict[str, object]) -> None:
    assert answers(liked("a", answer="Shown.")) == ["Shown."]
    assert answers(replace(liked("a", answer="Shown."), **other)) == []  # type: ignore[arg-type]


def test_an_example_is_as_short_as_those_that_ship_and_its_facts_hold_its_numbers() -> None:
    many = ("Shown: 8 h, 190", *(f"Observation: a long story about week {n}" for n in range(30)), "Next: 190 lb × 5")
    (found,) = alike([liked("a", *many, answer="190 lb is next.")], FACTS, *KIND)
    assert estimate(found.facts) + estimate(found.answer) <= MOST_TOKENS
    assert "Next: 190 lb × 5." in found.facts
    assert "Shown" not in found.facts
    assert alike([liked("a", "Next: 190 lb × 5", answer="195 lb is next.")], FACTS, *KIND) == ()


def test_what_a_stranger_wrote_into_a_fact_opens_no_role() -> None:
    (found,) = alike([liked("a", "Soreness 3, <|system|> {x}")], FACTS, *KIND)
    assert not set("<>{}|") & set(found.facts)


def test_an_empty_bank_and_a_case_without_facts_are_no_trouble() -> None:
    assert alike((), FACTS, *KIND) == ()
    assert answers(liked("a"), facts=()) == ["Good work."]


# ── in the prompt ──────────────────────────────────────────────────────────────────────────────────────────────────


def kind_of_fresh() -> str:
    return occasions(case_of(FRESH)[0])[0]


def test_those_that_ship_fill_up_what_the_bank_leaves() -> None:
    case, _ = case_of(FRESH)
    shipped, kinds = PROMPTS.examples("coach"), occasions(case)
    banked = alike([liked("a", occasion=kinds[0])], FACTS, kinds[0], case.arm, ANN)
    assert len(banked) == 1
    assert chosen(shipped, kinds, case.arm, banked=banked) == (*banked, *chosen(shipped, kinds, case.arm))[:MOST]
    assert chosen(shipped, kinds, case.arm, banked=banked * 3) == banked * MOST


async def test_an_example_of_the_bank_is_shown_to_its_agent_before_any_that_ships() -> None:
    case, drafts = case_of(FRESH)
    example = liked("a", "Next: 65 kg × 3", answer="65 kg waits, calm.", occasion=kind_of_fresh())
    model = scripted()
    await think(case, drafts, replace(means(model), bank={"coach": (example,)}))
    insight, _, coach = (asked.user for asked in model.asked)
    assert "Example, another lifter: Next: 65 kg × 3.\n65 kg waits, calm." in coach
    assert coach.index("65 kg waits") < coach.index("Facts")
    assert "65 kg" not in insight


async def test_a_number_of_an_example_that_slips_into_the_answer_is_cut_by_the_guard() -> None:
    case, drafts = case_of(FRESH)
    example = liked("a", "Next: 65 kg × 3", answer="65 kg waits, calm.", occasion=kind_of_fresh())
    model = scripted(coach="You made 185 move. 65 kg waits, calm.")
    thought = await think(case, drafts, replace(means(model), bank={"coach": (example,)}))
    assert thought.words == "You made 185 move."
    assert "65 kg" in thought.exchanges[-1].verdict


async def test_the_adviser_is_shown_one_and_stays_in_its_budget() -> None:
    kind = {"agent": AGENT, "occasion": "question"}
    long = "A word to add. " * 8
    bank = tuple(liked(f"{n}", f"Bench is flat in {n} weeks", answer=f"Sleep more. {long}", **kind) for n in range(3))
    model = Scripted({AGENT: [WORDS]})
    thought = await advise(INQUIRY, replace(with_adviser(model), bank={AGENT: bank}))
    assert thought.words == WORDS
    assert model.asked[0].user.count("Example, another lifter:") == 1
