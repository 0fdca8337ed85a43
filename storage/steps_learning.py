"""What is learned from, whole; and what was learned: experiments, versions, datasets, examples."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TypeVar

from storage.columns import instant_from
from storage.records import (
    BankExample,
    Dataset,
    Delivery,
    Experiment,
    Identity,
    Lineup,
    PastTurn,
    UserId,
    Version,
    VersionState,
    Whole,
)
from storage.rows import flag_from
from storage.rows_answered import exchange_from, feedback_from, prediction_from, prescription_from
from storage.rows_learning import (
    dataset_from,
    dataset_row,
    example_from,
    example_row,
    experiment_from,
    experiment_row,
    past_turn_from,
    version_from,
    version_row,
)
from storage.rows_people import person_from
from storage.steps import Fetch, Row, Steps, Write, each
from storage.steps_recall import log

T = TypeVar("T")


def lifters() -> Steps[tuple[UserId, ...]]:
    rows = yield Fetch("lifters")
    return tuple(UserId(row["id"]) for row in rows)


def whole(user: UserId) -> Steps[Whole | None]:
    rows = yield Fetch("person", {"user": user})
    if not rows:
        return None
    identities = yield Fetch("all_identities", {"user": user})
    entries, readiness = yield from log(user)
    return Whole(
        person=person_from(rows[0]),
        met_at=instant_from(rows[0]["met_at"]),
        identities=tuple(Identity(row["platform"], row["account"]) for row in identities),
        turns=(yield from _turns(user)),
        entries=entries,
        readiness=readiness,
        flags=(yield from _all("all_flags", flag_from, user)),
        prescriptions=(yield from _all("all_prescriptions", prescription_from, user)),
        predictions=(yield from _all("all_predictions", prediction_from, user)),
        exchanges=(yield from _all("all_exchanges", exchange_from, user)),
        feedback=(yield from _all("all_feedback", feedback_from, user)),
    )


def _all(name: str, read: Callable[[Row], T], user: UserId) -> Steps[tuple[T, ...]]:
    rows = yield Fetch(name, {"user": user})
    return tuple(map(read, rows))


def _turns(user: UserId) -> Steps[tuple[PastTurn, ...]]:
    turns = yield Fetch("all_turns", {"user": user})
    words = _standing((yield Fetch("all_words", {"user": user})))
    return tuple(past_turn_from(row, words.get(row["id"], "")) for row in turns)


def _standing(rows: Sequence[Row]) -> dict[str, str]:
    """By turn what stands in its answer: the first words of the turn, or the newest that were put in their place.

    What was dropped stands nowhere, and what a turn said besides its answer is no part of it. *rows* as written.
    """
    words: dict[str, str] = {}
    places: dict[str, set[str]] = {}  # the words that stand or stood in the answer of a turn, by their ids
    for row in rows:
        place = places.setdefault(row["turn"], set())
        if not place or row["edits"] in place:
            place.add(row["id"])
            if row["delivery"] != Delivery.DROPPED:
                words[row["turn"]] = row["text"]
    return words


def lineup() -> Steps[Lineup]:
    serving = yield Fetch("serving_versions")
    running = yield Fetch("running_experiments")
    bank = yield Fetch("bank")
    return Lineup(
        serving={row["agent"]: row["name"] for row in serving},
        experiments=tuple(map(experiment_from, running)),
        bank=tuple(map(example_from, bank)),
    )


def experiments() -> Steps[tuple[Experiment, ...]]:
    rows = yield Fetch("experiments")
    return tuple(map(experiment_from, rows))


def keep_experiment(experiment: Experiment) -> Steps[bool]:
    return bool((yield Fetch("keep_experiment", experiment_row(experiment))))


def versions() -> Steps[tuple[Version, ...]]:
    rows = yield Fetch("versions")
    return tuple(map(version_from, rows))


def keep_version(version: Version) -> Steps[None]:
    row = version_row(version)
    if version.state is VersionState.SERVING:
        yield Write("retire_former", {name: row[name] for name in ("name", "agent", "changed_at")})
    yield Write("keep_version", row)


def datasets() -> Steps[tuple[Dataset, ...]]:
    members = defaultdict(list)
    for row in (yield Fetch("dataset_members")):
        members[row["dataset"]].append(UserId(row["user_id"]))
    rows = yield Fetch("datasets")
    return tuple(dataset_from(row, members[row["id"]]) for row in rows)


def keep_dataset(dataset: Dataset) -> Steps[None]:
    known = set((yield from lifters()))
    members = sorted(known.intersection(dataset.members))
    unknown = len(set(dataset.members)) - len(members)
    if (yield Fetch("keep_dataset", dataset_row(dataset, unknown))):
        yield from each("keep_members", [{"dataset": dataset.id, "user": member} for member in members])


def keep_bank(agent: str, examples: Sequence[BankExample]) -> Steps[None]:
    """Raises ValueError for an example of another agent."""
    if strangers := {example.agent for example in examples} - {agent}:
        raise ValueError(f"the bank of {agent} takes no examples of {', '.join(sorted(strangers))}")
    known = set((yield from lifters()))
    yield Write("clear_bank", {"agent": agent})
    yield from each("keep_examples", [example_row(example) for example in examples if example.user in known])
