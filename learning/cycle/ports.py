"""What a cycle needs of the world: somebody who trains, somewhere to serve, somebody who examines."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from learning.evaluation.answer import Answer
from learning.tuning.job import TuneJob


class CycleError(Exception):
    """A step could not be done; the next run goes on with it. The message is one sentence that says what to do."""


class NoSuchAgent(CycleError):
    """An agent was named that there is not."""


class NotListed(CycleError):
    """An adapter was offered, and the endpoint does not list it: it may have to be started anew by its operator."""


class Trainer(Protocol):
    async def train(self, job: TuneJob) -> None:
        """Leave the finished adapter in ``job.out``; one that is finished there stays. Cancelling leaves checkpoints.

        Raises CycleError.
        """
        ...


class Serving(Protocol):
    async def load(self, version: str, adapter: Path) -> str:
        """Offer *adapter* under the name *version*, beside those that serve; loading it twice is loading it once.

        Gives why it can never be served; "" where it is. Raises NotListed, or CycleError where the endpoint does not
        answer at all.
        """
        ...

    async def unload(self, version: str) -> None:
        """Offer it no longer; one that was not offered is no fault."""
        ...


class Examiner(Protocol):
    async def answers(self, agent: str, adapter: str | None) -> Sequence[Answer]:
        """The answers of *agent* with *adapter*, None: without, to all its cases of the evaluation.

        Nobody else may have answered in its place. Raises CycleError where the model is silent.
        """
        ...
