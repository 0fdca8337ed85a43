"""Which files are worth fetching, and how large they may be."""

from agents.senses import Medium

MOST_BYTES = 20 * 1024 * 1024  # Telegram gives a bot no larger file; ten years of training are 2
NEVER_LOGS = ("image/", "video/", "audio/")  # media types
LOGS = (".csv", ".json")


def may_be_log(media_type: str) -> bool:
    """Whether a file of that media type, which may be empty, may be a training log: not a picture, film or sound."""
    return not media_type.lower().startswith(NEVER_LOGS)


def medium_of(media_type: str) -> Medium | None:
    """What a file of that media type is looked at or listened to as; its first bytes decide later."""
    kind = media_type.lower().partition("/")[0]
    return {"image": Medium.PHOTO, "audio": Medium.VOICE}.get(kind)


def is_named_as_log(name: str) -> bool:
    """Whether a file is called as the exports of training apps are: asked where nobody spoke to the bot."""
    return name.lower().endswith(LOGS)
