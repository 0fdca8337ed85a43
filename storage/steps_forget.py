"""Being forgotten."""

import re

from storage.records import UserId
from storage.steps import Fetch, Steps, Write, each


def forget(user: UserId) -> Steps[tuple[str, ...]]:
    """Chats in which nobody else is known go whole, others lose what is about this person, and words that name him.

    Gives the names of the versions that were trained with him, looked up while it can still be told.
    """
    versions = yield Fetch("versions_that_saw", {"user": user})
    yield Write("count_forgotten", {"user": user})
    yield from _unname(user)
    rows = yield Fetch("chats_of_alone", {"user": user})
    chats = [{"platform": row["platform"], "chat": row["chat"]} for row in rows]
    for name in ("forget_inbox_of_chat", "forget_outbox_of_chat", "reach_again"):
        yield from each(name, chats)
    yield from each("forget_groups_of_chat", chats)
    for name in ("forget_lost_chats", "forget_inbox"):
        yield Write(name, {"user": user})
    yield Write("forget_user", {"user": user})
    return tuple(row["name"] for row in versions)


def _unname(user: UserId) -> Steps[None]:
    """Boards, summaries and cheers name him in words that were for others."""
    for row in (yield Fetch("names_of", {"user": user})):
        name = str(row["name"])
        if not name.strip():
            continue
        found = yield Fetch("words_that_may_name", {"user": user, "name": name})
        is_named = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").search  # "Al" is nobody in "Also"
        yield from each("empty_words", [{"id": words["id"]} for words in found if is_named(words["text"])])
