"""A request as the messages of a chat."""

from base64 import b64encode
from typing import Any

from openai.types.chat import ChatCompletionMessageParam

from agents.model import Request


def messages_of(request: Request, system: str) -> list[ChatCompletionMessageParam]:
    """*system* first, for it is what stays the same from call to call; a complaint last, under what it is about."""
    first: list[ChatCompletionMessageParam] = [
        {"role": "system", "content": system},
        {"role": "user", "content": _content(request)},
    ]
    if not request.complaint:
        return first
    return [
        *first,
        {"role": "assistant", "content": request.previous},
        {"role": "user", "content": request.complaint},
    ]


def _content(request: Request) -> Any:
    """The words alone where there is no picture: not every endpoint takes parts."""
    if not request.images:
        return request.user
    pictures = [
        {"type": "image_url", "image_url": {"url": f"data:{kind};base64,{b64encode(content).decode('ascii')}"}}
        for kind, content in request.images
    ]
    return [{"type": "text", "text": request.user}, *pictures]
