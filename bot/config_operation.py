"""Sections of the configuration that say how the bot is run: its port, who may talk with it, how much, how long."""

from pydantic import BaseModel, ConfigDict, Field


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, protected_namespaces=())


class Http(Section):
    host: str = "127.0.0.1"
    port: int | None = Field(default=None, ge=0, le=65535)


class Access(Section):
    """Ids are those of the platform, as ``telegram:123`` or ``discord:456``."""

    users: tuple[str, ...] = ()
    chats: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    admins: tuple[str, ...] = ()


class Budget(Section):
    model_calls_per_day: int | None = Field(default=None, ge=0)


class Retention(Section):
    inbox_days: int | None = Field(default=30, ge=1)
    outbox_days: int | None = Field(default=90, ge=1)
    exchanges_days: int | None = Field(default=None, ge=1)
