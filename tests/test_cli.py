"""The command line as scripts outside the project rely on it: the real program, and its exit status."""

import asyncio
import csv
import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import structlog

from agents.answers import Ground, Rejected, read_choice
from agents.facts import facts_of
from agents.model import Scripted
from agents.team import think
from bot.commands.doctor import examine
from bot.commands.read import plan_from, read_lines
from bot.config import Config, Database, ModelSection, Secrets
from knowledge.units import Unit
from learning.cli import main
from storage.records import Style
from tests.agents.cases import DONE, FRESH, case_of, means
from tests.bot.imports.files import HEVY, hevy_row
from tests.servers.model import ModelServer, says, says_json, serves

OURS = ("FOCUSFLOW", "NVIDIA", "TELEGRAM", "DISCORD")
PATIENCE_SECONDS = 60
KEY = "nvapi-NobodyInParticular-0123456789abcdef"

EXAMPLE: dict[str, Any] = json.loads("""
{"profile": {"unit": "lb", "experience_months": 24, "goal": "strength", "programme": "free", "bar": 45,
             "plates": [45, 25, 10, 5, 2.5, 1.25], "injuries": []},
 "lift": "bench_press", "today": {"date": "2026-11-22", "sleep_h": 8, "soreness": 2, "energy": null, "text": ""},
 "history": [{"date": "2026-11-22", "sets": [{"weight": 185, "unit": "lb", "reps": 5, "rpe": null,
                                              "planned_weight": 185, "planned_reps": 5}]}]}
""")


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


CHAT = b"""bench 185x5 slept 6h sore 7
bench 185x5 slept 8h sore 2

done as prescribed
3
\xff\xfe
undo
"""
PARSE = """bench 185x5 slept 6h sore 7
{"text": "squat 100 3x5", "profile_unit": "lb"}
{"text": 7}
ohp 82,5x5

"""
RUNS = {  # the words of a command, and what is said to it
    "chat --user ann": CHAT,
    "parse --unit kg": PARSE.encode() + b"\xff\x00\n",
    "plan": json.dumps(EXAMPLE).encode(),
    "run": b"",
}


def clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)}


class Program:
    """Runs of the real program, each in a folder of its own. They begin together, for each waits a second to import."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running = {command: self._start(command, said) for command, said in RUNS.items()}

    def folder(self, command: str) -> Path:
        return self._folder / command.split()[0]

    def ran(self, command: str) -> Ran:
        status = self._running[command].wait(PATIENCE_SECONDS)
        out, err = ((self.folder(command) / stream).read_text("utf-8") for stream in ("out", "err"))
        return Ran(status, out, err)

    def stop(self) -> None:
        for running in self._running.values():
            running.kill()
            running.wait()

    def _start(self, command: str, said: bytes) -> subprocess.Popen[bytes]:
        folder = self.folder(command)
        folder.mkdir()
        (folder / "in").write_bytes(said)
        program = [sys.executable, "-m", "learning", *command.split()]
        with (folder / "in").open() as said_to, (folder / "out").open("w") as out, (folder / "err").open("w") as err:
            return subprocess.Popen(program, stdin=said_to, stdout=out, stderr=err, cwd=folder, env=clean_environment())


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    started = Program(tmp_path_factory.mktemp("program"))
    yield started
    started.stop()


Here = Callable[..., Ran]


@pytest.fixture
def focusflow(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Iterator[Here]:
    """The program within this process and in an empty folder, for what needs no process of its own."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    for name in os.environ.keys() - clean_environment().keys():
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)

    def run(*words: str, said: str = "", **env: str) -> Ran:
        for name, value in env.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["focusflow", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(said.encode()), "utf-8"))
        with pytest.raises(SystemExit) as ended:
            main()
        shown = capsys.readouterr()
        return Ran(int(ended.value.code or 0), shown.out, shown.err)

    yield run
    root.handlers[:], root.level = handlers, level
    logging.captureWarnings(False)
    structlog.reset_defaults()


def why(ran: Ran) -> str:
    """The one sentence of a run that failed."""
    assert (ran.status, ran.out) == (1, "")
    *notices, sentence = ran.err.splitlines()
    assert all(notice.startswith("No model: ") for notice in notices)
    return sentence


# ── chat and export ────────────────────────────────────────────────────────────────────────────────────────────────

BUTTONS = "[1] Done as prescribed  [2] Missed  [3] 👍  [4] 👎  [5] +1 rep  [6] Rest 3 min"


def test_a_scripted_chat_logs_says_what_is_next_and_why_and_takes_buttons(program: Program) -> None:
    ran = program.ran("chat --user ann")
    assert (ran.status, ran.err.count("\n")) == (0, 1)
    assert ran.err.startswith("No model: the coach uses its own plain words.")
    telling = ("Logged", "Next", "[1]", "Noted", "I didn't", "Undone")
    assert [line for line in ran.out.splitlines() if line.startswith(telling)] == [
        "Logged: bench 185 × 5 (est. 1RM 216); slept 6 h, sore 7.",
        "Next: 185 × 5, hold: 6 h sleep and soreness 7. Hit it again next session and it's 187.5.",
        BUTTONS,
        "Logged: bench 185 × 5 (est. 1RM 216); slept 8 h, sore 2.",
        "Next: 190 × 5, up: 8 h sleep, soreness 2 and every rep hit.",
        BUTTONS.replace("+1 rep", "190 × 6"),
        "Logged: bench 190 × 5 (est. 1RM 222).",
        "Next: 190 × 5, hold: that was today's step up. Hit it again next session and it's 192.5.",
        BUTTONS,
        "Noted, thanks.",
        "[1] Yes  [2] No",
        "I didn't get that, so nothing is logged. Try it like `bench 185x5 slept 7h sore 3`, or `help`.",
        "Undone: bench 190 × 5.",
    ]


def test_export_gives_the_log_as_csv_and_as_json(program: Program, focusflow: Here) -> None:
    program.ran("chat --user ann")
    chatted = {"FOCUSFLOW__DATABASE__URL": f"sqlite:///{program.folder('chat')}/focusflow.db"}
    table = focusflow("export", "--user", "ann", **chatted)
    sets = list(csv.DictReader(io.StringIO(table.out)))
    told = [(row["date"], row["exercise"], row["weight"], row["unit"], row["reps"], row["sets"]) for row in sets]
    assert told == [(sets[0]["date"], "bench_press", "185", "lb", "5", "1")] * 2
    log = json.loads(focusflow("export", "--user", "ann", "--format", "json").out)
    assert [(row["weight"], row["unit"], row["reps"]) for row in log["sets"]] == [("185", "lb", 5)] * 2
    assert [row["sleep_minutes"] for row in log["readiness"]] == [360, 480]
    assert "Nobody called 'bob' on console has written yet." in why(focusflow("export", "--user", "bob"))


def test_import_shows_then_keeps_once_and_takes_back(focusflow: Here, tmp_path: Path) -> None:
    file = tmp_path / "hevy.csv"
    file.write_text(HEVY)
    shown = focusflow("import", str(file), "--user", "eve")
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.splitlines() == [
        "Hevy: 4 sets of 1 exercise, 1 workout, 15 Sep 2025.",
        "Nothing is imported yet: add --yes to import it.",
    ]
    assert "Nobody called 'eve'" in why(focusflow("export", "--user", "eve"))
    assert focusflow("import", str(file), "--user", "eve", "--yes").out.splitlines()[-1].startswith("Imported.")
    table = focusflow("export", "--user", "eve").out
    assert table.count("leg_curl") == 4
    assert focusflow("import", str(file), "--user", "eve", "--yes").out.endswith("So nothing is changed.\n")
    assert focusflow("export", "--user", "eve").out == table
    assert focusflow("import", str(file), "--user", "eve", "--undo").out.startswith("Undone: 4 sets from hevy.csv")
    assert focusflow("export", "--user", "eve").out.count("\n") == 1


def test_import_says_in_one_line_what_it_cannot_read(focusflow: Here, tmp_path: Path) -> None:
    file = tmp_path / "diary.csv"
    file.write_text("dear diary,\n")
    assert why(focusflow("import", str(file))).startswith("This is no training log that I know")
    assert why(focusflow("import", "nowhere.csv")) == "nowhere.csv cannot be read: No such file or directory."
    assert "Nobody called 'bob'" in why(focusflow("import", str(file), "--user", "bob", "--undo"))


def test_import_lists_every_row_that_is_left_out(focusflow: Here, tmp_path: Path) -> None:
    file = tmp_path / "hevy.csv"
    rows = [hevy_row(weight=f"{at} stone").splitlines()[1] for at in range(9)]
    file.write_text(HEVY + "\n".join(rows))
    listed = focusflow("import", str(file), "--all").out.splitlines()
    assert [f"line {at + 6}: the weight '{at} stone' is no number" in listed for at in range(9)] == [True] * 9


# ── parse ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_parse_answers_every_line_with_a_line_whatever_is_in_it(program: Program) -> None:
    ran = program.ran("parse --unit kg")
    assert (ran.status, ran.err) == (0, "")
    bench, squat, number, press, nothing, binary = map(json.loads, ran.out.splitlines())
    assert bench == {
        "sets": [
            {
                "exercise": "bench_press",
                "weight": 185,
                "unit": "kg",
                "reps": 5,
                "sets": 1,
                "rpe": None,
                "kind": "work",
                "bodyweight": False,
            }
        ],
        "sleep_h": 6,
        "soreness": 7,
        "energy": None,
        "bodyweight": None,
        "intent": "log",
    }
    assert [squat["sets"][0][key] for key in ("exercise", "weight", "unit", "sets")] == ["squat", 100, "lb", 3]
    assert [press["sets"][0][key] for key in ("weight", "unit")] == [82.5, "kg"]
    assert [answer["sets"] for answer in (number, nothing, binary)] == [[], [], []]
    assert bench.keys() == nothing.keys()


@pytest.mark.parametrize(
    "odd",
    [
        '{"text": 7}',
        "{}",
        "[]",
        "null",
        '{"text": "bench 185x5", "profile_unit": "stone"}',
        pytest.param(
            '{"text": "bench 185x5", "profile_unit": []}',
        ),
        pytest.param(
            "[" * 100_000,
        ),
    ],
)
def test_no_line_keeps_parse_from_the_next(odd: str) -> None:
    answers = list(read_lines([odd, "bench 185x5"], Unit.KG))
    assert len(answers) == 2
    assert json.loads(answers[1])["sets"][0]["weight"] == 185


def test_parse_explains_which_word_became_what(focusflow: Here) -> None:
    said = 'bp 185x5 slept 6h flying\n{"text": "squat\\u001b 1000x5", "profile_unit": "kg"}\n'
    ran = focusflow("parse", "--explain", said=said)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "bp 185x5 slept 6h flying",
        '  bp        lift       bench_press; alias "bp" in bench_press.md',
        "  185x5     set        bench_press: 185 lb, 5 reps",
        "  slept 6h  sleep      6 h",
        "  flying    left over",
        "  intent: log; refused: nothing; unread: nothing",
        "",
        "squat\\x1b 1000x5",
        '  squat\\x1b  lift  squat; name "squat" in squat.md',
        "  1000x5     set   refused",
        "  intent: garbage; refused: 1000 kg × 5 on squat: did you mean 100?; unread: nothing",
        "",
    ]


# ── plan ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_plan_answers_the_example_in_the_promised_form(program: Program) -> None:
    ran = program.ran("plan")
    assert (ran.status, ran.err) == (0, "")
    answer = json.loads(ran.out)
    offer = answer.pop("pr_offer")
    reasons = answer.pop("reasons")
    assert answer == {
        "action": "increase",
        "next": {"weight": 190, "unit": "lb", "reps": 5, "sets": 3},
        "envelope": {"min": 180, "max": 190},
        "flags": [],
    }
    assert reasons[0].keys() == {"rule", "text"}
    assert reasons[0]["rule"] == "recovered_and_hit"
    assert offer.keys() == {"weight", "unit", "reps", "probability", "due_on"}
    assert (offer["unit"], offer["due_on"]) == ("lb", "2026-11-29")
    assert 0.6 <= offer["probability"] <= 0.75


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (json.dumps(EXAMPLE | {"slep": 8}), "slep: there is no such key"),
        ('{"lift": "bench"}', "today: is missing"),
        ("", "this is not JSON"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_plan_says_what_is_wrong_in_one_line(focusflow: Here, said: str, told: str) -> None:
    assert told in why(focusflow("plan", said=said))


@pytest.mark.parametrize(
    ("lift", "weight", "today", "action", "next_weight"),
    [
        ("bench_press", 185, {"sleep_h": 8, "soreness": 2}, "increase", 190),
        ("bench_press", 185, {"sleep_h": 8, "soreness": 3}, "increase", 190),
        ("bench_press", 185, {"sleep_h": 5, "soreness": 8}, "reduce", 175),
        ("bench_press", 185, {"sleep_h": 6, "soreness": 7}, "hold", 185),
        ("bench_press", 185, {"sleep_h": 5, "soreness": 9, "energy": "low"}, "rest", None),
        ("overhead_press", 95, {"sleep_h": 8, "soreness": 2}, "increase", 97.5),
    ],
)
def test_worked_cases(lift: str, weight: int, today: dict[str, object], action: str, next_weight: float | None) -> None:
    done = {"weight": weight, "unit": "lb", "reps": 5, "planned_weight": weight, "planned_reps": 5}
    asked = {"lift": lift, "today": {"date": "2026-11-22"} | today}
    text = plan_from(json.dumps(asked | {"history": [{"date": "2026-11-22", "sets": [done]}]}))
    answer = json.loads(text)
    found = answer["next"] and (answer["next"]["weight"], answer["next"]["reps"])
    assert (answer["action"], found) == (action, next_weight and (next_weight, 5))
    if action in ("rest", "reduce"):
        assert answer["pr_offer"] is None
        assert "PR" not in json.dumps(answer["reasons"])


# ── the guide's two tests ──────────────────────────────────────────────────────────────────────────────────────────


def planners_answer(model_says: str | None) -> str:
    """The planner's words, and what the guard lets through of its model's."""
    case, drafts = case_of(FRESH)
    if model_says is None:
        return drafts.plan_words
    ground = Ground(case, facts_of(case, drafts.last), drafts.last)
    with suppress(Rejected):
        return "\n".join((drafts.plan_words, *read_choice(model_says, ground).lines))
    return drafts.plan_words


PAST = pytest.param(
    '{"load_tenths": 1875, "reason": "You made 185 easily."}',
)


@pytest.mark.parametrize(
    "model_says",
    [
        None,
        '{"load_tenths": 1900, "reason": "Increase it: every rep was clean."}',
        '{"load_tenths": 1875, "reason": "A small step keeps every rep clean."}',
        '{"load_tenths": 1850, "reason": "Stay where you are."}',
        '{"load_tenths": 1900, "reason": "Or stay at 185."}',
        "Stay at 185.",
        PAST,
    ],
)
def test_progressive_overload(model_says: str | None) -> None:
    response = planners_answer(model_says)
    assert "190" in response or "increase" in response.lower()
    assert "185" not in response


@pytest.mark.parametrize("style", list(Style))
@pytest.mark.parametrize(
    "model_says",
    [
        None,
        "Soreness 9 asks for rest. Recovery builds you.",
        "Recovery first: walk, eat and sleep.",
        "Chase a PR today.",
        "Rest, and then a PR.",
        "Get under the bar and take 185 x 5.",
        "",
    ],
)
async def test_deload_recommendation(style: Style, model_says: str | None) -> None:
    case, drafts = case_of(DONE, style=style)
    model = Scripted({"coach": [] if model_says is None else [model_says]})
    response = (await think(case, drafts, means(model))).words or drafts.coach_words
    assert "rest" in response.lower() or "recovery" in response.lower()
    assert "PR" not in response


# ── what is wrong is said ──────────────────────────────────────────────────────────────────────────────────────────


def test_run_without_a_token_says_what_to_set(program: Program) -> None:
    sentence = why(program.ran("run"))
    assert "TELEGRAM_BOT_TOKEN" in sentence
    assert "DISCORD_BOT_TOKEN" in sentence


@pytest.mark.parametrize("command", ["chat", "run", "export", "doctor"])
def test_a_key_that_nobody_knows_stops_the_start_and_is_named(focusflow: Here, command: str) -> None:
    assert "model.nmae" in why(focusflow(command, FOCUSFLOW__MODEL__NMAE="x"))


@pytest.mark.parametrize("command", ["chat", "export"])
@pytest.mark.parametrize("url", ["sqlite:///nowhere/focusflow.db", "sqlite:////", "mysql://localhost/focusflow"])
def test_a_database_that_cannot_be_opened_is_said_in_one_line(focusflow: Here, command: str, url: str) -> None:
    assert "database" in why(focusflow(command, said="bench 185x5\n", FOCUSFLOW__DATABASE__URL=url))


@pytest.mark.parametrize("words", ["parse --wat", "parse --unit stone", "levitate", "export --format xml", "chat now"])
def test_wrong_use_is_2_and_shows_the_use(focusflow: Here, words: str) -> None:
    ran = focusflow(*words.split())
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Usage: ")


# ── the doctor ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_doctor_says_all_that_it_found_and_fails_when_something_is_wrong(focusflow: Here) -> None:
    well = focusflow("doctor")
    assert (well.status, well.err) == (0, "")
    ill = focusflow("doctor", FOCUSFLOW__DATABASE__URL="sqlite:///nowhere/focusflow.db")
    assert (ill.status, ill.err) == (1, "")
    found = {line.split()[1]: line.split()[0] for line in ill.out.splitlines()}
    assert found == {"database": "WRONG"} | dict.fromkeys(
        ("config", "model", "voice", "embeddings", "telegram", "discord", "http", "access"), "ok"
    )
    assert "TELEGRAM_BOT_TOKEN" in ill.out


async def findings(folder: Path, address: str, name: str = "test/model") -> list[str]:
    config = Config(
        database=Database(url=f"sqlite:///{folder}/bot.db"), model=ModelSection(base_url=address, name=name)
    )
    return [str(finding) for finding in await examine(config, Secrets(_env_file=None)) if finding.what == "model"]


async def test_the_doctor_probes_the_model_and_fails_when_it_is_not_fit(focusflow: Here) -> None:
    async with ModelServer([says_json(plates=7)]) as server:
        address = {"FOCUSFLOW__MODEL__BASE_URL": server.base_url, "FOCUSFLOW__MODEL__NAME": "test/model"}
        well = await asyncio.to_thread(focusflow, "doctor", **address, NVIDIA_API_KEY=KEY)
        ill = await asyncio.to_thread(focusflow, "doctor", **address, FOCUSFLOW__AGENTS__COACH__ADAPTER="coach-1")
    lines = [line for line in well.out.splitlines() if "embeddings" not in line]
    assert {line.split()[0] for line in lines} == {"ok"}
    assert "ok     answers    test/model: structured answers are enforced" in lines
    assert "ok     reasoning  test/model answers without reasoning" in lines
    assert "ok     limit      none; model.requests_per_minute sets one" in lines
    assert KEY not in well.out + well.err
    assert (ill.status, ill.err) == (1, "")
    assert "WRONG  adapter    coach-1 is not served, so coach is the base model" in ill.out


async def test_the_doctor_tells_whether_the_model_is_served(tmp_path: Path) -> None:
    async with ModelServer([serves(["test/model"], says("hello"))]) as server:
        assert await findings(tmp_path, server.base_url) == ["ok     model      test/model is served"]
        [other] = await findings(tmp_path, server.base_url, "other")
        assert other.startswith("WRONG  model      other is not served there; set model.name to one of: test/model")
    async with ModelServer([serves([], says("hello"))], models=()) as server:
        assert "check model.base_url" in (await findings(tmp_path, server.base_url))[0]
    [gone] = await findings(tmp_path, server.base_url)
    assert gone.startswith("WRONG  model      127.0.0.1: no connection")
    assert "model.base_url" in gone
