"""Experiments, versions, datasets and examples, as rows and back."""

from collections.abc import Iterable

from storage.columns import instant, instant_from, instant_or_none, instant_or_none_from, texts_from, texts_text
from storage.records import (
    Arm,
    BankExample,
    Dataset,
    Experiment,
    PastTurn,
    RowId,
    Style,
    UserId,
    Varies,
    Version,
    VersionState,
)
from storage.steps import Params, Row


def past_turn_from(row: Row, words: str) -> PastTurn:
    return PastTurn(id=RowId(row["id"]), at=instant_from(row["at"]), arms=texts_from(row["arms"]), words=words)


def experiment_row(experiment: Experiment) -> Params:
    return {
        "name": experiment.name,
        "varies": experiment.varies.value,
        "agent": experiment.agent,
        **_arm_columns("control", experiment.control),
        **_arm_columns("treatment", experiment.treatment),
        "share": experiment.share,
        "salt": experiment.salt,
        "metric": experiment.metric,
        "horizon_days": experiment.horizon_days,
        "minimum_effect": experiment.minimum_effect,
        "most_days": experiment.most_days,
        "registered_at": instant(experiment.registered_at),
        "started_at": instant_or_none(experiment.started_at),
        "ended_at": instant_or_none(experiment.ended_at),
        "ended_why": experiment.ended_why,
    }


def _arm_columns(prefix: str, arm: Arm) -> dict[str, str]:
    return {f"{prefix}_name": arm.name, f"{prefix}_value": arm.value}


def experiment_from(row: Row) -> Experiment:
    return Experiment(
        name=row["name"],
        varies=Varies(row["varies"]),
        agent=row["agent"],
        control=Arm(row["control_name"], row["control_value"]),
        treatment=Arm(row["treatment_name"], row["treatment_value"]),
        share=row["share"],
        salt=row["salt"],
        metric=row["metric"],
        horizon_days=row["horizon_days"],
        minimum_effect=row["minimum_effect"],
        most_days=row["most_days"],
        registered_at=instant_from(row["registered_at"]),
        started_at=instant_or_none_from(row["started_at"]),
        ended_at=instant_or_none_from(row["ended_at"]),
        ended_why=row["ended_why"],
    )


def version_row(version: Version) -> Params:
    return {
        "name": version.name,
        "agent": version.agent,
        "base": version.base,
        "parent": version.parent,
        "dataset": version.dataset,
        "path": version.path,
        "settings": version.settings,
        "evaluation": version.evaluation,
        "state": version.state.value,
        "why": version.why,
        "made_at": instant(version.made_at),
        "changed_at": instant(version.changed_at),
    }


def version_from(row: Row) -> Version:
    return Version(
        name=row["name"],
        agent=row["agent"],
        base=row["base"],
        parent=row["parent"],
        dataset=row["dataset"],
        path=row["path"],
        settings=row["settings"],
        evaluation=row["evaluation"],
        state=VersionState(row["state"]),
        why=row["why"],
        made_at=instant_from(row["made_at"]),
        changed_at=instant_from(row["changed_at"]),
    )


def dataset_row(dataset: Dataset, unknown: int) -> Params:
    """*unknown* of its members were deleted before it was kept."""
    forgotten = dataset.forgotten + unknown
    return {"id": dataset.id, "card": dataset.card, "forgotten": forgotten, "made_at": instant(dataset.made_at)}


def dataset_from(row: Row, members: Iterable[UserId]) -> Dataset:
    return Dataset(
        id=row["id"],
        card=row["card"],
        members=tuple(members),
        forgotten=row["forgotten"],
        made_at=instant_from(row["made_at"]),
    )


def example_row(example: BankExample) -> Params:
    return {
        "id": example.id,
        "user": example.user,
        "agent": example.agent,
        "occasion": example.occasion,
        "style": example.style.value,
        "facts": texts_text(example.facts),
        "answer": example.answer,
        "liked_at": instant(example.liked_at),
    }


def example_from(row: Row) -> BankExample:
    return BankExample(
        id=RowId(row["id"]),
        user=UserId(row["user_id"]),
        agent=row["agent"],
        occasion=row["occasion"],
        style=Style(row["style"]),
        facts=texts_from(row["facts"]),
        answer=row["answer"],
        liked_at=instant_from(row["liked_at"]),
    )
