"""The port to a language model, and a model that answers from a script."""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol


class ModelUnavailable(Exception):
    """No answer came: too late, refused, broken off, or switched off. The message names the cause for the operator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One call. *schema* asks for JSON of that shape; None asks for words."""

    agent: str
    model: str
    system: str
    user: str
    temperature: float
    max_tokens: int
    timeout_seconds: float
    schema: Mapping[str, object] | None = None
    adapter: str | None = None  # the LoRA adapter of the agent, by its name; None: the base model
    standby: str | None = None  # the adapter to ask where that one does not answer; None: the base model
    whose: str = ""  # the person who waits for it: the limit of the endpoint is shared fairly between them
    previous: str = ""  # an answer to this that was no good
    complaint: str = ""  # what was wrong with it; "": nothing yet
    images: tuple[tuple[str, bytes], ...] = ()  # media type and content of each; untrusted


@dataclass(frozen=True, slots=True)
class Answer:
    """*text* may be anything: it is untrusted until it is validated and guarded."""

    text: str
    model: str
    prompt_tokens: int
    completion_tokens: int
    latency_ms: int
    has_reasoned: bool = False  # though it should not; what it thought is not in *text*
    adapter: str | None = None  # that spoke; None: *model* alone


class Model(Protocol):
    def stream(self, request: Request) -> AsyncIterator[str | Answer]:
        """Pieces of text as they come, and last of all the whole Answer.

        Leaving the iteration cancels the call. Raises ModelUnavailable.
        """
        ...


async def whole(model: Model, request: Request) -> Answer:
    """The answer without its pieces. Raises ModelUnavailable."""
    async for piece in model.stream(request):
        if isinstance(piece, Answer):
            return piece
    raise ModelUnavailable(f"{request.agent}: the answer broke off")


class Scripted:
    """A model that answers each agent from a script, for a first try without a key and for tests.

    *script* maps an agent to its answers in turn, or to a function of the request; the last answer repeats. What is
    asked is kept in *asked*. An exception in the script is raised.
    """

    def __init__(self, script: Mapping[str, Iterable[str | Exception] | Callable[[Request], str]]) -> None:
        self._script = {agent: line if callable(line) else list(line) for agent, line in script.items()}
        self.asked: list[Request] = []

    async def stream(self, request: Request) -> AsyncIterator[str | Answer]:
        self.asked.append(request)
        text = self._next(request)
        for word in text.split(" "):
            yield word + " "
        yield Answer(text, "scripted", len(request.system + request.user) // 4, len(text) // 4, 0)

    def _next(self, request: Request) -> str:
        line = self._script.get(request.agent, [])
        if callable(line):
            return line(request)
        if not line:
            raise ModelUnavailable(f"{request.agent}: nothing is scripted")
        answer = line.pop(0) if len(line) > 1 else line[0]
        if isinstance(answer, Exception):
            raise answer
        return answer
