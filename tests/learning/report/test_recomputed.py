"""The report's six numbers, recomputed from the database by queries that know nothing of how the report does it."""

import asyncio
import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from learning.cli import main
from learning.evaluation.case import load_cases
from learning.report import command
from storage.open import open_store
from tests.learning.letters import Letters, vector_of
from tests.learning.lifters_on_record import lifters_on_record, put_on_record

LIFTERS, SESSIONS = 24, 12
EXACT = 1e-9
PER_LB = 0.45359237
NEAR_KG = 2.5 * PER_LB / 2

NEWEST = """
    WITH newest AS (
        SELECT user_id, turn, {what} AS said,
            ROW_NUMBER() OVER (PARTITION BY turn ORDER BY said_at DESC, seq DESC) AS back
        FROM feedback WHERE {what} IS NOT NULL
    )
    SELECT newest.* FROM newest JOIN turns ON turns.id = newest.turn AND turns.undone_at IS NULL WHERE back = 1
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "coach.db"
    asyncio.run(fill(path))
    return path


async def fill(path: Path) -> None:
    async with open_store(f"sqlite:///{path}") as store:
        await put_on_record(store, list(lifters_on_record(LIFTERS, sessions=SESSIONS)))


@pytest.fixture(scope="module")
def metrics(database: Path) -> dict[str, Any]:
    """What ``focusflow report --json`` says of them."""
    shown = StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOCUSFLOW__DATABASE__URL", f"sqlite:///{database}")
        patch.delenv("FOCUSFLOW__RETRIEVAL__EMBEDDER", raising=False)
        patch.setattr(command, "LocalEmbedder", Letters)  # the weights of the real one take seconds
        patch.setattr(sys, "argv", ["focusflow", "report", "--json"])
        with redirect_stdout(shown), pytest.raises(SystemExit) as ended:
            main()
    assert not ended.value.code
    found = json.loads(shown.getvalue())["metrics"]
    assert isinstance(found, dict)
    return found


@pytest.fixture
def rows(database: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def test_every_number_of_the_report_comes_out_again(metrics: dict[str, Any], rows: sqlite3.Connection) -> None:
    plans = plans_of(rows)
    for name, (value, n) in {
        "agreement": agreement(rows),
        "satisfaction": satisfaction(rows),
        "pr_success": pr_success(rows),
        "adherence": adherence(plans),
        "prevention": prevention(plans),
        "relevance": relevance(rows),
    }.items():
        assert metrics[name]["n"] == n > 30, name
        assert metrics[name]["value"] == pytest.approx(value, abs=EXACT), name
        assert metrics[name]["low"] < value < metrics[name]["high"], name
        assert metrics[name]["lifters"] <= LIFTERS


def test_what_the_figures_are_made_of_comes_out_again(metrics: dict[str, Any], rows: sqlite3.Connection) -> None:
    tried = "FROM predictions WHERE outcome IN ('hit', 'not_yet')"
    ((said, brier),) = rows.execute(
        f"SELECT AVG(probability), AVG((probability - (outcome = 'hit')) * (probability - (outcome = 'hit'))) {tried}"
    )
    ((not_tried,),) = rows.execute("SELECT COUNT(*) FROM predictions WHERE outcome = 'did_not_try'")
    parts = metrics["pr_success"]["parts"]
    assert parts["said"] == pytest.approx(said, abs=EXACT)
    assert parts["brier"] == pytest.approx(brier, abs=EXACT)
    assert parts["did_not_try"] == not_tried > 0
    assert sum(each["n"] for each in parts["bins"]) == metrics["pr_success"]["n"]
    for name in ("agreement", "satisfaction"):
        by = metrics[name]["by"]
        assert sum(each["n"] for each in by["arm"].values()) == metrics[name]["n"]
        assert {"coach", "plain words"} < set(by["agent"])
        assert {"coach-2", "nemotron-nano"} < set(by["version"])
    assert set(metrics["adherence"]["by"]) == {"week", "arm"}


# ── by SQL alone ───────────────────────────────────────────────────────────────────────────────────────────────────


def agreement(rows: sqlite3.Connection) -> tuple[float, int]:
    ((value, n),) = rows.execute(f"SELECT AVG(said = 'up'), COUNT(*) FROM ({NEWEST.format(what='thumb')})")
    return value, n


def satisfaction(rows: sqlite3.Connection) -> tuple[float, int]:
    ((value, n),) = rows.execute(f"SELECT AVG(said), COUNT(*) FROM ({NEWEST.format(what='stars')})")
    return value, n


def pr_success(rows: sqlite3.Connection) -> tuple[float, int]:
    ((value, n),) = rows.execute(
        "SELECT AVG(outcome = 'hit'), COUNT(*) FROM predictions WHERE outcome IN ('hit', 'not_yet')"
    )
    return value, n


# ── what was done about a plan, in a dozen lines ───────────────────────────────────────────────────────────────────


def plans_of(rows: sqlite3.Connection) -> list[dict[str, Any]]:
    """Every plan with what followed it. A lifter here has one lift, and tells each session in one message."""
    lifted, flags, plans = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in rows.execute("SELECT * FROM entries WHERE kind <> 'warmup' ORDER BY said_at, place"):
        lifted[row["user_id"]].append({**dict(row), "kg": kg(row["load_milli"], row["load_unit"])})
    for row in rows.execute("SELECT * FROM flags"):
        flags[row["user_id"]].append(dict(row))
    for row in rows.execute("SELECT * FROM prescriptions ORDER BY made_at"):
        plans[row["user_id"]].append(dict(row))
    last = dict(rows.execute("SELECT user_id, MAX(substr(at, 1, 10)) FROM turns GROUP BY user_id").fetchall())
    return [
        {
            **plan,
            "earned": earned(plan, lifted[user]),
            "followed": followed(plan, later, lifted[user], flags[user], last),
        }
        for user, own in plans.items()
        for plan, later in zip(own, [*own[1:], None], strict=True)
    ]


def followed(
    plan: dict[str, Any],
    later: dict[str, Any] | None,
    lifted: list[dict[str, Any]],
    flags: list[dict[str, Any]],
    last: dict[str, str],
) -> bool | None:
    """*later*: the plan that came next."""
    next_at = later["made_at"] if later else "9999"
    until = str(date.fromisoformat(plan["made_on"]) + timedelta(days=10))
    sets = [one for one in lifted if plan["made_at"] < one["said_at"] < next_at and one["trained_on"] <= until]
    if plan["load_milli"] is None:
        day = plan["made_on"] if plan["action"] == "rest" else until
        open_flags = [flag for flag in flags if flag["raised_at"] <= plan["made_at"] < (flag["cleared_at"] or "9999")]
        cleared_at = max([flag["cleared_at"] or "9999" for flag in open_flags], default="9999")
        if any(one["trained_on"] <= day and one["said_at"] < cleared_at for one in sets):
            return False
        if later and later["made_on"] == plan["made_on"]:
            return None
        return True if last[plan["user_id"]] > plan["made_on"] else None
    if not sets:
        return None
    return abs(working_kg(plan, sets) - kg(plan["load_milli"], plan["load_unit"])) < NEAR_KG


def working_kg(plan: dict[str, Any], sets: list[dict[str, Any]]) -> float:
    """The heaviest load with all its reps where that is the plan's or more, else the heaviest of all."""
    asked = kg(plan["load_milli"], plan["load_unit"])
    by_load = defaultdict(list)
    for one in sets:
        by_load[round(one["kg"], 6)].append(one["kind"] == "work" and one["reps"] >= plan["reps"])
    made = [load for load, whole in by_load.items() if all(whole) and load > asked - NEAR_KG]
    return max(made or by_load)


def earned(plan: dict[str, Any], lifted: list[dict[str, Any]]) -> bool | None:
    """Every set at the last session's working load had the reps, at no less than had been planned."""
    known = [one for one in lifted if one["said_at"] < plan["made_at"]]
    sets = [one for one in known if one["trained_on"] == known[-1]["trained_on"]]
    if not sets:
        return None
    planned = max((kg(one["planned_milli"], one["planned_unit"]) for one in sets if one["planned_milli"]), default=None)
    if any(one["kind"] == "failed" for one in sets):
        return False
    return planned is None or max(one["kg"] for one in sets if one["reps"] == 5) >= planned  # not the single on top


def kg(milli: int, unit: str) -> float:
    return milli / 1000 * (PER_LB if unit == "lb" else 1)


def adherence(plans: list[dict[str, Any]]) -> tuple[float, int]:
    by_lifter = defaultdict(list)
    for plan in plans:
        if plan["followed"] is not None:
            by_lifter[plan["user_id"]].append(plan["followed"])
    shares = [sum(own) / len(own) for own in by_lifter.values()]
    return sum(shares) / len(shares), sum(map(len, by_lifter.values()))


def prevention(plans: list[dict[str, Any]]) -> tuple[float, int]:
    of_day = {(plan["user_id"], plan["made_on"]): plan for plan in plans}
    pushed = [plan for plan in of_day.values() if plan["earned"]]
    return sum(plan["action"] != "increase" for plan in pushed) / len(pushed), len(pushed)


# ── likeness of meaning ────────────────────────────────────────────────────────────────────────────────────────────


def relevance(rows: sqlite3.Connection) -> tuple[float, int]:
    references, cosines = defaultdict(list), []
    for case in load_cases():
        references[case.agent.value].append(vector_of(case.reference).astype(float))
    for agent, text in rows.execute("SELECT agent, answer FROM exchanges WHERE verdict LIKE 'used%'"):
        shaped = json.loads(text) if text.startswith("{") else {}
        words = shaped.get("reason") or " ".join(shaped.get("observations", [])) or text
        if agent in references:
            vector = vector_of(words).astype(float)
            cosines.append(max(float(reference @ vector) for reference in references[agent]))
    return float(np.mean(cosines)), len(cosines)
