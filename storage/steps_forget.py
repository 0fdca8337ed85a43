"""Being forgotten."""

from storage.records import UserId
from storage.steps import Fetch, Steps, Write, each


def forget(user: UserId) -> Steps[None]:
    """Chats in which nobody else is known go whole, others lose what is about this person."""
    rows = yield Fetch("chats_of_alone", {"user": user})
    chats = [{"platform": row["platform"], "chat": row["chat"]} for row in rows]
    for name in ("forget_inbox_of_chat", "forget_outbox_of_chat", "reach_again"):
        yield from each(name, chats)
    yield Write("forget_inbox", {"user": user})
    yield Write("forget_user", {"user": user})
