"""The fifth mind: it words the plain answer to a question. Its words are guarded, and the basis stays code's."""

from typing import Final

from agents.allowed import Allowed
from agents.answers import Rejected
from agents.bank import alike
from agents.budget import fitted
from agents.calls import About, Means, ask, exchange_of, judged
from agents.case import Thought
from agents.facts import about, rules_told
from agents.guard import guarded
from agents.inquiry import Inquiry
from agents.prompting import quoted

AGENT: Final = "adviser"
QUESTION: Final = "question"  # what each of its exchanges is an example of
FACT_TOKENS: Final = 250
PASSAGE_TOKENS: Final = 200
ABOUT_TOKENS: Final = 60
MOST_EXAMPLES: Final = 1  # of the bank: one stands in the prompt itself
LONGEST_ASKED: Final = 200  # characters of the question


async def advise(inquiry: Inquiry, means: Means) -> Thought:
    """The plain answer in warmer words, or None where it stands. Cancelling leaves the call in progress.

    Raises nothing that a model could cause.
    """
    facts = fitted(_facts(inquiry), FACT_TOKENS)
    passages = fitted([passage.text for passage in inquiry.passages], PASSAGE_TOKENS)
    bank = means.bank.get(AGENT, ())
    values = {
        "about": fitted(about(inquiry.profile), ABOUT_TOKENS),
        "asked": quoted(inquiry.asked, LONGEST_ASKED),
        "facts": facts,
        "passages": passages,
        "examples": alike(bank, facts, QUESTION, inquiry.arm, inquiry.user, MOST_EXAMPLES),
        "style": inquiry.arm.value,
    }
    heard = await ask(means.request(AGENT, values, None, inquiry.user), means)
    words, verdict = judged(heard, lambda text: _read(text, inquiry, means.private))
    whose = About(inquiry.turn, inquiry.user, inquiry.arm, QUESTION)
    return Thought(words, (exchange_of(heard, verdict, whose, means, (*facts, *passages)),))


def _facts(inquiry: Inquiry) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*inquiry.plain.split("\n"), *inquiry.facts)))


def _read(text: str, inquiry: Inquiry, private: frozenset[str]) -> str:
    """What may be shown of an answer. Raises Rejected."""
    left = guarded(" ".join(text.split()).strip('"“” '), _allowed(inquiry, private))
    if left.words is None:
        raise Rejected(f"guard: {'; '.join(left.cuts)}")
    return left.words


def _allowed(inquiry: Inquiry, private: frozenset[str]) -> Allowed:
    """Every number of the facts and the passages; a load is asked for only where the plain answer named one."""
    return Allowed(
        facts=(*_facts(inquiry), *(passage.text for passage in inquiry.passages)),
        unit=inquiry.next_loads[0].unit if inquiry.next_loads else inquiry.profile.unit,
        next_loads=inquiry.next_loads,
        pr_allowed=inquiry.pr_allowed,
        looks_back=not inquiry.next_loads,
        private=rules_told() | private,
    )
