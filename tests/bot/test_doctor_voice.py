"""What the doctor says of voice notes: off, heard, or why not; and where the key goes."""

import pytest

from bot.commands.doctor_voice import examine_voice
from bot.commands.finding import Finding
from bot.config import Config, ModelSection, Secrets, Senses, Voice
from tests.servers.model import ModelServer, Reply, garbage, hears, refuses

KEY, OWN_KEY = "nvapi-NobodyInParticular-0123456789abcdef", "NobodyInParticular"


async def finding(reply: Reply, *, own_key: str = "", model_is_there: bool = True) -> tuple[Finding, str]:
    """What is found, and the Authorization that the endpoint was sent."""
    async with ModelServer({"ears": [reply]}) as server:
        config = Config(
            model=ModelSection(base_url=server.base_url if model_is_there else "https://model.invalid/v1"),
            senses=Senses(voice=Voice(base_url=server.base_url, model="test/ears", timeout_seconds=10)),
        )
        secrets = Secrets(nvidia_api_key=KEY, transcription_api_key=own_key, _env_file=None)
        [found] = await examine_voice(config, secrets)
    assert KEY not in str(found)
    return found, server.headers[0].get("Authorization", "")


async def test_it_is_off_until_a_model_is_named() -> None:
    [found] = await examine_voice(Config(), Secrets(nvidia_api_key=KEY, _env_file=None))
    assert not found.broken
    assert "set senses.voice.model" in str(found)


async def test_a_second_of_silence_is_heard() -> None:
    found, authorization = await finding(hears(""))
    assert not found.broken
    assert "test/ears listens" in str(found)
    assert authorization == f"Bearer {KEY}"


@pytest.mark.parametrize("reply", [refuses(401, said=KEY), refuses(404), garbage()])
async def test_what_fails_is_named_with_what_to_do(reply: Reply) -> None:
    found, _ = await finding(reply)
    assert found.broken
    assert "Check senses.voice" in str(found)


async def test_the_key_of_the_model_goes_to_its_own_host_alone() -> None:
    assert (await finding(hears(""), model_is_there=False))[1] == ""
    assert (await finding(hears(""), model_is_there=False, own_key=OWN_KEY))[1] == f"Bearer {OWN_KEY}"
