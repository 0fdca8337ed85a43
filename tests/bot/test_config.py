"""The configuration says what is wrong with it, and a secret shows nowhere."""

import io
import logging
from pathlib import Path

import pytest
import structlog
import yaml

from bot.config import Config, ConfigError, Secrets, load_config
from bot.logs import set_up_logs

ROOT = Path(__file__).parents[2]


def test_the_shipped_file_says_what_the_code_defaults_to() -> None:
    assert load_config(ROOT) == Config()


def test_every_key_stands_in_the_file_and_in_the_readme() -> None:
    written = yaml.safe_load((ROOT / "config.yaml").read_text())
    readme = (ROOT / "README.md").read_text()
    for section, keys in Config().model_dump().items():
        assert written[section].keys() == keys.keys()
        assert all(f"`{section}.{key}`" in readme for key in keys)


def test_the_environment_overrides_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config.yaml").write_text("database: {url: 'sqlite:///a.db'}\nmodel: {name: mine}\n")
    monkeypatch.setenv("FOCUSFLOW__DATABASE__URL", "postgresql://db/focusflow")
    config = load_config(tmp_path)
    assert (config.database.url, config.model.name) == ("postgresql://db/focusflow", "mine")


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("FOCUSFLOW__DATABASE__URI", "x", "database.uri"),
        ("FOCUSFLOW__DATABSE__URL", "x", "FOCUSFLOW__DATABSE__URL"),
        ("FOCUSFLOW__PROFILE__ZONE", "Mars/Base", "profile.zone"),
        ("FOCUSFLOW__PROFILE__QUIET_FROM_HOUR", "24", "profile.quiet_from_hour"),
        ("FOCUSFLOW__AGENTS__COACH__TEMPERATURE", "hot", "agents.coach.temperature"),
        ("FOCUSFLOW__LEARNING__CANARY_SHARE", "1", "learning.canary_share"),
        ("FOCUSFLOW__LEARNING__CANARY_SHARE", "1e-7", "learning.canary_share"),
        ("FOCUSFLOW__LEARNING__CANARY_DAYS", "99999999999", "learning.canary_days"),
        ("FOCUSFLOW__LEARNING__CANARY_DAYS", "14", r"learning: .*canary_days \(14\) must be more than horizon_days"),
        ("FOCUSFLOW__LEARNING__HORIZON_DAYS", "90", "learning: .*canary_days"),
        ("FOCUSFLOW__LEARNING__MINIMUM_EFFECT", "1e-300", "learning.minimum_effect"),
        ("FOCUSFLOW__LEARNING__AGENTS", '["cook"]', "learning.agents"),
        ("FOCUSFLOW__LEARNING__AGENTS", "[]", "learning.agents"),
        ("FOCUSFLOW__TUNING__METHOD", "ppo", "tuning.method"),
        ("FOCUSFLOW__TUNING__LEARNING_RATE", "0", "tuning.learning_rate"),
        ("FOCUSFLOW__TUNING__EPOCHS", "3", "tuning.epochs"),
        ("FOCUSFLOW__EXPERIMENTS__STYLE__METRIC", "likes", "experiments.style.metric"),
        ("FOCUSFLOW__EXPERIMENTS__STYLE__NAME", "my style", "experiments.style.name"),
        ("FOCUSFLOW__EXPERIMENTS__STYLE__MOST_DAYS", "28", r"experiments.style: .*most_days \(28\) must be more than"),
        ("FOCUSFLOW__EXPERIMENTS__STYLE__HORIZON_DAYS", "180", "experiments.style: .*most_days"),
        ("FOCUSFLOW__EXPERIMENTS__STYLE__MOST_DAYS", "99999999999", "experiments.style.most_days"),
    ],
)
def test_a_wrong_key_or_value_stops_the_start_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, named: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError, match=named):
        load_config(tmp_path)


def test_secrets_come_from_the_environment_and_print_as_stars(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:abc")
    secrets = Secrets(_env_file=None)
    assert secrets.values() == ("123:abc",)
    assert "123:abc" not in repr(secrets)


@pytest.mark.parametrize("form", ["json", "console"])
def test_no_log_line_holds_a_secret_whoever_writes_it(form: str) -> None:
    out = io.StringIO()
    set_up_logs(form, "debug", ("123:abc",), out)
    structlog.get_logger("ours").info("asked", url="https://host/bot123:abc/getMe", nested={"token": "123:abc"})
    logging.getLogger("httpx").warning("HTTP Request: %s", "https://host/bot123:abc/getMe")
    try:
        int("https://host/bot123:abc/getMe")
    except ValueError:
        structlog.get_logger("ours").exception("failed")
        logging.getLogger("theirs").exception("failed")
    written = out.getvalue()
    assert "123:abc" not in written
    assert written.count("getMe") >= 4
    assert "asked" in written


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("telegram: {mod: polling}", "telegram.mod: there is no such key. README.md lists the keys."),
        ("telegram: {mode: webhook}", "telegram: mode webhook needs webhook_url"),
    ],
)
def test_what_is_wrong_in_the_file_is_said_in_plain_words(tmp_path: Path, written: str, says: str) -> None:
    (tmp_path / "config.yaml").write_text(written)
    with pytest.raises(ConfigError, match=f"FOCUSFLOW__\\*: {says}"):
        load_config(tmp_path)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("FOCUSFLOW__ACCESS__USERS", "telegram:1", """like FOCUSFLOW__ACCESS__USERS='["telegram:123"]'."""),
        ("FOCUSFLOW__ACCESS__ADMINS", '["telegram:1"', """like FOCUSFLOW__ACCESS__ADMINS='["telegram:123"]'."""),
        ("FOCUSFLOW__MODEL__FALLBACKS", "a, b", """like FOCUSFLOW__MODEL__FALLBACKS='["one", "two"]'."""),
        ("FOCUSFLOW__ACCESS", "telegram:1", """like FOCUSFLOW__ACCESS='{"key": "value"}'."""),
    ],
)
def test_a_list_that_is_no_json_is_named_with_what_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv("FOCUSFLOW__MODEL__NAME", "plain/text")
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as refused:
        load_config(tmp_path)
    assert str(refused.value) == f"{name}: its value is no JSON; write it {says}"
