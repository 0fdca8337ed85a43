"""What a lifter is told of how long things are kept, from the configuration."""

from bot.config import HOSTED_NIM, Config
from bot.wording_own import Keeping


def keeping_of(config: Config, *, is_asking: bool) -> Keeping:
    """*is_asking*: there is a model."""
    kept = config.retention
    return Keeping(
        inbox_days=kept.inbox_days,
        outbox_days=kept.outbox_days,
        exchanges_days=kept.exchanges_days,
        model=(config.model.base_url or HOSTED_NIM) if is_asking else "",
    )
