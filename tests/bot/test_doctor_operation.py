"""What the doctor says of the port, the webhook and the lists of who may talk with the bot."""

from contextlib import closing
from socket import create_server

import pytest

from bot.commands.doctor_operation import examine_operation
from bot.commands.finding import Finding
from bot.config import Access, Config, Http, Secrets, TelegramSection

SECRET = "NobodyInParticular-0123456789"
URL = "https://bot.example/telegram"


async def findings(config: Config, secret: str = SECRET) -> dict[str, Finding]:
    found = await examine_operation(config, Secrets(telegram_webhook_secret=secret, _env_file=None))
    assert not secret or secret not in str([str(finding) for finding in found])
    return {finding.what: finding for finding in found}


async def test_what_is_off_is_said_to_be_off() -> None:
    found = await findings(Config())
    assert set(found) == {"http", "access"}
    assert "off" in found["http"].says
    assert "everybody may talk" in found["access"].says


async def test_a_port_is_tried() -> None:
    with closing(create_server(("127.0.0.1", 0))) as taken:
        found = await findings(Config(http=Http(port=taken.getsockname()[1])))
        assert found["http"].broken
        assert "cannot be had" in found["http"].says
    assert not (await findings(Config(http=Http(port=0))))["http"].broken


async def test_entries_that_fit_nobody_are_named() -> None:
    found = (await findings(Config(access=Access(users=("telegram:7", "@ann"), admins=("7",)))))["access"]
    assert found.broken
    assert "'@ann', '7' can fit nobody" in found.says
    well = (await findings(Config(access=Access(users=("telegram:7",), admins=("telegram:7",)))))["access"]
    assert (well.broken, well.says) == (False, "who may talk with it is listed (1); 1 may give orders")


@pytest.mark.parametrize(
    ("url", "secret", "says"),
    [
        ("http://bot.example/telegram", SECRET, "must begin with https://"),
        ("https://bot.example:8080/telegram", SECRET, "Telegram calls the ports 443, 80, 88, 8443 alone"),
        ("https://bot.example:99999/telegram", SECRET, "Telegram calls the ports"),
        ("https://bot.example/", SECRET, "needs a path"),
        (URL, "", "set TELEGRAM_WEBHOOK_SECRET"),
        (URL, "not allowed!", "letters, digits"),
        (URL, "tiny0", "is short"),
    ],
)
async def test_a_webhook_that_cannot_work_is_said(url: str, secret: str, says: str) -> None:
    config = Config(telegram=TelegramSection(mode="webhook", webhook_url=url), http=Http(port=0))
    found = (await findings(config, secret))["webhook"]
    assert found.broken
    assert says in found.says


async def test_a_webhook_that_can_work_is_said_too() -> None:
    config = Config(telegram=TelegramSection(mode="webhook", webhook_url=URL), http=Http(port=0))
    found = (await findings(config))["webhook"]
    assert (found.broken, found.says) == (False, "Telegram is to call bot.example/telegram, with a secret")
