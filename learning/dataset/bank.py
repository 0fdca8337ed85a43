"""The example bank: answers that lifters liked, which may be shown to the same agent as examples."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from agents.adviser import AGENT as ADVISER
from agents.minds import COACH, INSIGHT, PLANNER
from learning.dataset.duplicates import deduplicated
from learning.dataset.gathering import LIKED_STARS, gathered, record_id
from learning.dataset.marks import is_marked
from learning.dataset.pseudonym import Key
from learning.dataset.record import Record
from learning.signals import Episode
from storage.records import BankExample, Exchange, Feedback, Thumb, Whole

AGENTS: Final = (INSIGHT, PLANNER, COACH, ADVISER)  # whose prompts have room for examples
MOST: Final = 200  # of an agent, the newest
_NO_KEY: Final = Key(b"")  # no record of the bank is shown to anybody: its rows are named as the exchanges are


def bank_of(whole: Whole, episodes: Iterable[Episode]) -> Iterator[BankExample]:
    """One lifter's answers that may be shown to others: what *gathered* calls desirable, of an occasion, with facts.

    A fact that had to be marked is left out whole: a prompt has better lines to show.
    """
    told = tuple(episodes)
    exchanges = {record_id(exchange.id, _NO_KEY): exchange for episode in told for exchange in episode.exchanges}
    for record in gathered(whole, told, _NO_KEY):
        exchange = exchanges[record.id]
        if record.label and record.agent in AGENTS and exchange.occasion:
            example = _example(record, exchange, whole)
            if example.facts:
                yield example


def _example(record: Record, exchange: Exchange, whole: Whole) -> BankExample:
    return BankExample(
        id=exchange.id,
        user=exchange.user,
        agent=exchange.agent,
        occasion=exchange.occasion,
        style=exchange.arm,
        facts=tuple(fact for fact in record.facts if not is_marked(fact)),
        answer=record.output,
        liked_at=_liked_at(exchange, whole.feedback),
    )


def _liked_at(exchange: Exchange, feedback: Iterable[Feedback]) -> datetime:
    liked = (one.said_at for one in feedback if one.turn == exchange.turn and _likes(one))
    return max(liked, default=exchange.at)


def _likes(feedback: Feedback) -> bool:
    return feedback.thumb is Thumb.UP or (feedback.stars or 0) >= LIKED_STARS


def newest(examples: Iterable[BankExample], agent: str, most: int = MOST) -> tuple[BankExample, ...]:
    """The bank of *agent*, newest first: of examples that say nearly the same only the newest is in it."""
    own = [one for one in examples if one.agent == agent]
    ordered = sorted(own, key=lambda one: (one.liked_at, one.id), reverse=True)
    kept = deduplicated([_compared(one, place) for place, one in enumerate(ordered)])
    return tuple(ordered[int(record.id)] for record in kept)[:most]


def _compared(example: BankExample, place: int) -> Record:
    """As a record, whose name tells its *place* and so which of two alike is the newer one."""
    return Record(
        id=f"{place:09d}",
        agent=example.agent,
        input="\n".join(example.facts),
        output=example.answer,
        facts=example.facts,
        source="bank",
        licence="bank",
    )
