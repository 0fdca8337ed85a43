"""What came of it all: the rows and the chats beside what was said."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from storage.records import Delivery, PromiseState, RowId
from storage.store import Store
from tests.chaos.lifters import Gym, Lifter, Set
from tests.chaos.promises import Promised

Row: TypeAlias = dict[str, object]
Rows: TypeAlias = dict[str, list[Row]]

OPEN = (Delivery.WAITING, Delivery.SENDING)
SUPERSEDED = "superseded"


@dataclass(frozen=True)
class Tally:
    """Counts. All from *sets_lost* on must be 0."""

    said: int
    undone_or_edited: int
    sets: int
    answers_sent: int
    answers_uncertain: int
    sent_again: int
    due: int
    asked_once: int
    asked_uncertain: int
    sets_lost: int
    sets_logged_twice: int
    sets_not_said: int
    answers_missing: int
    answers_shown_twice: int
    asked_twice: int
    promises_lost: int

    @property
    def is_clean(self) -> bool:
        return not (
            self.sets_lost
            or self.sets_logged_twice
            or self.sets_not_said
            or self.answers_missing
            or self.answers_shown_twice
            or self.asked_twice
            or self.promises_lost
        )

    def table(self) -> str:
        rows = (
            ("things said", self.said),
            ("… undos and edits", self.undone_or_edited),
            ("sets that must stand", self.sets),
            ("sets lost", self.sets_lost),
            ("sets logged twice", self.sets_logged_twice),
            ("sets that nobody said, or that were taken back", self.sets_not_said),
            ("answers sent", self.answers_sent),
            ("… uncertain: killed while they were sent, on Telegram", self.answers_uncertain),
            ("… sent again under their nonce, on Discord", self.sent_again),
            ("answers missing", self.answers_missing),
            ("answers shown twice", self.answers_shown_twice),
            ("promises due", self.due),
            ("… asked once", self.asked_once),
            ("… uncertain, on Telegram", self.asked_uncertain),
            ("… asked twice", self.asked_twice),
            ("… lost", self.promises_lost),
        )
        return "\n".join(f"| {name} | {number} |" for name, number in rows)


async def rows_of(store: Store) -> Rows:
    found: Rows = defaultdict(list)
    async for table, row in store.dump():
        found[table].append(row)
    return found


async def logged(store: Store, lifter: Lifter) -> Counter[Set]:
    person = await store.person(lifter.who)
    entries, _ = await store.log(person.user) if person else ((), ())
    return Counter((entry.message, int(entry.lift.load.amount)) for entry in entries)


async def tally(store: Store, gym: Gym, promised: Sequence[Promised]) -> Tally:
    found = sum([await logged(store, lifter) for lifter in gym.lifters], Counter[Set]())
    meant = Counter(one for lifter in gym.lifters for one in lifter.sets)
    rows = await rows_of(store)
    outcomes = Counter(_outcome(one, rows, gym) for one in promised)
    said = sum(lifter.said for lifter in gym.lifters)
    deliveries = Counter(row["delivery"] for row in rows["outbox"])
    twice = sum((Counter(message for message, _ in found.elements()) - Counter({m: 1 for m, _ in found})).values())
    return Tally(
        said=said,
        undone_or_edited=sum(lifter.taken_back for lifter in gym.lifters),
        sets=meant.total(),
        answers_sent=deliveries[Delivery.SENT],
        answers_uncertain=deliveries[Delivery.UNCERTAIN],
        sent_again=gym.discord.repeated,
        due=len(promised),
        asked_once=outcomes["once"],
        asked_uncertain=outcomes["uncertain"],
        sets_lost=(meant - found).total(),
        sets_logged_twice=twice,
        sets_not_said=len(set(found) - set(meant)),
        answers_missing=said - _answered(rows, {one.turn for one in promised}),
        answers_shown_twice=sum(_shown_twice(place, rows, gym) for place in gym.places),
        asked_twice=outcomes["twice"],
        promises_lost=outcomes["lost"],
    )


def _answered(rows: Rows, but: Collection[RowId]) -> int:
    """How many turns have an answer that was sent, or of which nobody knows, or in whose place a newer one came."""
    answers = defaultdict(list)
    for row in rows["outbox"]:
        answers[row["turn"]].append(row)
    of_turns = [answers[turn["id"]] for turn in rows["turns"] if turn["id"] not in but]
    return sum(bool(said) and all(map(_is_over, said)) for said in of_turns)


def _is_over(row: Row) -> bool:
    if row["delivery"] == Delivery.UNCERTAIN:
        return row["platform"] == "telegram"
    return row["delivery"] == Delivery.SENT or row["drop_reason"] == SUPERSEDED


def _shown_twice(place: Lifter, rows: Rows, gym: Gym) -> int:
    """Messages where he writes that no row knows of, beyond those of which a row says that they may be there."""
    here = [row for row in rows["outbox"] if (row["platform"], row["chat"]) == (place.platform, str(place.channel))]
    known = {row["sent_as"] for row in here if row["sent_as"]}
    unknown = [id_ for id_, _ in gym.shown(place) if str(id_) not in known]
    return max(0, len(unknown) - sum(row["delivery"] == Delivery.UNCERTAIN for row in here))


def _outcome(promised: Promised, rows: Rows, gym: Gym) -> str:
    """What became of a promise: once, twice, uncertain or lost."""
    state = next(row["state"] for row in rows["promises"] if row["id"] == promised.id)
    asking = [row for row in rows["outbox"] if promised.words in str(row["text"])]
    shown = sum(any(promised.words in text for text in versions) for _, versions in gym.shown(promised.lifter))
    if len(asking) > 1 or shown > 1:
        return "twice"
    if state != PromiseState.ASKED or not asking:
        return "lost"
    if asking[0]["delivery"] == Delivery.UNCERTAIN and promised.lifter.platform == "telegram":
        return "uncertain"
    return "once" if shown == 1 and asking[0]["delivery"] == Delivery.SENT else "lost"
