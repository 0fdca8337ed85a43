"""What ``focusflow doctor`` finds where voice notes are transcribed."""

import wave
from io import BytesIO

from agents.model import ModelUnavailable
from bot.commands.finding import Finding
from bot.config import Config, Secrets
from bot.models import open_ears

HERTZ = 16_000


async def examine_voice(config: Config, secrets: Secrets) -> list[Finding]:
    """Whether a second of silence is transcribed, into anything."""
    ears = open_ears(config, secrets)
    if ears is None:
        return [Finding("voice", False, "none are listened to; set senses.voice.model, and its base_url")]
    try:
        await ears.hear(_silence(), "audio/wav", "doctor")
    except ModelUnavailable as failure:
        return [Finding("voice", True, f"{failure}. Check senses.voice, or set its model to null")]
    finally:
        await ears.close()
    return [Finding("voice", False, f"{ears.name} listens")]


def _silence() -> bytes:
    recording = BytesIO()
    with wave.open(recording, "wb") as sound:
        sound.setparams((1, 2, HERTZ, HERTZ, "NONE", ""))
        sound.writeframes(bytes(2 * HERTZ))
    return recording.getvalue()
