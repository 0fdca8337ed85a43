"""What the doctor says of how the bot is run: its port, the webhook, who may talk with it."""

from typing import Final
from urllib.parse import SplitResult, urlsplit

from bot.access import entries_in_doubt
from bot.commands.finding import Finding
from bot.commands.serve import http_port
from bot.config import Config, Secrets
from bot.http import CannotListen, can_listen
from bot.platforms.registry import WEBHOOK_SECRET

SHORTEST_SECRET: Final = 16  # characters: a shorter one can be guessed
WEBHOOK_PORTS: Final = (443, 80, 88, 8443)  # source: Telegram's setWebhook


async def examine_operation(config: Config, secrets: Secrets) -> list[Finding]:
    found = [await _http(config), *_access(config)]
    return [*found, *_webhook(config, secrets)] if config.telegram.mode == "webhook" else found


async def _http(config: Config) -> Finding:
    port = http_port(config)
    if port is None:
        return Finding("http", False, "off; set http.port for health and metrics")
    try:
        await can_listen(config.http.host, port)
    except CannotListen as busy:
        return Finding("http", True, f"{busy} If that is FocusFlow itself, all is well.")
    return Finding("http", False, f"{config.http.host}, port {port} can be had")


def _access(config: Config) -> list[Finding]:
    access = config.access
    if doubtful := entries_in_doubt(access):
        fits = "write entries as telegram:123 or discord:456"
        return [Finding("access", True, f"{', '.join(map(repr, doubtful))} can fit nobody; {fits}")]
    listed = len(access.users) + len(access.chats) + len(access.roles)
    who = f"who may talk with it is listed ({listed})" if listed else "everybody may talk with it"
    admins = f"{len(access.admins)} may give orders" if access.admins else "nobody may give orders"
    return [Finding("access", False, f"{who}; {admins}")]


def _webhook(config: Config, secrets: Secrets) -> list[Finding]:
    url, secret = urlsplit(config.telegram.webhook_url or ""), secrets.telegram_webhook_secret.get_secret_value()
    return [Finding("webhook", True, wrong) for wrong in (_wrong_url(url), _wrong_secret(secret)) if wrong] or [
        Finding("webhook", False, f"Telegram is to call {url.hostname}{url.path}, with a secret")
    ]


def _wrong_url(url: SplitResult) -> str:
    if url.scheme != "https" or not url.hostname:
        return "telegram.webhook_url must begin with https:// and a host"
    if _port(url) not in WEBHOOK_PORTS:
        return f"telegram.webhook_url: Telegram calls the ports {', '.join(map(str, WEBHOOK_PORTS))} alone"
    return "" if url.path.strip("/") else "telegram.webhook_url needs a path, which is to be the bot's route"


def _port(url: SplitResult) -> int | None:
    """None: it is no port at all."""
    try:
        return WEBHOOK_PORTS[0] if url.port is None else url.port
    except ValueError:
        return None


def _wrong_secret(secret: str) -> str:
    if not secret:
        return "set TELEGRAM_WEBHOOK_SECRET, or anybody could send updates"
    if not WEBHOOK_SECRET.fullmatch(secret):
        return "TELEGRAM_WEBHOOK_SECRET may have letters, digits, _ and - alone, 256 at most"
    return "" if len(secret) >= SHORTEST_SECRET else f"TELEGRAM_WEBHOOK_SECRET is short: use {SHORTEST_SECRET} or more"
