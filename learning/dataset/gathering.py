"""From what a lifter liked and disliked to records: only with his consent, and without what names anybody."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, get_args

from agents.prompting import Prompts
from learning.dataset.cleaning import cleaned_answer, cleaned_talk, own_of
from learning.dataset.marks import is_marked
from learning.dataset.pseudonym import Key, pseudonym
from learning.dataset.record import QUESTION, Experience, Record
from learning.evaluation.case import Agent
from learning.signals import Episode, cuts_of, is_used
from storage.records import Consent, Exchange, Outcome, RowId, Thumb, Whole, row_id

SOURCE: Final = "focusflow"  # exchanges of the bot with its own lifters
LICENCE: Final = "consent to training"
LIKED_STARS: Final = 4  # and above
DISLIKED_STARS: Final = 2  # and below
EXPERIENCE_MONTHS: Final = (12, 36)  # below them a novice, an intermediate; a convention, as strength standards have it

NO_VOTE: Final = "neither liked nor disliked"
MIXED: Final = "thumb and stars disagree"
ENDED_BADLY: Final = "liked, but it ended badly"
NOT_USED: Final = "not shown: the guard or the server refused it"
DANGEROUS: Final = "disliked, and the guard cut something dangerous out of it"
CUT: Final = "liked, but the guard had cut it"
MENDED: Final = "a second try for a wrong shape"
PERSONAL: Final = "a name or an unknown word in a liked answer"
EMPTY: Final = "without an answer or a prompt"

REPAIR: Final = "repair"  # in the id of an exchange that asked once more
_EXAMPLE: Final = re.compile(r"^Example, another lifter: (?P<facts>.*)\n(?s:.*?)\n\n", re.MULTILINE)
_DANGER: Final = re.compile(
    r"for today|against the plan|not heeded|careless|record|a promise|shaming|medical|pain|nutrition|obeyed|a leak"
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exchange that no record was made of."""

    exchange: Exchange
    why: str


def consents(whole: Whole) -> bool:
    return whole.person.profile.consent is Consent.GIVEN


def gathered(whole: Whole, episodes: Iterable[Episode], key: Key) -> Iterator[Record]:
    """The records of one lifter, oldest first; none without his consent.

    Desirable is a whole answer that passed the guard untouched, was liked, and did not end badly. Undesirable is one
    that was shown and disliked. What the guard refused was not read by anybody, so no vote is about it.
    """
    return (found for found in examined(whole, episodes, key) if isinstance(found, Record))


def examined(whole: Whole, episodes: Iterable[Episode], key: Key) -> Iterator[Record | LeftOut]:
    """As *gathered*, with why every other exchange is left out."""
    if not consents(whole):
        return
    for episode in episodes:
        label = rated(episode)
        for exchange in episode.exchanges:
            why = label if isinstance(label, str) else _against(exchange, label)
            if why or isinstance(label, str):
                yield LeftOut(exchange, why)
                continue
            record = _record(whole, episode, exchange, key, label)
            yield LeftOut(exchange, PERSONAL) if label and is_marked(record.output) else record


def rated(episode: Episode) -> bool | str:
    """True: liked and well ended; False: disliked; or why it is neither. Three stars say nothing."""
    stars = episode.stars
    liked = episode.thumb is Thumb.UP or (stars is not None and stars >= LIKED_STARS)
    disliked = episode.thumb is Thumb.DOWN or (stars is not None and stars <= DISLIKED_STARS)
    if liked == disliked:
        return MIXED if liked else NO_VOTE
    return ENDED_BADLY if liked and ended_badly(episode) else liked


def ended_badly(episode: Episode) -> bool:
    return episode.hurt_after or outcome_of(episode) in ("missed", "not_yet")


def outcome_of(episode: Episode) -> str:
    """The worst of what is known: a missed prescription, a record that did not come, one that did, a made one."""
    made = {one.made for one in episode.prescribed}
    came = {one.outcome for one in episode.predictions}
    known = (
        ("missed", False in made),
        ("not_yet", Outcome.NOT_YET in came),
        ("hit", Outcome.HIT in came),
        ("made", True in made),
    )
    return next((name for name, holds in known if holds), "")


def _against(exchange: Exchange, label: bool) -> str:
    """Why an exchange of a rated answer is left out; "" where it is not."""
    if not is_used(exchange):
        return NOT_USED
    if exchange.id == row_id(exchange.turn, exchange.agent, REPAIR):
        return MENDED
    if not exchange.answer.strip() or not exchange.prompt.strip():
        return EMPTY
    cuts = cuts_of(exchange)
    if label:
        return CUT if cuts else ""
    return DANGEROUS if any(_DANGER.search(cut) for cut in cuts) else ""


def record_id(exchange: RowId, key: Key) -> str:
    """What stands for an exchange in a dataset: its own name follows from a chat and a message's number."""
    return key.name_of("exchange", exchange)


def _record(whole: Whole, episode: Episode, exchange: Exchange, key: Key, label: bool) -> Record:
    own = own_of(whole)
    return Record(
        id=record_id(exchange.id, key),
        agent=exchange.agent,
        system=exchange.system,
        input=cleaned_talk(without_others(exchange.prompt), own),
        output=cleaned_answer(exchange.answer, own),
        label=label,
        category=exchange.occasion or QUESTION,
        experience=experience_of(whole.person.profile.experience_months),
        style=exchange.arm.value,
        lifter=pseudonym(whole.person.user, key),
        source=SOURCE,
        licence=LICENCE,
        made_on=exchange.at.date(),
        facts=tuple(cleaned_talk(fact, own) for fact in exchange.facts),
        outcome=outcome_of(episode),  # type: ignore[arg-type]  # one of the words of the field, which is checked
    )


def without_others(prompt: str) -> str:
    """*prompt* without the examples of the bank: they are of other lifters, whose consent is theirs."""
    return _EXAMPLE.sub(lambda found: found[0] if found["facts"] in _shipped() else "", prompt)


@cache
def _shipped() -> frozenset[str]:
    prompts = Prompts.load()
    return frozenset(one.facts for agent in Agent for one in prompts.examples(agent))


def experience_of(months: int | None) -> Experience:
    levels = get_args(Experience)
    return "unknown" if months is None else levels[sum(months >= least for least in EXPERIENCE_MONTHS)]
