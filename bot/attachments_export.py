"""A lifter's log as the file that goes with an answer."""

import asyncio
import json
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.attachments import Attachment, CannotMake, Make
from bot.commands.export import as_csv, as_json
from storage.records import UserId
from storage.store import Store

EXPORT: Final = "export"  # the key of its recipe
MEDIA_TYPES: Final = {"csv": "text/csv", "json": "application/json"}


class _Wanted(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    user: str
    form: Literal["csv", "json"]


def exporter(store: Store) -> Make:
    """Makes the recipes of ``export``."""

    async def make(recipe: str) -> Attachment:
        wanted = _wanted(recipe)
        user = UserId(wanted.user)
        if not await store.identities(user):
            raise CannotMake("nobody of that recipe is known any more")
        entries, readiness = await store.log(user)
        text = await asyncio.to_thread(as_csv if wanted.form == "csv" else lambda e: as_json(e, readiness), entries)
        return Attachment(f"focusflow.{wanted.form}", MEDIA_TYPES[wanted.form], text.encode())

    return make


def _wanted(recipe: str) -> _Wanted:
    try:
        said = json.loads(recipe)[EXPORT]
        return _Wanted(user=said["user"], form=said["as"])
    except (ValueError, KeyError, TypeError, ValidationError) as wrong:
        raise CannotMake(f"no recipe of an export: {type(wrong).__name__}") from wrong
