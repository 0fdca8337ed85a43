"""Being forgotten."""

from storage.records import UserId
from storage.steps import Fetch, Steps, Write, each


def forget(user: UserId) -> Steps[tuple[str, ...]]:
    """Chats in which nobody else is known go whole, others lose what is about this person.

    Gives the names of the versions that were trained with him, looked up while it can still be told.
    """
    versions = yield Fetch("versions_that_saw", {"user": user})
    yield Write("count_forgotten", {"user": user})
    rows = yield Fetch("chats_of_alone", {"user": user})
    chats = [{"platform": row["platform"], "chat": row["chat"]} for row in rows]
    for name in ("forget_inbox_of_chat", "forget_outbox_of_chat", "reach_again"):
        yield from each(name, chats)
    yield from each("forget_groups_of_chat", chats)
    for name in ("forget_lost_chats", "forget_inbox"):
        yield Write(name, {"user": user})
    yield Write("forget_user", {"user": user})
    return tuple(row["name"] for row in versions)
