"""The OpenAI client as this house uses it: nothing but what is named is sent, and only to the named address."""

from typing import Final

import httpx2
from openai import AsyncOpenAI

CONNECT_SECONDS: Final = 5.0
_SENT_HEADERS = {"host", "accept", "accept-encoding", "connection", "content-type", "content-length", "user-agent"}


def client_of(base_url: str, api_key: str) -> AsyncOpenAI:
    """A client that sends what is named here: no header, address or key that it would find in the environment.

    *api_key* may be empty. Nothing is tried again, and no answer has a time limit: both are the caller's.
    """

    async def only_ours(request: httpx2.Request) -> None:
        for name in set(request.headers) - _SENT_HEADERS:
            del request.headers[name]
        if api_key:
            request.headers["Authorization"] = f"Bearer {api_key}"

    # Redirects would carry the key to another host.
    http = httpx2.AsyncClient(
        event_hooks={"request": [only_ours]},
        timeout=httpx2.Timeout(None, connect=CONNECT_SECONDS),
        limits=httpx2.Limits(max_connections=200),
        follow_redirects=False,
        trust_env=False,
    )
    return AsyncOpenAI(
        base_url=base_url, api_key="not here", admin_api_key="", http_client=http, max_retries=0, timeout=http.timeout
    )
