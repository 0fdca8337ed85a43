"""The Containerfile, compose.yaml and the systemd unit say what operators rely on; no secret stands in any of them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.commands.serve import DRAIN_SECONDS
from bot.config import Config, Secrets
from tests.deploy.files import CONTAINERFILE, HEALTH_COMMAND, ROOT, RUN_COMMAND, given_to, instructions, variables

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
BOT: dict[str, Any] = COMPOSE["services"]["focusflow"]
UNIT = ROOT / "deploy" / "focusflow.service"
HADOLINT = Path(sys.executable).with_name("hadolint")
SECRET_NAMES = [name.upper() for name in Secrets.model_fields]


def test_the_containerfile_passes_its_linter() -> None:
    linted = subprocess.run([HADOLINT, CONTAINERFILE], capture_output=True, text=True, check=False)
    assert (linted.returncode, linted.stdout) == (0, "")


def test_the_image_runs_the_program_as_nobody_in_particular_on_one_volume() -> None:
    assert RUN_COMMAND == ["focusflow", "run"]
    assert BOT["healthcheck"]["test"][1:] == HEALTH_COMMAND
    assert int(given_to("USER").partition(":")[0]) > 0
    assert given_to("VOLUME") == '["/data"]'
    assert given_to("STOPSIGNAL") == BOT["stop_signal"] == "SIGTERM"


def test_the_image_is_made_of_a_slim_python_that_the_project_takes_and_of_pinned_versions() -> None:
    for _, base in [one for one in instructions() if one[0] == "FROM"]:
        version = re.match(r"docker\.io/library/python:3\.(\d+)-slim\b", base)
        assert version
        assert int(version[1]) >= 11
    assert any("pip install --constraint constraints.txt ." in rest for _, rest in instructions())


def test_what_the_image_sets_is_what_the_configuration_knows_and_lies_on_the_volume() -> None:
    for name in (name for name in variables() if name.startswith("FOCUSFLOW__")):
        _, section, key = name.lower().split("__")
        assert key in Config.model_fields[section].annotation.model_fields  # type: ignore[union-attr]
    assert variables()["FOCUSFLOW__DATABASE__URL"] == "sqlite:////data/focusflow.db"
    assert all(variables()[name].startswith("/data") for name in ("HOME", "XDG_CACHE_HOME", "MPLCONFIGDIR"))
    assert variables()["FOCUSFLOW__HTTP__PORT"] == given_to("EXPOSE") == BOT["ports"][0].split(":")[-1]


def test_all_that_the_packages_read_is_copied_and_installed() -> None:
    copied = {word for name, rest in instructions() if name == "COPY" for word in rest.split()[:-1]}
    packages = {"agents", "bot", "knowledge", "learning", "storage"}
    assert packages | {"pyproject.toml", "constraints.txt"} <= copied
    allowed = (ROOT / ".dockerignore").read_text().split()
    assert allowed[0] == "*"
    assert {f"!{name}" for name in copied - {"/opt/focusflow"} if not name.startswith("--")} <= set(allowed)


def test_no_secret_is_part_of_a_layer_or_of_a_file_that_is_shared() -> None:
    text = CONTAINERFILE.read_text() + (ROOT / "compose.yaml").read_text() + UNIT.read_text()
    for name in SECRET_NAMES:
        assert not re.search(rf"^[^#\n]*{name}\s*[=:]\s*\S", text, re.MULTILINE)
    assert not [rest for word, rest in instructions() if word in ("COPY", "ADD") and ".env" in rest]


def test_compose_has_one_service_and_one_volume_and_postgres_only_when_asked_for() -> None:
    always = [name for name, service in COMPOSE["services"].items() if "profiles" not in service]
    assert always == ["focusflow"]
    assert COMPOSE["services"]["postgres"]["profiles"] == ["postgres"]
    assert BOT["volumes"] == ["focusflow:/data"]
    assert set(COMPOSE["volumes"]) == {"focusflow", "postgres"}
    assert BOT["env_file"] == ".env"
    assert BOT["read_only"] is True
    assert "redis" not in str(COMPOSE).lower()


def test_every_grace_is_longer_than_the_drain() -> None:
    unit = UNIT.read_text()
    assert int(BOT["stop_grace_period"].removesuffix("s")) > DRAIN_SECONDS
    assert int(re.findall(r"^TimeoutStopSec=(\d+)$", unit, re.MULTILINE)[0]) > DRAIN_SECONDS


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd's own checker is not installed")
def test_systemd_takes_the_unit_and_finds_it_well_shut(tmp_path: Path) -> None:
    runnable = tmp_path / "focusflow.service"
    runnable.write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", UNIT.read_text(), flags=re.MULTILINE))
    checked = subprocess.run(["systemd-analyze", "verify", runnable], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")
    rated = ["systemd-analyze", "security", "--offline=true", "--threshold=20", runnable]
    assert subprocess.run(rated, capture_output=True, check=False).returncode == 0


def test_the_unit_restarts_what_failed_and_takes_its_secrets_from_a_file() -> None:
    unit = UNIT.read_text()
    for line in ("Restart=on-failure", "EnvironmentFile=/etc/focusflow.env", "StateDirectory=focusflow"):
        assert f"\n{line}\n" in unit
