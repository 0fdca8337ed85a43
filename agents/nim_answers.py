"""What a stream of chunks has told, and whether that is an answer."""

from dataclasses import dataclass

from openai.types import CompletionUsage
from openai.types.chat import ChatCompletionChunk
from openai.types.chat.chat_completion_chunk import Choice, ChoiceDelta

from agents.reasoning import Visible
from agents.served import Target


@dataclass(slots=True)
class Told:
    """What a stream has told so far. Whatever shape its chunks have, nothing here raises."""

    target: Target | None = None  # who speaks; None: nobody does yet
    text: str = ""  # what was visible
    chunks: int = 0
    finished: str | None = None
    status: int | None = None
    model: str | None = None
    prompt_tokens: int = 0
    completion_tokens: int = 0
    has_reasoned: bool = False

    def take(self, chunk: object, visible: Visible) -> str:
        """The words of *chunk* that may be shown; "" where it brings none."""
        self.chunks += 1
        piece = visible.feed(self._words(chunk))
        self.has_reasoned |= visible.has_hidden
        self.text += piece
        return piece

    def end(self, visible: Visible) -> str:
        """The words that were still held back."""
        rest = visible.rest()
        self.text += rest
        return rest

    def spoken(self) -> str:
        """The answer, without reasoning whose opening tag was already in the prompt."""
        before, closed, after = self.text.rpartition("</think>")
        self.has_reasoned |= bool(closed) and bool(before.strip())
        return after.strip()

    def speaker(self, asked: str) -> tuple[str, str | None]:
        """The model that spoke, *asked* where the stream names none, and its adapter."""
        if self.target and self.target.adapter:
            return self.target.base, self.target.adapter
        return self.model or asked, None

    def fault(self, max_tokens: int) -> str | None:
        """Why this is no answer, though the endpoint did answer; None where it is one."""
        text = self.spoken()
        if self.finished == "length" and self.has_reasoned and not text:
            return f"an empty answer: all {max_tokens} tokens went into reasoning"
        if self.finished == "length":
            return f"the answer did not fit into {max_tokens} tokens"
        if self.finished == "content_filter":
            return "the endpoint's own filter cut the answer"
        if not text:
            return f"an empty answer ({'reasoning alone' if self.has_reasoned else f'status {self.status}'})"
        return None

    def _words(self, chunk: object) -> str:
        if not isinstance(chunk, ChatCompletionChunk):
            return ""
        self.model = chunk.model or self.model
        if isinstance(chunk.usage, CompletionUsage):
            self.prompt_tokens = chunk.usage.prompt_tokens or 0
            self.completion_tokens = chunk.usage.completion_tokens or 0
        choice = chunk.choices[0] if isinstance(chunk.choices, list) and chunk.choices else None
        if not isinstance(choice, Choice):
            return ""
        self.finished = choice.finish_reason or self.finished
        if not isinstance(choice.delta, ChoiceDelta):
            return ""
        reasoning = (getattr(choice.delta, name, None) for name in ("reasoning_content", "reasoning"))
        self.has_reasoned |= any(reasoning)
        return choice.delta.content if isinstance(choice.delta.content, str) else ""
