"""The configuration: config.yaml, overridden by the environment; and the secrets, from the environment alone."""

import os
from pathlib import Path
from typing import Annotated, Final, Literal, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    YamlConfigSettingsSource,
)
from yaml import YAMLError

from agents.served import CHAT_MODELS
from bot.config_environment import PREFIX, not_json, unknown_section
from bot.config_operation import Access as Access
from bot.config_operation import Budget as Budget
from bot.config_operation import Http as Http
from bot.config_operation import Retention as Retention
from bot.config_operation import Section
from knowledge.units import Unit

HOSTED_NIM = "https://integrate.api.nvidia.com/v1"
HOSTED_REQUESTS_PER_MINUTE = 40  # source: NVIDIA's cookbooks for the hosted endpoint


class ConfigError(Exception):
    """The configuration cannot be used; the message says which key and what to do."""


def known_zone(name: str) -> str:
    """*name*, when it is a time zone. Raises ValueError."""
    if name not in available_timezones():
        raise ValueError(f"{name!r} is no time zone; write it like Europe/Berlin")
    return name


Zone = Annotated[str, AfterValidator(known_zone)]
Hour = Annotated[int, Field(ge=0, le=23)]


class Database(Section):
    url: str = Field(default="sqlite:///focusflow.db", repr=False)  # may hold a password


class ModelSection(Section):
    base_url: str | None = Field(default=None, repr=False)  # may hold a password
    name: str = CHAT_MODELS[0]
    fallbacks: tuple[str, ...] = CHAT_MODELS[1:]
    vision: str | None = None
    at_once: int = Field(default=32, ge=1)
    requests_per_minute: int | None = Field(default=None, ge=1)
    seed: int | None = Field(default=None, ge=0, lt=2**32)


class Agent(Section):
    model: str | None = None
    adapter: str | None = None
    temperature: float = Field(ge=0, le=2)
    timeout_seconds: float = Field(gt=0)
    max_tokens: int = Field(ge=1)


class Agents(Section):
    insight: Agent = Agent(temperature=0.3, timeout_seconds=6, max_tokens=80)
    planner: Agent = Agent(temperature=0.6, timeout_seconds=6, max_tokens=60)
    coach: Agent = Agent(temperature=0.9, timeout_seconds=10, max_tokens=100)
    reader: Agent = Agent(temperature=0, timeout_seconds=6, max_tokens=250)
    adviser: Agent = Agent(temperature=0.3, timeout_seconds=8, max_tokens=220)


class Photo(Section):
    timeout_seconds: float = Field(default=20, gt=0)
    max_tokens: int = Field(default=500, ge=1)


class Voice(Section):
    base_url: str | None = Field(default=None, repr=False)  # may hold a password
    model: str | None = None
    timeout_seconds: float = Field(default=20, gt=0)


class Senses(Section):
    photo: Photo = Photo()
    voice: Voice = Voice()


class RetrievalSection(Section):
    embedder: Literal["local", "nim", "none"] | None = None
    model: str | None = None


class TelegramSection(Section):
    mode: Literal["polling", "webhook"] = "polling"
    base_url: str = "https://api.telegram.org"
    webhook_url: str | None = None  # public https address of this bot; its path is the route
    most_bytes: int = Field(default=1_000_000, ge=1)  # of an update's body

    @model_validator(mode="after")
    def _webhook_has_a_url(self) -> Self:
        if self.mode == "webhook" and not self.webhook_url:
            raise ValueError("mode webhook needs webhook_url, the public https address that Telegram calls")
        return self


class DiscordSection(Section):
    watched_channels: tuple[str, ...] = ()
    message_content: bool = True


class ProfileSection(Section):
    unit: Unit = Unit.LB
    zone: Zone = "UTC"
    quiet_from_hour: Hour = 21
    quiet_to_hour: Hour = 9


class CheckIns(Section):
    after_days: int = Field(default=7, ge=1)
    look_every_seconds: int = Field(default=30, ge=1)
    per_minute: int = Field(default=600, ge=1)


Metric = Literal["agreement", "pr_success", "satisfaction", "adherence"]  # those that an experiment can be about
# What an experiment can be told; ``focusflow experiment`` asks for no other. Shares are told in whole per cent.
LEAST_SHARE: Final = 0.01
MOST_SHARE: Final = 0.99
LEAST_EFFECT: Final = 0.001  # a smaller one takes more lifters than can be had
MOST_EFFECT: Final = 0.9
MOST_HORIZON_DAYS: Final = 365
MOST_DAYS: Final = 3650

Share = Annotated[float, Field(ge=LEAST_SHARE, le=MOST_SHARE)]
Effect = Annotated[float, Field(ge=LEAST_EFFECT, le=MOST_EFFECT)]
HorizonDays = Annotated[int, Field(ge=1, le=MOST_HORIZON_DAYS)]
MostDays = Annotated[int, Field(ge=2, le=MOST_DAYS)]


def _check_days(key: str, days: int, horizon_days: int) -> None:
    """Raises ValueError where an experiment ends before anybody's value could be taken."""
    if days <= horizon_days:
        raise ValueError(f"{key} ({days}) must be more than horizon_days ({horizon_days}), or nobody is measured")


class Learning(Section):
    folder: Path = Path("learning-runs")
    at_hour: Hour = 4
    least_examples: int = Field(default=200, ge=1)
    least_lifters: int = Field(default=20, ge=1)
    canary_share: Share = 0.2
    canary_days: MostDays = 90
    horizon_days: HorizonDays = 14
    minimum_effect: Effect = 0.1
    also: tuple[Path, ...] = ()
    agents: tuple[Literal["insight", "planner", "coach", "adviser"], ...] = Field(default=("coach",), min_length=1)

    @model_validator(mode="after")
    def _ends_after_its_horizon(self) -> Self:
        _check_days("canary_days", self.canary_days, self.horizon_days)
        return self


class Tuning(Section):
    base: str | None = None
    method: Literal["sft", "kto"] = "sft"
    r: int = Field(default=16, ge=1, le=512)
    alpha: int = Field(default=32, ge=1)
    dropout: float = Field(default=0.05, ge=0, lt=1)
    targets: tuple[str, ...] | None = Field(default=None, min_length=1)
    least_share: float = Field(default=0.5, ge=0, le=1)
    steps: int = Field(default=80, ge=1)
    batch_size: int = Field(default=4, ge=1)
    learning_rate: float = Field(default=2e-4, gt=0, lt=1)
    seed: int = Field(default=1, ge=0)
    adapters: Path | None = None


class StyleExperiment(Section):
    name: str = Field(default="style", pattern=r"^[a-z0-9][a-z0-9_.-]*$", max_length=60)
    metric: Metric = "agreement"
    horizon_days: HorizonDays = 28
    minimum_effect: Effect = 0.1
    most_days: MostDays = 180

    @model_validator(mode="after")
    def _ends_after_its_horizon(self) -> Self:
        _check_days("most_days", self.most_days, self.horizon_days)
        return self


class Experiments(Section):
    salt: str = Field(default="focusflow-1", min_length=1)
    prompt_sets: dict[str, Path] = Field(default_factory=dict)
    style: StyleExperiment | None = StyleExperiment()


class Logs(Section):
    format: Literal["console", "json"] = "console"
    level: Literal["debug", "info", "warning", "error"] = "info"


class Config(BaseSettings):
    """Frozen and whole; a key that it does not know is refused."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True, protected_namespaces=()
    )

    database: Database = Database()
    model: ModelSection = ModelSection()
    agents: Agents = Agents()
    senses: Senses = Senses()
    retrieval: RetrievalSection = RetrievalSection()
    telegram: TelegramSection = TelegramSection()
    discord: DiscordSection = DiscordSection()
    profile: ProfileSection = ProfileSection()
    check_ins: CheckIns = CheckIns()
    http: Http = Http()
    access: Access = Access()
    budget: Budget = Budget()
    retention: Retention = Retention()
    learning: Learning = Learning()
    tuning: Tuning = Tuning()
    experiments: Experiments = Experiments()
    logs: Logs = Logs()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment first; then what is given, which is the file."""
        return env_settings, init_settings


class Secrets(BaseSettings):
    """Tokens and keys. Nothing prints them: their type shows stars."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    nvidia_api_key: SecretStr = SecretStr("")
    transcription_api_key: SecretStr = SecretStr("")
    telegram_bot_token: SecretStr = SecretStr("")
    discord_bot_token: SecretStr = SecretStr("")
    telegram_webhook_secret: SecretStr = SecretStr("")

    def values(self) -> tuple[str, ...]:
        """Every secret that is set, for the log filter alone."""
        found = (
            *(self.nvidia_api_key, self.transcription_api_key),
            *(self.telegram_bot_token, self.telegram_webhook_secret, self.discord_bot_token),
        )
        return tuple(secret.get_secret_value() for secret in found if secret.get_secret_value())


def load_config(folder: Path) -> Config:
    """The configuration of config.yaml in *folder*, where there is one, under that of the environment.

    Raises:
        ConfigError: a key is unknown or its value cannot be.
    """
    _refuse_unknown_sections()
    path = folder / "config.yaml"
    try:
        written = YamlConfigSettingsSource(Config, yaml_file=path)() if path.exists() else {}
        if not isinstance(written, dict):
            raise ConfigError(f"{path} must hold sections with keys, as the one in the checkout does.")
        return Config(**written)
    except (YAMLError, UnicodeDecodeError) as wrong:
        raise ConfigError(f"{path} is no YAML file: {' '.join(str(wrong).split())}.") from None
    except SettingsError as wrong:
        raise ConfigError(_unreadable(wrong)) from None
    except ValidationError as wrong:
        first = wrong.errors()[0]
        key = ".".join(map(str, first["loc"]))
        is_unknown = first["type"] == "extra_forbidden"
        why = "there is no such key" if is_unknown else first["msg"].removeprefix("Value error, ")
        raise ConfigError(f"config.yaml or {PREFIX}*: {key}: {why}. README.md lists the keys.") from None


def _refuse_unknown_sections() -> None:
    if name := unknown_section(os.environ, Config.model_fields):
        raise ConfigError(f"{name}: there is no such section. README.md lists the keys.")


def _unreadable(wrong: SettingsError) -> str:
    defaults = {name: field.default for name, field in Config.model_fields.items()}
    return not_json(os.environ, defaults) or f"{PREFIX}*: {wrong}. README.md lists the keys."
