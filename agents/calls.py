"""One call of one mind: what is asked, how it went, and the row that keeps it."""

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, TypeVar, cast

from agents.answers import Given, Rejected
from agents.background import Passages
from agents.budget import clipped
from agents.case import AgentSettings
from agents.model import Answer, Model, ModelUnavailable, Request
from agents.prompting import Prompts
from storage.records import BankExample, Exchange, RowId, Style, UserId, row_id

T = TypeVar("T")

REPAIR: Final = "repair"  # the prompt that asks for an answer once more
LEAST_SECONDS: Final = 0.5  # that a repair needs
PREVIOUS_TOKENS: Final = 60  # of the answer that is to be mended


@dataclass(frozen=True, slots=True)
class Means:
    """What a call needs besides its subject. *elapsed_ms* only goes forward."""

    model: Model
    settings: Mapping[str, AgentSettings]  # of every agent
    prompts: Prompts
    now: Callable[[], datetime]
    elapsed_ms: Callable[[], int]
    passages: Passages = field(default_factory=dict)  # of which the coach is told a sentence
    own_prompts: Mapping[str, Prompts] = field(default_factory=dict)  # of agents that have others than *prompts*
    bank: Mapping[str, tuple[BankExample, ...]] = field(
        default_factory=dict
    )  # of agents that are shown it, newest first

    def prompts_of(self, agent: str) -> Prompts:
        return self.own_prompts.get(agent, self.prompts)

    @property
    def private(self) -> frozenset[str]:
        """What nobody may read of prompts that are not those that ship."""
        return frozenset[str]().union(*(prompts.rules for prompts in self.own_prompts.values()))

    def request(
        self, agent: str, values: Mapping[str, object], schema: Mapping[str, object] | None, whose: str = ""
    ) -> Request:
        """The call of *agent* with its own settings and prompt, filled with *values*; a *schema* asks for JSON."""
        settings, prompt = self.settings[agent], self.prompts_of(agent).render(agent, values)
        return Request(
            agent=agent,
            model=settings.model,
            adapter=settings.adapter,
            standby=settings.standby,
            system=prompt.system,
            user=prompt.user,
            temperature=settings.temperature,
            max_tokens=settings.max_tokens,
            timeout_seconds=settings.timeout_seconds,
            schema=schema,
            whose=whose,
        )


@dataclass(frozen=True, slots=True)
class Heard:
    """One call as it went: *answer* where it came whole, else *error* and the *text* until then."""

    request: Request
    at: datetime
    latency_ms: int
    text: str
    answer: Answer | None = None
    error: ModelUnavailable | None = None


@dataclass(frozen=True, slots=True)
class About:
    """Whose message a call is about, and of what kind it is, for its record."""

    turn: RowId
    user: UserId
    arm: Style
    occasion: str = ""  # the most telling one; "": none applies


async def ask(request: Request, means: Means) -> Heard:
    """Call the model. Cancelling leaves the call at once; nothing that the model does is raised."""
    at, begun, text = means.now(), means.elapsed_ms(), ""
    answer, error = None, None
    # Every model streams with an async generator, and only closing one at once cancels its call at once.
    stream = cast("AsyncGenerator[str | Answer, None]", means.model.stream(request))
    try:
        async with aclosing(stream):
            async for piece in stream:
                if isinstance(piece, Answer):
                    answer = piece
                else:
                    text += piece
    except ModelUnavailable as unavailable:
        error = unavailable
    return Heard(request, at, means.elapsed_ms() - begun, answer.text if answer else text, answer, error)


def repair(heard: Heard, verdict: str, values: Mapping[str, object], means: Means) -> Request | None:
    """The same call once more, of words that say what was wrong, in the time that is left to it; None: there is none.

    It costs a fraction of the first, for only the shape was wrong: *values* have the shape, and the facts without which
    the answer cannot be mended.
    """
    seconds = heard.request.timeout_seconds - heard.latency_ms / 1000
    if heard.answer is None or seconds < LEAST_SECONDS:
        return None
    prompt = means.prompts_of(heard.request.agent).render(REPAIR, values)
    return replace(
        heard.request,
        system=prompt.system,
        user=prompt.user,
        timeout_seconds=seconds,
        previous=clipped(heard.answer.text, PREVIOUS_TOKENS),
        complaint=f"That cannot be read ({verdict}). Write the JSON alone.",
    )


def judged(heard: Heard, read: Callable[[str], T]) -> tuple[T | None, str]:
    """What *read* makes of the answer, None where it came to nothing, and the verdict for the record."""
    if heard.answer is None:
        return None, f"unavailable: {heard.error or 'the answer broke off'}"
    try:
        found = read(heard.answer.text)
    except Rejected as rejected:
        return None, str(rejected)
    return found, _used(found)


def _used(found: object) -> str:
    cuts = found.cuts if isinstance(found, Given) else ()
    return f"used, cut: {'; '.join(cuts)}" if cuts else "used"


def exchange_of(heard: Heard, verdict: str, about: About, means: Means, facts: Sequence[str] = ()) -> Exchange:
    """The record of a call for which the agent was given *facts*. Where nobody spoke, it names who was asked."""
    request, answer = heard.request, heard.answer
    return Exchange(
        id=row_id(about.turn, request.agent, *([REPAIR] if request.complaint else [])),
        turn=about.turn,
        user=about.user,
        agent=request.agent,
        model=answer.model if answer else request.model,
        adapter=answer.adapter if answer else request.adapter,
        prompt_version=means.prompts_of(request.agent).version(REPAIR if request.complaint else request.agent),
        arm=about.arm,
        occasion=about.occasion,
        facts=tuple(facts),
        system=request.system,
        prompt="\n\n".join(filter(None, (request.user, request.previous, request.complaint))),
        answer=heard.text,
        verdict=verdict,
        prompt_tokens=answer.prompt_tokens if answer else 0,
        completion_tokens=answer.completion_tokens if answer else 0,
        latency_ms=heard.latency_ms,
        at=heard.at,
    )
